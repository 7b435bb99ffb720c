//! The lines that could be set: how many people each lets through, who is on it counted only.

use domain::view::desk::rulings::{PossibleLine, PossibleLines};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, rulings as t};

use crate::parts::{Cell, Column, Mood, Row, StateWord, Table};

/// The table with its sentence; where nothing can be counted yet, that.
pub fn possible(lang: Lang, of: Option<&PossibleLines>) -> AnyView {
    let Some(of) = of else { return view! { <p class="soft">{t::possible_not_yet(lang)}</p> }.into_any() };
    let columns = vec![
        Column::numbers(t::line(lang)),
        Column::numbers(t::possible_pass(lang)),
        Column::numbers(t::possible_tied(lang)),
        Column::numbers(t::possible_per_place(lang)),
    ];
    let rows =
        of.shown.iter().map(|one| Row::Cells(if one.chosen { "cut" } else { "" }, cells(lang, of, one)));
    let (people, seats) = (grouped(of.people.into()), grouped(of.seats.into()));
    let part = usize::try_from(of.all).is_ok_and(|all| all > of.shown.len());
    view! {
        <h2>{t::possible(lang)}</h2>
        <p>{t::possible_lede(lang, &people, &seats)}</p>
        {part.then(|| view! { <p class="small soft">{t::possible_part(lang, of.all.into())}</p> })}
        <Table lang=lang caption=t::possible(lang) quiet=true cards=true columns=columns rows=rows.collect()/>
    }
    .into_any()
}

fn cells(lang: Lang, of: &PossibleLines, one: &PossibleLine) -> Vec<Cell> {
    let (line, chosen) = (one.line.clone(), one.chosen);
    vec![
        Cell::new(view! {
            {line}{chosen.then(|| view! { " "<StateWord mood=Mood::Wait word=t::possible_chosen(lang).to_owned()/> })}
        }),
        Cell::from(grouped(one.pass.into())),
        Cell::from(grouped(one.tied.into())),
        Cell::from(per_place(one.pass, of.seats)),
    ]
}

/// People for each place, to two decimals, rounded down: nobody is promised more than there is.
fn per_place(people: u32, seats: u32) -> String {
    let hundredths = u64::from(people).saturating_mul(100).checked_div(u64::from(seats)).unwrap_or(0);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
