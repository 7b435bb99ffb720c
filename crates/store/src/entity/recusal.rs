//! A member of an inspection team who is left out for one person.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recusal")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application: i64,
    pub member: i64,
    pub relation: String,
    pub declared_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
