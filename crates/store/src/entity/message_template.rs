//! A posting's own words of a kind of message.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_template")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub kind: String,
    pub lang: String,
    pub version: i64,
    pub subject: Option<String>,
    pub body: Option<String>,
    pub changed_by: i64,
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
