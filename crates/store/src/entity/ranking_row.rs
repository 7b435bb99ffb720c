//! One application in a ranking.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_row")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub ranking: i64,
    pub position: i64,
    pub application: i64,
    pub place: i64,
    pub tied: i64,
    pub body: String,
    pub steps: String,
}

impl ActiveModelBehavior for ActiveModel {}
