//! The correction of a published list.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "list_correction")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub list: i64,
    pub state: String,
    pub reason: String,
    pub begun_by: i64,
    pub begun_at: i64,
    pub ended_by: Option<i64>,
    pub ended_at: Option<i64>,
    pub ended_reason: Option<String>,
    pub ranking: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
