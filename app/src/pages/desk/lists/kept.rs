//! `desk/postings/CODE/lists/STAGE/sealed`: a published list as it was sealed, also once it left the web.

use domain::view::desk::lists::SealedRows;
use leptos::prelude::*;
use text::{Lang, dates, lists as t, releases as r};

use super::whole::whole;
use crate::address;
use crate::api::lists::lists_kept;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query};
use crate::parts::{Crumb, Crumbs, Mood, Notice, UserText};

/// `/zh/desk/postings/CODE/lists/STAGE/sealed?version=N&position=NUMBER`.
#[component]
pub fn Kept() -> impl IntoView {
    let lang = lang();
    let (code, stage, position) = (param("posting"), param("stage"), query("position"));
    let version = query("version").parse().unwrap_or(0);
    let crumbs = vec![Crumb::page(address::desk_posting(lang, &code, "lists"), t::publish(lang))];
    let fetch = {
        let code = code.clone();
        move || lists_kept(code.clone(), stage.clone(), version)
    };
    view! {
        <PageTitle lang=lang text=r::as_sealed(lang)/>
        {tabs(lang, &code, "lists")}
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{r::as_sealed(lang)}</h1>
        {loaded(fetch, move |kept: SealedRows| show(lang, &kept, &position))}
    }
}

fn show(lang: Lang, kept: &SealedRows, position: &str) -> AnyView {
    let list = t::title(lang, &kept.stage, kept.list.head.name.as_deref());
    let posting = kept.posting.title.clone();
    let (at, digest) = (dates::stamp(lang, kept.published.at.0), kept.published.digest.grouped());
    let line = r::sealed_line(lang, kept.published.version, &at);
    let left = kept.left.map(|at| {
        let line = r::left_line(lang, &dates::day(lang, at.date()));
        view! { <Notice mood=Mood::Wait title=r::left_title(lang)><p>{line}</p></Notice> }
    });
    let action = address::desk_posting(lang, kept.posting.code, &format!("lists/{}/sealed", kept.stage));
    view! {
        <p class="lede"><UserText lang=lang text=posting/>" · "<UserText lang=lang text=list/></p>
        <p>{line}</p>
        <p>{t::signers(lang, &kept.signers[0], &kept.signers[1])}</p>
        {left}
        <h2>{t::list_digest(lang)}</h2>
        <p class="mono digest">{digest}</p>
        {whole(lang, &kept.list, &action, position)}
    }
    .into_any()
}
