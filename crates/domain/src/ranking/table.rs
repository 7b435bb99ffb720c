//! The table of results, as `linxuan rank` writes it and pages show it: which columns there are, and every cell as text.
//!
//! `position, candidate`, every value that a scheme computes at its stage's places, `total, rank, tied`, one column per
//! shortlist. Rows by position, rank (none last), candidate bytewise, so that any input order gives the same bytes.

use super::{At, Outcome, Row, Shown};
use crate::index::{ColumnAt, Indexed};
use crate::marks::Graph;
use crate::number::Exact;
use crate::scheme::{ListAt, Scheme, Source, Walk};

/// A computed column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header: `written`, `written.converted`, `interview.weighted`.
    pub name: String,
    /// Places at which it is shown; a value that needs more shows them, one that no decimal holds is a fraction.
    pub places: u8,
}

/// The computed columns of a scheme.
pub type Columns = Indexed<ColumnAt, Vec<Column>>;

/// Returns the computed columns of a scheme, as [`Row::value`] reads them. A value that parts or a panel make has no suffix;
/// the others are `.corrected` between rooms, `.adjusted` by cap or bonus, `.converted`, `.credited` by a bonus after
/// conversion, and `.weighted`.
#[must_use]
pub fn columns(scheme: &Scheme) -> Columns {
    let Ok(graph) = Graph::<Exact>::of(scheme) else { return Columns::default() };
    let mut columns = Columns::default();
    for (node, plan) in graph.walk.nodes.iter().zip(&graph.plans) {
        let (stages, round) = (plan.stages, node.component.round);
        let value = round.value.map_or(0, |r| r.places);
        let corrected =
            node.component.rooms.as_ref().and_then(|rooms| rooms.round).map_or(value, |r| r.places);
        let converted = round.converted.map_or(0, |r| r.places);
        let all = [
            (stages.value, "", value),
            (stages.corrected, ".corrected", corrected),
            (stages.adjusted, ".adjusted", corrected),
            (stages.converted, ".converted", converted),
            (stages.credited, ".credited", converted),
            (stages.weighted, ".weighted", round.weighted.map_or(0, |r| r.places)),
        ];
        for (_, suffix, places) in all.into_iter().filter(|(shown, _, _)| *shown) {
            columns.push(Column { name: format!("{}{suffix}", node.name), places });
        }
    }
    columns
}

/// Returns the computed value of a row as text at its decimal places; the text is empty where there is no value.
#[must_use]
pub fn cell(row: &Row<'_>, columns: &Columns, name: &str) -> String {
    let at = columns.find(|column| column.name == name);
    let value = at.and_then(|at| row.value(at).zip(columns.get(at)));
    value.map(|(value, column)| value.display(column.places)).unwrap_or_default()
}

/// Returns the composite score at its decimal places; the text is empty where there is none.
#[must_use]
pub fn total(scheme: &Scheme, row: &Row<'_>) -> String {
    row.total().map(|total| total.display(scheme.total.round.places)).unwrap_or_default()
}

/// Returns the text of a shortlist's column: `in`, `reserve N`, `out`, `open`, or nothing where the stage has no scores yet.
#[must_use]
pub fn seat(scheme: &Scheme, row: &Row<'_>, list: &str) -> String {
    let found = scheme.list_to(list);
    found.and_then(|(at, _)| row.seat(at)).map(|seat| seat.at.to_string()).unwrap_or_default()
}

/// Returns the names of the components whose published values a list may show: `below` and its parts, or, without `below`, the
/// components of the composite score and their parts. Parts come before what they make.
pub fn published<'a>(scheme: &'a Scheme, below: Option<&str>) -> impl Iterator<Item = String> + use<'a> {
    let walk = Walk::of(scheme);
    let mut wanted = match below {
        Some(name) => walk.find(name).into_iter().collect::<Vec<_>>(),
        None => walk.top.clone(),
    };
    let mut names = Vec::new();
    while let Some(at) = wanted.pop() {
        if let Some(node) = walk.nodes.get(at) {
            names.push((at, node.name.clone()));
            wanted.extend(node.parts.iter().copied());
        }
    }
    names.sort();
    names.into_iter().map(|(_, name)| name)
}

