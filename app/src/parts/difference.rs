//! What changed between two versions of a posting: one row a field, with what stood and what stands.

use domain::revision::Change;
use leptos::prelude::*;
use text::{Lang, revisions as t};

use super::{Cell, Column, Row, Table, UserText};

fn lines(lang: Lang, lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return view! { <span class="soft">{t::none(lang)}</span> }.into_any();
    }
    let each = |line| view! { <p class="notice-text"><UserText lang=lang text=line/></p> };
    lines.into_iter().map(each).collect_view().into_any()
}

/// A table of changes; a sentence where nothing changed.
pub fn difference(lang: Lang, caption: &str, changes: &[Change]) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="soft">{t::nothing_changed(lang)}</p> }.into_any();
    }
    let row = |change| {
        let told = t::tell(change, lang);
        let what = told.what;
        Row::Cells(
            "",
            vec![
                Cell::new(view! { <UserText lang=lang text=what/> }),
                Cell::new(lines(lang, told.gone)).class("across"),
                Cell::new(lines(lang, told.come)).class("across"),
            ],
        )
    };
    let columns =
        vec![Column::words(t::field(lang)), Column::words(t::before(lang)), Column::words(t::after(lang))];
    let rows: Vec<Row> = changes.iter().map(row).collect();
    let caption = caption.to_owned();
    view! { <Table lang=lang caption=caption quiet=true cards=true columns=columns rows=rows/> }.into_any()
}
