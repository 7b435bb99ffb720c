//! A line of the position table.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "position")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub number: String,
    pub unit: String,
    pub title: String,
    pub plan: i64,
    pub conditions: String,
    pub scheme_name: Option<String>,
    pub details: String,
}

impl ActiveModelBehavior for ActiveModel {}
