//! What a ruling says, or why it was sent back, sealed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ruling_words")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub ruling: i64,
    pub part: String,
    pub sealed: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
