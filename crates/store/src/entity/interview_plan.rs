//! A version of the plan of a posting's interviews.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interview_plan")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub code: String,
    pub posting: i64,
    pub no: i64,
    pub state: String,
    pub digest: String,
    pub body_sealed: Vec<u8>,
    pub written_by: i64,
    pub written_at: i64,
    pub sent_by: Option<i64>,
    pub sent_at: Option<i64>,
    pub decided_by: Option<i64>,
    pub decided_at: Option<i64>,
    pub returned_sealed: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
