//! The ground of a veto, beside its departure.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "veto")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub departure: i64,
    pub posting: i64,
    pub ground: String,
}

impl ActiveModelBehavior for ActiveModel {}
