//! A message on its way to an address.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_delivery")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub message: i64,
    pub contact: i64,
    pub channel: String,
    pub state: String,
    pub fault: Option<String>,
    pub tries: i64,
    pub ready_at: i64,
    pub next_at: i64,
    pub locked_by: Option<String>,
    pub locked_until: Option<i64>,
    pub settled_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
