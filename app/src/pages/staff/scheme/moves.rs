//! Who would move: a made-up dozen at once in the browser, and the posting's own people as the server computes them.

use domain::draft::{Draft, Mover, Sample, Standing, sample};
use domain::view::scheme::{Movers, SchemePage};
use leptos::prelude::*;
use text::{Lang, exam, scheme, scheme_form as t, steps};

use crate::api::ApiError;
use crate::parts::{Cell, Column, Row, Table};

fn int(n: u32) -> i64 {
    i64::from(n)
}

/// The made-up people under the draft and under what is saved.
pub fn made_up(lang: Lang, page: &SchemePage, draft: &Draft, of: &str) -> AnyView {
    let saved = page.saved.read(of).and_then(Result::ok);
    let people =
        draft.read(of).and_then(Result::ok).and_then(|new| sample(saved.as_ref(), &new, Sample::USUAL));
    let against = if saved.is_some() {
        t::sample_against(lang, page.revision)
    } else {
        t::sample_none(lang).to_owned()
    };
    let body = match people {
        None => view! { <p class="small">{t::sample_fails(lang)}</p> }.into_any(),
        Some(rows) => {
            let counted = Movers::of(rows.clone());
            let sum = saved.is_some().then(|| t::sample_sum(lang, int(counted.moved), int(counted.crossing)));
            view! {
                {table(lang, t::moves(lang), &rows, false)}
                {sum.map(|sum| view! { <p class="small">{sum}</p> })}
            }
            .into_any()
        }
    };
    let title = if of.is_empty() {
        t::moves(lang).to_owned()
    } else {
        t::of(lang, t::moves(lang), &super::words::scheme_title(lang, of))
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

/// People under both rules; `positions` shows theirs.
fn table(lang: Lang, caption: &str, rows: &[Mover], positions: bool) -> impl IntoView + use<> {
    let compared = rows.iter().any(|row| row.before.is_some());
    let mut columns = vec![Column::words(if positions { exam::ticket(lang) } else { t::person(lang) })];
    if positions {
        columns.push(Column::words(text::candidate::position_number(lang)));
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

/// How far the question has come.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", expect(dead_code, reason = "only a browser asks"))]
enum Asked {
    Not,
    Waiting,
    Done(Result<Movers, ApiError>),
}

/// The posting's own people: asked for from the browser, a moment after the last change.
#[component]
pub fn OwnPeople(lang: Lang, posting: String, draft: RwSignal<Draft>) -> impl IntoView {
    let answer = RwSignal::new(Asked::Not);
    ask(posting, draft, answer);
    view! {
        <section class="pane" id="own-people" aria-live="polite">
            <h2>{t::own_data(lang)}</h2>
            <p class="small soft">{t::own_lede(lang)}</p>
            {move || match answer.get() {
                Asked::Not => view! { <p class="small soft">{t::needs_scripts(lang)}</p> }.into_any(),
                Asked::Waiting => view! { <p class="small soft">{t::own_wait(lang)}</p> }.into_any(),
                Asked::Done(Err(error)) => {
                    let words = crate::forms::words(lang, &error);
                    words.into_iter().map(|word| view! { <p class="small">{word}</p> }).collect_view().into_any()
                }
                Asked::Done(Ok(movers)) => own(lang, &movers).into_any(),
            }}
        </section>
    }
}

fn own(lang: Lang, movers: &Movers) -> impl IntoView + use<> {
    let sum = t::own_sum(lang, int(movers.people), int(movers.moved), int(movers.crossing));
    let first = (usize::try_from(movers.moved).unwrap_or(0) > movers.rows.len())
        .then(|| t::own_first(lang, i64::try_from(movers.rows.len()).unwrap_or(0)));
    let list = (!movers.rows.is_empty()).then(|| table(lang, t::own_data(lang), &movers.rows, true));
    view! { <p>{sum}</p>{list}{first.map(|first| view! { <p class="small soft">{first}</p> })} }
}

#[cfg(feature = "ssr")]
fn ask(posting: String, draft: RwSignal<Draft>, answer: RwSignal<Asked>) {
    drop((posting, draft, answer));
}

/// Asks 700 ms after the last change; an answer to an older question is dropped.
#[cfg(not(feature = "ssr"))]
fn ask(posting: String, draft: RwSignal<Draft>, answer: RwSignal<Asked>) {
    use crate::api::schemes::scheme_movers;
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (posting, draft) = (posting.clone(), draft.get());
        if !draft.is_usable() {
            return;
        }
        let number = asked.get_value().wrapping_add(1);
        asked.set_value(number);
        answer.update(|now| {
            if matches!(now, Asked::Not) {
                *now = Asked::Waiting;
            }
        });
        let ask = move || {
            leptos::task::spawn_local(async move {
                if asked.try_get_value() != Some(number) {
                    return;
                }
                let found = scheme_movers(posting, draft).await;
                if asked.try_get_value() == Some(number) {
                    answer.set(Asked::Done(found));
                }
            });
        };
        set_timeout(ask, std::time::Duration::from_millis(700));
    });
}
