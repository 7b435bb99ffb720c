//! The team of a posting, and adding to it.

use domain::access::{ActName, OFFICE};
use domain::view::desk::postings::Posting;
use leptos::prelude::*;
use text::{Lang, desk as t, people};

use crate::api::postings::{posting_assignable, posting_view};
use crate::forms::summary;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, may_in, param, refused};
use crate::parts::{Button, Cell, Column, ErrorSummary, Field, PostForm, Row, SelectField, Table, Weight};

/// `/zh/desk/postings/CODE/team`.
#[component]
pub fn Team() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let failed = refused("postings/assign").or_else(|| refused("postings/unassign"));
    let errors = summary(lang, failed.as_ref());
    let (view_of, choices_of) = (code.clone(), code.clone());
    let may_assign = code.parse().is_ok_and(|code| may_in(ActName::AssignStaff, code));
    view! {
        <PageTitle lang=lang text=t::team(lang)/>
        {tabs(lang, &code, "team")}
        <h1>{t::team(lang)}</h1>
        <p class="lede">{t::team_lede(lang)}</p>
        <ErrorSummary lang=lang errors=errors/>
        {loaded(move || posting_view(view_of.clone()), move |posting| members(lang, posting, may_assign))}
        {may_assign.then(|| loaded(move || posting_assignable(choices_of.clone()), {
            let code = code.clone();
            move |choices| assign_form(lang, code.clone(), choices)
        }))}
    }
}

fn members(lang: Lang, posting: Posting, may_take: bool) -> impl IntoView {
    let code = posting.entry.head.code.to_string();
    let rows = posting
        .team
        .into_iter()
        .map(|one| {
            let take = (may_take && OFFICE.contains(&one.role)).then(|| {
                let hidden = vec![
                    ("posting".to_owned(), code.clone()),
                    ("assignment".to_owned(), one.assignment.to_string()),
                    ("lang".to_owned(), lang.code().to_owned()),
                ];
                view! {
                    <PostForm action="/api/postings/unassign" hidden=hidden>
                        <Button word=people::take(lang) weight=Weight::Quiet/>
                    </PostForm>
                }
            });
            Row::Cells("", vec![one.name.into(), t::role_word(one.role, lang).into(), Cell::new(take)])
        })
        .collect();
    let columns =
        vec![Column::words(t::member(lang)), Column::words(t::role(lang)), Column::words(people::take(lang))];
    view! { <Table lang=lang caption=t::team(lang) quiet=true columns=columns rows=rows/> }
}

fn assign_form(lang: Lang, posting: String, choices: Vec<domain::view::desk::postings::Member>) -> AnyView {
    if choices.is_empty() {
        return view! { <p class="soft">{t::nobody_to_assign(lang)}</p> }.into_any();
    }
    let options = choices
        .into_iter()
        .map(|one| {
            (
                format!("{}.{}", one.role.word(), one.code),
                format!("{} · {}", one.name, t::role_word(one.role, lang)),
            )
        })
        .collect();
    let hidden = vec![("posting".to_owned(), posting), ("lang".to_owned(), lang.code().to_owned())];
    view! {
        <h2>{t::assign(lang)}</h2>
        <PostForm action="/api/postings/assign" hidden=hidden>
            <SelectField lang=lang field=Field::new("member", t::assign_who(lang)) options=options/>
            <Button word=t::assign(lang)/>
        </PostForm>
    }
    .into_any()
}
