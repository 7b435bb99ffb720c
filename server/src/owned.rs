//! Files and folders of the installation are their owner's alone: made so, and narrowed where they are found wider.
//!
//! Owns: the data folder, the embedded database with its log and index of the log. Refuses: a folder that is shared by design, and
//! one that cannot be narrowed. The key file refuses by itself (`service::keys`).

use std::fs::{self, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::config::{Database, Settings};

/// What SQLite keeps beside its file.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Makes the data folder and an empty database file where they are missing, then narrows what is there.
pub fn prepare(settings: &Settings) -> anyhow::Result<()> {
    folder(&settings.data)?;
    if let Database::Sqlite(file) = &settings.database {
        let within = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder(within)?;
        // SQLite takes an empty file for an empty database, and gives the mode of the file to its log.
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
        match made {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(error).with_context(|| format!("database {}", file.display()));
            }
            _ => {}
        }
    }
    narrow(settings)
}

/// Narrows what is there: the data folder to 0700, the database and its log to 0600. What was wider is told.
pub fn narrow(settings: &Settings) -> anyhow::Result<()> {
    if settings.data.exists() {
        keep_to_owner(&settings.data, 0o077)?;
    }
    if let Database::Sqlite(file) = &settings.database {
        let beside = BESIDE.iter().map(|end| {
            let mut name = file.as_os_str().to_owned();
            name.push(end);
            PathBuf::from(name)
        });
        for path in std::iter::once(file.clone()).chain(beside).filter(|path| path.exists()) {
            keep_to_owner(&path, 0o177)?;
        }
    }
    Ok(())
}

/// Makes a folder for its owner only, where it is missing.
fn folder(path: &Path) -> anyhow::Result<()> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.with_context(|| format!("data folder {}", path.display()))
}

/// Takes the rights in `refused` away.
fn keep_to_owner(path: &Path, refused: u32) -> anyhow::Result<()> {
    let told = || format!("{}", path.display());
    let mode = fs::metadata(path).with_context(told)?.permissions().mode() & 0o7777;
    if mode & refused == 0 {
        return Ok(());
    }
    if mode & 0o1000 != 0 {
        bail!(
            "{} is shared by everybody (mode {mode:04o}); choose a folder of its own with --data",
            path.display()
        );
    }
    let narrow = mode & !refused;
    fs::set_permissions(path, fs::Permissions::from_mode(narrow)).with_context(|| {
        format!(
            "{} has mode {mode:04o}, others can reach it, and it cannot be narrowed; type: chmod {narrow:o} {}",
            path.display(),
            path.display()
        )
    })?;
    tracing::warn!(path = %path.display(), "others could reach this (mode {mode:04o}); it is now {narrow:04o}");
    Ok(())
}
