//! The keyed digest of the rows of one key of a bound table, as an event left them. Permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_row")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub event: i64,
    pub relation: String,
    pub key: i64,
    pub digest: Option<Vec<u8>>,
    pub amiss: i64,
}

impl ActiveModelBehavior for ActiveModel {}
