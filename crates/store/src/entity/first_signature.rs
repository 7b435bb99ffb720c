//! A first signature on what a list says.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "first_signature")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub stage: String,
    pub version: i64,
    pub digest: String,
    pub signed_by: i64,
    pub signed_at: i64,
    pub taken_back_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
