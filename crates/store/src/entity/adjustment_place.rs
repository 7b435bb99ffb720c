//! How many people a position takes in a round of moves.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "adjustment_place")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub adjustment: i64,
    pub position: i64,
    pub places: i64,
}

impl ActiveModelBehavior for ActiveModel {}
