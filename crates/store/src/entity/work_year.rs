//! The working days of a year, as an administrator entered them.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_year")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub year: i64,
    pub source: String,
    pub days: String,
    pub reason: String,
    pub changed_by: i64,
    pub changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
