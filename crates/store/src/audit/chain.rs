//! The walk along the chain: recomputes everything and names the first thing that does not fit.
//!
//! Owns: [`verify_chain`]. Refuses: trusting the sealer's inbox, or the database about its own tail; links that were
//! printed outside come in as witnesses, and a cut or rewritten chain fails against them.

use std::collections::HashMap;

use domain::digest::Digest;
use domain::id::EventId;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::seals::{self, SealRow, nothing};
use crate::entity::{event, seal_entry, unsealed};
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Seals that fit.
    pub seals: i64,
    /// Events in them.
    pub events: i64,
    /// Events that wait for a seal.
    pub waiting: u64,
    /// The newest link, where everything fits.
    pub head: Option<Head>,
    /// The first thing that does not fit.
    pub wrong: Option<Wrong>,
}

/// Something that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// This number is missing from the chain, in it or at its end.
    SealMissing(i64),
    /// The seal does not name the link before it.
    Link(i64),
    /// The seal was made by a scheme that this program does not know.
    Algorithm(i64),
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
}

/// Seals read at a time.
const CHUNK: u64 = 20;

/// Walks the whole chain. `witnesses` are links that were printed or kept outside, as seal number and link.
///
/// # Errors
/// The database's; what does not fit is in the report.
pub async fn verify_chain(look: &Snapshot, witnesses: &[(i64, Digest)]) -> Outcome<Report> {
    let witnesses: HashMap<i64, Digest> = witnesses.iter().copied().collect();
    let mut report = Report { seals: 0, events: 0, waiting: 0, head: None, wrong: None };
    let mut next = 1_i64;
    let mut prev = nothing();
    loop {
        let chunk = seals::seals(look, next, CHUNK).await?;
        if chunk.is_empty() {
            break;
        }
        for seal in chunk {
            if let Some(wrong) = check(look, &seal, next, prev, &witnesses).await? {
                return Ok(Report { wrong: Some(wrong), head: None, ..report });
            }
            prev = seal.link();
            report.seals = seal.no;
            report.events = report.events.saturating_add(seal.entries);
            report.head = Some(Head { no: seal.no, link: prev });
            next = next.saturating_add(1);
        }
    }
    report.waiting = unsealed::Entity::find().count(look.db()).await?;
    let cut = witnesses.keys().copied().filter(|no| *no >= next).min();
    let wrong = match cut {
        Some(_) => Some(Wrong::SealMissing(next)),
        None => stray(look).await?,
    };
    Ok(Report { head: report.head.filter(|_| wrong.is_none()), wrong, ..report })
}

async fn check(
    look: &Snapshot,
    seal: &SealRow,
    expected: i64,
    prev: Digest,
    witnesses: &HashMap<i64, Digest>,
) -> Outcome<Option<Wrong>> {
    let no = seal.no;
    if no != expected {
        return Ok(Some(Wrong::SealMissing(expected)));
    }
    if seal.prev != prev {
        return Ok(Some(Wrong::Link(no)));
    }
    if seal.algorithm != seals::ALGORITHM {
        return Ok(Some(Wrong::Algorithm(no)));
    }
    if witnesses.get(&no).is_some_and(|witness| *witness != seal.link()) {
        return Ok(Some(Wrong::Witness(no)));
    }
    contents(look, seal).await
}

async fn contents(look: &Snapshot, seal: &SealRow) -> Outcome<Option<Wrong>> {
    let entries = seal_entry::Entity::find()
        .filter(seal_entry::Column::Seal.eq(seal.no))
        .order_by_asc(seal_entry::Column::Position)
        .all(look.db())
        .await?;
    let whole = i64::try_from(entries.len()).is_ok_and(|count| count == seal.entries)
        && entries.iter().zip(0_i64..).all(|(entry, position)| entry.position == position);
    if !whole {
        return Ok(Some(Wrong::Entries(seal.no)));
    }
    let held = Query::select()
        .column(seal_entry::Column::Event)
        .from(seal_entry::Entity)
        .and_where(seal_entry::Column::Seal.eq(seal.no))
        .to_owned();
    let events = event::Entity::find().filter(event::Column::Id.in_subquery(held)).all(look.db()).await?;
    let events: HashMap<i64, event::Model> = events.into_iter().map(|row| (row.id, row)).collect();
    let mut leaves = Vec::with_capacity(entries.len());
    for entry in &entries {
        match events.get(&entry.event) {
            Some(row) => leaves.push(seals::leaf(row)),
            None => return Ok(Some(Wrong::EventMissing(seal.no, EventId(entry.event)))),
        }
    }
    Ok((seals::root(leaves) != seal.root).then_some(Wrong::Events(seal.no)))
}

/// Returns the first event outside both the chain and the inbox.
async fn stray(look: &Snapshot) -> Outcome<Option<Wrong>> {
    let sealed = Query::select().column(seal_entry::Column::Event).from(seal_entry::Entity).to_owned();
    let waiting = Query::select().column(unsealed::Column::Event).from(unsealed::Entity).to_owned();
    let found = event::Entity::find()
        .filter(event::Column::Id.not_in_subquery(sealed))
        .filter(event::Column::Id.not_in_subquery(waiting))
        .order_by_asc(event::Column::Id)
        .one(look.db())
        .await?;
    Ok(found.map(|row| Wrong::Stray(EventId(row.id))))
}
