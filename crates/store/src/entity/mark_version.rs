//! A mark that is no longer valid.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mark_version")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application: i64,
    pub component: String,
    pub examiner: Option<String>,
    pub element: Option<String>,
    pub panel: Option<String>,
    pub value: Option<i64>,
    pub status: Option<String>,
    pub room: Option<String>,
    pub source: String,
    pub batch: Option<i64>,
    pub place: Option<String>,
    pub version: i64,
    pub entered_by: i64,
    pub entered_at: i64,
    pub ended: String,
    pub ended_batch: Option<i64>,
    pub reason_digest: Option<String>,
    pub ended_by: i64,
    pub ended_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
