//! The inspection of one person.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub application: i64,
    pub state: String,
    pub version: i64,
    pub record_sealed: Vec<u8>,
    pub findings_sealed: Vec<u8>,
    pub entered_by: i64,
    pub entered_at: i64,
    pub countersigned_by: Option<i64>,
    pub countersigned_at: Option<i64>,
    pub returned_sealed: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
