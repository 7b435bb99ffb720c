//! What a person does not want on a channel.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_choice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub person: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub matter: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub channel: String,
}

impl ActiveModelBehavior for ActiveModel {}
