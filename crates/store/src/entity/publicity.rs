//! The publicity period of the people that a decision proposes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "publicity")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub decision: i64,
    pub posting: i64,
    pub stage: String,
    pub opens_at: i64,
    pub closes_at: i64,
    pub ended_by: Option<i64>,
    pub ended_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
