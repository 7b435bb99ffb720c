//! The walk along the chain and over every bound row: recomputes everything and names whatever does not fit.
//!
//! Owns: [`verify_chain`]. Refuses: trusting the sealer's inbox, or the database about its own tail; links that were
//! printed outside come in as witnesses, and a chain that was cut fails against them. Memory does not grow with the rows.

use std::collections::{HashMap, HashSet};

use domain::digest::Digest;
use domain::id::EventId;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::seals::{self, SealRow, nothing};
use crate::bonds::check::{self, Amiss, Found, MOST};
use crate::bonds::{self, Binder};
use crate::entity::{event, event_bond, event_row, seal_entry, unsealed};
use crate::error::Outcome;
use crate::tx::Snapshot;

/// The newest link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the seal.
    pub no: i64,
    /// Its link.
    pub link: Digest,
}

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of the newest seal.
    pub seals: i64,
    /// Events in seals.
    pub events: i64,
    /// Events that wait for a seal.
    pub waiting: u64,
    /// Keys of bound tables whose rows are as they were bound.
    pub rows: u64,
    /// The newest link, where everything fits.
    pub head: Option<Head>,
    /// What does not fit.
    pub wrong: Found<Wrong>,
}

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// This number is missing from the chain, in it or at its end.
    SealMissing(i64),
    /// The seal does not name the link before it.
    Link(i64),
    /// The seal was made by a scheme that this program does not know.
    Algorithm(i64),
    /// The seal does not carry the installation's tag.
    SealTag(i64),
    /// The seal's list of events has a gap, or is longer or shorter than the seal says.
    Entries(i64),
    /// The seal holds this event, which is gone.
    EventMissing(i64, EventId),
    /// The events of the seal are not those that were sealed.
    Events(i64),
    /// The link of this seal is not the one printed outside.
    Witness(i64),
    /// This event is neither sealed nor waiting for a seal.
    Stray(EventId),
    /// This event does not carry the installation's tag: it was altered, or nobody recorded it by this program.
    Forged(EventId),
    /// The rows that this event is said to have written are not those that it wrote.
    Rows(EventId),
    /// A row is not as it was bound.
    Row(Amiss),
}

/// Seals read at a time.
const CHUNK: u64 = 20;
/// Events, and rows of events, read at a time.
const PAGE: u64 = 1_000;

/// Walks the whole chain and every bound table. `witnesses` are links that were printed or kept outside, as seal number and link.
///
/// # Errors
/// [`crate::StoreError::NoKey`] where the store has no key; the database's. What does not fit is in the report.
pub async fn verify_chain(look: &Snapshot, witnesses: &[(i64, Digest)]) -> Outcome<Report> {
    let binder = look.binder()?;
    let mut report = Report::default();
    let end = seals_of(look, binder, witnesses, &mut report).await?;
    report.waiting = unsealed::Entity::find().count(look.db()).await?;
    let mut cut: Vec<i64> = witnesses.iter().map(|(no, _)| *no).filter(|no| *no >= end).collect();
    cut.sort_unstable();
    cut.dedup();
    cut.into_iter().for_each(|no| report.wrong.push(Wrong::SealMissing(no)));
    unsealed_events(look, binder, &mut report.wrong).await?;
    orphans(look, &mut report.wrong).await?;
    let mut rows = Found::default();
    report.rows = check::tables(look, binder, &mut rows).await?;
    report.wrong.more = report.wrong.more.saturating_add(rows.more);
    rows.kept.into_iter().for_each(|row| report.wrong.push(Wrong::Row(row)));
    report.head = report.head.filter(|_| report.wrong.is_empty());
    Ok(report)
}

