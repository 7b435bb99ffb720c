//! `desk/postings/CODE/ranking/again`: rankings computed again from what was kept of them.

use domain::view::desk::ranking::{Again as Outcome, AgainPage, ComputedAgain, KeptRanking};
use leptos::prelude::*;
use text::{Lang, dates, numbers, ranking as t};

use crate::address;
use crate::api::ranking::ranking_again;
use crate::frame::{PageTitle, loaded, tabs};
use crate::hooks::{lang, param, query};
use crate::parts::{Cell, Column, Crumb, Crumbs, Empty, KeyValues, Mood, Notice, Row, Table, kv};

/// `/zh/desk/postings/CODE/ranking/again?ranking=CODE`.
#[component]
pub fn Again() -> impl IntoView {
    let lang = lang();
    let (code, chosen) = (param("posting"), query("ranking"));
    let crumbs = vec![Crumb::page(address::desk_posting(lang, &code, "ranking"), t::ranking(lang))];
    let fetch = {
        let code = code.clone();
        move || ranking_again(code.clone(), chosen.clone())
    };
    view! {
        <PageTitle lang=lang text=t::again(lang)/>
        {tabs(lang, &code, "ranking")}
        <Crumbs lang=lang crumbs=crumbs/>
        <h1>{t::again(lang)}</h1>
        <p class="lede">{t::again_lede(lang)}</p>
        {loaded(fetch, move |page: AgainPage| show(lang, &page))}
    }
}

fn show(lang: Lang, page: &AgainPage) -> AnyView {
    if page.rankings.is_empty() {
        return view! { <Empty sentence=t::not_computed(lang)/> }.into_any();
    }
    let columns = vec![
        Column::words(t::computed_at(lang)),
        Column::words(t::again_lists(lang)),
        Column::numbers(t::again_kept(lang)),
        Column::words(t::again_go(lang)),
    ];
    let rows = page.rankings.iter().map(|one| Row::Cells("", cells(lang, page, one))).collect();
    let outcome = page.again.as_ref().map(|one| outcome(lang, one));
    view! {
        {outcome}
        <Table lang=lang caption=t::again_rankings(lang) cards=true columns=columns rows=rows/>
    }
    .into_any()
}

fn cells(lang: Lang, page: &AgainPage, one: &KeptRanking) -> Vec<Cell> {
    let when = dates::stamp(lang, one.at.0);
    let href = address::desk_posting(lang, page.posting.code, &format!("ranking/again?ranking={}", one.code));
    let label = t::again_go_of(lang, &when);
    let go = one.size.map(|_| view! { <a href=href aria-label=label>{t::again_go(lang)}</a> });
    vec![
        Cell::from(when),
        Cell::from(if one.published { t::again_public(lang) } else { t::again_not_public(lang) }),
        Cell::from(one.size.map_or_else(|| t::again_nothing(lang).to_owned(), numbers::bytes)),
        Cell::new(go).class("across"),
    ]
}

/// What came of it, with what it was compared with.
fn outcome(lang: Lang, one: &ComputedAgain) -> impl IntoView + use<> {
    let (mood, title) = match &one.outcome {
        Outcome::Same => (Mood::Pass, t::again_same(lang)),
        Outcome::NotKept => (Mood::Wait, t::again_nothing(lang)),
        Outcome::Differs(_) | Outcome::Lost | Outcome::Unreadable => (Mood::Refuse, t::again_differs(lang)),
    };
    let at = one.at.0;
    let pairs = vec![
        kv(
            t::computed_at(lang),
            view! { <time datetime=dates::attribute(at)>{dates::moment(lang, at)}</time> },
        ),
        kv(t::result_digest(lang), view! { <span class="mono digest">{one.result.grouped()}</span> }),
        kv(t::again_engines(lang), t::again_engines_said(lang, &one.engines.0, &one.engines.1)),
    ];
    let said = t::again_said(&one.outcome, lang);
    view! {
        <Notice mood=mood title=title><p>{said}</p></Notice>
        <KeyValues pairs=pairs/>
    }
}
