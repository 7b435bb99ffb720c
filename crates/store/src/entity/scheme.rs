//! A saved revision of a posting's scheme.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scheme")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub revision: i64,
    pub body: String,
    pub digest: String,
    pub version: i64,
    pub created_by: i64,
    pub created_at: i64,
    pub frozen_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
