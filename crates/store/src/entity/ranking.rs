//! A computed ranking.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub scheme: i64,
    pub scheme_digest: String,
    pub inputs_digest: String,
    pub rulings_digest: String,
    pub result_digest: String,
    pub inputs: i64,
    pub revision: i64,
    pub engine: String,
    pub open_questions: i64,
    pub state: String,
    pub version: i64,
    pub body: String,
    pub computed_by: Option<i64>,
    pub computed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
