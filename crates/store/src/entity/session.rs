//! A server-side session; the token itself is nowhere.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub token_hash: Vec<u8>,
    pub account: i64,
    pub address_sealed: Vec<u8>,
    pub created_at: i64,
    pub seen_at: i64,
    pub idle_until: i64,
    pub expires_at: i64,
    pub revoked_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
