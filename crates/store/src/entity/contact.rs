//! An address of a person besides the account, sealed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub person: i64,
    pub channel: String,
    pub lang: String,
    pub address_sealed: Option<Vec<u8>>,
    pub set_at: i64,
    pub confirmed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
