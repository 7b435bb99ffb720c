//! The code that an address waits for, as a keyed digest.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_proof")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contact: i64,
    pub digest: Vec<u8>,
    pub until_at: i64,
    pub tries: i64,
}

impl ActiveModelBehavior for ActiveModel {}
