//! The client's address of an event, sealed, for a term.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_address")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub event: i64,
    pub sealed: Vec<u8>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
