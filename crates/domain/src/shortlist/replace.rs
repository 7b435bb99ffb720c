//! Replacement (递补): departures and the reserves who move up, round by round. Ranks and reserve numbers stay.

use std::collections::BTreeMap;

use super::{At, Listed, Placement};
use crate::rulings::{Refusal, Replaced};
use crate::scheme::Shortlist;

/// Everyone's seat by candidate.
pub(crate) type Seats<'a> = BTreeMap<&'a str, &'a mut Placement>;

/// Applies the replacements of one list, in rounds.
pub(crate) fn replace(
    list: &Shortlist,
    position: &str,
    replaced: &[&Replaced],
    seats: &mut Seats<'_>,
) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut rounds: BTreeMap<u8, Vec<&Replaced>> = BTreeMap::new();
    for one in replaced {
        rounds.entry(one.round).or_default().push(one);
    }
    let most = list.replacement.rounds.unwrap_or(u8::MAX);
    for (expected, (round, calls)) in (1_u8..).zip(rounds) {
        let moves_up = calls.iter().any(|call| !call.r#in.is_empty());
        let (at, stage) = (position.to_owned(), list.to.to_string());
        if moves_up && !list.replacement.allowed {
            refusals.push(Refusal::NotAllowed { position: at, stage });
        } else if round != expected || (moves_up && round > most) {
            refusals.push(Refusal::Round { position: at, stage, round });
        } else {
            one_round(list, position, round, &calls, seats, &mut refusals);
        }
    }
    refusals
}

fn one_round(
    list: &Shortlist,
    position: &str,
    round: u8,
    calls: &[&Replaced],
    seats: &mut Seats<'_>,
    refusals: &mut Vec<Refusal>,
) {
    let (position, stage) = (position.to_owned(), list.to.to_string());
    for call in calls {
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
