//! Contents in a folder: `ab/cdef…`, their owner's alone. A file is written beside its place, made durable, and moved there in one step,
//! so that a name either leads to the whole contents or to nothing.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use domain::calendar::Instant;
use domain::digest::Digest;

use super::{Contents, Lying};
use crate::effects::Random;

/// Ending of a file that is not whole yet.
const NEW: &str = "new";

/// A folder of contents.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// Tells files under way of this process from those of another one on the same folder.
    mark: String,
    next: AtomicU64,
}

impl Folder {
    /// Opens a folder and makes it, for its owner only, where it is missing. From then on the folder is never made again: one that is
    /// lost while the program runs is an error of every write and no empty store.
    ///
    /// # Errors
    /// The operating system's.
    pub fn open(root: &Path, random: &Random) -> io::Result<Self> {
        private().recursive(true).create(root)?;
        Ok(Self { root: root.to_owned(), mark: random.code().to_string(), next: AtomicU64::new(0) })
    }

    fn shelf(&self, first: &str) -> PathBuf {
        self.root.join(first)
    }

    /// The shelf of a name, its file's name, and the shelf's lock.
    fn place(&self, name: Digest) -> io::Result<(PathBuf, String, File)> {
        let hex = name.to_string();
        let (first, rest) = hex.split_at(2);
        let shelf = self.shelf(first);
        match private().create(&shelf) {
            // The entry in the folder must survive a power cut as well as the bytes.
            Ok(()) => File::open(&self.root)?.sync_all()?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        let lock = File::open(&shelf)?;
        Ok((shelf, rest.to_owned(), lock))
    }

    /// Writes beside the place, then moves there.
    fn written(&self, shelf: &Path, rest: &str, sealed: &[u8], at: Instant) -> io::Result<PathBuf> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let beside = shelf.join(format!("{rest}.{}-{number}.{NEW}", self.mark));
        let write = || {
            let mut file = owned().open(&beside)?;
            file.write_all(sealed)?;
            file.set_modified(moment(at))?;
            file.sync_all()
        };
        match write() {
            Ok(()) => Ok(beside),
            Err(error) => {
                // What is left of it would only take room; the sweep finds it where this fails too.
                let _ = fs::remove_file(&beside);
                Err(error)
            }
        }
    }
}

impl Contents for Folder {
    fn put(&self, name: Digest, sealed: &[u8], at: Instant) -> io::Result<u8> {
        let (shelf, rest, lock) = self.place(name)?;
        let place = shelf.join(&rest);
        lock.lock()?;
        if let Ok(mut there) = OpenOptions::new().read(true).write(true).open(&place) {
            let mut first = [0; 1];
            there.read_exact(&mut first)?;
            there.set_modified(moment(at))?;
            there.sync_all()?;
            return Ok(first[0]);
        }
        let beside = self.written(&shelf, &rest, sealed, at)?;
        fs::rename(beside, place)?;
        lock.sync_all()?;
        sealed.first().copied().ok_or_else(|| ErrorKind::InvalidInput.into())
    }

    fn replace(&self, name: Digest, sealed: &[u8], at: Instant) -> io::Result<()> {
        let (shelf, rest, lock) = self.place(name)?;
        lock.lock()?;
        let beside = self.written(&shelf, &rest, sealed, at)?;
        fs::rename(beside, shelf.join(rest))?;
        lock.sync_all()
    }

    fn get(&self, name: Digest) -> io::Result<Vec<u8>> {
        let hex = name.to_string();
        let (first, rest) = hex.split_at(2);
        fs::read(self.shelf(first).join(rest))
    }

    fn list(&self, first: u8) -> io::Result<Vec<Lying>> {
        let first = format!("{first:02x}");
        let mut all = Vec::new();
        for (name, at) in entries(&self.shelf(&first), &self.root)? {
            if let Ok(name) = format!("{first}{name}").parse() {
                all.push(Lying { name, at });
            }
        }
        Ok(all)
    }

