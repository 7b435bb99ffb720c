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
    pub file_name_sealed: Vec<u8>,
    pub file_digest: String,
    pub file_size: i64,
    pub state: String,
    pub posting_version: i64,
    pub scheme_revision: i64,
    pub report_sealed: Vec<u8>,
    pub created_by: i64,
    pub created_at: i64,
    pub applied_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
