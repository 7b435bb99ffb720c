//! The position table of a posting, the form that imports it, and the form of one position of a draft.

mod one;

use domain::access::ActName;
use domain::lifecycle::Phase;
use domain::view::desk::postings::Posting;
use leptos::prelude::*;
use text::{Lang, desk as t, revisions};

pub use one::DraftedPosition;
pub(super) use one::{fields, others};

use crate::address;
use crate::api::postings::posting_view;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, may_in, param};
use crate::parts::{
    Button, ButtonRow, Cell, Column, Counts, Empty, Field, FileField, LinkButton, PostForm, Row, Table,
    UserText, Weight, detail_line,
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
    let code = posting.entry.head.code;
    let action = address::desk_posting(lang, code, "positions/import");
    let (add, book) = (
        address::draft_position(lang, code, ""),
        address::desk_posting(lang, code, "positions/positions.xlsx"),
    );
    let shown = if may_import { editable(lang, &posting) } else { table(lang, &posting) };
    view! {
        {may_import.then(|| import_form(lang, action))}
        {may_import.then(|| view! {
            <p>{t::positions_one_by_one(lang)}</p>
            <ButtonRow><LinkButton href=add word=revisions::add_position(lang) weight=Weight::Quiet/></ButtonRow>
        })}
        {(!posting.positions.is_empty()).then(|| view! { <p><a href=book download="">{t::positions_book(lang)}</a></p> })}
        {shown}
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
    rows(lang, posting, |number| number.to_owned().into_any())
}

/// The same in a draft: each code leads to the form of its position.
fn editable(lang: Lang, posting: &Posting) -> AnyView {
    rows(lang, posting, |number| {
        let href = address::draft_position(lang, posting.entry.head.code, number);
        let label = revisions::change_position(lang, number);
        let number = number.to_owned();
        view! { <a href=href aria-label=label>{number}</a> }.into_any()
    })
}

fn rows(lang: Lang, posting: &Posting, shown: impl Fn(&str) -> AnyView) -> AnyView {
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
                    Cell::new(shown(&one.number)).class("mono"),
                    Cell::new(view! { <b><UserText lang=lang text=unit/></b>" "<UserText lang=lang text=title/><br/><small class="soft"><UserText lang=lang text=conditions/></small>{details} })
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
