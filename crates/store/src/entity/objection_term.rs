//! The terms of what candidates raise in a posting; the newest row of a kind counts.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objection_term")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub kind: String,
    pub within_days: i64,
    pub answer_days: i64,
    pub set_by: i64,
    pub set_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
