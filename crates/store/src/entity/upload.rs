//! A file that belongs to an application; its contents lie outside of the database.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub application: i64,
    pub purpose: String,
    pub kind: String,
    pub size: i64,
    pub digest: String,
    pub generation: i64,
    pub name_sealed: Vec<u8>,
    pub created_by: i64,
    pub created_at: i64,
    pub ended_at: Option<i64>,
    pub replaced_by: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
