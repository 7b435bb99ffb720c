//! A file on its way in.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_batch")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub kind: String,
    pub file_name: String,
    pub file_digest: String,
    pub state: String,
    pub posting_version: i64,
    pub report: String,
    pub sheet: Option<Vec<u8>>,
    pub created_by: i64,
    pub created_at: i64,
    pub applied_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
