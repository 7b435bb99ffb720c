//! Every version of a posting that was put before the competent department, with what each changed.

use domain::revision::RevisionState;
use domain::view::desk::revisions::{VersionEntry, VersionsPage};
use leptos::prelude::*;
use text::{Lang, dates, revisions as t};

use crate::api::revisions::revisions_view;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param};
use crate::parts::{Empty, KeyValues, UserText, difference, kv};

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
            view! { {none}{each} }
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
        pairs.push(kv(t::why(lang), one.reason.clone()));
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
        <section>
            <h2>{title}</h2>
            <KeyValues pairs=pairs/>
            {changes}
        </section>
    }
}
