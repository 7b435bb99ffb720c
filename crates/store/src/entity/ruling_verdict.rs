//! What became of a proposed ruling, permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ruling_verdict")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub ruling: i64,
    pub verdict: String,
    pub reason: Option<String>,
    pub decided_by: i64,
    pub decided_name: String,
    pub decided_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
