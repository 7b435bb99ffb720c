//! Generations of the key that seals fields: what the key file holds, adding one, taking one out, and following the file while
//! the program runs.
//!
//! Owns: the form of the file and every change of it, each written beside the old file and put in its place in one step. Refuses:
//! retiring the newest generation. Whether anything is still sealed with an older one is the caller's to check.

use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::PoisonError;

use aes_gcm_siv::{Aes256GcmSiv, KeyInit};
use domain::calendar::Instant;
use domain::digest::hex;
use zeroize::Zeroizing;

use super::file::{self, KeyFileError, private};
use super::{Keys, Secret, derive};
use crate::effects::Random;

/// First line of a key file.
const HEAD: &str = "linxuan keys 1";

/// Number of a generation, 1 to 255: the first byte of whatever it sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(u8);

impl Generation {
    /// The generation of a number; there is none of 0.
    #[must_use]
    pub const fn of(number: u8) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A generation as the file holds it.
struct Made {
    generation: Generation,
    at: Instant,
    secret: Secret,
}

/// A key file, read.
pub struct KeyFile {
    root: Secret,
    /// Never empty, numbers ascending: the last one seals.
    generations: Vec<Made>,
}

impl fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyFile(***)")
    }
}

impl KeyFile {
    /// A file with a fresh root and a first generation.
    pub(super) fn draw(random: &Random, now: Instant) -> Self {
        let first = Made { generation: Generation(1), at: now, secret: Zeroizing::new(random.bytes()) };
        Self { root: Zeroizing::new(random.bytes()), generations: vec![first] }
    }

    pub(super) fn from_master(master: &[u8; 32]) -> Self {
        let first = Made { generation: Generation(1), at: Instant(0), secret: derive(master, "field") };
        Self { root: Zeroizing::new(*master), generations: vec![first] }
    }

    pub(super) fn root(&self) -> &[u8; 32] {
        &self.root
    }

    /// The generations, oldest first, each with the moment it was added.
    pub fn generations(&self) -> impl Iterator<Item = (Generation, Instant)> {
        self.generations.iter().map(|made| (made.generation, made.at))
    }

    /// The newest generation and the moment it was added.
    #[must_use]
    pub fn newest(&self) -> (Generation, Instant) {
        self.generations.last().map_or((Generation(1), Instant(0)), |made| (made.generation, made.at))
    }

    /// Reads the text of a file; `Err` is the number of the line that is wrong.
    pub(super) fn parse(text: &str) -> Result<Self, usize> {
        let mut lines = text.lines().zip(1_usize..);
        if lines.next().is_none_or(|(line, _)| line != HEAD) {
            return Err(1);
        }
        let root = lines.next().and_then(|(line, _)| secret(line.strip_prefix("root ")?)).ok_or(2_usize)?;
        let mut generations: Vec<Made> = Vec::new();
        let mut last = 2;
        for (line, number) in lines {
            let made = made(line).ok_or(number)?;
            if generations.last().is_some_and(|before| before.generation >= made.generation) {
                return Err(number);
            }
            generations.push(made);
            last = number;
        }
        if generations.is_empty() { Err(last.saturating_add(1)) } else { Ok(Self { root, generations }) }
    }

    pub(super) fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(format!("{HEAD}\nroot {}\n", hex(self.root.as_slice())));
        for Made { generation, at, secret } in &self.generations {
            text.push_str(&format!("generation {generation} {} {}\n", at.0, hex(secret.as_slice())));
        }
        text
    }
}

fn made(line: &str) -> Option<Made> {
    let mut words = line.strip_prefix("generation ")?.split(' ');
    let generation = Generation::of(words.next()?.parse().ok()?)?;
    let at = Instant(words.next()?.parse().ok()?);
    let secret = secret(words.next()?)?;
    words.next().is_none().then_some(Made { generation, at, secret })
}

fn secret(digits: &str) -> Option<Secret> {
    let mut bytes = Zeroizing::new([0; 32]);
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        let start = at.saturating_mul(2);
        *byte = u8::from_str_radix(digits.get(start..start.saturating_add(2))?, 16).ok()?;
    }
    Some(bytes)
}

/// Why a key file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum Change {
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// All 255 numbers were given.
    #[error("the key file has had 255 generations; there is no number for another one")]
    Full,
    /// The file has no such generation.
    #[error("the key file has no generation {0}")]
    Unknown(u8),
    /// The newest generation seals and cannot go.
    #[error("generation {0} is the newest and seals; add another one first: linxuan keys rotate")]
    Newest(u8),
}

