//! A decision on the course of a posting, or a proposal of one.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posting_decision")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub kind: String,
    pub reason: String,
    pub proposed_by: Option<i64>,
    pub proposed_at: Option<i64>,
    pub decided_by: Option<i64>,
    pub decided_at: Option<i64>,
    pub returned_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