/// Walks the seals; answers the number that the next one would have.
async fn seals_of(
    look: &Snapshot,
    binder: &Binder,
    witnesses: &[(i64, Digest)],
    report: &mut Report,
) -> Outcome<i64> {
    let (mut next, mut prev) = (1_i64, nothing());
    loop {
        let chunk = seals::seals(look, next, CHUNK).await?;
        if chunk.is_empty() {
            return Ok(next);
        }
        for seal in chunk {
            (next..seal.no).take(MOST).for_each(|no| report.wrong.push(Wrong::SealMissing(no)));
            let link = seal.link();
            let no = seal.no;
            let of_this = |known: &&(i64, Digest)| known.0 == no && known.1 != link;
            let faults = [
                (seal.prev != prev, Wrong::Link(no)),
                (seal.algorithm != seals::ALGORITHM, Wrong::Algorithm(no)),
                (binder.of_link(&link).as_slice() != seal.tag, Wrong::SealTag(no)),
                (witnesses.iter().any(|known| of_this(&known)), Wrong::Witness(no)),
            ];
            faults.into_iter().filter(|(is, _)| *is).for_each(|(_, fault)| report.wrong.push(fault));
            contents(look, binder, &seal, &mut report.wrong).await?;
            prev = link;
            next = no.saturating_add(1);
            report.seals = no;
            report.events = report.events.saturating_add(seal.entries);
            report.head = Some(Head { no, link });
        }
    }
}

async fn contents(look: &Snapshot, binder: &Binder, seal: &SealRow, wrong: &mut Found<Wrong>) -> Outcome<()> {
    let entries = seal_entry::Entity::find()
        .filter(seal_entry::Column::Seal.eq(seal.no))
        .order_by_asc(seal_entry::Column::Position)
        .all(look.db())
        .await?;
    let whole = i64::try_from(entries.len()).is_ok_and(|count| count == seal.entries)
        && entries.iter().zip(0_i64..).all(|(entry, position)| entry.position == position);
    if !whole {
        wrong.push(Wrong::Entries(seal.no));
    }
    let ids: Vec<i64> = entries.iter().map(|entry| entry.event).collect();
    let (mut leaves, mut gone) = (Vec::with_capacity(ids.len()), false);
    for ids in ids.chunks(500) {
        let bonded = Bonded::read(look, ids).await?;
        for id in ids {
            match (bonded.events.get(id), bonded.bonds.get(id)) {
                (Some(event), Some(bond)) => leaves.push(seals::leaf(event, bond)),
                (event, _) => {
                    gone = true;
                    let missing = Wrong::EventMissing(seal.no, EventId(*id));
                    wrong.push(if event.is_none() { missing } else { Wrong::Forged(EventId(*id)) });
                }
            }
        }
        bonded.check(look, binder, wrong).await?;
    }
    if whole && !gone && seals::root(leaves) != seal.root {
        wrong.push(Wrong::Events(seal.no));
    }
    Ok(())
}

/// Events with their bonds.
struct Bonded {
    events: HashMap<i64, event::Model>,
    bonds: HashMap<i64, event_bond::Model>,
}

impl Bonded {
    async fn read(look: &Snapshot, ids: &[i64]) -> Outcome<Self> {
        let events =
            event::Entity::find().filter(event::Column::Id.is_in(ids.iter().copied())).all(look.db()).await?;
        let bonds = bonds::of_events(look, ids).await?;
        Ok(Self {
            events: events.into_iter().map(|row| (row.id, row)).collect(),
            bonds: bonds.into_iter().map(|row| (row.event, row)).collect(),
        })
    }

    /// Names the events whose tag does not fit, and those whose rows are not what the tag covers.
    async fn check(&self, look: &Snapshot, binder: &Binder, wrong: &mut Found<Wrong>) -> Outcome<()> {
        let mut ids: Vec<i64> = self.bonds.keys().copied().collect();
        ids.sort_unstable();
        let mut roots = roots(look, &ids).await?;
        for id in ids {
            let (Some(event), Some(bond)) = (self.events.get(&id), self.bonds.get(&id)) else { continue };
            if !bonds::fits(binder, event, bond) {
                wrong.push(Wrong::Forged(EventId(id)));
            }
            let (entries, root) = roots.remove(&id).unwrap_or((0, nothing()));
            if (entries, root.to_string().as_str()) != (bond.entries, bond.root.as_str()) {
                wrong.push(Wrong::Rows(EventId(id)));
            }
        }
        Ok(())
    }
}

