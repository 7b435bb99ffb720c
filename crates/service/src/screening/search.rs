//! The files that a filter lets through, in the order of arrival: asked of the database, or, where words are looked for, found in
//! what is opened here.
//!
//! Owns: what a search compares. Refuses: keeping what it opened; names and units are sealed in the database, so that one that is
//! searched is opened for each look, within the posting of the permit only.

use domain::access::aggregate::Applications;
use domain::access::{Act, Permit, Reads};
use domain::id::Code;
use domain::screening::QueueFilter;
use store::Snapshot;
use store::applications::{ApplicationRow, Card, Filter, Neighbours};
use store::postings::positions::PositionRow;

use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::name_and_unit;

/// Cards that are opened before other work gets its turn.
const TURN: usize = 500;

/// What a filter lets through.
pub(super) enum Matching {
    /// A position that is not there.
    Nothing,
    /// Everything that the database finds.
    All(Filter),
    /// What holds the words.
    Found(Vec<Card>),
}

impl Matching {
    /// Looks for the words of a filter, where it has any: part of a name, a unit or a ticket number, the beginning of a position
    /// code, or a whole public code. Case does not matter. Names and units of what is no longer in the selection are not looked through.
    pub(super) async fn of<A: Act + Reads<Applications>>(
        service: &Service,
        snapshot: &Snapshot,
        permit: &Permit<A>,
        (filter, positions): (&QueueFilter, &[PositionRow]),
    ) -> Result<Self, Fault> {
        let Some((wanted, words)) = super::rows(filter, positions) else { return Ok(Self::Nothing) };
        let words = words.trim().to_lowercase();
        if words.is_empty() {
            return Ok(Self::All(wanted));
        }
        let mut found = Vec::new();
        for (at, card) in store::applications::cards(snapshot, permit, &wanted).await?.into_iter().enumerate()
        {
            if at % TURN == TURN - 1 {
                tokio::task::yield_now().await;
            }
            let told = Told { positions, names: !filter.is_past() };
            if holds(service, told, &card, &words)? {
                found.push(card);
            }
        }
        Ok(Self::Found(found))
    }

    /// A page of them, and how many there are in all.
    pub(super) async fn page<A: Act + Reads<Applications>>(
        &self,
        snapshot: &Snapshot,
        permit: &Permit<A>,
        (skip, take): (u64, u64),
    ) -> Result<(Vec<ApplicationRow>, u64), Fault> {
        match self {
            Self::Nothing => Ok((Vec::new(), 0)),
            Self::All(filter) => {
                Ok(store::applications::queue(snapshot, permit, filter, (skip, take)).await?)
            }
            Self::Found(cards) => {
                let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
                let ids: Vec<_> =
                    cards.iter().skip(size(skip)).take(size(take)).map(|card| card.id).collect();
                let mut rows = store::applications::these(snapshot, permit, &ids).await?;
                rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
                Ok((rows, u64::try_from(cards.len()).unwrap_or(u64::MAX)))
            }
        }
    }

    /// The files before and after one.
    pub(super) async fn beside<A: Act + Reads<Applications>>(
        &self,
        snapshot: &Snapshot,
        permit: &Permit<A>,
        of: &ApplicationRow,
    ) -> Result<Neighbours, Fault> {
        match self {
            Self::Nothing => Ok(Neighbours::default()),
            Self::All(filter) => Ok(store::applications::neighbours(snapshot, permit, filter, of).await?),
            Self::Found(cards) => {
                let here = (of.submitted_at, of.id);
                let code = |card: &Card| -> Code { card.code };
                let place = |card: &Card| (card.submitted_at, card.id);
                Ok(Neighbours {
                    previous: cards.iter().rev().find(|card| place(card) < here).map(code),
                    next: cards.iter().find(|card| place(card) > here).map(code),
                })
            }
        }
    }
}

/// What words are compared with.
#[derive(Clone, Copy)]
struct Told<'a> {
    positions: &'a [PositionRow],
    /// Whether names and units are opened.
    names: bool,
}

fn holds(service: &Service, told: Told<'_>, card: &Card, words: &str) -> Result<bool, Fault> {
    let number = told.positions.iter().find(|position| position.id == card.position);
    if number.is_some_and(|found| found.terms.code.as_str().to_lowercase().starts_with(words))
        || card.ticket.as_deref().is_some_and(|ticket| ticket.to_lowercase().contains(words))
        || card.code.as_str().to_lowercase() == words
    {
        return Ok(true);
    }
    if !told.names {
        return Ok(false);
    }
    let sealed = (card.name_sealed.as_ref(), card.unit_sealed.as_ref());
    let (name, unit) = name_and_unit(service, card.code, sealed)?;
    Ok(name.to_lowercase().contains(words) || unit.to_lowercase().contains(words))
}
