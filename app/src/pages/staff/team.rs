//! The team of a posting, and adding to it.

use domain::access::Role;
use domain::view::desk::Posting;
use leptos::prelude::*;
use text::{Lang, desk as t};

use crate::api::postings::{posting_assignable, posting_view};
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{facts, lang, param, refused};
use crate::parts::{Button, Column, ErrorSummary, Field, PostForm, Row, SelectField, Table};

/// `/zh/desk/postings/CODE/team`.
#[component]
pub fn Team() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let errors = summary(lang, refused("postings/assign").as_ref());
    let (view_of, choices_of) = (code.clone(), code.clone());
    let may_assign = facts().role == Some(Role::Screener);
    view! {
        <PageTitle lang=lang text=t::team(lang)/>
        {tabs(lang, &code, "team")}
        <h1>{t::team(lang)}</h1>
        <p class="lede">{t::team_lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors/>
        {loaded(move || posting_view(view_of.clone()), move |posting| members(lang, posting))}
        {may_assign.then(|| loaded(move || posting_assignable(choices_of.clone()), {
            let code = code.clone();
            move |choices| assign_form(lang, code.clone(), choices)
        }))}
    }
}

fn members(lang: Lang, posting: Posting) -> impl IntoView {
    let rows = posting
        .team
        .into_iter()
        .map(|one| Row::Cells("", vec![one.name.into(), t::role_word(one.role, lang).into()]))
        .collect();
    let columns = vec![Column::words(t::member(lang)), Column::words(t::role(lang))];
    view! { <Table lang=lang caption=t::team(lang) quiet=true columns=columns rows=rows/> }
}

fn assign_form(lang: Lang, posting: String, choices: Vec<domain::view::desk::Member>) -> AnyView {
    if choices.is_empty() {
        return view! { <p class="soft">{t::nobody_to_assign(lang)}</p> }.into_any();
    }
    let options = choices
        .into_iter()
        .map(|one| (one.code.to_string(), format!("{} · {}", one.name, t::role_word(one.role, lang))))
        .collect();
    let hidden = vec![("posting".to_owned(), posting), ("lang".to_owned(), lang.code().to_owned())];
    view! {
        <h2>{t::assign(lang)}</h2>
        <PostForm action="/api/postings/assign" hidden=hidden>
            <SelectField lang=lang field=Field::new("account", t::assign_who(lang)) options=options/>
            <Button word=t::assign(lang)/>
        </PostForm>
    }
    .into_any()
}
