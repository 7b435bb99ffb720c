//! What an application came to under the conditions of its position.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub application: i64,
    pub finding: String,
    pub rules: String,
    pub judged_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
