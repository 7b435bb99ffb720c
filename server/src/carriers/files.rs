//! Mail as files: one `.eml` a message, for a first start without a server, and for tests.
//!
//! A file has the name of its delivery and is put in place in one step, so that a delivery that is carried twice is one file.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use service::messages::{Letter, Refused};

use super::letter::{Sender, mail};

/// A folder of letters, its owner's alone.
pub(super) struct Folder {
    path: PathBuf,
    sender: Sender,
}

impl Folder {
    pub(super) const fn new(path: PathBuf, sender: Sender) -> Self {
        Self { path, sender }
    }

    pub(super) async fn carry(&self, letter: &Letter) -> Result<(), Refused> {
        let bytes = mail(letter, &self.sender)?.formatted();
        let (path, name) = (self.path.clone(), letter.code.to_string());
        let put = tokio::task::spawn_blocking(move || put(&path, &name, &bytes)).await;
        match put {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::warn!(%error, folder = %self.path.display(), "a message could not be written to its folder");
                Err(Refused::Down)
            }
            Err(_) => Err(Refused::Down),
        }
    }
}

/// Tells the writes of this process apart.
static WRITES: AtomicU64 = AtomicU64::new(0);

/// Writes the file beside its place and moves it there, unless it is there. Each write has a file of its own until then: one whose
/// process was given up may still be under way.
fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let place = folder.join(format!("{name}.eml"));
    if place.exists() {
        return Ok(());
    }
    let write = WRITES.fetch_add(1, Ordering::Relaxed);
    let beside = folder.join(format!(".{name}.{}.{write}.part", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, &place)?;
    File::open(folder)?.sync_all()
}
