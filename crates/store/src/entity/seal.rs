//! A link of the chain, permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub no: i64,
    pub root: String,
    pub prev: String,
    pub algorithm: String,
    pub entries: i64,
    pub at: i64,
    pub tag: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
