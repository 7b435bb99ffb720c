//! The answer to a form that was sent before.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub owner: String,
    pub act: String,
    pub key: String,
    pub body_digest: String,
    pub result: String,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
