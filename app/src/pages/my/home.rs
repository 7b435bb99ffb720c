//! `my`: the candidate's applications, each with its state in words.

use domain::lifecycle::{ApplicationState, Phase};
use domain::view::my::applications::Entry;
use leptos::prelude::*;
use text::{Lang, applications as t, departures, states};

use super::target::{Heading, mood};
use crate::address;
use crate::api::applications::applications_list;
use crate::frame::{PageTitle, PrivacyAsked, Unread, loaded};
use crate::hooks::lang;
use crate::parts::{Empty, LinkButton, LinkLine, LinkList, Mood, UserText, on_list};

/// The list of own applications.
#[component]
pub fn Home() -> impl IntoView {
    let lang = lang();
    view! {
        <PageTitle lang=lang text=t::home_title(lang)/>
        <h1>{t::home_title(lang)}</h1>
        <PrivacyAsked lang=lang/>
        <Unread lang=lang/>
        {loaded(applications_list, move |entries| list(lang, entries))}
    }
}

fn list(lang: Lang, entries: Vec<Entry>) -> AnyView {
    if entries.is_empty() {
        return view! {
            <Empty sentence=t::none_yet(lang)>
                <LinkButton href=address::home(lang) word=t::choose_position(lang)/>
            </Empty>
        }
        .into_any();
    }
    let lines = entries.into_iter().map(|entry| line(lang, entry)).collect();
    view! {
        <p>{t::home_lede(lang)}</p>
        <LinkList lines=lines/>
        <p><a href=address::home(lang)>{t::choose_position(lang)}</a></p>
    }
    .into_any()
}

fn line(lang: Lang, entry: Entry) -> LinkLine {
    let Entry { code, state, left, on, target, merged } = entry;
    let open = matches!(target.phase, Phase::Approved | Phase::Registering | Phase::Suspended);
    let late = target.extended.is_some() && target.phase == Phase::Screening;
    let over = state == ApplicationState::Draft && !open && !late;
    let (mood, word) = match &on {
        _ if left => (Mood::Wait, departures::left_word(lang).to_owned()),
        Some(on) => {
            let (mood, word, _) = on_list(lang, on);
            (mood, word)
        }
        None if over => (mood(state), t::never_submitted_title(lang).to_owned()),
        None if merged => (mood(state), states::merged(lang).to_owned()),
        None => (mood(state), states::application(state, lang).to_owned()),
    };
    let stop = target.stop.is_some().then(|| states::phase(target.phase, lang));
    let title = view! { <Heading lang=lang target=target.clone()/> }.into_any();
    LinkLine {
        href: address::application(lang, code),
        title,
        note: Some(view! { <UserText lang=lang text=target.posting_title/>{stop.map(|word| view! { " · "<b>{word}</b> })} }.into_any()),
        state: Some((mood, word)),
    }
}
