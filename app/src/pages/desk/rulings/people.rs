//! The table of people whom a question or a list concerns: ticket number, masked name, score, place.

use domain::view::desk::rulings::Concerned;
use leptos::prelude::*;
use text::{Lang, marks, rulings as t, steps};

use crate::parts::{Cell, Column, Row, Table};

/// The people; with `seats` where each stands on the list.
pub fn table(lang: Lang, caption: &str, people: &[Concerned], seats: bool) -> impl IntoView + use<> {
    let mut columns = vec![
        Column::words(marks::ticket(lang)),
        Column::words(t::name_masked(lang)),
        Column::numbers(t::total(lang)),
    ];
    if seats {
        columns.push(Column::words(t::list(lang)));
    }
    let rows = people
        .iter()
        .map(|person| {
            let mut cells = vec![
                Cell::from(person.ticket.clone()).class("mono"),
                Cell::from(person.name.clone()),
                Cell::from(person.total.clone()),
            ];
            if seats {
                cells.push(Cell::from(text::capital(lang, &steps::seat_word(&person.seat, lang))));
            }
            Row::Cells("", cells)
        })
        .collect();
    view! { <Table lang=lang caption=caption.to_owned() cards=true columns=columns rows=rows/> }
}
