//! The sealer's inbox.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unsealed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub event: i64,
    pub at: i64,
    pub refused: i64,
}

impl ActiveModelBehavior for ActiveModel {}
