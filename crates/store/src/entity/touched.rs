//! Rows of bound tables that a transaction wrote and that no event holds yet; the database's own triggers write here.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "touched")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub act: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub relation: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: i64,
    pub fresh: i64,
}

impl ActiveModelBehavior for ActiveModel {}
