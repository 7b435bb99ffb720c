//! What became of a proposed decision, permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_verdict")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub decision: i64,
    pub verdict: String,
    pub reason: Option<String>,
    pub decided_by: i64,
    pub decided_name: String,
    pub decided_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
