//! Above a list: what it is, how it was computed, whether it is in force, other versions.

use domain::scheme::PartNames;
use domain::view::public::lists::{CorrectionLine, List, VersionLine};
use domain::view::public::postings::NamedScheme;
use leptos::prelude::*;
use text::numbers::{comma, gap};
use text::{
    Lang, corrections as c, dates, decisions as d, parts as part_words, public as t, scheme,
    shell as shell_words,
};

use super::pieces;
use crate::address;
use crate::parts::{Crumb, Crumbs, KeyValues, Mood, Notice, UserText, moved, stopped, telephones};

/// Title, rule, banners; on paper also the selection and `said`, what the lines were sought by.
pub fn title(view: &List, said: &[String], lang: Lang) -> impl IntoView + use<> {
    let head = &view.head;
    let crumbs = vec![
        Crumb::page(address::lists(lang), shell_words::lists(lang)),
        Crumb::own(address::posting(lang, head.posting), &head.posting_title),
    ];
    let rules = view.schemes.iter().map(|one| rule(one, lang)).collect_view();
    let sought = (!said.is_empty()).then(|| {
        let words = said.join(comma(lang));
        view! { <p class="on-paper">{t::sought_by(lang)}<UserText lang=lang text=words/></p> }
    });
    let published = part_words::published_on(lang, &dates::stamp(lang, head.published_at.0));
    view! {
        <Crumbs lang=lang crumbs=crumbs/>
        <p class="on-paper">{t::of_selection(lang)}<UserText lang=lang text=head.posting_title.clone()/></p>
        <h1>{pieces::list_title(lang, head)}</h1>
        {sought}
        <p class="lede"><UserText lang=lang text=view.authority.clone()/>" · "{t::version_word(lang, head.version.into())}" · "{published}</p>
        {(head.stage == "inspection").then(|| view! { <p>{t::not_final(lang)}</p> })}
        {rules}
        {proposal(view, lang)}
        {view.stop.as_ref().map(|(phase, stop)| stopped(lang, *phase, Some(stop)))}
        {superseded(view, lang)}
        {corrections(view, lang)}
        {versions(view, lang)}
        {contact(view, lang)}
    }
}

/// A scheme in words: the posting's own at once, one that some positions name folded in.
fn rule(one: &NamedScheme, lang: Lang) -> AnyView {
    let said = scheme::printed(&one.scheme, lang).join(gap(lang));
    match one.name.clone() {
        None => view! { <p>{said}</p> }.into_any(),
        Some(name) => {
            let name = one.scheme.name.clone().unwrap_or(name);
            let title = t::scheme_named(lang);
            view! { <details class="rule"><summary>{title}<UserText lang=lang text=name/></summary><p>{said}</p></details> }
                .into_any()
        }
    }
}

/// Whom to call, and the way to object to a list that is in force; a list of proposed people has named its way already.
fn contact(view: &List, lang: Lang) -> impl IntoView + use<> {
    let stands = view.head.superseded_by.is_none() && view.proposal.is_none();
    let object = stands.then(|| {
        let form = address::objection(lang, view.head.posting, None);
        view! { <p>{t::review_of_list(lang)}" "<a href=form>{d::object(lang)}</a></p> }
    });
    let pairs = telephones(lang, &view.telephones);
    let telephones = (!pairs.is_empty()).then(|| view! { <KeyValues pairs=pairs/> });
    view! { {object}{telephones} }
}

/// What was decided, the publicity period, and the way to object.
fn proposal(view: &List, lang: Lang) -> impl IntoView + use<> {
    view.proposal.as_ref().map(|proposal| {
        let (on, body) = (dates::day(lang, proposal.on), proposal.body.clone());
        let period = proposal.period;
        let (first, last) = (dates::day(lang, period.first), dates::day(lang, period.last));
        let list = view.head.code.to_string();
        let form = address::objection(lang, view.head.posting, Some(&list));
        let decided = d::decided_by(lang, &body, &on);
        view! {
            <p><UserText lang=lang text=decided/></p>
            <p>{d::passed_over(lang)}</p>
            <Notice mood=Mood::Now title=d::period(lang, &first, &last)>
                <p>{d::objections_here(lang, &last)}</p>
                <p><a href=form>{d::object(lang)}</a></p>
            </Notice>
        }
    })
}

fn superseded(view: &List, lang: Lang) -> impl IntoView + use<> {
    view.head.superseded_by.map(|newer| {
        let to = address::list(lang, newer.code);
        view! {
            <Notice mood=Mood::Return title=t::superseded_title(lang)>
                <p>{t::superseded_by(lang, newer.version.into())}" "<a href=to>{t::go_to_current(lang)}</a></p>
            </Notice>
        }
    })
}

/// That this version is under correction, and that it was found to stand before.
fn corrections(view: &List, lang: Lang) -> impl IntoView + use<> {
    let own = view.versions.iter().find(|line| line.version == view.head.version);
    let all: Vec<CorrectionLine> = own.map(|line| line.corrections.clone()).unwrap_or_default();
    let open = view.head.under_correction.and_then(|since| all.iter().find(|one| one.since == since));
    let open = open.map(|open| {
        let (since, reason) = (dates::stamp(lang, open.since.0), open.reason.clone());
        view! {
            <Notice mood=Mood::Return title=c::public_open_title(lang)>
                <p>{c::public_open(lang, &since)}<UserText lang=lang text=reason/></p>
            </Notice>
        }
    });
    let kept = all.iter().filter_map(|one| {
        let (at, why) = one.kept.as_ref()?;
        let words = c::public_kept(lang, &dates::stamp(lang, one.since.0), &dates::stamp(lang, at.0));
        let gap = gap(lang);
        Some(view! { <p class="small">{words}{gap}<UserText lang=lang text=why.clone()/></p> })
    });
    let kept = kept.collect_view();
    view! { {open}{kept} }
}

/// Why this version exists, what it says otherwise, and the others.
fn versions(view: &List, lang: Lang) -> impl IntoView + use<> {
    let number = view.head.version;
    let reason =
        view.versions.iter().find(|line| line.version == number).and_then(|line| line.reason.clone());
    let correction = reason.filter(|_| number > 1).map(|reason| {
        let title = t::correction_title(lang, i64::from(number).saturating_sub(1));
        view! { <Notice title=title><p><UserText lang=lang text=reason/></p></Notice> }
    });
    let others: Vec<&VersionLine> = view.versions.iter().filter(|line| line.version < number).collect();
    let links = others
        .into_iter()
        .map(|line| {
            let words = format!(
                "{} · {}",
                t::version_word(lang, line.version.into()),
                dates::stamp(lang, line.published_at.0)
            );
            view! { <li><a href=address::list(lang, line.code)>{words}</a></li> }
        })
        .collect_view();
    let difference = view.difference.as_ref().map(|difference| {
        let title = c::difference_title(lang, number.saturating_sub(1));
        let columns = view.columns.iter().map(|column| (column.key.as_str(), column.name.as_ref()));
        let table = moved(lang, (&view.head.stage, &PartNames::of_columns(columns)), difference);
        view! { <details><summary>{title}</summary>{table}</details> }
    });
    view! {
        {correction}
        {difference}
        {(number > 1).then(|| view! { <details><summary>{t::earlier_versions(lang)}</summary><ul>{links}</ul></details> })}
    }
}
