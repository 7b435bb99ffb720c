//! What a collective decision says of one person.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision_choice")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub decision: i64,
    pub application: i64,
    pub proposed: i64,
    pub ground: Option<String>,
    pub words_sealed: Option<Vec<u8>>,
    pub said_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
