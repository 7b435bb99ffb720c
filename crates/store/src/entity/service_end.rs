//! The early end of one service term.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_end")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub application: i64,
    pub posting: i64,
    pub over_on: i64,
    pub words_sealed: Vec<u8>,
    pub decided_by: i64,
    pub decided_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
