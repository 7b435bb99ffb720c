//! A file of a notice; its contents lie outside of the database.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_file")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub title: String,
    pub kind: String,
    pub size: i64,
    pub digest: String,
    pub lies: String,
    pub generation: i64,
    pub stands: i64,
    pub created_by: i64,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
