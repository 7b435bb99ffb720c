//! Why the authority asks for a position.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "position_reason")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub number: String,
    pub reason: String,
    pub changed_by: i64,
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