/// Returns the text of a published column: the value at its decimal places, a status word, or nothing. The column `total` shows
/// the total.
#[must_use]
pub fn shown(scheme: &Scheme, row: &Row<'_>, name: &str) -> String {
    if name == "total" {
        return total(scheme, row);
    }
    let walk = Walk::of(scheme);
    let Some((at, node)) = walk.find(name).and_then(|at| Some((at, walk.nodes.get(at)?))) else {
        return String::new();
    };
    let c = node.component;
    let made = c.round.converted.or(c.rooms.as_ref().and_then(|rooms| rooms.round)).or(c.round.value);
    let entered = c.is_entered() && !c.is_converted();
    let places = made.map_or(if entered { c.places } else { 0 }, |rounding| rounding.places);
    match row.shown(at) {
        Shown::Value(value) => value.display(places),
        Shown::Status(status) => status.word().to_owned(),
        Shown::Blank => String::new(),
    }
}

/// One position's result with its scheme.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The scheme it was computed under.
    pub scheme: &'a Scheme,
    /// What came of it.
    pub outcome: &'a Outcome,
}

/// A whole table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<'a> {
    /// Headers.
    pub head: Vec<String>,
    /// Rows; each as long as the head.
    pub rows: Vec<Vec<String>>,
    /// For each row the person's row in the ranking of the position, so that traces can follow the same order.
    pub from: Vec<Row<'a>>,
}

/// Adds names that are not there yet, in order.
fn join(names: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}

impl<'a> Table<'a> {
    /// Builds the table of all these positions. The columns of several schemes stand side by side and are blank where a scheme
    /// does not use them.
    #[must_use]
    pub fn of(parts: &[Part<'a>]) -> Self {
        let mut schemes: Vec<&Scheme> = Vec::new();
        for part in parts {
            if !schemes.contains(&part.scheme) {
                schemes.push(part.scheme);
            }
        }
        // The order of the schemes must not follow that of the positions: any input order gives the same bytes.
        schemes.sort_by_cached_key(|scheme| scheme.digest());
        let (mut values, mut lists) = (Vec::new(), Vec::new());
        for scheme in &schemes {
            join(&mut values, columns(scheme).into_iter().map(|column| column.name));
            join(&mut lists, scheme.shortlists.iter().map(|list| list.to.to_string()));
        }
        let mut rows = Vec::new();
        for part in parts {
            let columns = columns(part.scheme);
            for row in part.outcome.ranking().rows() {
                let key = (row.position(), row.rank.is_none(), row.rank, row.candidate);
                let mut cells = vec![row.position().to_owned(), row.candidate.to_owned()];
                cells.extend(values.iter().map(|name| cell(&row, &columns, name)));
                cells.push(total(part.scheme, &row));
                cells.push(row.rank.map(|rank| rank.to_string()).unwrap_or_default());
                cells.push(tied(&row).to_owned());
                cells.extend(lists.iter().map(|list| seat(part.scheme, &row, list)));
                rows.push((key, cells, row));
            }
        }
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let mut head = vec!["position".to_owned(), "candidate".to_owned()];
        head.extend(values);
        head.extend(["total", "rank", "tied"].map(str::to_owned));
        head.extend(lists);
        let from = rows.iter().map(|row| row.2).collect();
        Self { head, rows: rows.into_iter().map(|row| row.1).collect(), from }
    }
}

/// Returns `yes` where the rank is shared, `no` where it is not, and nothing where there is no rank.
#[must_use]
pub fn tied(row: &Row<'_>) -> &'static str {
    match (row.rank, row.tied) {
        (None, _) => "",
        (Some(_), true) => "yes",
        (Some(_), false) => "no",
    }
}

/// Returns how many people are on a list, in reserve, out and open.
#[must_use]
pub fn counts(outcome: &Outcome, list: ListAt) -> [usize; 4] {
    let seats = outcome.ranking().seats(list);
    let mut counts = [0_usize; 4];
    for seat in seats {
        let slot = match seat.at {
            At::In => 0,
            At::Reserve(_) => 1,
            At::Out => 2,
            At::Open => 3,
        };
        if let Some(count) = counts.get_mut(slot) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// Returns the name of the column whose value orders a list, or `None` where the list has a composite of its own.
#[must_use]
pub fn orders<'a>(scheme: &'a Scheme, list: &str) -> Option<&'a str> {
    let (_, list) = scheme.list_to(list)?;
    match list.source()? {
        Source::Total => Some("total"),
        Source::Component(name) => Some(name),
        Source::Partial(_) => None,
    }
}
