//! The telephones of a posting.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "telephone")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub posting: i64,
    pub enquiry: String,
    pub supervision: String,
}

impl ActiveModelBehavior for ActiveModel {}
