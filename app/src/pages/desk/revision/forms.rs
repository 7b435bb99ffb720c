//! The forms of a further revision: words and dates, and one position.

use domain::typed::Line;
use domain::view::desk::revisions::{PositionForm, RevisionPage};
use leptos::prelude::*;
use text::{Lang, desk as d, headers, revisions as t};

use super::super::positions::{fields, others};
use super::super::posting::terms_fields;
use super::hidden;
use crate::address;
use crate::api::revisions::revision_further;
use crate::forms::summary;
use crate::frame::{PageTitle, failure, loaded, tabs};
use crate::hooks::{lang, param, query, refused};
use crate::parts::{Button, ButtonRow, ErrorSummary, LinkButton, PostForm, Weight, sends_to};

/// `/zh/desk/postings/CODE/revision/terms`.
#[component]
pub fn DraftTerms() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || revision_further(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::change_terms(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::change_terms(lang)}</h1>
        {loaded(fetch, move |page: RevisionPage| terms(lang, &page))}
    }
}

fn buttons(lang: Lang, page: &RevisionPage) -> impl IntoView + use<> {
    let back = address::desk_posting(lang, page.posting.code, "revision");
    view! {
        <ButtonRow>
            <Button word=t::save(lang)/>
            <LinkButton href=back word=t::back(lang) weight=Weight::Quiet/>
        </ButtonRow>
    }
}

fn terms(lang: Lang, page: &RevisionPage) -> AnyView {
    if !page.may_draft {
        return view! { <p>{t::only_read(lang)}</p> }.into_any();
    }
    let errors = summary(lang, refused("revisions/terms").as_ref());
    let form = page.form.clone();
    let (hidden, buttons) = (hidden(lang, page), buttons(lang, page));
    view! {
        <ErrorSummary lang=lang errors=errors.clone()/>
        <PostForm action="/api/revisions/terms" hidden=hidden switches=true>
            {terms_fields(lang, form, &errors, false)}
            {buttons}
        </PostForm>
    }
    .into_any()
}

/// `/zh/desk/postings/CODE/revision/position?of=CODE`; without `of` a further position.
#[component]
pub fn DraftPosition() -> impl IntoView {
    let lang = lang();
    let (code, of) = (param("posting"), query("of"));
    let fetch = {
        let code = code.clone();
        move || revision_further(code.clone())
    };
    let title = if of.is_empty() { t::add_position(lang).to_owned() } else { t::change_position(lang, &of) };
    view! {
        <PageTitle lang=lang text=&title/>
        {tabs(lang, &code, "")}
        <h1>{title.clone()}</h1>
        {loaded(fetch, move |page: RevisionPage| position(lang, &page, &of))}
    }
}

fn position(lang: Lang, page: &RevisionPage, of: &str) -> AnyView {
    if !page.may_draft {
        return view! { <p>{t::only_read(lang)}</p> }.into_any();
    }
    let found = page.positions.iter().find(|one| one.code == of);
    let form = match (of, found) {
        ("", _) => PositionForm::default(),
        (_, Some(form)) => form.clone(),
        (_, None) => return failure(lang, &crate::api::ApiError::Missing).into_any(),
    };
    let errors = summary(lang, refused("revisions/position").as_ref());
    let mut hidden = hidden(lang, page);
    hidden.push(("of".to_owned(), of.to_owned()));
    sends_to("/api/revisions/position");
    let (fields, buttons) = (fields(lang, &form, of.is_empty(), &errors), buttons(lang, page));
    let columns: Vec<Line> = page.columns.iter().cloned().map(Line::stored).collect();
    let further = headers::further_column(&columns.iter().collect::<Vec<_>>());
    let mut titles: Vec<&str> = columns.iter().map(Line::as_str).collect();
    // The column of the classes of papers, where the table has none yet.
    titles.extend(further.map(|_| d::paper_class(lang)));
    let others = others(lang, &titles, &form.details, &errors);
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <PostForm action="/api/revisions/position" hidden=hidden switches=true>
            {fields}
            {others}
            {buttons}
        </PostForm>
    }
    .into_any()
}
