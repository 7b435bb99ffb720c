//! The panels of a posting's interviews.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "panels")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub code: String,
    #[sea_orm(unique)]
    pub posting: i64,
    pub body: String,
    pub recorded_by: i64,
    pub recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
