//! The opening ratios of a posting: which positions are below theirs, and what the rule proposes.

use domain::view::desk::opening::{OpeningLine, OpeningPage};
use leptos::prelude::*;
use text::{Lang, opening as t};

use crate::api::opening::opening_view;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param};
use crate::parts::{Cell, Column, Empty, Row, Table, UserText};

/// `/zh/desk/postings/CODE/opening`.
#[component]
pub fn Opening() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || opening_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "opening")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        {loaded(fetch, move |page: OpeningPage| body(lang, page))}
    }
}

fn body(lang: Lang, page: OpeningPage) -> AnyView {
    if page.ruled == 0 {
        return view! { <Empty sentence=t::no_rule(lang)/> }.into_any();
    }
    if page.below.is_empty() {
        return view! { <p>{t::all_reached(lang, i64::from(page.ruled))}</p> }.into_any();
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
    let (number, words) = (one.number.clone(), one.words.clone());
    let position = Cell::new(view! { <span class="mono">{number}</span>" "<UserText lang=lang text=words/> });
    Row::Cells(
        "",
        vec![
            position,
            one.plan.to_string().into(),
            t::counted(lang, one.rule.base, one.people, one.settled).into(),
            t::asked_for(lang, &one.rule).into(),
            t::proposed(lang, (&one.rule, one.approvable), one.plan, one.proposal).into(),
        ],
    )
}
