//! Who would move by a ruling that waits: the posting is computed as it stands and as it would stand.
//!
//! Owns: that comparison, for whoever proposed it and for whoever decides. Refuses: storing anything of it.

use std::collections::BTreeMap;

use domain::ranking::preview::{Mover, compare};
use domain::rulings::{Approved, Proposal};
use domain::view::desk::rulings::{Moves, Reached};
use domain::view::desk::schemes::Movers;
use store::rulings::RulingRow;

use super::told::list_word;
use crate::fault::Fault;
use crate::ranking::Inputs;
use crate::rows::rulings::proposal;

/// Compares; `public` are the lists of which a version is out. `None` where nothing can be computed yet, or what is proposed does not
/// fit any more.
///
/// # Errors
/// [`Fault::Internal`] where a ruling cannot be read.
pub(super) fn moves(inputs: &Inputs, waiting: &RulingRow, public: &[String]) -> Result<Option<Moves>, Fault> {
    let proposed = proposal(waiting)?;
    let movers = match &proposed {
        Proposal::Notice { body, .. } => under(inputs, body)?,
        _ => ruled(inputs, waiting, &proposed)?,
    };
    let Some(movers) = movers else { return Ok(None) };
    let mut lists: BTreeMap<&str, u32> = BTreeMap::new();
    for list in movers.iter().flat_map(crossed) {
        let count = lists.entry(list).or_default();
        *count = count.saturating_add(1);
    }
    let reached = |(list, people): (&str, u32)| Reached {
        list: list_word(&inputs.file, list),
        people,
        public: public.iter().any(|one| one == list),
    };
    let lists = lists.into_iter().map(reached).collect();
    Ok(Some(Moves { movers: Movers::of(movers), lists }))
}

/// The lists that the person would go on or leave.
fn crossed(mover: &Mover) -> Vec<&str> {
    let Some(before) = &mover.before else { return Vec::new() };
    let is_in =
        |seats: &[(String, String)], list: &str| seats.iter().any(|seat| seat.0 == list && seat.1 == "in");
    let lists = mover.after.seats.iter().map(|seat| seat.0.as_str());
    lists.filter(|list| is_in(&before.seats, list) != is_in(&mover.after.seats, list)).collect()
}

/// Everybody under the scheme that a notice brings.
fn under(inputs: &Inputs, body: &str) -> Result<Option<Vec<Mover>>, Fault> {
    let file = crate::rows::schemes::saved(body)?;
    let (Ok(before), Ok(after)) = (inputs.compute_under(&inputs.file), inputs.compute_under(&file)) else {
        return Ok(None);
    };
    let mut all = Vec::new();
    for new in &after {
        let old = before.iter().find(|one| one.at == new.at).map(|one| (one.scheme, &one.outcome));
        all.extend(compare(old, (new.scheme, &new.outcome)));
    }
    Ok(Some(all))
}

/// Everybody with the ruling among those that stand.
fn ruled(inputs: &Inputs, waiting: &RulingRow, proposed: &Proposal) -> Result<Option<Vec<Mover>>, Fault> {
    let approved = Approved { proposal: proposed, approver: "-", date: waiting.proposed_at.date() };
    let after = inputs.rulings_but(waiting.supersedes, Some(approved))?;
    let (Ok(before), Ok(after)) = (inputs.weigh(&inputs.rulings), inputs.weigh(&after)) else {
        return Ok(None);
    };
    if !after.refusals.is_empty() {
        return Ok(None);
    }
    let mut all = Vec::new();
    for new in &after.all {
        let Some(scheme) = inputs.scheme_of(new.at) else { continue };
        let old = before.all.iter().find(|one| one.at == new.at).map(|one| (scheme, &one.outcome));
        all.extend(compare(old, (scheme, &new.outcome)));
    }
    Ok(Some(all))
}
