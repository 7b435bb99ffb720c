//! What a candidate objects to.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "own_objection")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub objection: i64,
    pub application: i64,
    pub verdict_at: Option<i64>,
    pub component: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
