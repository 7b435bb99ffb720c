//! Files packed into one zip with a manifest of their SHA-256 digests, in the form that `sha256sum -c` reads.
//!
//! Owns: packing, and opening again with every difference named. Refuses: names that lead out of a folder, more than [`MOST`] files, and
//! more than [`LARGEST`] bytes unpacked; what the files mean.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write as _};

use domain::digest::Digest;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The name of the manifest.
pub const MANIFEST: &str = "SHA256SUMS";
/// Files of an archive at most.
pub const MOST: usize = 20_000;
/// Bytes of all its files at most, unpacked: 4 GiB.
pub const LARGEST: u64 = 4 * 1024 * 1024 * 1024;

/// Why files could not be packed.
#[derive(Debug, thiserror::Error)]
pub enum NotPacked {
    /// A name that leads out of a folder, is empty or stands twice.
    #[error("a file cannot be called {0:?}")]
    Name(String),
    /// The zip could not be written.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    /// Its bytes could not be written.
    #[error(transparent)]
    Write(#[from] std::io::Error),
}

/// What is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// The manifest itself cannot be read.
    Manifest,
    /// A file has another digest.
    Altered(String),
    /// A file is gone.
    Missing(String),
    /// A file stands beside those of the manifest.
    Stranger(String),
}

/// An archive that was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Its files by name, the manifest aside.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is not as the manifest says.
    pub amiss: Vec<Amiss>,
}

/// Whether a name is a plain path below a folder.
fn is_plain(name: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part != "." && part != "..";
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    name.chars().all(letter) && name.split('/').all(part)
}

/// Packs the files in their order, and the manifest last. The same files give the same bytes.
///
/// # Errors
/// [`NotPacked`].
pub fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, NotPacked> {
    let mut sums = String::new();
    let mut known = std::collections::BTreeSet::new();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        if !is_plain(name) || name == MANIFEST || !known.insert(name.as_str()) {
            return Err(NotPacked::Name(name.clone()));
        }
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
        let _ = writeln!(sums, "{}  {name}", Digest::of(bytes));
    }
    zip.start_file(MANIFEST, options)?;
    zip.write_all(sums.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

/// Opens an archive and compares every file with the manifest; `None` for anything that is no zip with a manifest, or too large.
#[must_use]
pub fn open(bytes: &[u8]) -> Option<Opened> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if zip.len() > MOST || zip.has_duplicate_names() {
        return None;
    }
    let mut files = BTreeMap::new();
    let mut left = LARGEST;
    for at in 0..zip.len() {
        let part = zip.by_index(at).ok()?;
        let name = part.name().ok()?.to_string();
        let mut held = Vec::new();
        // Of a declared size nothing is believed: one byte more than is allowed tells.
        part.take(left.saturating_add(1)).read_to_end(&mut held).ok()?;
        left = left.checked_sub(u64::try_from(held.len()).ok()?)?;
        files.insert(name, held);
    }
    let manifest = files.remove(MANIFEST)?;
    let mut opened = Opened { files, amiss: Vec::new() };
    let Some(sums) = read(&manifest) else {
        opened.amiss.push(Amiss::Manifest);
        return Some(opened);
    };
    for (name, digest) in &sums {
        match opened.files.get(name) {
            None => opened.amiss.push(Amiss::Missing(name.clone())),
            Some(bytes) if Digest::of(bytes) != *digest => opened.amiss.push(Amiss::Altered(name.clone())),
            Some(_) => {}
        }
    }
    let strangers = opened.files.keys().filter(|name| !sums.contains_key(*name));
    let strangers: Vec<Amiss> = strangers.map(|name| Amiss::Stranger(name.clone())).collect();
    opened.amiss.extend(strangers);
    Some(opened)
}

/// The lines of a manifest: a digest, two spaces, a name.
fn read(manifest: &[u8]) -> Option<BTreeMap<String, Digest>> {
    let text = std::str::from_utf8(manifest).ok()?;
    let line = |line: &str| {
        let (digest, name) = line.split_once("  ")?;
        is_plain(name).then_some(())?;
        Some((name.to_owned(), digest.parse().ok()?))
    };
    let all: Vec<(String, Digest)> = text.lines().map(line).collect::<Option<_>>()?;
    let (count, sums) = (all.len(), all.into_iter().collect::<BTreeMap<_, _>>());
    (sums.len() == count).then_some(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(String, Vec<u8>)> {
        vec![
            ("about.json".to_owned(), b"{}".to_vec()),
            ("lists/a-1.csv".to_owned(), b"head\n\nrow\n".to_vec()),
        ]
    }

    /// The same files under a manifest of others.
    fn forged(files: &[(&str, &[u8])], sums: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
            zip.write_all(bytes).expect("written");
        }
        zip.start_file(MANIFEST, SimpleFileOptions::default()).expect("a part");
        zip.write_all(sums.as_bytes()).expect("written");
        zip.finish().expect("a zip").into_inner()
    }

    #[test]
    fn what_was_packed_opens_whole_and_packs_to_the_same_bytes() {
        let packed = pack(&files()).expect("packed");
        assert_eq!(packed, pack(&files()).expect("packed again"));
        let opened = open(&packed).expect("an archive");
        assert_eq!(opened.amiss, []);
        assert_eq!(opened.files.into_iter().collect::<Vec<_>>(), files());
    }

    #[test]
    fn every_difference_is_named() {
        let line = |bytes: &[u8], name: &str| format!("{}  {name}\n", Digest::of(bytes));
        let sums = line(b"one", "a.txt") + &line(b"two", "b.txt");
        let amiss =
            |files: &[(&str, &[u8])], sums: &str| open(&forged(files, sums)).expect("an archive").amiss;
        assert_eq!(amiss(&[("a.txt", b"one"), ("b.txt", b"two")], &sums), []);
        assert_eq!(
            amiss(&[("a.txt", b"One"), ("c.txt", b"")], &sums),
            [
                Amiss::Altered("a.txt".to_owned()),
                Amiss::Missing("b.txt".to_owned()),
                Amiss::Stranger("c.txt".to_owned())
            ]
        );
        assert_eq!(amiss(&[("a.txt", b"one")], "no manifest"), [Amiss::Manifest]);
        let out = line(b"one", "../a.txt");
        assert_eq!(amiss(&[("a.txt", b"one")], &out), [Amiss::Manifest]);
    }

    #[test]
    fn nothing_else_is_an_archive_and_no_name_leads_out() {
        assert_eq!(open(b"no zip"), None);
        let plain = forged(&[], "");
        assert!(open(&plain).is_some());
        for name in ["../a", "/a", "a//b", "", "a\\b", MANIFEST] {
            assert!(pack(&[(name.to_owned(), Vec::new())]).is_err(), "{name}");
        }
        let twice = [("a".to_owned(), Vec::new()), ("a".to_owned(), Vec::new())];
        assert!(pack(&twice).is_err());
    }
}
