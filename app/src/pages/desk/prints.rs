//! `desk/postings/CODE/prints`: every recommendation form or receipt of a posting, as a run with its progress, its parts, and a way to stop it.

use domain::id::Code;
use domain::prints::PrintKind;
use domain::view::desk::prints::{PrintPart, PrintRun, PrintsPage};
use leptos::prelude::*;
use text::{Lang, dates, numbers, prints as t};

use crate::address;
use crate::api::prints::prints_view;
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{Button, ErrorSummary, Field, PostForm, SelectField, UserText, Weight};

/// `/zh/desk/postings/CODE/prints`.
#[component]
pub fn Prints() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || prints_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "prints")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        {loaded(fetch, move |page: PrintsPage| body(lang, &page))}
    }
}

fn hidden(lang: Lang, posting: Code) -> Vec<(String, String)> {
    vec![("lang".to_owned(), lang.code().to_owned()), ("posting".to_owned(), posting.to_string())]
}

fn body(lang: Lang, page: &PrintsPage) -> impl IntoView + use<> {
    let errors = summary(lang, refused("prints/ask").as_ref());
    let posting = page.posting.code;
    let begin = if page.people == 0 {
        view! { <p>{t::nobody(lang)}</p> }.into_any()
    } else {
        let kinds =
            PrintKind::PAPERS.iter().map(|kind| (kind.word().to_owned(), t::kind(*kind, lang).to_owned()));
        let kinds = kinds.collect();
        view! {
            <p>{t::people(lang, page.people.into())}</p>
            <PostForm action="/api/prints/ask" hidden=hidden(lang, posting)>
                <SelectField lang=lang field=Field::new("kind", t::kind_label(lang)) options=kinds selected="form"/>
                <Button word=t::begin(lang)/>
            </PostForm>
        }
        .into_any()
    };
    let runs: Vec<_> = page.runs.iter().map(|run| one(lang, posting, run)).collect();
    let runs = if runs.is_empty() {
        view! { <p class="soft">{t::none(lang)}</p> }.into_any()
    } else {
        runs.into_any()
    };
    view! {
        <ErrorSummary lang=lang errors=errors/>
        {begin}
        <h2>{t::runs(lang)}</h2>
        {runs}
    }
}

fn one(lang: Lang, posting: Code, run: &PrintRun) -> impl IntoView + use<> {
    let state = if run.going { t::going(lang) } else { t::ended(lang) };
    let progress = t::progress(lang, run.printed.into(), run.total.into());
    let failed = (run.failed > 0).then(|| view! { <p>{t::failed(lang, run.failed.into())}</p> });
    let parts: Vec<_> = run.parts.iter().map(|one| part(lang, posting, one)).collect();
    let again = run.going.then(|| {
        let mut hidden = hidden(lang, posting);
        hidden.push(("run".to_owned(), run.code.to_string()));
        let here = address::desk_posting(lang, posting, "prints");
        view! {
            <p><a href=here>{t::refresh(lang)}</a></p>
            <PostForm action="/api/prints/leave" hidden=hidden>
                <Button word=t::leave(lang) weight=Weight::Grave/>
            </PostForm>
        }
    });
    let asked = t::asked(lang, &dates::stamp(lang, run.at.0), &run.by);
    view! {
        <section>
            <h3>{t::kind(run.kind, lang)}</h3>
            <p class="small soft"><UserText lang=lang text=asked/></p>
            <p>{state}" · "{progress}" · "{t::until(lang, &dates::moment(lang, run.until.0))}</p>
            {failed}
            <ul class="files">{parts}</ul>
            {again}
        </section>
    }
}

fn part(lang: Lang, posting: Code, part: &PrintPart) -> impl IntoView + use<> {
    let href = address::desk_posting(lang, posting, &format!("prints/{}", part.code));
    let word = t::part(lang, part.no, part.papers.into(), &numbers::bytes(part.size));
    view! { <li><a href=href download="">{word}</a></li> }
}
