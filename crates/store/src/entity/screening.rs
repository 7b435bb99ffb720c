//! A verdict, or its undoing.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "screening")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application: i64,
    pub verdict: String,
    pub ground: Option<String>,
    pub words_sealed: Option<Vec<u8>>,
    pub revision: i64,
    pub decided_by: i64,
    pub decided_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
