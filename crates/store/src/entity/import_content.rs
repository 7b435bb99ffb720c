//! Where the contents of an imported file lie, outside of the database.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_content")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub batch: i64,
    pub lies: String,
    pub generation: i64,
    pub applied: i64,
}

impl ActiveModelBehavior for ActiveModel {}
