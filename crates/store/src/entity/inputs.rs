//! How often what a posting is ranked from has changed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inputs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub posting: i64,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
