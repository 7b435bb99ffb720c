//! The change of key generations: a new one seals at once, what older ones sealed is sealed anew in small acts beside all other
//! work, and an old one goes when nothing is sealed with it any more.
//!
//! Owns: [`rotate`], [`round`], [`retire`] and how far they are. Refuses: opening a value for any other reason, and counting one
//! that does not open as done: it is told, stays as it is, and keeps its generation in the file. Every step may be cut off: how
//! far re-sealing is stands in the transaction of what it sealed, and a value that changed meanwhile is left alone.

mod contents;

use std::collections::BTreeMap;
use std::path::Path;

use domain::access::{Caller, Scope, TurnKeys};
use domain::event::Event;
use store::contents::CONTENTS;
use store::meta::{KEY_GENERATION, RESEALED, RESEALING};
use store::sealed::{COLUMNS, Column, Count, Stored};
use store::{Snapshot, StoreError, Tx};

use crate::Service;
use crate::fault::Fault;
use crate::keys::{Change, Generation, KeyFileError, Place};
use crate::maintenance::Maintenance;

/// Acts of one round, so that a worker is heard of in between.
const ACTS: u32 = 50;
/// Milliseconds after which no process seals with an older generation any more: each reads its key file every few seconds.
const SETTLED_MS: i64 = 120_000;

/// Why a generation was not added or retired.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The key file was not changed.
    #[error(transparent)]
    File(#[from] Change),
    /// The keys of this service come from no file.
    #[error("these keys come from no file")]
    NoFile,
    /// Another process may still seal with an older generation.
    #[error(
        "generation {newest} was added {seconds} s ago; other processes may still seal with an older one: wait {wait} s and try again"
    )]
    TooSoon {
        /// The newest generation.
        newest: u8,
        /// Its age.
        seconds: i64,
        /// Seconds to wait.
        wait: i64,
    },
    /// Values are still sealed with it.
    #[error("generation {generation} still seals: {}. The running program seals them anew; without one: linxuan keys reseal", said(.left))]
    InUse {
        /// The generation.
        generation: u8,
        /// What it seals.
        left: Vec<Count>,
    },
    /// The database.
    #[error("the database did not answer: {0:?}")]
    Database(Fault),
}

impl From<KeyFileError> for Refused {
    fn from(error: KeyFileError) -> Self {
        Self::File(error.into())
    }
}

/// Counts in words: `application.name_sealed 12, …`.
fn said(left: &[Count]) -> String {
    left.iter().map(|count| format!("{} {}", count.column, count.values)).collect::<Vec<_>>().join(", ")
}

fn file(service: &Service) -> Result<&Path, Refused> {
    service.keys().file().ok_or(Refused::NoFile)
}

/// Adds a generation to the key file and answers it. Other processes find it by themselves.
///
/// # Errors
/// [`Refused::File`]; the database's, where the generation is in the file and stays without harm.
pub async fn rotate(service: &Service) -> Result<Generation, Refused> {
    let added = crate::keys::add(file(service)?, &service.effects().random, service.now())?;
    service.keys().refresh()?;
    let caller = Caller::system("keys.rotate");
    let number = added.number();
    service
        .write(&caller, "keys.turn", async |op| {
            let permit = op.permit::<TurnKeys>(Scope::system())?;
            store::meta::set(op.tx(), KEY_GENERATION, &number.to_string()).await?;
            op.record(&permit, &Event::KeysRotated { generation: number }).await
        })
        .await
        .map_err(Refused::Database)?;
    Ok(added)
}

/// How far re-sealing is: all done, or the column that it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Everything is sealed with the newest generation, as far as the program knows.
    Done,
    /// Columns that are done, of how many.
    At {
        /// Done.
        columns: usize,
        /// Of.
        of: usize,
        /// The column under way.
        column: &'static str,
    },
}

/// Parts of the walk as they are told: the sealed columns, and after them the contents of files, which lie outside of the database.
const PARTS: usize = COLUMNS.len().saturating_add(1);

