//! An account of a person.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub person: i64,
    pub kind: String,
    pub sign_in: String,
    pub verifier: Option<String>,
    pub one_time: Option<Vec<u8>>,
    pub one_time_until: Option<i64>,
    pub state: String,
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
