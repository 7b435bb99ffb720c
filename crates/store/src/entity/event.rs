//! An audit event, permanent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person: Option<i64>,
    pub who: String,
    pub role: String,
    pub at: i64,
    pub request: String,
    pub address_digest: Option<String>,
    pub act: String,
    pub object: Option<String>,
    pub object_code: Option<String>,
    pub posting: Option<i64>,
    pub payload: String,
}

impl ActiveModelBehavior for ActiveModel {}
