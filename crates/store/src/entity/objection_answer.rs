//! An officer's answer to it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objection_answer")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub objection: i64,
    pub posting: i64,
    pub application: Option<i64>,
    pub effect: String,
    pub words_sealed: Vec<u8>,
    pub answered_by: i64,
    pub answered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
