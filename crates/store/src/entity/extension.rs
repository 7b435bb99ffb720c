//! An individual extension of an application, or a proposal of one.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "extension")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub posting: i64,
    pub application: i64,
    pub until_at: i64,
    pub reason_sealed: Vec<u8>,
    pub evidence_sealed: Vec<u8>,
    pub proposed_by: i64,
    pub proposed_at: i64,
    pub decided_by: Option<i64>,
    pub decided_at: Option<i64>,
    pub refused_sealed: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
