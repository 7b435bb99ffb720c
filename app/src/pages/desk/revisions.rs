//! Every version of a posting that was put before the competent department, with what each changed.

use domain::revision::RevisionState;
use domain::view::desk::revisions::{BetweenPage, VersionEntry, VersionName, VersionsPage};
use leptos::prelude::*;
use text::{Lang, dates, revisions as t};

use crate::address;
use crate::api::revisions::{revisions_between, revisions_view};
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query};
use crate::parts::{Button, Empty, Field, KeyValues, SelectField, UserText, Weight, difference, kv};

/// `/zh/desk/postings/CODE/revisions`.
#[component]
pub fn Revisions() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let code = code.clone();
        move || revisions_view(code.clone())
    };
    view! {
        <PageTitle lang=lang text=t::title(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        {loaded(fetch, move |page: VersionsPage| {
            let none = page.versions.is_empty().then(|| view! { <Empty sentence=t::no_versions(lang)/> });
            let each = page.versions.iter().map(|one| version(one, lang)).collect_view();
            let compare = (page.versions.len() > 1).then(|| {
                let href = address::desk_posting(lang, page.posting.code, "revisions/between");
                view! { <p><a href=href>{t::compare(lang)}</a></p> }
            });
            view! { {none}{compare}{each} }
        })}
    }
}

fn version(one: &VersionEntry, lang: Lang) -> impl IntoView + use<> {
    let title = t::state_title(one.state, one.no, lang);
    let mut pairs = vec![kv(
        t::put_forward(lang),
        t::by_at(lang, &one.proposed_by, &dates::moment(lang, one.proposed_at.0)),
    )];
    if let (Some(by), Some(at)) = (&one.settled_by, one.settled_at) {
        let word = match (one.no, one.state) {
            (Some(_), _) => t::approved(lang),
            (None, RevisionState::Cut | RevisionState::Withdrawn) => t::cut_by(lang),
            (None, _) => t::returned(lang),
        };
        pairs.push(kv(word, t::by_at(lang, by, &dates::moment(lang, at.0))));
    }
    if !one.reason.is_empty() {
        pairs.push(kv(t::why(lang), view! { <UserText lang=lang text=one.reason.clone()/> }));
    }
    if let Some(reason) = one.returned_because.clone() {
        let word = match one.state {
            RevisionState::Cut | RevisionState::Withdrawn => t::cut_for(lang),
            _ => t::returned_for(lang),
        };
        pairs.push(kv(word, view! { <UserText lang=lang text=reason/> }));
    }
    pairs.push(kv(t::digest(lang), view! { <span class="mono digest">{one.digest.grouped()}</span> }));
    let changes = (!one.changes.is_empty()).then(|| difference(lang, &title, &one.changes));
    view! {
        <section id=one.code.to_string()>
            <h2>{title}</h2>
            <KeyValues pairs=pairs/>
            {changes}
        </section>
    }
}

/// `/zh/desk/postings/CODE/revisions/between?from=CODE&to=CODE`: an address of its own for each pair.
#[component]
pub fn Between() -> impl IntoView {
    let lang = lang();
    let code = param("posting");
    let fetch = {
        let (code, from, to) = (code.clone(), query("from"), query("to"));
        move || revisions_between(code.clone(), from.clone(), to.clone())
    };
    view! {
        <PageTitle lang=lang text=t::compare(lang)/>
        {tabs(lang, &code, "")}
        <h1>{t::compare(lang)}</h1>
        <p class="lede">{t::compare_lede(lang)}</p>
        {loaded(fetch, move |page: BetweenPage| between(lang, &page))}
    }
}

fn between(lang: Lang, page: &BetweenPage) -> impl IntoView + use<> {
    let all = address::desk_posting(lang, page.posting.code, "revisions");
    let here = format!("{all}/between");
    let options = || -> Vec<(String, String)> {
        page.versions.iter().map(|one| (one.code.to_string(), called(lang, one))).collect()
    };
    let (first, second) = match &page.compared {
        Some((from, to)) => (from.code.to_string(), to.code.to_string()),
        None => (String::new(), String::new()),
    };
    let shown = page.compared.as_ref().map(|(from, to)| {
        let title = t::compared(lang, &called(lang, from), &called(lang, to));
        view! { <h2>{title.clone()}</h2>{difference(lang, &title, &page.changes)} }
    });
    view! {
        <form class="form" method="get" action=here>
            <SelectField lang=lang field=Field::new("from", t::compare_from(lang)) options=options() selected=first/>
            <SelectField lang=lang field=Field::new("to", t::compare_to(lang)) options=options() selected=second/>
            <Button word=t::compare_go(lang) weight=Weight::Quiet/>
        </form>
        {shown}
        <p><a href=all>{t::all_versions(lang)}</a></p>
    }
}

fn called(lang: Lang, one: &VersionName) -> String {
    t::sent_at(lang, &t::state_title(one.state, one.no, lang), &dates::moment(lang, one.at.0))
}
