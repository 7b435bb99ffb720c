//! Where what a ranking was computed from lies, outside of the database.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking_basis")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub ranking: i64,
    pub size: i64,
    pub lies: String,
    pub generation: i64,
}

impl ActiveModelBehavior for ActiveModel {}
