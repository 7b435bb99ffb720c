//! Who works on which posting.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account: i64,
    pub posting: i64,
    pub granted_by: Option<i64>,
    pub granted_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
