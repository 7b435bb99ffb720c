//! A position of a version that was approved with fewer places, permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_cut")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub revision: i64,
    pub number: String,
    pub asked: i64,
    pub places: i64,
    pub reason: String,
}

impl ActiveModelBehavior for ActiveModel {}
