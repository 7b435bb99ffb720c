//! A signed list that waits for its instant, or what became of it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "list_release")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub stage: String,
    pub version: i64,
    pub state: String,
    pub bytes: Option<Vec<u8>>,
    pub digest: String,
    pub ranking: i64,
    pub revision: i64,
    pub decisions: i64,
    pub calls: i64,
    pub corrects: Option<i64>,
    pub first_signer: i64,
    pub second_signer: i64,
    pub signed_at: i64,
    pub release_at: i64,
    pub list: Option<i64>,
    pub ended_by: Option<i64>,
    pub ended_at: Option<i64>,
    pub ended_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
