//! An account with its one role.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub sign_in: String,
    pub display_name: String,
    pub verifier: Option<String>,
    pub role: String,
    pub status: String,
    pub version: i64,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "account::Model({}, ***)", self.id)
    }
}

impl std::fmt::Debug for ModelEx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "account::ModelEx({}, ***)", self.id)
    }
}
