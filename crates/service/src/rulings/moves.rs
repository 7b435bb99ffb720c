//! Who would move by a ruling that waits: the posting is computed as it stands and as it would stand.
//!
//! Owns: what is computed, for whoever proposed it and for whoever decides. Refuses: storing anything of it.

use domain::ranking::preview::{Mover, compare};
use domain::rulings::{Approved, Proposal};
use domain::view::desk::rulings::Moves;
use store::rulings::RulingRow;

use crate::fault::Fault;
use crate::ranking::Inputs;
use crate::ranking::moves::{between, reached};
use crate::rows::rulings::proposal;
use crate::scheme_file::SchemeFile;

/// Compares; `public` are the lists of which a version is out. `None` where nothing can be computed yet, or what is proposed does not
/// fit any more.
///
/// # Errors
/// [`Fault::Internal`] where a ruling cannot be read.
pub(super) fn moves(inputs: &Inputs, waiting: &RulingRow, public: &[String]) -> Result<Option<Moves>, Fault> {
    let proposed = proposal(waiting)?;
    let movers = match &proposed {
        Proposal::Notice { body, .. } => under(inputs, crate::rows::schemes::saved(body)?.as_ref()),
        _ => ruled(inputs, waiting, &proposed)?,
    };
    let Some(movers) = movers else { return Ok(None) };
    Ok(Some(reached(&inputs.file, movers, public)))
}

/// The same for other schemes, before anything is proposed.
pub(super) fn by_schemes(inputs: &Inputs, file: &SchemeFile, public: &[String]) -> Option<Moves> {
    Some(reached(&inputs.file, under(inputs, file)?, public))
}

/// Everybody under the schemes that a notice brings.
fn under(inputs: &Inputs, file: &SchemeFile) -> Option<Vec<Mover>> {
    let (Ok(before), Ok(after)) = (inputs.compute_under(&inputs.file), inputs.compute_under(file)) else {
        return None;
    };
    let mut all = Vec::new();
    for new in &after {
        let old = before.iter().find(|one| one.at == new.at).map(|one| (one.scheme, &one.outcome));
        all.extend(compare(old, (new.scheme, &new.outcome)));
    }
    Some(all)
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
    Ok(Some(between(inputs, &before, &after)))
}
