//! Who would move: people as they stand and as they would stand.

use domain::ranking::preview::{Mover, Standing};
use domain::scheme::PartNames;
use leptos::prelude::*;
use text::{Lang, marks, scheme, scheme::form as t, steps};

use super::{Cell, Column, Row, Table, said};

/// People as they stood and as they would stand; `positions` shows theirs.
pub fn movers_table(
    lang: Lang,
    caption: &str,
    (rows, names): (&[Mover], &PartNames),
    positions: bool,
) -> impl IntoView + use<> {
    let compared = rows.iter().any(|row| row.before.is_some());
    let mut columns = vec![Column::words(if positions { marks::ticket(lang) } else { t::person(lang) })];
    if positions {
        columns.push(Column::words(text::applications::position_number(lang)));
    }
    if compared {
        columns.push(Column::numbers(t::total_before(lang)));
    }
    columns.push(Column::numbers(t::total_after(lang)));
    if compared {
        columns.push(Column::numbers(t::rank_before(lang)));
    }
    columns.push(Column::numbers(t::rank_after(lang)));
    columns.push(Column::words(if compared { t::change(lang) } else { t::on_lists(lang) }));
    let rows = rows
        .iter()
        .map(|row| {
            let mut cells = vec![Cell::from(row.candidate.clone()).class("mono")];
            if positions {
                cells.push(Cell::from(row.position.clone()).class("mono"));
            }
            let before = row.before.clone().unwrap_or_default();
            if compared {
                cells.push(Cell::from(before.total.clone()));
            }
            let total = row.after.total.clone();
            cells.push(Cell::new(view! { <b>{total}</b> }));
            if compared {
                cells.push(Cell::from(before.rank.clone()));
            }
            cells.push(Cell::from(row.after.rank.clone()));
            let told = if compared { change(lang, names, row) } else { mover_seats(lang, names, &row.after) };
            cells.push(Cell::new(said(lang, &told, names.words())));
            Row::Cells(if row.moves() { "look" } else { "" }, cells)
        })
        .collect();
    view! { <Table lang=lang caption=caption.to_owned() quiet=true dense=true columns=columns rows=rows/> }
}

/// The lists that somebody is on.
pub fn mover_seats(lang: Lang, names: &PartNames, standing: &Standing) -> String {
    let on: Vec<String> = standing
        .seats
        .iter()
        .filter(|seat| !seat.1.is_empty() && seat.1 != "out")
        .map(|seat| format!("{} {}", list(lang, names, &seat.0), steps::seat_word(&seat.1, lang)))
        .collect();
    on.join(if lang == Lang::Zh { "，" } else { ", " })
}

fn list(lang: Lang, names: &PartNames, key: &str) -> String {
    scheme::list_word(lang, key, names.list(key))
}

fn change(lang: Lang, names: &PartNames, row: &Mover) -> String {
    let Some(before) = &row.before else { return String::new() };
    let mut said = Vec::new();
    let whole = |rank: &str| rank.parse::<i64>().ok();
    if let (Some(was), Some(is)) = (whole(&before.rank), whole(&row.after.rank)) {
        let by = was.saturating_sub(is);
        if by > 0 {
            said.push(t::rises(lang, by));
        } else if by < 0 {
            said.push(t::falls(lang, by.saturating_neg()));
        }
    }
    let is_in =
        |standing: &Standing, list: &str| standing.seats.iter().any(|seat| seat.0 == list && seat.1 == "in");
    let lists: Vec<&str> = row.after.seats.iter().chain(&before.seats).map(|seat| seat.0.as_str()).collect();
    let mut seen: Vec<&str> = Vec::new();
    for key in lists {
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        match (is_in(before, key), is_in(&row.after, key)) {
            (false, true) => said.push(t::goes_on(lang, &list(lang, names, key))),
            (true, false) => said.push(t::leaves(lang, &list(lang, names, key))),
            _ => {}
        }
    }
    if said.is_empty() && row.moves() {
        said.push(t::other_change(lang).to_owned());
    }
    said.join(if lang == Lang::Zh { "，" } else { ", " })
}
