//! A line of a staged file.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staged_row")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub batch: i64,
    pub line: i64,
    pub body_sealed: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
