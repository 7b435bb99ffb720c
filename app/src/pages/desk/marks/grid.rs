//! The grid: one row for each ticket number, one field for its mark, one button for the page.

use domain::view::desk::marks::{ColumnKind, ComponentHead, MarkLine, MarksPage};
use leptos::prelude::*;
use text::numbers::grouped;
use text::{Lang, dates, marks as t, parts as part_words};

use super::component_word;
use super::unsaved::Unsaved;
use crate::address;
use crate::api::marks::{ENTER, Place};
use crate::frame::IslandScript;
use crate::islands::marks::GridKeys;
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
        Column::words(t::history(lang)),
    ];
    let what = component_word(lang, head);
    let rows = page
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let left = unsaved.iter().find(|one| one.cell.ticket == line.ticket);
            let mark = if may_enter {
                field(lang, (at, line), &what, left)
            } else {
                Cell::from(t::value_word(lang, &line.value))
            };
            let cells = vec![
                Cell::from(line.ticket.clone()).class("mono"),
                Cell::from(line.position.clone()).class("mono"),
                mark,
                Cell::new(entered(lang, page, line)),
            ];
            Row::Cells(if left.is_some() { "look" } else { "" }, cells)
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

/// Who saved the mark and when, as the way to its history; nothing where nothing ever stood there.
fn entered(lang: Lang, page: &MarksPage, line: &MarkLine) -> impl IntoView + use<> {
    let is_panel = line.rule.kind == ColumnKind::Panel;
    let words = match &line.entered {
        Some(origin) => {
            let by = if origin.by.is_empty() { t::unnamed(lang) } else { origin.by.as_str() };
            let when = dates::stamp(lang, origin.at.0);
            Some(match origin.file {
                Some(_) => t::imported_by(lang, &when, by),
                None => t::entered_by(lang, &when, by),
            })
        }
        None if line.past => Some(t::emptied_cell(lang).to_owned()),
        None => is_panel.then(|| t::history(lang).to_owned()),
    };
    let href = address::mark(lang, page.posting.code, line.application, &page.chosen);
    words.map(|words| view! { <a class="small" href=href>{words}</a> })
}

/// The field of a row: what is saved there, or what was typed and not saved, with why.
fn field(lang: Lang, (at, line): (usize, &MarkLine), what: &str, left: Option<&Unsaved>) -> Cell {
    let label = t::mark_of(lang, what, &line.ticket);
    let (ticket, was, version) = (line.ticket.clone(), t::typed_word(lang, &line.value), line.version);
    let value = left.map_or_else(|| was.clone(), |left| left.cell.text.clone());
    let why = left.map(|left| left.why.clone()).unwrap_or_default();
    let rule = line.rule;
    Cell::new(view! {
        <MarkCell at=at ticket=ticket label=label value=value was=was version=version rule=rule why=why/>
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
        ("place[search]".to_owned(), place.search.clone()),
        ("place[missing]".to_owned(), place.missing.clone()),
        ("place[page]".to_owned(), page.page.to_string()),
        ("place[rows]".to_owned(), place.rows.to_string()),
    ];
    let hint = t::sheet_hint(lang, head.kind, &head.full, head.places);
    let table = table.into_any();
    view! {
        <p class="small soft">{hint}<br/>{t::empty_keeps(lang)}</p>
        <PostForm action=ENTER hidden=hidden>
            {table}
            <div class="grid-bar">
                <GridKeys lang=lang/>
                <Button word=t::save_marks(lang)/>
            </div>
        </PostForm>
        <IslandScript/>
    }
}

fn pager(lang: Lang, place: &Place, page: &MarksPage) -> impl IntoView + use<> {
    let slice = Slice { page: page.page.into(), per_page: page.per_page.into(), all: page.matching.into() };
    let (place, code) = (place.clone(), page.posting.code);
    view! { <Pager lang=lang slice=slice address=Box::new(move |to| place.at_page(to).address(lang, code))/> }
}