/// Adds a generation to the file and answers it; from then on it seals, in every process that reads the file.
///
/// # Errors
/// [`Change::File`], [`Change::Full`].
pub fn add(file: &Path, random: &Random, now: Instant) -> Result<Generation, Change> {
    change(file, |keys| {
        let next = keys.newest().0.0.checked_add(1).ok_or(Change::Full)?;
        let made = Made { generation: Generation(next), at: now, secret: Zeroizing::new(random.bytes()) };
        keys.generations.push(made);
        Ok(Generation(next))
    })
}

/// Takes a generation out of the file. The caller has made sure that nothing is sealed with it.
///
/// # Errors
/// [`Change::File`], [`Change::Unknown`], [`Change::Newest`].
pub fn retire(file: &Path, generation: Generation) -> Result<(), Change> {
    change(file, |keys| {
        if keys.newest().0 == generation {
            return Err(Change::Newest(generation.0));
        }
        let before = keys.generations.len();
        keys.generations.retain(|made| made.generation != generation);
        if keys.generations.len() == before { Err(Change::Unknown(generation.0)) } else { Ok(()) }
    })
}

/// Changes the file while its folder is locked: the new content is written beside it, made durable, and takes its place in one
/// step, so that a process that dies leaves the one or the other.
fn change<T>(path: &Path, change: impl FnOnce(&mut KeyFile) -> Result<T, Change>) -> Result<T, Change> {
    let reached = |cause| KeyFileError::Unreachable { file: path.to_owned(), cause };
    let folder = file::folder(path);
    let lock = File::open(folder).map_err(reached)?;
    lock.lock().map_err(reached)?;
    let mut keys = file::load(path)?;
    let answer = change(&mut keys)?;
    let beside = path.with_extension("new");
    // What a process that died left there was never put in place.
    match fs::remove_file(&beside) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(reached(cause).into()),
        _ => {}
    }
    let mut made = private().open(&beside).map_err(reached)?;
    made.write_all(keys.text().as_bytes()).map_err(reached)?;
    made.sync_all().map_err(reached)?;
    fs::rename(&beside, path).map_err(reached)?;
    lock.sync_all().map_err(reached)?;
    Ok(answer)
}

/// The ciphers of the generations.
pub(super) struct Ring(Vec<(Generation, Aes256GcmSiv)>);

impl Ring {
    pub(super) fn of(file: &KeyFile) -> Self {
        let cipher = |made: &Made| {
            let cipher = Aes256GcmSiv::new_from_slice(made.secret.as_slice()).expect("a key has 32 bytes");
            (made.generation, cipher)
        };
        Self(file.generations.iter().map(cipher).collect())
    }
}

impl Keys {
    /// Says from which file these keys come, so that generations added to it are found while the program runs.
    pub(super) fn kept_in(self, file: &Path) -> Self {
        // Set once, as the keys are made.
        let _ = self.source.set(file.to_owned());
        self
    }

    /// Reads the key file again; answers `true` where its generations are others than before.
    ///
    /// # Errors
    /// [`KeyFileError`]; [`KeyFileError::Another`] where the file now belongs to another installation. The keys that were known
    /// stay in use.
    pub fn refresh(&self) -> Result<bool, KeyFileError> {
        let Some(path) = self.source.get() else { return Ok(false) };
        let file = file::load(path)?;
        if *derive(file.root(), "check") != *self.check {
            return Err(KeyFileError::Another(path.clone()));
        }
        let before: Vec<Generation> = self.known();
        let now: Vec<Generation> = file.generations().map(|(generation, _)| generation).collect();
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Ring::of(&file);
        Ok(before != now)
    }

    /// The generations that are known, oldest first.
    pub fn known(&self) -> Vec<Generation> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        ring.0.iter().map(|(generation, _)| *generation).collect()
    }

    /// The generation that seals.
    pub fn newest(&self) -> Generation {
        self.sealing().0
    }

    /// Where the keys come from; nowhere for those of a test.
    pub fn file(&self) -> Option<&Path> {
        self.source.get().map(std::path::PathBuf::as_path)
    }

    pub(super) fn sealing(&self) -> (Generation, Aes256GcmSiv) {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        ring.0.last().cloned().expect("a key file without a generation is refused when it is read")
    }

    /// The cipher of a generation. One that is not known may have been added by another process: the file is read again.
    pub(super) fn opening(&self, generation: Generation) -> Option<Aes256GcmSiv> {
        self.find(generation).or_else(|| {
            self.refresh().ok()?;
            self.find(generation)
        })
    }

    fn find(&self, generation: Generation) -> Option<Aes256GcmSiv> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        ring.0.iter().find(|(known, _)| *known == generation).map(|(_, cipher)| cipher.clone())
    }
}

#[cfg(all(test, unix))]
mod tests;
