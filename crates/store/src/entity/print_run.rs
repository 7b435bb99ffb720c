//! A large run of papers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "print_run")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub kind: String,
    pub lang: String,
    pub total: i64,
    pub printed: i64,
    pub failed: i64,
    pub parts: i64,
    pub last: i64,
    pub upto: i64,
    pub asked_by: i64,
    pub asked_at: i64,
    pub ended_at: Option<i64>,
    pub until_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
