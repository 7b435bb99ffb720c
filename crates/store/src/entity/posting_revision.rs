//! A version of a posting that was put before the competent department.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posting_revision")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub no: Option<i64>,
    pub state: String,
    pub follows: i64,
    pub reason: String,
    pub contents: String,
    pub digest: String,
    pub proposed_by: i64,
    pub proposed_at: i64,
    pub settled_by: Option<i64>,
    pub settled_at: Option<i64>,
    pub returned_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
