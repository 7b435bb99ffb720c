//! The key file: made once with mode 0600 in a folder of its owner, refused when anyone else can read it.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use domain::calendar::Instant;
use zeroize::Zeroizing;

use super::{KeyFile, Keys};
use crate::effects::Random;

/// Bytes that are read at most: 255 generations take a tenth of it.
const LONGEST: u64 = 1 << 18;

/// Why there are no keys. Every case names the file; the text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// No key file although the database holds data.
    #[error(
        "key file {} is missing, but there are data that only this key opens; put it back from your backup (a new key would make them unreadable)",
        .0.display()
    )]
    Missing(PathBuf),
    /// The file may be read or written by the group or by everyone.
    #[error("key file {} has mode {mode:04o}, others can reach it; type: chmod 600 {}", .file.display(), .file.display())]
    Exposed {
        /// The file.
        file: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is no key file.
    #[error("key file {} cannot be read, line {line} is wrong; put the right file back from your backup", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The file holds the keys of another installation.
    #[error(
        "key file {} belongs to another installation than these data; put the right file back from your backup",
        .0.display()
    )]
    Another(PathBuf),
    /// The file is older than what it must open.
    #[error(
        "key file {} ends with generation {newest}, but generation {sealed} has sealed data; put the newest copy of the file back",
        .file.display()
    )]
    Older {
        /// The file.
        file: PathBuf,
        /// Newest generation of the file.
        newest: u8,
        /// Newest generation that the data know.
        sealed: u8,
    },
    /// The file could not be read or made.
    #[error("key file {}: {cause}", .file.display())]
    Unreachable {
        /// The file.
        file: PathBuf,
        /// What the operating system said.
        cause: std::io::Error,
    },
}

/// The keys of `file`; a missing file is made when there are no data yet (`data_exist` is false).
///
/// # Errors
/// See [`KeyFileError`].
pub fn open(file: &Path, data_exist: bool, made: (&Random, Instant)) -> Result<Keys, KeyFileError> {
    let found = match load(file) {
        Err(KeyFileError::Missing(_)) if !data_exist => create(file, made)?,
        loaded => loaded?,
    };
    Ok(Keys::of(&found).kept_in(file))
}

/// Reads the file.
///
/// # Errors
/// See [`KeyFileError`].
pub fn load(file: &Path) -> Result<KeyFile, KeyFileError> {
    let reached = |cause: std::io::Error| match cause.kind() {
        ErrorKind::NotFound => KeyFileError::Missing(file.to_owned()),
        _ => KeyFileError::Unreachable { file: file.to_owned(), cause },
    };
    let opened = File::open(file).map_err(reached)?;
    let known = opened.metadata().map_err(reached)?;
    if let Some(mode) = exposed(&known) {
        return Err(KeyFileError::Exposed { file: file.to_owned(), mode });
    }
    let mut bytes = Zeroizing::new(Vec::new());
    (&opened).take(LONGEST).read_to_end(&mut bytes).map_err(reached)?;
    let unreadable = |line| KeyFileError::Unreadable { file: file.to_owned(), line };
    let text = std::str::from_utf8(&bytes).map_err(|_| unreadable(1))?;
    KeyFile::parse(text).map_err(unreadable)
}

/// Makes a new key file and refuses to touch an existing one.
///
/// # Errors
/// See [`KeyFileError`].
pub fn create(file: &Path, (random, now): (&Random, Instant)) -> Result<KeyFile, KeyFileError> {
    let reached = |cause| KeyFileError::Unreachable { file: file.to_owned(), cause };
    let within = folder(file);
    owned_folder(within).map_err(reached)?;
    let keys = KeyFile::draw(random, now);
    let mut made = private().open(file).map_err(reached)?;
    made.write_all(keys.text().as_bytes()).map_err(reached)?;
    made.sync_all().map_err(reached)?;
    // The entry in the folder must survive a power cut as well as the bytes.
    File::open(within).and_then(|folder| folder.sync_all()).map_err(reached)?;
    Ok(keys)
}

/// The folder of a file; of a bare name the current one.
pub(super) fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the folder where it is missing, for its owner only.
fn owned_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(unix)]
pub(super) fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options
}

#[cfg(unix)]
fn exposed(known: &fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let mode = known.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options
}

/// Elsewhere permissions are access lists, which the standard library does not show.
#[cfg(not(unix))]
fn exposed(_: &fs::Metadata) -> Option<u32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use domain::calendar::Instant;

    use super::{KeyFileError, create, load, open};
    use crate::effects::Random;

    const NOW: Instant = Instant(5);

    #[test]
    fn the_first_start_makes_a_private_file_and_the_next_reads_the_same_keys() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/master.key");
        let made = open(&file, false, (&Random::seeded(1), NOW)).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(file.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
        let read = open(&file, true, (&Random::seeded(2), NOW)).unwrap();
        assert_eq!(made.blind("a", "b"), read.blind("a", "b"));
    }

    #[test]
    fn a_missing_file_is_never_replaced_when_data_exist() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("master.key");
        let refused = open(&file, true, (&Random::seeded(1), NOW)).unwrap_err();
        assert!(matches!(&refused, KeyFileError::Missing(at) if *at == file), "{refused}");
        assert!(refused.to_string().contains("master.key"));
        assert!(!file.exists());
    }

    #[test]
    fn a_file_that_others_can_read_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("master.key");
        create(&file, (&Random::seeded(1), NOW)).unwrap();
        for mode in [0o640, 0o604, 0o620, 0o644, 0o660] {
            fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            let refused = load(&file).unwrap_err().to_string();
            assert!(refused.contains("master.key") && refused.contains("chmod 600"), "{refused}");
        }
        fs::set_permissions(&file, Permissions::from_mode(0o400)).unwrap();
        load(&file).unwrap();
    }

    #[test]
    fn a_file_that_is_no_key_file_is_refused_and_an_existing_one_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("master.key");
        create(&file, (&Random::seeded(1), NOW)).unwrap();
        assert!(matches!(create(&file, (&Random::seeded(1), NOW)), Err(KeyFileError::Unreachable { .. })));
        for length in [0, 31, 33, 4_096] {
            fs::write(&file, vec![200; length]).unwrap();
            assert!(matches!(load(&file), Err(KeyFileError::Unreadable { line: 1, .. })), "{length}");
        }
    }
}
