//! `desk/postings/CODE/archive`: everything that is kept of a selection that is over, in one file.

use domain::view::desk::archives::{ArchivePage, Archived};
use leptos::prelude::*;
use text::{Lang, archives as t, dates, numbers};

use crate::address;
use crate::api::archives::archives_view;
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{Button, ErrorSummary, PostForm, UserText};

/// `/zh/desk/postings/CODE/archive`.
#[component]
pub fn Archive() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || archives_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <p>{t::masked(lang)}</p>
        <p>{t::proof(lang)}</p>
        {loaded(fetch, move |page: ArchivePage| body(lang, &page))}
    }
}

fn body(lang: Lang, page: &ArchivePage) -> impl IntoView + use<> {
    let errors = summary(lang, refused("archives/ask").as_ref());
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("posting".to_owned(), page.posting.code.to_string()),
    ];
    let begin = if page.may_ask {
        view! {
            <p>{t::begin_what(lang)}</p>
            <PostForm action="/api/archives/ask" hidden=hidden><Button word=t::begin(lang)/></PostForm>
        }
        .into_any()
    } else {
        view! { <p>{t::not_over(lang)}</p> }.into_any()
    };
    let all: Vec<_> = page.archives.iter().map(|one| archive(lang, page, one)).collect();
    let all = if all.is_empty() {
        view! { <p class="soft">{t::none(lang)}</p> }.into_any()
    } else {
        all.into_any()
    };
    view! {
        <ErrorSummary lang=lang errors=errors/>
        {begin}
        <h2>{t::made(lang)}</h2>
        {all}
    }
}

fn archive(lang: Lang, page: &ArchivePage, one: &Archived) -> impl IntoView + use<> {
    let here = |further: &str| address::desk_posting(lang, page.posting.code, further);
    let asked = t::asked(lang, &dates::stamp(lang, one.at.0), &one.by);
    let state = match one.file {
        Some((file, size)) => {
            let href = here(&format!("archive/{file}"));
            let until = t::until(lang, &dates::moment(lang, one.until.0));
            view! { <p><a href=href download="">{t::file(lang, &numbers::bytes(size))}</a>" · "{until}</p> }
                .into_any()
        }
        None if one.going => {
            view! { <p>{t::going(lang)}" "<a href=here("archive")>{t::refresh(lang)}</a></p> }.into_any()
        }
        None => view! { <p>{t::ended(lang)}</p> }.into_any(),
    };
    view! {
        <section>
            <h3><UserText lang=lang text=asked/></h3>
            {state}
        </section>
    }
}