/// Stops of the walk: the sealed columns of a table, and at the end the contents of files.
fn stops() -> impl Iterator<Item = (&'static str, &'static [Column])> {
    let tables = store::sealed::tables().filter_map(|of| Some((of.first()?.name, of)));
    tables.chain([(CONTENTS, [].as_slice())])
}

/// The name of a stop, which is that of its first column; none behind the last.
fn stop(at: usize) -> Option<&'static str> {
    stops().nth(at).map(|(name, _)| name)
}

/// A place in the walk along all stops.
#[derive(Clone, Copy)]
struct Cursor {
    stop: usize,
    after: i64,
}

impl Cursor {
    /// The beginning of the next stop.
    const fn next(self) -> Self {
        Self { stop: self.stop.saturating_add(1), after: i64::MIN }
    }
}

/// Where the walk for a generation stands; none where it is over.
async fn cursor(look: &Snapshot, newest: Generation) -> Result<Option<Cursor>, StoreError> {
    let done = store::meta::get(look, RESEALED).await?;
    // The first generation of an installation has nothing to seal anew.
    if newest.number() == 1 || done.is_some_and(|done| done == newest.to_string()) {
        return Ok(None);
    }
    let stands = store::meta::get(look, RESEALING).await?.unwrap_or_default();
    let mut words = stands.split(' ');
    let same = words.next() == Some(newest.to_string().as_str());
    let stop = words.next().and_then(|name| stops().position(|(stop, _)| stop == name));
    let after = words.next().and_then(|key| key.parse().ok());
    Ok(Some(match (same, stop, after) {
        (true, Some(stop), Some(after)) => Cursor { stop, after },
        _ => Cursor { stop: 0, after: i64::MIN },
    }))
}

/// How far re-sealing is.
///
/// # Errors
/// The database's.
pub async fn progress(service: &Service) -> Result<Progress, Fault> {
    let look = service.store().snapshot("keys.progress").await?;
    let at = cursor(&look, service.keys().newest()).await?;
    look.close().await?;
    let under_way = at.and_then(|at| Some((at, stop(at.stop)?)));
    Ok(match under_way {
        None => Progress::Done,
        Some((at, column)) => {
            let columns = stops().take(at.stop).map(|(_, of)| of.len()).sum();
            Progress::At { columns, of: PARTS, column }
        }
    })
}

/// Counts what each generation seals.
///
/// # Errors
/// The database's.
pub async fn counts(service: &Service) -> Result<Vec<Count>, Fault> {
    let look = service.store().snapshot("keys.counts").await?;
    let mut counts = store::sealed::counts(&look).await?;
    let files = store::contents::generations(&look).await?;
    let count = |(generation, values)| Count { column: CONTENTS, generation, values };
    counts.extend(files.into_iter().map(count));
    look.close().await?;
    Ok(counts)
}

/// One round: reads the key file again and seals anew some of what older generations sealed; answers `true` where nothing is
/// left. Several processes may do it at once.
///
/// # Errors
/// The database's; an internal fault where the key file cannot be read: the keys that are known stay in use.
pub async fn round(service: &Service) -> Result<bool, Fault> {
    service.keys().refresh().map_err(Fault::internal)?;
    let newest = service.keys().newest();
    for _ in 0..ACTS {
        let look = service.store().snapshot("keys.resealing").await?;
        let at = cursor(&look, newest).await?;
        look.close().await?;
        match at {
            None => return Ok(true),
            Some(at) if stop(at.stop) == Some(CONTENTS) => contents::act(service, newest, at).await?,
            Some(at) => act(service, newest, at).await?,
        }
    }
    Ok(false)
}

