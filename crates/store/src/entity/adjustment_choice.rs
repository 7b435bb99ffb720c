//! What a person chose in a round of moves, and what an officer said to it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "adjustment_choice")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub adjustment: i64,
    pub application: i64,
    pub position: i64,
    pub target: i64,
    pub state: String,
    pub chosen_at: i64,
    pub ruled_by: Option<i64>,
    pub ruled_at: Option<i64>,
    pub refused_sealed: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
