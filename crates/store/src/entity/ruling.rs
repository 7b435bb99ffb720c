//! An answer to what the scheme leaves open.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ruling")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub question: String,
    pub body: String,
    pub recorded_by: i64,
    pub recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
