//! The transfer of one person, with the probation that may follow.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "transfer")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application: i64,
    pub posting: i64,
    pub decision: i64,
    pub from_on: i64,
    pub probation: i64,
    pub approved_by: i64,
    pub approved_at: i64,
    pub probation_end: Option<String>,
    pub ended_by: Option<i64>,
    pub ended_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
