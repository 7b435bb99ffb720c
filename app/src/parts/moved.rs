//! What a further version of a list says otherwise, person by person.

use domain::scheme::PartNames;
use domain::view::public::lists::{Difference, MOVED_SHOWN};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, corrections as t};

use super::{Cell, Column, Row, Table, UserText};

/// The counts in a sentence, and a table of the people.
pub fn moved(lang: Lang, (stage, names): (&str, &PartNames), of: &Difference) -> AnyView {
    let columns = vec![
        Column::words(t::position(lang)),
        Column::words(t::person(lang)),
        Column::words(t::change(lang)),
        Column::words(t::cells(lang)),
    ];
    let row = |one: &domain::lists::Moved| {
        let cell = |cell: &domain::lists::ChangedCell| {
            let words = t::cell_words(lang, (stage, names), &cell.column, (&cell.before, &cell.after));
            view! { <li><UserText lang=lang text=words/></li> }
        };
        let cells = one.cells.iter().map(cell).collect_view();
        Row::Cells(
            "",
            vec![
                Cell::from(one.position.clone()).class("mono"),
                Cell::from(one.ticket.clone()).class("mono"),
                Cell::from(text::capital(lang, t::change_word(lang, one.change))),
                Cell::new(view! { <ul class="plain">{cells}</ul> }),
            ],
        )
    };
    let rows = of.moved.iter().map(row).collect();
    let more = usize::try_from(of.people()).is_ok_and(|all| all > of.moved.len());
    let shown = grouped(i64::try_from(MOVED_SHOWN).unwrap_or(i64::MAX));
    view! {
        <p>{t::counts(lang, of.came, of.left, of.changed)}</p>
        {more.then(|| view! { <p class="small soft">{t::first_of(lang, &shown)}</p> })}
        <Table lang=lang caption=t::change(lang) quiet=true cards=true columns=columns rows=rows/>
    }
    .into_any()
}
