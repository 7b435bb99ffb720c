//! What somebody said about a selection without an account.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objection")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub list: Option<i64>,
    pub kind: String,
    pub application: Option<i64>,
    pub words_sealed: Vec<u8>,
    pub contact_sealed: Option<Vec<u8>>,
    pub secret: String,
    pub received_at: i64,
    pub due_on: Option<i64>,
    pub answered: i64,
}

impl ActiveModelBehavior for ActiveModel {}
