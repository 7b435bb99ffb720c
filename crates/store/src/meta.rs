//! Facts about the database itself: who made it, and which keys belong to it.
//!
//! Owns: rows of `meta`. Refuses: settings; those come from outside.

use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};

use crate::entity::meta;
use crate::error::Outcome;
use crate::tx::{Snapshot, Tx};

/// Key of the fact that the demonstration made this database; its value names the demonstration.
pub const MADE_BY: &str = "made_by";

/// Key of the moment of the last write that health tried, in milliseconds.
pub const PROBED: &str = "probed";

/// Key of the check value of the key file that this database belongs to.
pub const KEY_CHECK: &str = "key_check";

/// Key of the newest key generation that ever sealed here.
pub const KEY_GENERATION: &str = "key_generation";

/// Key of how far re-sealing has come: the generation, the column and the key of its last row.
pub const RESEALING: &str = "resealing";

/// Key of the newest generation with which everything was sealed once more.
pub const RESEALED: &str = "resealed";

/// Key of how many files had no contents when the store of files was last compared with its rows.
pub const FILES_MISSING: &str = "files_missing";

/// Key of how many deliveries of messages were given up within the day before the last sweep.
pub const DELIVERIES_FAILED: &str = "deliveries_failed";

/// Returns a fact.
///
/// # Errors
/// The database's.
pub async fn get(look: &Snapshot, key: &str) -> Outcome<Option<String>> {
    Ok(meta::Entity::find_by_id(key).one(look.db()).await?.map(|row| row.value))
}

/// Writes a fact down.
///
/// # Errors
/// The database's.
pub async fn set(tx: &Tx, key: &str, value: &str) -> Outcome<()> {
    let row = meta::ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()) };
    let again = OnConflict::column(meta::Column::Key).update_column(meta::Column::Value).to_owned();
    meta::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}
