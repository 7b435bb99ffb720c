//! The reason of an emptied cell, sealed, for a term.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mark_words")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application: i64,
    pub component: String,
    pub version: i64,
    pub sealed: Vec<u8>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
