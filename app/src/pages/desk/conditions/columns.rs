//! The words of the position table, column by column: whether a person checks them or the typed conditions cover them.

use domain::eligibility::ColumnWords;
use domain::view::desk::conditions::ConditionsPage;
use leptos::prelude::*;
use text::eligibility::form as t;
use text::{Lang, eligibility as e};

use super::hidden;
use crate::parts::{Cell, Column, PostForm, Row, Table, UserText};

/// Nothing where no column asks anything.
pub(super) fn section(lang: Lang, page: &ConditionsPage) -> Option<impl IntoView + use<>> {
    if page.columns.is_empty() {
        return None;
    }
    let mut columns = vec![
        Column::words(t::column_name(lang)),
        Column::words(t::column_words(lang)),
        Column::words(t::column_who(lang)),
    ];
    if page.may_edit {
        columns.push(Column::words(t::change(lang)));
    }
    let rows = page.columns.iter().map(|one| row(lang, page, one)).collect();
    Some(view! {
        <h2>{t::columns(lang)}</h2>
        <p class="soft">{t::columns_lede(lang)}</p>
        <Table lang=lang caption=t::columns(lang) quiet=true cards=true columns=columns rows=rows/>
    })
}

fn row(lang: Lang, page: &ConditionsPage, one: &ColumnWords) -> Row {
    let name = e::column(&one.column, lang).to_owned();
    let examples = one
        .examples
        .iter()
        .map(|words| view! { <p class="small"><UserText lang=lang text=words.clone()/></p> })
        .collect_view();
    let by_typed = one.positions.saturating_sub(one.by_person);
    let covered = (by_typed > 0).then(|| t::column_covered(lang, by_typed.into()));
    let by_person =
        (one.by_person > 0).then(|| t::column_by_person(lang, one.by_person.into(), one.positions.into()));
    let who: Vec<String> = by_person.into_iter().chain(covered).collect();
    let mut cells = vec![
        Cell::new(view! { <UserText lang=lang text=name/> }),
        Cell::new(examples).class("across"),
        Cell::new(who.into_iter().map(|line| view! { <p class="small">{line}</p> }).collect_view()),
    ];
    if page.may_edit {
        cells.push(Cell::new(mark(lang, page, one)));
    }
    Row::Cells("", cells)
}

/// The button that says that the typed conditions cover a column, or that they do not.
fn mark(lang: Lang, page: &ConditionsPage, one: &ColumnWords) -> impl IntoView + use<> {
    let name = e::column(&one.column, lang);
    let (covered, word, label) = if one.covered {
        ("no", t::uncover(lang), t::uncover_what(lang, name))
    } else {
        ("yes", t::cover(lang), t::cover_what(lang, name))
    };
    let more = [("column", one.column.title()), ("covered", covered)];
    let more = more.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    view! {
        <PostForm action="/api/conditions/cover" hidden=[hidden(lang, page), more].concat()>
            <button class="btn quiet" type="submit" aria-label=label>{word}</button>
        </PostForm>
    }
}
