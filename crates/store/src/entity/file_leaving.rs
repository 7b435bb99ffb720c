//! A posting whose applicants' files left the store, permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file_leaving")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub files: i64,
    pub left_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
