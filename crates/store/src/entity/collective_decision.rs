//! A collective decision on who is proposed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "collective_decision")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub no: i64,
    pub list: i64,
    pub state: String,
    pub version: i64,
    pub body: String,
    pub minutes: String,
    pub decided_on: i64,
    pub entered_by: i64,
    pub entered_at: i64,
    pub confirmed_by: Option<i64>,
    pub confirmed_at: Option<i64>,
    pub returned_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
