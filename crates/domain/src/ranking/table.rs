//! The table of results, as `linxuan rank` writes it and pages show it: which columns there are, and every cell as text.
//!
//! `position, candidate`, every value that a scheme computes at its stage's places, `total, rank, tied`, one column per
//! shortlist. Rows by position, rank (none last), candidate bytewise, so that any input order gives the same bytes.

use super::{At, Outcome, Row, Shown};
use crate::index::{ColumnAt, Indexed, NodeAt};
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

/// A published column of a scheme, looked up once and read for everybody.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    scheme: &'a Scheme,
    of: Of,
}

/// What a published column shows.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// The composite score.
    Total,
    /// A component or part, at so many decimal places.
    Node(NodeAt, u8),
    /// Nothing: the scheme has no such column.
    Nothing,
}

impl<'a> Published<'a> {
    /// Looks a column up; `total` names the composite score.
    #[must_use]
    pub fn of(scheme: &'a Scheme, name: &str) -> Self {
        Self { scheme, of: if name == "total" { Of::Total } else { Self::node(&Walk::of(scheme), name) } }
    }

    fn node(walk: &Walk<'_>, name: &str) -> Of {
        let Some((at, node)) = walk.find(name).and_then(|at| Some((at, walk.nodes.get(at)?))) else {
            return Of::Nothing;
        };
        let c = node.component;
        let made = c.round.converted.or(c.rooms.as_ref().and_then(|rooms| rooms.round)).or(c.round.value);
        let entered = c.is_entered() && !c.is_converted();
        Of::Node(at, made.map_or(if entered { c.places } else { 0 }, |rounding| rounding.places))
    }

    /// Returns the text of a row of this scheme: the value at its decimal places, a status word, or nothing.
    #[must_use]
    pub fn text(&self, row: &Row<'_>) -> String {
        match self.of {
            Of::Total => total(self.scheme, row),
            Of::Nothing => String::new(),
            Of::Node(at, places) => match row.shown(at) {
                Shown::Value(value) => value.display(places),
                Shown::Status(status) => status.word().to_owned(),
                Shown::Blank => String::new(),
            },
        }
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
        let layout = Layout::of(parts.iter().map(|part| part.scheme));
        let mut parts = parts.to_vec();
        parts.sort_by(|a, b| a.outcome.ranking().position.cmp(&b.outcome.ranking().position));
        let rows = parts.iter().flat_map(|part| layout.rows(*part));
        let (from, rows) = rows.unzip();
        Self { head: layout.head, rows, from }
    }
}

/// The columns of the table of several schemes, and how each scheme fills them: whoever writes a table position by position
/// keeps no table.
#[derive(Clone, Debug)]
pub struct Layout<'a> {
    head: Vec<String>,
    fills: Vec<Fill<'a>>,
}

/// How one scheme fills the columns.
#[derive(Clone, Debug)]
struct Fill<'a> {
    scheme: &'a Scheme,
    /// The computed column and its decimal places, where the scheme has it.
    values: Vec<Option<(ColumnAt, u8)>>,
    lists: Vec<Option<ListAt>>,
}

impl<'a> Layout<'a> {
    /// Returns the layout of a table of positions under these schemes. Neither their order nor a scheme named twice changes it.
    #[must_use]
    pub fn of(all: impl IntoIterator<Item = &'a Scheme>) -> Self {
        let mut schemes: Vec<&Scheme> = Vec::new();
        for scheme in all {
            if !schemes.iter().any(|known| same(known, scheme)) {
                schemes.push(scheme);
            }
        }
        // The order of the schemes must not follow that of the positions: any input order gives the same bytes.
        schemes.sort_by_cached_key(|scheme| scheme.digest());
        let (mut values, mut lists) = (Vec::new(), Vec::new());
        for scheme in &schemes {
            join(&mut values, columns(scheme).into_iter().map(|column| column.name));
            join(&mut lists, scheme.shortlists.iter().map(|list| list.to.to_string()));
        }
        let fill = |scheme: &'a Scheme| {
            let own = columns(scheme);
            let value = |name: &String| {
                let at = own.find(|column| column.name == *name)?;
                Some((at, own.get(at)?.places))
            };
            let list = |name: &String| scheme.list_to(name).map(|(at, _)| at);
            Fill {
                scheme,
                values: values.iter().map(value).collect(),
                lists: lists.iter().map(list).collect(),
            }
        };
        let fills = schemes.into_iter().map(fill).collect();
        let mut head = vec!["position".to_owned(), "candidate".to_owned()];
        head.extend(values);
        head.extend(["total", "rank", "tied"].map(str::to_owned));
        head.extend(lists);
        Self { head, fills }
    }

    /// Returns the headers.
    #[must_use]
    pub fn head(&self) -> &[String] {
        &self.head
    }

    /// Returns whether a column holds numbers: computed values, total and rank do, codes and words do not.
    #[must_use]
    pub fn is_number(&self, at: usize) -> bool {
        // Two codes stand before the values; total and rank stand right behind them.
        let values = self.fills.first().map_or(0, |fill| fill.values.len());
        (2..values.saturating_add(4)).contains(&at)
    }

    /// Returns the rows of a position as they are published, each with its cells, as long as the head. A position under a scheme
    /// of which the layout knows nothing has no rows.
    pub fn rows<'r>(&self, part: Part<'r>) -> impl Iterator<Item = (Row<'r>, Vec<String>)> {
        let fill = self.fills.iter().find(|fill| same(fill.scheme, part.scheme));
        fill.into_iter()
            .flat_map(move |fill| part.outcome.ranking().ordered().map(|row| (row, fill.cells(&row))))
    }
}

/// Schemes are nearly always the same one in memory, which is quicker to see than that they say the same.
fn same(one: &Scheme, other: &Scheme) -> bool {
    core::ptr::eq(one, other) || one == other
}

impl Fill<'_> {
    fn cells(&self, row: &Row<'_>) -> Vec<String> {
        let value = |column: &Option<(ColumnAt, u8)>| {
            let shown = column.and_then(|(at, places)| Some(row.value(at)?.display(places)));
            shown.unwrap_or_default()
        };
        let seat = |list: &Option<ListAt>| {
            list.and_then(|at| row.seat(at)).map(|seat| seat.at.to_string()).unwrap_or_default()
        };
        let mut cells =
            Vec::with_capacity(self.values.len().saturating_add(self.lists.len()).saturating_add(5));
        cells.extend([row.position().to_owned(), row.candidate.to_owned()]);
        cells.extend(self.values.iter().map(value));
        cells.push(total(self.scheme, row));
        cells.push(row.rank.map(|rank| rank.to_string()).unwrap_or_default());
        cells.push(tied(row).to_owned());
        cells.extend(self.lists.iter().map(seat));
        cells
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