    fn remove(&self, name: Digest, before: Instant) -> io::Result<bool> {
        let (shelf, rest, lock) = self.place(name)?;
        let place = shelf.join(rest);
        lock.lock()?;
        let at = match fs::metadata(&place) {
            Ok(known) => known.modified().map(instant)?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        if at >= before {
            return Ok(false);
        }
        fs::remove_file(place).map(|()| true)
    }

    fn tidy(&self, first: u8, before: Instant) -> io::Result<u32> {
        let shelf = self.shelf(&format!("{first:02x}"));
        let mut gone = 0_u32;
        for (name, at) in entries(&shelf, &self.root)? {
            if at < before && Path::new(&name).extension().is_some_and(|ending| ending == NEW) {
                fs::remove_file(shelf.join(name))?;
                gone = gone.saturating_add(1);
            }
        }
        Ok(gone)
    }
}

/// The files of a shelf with the moments at which they were put there. A shelf that is missing is empty; a store that is missing is lost.
fn entries(shelf: &Path, root: &Path) -> io::Result<Vec<(String, Instant)>> {
    let folder = match fs::read_dir(shelf) {
        Ok(folder) => folder,
        Err(error) if error.kind() == ErrorKind::NotFound && root.is_dir() => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut all = Vec::new();
    for entry in folder {
        let entry = entry?;
        match entry.metadata().and_then(|known| known.modified()) {
            Ok(at) => all.push((entry.file_name().to_string_lossy().into_owned(), instant(at))),
            // Somebody took it away or moved it meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

fn moment(at: Instant) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.0).unwrap_or(0))
}

fn instant(at: SystemTime) -> Instant {
    let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

fn private() -> DirBuilder {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

fn owned() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, Permissions};
    use std::io::ErrorKind;
    use std::os::unix::fs::PermissionsExt;

    use domain::calendar::Instant;
    use domain::digest::Digest;

    use super::super::{Contents, Lying};
    use super::Folder;
    use crate::effects::Random;

    const NOW: Instant = Instant(1_795_000_000_000);
    const LATER: Instant = Instant(1_795_000_090_000);

    fn store() -> (tempfile::TempDir, Folder) {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::open(&place.path().join("files"), &Random::seeded(1)).expect("a store");
        (place, folder)
    }

    fn name() -> Digest {
        Digest::of(b"a")
    }

    fn first() -> u8 {
        name().as_bytes()[0]
    }

    #[test]
    fn contents_are_their_owners_alone_and_come_back_byte_for_byte() {
        let (place, store) = store();
        assert_eq!(store.put(name(), &[1, 2, 3], NOW).unwrap(), 1);
        assert_eq!(store.get(name()).unwrap(), [1, 2, 3]);
        assert_eq!(store.list(first()).unwrap(), [Lying { name: name(), at: NOW }]);
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let root = place.path().join("files");
        let hex = name().to_string();
        assert_eq!(mode(&root), 0o700);
        assert_eq!(mode(&root.join(&hex[..2])), 0o700);
        assert_eq!(mode(&root.join(&hex[..2]).join(&hex[2..])), 0o600);
    }

    #[test]
    fn what_lies_there_stays_and_is_counted_as_put_again() {
        let (_place, store) = store();
        store.put(name(), &[1, 2, 3], NOW).unwrap();
        assert_eq!(store.put(name(), &[2, 9, 9], LATER).unwrap(), 1);
        assert_eq!(store.get(name()).unwrap(), [1, 2, 3]);
        assert_eq!(store.list(first()).unwrap(), [Lying { name: name(), at: LATER }]);
        store.replace(name(), &[2, 9, 9], LATER).unwrap();
        assert_eq!(store.get(name()).unwrap(), [2, 9, 9]);
    }

    #[test]
    fn nothing_is_taken_away_that_was_put_there_since() {
        let (_place, store) = store();
        store.put(name(), &[1], NOW).unwrap();
        assert!(!store.remove(name(), NOW).unwrap());
        store.put(name(), &[1], LATER).unwrap();
        assert!(!store.remove(name(), Instant(NOW.0 + 1)).unwrap(), "it was put there again");
        assert!(store.remove(name(), Instant(LATER.0 + 1)).unwrap());
        assert_eq!(store.get(name()).unwrap_err().kind(), ErrorKind::NotFound);
        assert!(!store.remove(name(), Instant(LATER.0 + 1)).unwrap());
    }

    #[test]
    fn what_a_write_that_was_cut_off_left_is_no_content_and_goes() {
        let (place, store) = store();
        store.put(name(), &[1], NOW).unwrap();
        let hex = name().to_string();
        let left = place.path().join("files").join(&hex[..2]).join(format!("{}.X-0.new", &hex[2..]));
        fs::write(&left, b"half").unwrap();
        fs::File::options().write(true).open(&left).unwrap().set_modified(super::moment(NOW)).unwrap();
        assert_eq!(store.list(first()).unwrap().len(), 1);
        assert_eq!(store.tidy(first(), NOW).unwrap(), 0, "it may still be under way");
        assert_eq!(store.tidy(first(), LATER).unwrap(), 1);
        assert!(!left.exists() && store.get(name()).is_ok());
    }

    #[test]
    fn a_write_that_fails_leaves_nothing_and_a_lost_store_is_no_empty_one() {
        let (place, store) = store();
        let root = place.path().join("files");
        let shelf = root.join(&name().to_string()[..2]);
        fs::create_dir(&shelf).unwrap();
        // A folder stands where the file would: the write succeeds, the move does not. Whoever runs as root ignores modes.
        fs::create_dir(shelf.join(&name().to_string()[2..])).unwrap();
        fs::write(shelf.join(&name().to_string()[2..]).join("x"), b"x").unwrap();
        assert!(store.put(name(), &[1], NOW).is_err());
        fs::set_permissions(&root, Permissions::from_mode(0o700)).unwrap();
        fs::remove_dir_all(&root).unwrap();
        assert!(store.put(name(), &[1], NOW).is_err());
        assert!(store.list(first()).is_err());
        assert!(!root.exists(), "a lost store is not made anew");
    }
}
