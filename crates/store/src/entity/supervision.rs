//! What a supervisor read and signed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supervision")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub posting: i64,
    pub what: String,
    pub of_code: String,
    pub digest: String,
    pub signed_by: i64,
    pub signed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
