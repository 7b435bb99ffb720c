//! Sending for approval, approving, returning and ending: each on a page of its own, with its consequences.

use domain::view::desk::postings::Posting;
use leptos::prelude::*;
use text::{Lang, desk as t};

use crate::address;
use crate::api::ApiError;
use crate::api::postings::posting_view;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, failure, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{Button, Confirm, ErrorSummary, Field, PostForm, TextArea, Weight};

/// `/zh/desk/postings/CODE/approval/submit`, `…/approve` and `…/end`.
#[component]
pub fn Approval() -> impl IntoView {
    let lang = lang();
    let (code, act) = (param("posting"), param("act"));
    let fetch = {
        let code = code.clone();
        move || posting_view(code.clone())
    };
    view! {
        {tabs(lang, &code, "")}
        {loaded(fetch, move |posting| match act.as_str() {
            "submit" => submit(lang, &posting).into_any(),
            "approve" => approve(lang, &posting).into_any(),
            "end" => end(lang, &posting).into_any(),
            _ => failure(lang, &ApiError::Missing).into_any(),
        })}
    }
}

fn hidden(lang: Lang, posting: &Posting) -> Vec<(String, String)> {
    vec![
        ("posting".to_owned(), posting.entry.head.code.to_string()),
        ("version".to_owned(), posting.version.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ]
}

fn submit(lang: Lang, posting: &Posting) -> impl IntoView + use<> {
    let errors = summary(lang, refused("postings/submit").as_ref());
    let back = address::desk_posting(lang, posting.entry.head.code, "");
    let hidden = hidden(lang, posting);
    view! {
        <PageTitle lang=lang text=t::submit_title(lang)/>
        <h1>{t::submit_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        <Confirm lang=lang consequences=vec![t::submit_consequence(lang).to_owned()] back=back>
            <PostForm action="/api/postings/submit" hidden=hidden><Button word=t::submit(lang)/></PostForm>
        </Confirm>
    }
}

fn end(lang: Lang, posting: &Posting) -> impl IntoView + use<> {
    let errors = summary(lang, refused("postings/end").as_ref());
    let reason = with_error(
        Field::new("reason", t::end_reason(lang)).hint(t::end_reason_hint(lang)),
        "reason",
        &errors,
    );
    let back = address::desk_posting(lang, posting.entry.head.code, "");
    let hidden = hidden(lang, posting);
    let consequences =
        vec![t::end_consequence_public(lang).to_owned(), t::end_consequence_last(lang).to_owned()];
    view! {
        <PageTitle lang=lang text=t::end_title(lang)/>
        <h1>{t::end_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        <Confirm lang=lang consequences=consequences back=back>
            <PostForm action="/api/postings/end" hidden=hidden switches=true>
                <TextArea lang=lang field=reason value="" rows=3 limit=1000/>
                <Button word=t::end(lang) weight=Weight::Grave/>
            </PostForm>
        </Confirm>
    }
}

fn approve(lang: Lang, posting: &Posting) -> impl IntoView + use<> {
    let (approval, returning) = (refused("postings/approve"), refused("postings/return"));
    let errors = summary(lang, approval.as_ref().or(returning.as_ref()));
    let reason = with_error(
        Field::new("reason", t::return_reason(lang)).hint(t::return_reason_hint(lang)),
        "reason",
        &errors,
    );
    let back = address::desk_posting(lang, posting.entry.head.code, "");
    let digest = posting.approval_digest;
    let mut approving = hidden(lang, posting);
    approving.push(("digest".to_owned(), digest.map(|digest| digest.to_string()).unwrap_or_default()));
    let returning = hidden(lang, posting);
    let consequences = vec![
        t::approve_consequence_public(lang).to_owned(),
        t::approve_consequence_frozen(lang).to_owned(),
        t::approve_consequence_digest(lang).to_owned(),
    ];
    view! {
        <PageTitle lang=lang text=t::approve_title(lang)/>
        <h1>{t::approve_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        <h2>{t::approve_digest(lang)}</h2>
        <p class="mono digest">{digest.map(|digest| digest.grouped())}</p>
        <p class="small soft">{t::approve_digest_proves(lang)}</p>
        <Confirm lang=lang consequences=consequences back=back>
            <PostForm action="/api/postings/approve" hidden=approving><Button word=t::approve(lang)/></PostForm>
        </Confirm>
        <h2>{t::return_back(lang)}</h2>
        <PostForm action="/api/postings/return" hidden=returning switches=true>
            <TextArea lang=lang field=reason value="" rows=3 limit=4000/>
            <Button word=t::return_back(lang) weight=Weight::Grave/>
        </PostForm>
    }
}
