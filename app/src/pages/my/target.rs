//! What an application is for, beside the form and at its head; the mood of a state; the line of phases.

use domain::calendar::Window;
use domain::lifecycle::{ApplicationState, Phase};
use domain::view::my::applications::Target;
use leptos::prelude::*;
use text::{Lang, applications as t, dates, states};

use crate::address;
use crate::parts::{
    Crumb, Crumbs, KeyValues, Mood, Phase as Step, PhaseLine, Standing, UserText, kv, telephones,
};

/// How a state looks.
pub(super) const fn mood(state: ApplicationState) -> Mood {
    match state {
        ApplicationState::Draft => Mood::Return,
        ApplicationState::Submitted => Mood::Now,
        ApplicationState::Passed => Mood::Pass,
        ApplicationState::Refused => Mood::Refuse,
        ApplicationState::Withdrew | ApplicationState::Lapsed => Mood::Wait,
    }
}

/// `0010002 省财政厅 预算处四级主任科员`.
#[component]
pub(super) fn Heading(lang: Lang, target: Target) -> impl IntoView {
    view! { <span class="mono">{target.number}</span>" "<UserText lang=lang text=format!("{} {}", target.unit, target.title)/> }
}

/// The way to a page of one application: the list, and the application itself on its further pages.
#[component]
pub(super) fn Way(lang: Lang, #[prop(optional)] application: Option<(String, Target)>) -> impl IntoView {
    let mut crumbs = vec![Crumb::page(address::my(lang), t::home_title(lang))];
    if let Some((href, target)) = application {
        crumbs.push(Crumb::own(href, &target.title));
    }
    view! { <Crumbs lang=lang crumbs=crumbs/> }
}

/// The column beside the form: position, dates, whom to ask.
#[component]
pub(super) fn Side(
    lang: Lang,
    target: Target,
    #[prop(optional, into)] number: Option<String>,
) -> impl IntoView {
    let extended = target.extended;
    let Target {
        posting,
        posting_title,
        authority,
        telephones: called,
        registration,
        position,
        number: code,
        unit,
        title,
        plan,
        ..
    } = target;
    let mut pairs = vec![
        kv(
            t::posting(lang),
            view! { <a href=address::posting(lang, posting)><UserText lang=lang text=posting_title/></a> },
        ),
        kv(t::unit(lang), view! { <UserText lang=lang text=unit/> }),
        kv(
            t::position(lang),
            view! { <a href=address::position(lang, posting, position)><UserText lang=lang text=title/></a> },
        ),
        kv(t::position_number(lang), view! { <span class="mono">{code}</span> }),
        kv(
            t::plan(lang),
            if plan == 0 { text::opening::is_cancelled(lang).to_owned() } else { t::persons(lang, plan) },
        ),
        kv(t::closes(lang), moment(lang, registration)),
        kv(t::ask(lang), view! { <UserText lang=lang text=authority/> }),
    ];
    pairs.extend(telephones(lang, &called));
    if let Some(until) = extended {
        let own = view! { <time datetime=dates::attribute(until.0)>{dates::moment(lang, until.0)}</time> };
        pairs.insert(6, kv(t::extended(lang), view! { <b>{own}</b> }));
    }
    if let Some(number) = number {
        pairs.insert(0, kv(t::number(lang), view! { <span class="mono">{number}</span> }));
    }
    view! {
        <aside class="side">
            <h2>{t::this_position(lang)}</h2>
            <KeyValues pairs=pairs small=true/>
        </aside>
    }
}

fn moment(lang: Lang, window: Window) -> impl IntoView {
    view! { <time datetime=dates::attribute(window.closes.0)>{dates::moment(lang, window.closes.0)}</time> }
}

/// Registration, screening, examination, list: where the selection stands.
#[component]
pub(super) fn Line(lang: Lang, target: Target) -> impl IntoView {
    let Window { opens, closes } = target.registration;
    let span = dates::span(lang, dates::civil(opens.0).date(), dates::civil(closes.0).date());
    let place = |phase: Phase| match phase {
        Phase::Draft | Phase::Submitted | Phase::Withdrawn | Phase::Approved => 0,
        Phase::Registering => 1,
        Phase::Screening => 2,
        Phase::Examining | Phase::Ranked | Phase::Suspended | Phase::Ended => 3,
        Phase::Published | Phase::Closed => 4,
    };
    let mut words = vec![
        (states::registering(lang), span),
        (states::screening(lang), String::new()),
        (states::examining(lang), String::new()),
        (states::published(lang), String::new()),
    ];
    let mut at = place(target.phase);
    if let Some(stop) = &target.stop {
        // What stopped stands in the place of what it stopped; after an end nothing comes.
        let ended = target.phase == Phase::Ended;
        let before = place(stop.from).max(1) - usize::from(!ended);
        if ended {
            words.truncate(before);
        }
        words.insert(before, (states::phase(target.phase, lang), String::new()));
        at = before + 1;
    }
    let phases = (1..)
        .zip(words)
        .map(|(no, (word, dates))| Step {
            word: word.to_owned(),
            dates,
            standing: match no.cmp(&at) {
                std::cmp::Ordering::Less => Standing::Done,
                std::cmp::Ordering::Equal => Standing::Now,
                std::cmp::Ordering::Greater => Standing::Next,
            },
        })
        .collect::<Vec<_>>();
    view! { <PhaseLine lang=lang phases=phases/> }
}
