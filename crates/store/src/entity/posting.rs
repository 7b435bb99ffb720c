//! A posting.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posting")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub title: String,
    pub authority: String,
    pub phase: String,
    pub version: i64,
    pub notice: String,
    pub opens_at: Option<i64>,
    pub closes_at: Option<i64>,
    pub created_by: i64,
    pub created_at: i64,
    pub submitted_by: Option<i64>,
    pub submitted_at: Option<i64>,
    pub stop_reason: Option<String>,
    pub stop_at: Option<i64>,
    pub stop_from: Option<String>,
    pub approved_by: Option<i64>,
    pub approved_at: Option<i64>,
    pub approved_digest: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
