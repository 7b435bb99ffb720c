//! Trial work before one transfer, and the service term after it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_term")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub application: i64,
    pub posting: i64,
    pub trial_from: Option<i64>,
    pub trial_until: Option<i64>,
    pub months: i64,
    pub words_sealed: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}
