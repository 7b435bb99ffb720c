//! What a person was told, sealed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub person: i64,
    pub posting: Option<i64>,
    pub application: Option<i64>,
    pub kind: String,
    pub sealed: Vec<u8>,
    pub once: Option<String>,
    pub created_at: i64,
    pub due_at: i64,
    pub read_at: Option<i64>,
    pub withdrawn_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
