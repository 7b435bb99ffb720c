//! The only table: caption, head, always `tbody`; cards on phones; sorting by address.

use leptos::prelude::*;
use text::{Lang, parts as t};

/// How a column is sorted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Head; also the label of each cell on a phone.
    pub word: String,
    /// Numbers: right-aligned, tabular.
    pub number: bool,
    /// Address that sorts by this column.
    pub sort_by: Option<String>,
    /// How it is sorted now.
    pub sorted: Option<Sort>,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(word: impl Into<String>) -> Self {
        Self { word: word.into(), ..Self::default() }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(word: impl Into<String>) -> Self {
        Self { word: word.into(), number: true, ..Self::default() }
    }

    /// Sortable by an address.
    #[must_use]
    pub fn sorted_by(self, address: String, now: Option<Sort>) -> Self {
        Self { sort_by: Some(address), sorted: now, ..self }
    }
}

/// A cell; the first of a row is its head.
pub struct Cell {
    view: AnyView,
    class: &'static str,
}

impl Cell {
    /// Any content.
    pub fn new(view: impl IntoAny) -> Self {
        Self { view: view.into_any(), class: "" }
    }

    /// With a class of the stylesheet: `mono`, `across` (whole width on phones), `res`.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(words: T) -> Self {
        Self::new(words.into())
    }
}

/// A row: a group's head over all columns, or cells.
pub enum Row {
    /// Names the rows below it.
    Group(AnyView),
    /// One cell for each column; the class marks it: `cut`, `me`, `at`, `look`, or nothing.
    Cells(&'static str, Vec<Cell>),
}

/// A table. `caption` names it for everyone, `quiet` only for screen readers. Wide tables get `pinned` first columns,
/// dense ones stand at the desk.
#[component]
pub fn Table(
    lang: Lang,
    #[prop(into)] caption: String,
    #[prop(optional)] quiet: bool,
    #[prop(optional)] cards: bool,
    #[prop(optional)] dense: bool,
    #[prop(optional)] pinned: bool,
    columns: Vec<Column>,
    rows: Vec<Row>,
) -> impl IntoView {
    let class = [("table", true), (" cards", cards), (" pinned", pinned)]
        .iter()
        .filter(|c| c.1)
        .map(|c| c.0)
        .collect::<String>();
    let label = caption.clone();
    let head = columns.iter().cloned().map(|column| head_cell(lang, column)).collect_view();
    let wide = columns.len().to_string();
    let bodies = bodies(rows)
        .into_iter()
        .map(|rows| {
            let rows = rows.into_iter().map(|row| body_row(row, &columns, &wide, cards)).collect_view();
            view! { <tbody>{rows}</tbody> }
        })
        .collect_view();
    view! {
        <div class=class role="region" aria-label=label tabindex="0">
            <table class=dense.then_some("dense")>
                <caption class=quiet.then_some("sr")><bdi>{caption}</bdi></caption>
                <thead><tr>{head}</tr></thead>
                {bodies}
            </table>
        </div>
    }
}

/// Each group with its rows is a body of its own; a table without groups has one, empty or not.
fn bodies(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut bodies = vec![Vec::new()];
    for row in rows {
        match bodies.last_mut() {
            Some(last) if last.is_empty() || !matches!(row, Row::Group(_)) => last.push(row),
            _ => bodies.push(vec![row]),
        }
    }
    bodies
}

fn head_cell(lang: Lang, column: Column) -> impl IntoView {
    let sorted = column.sorted.map(|sort| match sort {
        Sort::Up => "ascending",
        Sort::Down => "descending",
    });
    let word = match column.sort_by {
        Some(href) => {
            let title = t::sort_by(lang, &column.word);
            view! { <a href=href title=title>{column.word}</a> }.into_any()
        }
        None => column.word.into_any(),
    };
    view! { <th scope="col" class=column.number.then_some("num") aria-sort=sorted><bdi>{word}</bdi></th> }
}

fn body_row(row: Row, columns: &[Column], wide: &str, cards: bool) -> AnyView {
    match row {
        Row::Group(head) => {
            view! { <tr class="group"><th scope="rowgroup" colspan=wide.to_owned()>{head}</th></tr> }
                .into_any()
        }
        Row::Cells(class, cells) => {
            let cells = cells
                .into_iter()
                .zip(columns)
                .enumerate()
                .map(|(at, (cell, column))| body_cell(cell, column, at == 0, cards))
                .collect_view();
            view! { <tr class=(!class.is_empty()).then_some(class)>{cells}</tr> }.into_any()
        }
    }
}

fn body_cell(cell: Cell, column: &Column, first: bool, cards: bool) -> AnyView {
    let class = match (column.number, cell.class) {
        (true, "") => Some("num".to_owned()),
        (true, class) => Some(format!("num {class}")),
        (false, "") => None,
        (false, class) => Some(class.to_owned()),
    };
    if first {
        view! { <th scope="row" class=class>{cell.view}</th> }.into_any()
    } else {
        let label = (cards && cell.class != "across" && cell.class != "res").then(|| column.word.clone());
        view! { <td class=class data-l=label>{cell.view}</td> }.into_any()
    }
}