/// Recomputes the root over the rows of each of these events, page by page.
async fn roots(look: &Snapshot, ids: &[i64]) -> Outcome<HashMap<i64, (i64, Digest)>> {
    let mut found: HashMap<i64, (i64, Digest)> = HashMap::new();
    let mut after = i64::MIN;
    loop {
        let rows = event_row::Entity::find()
            .filter(event_row::Column::Event.is_in(ids.iter().copied()))
            .filter(event_row::Column::Id.gt(after))
            .order_by_asc(event_row::Column::Id)
            .limit(PAGE)
            .all(look.db())
            .await?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(found) };
        for row in &rows {
            let (entries, root) = found.entry(row.event).or_insert((0, nothing()));
            *entries = entries.saturating_add(1);
            *root = bonds::grown_by(*root, row);
        }
        after = last;
    }
}

/// Checks the events that no seal holds, and names those that do not even wait for one.
async fn unsealed_events(look: &Snapshot, binder: &Binder, wrong: &mut Found<Wrong>) -> Outcome<()> {
    let sealed = Query::select().column(seal_entry::Column::Event).from(seal_entry::Entity).to_owned();
    let mut after = i64::MIN;
    loop {
        let ids: Vec<i64> = event::Entity::find()
            .select_only()
            .column(event::Column::Id)
            .filter(event::Column::Id.not_in_subquery(sealed.clone()))
            .filter(event::Column::Id.gt(after))
            .order_by_asc(event::Column::Id)
            .limit(500)
            .into_tuple()
            .all(look.db())
            .await?;
        let Some(last) = ids.last().copied() else { return Ok(()) };
        let waiting = unsealed::Entity::find().filter(unsealed::Column::Event.is_in(ids.iter().copied()));
        let waiting: HashSet<i64> = waiting.all(look.db()).await?.into_iter().map(|row| row.event).collect();
        let bonded = Bonded::read(look, &ids).await?;
        for id in &ids {
            if !waiting.contains(id) {
                wrong.push(Wrong::Stray(EventId(*id)));
            }
            if !bonded.bonds.contains_key(id) {
                wrong.push(Wrong::Forged(EventId(*id)));
            }
        }
        bonded.check(look, binder, wrong).await?;
        after = last;
    }
}

/// Names events that are gone while their tag or their rows are still there.
async fn orphans(look: &Snapshot, wrong: &mut Found<Wrong>) -> Outcome<()> {
    let most = u64::try_from(MOST).unwrap_or(u64::MAX);
    let known = Query::select().column(event::Column::Id).from(event::Entity).to_owned();
    let tags: Vec<i64> = event_bond::Entity::find()
        .select_only()
        .column(event_bond::Column::Event)
        .filter(event_bond::Column::Event.not_in_subquery(known))
        .order_by_asc(event_bond::Column::Event)
        .limit(most)
        .into_tuple()
        .all(look.db())
        .await?;
    let tagged = Query::select().column(event_bond::Column::Event).from(event_bond::Entity).to_owned();
    let rows: Vec<i64> = event_row::Entity::find()
        .select_only()
        .column(event_row::Column::Event)
        .distinct()
        .filter(event_row::Column::Event.not_in_subquery(tagged))
        .order_by_asc(event_row::Column::Event)
        .limit(most)
        .into_tuple()
        .all(look.db())
        .await?;
    let all = tags.into_iter().map(Wrong::forged).chain(rows.into_iter().map(Wrong::rows));
    all.for_each(|one| wrong.push(one));
    Ok(())
}

impl Wrong {
    const fn forged(event: i64) -> Self {
        Self::Forged(EventId(event))
    }

    const fn rows(event: i64) -> Self {
        Self::Rows(EventId(event))
    }
}
