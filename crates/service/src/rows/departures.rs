//! Departures and calls as use cases begin from them: what they come to in a computation, and what was said about a person, sealed.
//!
//! Owns: the one way from rows to what a ranking is computed with. Refuses: deciding anything.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::aggregate::Rankings;
use domain::access::{Act, Permit, Reads};
use domain::departure::{Answer, Called, DepartureState, counts};
use domain::id::{ApplicationId, Code, PostingId};
use domain::reason::{DecisionsWhy, Reason};
use domain::rulings::{Departed, Replaced, Rulings};
use store::Snapshot;
use store::departures::DepartureRow;
use store::departures::calls::CallRow;
use store::departures::recalls::RecallRow;

use super::rankings::Kept;
use crate::Parts;
use crate::fault::Fault;
use crate::keys::Place;

const EVIDENCE: &str = "departure.evidence_sealed";
const REFUSED: &str = "departure.refused_sealed";
const NOTE: &str = "backfill.note_sealed";
const RECALLED: &str = "departure_recall.reason_sealed";
const KEPT: &str = "departure_recall.refused_sealed";

/// Departures that stand, and who moved up for them, as a computation takes them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Left {
    departures: Vec<Departed>,
    replacements: Vec<Replaced>,
}

impl Left {
    /// Reads them; `person` gives position number and ticket of an application.
    pub(crate) fn of<'p>(
        rows: &[DepartureRow],
        calls: &[CallRow],
        person: impl Fn(ApplicationId) -> Option<(&'p str, &'p str)>,
    ) -> Self {
        let mut left = Self::default();
        for row in rows.iter().filter(|row| row.state == DepartureState::Stands) {
            // Whoever has no number yet stands in no computation.
            let Some((position, ticket)) = person(row.application) else { continue };
            left.departures.push(Departed {
                position: position.to_owned(),
                stage: row.stage.clone(),
                candidate: ticket.to_owned(),
                kind: row.kind,
                approver: row.decided.as_ref().map(|decided| decided.1.clone()),
                date: row.day,
            });
            let chain = chain(rows, calls, row, &person);
            let own: Vec<&CallRow> = calls
                .iter()
                .filter(|call| call.departure == row.id && counts(called(call), &chain))
                .collect();
            if let Some(first) = own.first() {
                let up = own.iter().filter_map(|call| person(call.application));
                left.replacements.push(Replaced {
                    position: position.to_owned(),
                    stage: row.stage.clone(),
                    out: ticket.to_owned(),
                    r#in: up.map(|(_, ticket)| ticket.to_owned()).collect(),
                    round: first.round,
                    reason: None,
                    approver: row
                        .decided
                        .as_ref()
                        .map_or_else(|| "-".to_owned(), |decided| decided.1.clone()),
                    date: first.answered.map_or(row.day, |(_, _, at)| at.date()),
                });
            }
        }
        left
    }

    /// Adds them to the rulings that stand.
    pub(crate) fn add_to(&self, rulings: &mut Rulings) {
        rulings.departures.extend(self.departures.iter().cloned());
        rulings.replacements.extend(self.replacements.iter().cloned());
    }
}

/// A call as the rule of the chain takes it.
pub(crate) fn called(call: &CallRow) -> Called {
    Called { order: call.id.0, place: call.departure.0, answer: call.answered.map(|(answer, _, _)| answer) }
}

/// The calls for places on the same list of the same position.
pub(crate) fn chain<'p>(
    rows: &[DepartureRow],
    calls: &[CallRow],
    of: &DepartureRow,
    person: &impl Fn(ApplicationId) -> Option<(&'p str, &'p str)>,
) -> Vec<Called> {
    let position = |row: &DepartureRow| person(row.application).map(|(position, _)| position);
    let same = |call: &&CallRow| {
        let departure = rows.iter().find(|row| row.id == call.departure);
        departure.is_some_and(|row| row.stage == of.stage && position(row) == position(of))
    };
    calls.iter().filter(same).map(called).collect()
}

/// Whether somebody moved up for it.
pub(crate) fn is_filled(calls: &[CallRow], of: &DepartureRow) -> bool {
    let yes = |call: &CallRow| call.answered.is_some_and(|(answer, _, _)| answer == Answer::Accepted);
    calls.iter().any(|call| call.departure == of.id && yes(call))
}

