//! Facts about this installation that must be known before the use cases stand.
//!
//! Owns: whether the database holds what only its key file opens. Refuses: everything that needs a caller.

use store::{Store, StoreError};

/// Whether there are accounts: their verifiers, and all that their owners filed, open with the key file only.
///
/// # Errors
/// The database's.
pub async fn holds_people(store: &Store) -> Result<bool, StoreError> {
    let look = store.snapshot("installation.people").await?;
    let people = store::people::count(&look).await?;
    look.close().await?;
    Ok(people > 0)
}
