//! A call to move up for somebody who left, with its answer.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "backfill")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub departure: i64,
    pub application: i64,
    pub round: i64,
    pub until_at: i64,
    pub called_by: i64,
    pub called_at: i64,
    pub answer: Option<String>,
    pub answered_by: Option<i64>,
    pub answered_at: Option<i64>,
    pub note_sealed: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
