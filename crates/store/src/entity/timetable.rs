//! The timetable of a posting.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "timetable")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub posting: i64,
    pub body: String,
    pub changed_by: i64,
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
