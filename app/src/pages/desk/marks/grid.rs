//! The grid: one row for each ticket number, one field for its mark, one button for the page.

use domain::view::desk::marks::{ColumnKind, ComponentHead, MarkLine, MarksPage};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, marks as t, parts as part_words};

use super::component_word;
use crate::api::marks::{Place, Unsaved};
use crate::frame::IslandScript;
use crate::islands::marks::ColumnKeys;
use crate::parts::{Button, Cell, Column, Counts, Empty, MarkCell, Pager, PostForm, Row, Slice, Table};

/// The rows of this page; fields where the reader may enter.
pub fn grid(
    lang: Lang,
    place: &Place,
    page: &MarksPage,
    head: &ComponentHead,
    may_enter: bool,
    unsaved: &[Unsaved],
) -> AnyView {
    if page.lines.is_empty() {
        let filtered = page.matching > 0 || !place.words.trim().is_empty() || !place.missing.is_empty();
        let words = if filtered { part_words::nothing_found(lang) } else { t::no_rows(lang) };
        return view! { <Empty sentence=words/> }.into_any();
    }
    let columns = vec![
        Column::words(t::ticket(lang)),
        Column::words(t::position(lang)),
        Column::numbers(if head.kind == ColumnKind::Mark { t::mark(lang) } else { t::entry(lang) }),
    ];
    let what = component_word(lang, head);
    let rows = page
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let differs = unsaved.iter().any(|one| one.ticket == line.ticket);
            let mark = if may_enter {
                field(lang, (at, line), &what, differs)
            } else {
                Cell::from(t::value_word(lang, &line.value))
            };
            let cells = vec![
                Cell::from(line.ticket.clone()).class("mono"),
                Cell::from(line.position.clone()).class("mono"),
                mark,
            ];
            Row::Cells(if differs { "look" } else { "" }, cells)
        })
        .collect();
    let table = view! {
        <div class="grid">
            <Table lang=lang caption=what quiet=true cards=true dense=true columns=columns rows=rows/>
        </div>
    };
    let body = if may_enter { form(lang, place, page, head, table).into_any() } else { table.into_any() };
    view! {
        <Counts words=part_words::rows(lang, &grouped(page.matching.into()))/>
        {body}
        {pager(lang, place, page)}
    }
    .into_any()
}

fn field(lang: Lang, (at, line): (usize, &MarkLine), what: &str, differs: bool) -> Cell {
    let label = t::mark_of(lang, what, &line.ticket);
    let (ticket, value, version) = (line.ticket.clone(), t::typed_word(lang, &line.value), line.version);
    Cell::new(view! {
        <MarkCell at=at ticket=ticket label=label value=value version=version differs=differs/>
    })
}

fn form(
    lang: Lang,
    place: &Place,
    page: &MarksPage,
    head: &ComponentHead,
    table: impl IntoView + 'static,
) -> impl IntoView {
    let hidden = vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
        ("place[component]".to_owned(), place.component.clone()),
        ("place[words]".to_owned(), place.words.clone()),
        ("place[missing]".to_owned(), place.missing.clone()),
        ("place[page]".to_owned(), page.page.to_string()),
    ];
    let hint = t::sheet_hint(lang, head.kind, &head.full, head.places);
    let table = table.into_any();
    view! {
        <p class="small soft">{hint}<br/>{t::empty_keeps(lang)}</p>
        <PostForm action="/api/marks/enter" hidden=hidden>
            {table}
            <Button word=t::save_marks(lang)/>
        </PostForm>
        <IslandScript/>
        <ColumnKeys/>
    }
}

fn pager(lang: Lang, place: &Place, page: &MarksPage) -> impl IntoView + use<> {
    let slice = Slice { page: page.page.into(), per_page: page.per_page.into(), all: page.matching.into() };
    let (place, code) = (place.clone(), page.posting.code);
    view! { <Pager lang=lang slice=slice address=Box::new(move |to| place.at_page(to).address(lang, code))/> }
}
