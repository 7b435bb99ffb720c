//! Which event a seal holds, and where; permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seal_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub seal: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub event: i64,
}

impl ActiveModelBehavior for ActiveModel {}
