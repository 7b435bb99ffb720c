//! The first page: what can be done now, what is under way, the newest lists.

use domain::calendar::Instant;
use domain::lifecycle::Phase;
use domain::view::public::postings::{Home, PostingHead};
use leptos::prelude::*;
use text::numbers::comma;
use text::{Lang, dates, public as t, shell as shell_words, states};

use super::pieces;
use crate::address::{self, StandingPage};
use crate::frame::Section;
use crate::parts::{ButtonRow, Empty, KeyValues, LinkButton, LinkLine, LinkList, Mood, UserText, kv};
use crate::shell::{self, Frame};
use crate::site::site;

/// Prints the page.
#[must_use]
pub fn print(view: &Home, lang: Lang) -> String {
    shell::print(Frame::public(lang, "", address::home(lang), Section::Postings), || body(view, lang))
}

fn body(home: &Home, lang: Lang) -> impl IntoView {
    let now = home.now;
    let (open, rest): (Vec<_>, Vec<_>) =
        home.postings.iter().partition(|head| head.phase_at(now) == Phase::Registering);
    let cards = open.iter().map(|head| card(head, now, lang)).collect_view();
    let group = |title: &'static str, fits: fn(Phase) -> bool| {
        let found = rest.iter().filter(|head| fits(head.phase_at(now)));
        let lines: Vec<LinkLine> = found.map(|head| line(head, now, lang)).collect();
        (!lines.is_empty()).then(|| view! { <h2>{title}</h2><LinkList lines=lines/> })
    };
    let to_come = group(t::to_come(lang), |phase| phase == Phase::Approved);
    let under_way = group(t::under_way(lang), |phase| phase != Phase::Approved && !is_over(phase));
    let finished = group(t::finished(lang), is_over);
    let lists: Vec<LinkLine> = home.lists.iter().map(|head| pieces::list_line(lang, head, true)).collect();
    view! {
        <h1>{shell_words::site_title(lang)}</h1>
        <p class="lede">{t::lede(lang)}</p>
        <div class="cols">
            <div>
                <h2>{t::open_now(lang)}</h2>
                {if open.is_empty() { view! { <Empty sentence=t::none_open(lang)/> }.into_any() } else { cards.into_any() }}
                {to_come}
                {under_way}
                <h2>{t::latest_lists(lang)}</h2>
                {if lists.is_empty() { view! { <Empty sentence=t::none_lists(lang)/> }.into_any() } else { view! { <LinkList lines=lists/> }.into_any() }}
                {finished}
            </div>
            {side(lang)}
        </div>
    }
}

fn side(lang: Lang) -> impl IntoView {
    let about = address::standing_page(lang, StandingPage::About);
    let verify = address::standing_page(lang, StandingPage::Verify);
    let enquiries = site().enquiries.as_str();
    view! {
        <aside class="side">
            <h2>{t::taking_part(lang)}</h2>
            <p>{t::taking_part_steps(lang)}</p>
            <p><a href=address::register(lang, None)>{shell_words::register(lang)}</a>" · "<a href=address::sign_in(lang, None)>{shell_words::sign_in(lang)}</a></p>
            <h2>{t::how_to_read(lang)}</h2>
            <ul>
                <li><a href=about.clone()>{t::how_computed(lang)}</a></li>
                <li><a href=about>{t::why_not_first(lang)}</a></li>
                <li><a href=verify>{t::how_recompute(lang)}</a></li>
            </ul>
            {(!enquiries.is_empty()).then(|| view! { <h2>{t::enquiries(lang)}</h2><p><UserText lang=lang text=enquiries/></p> })}
        </aside>
    }
}

fn card(head: &PostingHead, now: Instant, lang: Lang) -> impl IntoView + use<> {
    let to = address::posting(lang, head.code);
    let closes = dates::moment(lang, head.registration.closes.0);
    let left = dates::left(lang, now.0, head.registration.closes.0).map(|left| t::still(lang, &left));
    let comma = comma(lang);
    let value = view! { <b>{closes}</b>{left.map(|left| view! { {comma}{left} })} };
    view! {
        <article class="post">
            <h3><a href=to.clone()><UserText lang=lang text=head.title.clone()/></a></h3>
            <p class="small soft">{pieces::size(head, lang)}" · "<UserText lang=lang text=head.authority.clone()/></p>
            <KeyValues small=true pairs=vec![kv(t::closes(lang), value)]/>
            <ButtonRow><LinkButton href=to word=t::see_and_register(lang)/></ButtonRow>
        </article>
    }
}

/// Whether nothing more is done in a selection.
fn is_over(phase: Phase) -> bool {
    matches!(phase, Phase::Ended | Phase::Closed)
}

fn line(head: &PostingHead, now: Instant, lang: Lang) -> LinkLine {
    let phase = head.phase_at(now);
    let mood = match phase {
        Phase::Approved | Phase::Ended => Mood::Wait,
        Phase::Suspended => Mood::Return,
        Phase::Published | Phase::Closed => Mood::Pass,
        Phase::Draft
        | Phase::Submitted
        | Phase::Withdrawn
        | Phase::Registering
        | Phase::Screening
        | Phase::Examining
        | Phase::Ranked => Mood::Now,
    };
    let opens = (phase == Phase::Approved)
        .then(|| format!("{} {}", t::opens(lang), dates::moment(lang, head.registration.opens.0)));
    let since = head.stop.as_ref().map(|stop| text::course::since(lang, &dates::stamp(lang, stop.at.0)));
    let facts: Vec<String> = std::iter::once(pieces::size(head, lang)).chain(opens).chain(since).collect();
    LinkLine {
        href: address::posting(lang, head.code),
        title: view! { <UserText lang=lang text=head.title.clone()/> }.into_any(),
        note: Some(facts.join(" · ").into_any()),
        // Of those that will open the heading and the instant say all.
        state: (phase != Phase::Approved).then(|| (mood, states::phase(phase, lang).to_owned())),
    }
}
