//! The keyed tag of an event, which covers the event and the digests of its rows. Permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_bond")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub event: i64,
    pub entries: i64,
    pub root: String,
    pub tag: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