/// How many people moved up and still stand in reserve on the version of that list that is out. An acceptance counts once everybody who was
/// called has answered; whoever left since waits for no list, and whom a ruling took off it again stands in reserve no more.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a line cannot be read.
pub(crate) async fn unlisted<A>(look: &Snapshot, permit: &Permit<A>, posting: PostingId) -> Result<u32, Fault>
where
    A: Act + Reads<Rankings>,
{
    let mut calls = store::departures::calls::all(look, permit).await?;
    if calls.iter().any(|call| call.answered.is_none()) {
        return Ok(0);
    }
    calls.retain(|call| call.answered.is_some_and(|(answer, _, _)| answer == Answer::Accepted));
    if calls.is_empty() {
        return Ok(0);
    }
    let departures = store::departures::all(look, permit).await?;
    let stands = departures.iter().filter(|one| one.state == DepartureState::Stands);
    let left: BTreeSet<ApplicationId> = stands.map(|one| one.application).collect();
    let mut up: BTreeMap<&str, Vec<ApplicationId>> = BTreeMap::new();
    for call in calls.iter().filter(|call| !left.contains(&call.application)) {
        if let Some(of) = departures.iter().find(|one| one.id == call.departure) {
            up.entry(of.stage.as_str()).or_default().push(call.application);
        }
    }
    let lists = store::lists::of_posting(look, posting).await?;
    let mut count = 0_u32;
    for (stage, people) in up {
        let newest = lists.iter().filter(|one| one.stage == stage).max_by_key(|one| one.version);
        let Some(list) = newest else { continue };
        for line in store::rankings::lines_of(look, permit, list.ranking, &people).await? {
            let kept: Kept = serde_json::from_str(&line.body).map_err(Fault::internal)?;
            let waits = kept.seats.iter().any(|(of, seat)| of == stage && seat.starts_with("reserve"));
            count = count.saturating_add(u32::from(waits));
        }
    }
    Ok(count)
}

/// What is left of calls to move up before a selection is closed: nobody could answer one afterwards, and no list would ever have whoever
/// moved up.
///
/// # Errors
/// As [`unlisted`].
pub(crate) async fn undone<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    posting: PostingId,
) -> Result<Vec<Reason>, Fault>
where
    A: Act + Reads<Rankings>,
{
    let calls = store::departures::calls::all(look, permit).await?;
    let open = calls.iter().filter(|call| call.answered.is_none()).count();
    if open > 0 {
        let count = u32::try_from(open).unwrap_or(u32::MAX);
        return Ok(vec![DecisionsWhy::CallsOpen { count }.reason()]);
    }
    let count = unlisted(look, permit, posting).await?;
    Ok((count > 0).then(|| DecisionsWhy::UpUnlisted { count }.reason()).into_iter().collect())
}

/// What a departure rests on, sealed for its row.
pub(crate) fn seal_evidence(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(EVIDENCE, code), words, &parts.effects.random)
}

/// Why a departure is refused, sealed for its row.
pub(crate) fn seal_refusal(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(REFUSED, code), words, &parts.effects.random)
}

/// How an officer was told the answer to a call, sealed for its row.
pub(crate) fn seal_note(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(NOTE, code), words, &parts.effects.random)
}

/// Why a departure is taken back, sealed for its row.
pub(crate) fn seal_recall(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(RECALLED, code), words, &parts.effects.random)
}

/// Why a departure is not taken back, sealed for its row.
pub(crate) fn seal_kept(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(KEPT, code), words, &parts.effects.random)
}

/// Opens why a departure is to be taken back, and why it is not.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn open_recall(parts: &Parts, row: &RecallRow) -> Result<(String, Option<String>), Fault> {
    let opened = |column, sealed: &[u8]| parts.keys.opened(&Place::of(column, row.code), sealed);
    let kept = row.refused_sealed.as_ref().map(|sealed| opened(KEPT, sealed)).transpose()?;
    Ok((opened(RECALLED, &row.reason_sealed)?, kept))
}

/// Opens what a departure rests on, and why it was refused.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn open(parts: &Parts, row: &DepartureRow) -> Result<(String, Option<String>), Fault> {
    let opened = |column, sealed: &[u8]| parts.keys.opened(&Place::of(column, row.code), sealed);
    let refused = row.refused_sealed.as_ref().map(|sealed| opened(REFUSED, sealed)).transpose()?;
    Ok((opened(EVIDENCE, &row.evidence_sealed)?, refused))
}

/// Opens how an officer was told the answer to a call.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn open_note(parts: &Parts, row: &CallRow) -> Result<Option<String>, Fault> {
    let opened = |sealed: &Vec<u8>| parts.keys.opened(&Place::of(NOTE, row.code), sealed);
    row.note_sealed.as_ref().map(opened).transpose()
}
