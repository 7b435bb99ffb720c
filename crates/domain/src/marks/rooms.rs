//! Correction between rooms and the means of the day (`domain.md` 2.9, 2.15). Only marks enter a mean, never a status.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Checked, Form, formed};
use super::examiners::mean;
use super::settle::{Group as People, Reading, Split};
use super::{Fault, Wrong};
use crate::index::NodeAt;
use crate::number::{Exact, TooFine};
use crate::scheme::{Group, Overall, Rooms};

/// A person's room and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomOf {
    /// The room.
    pub room: String,
    /// The mean of everyone who sat there, before any correction (当日平均分).
    pub sat_mean: Exact,
    /// The correction; `None` where the scheme has none or there is only one room.
    pub correction: Option<Correction>,
}

/// The coefficient and its inputs, all published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The room's mean, rounded where the scheme orders it.
    pub mean: Exact,
    /// The overall mean, rounded likewise.
    pub overall: Exact,
    /// Overall ÷ room, rounded likewise.
    pub coefficient: Exact,
}

/// Marks by room.
type Marks = BTreeMap<String, Vec<Exact>>;

/// Scheme (`None` is the posting's own), component, and the position where rooms of one position are compared.
type GroupKey = (Option<String>, String, Option<String>);

/// Gives every mark the means of its room, and returns the positions that are split between rooms without a correction rule.
pub(super) fn correct(people: &mut [People<'_>], faults: &mut Vec<Fault>) -> Vec<Split> {
    let mut rooms_of: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let mut sat: BTreeMap<GroupKey, Marks> = BTreeMap::new();
    let mut groups: BTreeMap<GroupKey, (Rooms, Marks)> = BTreeMap::new();
    for (group, form) in formed(people) {
        for (one, (at, room)) in
            group.people.iter().flat_map(|one| one.rooms.iter().map(move |sat| (one, sat)))
        {
            let (Some(node), Some(value)) = (form.walk.nodes.get(*at), mark(one, *at)) else { continue };
            let key = (scheme_of(form), node.name.clone(), None);
            sat.entry(key).or_default().entry(room.clone()).or_default().push(value);
            match &node.component.rooms {
                None => {
                    let split = (group.position.code.clone(), node.name.clone());
                    rooms_of.entry(split).or_default().insert(room.clone());
                }
                Some(rule) => {
                    let group = groups
                        .entry(group_key(group, form, &node.name, rule))
                        .or_insert_with(|| (rule.clone(), Marks::new()));
                    group.1.entry(room.clone()).or_default().push(value);
                }
            }
        }
    }
    let mut say = |key: &GroupKey, wrong| {
        let position = key.2.clone().unwrap_or_default();
        faults.push(Fault { position, candidate: None, column: Some(key.1.clone()), wrong });
    };
    let mut corrections: BTreeMap<GroupKey, BTreeMap<String, Correction>> = BTreeMap::new();
    for (key, (rule, marks)) in &groups {
        match coefficients(rule, marks) {
            Ok(found) => {
                corrections.insert(key.clone(), found);
            }
            Err(wrong) => say(key, wrong),
        }
    }
    let mut means: BTreeMap<GroupKey, BTreeMap<String, Exact>> = BTreeMap::new();
    for (key, marks) in &sat {
        for (room, values) in marks {
            match mean(values.iter().copied()) {
                Ok(value) => {
                    means.entry(key.clone()).or_default().insert(room.clone(), value);
                }
                Err(TooFine) => say(key, Wrong::TooFine),
            }
        }
    }
    attach(people, &means, &corrections);
    let split = rooms_of.into_iter().filter(|(_, rooms)| rooms.len() > 1);
    split
        .map(|((position, component), rooms)| Split {
            position,
            component,
            rooms: rooms.into_iter().collect(),
        })
        .collect()
}

fn group_key(people: &People<'_>, form: &Form<'_>, node: &str, rule: &Rooms) -> GroupKey {
    let position = (rule.group == Group::Position).then(|| people.position.code.clone());
    (scheme_of(form), node.to_owned(), position)
}

fn scheme_of(form: &Form<'_>) -> Option<String> {
    form.name.map(str::to_owned)
}

fn mark(one: &Checked, at: NodeAt) -> Option<Exact> {
    one.entrant.readings.get(at)?.made().map(|made| made.rounded)
}

fn attach(
    people: &mut [People<'_>],
    means: &BTreeMap<GroupKey, BTreeMap<String, Exact>>,
    corrections: &BTreeMap<GroupKey, BTreeMap<String, Correction>>,
) {
    for group in people {
        let Some(form) = group.form.clone() else { continue };
        let mut all = std::mem::take(&mut group.people);
        for one in &mut all {
            for (at, room) in std::mem::take(&mut one.rooms) {
                let Some(node) = form.walk.nodes.get(at) else { continue };
                let key = (scheme_of(&form), node.name.clone(), None);
                let sat_mean = means.get(&key).and_then(|rooms| rooms.get(&room)).copied();
                let correction = node.component.rooms.as_ref().and_then(|rule| {
                    let key = group_key(group, &form, &node.name, rule);
                    corrections.get(&key).and_then(|rooms| rooms.get(&room)).copied()
                });
                if let (Some(Reading::Made(marked)), Some(sat_mean)) =
                    (one.entrant.readings.get_mut(at), sat_mean)
                {
                    marked.room = Some(RoomOf { room, sat_mean, correction });
                }
            }
        }
        group.people = all;
    }
}

/// Returns the coefficient of each room. One room alone has none.
pub(super) fn coefficients(rule: &Rooms, marks: &Marks) -> Result<BTreeMap<String, Correction>, Wrong> {
    if marks.len() < 2 {
        return Ok(BTreeMap::new());
    }
    let fine = |TooFine| Wrong::TooFine;
    let counts = |value: &Exact| {
        rule.ignore_above.is_none_or(|most| *value <= Exact::from(most))
            && rule.ignore_below.is_none_or(|least| *value >= Exact::from(least))
    };
    let mut pool = Vec::new();
    let mut means: BTreeMap<&String, Exact> = BTreeMap::new();
    for (room, values) in marks {
        let kept: Vec<Exact> = values.iter().copied().filter(counts).collect();
        pool.extend(kept.iter().copied());
        let kept = trimmed(kept, rule.trim_room);
        if kept.is_empty() {
            return Err(Wrong::RoomMeanZero { room: room.clone() });
        }
        let value = rounded(mean(kept.into_iter()), rule.round_room).map_err(fine)?;
        if value <= Exact::ZERO {
            return Err(Wrong::RoomMeanZero { room: room.clone() });
        }
        means.insert(room, value);
    }
    let overall = match rule.overall {
        Overall::MeanOfRoomMeans => mean(means.values().copied()),
        Overall::Pooled => mean(trimmed(pool, rule.trim_pool).into_iter()),
    };
    let overall = rounded(overall, rule.round_overall).map_err(fine)?;
    let correct = |(room, mean): (&&String, &Exact)| {
        let coefficient = rounded(overall.over(*mean), rule.round_coefficient).map_err(fine)?;
        Ok(((*room).clone(), Correction { mean: *mean, overall, coefficient }))
    };
    means.iter().map(correct).collect()
}

fn rounded(value: Result<Exact, TooFine>, rule: Option<crate::number::Rounding>) -> Result<Exact, TooFine> {
    match rule {
        Some(rule) => value?.round(rule),
        None => value,
    }
}

/// Returns the values without the `count` highest and the `count` lowest.
fn trimmed(mut values: Vec<Exact>, count: u8) -> Vec<Exact> {
    values.sort();
    let count = usize::from(count);
    let left = values.len().saturating_sub(count.saturating_mul(2));
    values.into_iter().skip(count).take(left).collect()
}
