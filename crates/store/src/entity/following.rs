//! What the notice of a posting sets before and after a transfer.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "following")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub posting: i64,
    pub trial: i64,
    pub service: i64,
}

impl ActiveModelBehavior for ActiveModel {}
