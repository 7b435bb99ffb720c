//! One mark of one examiner.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "examiner_mark")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub application: i64,
    pub component: String,
    pub panel: String,
    pub examiner: String,
    pub element: String,
    pub value: i64,
    pub batch: i64,
    pub place: String,
    pub version: i64,
    pub entered_by: i64,
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
