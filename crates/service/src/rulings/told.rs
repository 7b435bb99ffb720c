//! From rows to what pages read.
//!
//! Owns: the state of a ruling and the words around it. Refuses: full names of candidates.

use std::collections::BTreeSet;

use domain::id::RulingId;
use domain::typed::PersonName;
use domain::view::desk::rulings::{Concerned, PositionWord, RulingEntry, RulingState};
use store::Snapshot;
use store::postings::positions::PositionRow;
use store::rulings::{RulingRow, standing as standing_rows};

use crate::Service;
use crate::fault::Fault;
use crate::ranking::Inputs;
use crate::rows::officers::{self, Names};
use crate::rows::rulings::proposal;
pub(super) use crate::rows::schemes::{list_word, lists};
use crate::scheme_file::SchemeFile;

/// The names of who proposed these rulings.
pub(super) async fn names(snapshot: &Snapshot, rows: &[RulingRow]) -> Result<Names, Fault> {
    officers::names(snapshot, rows.iter().map(|row| row.proposed_by).collect()).await
}

/// One ruling among all of its posting.
pub(super) fn line(
    row: &RulingRow,
    rows: &[RulingRow],
    names: &Names,
    unfit: &BTreeSet<RulingId>,
) -> Result<RulingEntry, Fault> {
    let before = row.supersedes.and_then(|id| rows.iter().find(|one| one.id == id));
    let after = rows.iter().find(|one| {
        one.supersedes == Some(row.id) && one.verdict.as_ref().is_some_and(|verdict| verdict.approved)
    });
    let own = proposal(row)?;
    let takes_back = match (&own, before) {
        (domain::rulings::Proposal::Withdrawal, Some(before)) => Some(proposal(before)?),
        _ => None,
    };
    let verdict = row.verdict.as_ref();
    let state = match verdict {
        None => RulingState::Waiting,
        Some(verdict) if !verdict.approved => RulingState::Returned,
        Some(_) if standing_rows(rows).iter().any(|one| one.id == row.id) => RulingState::Standing,
        Some(_) => RulingState::Superseded,
    };
    Ok(RulingEntry {
        code: row.code,
        proposal: own,
        takes_back,
        state,
        digest: row.digest,
        proposed_by: names.get(&row.proposed_by).cloned().unwrap_or_default(),
        proposed_at: row.proposed_at,
        settled_by: verdict.map(|verdict| verdict.name.clone()).unwrap_or_default(),
        settled_at: verdict.map(|verdict| verdict.at),
        returned_because: verdict.and_then(|verdict| verdict.reason.clone()),
        reason: row.reason.clone(),
        supersedes: before.map(|one| one.code),
        superseded_by: after.map(|one| one.code),
        unfit: unfit.contains(&row.id),
    })
}

pub(super) fn place(position: &PositionRow) -> PositionWord {
    PositionWord {
        number: position.terms.code.as_str().to_owned(),
        words: format!("{} {}", position.terms.unit.as_str(), position.terms.title.as_str()),
    }
}

/// What a scheme calls the thing that a line is of, where it is a component or part.
pub(super) fn label(file: &SchemeFile, of: &str) -> Option<String> {
    file.all().find_map(|scheme| {
        let walk = domain::scheme::Walk::of(scheme);
        let bare = of.strip_prefix("conditional.").unwrap_or(of);
        walk.nodes.iter().find(|node| node.name == bare)?.component.name.clone()
    })
}

/// A person by ticket number, the name masked.
///
/// # Errors
/// [`Fault::Internal`] where the name does not open.
pub(super) fn concerned(
    service: &Service,
    inputs: &Inputs,
    ticket: &str,
    (total, seat): (String, String),
) -> Result<Concerned, Fault> {
    let person = inputs.people.iter().find(|person| person.ticket.as_deref() == Some(ticket));
    let name = person.map(|person| crate::rows::applications::name(service, person)).transpose()?;
    Ok(Concerned {
        ticket: ticket.to_owned(),
        name: name.map(|name| text::names::masked(&PersonName::stored(name))).unwrap_or_default(),
        total,
        seat,
    })
}
