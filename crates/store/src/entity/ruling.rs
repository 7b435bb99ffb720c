//! A ruling as it was proposed, permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ruling")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub subject: String,
    pub body: String,
    pub digest: String,
    pub supersedes: Option<i64>,
    pub reason: Option<String>,
    pub proposed_by: i64,
    pub proposed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
