//! A role of a person, as far as it reaches.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub person: i64,
    pub role: String,
    pub reach: String,
    pub posting: Option<i64>,
    pub authority: Option<String>,
    pub from_at: i64,
    pub until_at: Option<i64>,
    pub given_by: Option<i64>,
    pub given_at: i64,
    pub taken_by: Option<i64>,
    pub taken_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
