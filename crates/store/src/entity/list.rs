//! A published list, permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "list")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub stage: String,
    pub version: i64,
    pub ranking: i64,
    pub bytes: Vec<u8>,
    pub digest: String,
    pub first_signer: i64,
    pub second_signer: i64,
    pub published_at: i64,
    pub supersedes: Option<i64>,
    pub reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
