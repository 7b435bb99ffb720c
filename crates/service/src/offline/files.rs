//! Files in and out. Owns bounded reading and the writing that leaves nothing half-written: each file is written beside
//! its place under another name, made durable, and then renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The file's bytes, at most one more than `limit`, so that a longer one is noticed and not read.
pub(super) fn bounded(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Files to write, by name, each in pieces; one without content is removed where an earlier run left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Files(pub Vec<(&'static str, Option<Pieces>)>);

/// The content of a file, one piece after the other.
type Pieces = Vec<Vec<u8>>;

impl Files {
    /// Writes all of them into a folder.
    pub(super) fn write(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::create_dir_all(folder)?;
        let mut ready = Vec::new();
        for (name, pieces) in &self.0 {
            if let Some(pieces) = pieces {
                let beside = folder.join(format!(".{name}.part"));
                let mut out = BufWriter::new(File::create(&beside)?);
                pieces.iter().try_for_each(|piece| out.write_all(piece))?;
                out.into_inner()?.sync_all()?;
                ready.push((beside, folder.join(name)));
            }
        }
        for (name, _) in self.0.iter().filter(|(_, pieces)| pieces.is_none()) {
            match fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        for (beside, place) in &ready {
            fs::rename(beside, place)?;
        }
        Ok(ready.into_iter().map(|(_, place)| place).collect())
    }
}
