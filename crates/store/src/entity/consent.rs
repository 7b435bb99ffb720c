//! That a person agreed to an edition of the privacy page.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person: i64,
    pub edition: String,
    pub lang: String,
    pub agreed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
