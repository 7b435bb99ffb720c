//! Who moves between two computations of a posting, and which lists that reaches.
//!
//! Owns: that comparison. Refuses: storing anything of it.

use std::collections::BTreeMap;

use domain::posting::PositionTerms;
use domain::ranking::preview::{Mover, compare};
use domain::view::desk::rulings::{Moves, Reached};
use domain::view::desk::schemes::Movers;

use super::{Inputs, Weighed};
use crate::rows::schemes::{list_word, part_names};
use crate::scheme_file::SchemeFile;

/// Everybody who could be computed afterwards, each with how they stood before.
pub(crate) fn between(inputs: &Inputs, before: &Weighed, after: &Weighed) -> Vec<Mover> {
    let mut all = Vec::new();
    for new in &after.all {
        let Some(scheme) = inputs.scheme_of(new.at) else { continue };
        let old = before.all.iter().find(|one| one.at == new.at).map(|one| (scheme, &one.outcome));
        all.extend(compare(old, (scheme, &new.outcome)));
    }
    all
}

/// Who would move by the places, the schemes and the classes of papers that other terms give the positions; `None` where nothing can be computed yet.
pub(crate) fn planned(inputs: &Inputs, terms: &[PositionTerms], public: &[String]) -> Option<Moves> {
    let (Ok(before), Ok(after)) = (inputs.compute_under(&inputs.file), inputs.compute_planned(terms)) else {
        return None;
    };
    let mut all = Vec::new();
    for new in &after {
        let old = before.iter().find(|one| one.at == new.at).map(|one| (one.scheme, &one.outcome));
        all.extend(compare(old, (new.scheme, &new.outcome)));
    }
    Some(reached(&inputs.file, all, public))
}

/// The movers with the lists that they go on or leave; `public` are those of which a version is out.
pub(crate) fn reached(file: &SchemeFile, movers: Vec<Mover>, public: &[String]) -> Moves {
    let mut lists: BTreeMap<&str, u32> = BTreeMap::new();
    for list in movers.iter().flat_map(crossed) {
        let count = lists.entry(list).or_default();
        *count = count.saturating_add(1);
    }
    let reached = |(list, people): (&str, u32)| Reached {
        list: list_word(file, list),
        people,
        public: public.iter().any(|one| one == list),
    };
    let lists = lists.into_iter().map(reached).collect();
    Moves { movers: Movers::of(movers, part_names(file, None)), lists }
}

/// The lists that the person would go on or leave.
fn crossed(mover: &Mover) -> Vec<&str> {
    let Some(before) = &mover.before else { return Vec::new() };
    let is_in =
        |seats: &[(String, String)], list: &str| seats.iter().any(|seat| seat.0 == list && seat.1 == "in");
    let lists = mover.after.seats.iter().map(|seat| seat.0.as_str());
    lists.filter(|list| is_in(&before.seats, list) != is_in(&mover.after.seats, list)).collect()
}
