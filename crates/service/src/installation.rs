//! Facts about this installation that must be known before the use cases stand.
//!
//! Owns: whether the database holds what only its key file opens, and whether a key file is that one. Refuses: everything that
//! needs a caller.

use std::path::Path;

use domain::digest::hex;
use store::meta::{KEY_CHECK, KEY_GENERATION};
use store::{Store, StoreError};

use crate::keys::{KeyFileError, Keys};

/// Why keys and database do not go together.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// The key file is another's, or older than the data.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Refuses a key file that belongs to another database or lacks a generation that sealed here, and notes the file's newest
/// generation. An empty database takes the first file that it is opened with.
///
/// # Errors
/// [`KeyFileError::Another`], [`KeyFileError::Older`]; the database's.
pub async fn expect_keys(store: &Store, keys: &Keys, file: &Path) -> Result<(), Unfit> {
    let (check, newest) = (hex(&keys.check_value()), keys.newest().number());
    let known = known_root(store, keys, file).await?;
    let look = store.snapshot("installation.keys").await?;
    let sealed = store::meta::get(&look, KEY_GENERATION).await?;
    look.close().await?;
    let sealed: u8 = sealed.and_then(|number| number.parse().ok()).unwrap_or(0);
    if newest < sealed {
        return Err(KeyFileError::Older { file: file.to_owned(), newest, sealed }.into());
    }
    if !known || newest > sealed {
        crate::maintenance::note_keys(store, &check, newest).await?;
    }
    Ok(())
}

/// Refuses a key file whose root is another than the one that the database was made with, and writes nothing.
///
/// # Errors
/// [`KeyFileError::Another`]; the database's.
pub async fn expect_root(store: &Store, keys: &Keys, file: &Path) -> Result<(), Unfit> {
    known_root(store, keys, file).await.map(drop)
}

/// Whether the database knows a root, which then is the file's.
async fn known_root(store: &Store, keys: &Keys, file: &Path) -> Result<bool, Unfit> {
    let look = store.snapshot("installation.root").await?;
    let known = store::meta::get(&look, KEY_CHECK).await?;
    look.close().await?;
    match known {
        Some(known) if known != hex(&keys.check_value()) => {
            Err(KeyFileError::Another(file.to_owned()).into())
        }
        known => Ok(known.is_some()),
    }
}

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
