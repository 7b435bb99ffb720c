//! The columns of a position table: what each is read as, and the form that has the table read otherwise.

use domain::import::ColumnUse;
use domain::view::desk::imports::{ImportColumn, ImportPreview};
use leptos::prelude::*;
use text::{Lang, eligibility as e, imports as t, numbers};

use crate::api::imports::column_name;
use crate::parts::{Button, Cell, Column, Mood, Notice, PostForm, Row, Table, UserText, Weight};

/// Nothing for marks, for what was confirmed, and where the file could not be opened.
pub(super) fn section(lang: Lang, preview: &ImportPreview) -> Option<impl IntoView + use<>> {
    if preview.columns.is_empty() || preview.applied {
        return None;
    }
    let unknown = preview.columns.iter().filter(|column| column.unknown).count();
    let unknown = i64::try_from(unknown).unwrap_or(i64::MAX);
    let notice =
        (unknown > 0).then(|| view! { <Notice mood=Mood::Return title=t::columns_unknown(lang, unknown)/> });
    let uncovered: Vec<&str> = preview.uncovered.iter().map(|column| e::column(column, lang)).collect();
    let uncovered = (!uncovered.is_empty()).then(|| {
        let words = t::uncovered(lang, &numbers::list(lang, &uncovered));
        view! { <Notice mood=Mood::Return title=words/> }
    });
    let columns = vec![
        Column::words(t::column_title(lang)),
        Column::words(t::column_example(lang)),
        Column::words(t::column_read_as(lang)),
    ];
    let rows = preview.columns.iter().map(|column| row(lang, column)).collect();
    let hidden = vec![
        ("posting".to_owned(), preview.posting.code.to_string()),
        ("import".to_owned(), preview.code.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ];
    Some(view! {
        <h2>{t::columns(lang)}</h2>
        <p class="soft">{t::columns_lede(lang)}</p>
        {notice}
        {uncovered}
        <PostForm action="/api/imports/columns" hidden=hidden>
            <Table lang=lang caption=t::columns(lang) quiet=true cards=true columns=columns rows=rows/>
            <Button word=t::read_again(lang) weight=Weight::Quiet/>
        </PostForm>
    })
}

fn row(lang: Lang, column: &ImportColumn) -> Row {
    let (at, title, example) = (column.at.clone(), column.title.clone(), column.example.clone());
    let unknown = column.unknown.then(|| view! { <br/><small>{t::unknown(lang)}</small> });
    let label = t::read_as_of(lang, &title);
    let options = ColumnUse::ALL
        .iter()
        .map(|of| {
            let selected = *of == column.read_as;
            view! { <option value=of.word() selected=selected>{t::column_use(*of, lang)}</option> }
        })
        .collect_view();
    let choice = view! { <select name=column_name(column.index) aria-label=label>{options}</select> };
    let cells = vec![
        Cell::new(view! { <span class="mono">{at}</span>" "<UserText lang=lang text=title/>{unknown} }),
        Cell::new(view! { <UserText lang=lang text=example/> }),
        Cell::new(choice),
    ];
    Row::Cells(if column.unknown { "look" } else { "" }, cells)
}
