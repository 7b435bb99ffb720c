//! The position table of a posting, and the form that imports it.

use domain::access::ActName;
use domain::lifecycle::Phase;
use domain::view::desk::postings::Posting;
use leptos::prelude::*;
use text::{Lang, desk as t};

use crate::address;
use crate::api::postings::posting_view;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, may_in, param};
use crate::parts::{
    Button, Cell, Column, Counts, Empty, Field, FileField, PostForm, Row, Table, detail_line,
};

/// Largest file taken by an import form, in bytes.
pub const IMPORT_LIMIT: u64 = 20 * 1024 * 1024;

/// `/zh/desk/postings/CODE/positions`.
#[component]
pub fn Positions() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || posting_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::positions(lang)/>
        {tabs(lang, &code, "positions")}
        <h1>{t::positions(lang)}</h1>
        {loaded(fetch, move |posting| page(lang, posting))}
    }
}

fn page(lang: Lang, posting: Posting) -> impl IntoView {
    let may_import =
        posting.entry.head.phase == Phase::Draft && may_in(ActName::EditPosting, posting.entry.head.code);
    let action = address::desk_posting(lang, posting.entry.head.code, "positions/import");
    view! {
        {may_import.then(|| import_form(lang, action))}
        {table(lang, &posting)}
    }
}

fn import_form(lang: Lang, action: String) -> impl IntoView {
    let field = Field::new("file", t::import_file(lang)).hint(t::import_columns(lang));
    let sheet = action.replace("/import", "/sheet.xlsx");
    view! {
        <p class="lede">{t::positions_lede(lang)}</p>
        <p><a href=sheet download="">{t::positions_sheet(lang)}</a></p>
        <PostForm action=action files=true>
            <FileField lang=lang field=field kinds="xlsx, CSV" accept=".xlsx,.csv" limit=IMPORT_LIMIT/>
            <Button word=t::preview(lang)/>
        </PostForm>
    }
}

/// The position table as the desk shows it.
pub(super) fn table(lang: Lang, posting: &Posting) -> AnyView {
    if posting.positions.is_empty() {
        return view! { <Empty sentence=t::no_positions(lang)/> }.into_any();
    }
    let columns = vec![
        Column::words(t::number(lang)),
        Column::words(t::position_title(lang)),
        Column::numbers(t::plan(lang)),
        Column::words(t::scheme_name(lang)),
    ];
    let rows = posting
        .positions
        .iter()
        .map(|one| {
            let details = detail_line(lang, &one.details);
            let (unit, title, conditions) = (one.unit.clone(), one.title.clone(), one.conditions.clone());
            Row::Cells(
                "",
                vec![
                    Cell::from(one.number.clone()).class("mono"),
                    Cell::new(view! { <b>{unit}</b>" "{title}<br/><small class="soft">{conditions}</small>{details} })
                        .class("wide-cell"),
                    Cell::from(one.plan.to_string()).class("num"),
                    Cell::from(one.scheme.clone().unwrap_or_else(|| t::own_scheme(lang).to_owned())),
                ],
            )
        })
        .collect();
    let counts = posting.entry.counts;
    let words = t::positions_count(lang, i64::from(counts.positions), i64::from(counts.plan));
    view! {
        <Counts words=words/>
        <Table lang=lang caption=t::positions(lang) quiet=true cards=true columns=columns rows=rows/>
    }
    .into_any()
}
