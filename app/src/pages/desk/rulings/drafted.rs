//! The draft of the scheme's editor as a supplementary notice: what it changes in words, who would move, title and reason.

use domain::id::Code;
use domain::view::desk::rulings::DraftedNotice;
use leptos::prelude::*;
use text::{Lang, rulings as t};

use super::super::moves::moves;
use crate::address;
use crate::api::ApiError;
use crate::api::postings::form_key;
use crate::api::rulings::ruling_drafted;
use crate::forms::{summary, with_error};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    Button, ButtonRow, Crumb, Crumbs, ErrorSummary, Field, LinkButton, PostForm, TextArea, TextField, Weight,
    difference,
};

/// `/zh/desk/postings/CODE/scheme/notice`.
#[component]
pub fn DraftedNoticePage() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let scheme = text::scheme::form::title(lang);
    let crumbs = vec![Crumb::page(address::desk_posting(lang, &code, "scheme"), scheme)];
    let fetch = {
        let code = code.clone();
        move || read(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::notice(lang)/>
        {tabs(lang, &code, "scheme")}
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{t::notice(lang)}</h1>
        <p class="lede">{t::notice_lede(lang)}</p>
        {loaded(fetch, move |(page, key): (DraftedNotice, Code)| body(lang, &page, key))}
    }
}

async fn read(code: String) -> Result<(DraftedNotice, Code), ApiError> {
    Ok((ruling_drafted(code).await?, form_key().await?))
}

fn body(lang: Lang, page: &DraftedNotice, key: Code) -> AnyView {
    let back = address::desk_posting(lang, page.posting.code, "scheme");
    let hinders = match page {
        DraftedNotice { may_propose: false, .. } => Some(t::drafted_not_now(lang)),
        DraftedNotice { version: 0, .. } => Some(t::drafted_none(lang)),
        DraftedNotice { follows: false, .. } => Some(t::drafted_behind(lang)),
        DraftedNotice { faults, .. } if *faults > 0 => Some(t::drafted_faulty(lang)),
        DraftedNotice { changes, .. } if changes.is_empty() => Some(t::drafted_none(lang)),
        _ => None,
    };
    if let Some(hinders) = hinders {
        let word = text::scheme::form::title(lang);
        return view! {
            <p>{hinders}</p>
            <ButtonRow><LinkButton href=back word=word weight=Weight::Quiet/></ButtonRow>
        }
        .into_any();
    }
    view! {
        <h2>{t::drafted_changes(lang)}</h2>
        {difference(lang, t::drafted_changes(lang), &page.changes)}
        {moves(lang, t::moves(lang), page.moves.as_ref())}
        {form(lang, page, key, back)}
    }
    .into_any()
}

fn form(lang: Lang, page: &DraftedNotice, key: Code, back: String) -> impl IntoView + use<> {
    let errors = summary(lang, refused("rulings/propose_drafted").as_ref());
    let title = with_error(Field::new("title", t::notice_name(lang)), "title", &errors);
    let reason = Field::new("reason", t::notice_reason(lang)).hint(t::notice_reason_hint(lang));
    let reason = with_error(reason, "reason", &errors);
    let hidden = vec![
        ("posting".to_owned(), page.posting.code.to_string()),
        ("version".to_owned(), page.version.to_string()),
        ("based_on".to_owned(), page.based_on.to_string()),
        ("lang".to_owned(), lang.code().to_owned()),
    ];
    view! {
        <h2>{t::propose(lang)}</h2>
        <ErrorSummary lang=lang errors=errors/>
        <PostForm action="/api/rulings/propose_drafted" key=key.to_string() hidden=hidden switches=true>
            <TextField lang=lang field=title value=""/>
            <TextArea lang=lang field=reason value="" rows=4/>
            <p class="small soft">{t::propose_note(lang)}</p>
            <ButtonRow>
                <Button word=t::propose(lang)/>
                <LinkButton href=back word=text::revisions::back(lang) weight=Weight::Quiet/>
            </ButtonRow>
        </PostForm>
    }
}
