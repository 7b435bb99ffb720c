//! What supervisors read and sign: draws, totals and lists, each with its digest and whose act it is.

use domain::supervision::Supervised;
use domain::view::desk::supervision::{SupervisedLine, SupervisionPage};
use leptos::prelude::*;
use text::{Lang, dates, numbers, rulings, supervision as t};

use crate::address;
use crate::api::supervision::supervision_view;
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{Cell, Column, Empty, ErrorSummary, PostForm, Row, Table};

/// `/zh/desk/postings/CODE/supervision`.
#[component]
pub fn Supervision() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let errors = summary(lang, refused("supervision/sign").as_ref());
    let fetch = {
        let code = code.clone();
        move || supervision_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "lists")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors/>
        {loaded(fetch, move |page: SupervisionPage| body(lang, &page))}
    }
}

fn body(lang: Lang, page: &SupervisionPage) -> AnyView {
    if page.lines.is_empty() {
        return view! { <Empty sentence=t::nothing(lang)/> }.into_any();
    }
    let columns = vec![
        Column::words(t::what(lang)),
        Column::words(t::by(lang)),
        Column::words(t::digest(lang)),
        Column::words(t::signed(lang)),
    ];
    let rows = page.lines.iter().map(|one| Row::Cells("", cells(lang, page, one))).collect();
    view! { <Table lang=lang caption=t::title(lang) quiet=true cards=true columns=columns rows=rows/> }
        .into_any()
}

/// What it is called, and where it is read.
fn called(lang: Lang, page: &SupervisionPage, one: &SupervisedLine) -> (String, String) {
    let code = page.posting.code;
    match (one.what, &one.list) {
        (Supervised::Draw, _) => {
            let word = t::draw_of(lang, one.position.as_deref().unwrap_or_default());
            (word, address::ruling(lang, code, one.of))
        }
        (Supervised::List, Some((list, version))) => {
            let name = text::capital(lang, &rulings::list_of(lang, list));
            (t::list_of(lang, &name, *version), address::list(lang, one.of))
        }
        (Supervised::Panels, _) => {
            let word = text::capital(lang, t::what_word(one.what, lang));
            (word, address::desk_posting(lang, code, "panels"))
        }
        (Supervised::InterviewPlan, _) => {
            let word = text::capital(lang, t::what_word(one.what, lang));
            (word, address::desk_posting(lang, code, "interview-plan"))
        }
        (what, _) => {
            let word = text::capital(lang, t::what_word(what, lang));
            (word, address::desk_posting(lang, code, "ranking"))
        }
    }
}

fn cells(lang: Lang, page: &SupervisionPage, one: &SupervisedLine) -> Vec<Cell> {
    let (word, href) = called(lang, page, one);
    let who: Vec<String> = one.by.iter().filter(|name| !name.is_empty()).cloned().collect();
    let by = t::by_at(lang, &numbers::list(lang, &who), &dates::stamp(lang, one.at.0));
    let signed: Vec<String> =
        one.signed.iter().map(|(who, at)| t::by_at(lang, who, &dates::stamp(lang, at.0))).collect();
    let signed = if signed.is_empty() { t::nobody(lang).to_owned() } else { numbers::list(lang, &signed) };
    let form = one.may_sign.then(|| {
        let hidden = vec![
            ("lang".to_owned(), lang.code().to_owned()),
            ("posting".to_owned(), page.posting.code.to_string()),
            ("what".to_owned(), one.what.word().to_owned()),
            ("thing".to_owned(), one.of.to_string()),
            ("digest".to_owned(), one.digest.to_string()),
        ];
        let label = t::sign_what(lang, &word);
        view! {
            <PostForm action="/api/supervision/sign" hidden=hidden>
                <button class="btn quiet" type="submit" aria-label=label>{t::sign(lang)}</button>
            </PostForm>
        }
    });
    vec![
        Cell::new(view! { <a href=href>{word}</a> }).class("wide-cell"),
        Cell::new(by),
        Cell::new(view! { <span class="mono digest small">{one.digest.grouped()}</span> }).class("across"),
        Cell::new(view! { <p class="flat">{signed}</p>{form} }).class("across"),
    ]
}
