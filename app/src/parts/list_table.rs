//! The lines of a list as a table: groups by position, the cut, ties and results in words. The public page and the desk, before a list
//! is signed and afterwards, print it alike.

use domain::view::public::lists::{List, ListColumn, ListGroup, ListResult, ListRow, Unranked};
use leptos::prelude::*;
use text::numbers::comma;
use text::{Lang, marks, public as t, states};

use super::{Cell, Column, Mood, Row, StateWord, Table, UserText};

/// The groups with their lines; `alone` is the address of the page that shows a position by itself.
pub fn list_table<A: Fn(&str) -> String>(
    view: &List,
    groups: &[(&ListGroup, Vec<&ListRow>)],
    alone: A,
    lang: Lang,
) -> impl IntoView + use<A> {
    let named = view.groups.iter().flat_map(|group| &group.rows).any(|row| row.name.is_some());
    let mut columns = vec![Column::words(t::ticket(lang))];
    if named {
        columns.push(Column::words(t::name(lang)));
    }
    let word = |column: &ListColumn| marks::column_word(lang, &column.key, column.name.as_deref());
    let proposed = view.proposal.is_some();
    let column = |column: &ListColumn| {
        if is_of_person(column) { Column::words(word(column)) } else { Column::numbers(word(column)) }
    };
    columns.extend(view.columns.iter().map(column));
    if !proposed {
        columns.push(Column::numbers(t::rank(lang)));
    }
    columns.push(Column::words(t::result(lang)));
    let mut rows = Vec::new();
    for (group, lines) in groups {
        rows.push(Row::Group(group_head(group, alone(&group.number), lang)));
        let cut = cut_of(group);
        for line in lines {
            rows.push(line_row(
                view,
                line,
                cut.filter(|cut| cut.ticket == line.ticket).map(|_| *group),
                named,
                lang,
            ));
        }
    }
    let caption = text::lists::title(lang, &view.head.stage, view.head.name.as_deref());
    view! { <Table lang=lang caption=caption quiet=true cards=true columns=columns rows=rows/> }
}

/// Whether a column says where a person serves, and no mark.
fn is_of_person(column: &ListColumn) -> bool {
    domain::collective::COLUMNS.contains(&column.key.as_str())
}

/// The position; its code leads to the page of this position alone.
fn group_head(group: &ListGroup, alone: String, lang: Lang) -> AnyView {
    view! {
        <a class="mono" href=alone>{group.number.clone()}</a>
        " "
        <UserText lang=lang text=format!("{} · {}", group.unit, group.title)/>
        " "
        <span class="soft plain">{t::plan_of(lang, group.plan.into())}</span>
    }
    .into_any()
}

/// The last line that goes on, where others stand below it.
fn cut_of(group: &ListGroup) -> Option<&ListRow> {
    let last = group.rows.iter().rposition(|row| row.result == ListResult::In)?;
    (last + 1 < group.rows.len()).then(|| group.rows.get(last)).flatten()
}

/// One line; `cut` is its group where it is the last that goes on.
fn line_row(view: &List, row: &ListRow, cut: Option<&ListGroup>, named: bool, lang: Lang) -> Row {
    let mut cells = vec![Cell::new(row.ticket.clone()).class("mono")];
    if named {
        let name = row.name.clone().unwrap_or_default();
        cells.push(Cell::new(view! { <UserText lang=lang text=name/> }));
    }
    if view.proposal.is_some() {
        let told = |value: &String| {
            let value = value.clone();
            Cell::new(view! { <UserText lang=lang text=value/> })
        };
        cells.extend(row.values.iter().map(told));
        cells.push(Cell::new(result(view, row, None, lang)).class("res"));
        return Row::Cells("ranked", cells);
    }
    for (column, value) in view.columns.iter().zip(&row.values) {
        if is_of_person(column) {
            let value = value.clone();
            cells.push(Cell::new(view! { <UserText lang=lang text=value/> }));
            continue;
        }
        let value = marks::value_word(lang, value);
        cells.push(if column.key == "total" {
            Cell::new(view! { <b>{value}</b> })
        } else {
            Cell::from(value)
        });
    }
    cells.push(Cell::from(row.rank.clone()));
    cells.push(Cell::new(result(view, row, cut, lang)).class("res"));
    Row::Cells(if cut.is_some() { "ranked cut" } else { "ranked" }, cells)
}

fn result(view: &List, row: &ListRow, cut: Option<&ListGroup>, lang: Lang) -> AnyView {
    let mood = match (&row.result, &row.unranked) {
        (ListResult::In, _) => Mood::Pass,
        (ListResult::Reserve(_), _) | (ListResult::Out, Some(Unranked::Unscored | Unranked::Left) | None) => {
            Mood::Wait
        }
        (ListResult::Open | ListResult::Suspended, _) => Mood::Return,
        (ListResult::Out, Some(Unranked::Status(_) | Unranked::BelowLine | Unranked::Lacks)) => Mood::Refuse,
    };
    let word = t::result_word(lang, &view.head.stage, &row.result, row.unranked.as_ref());
    let placed = row.placed.map(|placed| t::placed_word(lang, placed).to_owned());
    let tied = row.tied.then(|| states::tied(lang).to_owned());
    let mut notes: Vec<String> = placed.into_iter().chain(tied).collect();
    if let Some(group) = cut {
        let equal = |other: &&ListRow| other.tied && other.rank == row.rank;
        let same = group.rows.iter().filter(equal).count();
        // The tie lies at the cut only where it has people on both sides.
        if row.tied && group.rows.iter().filter(equal).any(|other| other.result != ListResult::In) {
            notes.push(t::tie_at_cut(lang, i64::try_from(same).unwrap_or(i64::MAX)));
        }
    }
    let notes = (!notes.is_empty()).then(|| {
        let comma = comma(lang);
        view! { " "<span class="small soft">{notes.join(comma)}</span> }
    });
    let spoken = cut.map(|_| view! { <span class="sr">" "{t::cut_here(lang)}</span> });
    view! { <StateWord mood=mood word=word/>{notes}{spoken} }.into_any()
}
