//! A departure of a person who passed screening.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "departure")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub application: i64,
    pub stage: String,
    pub kind: String,
    pub state: String,
    pub day: String,
    pub evidence_sealed: Vec<u8>,
    pub entered_by: Option<i64>,
    pub entered_at: i64,
    pub decided_by: Option<i64>,
    pub decided_name: Option<String>,
    pub decided_at: Option<i64>,
    pub refused_sealed: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
