//! `kept_form`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_form")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub owner: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub action: String,
    pub code: String,
    pub fields: Vec<u8>,
    pub kept_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
