//! A round of moves after the marks, or its proposal.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "adjustment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub state: String,
    pub reason: String,
    pub opens_at: i64,
    pub closes_at: i64,
    pub proposed_by: i64,
    pub proposed_at: i64,
    pub decided_by: Option<i64>,
    pub decided_at: Option<i64>,
    pub returned_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
