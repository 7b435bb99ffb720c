//! That a database is being served: a file beside it, locked for as long as the process lives.
//!
//! Owns: the lock. `serve` holds it, alone where the database is embedded and beside other servers of the data folder where it is not; whoever
//! throws the database away takes it alone. Commands that run beside a server do not ask for it. Refuses: reading anything out of
//! the file, which stays empty and stays behind: only the lock counts, and the system ends it with the process, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::config::{Database, Settings};

/// The lock; it ends when this is dropped.
#[derive(Debug)]
pub struct Served {
    _file: File,
}

/// Says that this process serves. Beside a database server whose data folder cannot be written, nothing is said and `None` answered:
/// such a process needs no folder.
///
/// # Errors
/// Another process serves the embedded database, or empties this database; the folder of an embedded database knows no locks.
pub fn begin(settings: &Settings) -> anyhow::Result<Option<Served>> {
    let alone = matches!(settings.database, Database::Sqlite(_));
    let path = place(settings);
    let file = match open(&path) {
        Ok(file) => file,
        Err(error) if !alone => {
            tracing::warn!(path = %path.display(), %error, "that this database is being served cannot be noted");
            return Ok(None);
        }
        Err(error) => return Err(error).with_context(|| format!("{} cannot be opened", path.display())),
    };
    let locked = if alone { file.try_lock() } else { file.try_lock_shared() };
    match locked {
        Ok(()) => Ok(Some(Served { _file: file })),
        Err(TryLockError::WouldBlock) => bail!(
            "database {} is being served or emptied by another process, which holds {}; stop that one first",
            settings.database,
            path.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} cannot be locked", path.display()))
        }
    }
}

/// Takes the database alone, to throw away what is in it. The data folder is there by now.
///
/// # Errors
/// A process serves it, or the folder knows no locks.
pub fn alone(settings: &Settings) -> anyhow::Result<Served> {
    let path = place(settings);
    let file = open(&path).with_context(|| format!("{} cannot be opened", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Served { _file: file }),
        Err(TryLockError::WouldBlock) => bail!(
            "database {} is being served, and is left alone; stop the server, which holds {}, and try again",
            settings.database,
            path.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} cannot be locked", path.display()))
        }
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)
}

/// Beside the embedded database, whose name it bears, so that two of one folder do not hinder each other; else in the data folder.
fn place(settings: &Settings) -> PathBuf {
    match &settings.database {
        Database::Sqlite(file) => {
            let mut name = file.as_os_str().to_owned();
            name.push(".served");
            PathBuf::from(name)
        }
        Database::Postgres(_) => settings.data.join("served"),
    }
}
