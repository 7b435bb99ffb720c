//! From results to the rows of a list.

use std::collections::BTreeMap;

use super::{Body, Columns, Row};
use crate::ranking::{At, Listed, NoRank, Outcome, table};
use crate::scheme::{Scheme, Source, Status};

/// One position of a list.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    /// Position code.
    pub position: &'a str,
    /// Unit that has it.
    pub unit: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Places.
    pub plan: Option<u32>,
    /// The scheme it was computed under.
    pub scheme: &'a Scheme,
    /// What came of it.
    pub outcome: &'a Outcome,
}

/// Returns columns and rows of the list of one stage over all positions: everybody whom the stage concerned, best first. `name`
/// gives the printed name of a person, masked as the posting says, or nothing. Values are the published ones of the components that
/// the stage is built on (limited by the list's own `columns`, else by `publicity.columns`), and `total` where it is built on that.
#[must_use]
pub fn build(stage: &str, groups: &[Group<'_>], name: impl Fn(&str) -> Option<String>) -> Body {
    let mut columns: Columns = Vec::new();
    for group in groups {
        for column in values(group.scheme, stage) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    // The total stands last, also where another scheme brought more components.
    columns.sort_by_key(|column| column == "total");
    let mut groups: Vec<&Group<'_>> = groups.iter().collect();
    groups.sort_by_key(|group| group.position);
    let rows = groups.into_iter().flat_map(|group| rows(group, stage, &columns, &name)).collect();
    Body { columns, rows }
}

/// The value columns of one scheme for a stage.
fn values(scheme: &Scheme, stage: &str) -> Columns {
    let own = scheme.list_to(stage).map(|(_, list)| &list.columns).filter(|own| !own.is_empty());
    let shown = |name: &String| {
        let wanted = own.unwrap_or(&scheme.publicity.columns);
        wanted.is_empty() || name == "total" || wanted.iter().any(|key| key.as_str() == name)
    };
    built_on(scheme, stage).into_iter().filter(shown).collect()
}

/// Whether the list of a stage rests on a line of that: `of` is a component, `total`, `floor.STAGE` or `conditional.COMPONENT`.
#[must_use]
pub fn rests_on_line(scheme: &Scheme, stage: &str, of: &str) -> bool {
    if let Some(floor) = of.strip_prefix("floor.") {
        return floor == stage;
    }
    let of = of.strip_prefix("conditional.").unwrap_or(of);
    built_on(scheme, stage).iter().any(|name| name == of)
}

/// The components that a list is built on, and `total` where it is built on that.
fn built_on(scheme: &Scheme, stage: &str) -> Columns {
    let Some((_, list)) = scheme.list_to(stage) else { return Vec::new() };
    match list.source() {
        Some(Source::Total) => table::published(scheme, None).chain(["total".to_owned()]).collect(),
        Some(Source::Component(name)) => table::published(scheme, Some(name)).collect(),
        Some(Source::Partial(partial)) => partial
            .terms
            .iter()
            .flat_map(|term| table::published(scheme, Some(&term.of)))
            .collect::<Columns>(),
        None => Vec::new(),
    }
}

fn rows(
    group: &Group<'_>,
    stage: &str,
    columns: &Columns,
    name: impl Fn(&str) -> Option<String>,
) -> Vec<Row> {
    let Some((at, list)) = group.scheme.list_to(stage) else { return Vec::new() };
    let by_total = list.source() == Some(Source::Total);
    let all = group.outcome.ranking();
    let mut sharing: BTreeMap<u32, usize> = BTreeMap::new();
    for rank in all.seats(at).filter_map(|seat| seat.rank) {
        let count = sharing.entry(rank).or_default();
        *count = count.saturating_add(1);
    }
    let shown: Vec<_> = columns.iter().map(|name| table::Published::of(group.scheme, name)).collect();
    let mut rows = Vec::new();
    for row in all.rows() {
        let Some(seat) = row.seat(at) else { continue };
        if matches!(seat.why, Listed::NotBefore { .. }) {
            continue;
        }
        let (rank, tied) = if by_total {
            (row.rank, row.tied)
        } else {
            let tied = seat.rank.and_then(|rank| sharing.get(&rank)).is_some_and(|sharing| *sharing > 1);
            (seat.rank.map(crate::ranking::Place::whole), tied)
        };
        let order = match seat.at {
            At::In | At::Open => 0,
            At::Reserve(number) => number,
            At::Out => u32::MAX,
        };
        rows.push((
            (order, rank.is_none(), rank, row.candidate),
            Row {
                position: group.position.to_owned(),
                unit: group.unit.to_owned(),
                title: group.title.to_owned(),
                plan: group.plan.map(|plan| plan.to_string()).unwrap_or_default(),
                ticket: row.candidate.to_owned(),
                name: name(row.candidate).unwrap_or_default(),
                values: shown.iter().map(|column| column.text(&row)).collect(),
                rank: rank.map(|rank| rank.to_string()).unwrap_or_default(),
                tied: if rank.is_some() && tied { "yes".to_owned() } else { String::new() },
                note: note(&seat.why, seat.at, rank.is_some()),
                result: seat.at.to_string(),
            },
        ));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The note of whoever moved up for somebody who left.
pub const MOVED_UP: &str = "moved_up";
/// The note of whoever was put on a list, or taken off it, by decision.
pub const BY_DECISION: &str = "by_decision";
/// The note of whoever left; why is not for the public.
pub const LEFT: &str = "left";
/// How the note of whoever lacks a fact begins; the fact's key follows.
pub const LACKS: &str = "lacks ";

/// Why there is no rank, in one word; people below a floor keep their rank and are told the same.
fn note(why: &Listed, at: At, ranked: bool) -> String {
    match why {
        Listed::NotQualified(NoRank::Status { status, .. }) => status.word().to_owned(),
        Listed::NotQualified(NoRank::Below(_)) | Listed::BelowFloor(_) => "below_line".to_owned(),
        Listed::NotQualified(NoRank::Unscored) => "unscored".to_owned(),
        Listed::Lacks { fact } => format!("{LACKS}{fact}"),
        Listed::Exempt => Status::Exempt.word().to_owned(),
        Listed::Left { .. } | Listed::Departed { .. } => LEFT.to_owned(),
        Listed::MovedUp { .. } => MOVED_UP.to_owned(),
        Listed::Overridden { .. } => BY_DECISION.to_owned(),
        _ if at == At::Out && !ranked => "unscored".to_owned(),
        _ => String::new(),
    }
}
