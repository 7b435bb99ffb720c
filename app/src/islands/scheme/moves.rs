//! Who would move: a made-up dozen, computed here at once, and the table that shows them and the posting's own people.

use domain::ranking::preview::{Mover, Sample, Standing, sample};
use domain::scheme::draft::Draft;
use domain::view::desk::schemes::Movers;
use leptos::prelude::*;
use text::{Lang, marks, scheme, scheme::form as t, steps};

use super::Side;
use crate::parts::{Cell, Column, Row, Table};

/// As the catalogue takes numbers.
pub fn int(n: u32) -> i64 {
    i64::from(n)
}

/// The made-up people under the draft and under what is saved.
pub fn made_up(side: &Side, draft: &Draft, of: &str) -> AnyView {
    let lang = side.lang;
    let saved = side.saved().read(of).and_then(Result::ok);
    let people =
        draft.read(of).and_then(Result::ok).and_then(|new| sample(saved.as_ref(), &new, Sample::USUAL));
    let against = if saved.is_some() {
        t::sample_against(lang, side.revision)
    } else {
        t::sample_none(lang).to_owned()
    };
    let title = if of.is_empty() {
        t::moves(lang).to_owned()
    } else {
        t::of(lang, t::moves(lang), &super::words::scheme_title(lang, of))
    };
    let body = match people {
        None => view! { <p class="small">{t::sample_fails(lang)}</p> }.into_any(),
        Some(rows) => {
            let counted = Movers::of(rows.clone());
            let sum = saved.is_some().then(|| t::sample_sum(lang, int(counted.moved), int(counted.crossing)));
            let (shown, blank): (Vec<Mover>, Vec<Mover>) = rows.into_iter().partition(|row| says(lang, row));
            let blank = i64::try_from(blank.len()).unwrap_or(i64::MAX);
            let blank = (blank > 0).then(|| t::sample_blank(lang, blank));
            view! {
                {(!shown.is_empty()).then(|| table(lang, &title, &shown, false))}
                {blank.map(|blank| view! { <p class="small soft">{blank}</p> })}
                {sum.map(|sum| view! { <p class="small">{sum}</p> })}
            }
            .into_any()
        }
    };
    view! {
        <section class="pane">
            <h2>{title}</h2>
            <p class="small soft">{t::sample_lede(lang)}" "{against}</p>
            {body}
        </section>
    }
    .into_any()
}

/// Whether the row of a person would hold anything but the person.
fn says(lang: Lang, row: &Mover) -> bool {
    let holds = |standing: &Standing| !standing.total.is_empty() || !standing.rank.is_empty();
    let before = row.before.as_ref();
    row.moves()
        || holds(&row.after)
        || before.is_some_and(holds)
        || before.is_none() && !seats(lang, &row.after).is_empty()
}

/// People under both rules; `positions` shows theirs.
pub fn table(lang: Lang, caption: &str, rows: &[Mover], positions: bool) -> impl IntoView + use<> {
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
            cells.push(Cell::from(if compared { change(lang, row) } else { seats(lang, &row.after) }));
            Row::Cells(if row.moves() { "look" } else { "" }, cells)
        })
        .collect();
    view! { <Table lang=lang caption=caption.to_owned() quiet=true dense=true columns=columns rows=rows/> }
}

/// The lists that somebody is on.
fn seats(lang: Lang, standing: &Standing) -> String {
    let on: Vec<String> = standing
        .seats
        .iter()
        .filter(|seat| !seat.1.is_empty() && seat.1 != "out")
        .map(|seat| format!("{} {}", scheme::list_word(lang, &seat.0, None), steps::seat_word(&seat.1, lang)))
        .collect();
    on.join(if lang == Lang::Zh { "，" } else { ", " })
}

fn change(lang: Lang, row: &Mover) -> String {
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
    for list in lists {
        if seen.contains(&list) {
            continue;
        }
        seen.push(list);
        match (is_in(before, list), is_in(&row.after, list)) {
            (false, true) => said.push(t::goes_on(lang, &scheme::list_word(lang, list, None))),
            (true, false) => said.push(t::leaves(lang, &scheme::list_word(lang, list, None))),
            _ => {}
        }
    }
    if said.is_empty() && row.moves() {
        said.push(t::other_change(lang).to_owned());
    }
    said.join(if lang == Lang::Zh { "，" } else { ", " })
}
