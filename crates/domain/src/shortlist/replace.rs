//! Departures (退出) and replacement (递补): who leaves the list, and the reserves who move up, round by round. Ranks and reserve
//! numbers stay.
//!
//! What was decided about a person against what was computed (以决定调整名单) comes first: whoever is put on the list takes nobody's
//! seat. A departure empties a seat by itself. A replacement fills it, or names somebody on the list who leaves with it. A vacancy that nobody
//! fills uses up no round.

use std::collections::{BTreeMap, BTreeSet};

use super::{At, Listed, Placement};
use crate::rulings::{Departed, Overridden, Refusal, Replaced};
use crate::scheme::Shortlist;

/// Everyone's seat by candidate.
pub(crate) type Seats<'a> = BTreeMap<&'a str, &'a mut Placement>;

/// What happened on one list of a position.
#[derive(Clone, Copy)]
pub(crate) struct Moves<'a> {
    /// Who left, from this list on.
    pub departed: &'a [&'a Departed],
    /// Who moved up, and for whom.
    pub replaced: &'a [&'a Replaced],
    /// Who was put on it or taken off it by decision.
    pub overridden: &'a [&'a Overridden],
}

impl Moves<'_> {
    /// Returns true where nothing happened.
    pub(crate) const fn is_empty(&self) -> bool {
        self.departed.is_empty() && self.replaced.is_empty() && self.overridden.is_empty()
    }
}

/// Applies overrides, departures and replacements of one list, the last in rounds.
pub(crate) fn replace(
    list: &Shortlist,
    position: &str,
    moves: Moves<'_>,
    seats: &mut Seats<'_>,
) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut rounds: BTreeMap<u8, Vec<&Replaced>> = BTreeMap::new();
    for one in moves.replaced {
        rounds.entry(one.round).or_default().push(one);
    }
    let names =
        |calls: &[&Replaced], name: &str| calls.iter().any(|call| call.r#in.iter().any(|up| up == name));
    let mut vacant = BTreeSet::new();
    for one in moves.overridden {
        if !overrule(one, seats, &mut vacant) {
            refusals.push(Refusal::NotOverridable {
                position: position.to_owned(),
                stage: list.to.to_string(),
                candidate: one.candidate.clone(),
            });
        }
    }
    // Whoever moved up left only after that.
    let first = moves.departed.iter().filter(|one| !names(moves.replaced, &one.candidate));
    first.for_each(|one| depart(one, seats, &mut vacant));
    let most = list.replacement.rounds.unwrap_or(u8::MAX);
    let (mut all, mut filled) = (0_u8, 0_u8);
    for (round, calls) in rounds {
        let moves_up = calls.iter().any(|call| !call.r#in.is_empty());
        all = all.saturating_add(1);
        filled = filled.saturating_add(u8::from(moves_up));
        let (at, stage) = (position.to_owned(), list.to.to_string());
        if moves_up && !list.replacement.allowed {
            refusals.push(Refusal::NotAllowed { position: at, stage });
        } else if (round != all && round != filled) || (moves_up && filled > most) {
            refusals.push(Refusal::Round { position: at, stage, round });
        } else {
            one_round(list, position, (round, &calls), (&mut *seats, &mut vacant), &mut refusals);
        }
        let then = moves.departed.iter().filter(|one| names(&calls, &one.candidate));
        then.for_each(|one| depart(one, seats, &mut vacant));
    }
    refusals
}

/// Puts a person on the list or takes one off it by decision; false where there is nothing to decide.
fn overrule(one: &Overridden, seats: &mut Seats<'_>, vacant: &mut BTreeSet<String>) -> bool {
    let Some(seat) = seats.get_mut(one.candidate.as_str()) else { return false };
    let computed =
        !matches!(seat.why, Listed::NotBefore { .. } | Listed::Waiting | Listed::Overridden { .. });
    let fits = match (one.ground.puts_on(), seat.at) {
        (true, At::Reserve(_) | At::Out) | (false, At::In | At::Reserve(_)) => computed,
        (true, At::In | At::Open) | (false, At::Out | At::Open) => false,
    };
    if !fits {
        return false;
    }
    if seat.at == At::In {
        vacant.insert(one.candidate.clone());
    }
    seat.at = if one.ground.puts_on() { At::In } else { At::Out };
    seat.why = Listed::Overridden { ground: one.ground };
    true
}

/// Takes a person off the list, or out of the reserves. Whoever was out before stays out for that reason.
fn depart(one: &Departed, seats: &mut Seats<'_>, vacant: &mut BTreeSet<String>) {
    let Some(seat) = seats.get_mut(one.candidate.as_str()).filter(|seat| seat.at != At::Out) else { return };
    let was_in = seat.at == At::In;
    if was_in {
        vacant.insert(one.candidate.clone());
    }
    seat.at = At::Out;
    seat.why = Listed::Departed { kind: one.kind, vacant: was_in };
}

fn one_round(
    list: &Shortlist,
    position: &str,
    (round, calls): (u8, &[&Replaced]),
    (seats, vacant): (&mut Seats<'_>, &mut BTreeSet<String>),
    refusals: &mut Vec<Refusal>,
) {
    let (position, stage) = (position.to_owned(), list.to.to_string());
    for call in calls {
        if vacant.remove(&call.out) {
            continue;
        }
        match seats.get_mut(call.out.as_str()).filter(|seat| seat.at == At::In) {
            Some(seat) => {
                seat.at = At::Out;
                seat.why = Listed::Left { round };
            }
            None => {
                let candidate = call.out.clone();
                refusals.push(Refusal::NotOnList {
                    position: position.clone(),
                    stage: stage.clone(),
                    candidate,
                });
            }
        }
    }
    // The reserves called must be the next ones, whole groups of tied at the end included.
    let mut called: Vec<&str> = calls.iter().flat_map(|call| call.r#in.iter().map(String::as_str)).collect();
    called.sort_unstable();
    let mut order: Vec<(u32, &str)> = seats
        .iter()
        .filter_map(|(name, seat)| match seat.at {
            At::Reserve(number) => Some((number, *name)),
            At::In | At::Out | At::Open => None,
        })
        .collect();
    order.sort_unstable();
    let places = calls.len();
    let last = order.get(called.len().saturating_sub(1)).map(|(number, _)| *number);
    let next: Vec<&str> =
        order.iter().filter(|(number, _)| Some(*number) <= last).map(|(_, name)| *name).collect();
    let surplus = called.len() > places && {
        // More people than places only where the last ones are tied across the last place.
        let at = |place: usize| order.get(place).map(|(number, _)| *number);
        at(places.saturating_sub(1)) != last
    };
    let mut expected = next.clone();
    expected.sort_unstable();
    let open = seats.values().any(|seat| seat.at == At::Open);
    if !called.is_empty() && (expected != called || surplus || open) {
        let wrong = called.iter().find(|name| !expected.contains(*name)).or_else(|| expected.first());
        let candidate = wrong.map(|name| (*name).to_owned()).unwrap_or_default();
        refusals.push(Refusal::NotNext { position, stage, candidate });
        return;
    }
    for name in called {
        if let Some(seat) = seats.get_mut(name) {
            seat.at = At::In;
            seat.why = Listed::MovedUp { round };
        }
    }
}
