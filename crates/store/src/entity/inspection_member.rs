//! A member of the inspection team of a posting.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_member")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub person: i64,
    pub named_by: i64,
    pub named_at: i64,
    pub taken_by: Option<i64>,
    pub taken_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
