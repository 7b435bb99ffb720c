//! The rows of a list before it is sealed or as it was, grouped by position like the public page.
//!
//! Owns: the way from canonical cells to a table. Refuses: leaving out a column that will be public.

use std::collections::BTreeSet;

use domain::scheme::PartNames;
use domain::view::public::lists::WHOLE_LIST;
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, lists as t, marks, ranking, steps};

use crate::parts::{Cell, Column, Counts, FilterChoice, Filters, Mood, Row, StateWord, Table, UserText};

/// Columns that become the head of a group.
const GROUPED: [&str; 4] = ["position", "unit", "title", "plan"];

/// What stands in the table, and the address that shows the rows of one position.
pub struct Rows<'a> {
    pub header: &'a [String],
    pub rows: &'a [Vec<String>],
    pub names: &'a PartNames,
    pub action: String,
}

/// The rows: all of them, or those of one position where the list is long.
pub fn whole(lang: Lang, all: &Rows<'_>, position: &str) -> impl IntoView + use<> {
    let limit = usize::try_from(WHOLE_LIST).unwrap_or(usize::MAX);
    let fitting: Vec<&Vec<String>> =
        all.rows.iter().filter(|row| position.is_empty() || cell(all, row, "position") == position).collect();
    let columns = columns(lang, all);
    let mut rows = Vec::new();
    let mut group = None;
    for row in fitting.iter().take(limit) {
        let number = cell(all, row, "position");
        if group != Some(number) {
            rows.push(Row::Group(group_head(lang, all, row)));
            group = Some(number);
        }
        rows.push(Row::Cells("", cells(lang, all, row)));
    }
    let count = |n: usize| grouped(i64::try_from(n).unwrap_or(i64::MAX));
    let long = fitting.len() > limit;
    let words = text::parts::rows_of(lang, &count(fitting.len()), &count(all.rows.len()));
    view! {
        <h2>{t::rows_as_public(lang)}</h2>
        {choice(lang, all, position)}
        <Counts words=words/>
        {long.then(|| view! { <p>{t::rows_first(lang, &count(limit))}</p> })}
        <Table lang=lang caption=t::rows_as_public(lang) quiet=true cards=true columns=columns rows=rows/>
    }
}

fn cell<'a>(all: &Rows<'_>, row: &'a [String], column: &str) -> &'a str {
    let at = all.header.iter().position(|name| name == column);
    at.and_then(|at| row.get(at)).map_or("", String::as_str)
}

/// The columns that stand in the table. The column of names is there only where somebody has one.
fn shown<'a>(all: &'a Rows<'_>) -> impl Iterator<Item = (usize, &'a str)> {
    let named = all.rows.iter().any(|row| !cell(all, row, "name").is_empty());
    all.header
        .iter()
        .map(String::as_str)
        .enumerate()
        .filter(move |(_, name)| !GROUPED.contains(name) && *name != "tied" && (*name != "name" || named))
}

fn columns(lang: Lang, all: &Rows<'_>) -> Vec<Column> {
    shown(all)
        .map(|(_, name)| match name {
            "ticket" => Column::words(marks::ticket(lang)),
            "name" => Column::words(t::name(lang)),
            "rank" => Column::numbers(ranking::rank(lang)),
            "note" => Column::words(t::note(lang)),
            "result" => Column::words(t::result(lang)),
            component => Column::numbers(marks::column_word(lang, component, all.names.part(component))),
        })
        .collect()
}

fn cells(lang: Lang, all: &Rows<'_>, row: &[String]) -> Vec<Cell> {
    let tied = cell(all, row, "tied") == "yes";
    shown(all)
        .map(|(at, name)| {
            let value = row.get(at).map_or("", String::as_str).to_owned();
            match name {
                "ticket" => Cell::from(value).class("mono"),
                "name" => Cell::new(view! { <UserText lang=lang text=value/> }),
                "rank" => Cell::new(view! {
                    {value}{tied.then(|| view! { " "<span class="small soft">{ranking::tied(lang)}</span> })}
                }),
                "note" => Cell::from(t::note_word(lang, &value)),
                "result" => result(lang, &value),
                _ => Cell::from(marks::value_word(lang, &value)),
            }
        })
        .collect()
}

fn result(lang: Lang, value: &str) -> Cell {
    let mood = if value == "in" { Mood::Pass } else { Mood::Wait };
    let word = text::capital(lang, &steps::seat_word(value, lang));
    Cell::new(view! { <StateWord mood=mood word=word/> })
}

fn group_head(lang: Lang, all: &Rows<'_>, row: &[String]) -> AnyView {
    let number = cell(all, row, "position").to_owned();
    let words = format!("{} · {}", cell(all, row, "unit"), cell(all, row, "title"));
    let plan =
        cell(all, row, "plan").parse().map(|plan| text::public::plan_of(lang, plan)).unwrap_or_default();
    view! {
        <span class="mono">{number}</span>
        " "
        <UserText lang=lang text=words/>
        " "
        <span class="soft plain">{plan}</span>
    }
    .into_any()
}

fn choice(lang: Lang, all: &Rows<'_>, position: &str) -> impl IntoView + use<> {
    let numbers: BTreeSet<&str> = all.rows.iter().map(|row| cell(all, row, "position")).collect();
    let several = numbers.len() > 1;
    let options = numbers.into_iter().map(|number| (number.to_owned(), number.to_owned())).collect();
    let action = all.action.clone();
    let selected = position.to_owned();
    several.then(|| {
        view! {
            <Filters lang=lang action=action>
                <FilterChoice lang=lang name="position" label=ranking::show_position(lang) options=options selected=selected/>
            </Filters>
        }
    })
}
