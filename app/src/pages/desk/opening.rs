//! The opening ratios of a posting: which positions are below theirs, what the rule proposes, what was proposed and confirmed.

mod confirmations;
mod propose;

use domain::view::desk::opening::{OpeningLine, OpeningPage};
use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::{Lang, opening as t};

use crate::api::ApiError;
use crate::api::opening::{opening_ahead, opening_view};
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{Cell, Column, Empty, ErrorSummary, FieldError, Row, Table, UserText};

/// `/zh/desk/postings/CODE/opening`.
#[component]
pub fn Opening() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let error = ["opening/propose", "opening/confirm", "opening/return"].into_iter().find_map(refused);
    let errors = summary(lang, error.as_ref());
    let fetch = {
        let (code, chosen) = (code.clone(), query("opening"));
        move || read(lang, code.clone(), chosen.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "opening")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors.clone()/>
        {loaded(fetch, move |(page, told)| body(lang, (&page, told), &errors))}
    }
}

/// The page, and for whoever may decide the chosen proposal what confirming it would tell.
async fn read(
    lang: Lang,
    code: String,
    chosen: String,
) -> Result<(OpeningPage, Option<Vec<AboutToTell>>), ApiError> {
    let page = opening_view(code.clone()).await?;
    let decides = page.confirmations.iter().any(|one| one.may_decide && one.code.as_str() == chosen);
    let told = match decides {
        true => Some(opening_ahead(code, chosen, lang.code().to_owned()).await?),
        false => None,
    };
    Ok((page, told))
}

fn body(
    lang: Lang,
    (page, told): (&OpeningPage, Option<Vec<AboutToTell>>),
    errors: &[FieldError],
) -> AnyView {
    if page.ruled == 0 {
        return view! { <Empty sentence=t::no_rule(lang)/> }.into_any();
    }
    let confirmations = page
        .confirmations
        .iter()
        .map(|one| confirmations::one(lang, page, (one, told.clone()), errors))
        .collect_view();
    view! {
        {below(lang, page)}
        {page.may_propose.then(|| propose::form(lang, page, errors))}
        {confirmations}
    }
    .into_any()
}

/// The positions below their ratio, or that there are none.
fn below(lang: Lang, page: &OpeningPage) -> AnyView {
    if page.below.is_empty() {
        let said = if page.confirmations.is_empty() {
            t::all_reached(lang, i64::from(page.ruled))
        } else {
            t::all_settled(lang).to_owned()
        };
        return view! { <p>{said}</p> }.into_any();
    }
    let columns = vec![
        Column::words(t::position(lang)),
        Column::words(t::plan(lang)),
        Column::words(t::people(lang)),
        Column::words(t::asked(lang)),
        Column::words(t::proposes(lang)),
    ];
    let rows = page.below.iter().map(|one| line(lang, one)).collect();
    view! {
        <p>{t::some_reached(lang, i64::from(page.reached), i64::from(page.ruled))}</p>
        <Table lang=lang caption=t::below(lang) quiet=true cards=true columns=columns rows=rows/>
    }
    .into_any()
}

fn line(lang: Lang, one: &OpeningLine) -> Row {
    Row::Cells(
        "",
        vec![
            named(lang, &one.number, &one.words),
            one.plan.to_string().into(),
            t::counted(lang, one.rule.base, one.people, one.settled).into(),
            t::asked_for(lang, &one.rule).into(),
            t::proposed(lang, (&one.rule, one.approvable), one.plan, one.proposal).into(),
        ],
    )
}

/// A position by its number, with its unit and title.
fn named(lang: Lang, number: &str, words: &str) -> Cell {
    let (number, words) = (number.to_owned(), words.to_owned());
    Cell::new(view! { <span class="mono">{number}</span>" "<UserText lang=lang text=words/> })
}
