//! What a confirmation of openings says of one position.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_position")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub opening: i64,
    pub position: i64,
    pub plan: i64,
    pub people: i64,
    pub places: i64,
}

impl ActiveModelBehavior for ActiveModel {}
