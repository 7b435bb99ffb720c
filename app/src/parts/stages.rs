//! The stages of a posting with their times, registration first: the same table wherever a timetable is read.

use domain::calendar::Window;
use domain::timetable::{Stage, Timetable, When};
use leptos::prelude::*;
use text::{Lang, timetable as t};

use super::{Cell, Column, Row, Table, UserText};

/// What is said of a stage. Where it has a name, that is the officer's own words, in whatever language the page is.
pub fn stage_word(lang: Lang, stage: &Stage, said: String) -> AnyView {
    if stage.name.is_some() { view! { <UserText lang=lang text=said/> }.into_any() } else { said.into_any() }
}

/// The table with its heading; nothing where a posting has no timetable.
pub fn stages(lang: Lang, registration: Option<Window>, timetable: &Timetable) -> AnyView {
    if timetable.is_empty() {
        return ().into_any();
    }
    let table = stages_table(lang, registration, timetable);
    view! { <h2 id="timetable">{t::title(lang)}</h2>{table} }.into_any()
}

/// The table alone, for a page that is about nothing else.
pub fn stages_table(lang: Lang, registration: Option<Window>, timetable: &Timetable) -> AnyView {
    if timetable.is_empty() {
        return ().into_any();
    }
    let line = |what: AnyView, when: When| {
        Row::Cells("", vec![Cell::new(what), Cell::from(t::when(when, lang)).class("wide-cell")])
    };
    let first = registration.map_or(When::Open, When::Within);
    let mut rows = vec![line(t::registration(lang).into_any(), first)];
    rows.extend(timetable.0.iter().map(|one| line(stage_word(lang, one, t::called(one, lang)), one.when)));
    let columns = vec![Column::words(t::stage(lang)), Column::words(t::time(lang))];
    view! {
        <Table lang=lang caption=t::title(lang) quiet=true cards=true columns=columns rows=rows/>
        <p class="small soft">{t::may_change(lang)}</p>
    }
    .into_any()
}
