//! What an officer found when looking at a pair of applications.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "duplicate_mark")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application: i64,
    pub other: i64,
    pub compared: String,
    pub decided_by: i64,
    pub decided_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
