//! The result of a medical.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "medical")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub application: i64,
    pub result: String,
    pub day: String,
    pub words_sealed: Vec<u8>,
    pub departure: Option<i64>,
    pub recorded_by: i64,
    pub recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
