//! The supervisor's page of the audit trail.

use domain::access::Role;
use domain::scheme::PartNames;
use domain::view::desk::audit::EventPage;
use leptos::prelude::*;
use text::{Lang, audit as t, dates, desk};

use crate::address;
use crate::api::audit::audit_view;
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, query};
use crate::parts::{Cell, Column, Empty, Row, Table, UserText};

/// `/zh/desk/audit`.
#[component]
pub fn Audit() -> impl IntoView {
    let lang = lang();
    let (object, before) = (query("object"), query("before"));
    view! {
        <PageTitle lang=lang text=t::events(lang)/>
        <h1>{t::events(lang)}</h1>
        <p class="lede">{t::events_lede(lang)}</p>
        {loaded(move || audit_view(object.clone(), before.clone()), move |page| trail(lang, page))}
    }
}

fn trail(lang: Lang, page: EventPage) -> AnyView {
    if page.lines.is_empty() {
        return view! { <Empty sentence=t::no_events(lang)/> }.into_any();
    }
    let columns = [t::when(lang), t::who(lang), t::what(lang)].map(Column::words).to_vec();
    let unnamed = PartNames::default();
    let rows = page
        .lines
        .into_iter()
        .map(|line| {
            let role = match line.role.as_str() {
                "system" => t::system(lang),
                "anonymous" => t::anonymous(lang),
                word => Role::from_word(word).map_or(word, |role| desk::role_word(role, lang)),
            };
            let from = t::address(&line.address, lang);
            let who = [line.who.as_str(), role, from.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
            let named = line.event.names_part_of().and_then(|posting| page.names.get(&posting));
            let told = t::sentence(&line.event, named.unwrap_or(&unnamed), lang);
            Row::Cells(
                "",
                vec![
                    Cell::from(dates::stamp(lang, line.at.0)),
                    Cell::from(who),
                    Cell::new(view! {
                        <UserText lang=lang text=told/>
                        {t::reason(&line.words, lang).map(|why| view! { <UserText lang=lang text=why/> })}
                        <details class="small"><summary>{t::stored(lang)}</summary><code class="mono">{line.stored}</code></details>
                    })
                    .class("wide-cell"),
                ],
            )
        })
        .collect();
    let older = page.older.map(|before| format!("{}?before={before}", address::desk_audit(lang)));
    view! {
        {page.seal.map(|seal| view! { <p class="small soft">{t::seal_head(lang)}" "<span class="mono digest">{seal.to_string()}</span></p> })}
        <Table lang=lang caption=t::events(lang) quiet=true cards=true dense=true columns=columns rows=rows/>
        {older.map(|href| view! { <p><a href=href rel="next">{t::older(lang)}</a></p> })}
    }
    .into_any()
}
