//! What one submission of an application held, sealed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application: i64,
    pub no: i64,
    pub revision: i64,
    pub sealed: Vec<u8>,
    pub submitted_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
