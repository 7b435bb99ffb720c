//! A part of a large run of papers; its contents lie outside of the database.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "print_part")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub run: i64,
    pub no: i64,
    pub papers: i64,
    pub size: i64,
    pub lies: String,
    pub generation: i64,
}

impl ActiveModelBehavior for ActiveModel {}
