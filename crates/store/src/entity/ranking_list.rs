//! A list as it follows from a ranking.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_list")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub ranking: i64,
    pub stage: String,
    pub ready: i64,
    pub open_questions: i64,
    pub people: i64,
    pub inside: i64,
    pub body: String,
}

impl ActiveModelBehavior for ActiveModel {}