/// Seals the values of some rows anew.
async fn act(service: &Service, newest: Generation, at: Cursor) -> Result<(), Fault> {
    let caller = Caller::system("keys.reseal");
    service
        .write(&caller, "keys.turn", async |op| {
            let permit = op.permit::<TurnKeys>(Scope::system())?;
            let Some((_, of)) = stops().nth(at.stop) else {
                note(op.tx(), newest, at).await?;
                op.repeat();
                return Ok(());
            };
            let found = store::sealed::older(op.tx(), &permit, of, (newest.number(), at.after)).await?;
            let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
            for old in &found {
                let fresh = anew(service, old);
                if store::sealed::replace(op.tx(), &permit, old.key, &fresh).await? {
                    for (column, _, _) in &fresh {
                        let count = counts.entry(column.name).or_default();
                        *count = count.saturating_add(1);
                    }
                }
            }
            let next = match found.last() {
                Some(last) => Cursor { after: last.key, ..at },
                None => at.next(),
            };
            note(op.tx(), newest, next).await?;
            if counts.is_empty() {
                op.repeat();
            }
            for (column, count) in counts {
                let (generation, column) = (newest.number(), column.to_owned());
                op.record(&permit, &Event::KeysResealed { generation, column, count }).await?;
            }
            Ok(())
        })
        .await
}

/// Writes down where the walk stands; after the last column it is over.
async fn note(tx: &Tx, newest: Generation, at: Cursor) -> Result<(), Fault> {
    match stop(at.stop) {
        Some(name) => {
            let stands = format!("{newest} {name} {}", at.after);
            store::meta::set(tx, RESEALING, &stands).await?;
        }
        None => store::meta::set(tx, RESEALED, &newest.to_string()).await?,
    }
    Ok(())
}

/// The values of a row beside those that the newest generation sealed of them. One that does not open is told and stays.
fn anew<'a>(service: &Service, old: &'a Stored) -> Vec<(&'a Column, Vec<u8>, Vec<u8>)> {
    let mut fresh = Vec::with_capacity(old.sealed.len());
    for (column, sealed) in &old.sealed {
        let place = Place::of(column.name, &old.row);
        match service.keys().open_bytes(&place, sealed) {
            Ok(value) => {
                let new = service.keys().seal_bytes(&place, &value, &service.effects().random);
                fresh.push((*column, sealed.clone(), new));
            }
            Err(error) => {
                tracing::error!(%error, column = column.name, key = old.key, "a value cannot be sealed anew");
            }
        }
    }
    fresh
}

/// Takes a generation out of the key file once nothing is sealed with it.
///
/// # Errors
/// [`Refused`]. Where values are found, re-sealing begins again.
pub async fn retire(service: &Service, number: u8) -> Result<(), Refused> {
    let path = file(service)?;
    let held = crate::keys::load(path)?;
    let (newest, added) = held.newest();
    let generation = held.generations().map(|one| one.0).find(|one| one.number() == number);
    let generation = generation.ok_or(Change::Unknown(number))?;
    if generation == newest {
        return Err(Change::Newest(number).into());
    }
    let age = service.now().0.saturating_sub(added.0);
    if age < SETTLED_MS {
        let (seconds, wait) = (age / 1000, SETTLED_MS.saturating_sub(age) / 1000 + 1);
        return Err(Refused::TooSoon { newest: newest.number(), seconds, wait });
    }
    let caller = Caller::system("keys.retire");
    let counted = counts(service).await.map_err(Refused::Database)?;
    let left: Vec<Count> = counted.into_iter().filter(|count| count.generation == number).collect();
    if !left.is_empty() {
        service.maintain(Maintenance::ResealAgain).await.map_err(Refused::Database)?;
        return Err(Refused::InUse { generation: number, left });
    }
    service
        .write(&caller, "keys.turn", async |op| {
            let permit = op.permit::<TurnKeys>(Scope::system())?;
            op.record(&permit, &Event::KeysRetired { generation: number }).await
        })
        .await
        .map_err(Refused::Database)?;
    crate::keys::retire(path, generation)?;
    service.keys().refresh()?;
    Ok(())
}
