//! Into which position a confirmation of openings merges another.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_merge")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub opening: i64,
    pub position: i64,
    pub target: i64,
}

impl ActiveModelBehavior for ActiveModel {}
