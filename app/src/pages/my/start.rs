//! `my/apply/CODE`: what the form will ask, and the button that begins it; or the application that is there already.

use domain::calendar::Standing;
use domain::lifecycle::ApplicationState;
use domain::view::my::applications::{Existing, Offer};
use leptos::prelude::*;
use text::{Lang, applications as t, dates};

use super::privacy::privacy_of_offer;
use super::target::{Heading, Side, Way};
use crate::api::applications::application_offer;
use crate::frame::{PageTitle, loaded};
use crate::hooks::{lang, param, refused};
use crate::parts::{
    AskedList, Button, ErrorSummary, KeyValues, LinkButton, Mood, Notice, PostForm, UserText, detail_pairs,
    stopped,
};
use crate::{address, forms};

/// The page before the form.
#[component]
pub fn Start() -> impl IntoView {
    let lang = lang();
    let position = param("position");
    let errors = forms::summary(lang, refused("applications/start").as_ref());
    view! {
        <PageTitle lang=lang text=t::start_title(lang)/>
        <Way lang=lang/>
        <ErrorSummary lang=lang errors=errors/>
        {loaded(move || application_offer(position.clone()), move |offer| offered(lang, offer))}
    }
}

fn offered(lang: Lang, offer: Offer) -> impl IntoView {
    let target = offer.target.clone();
    let conditions = match target.conditions.as_str() {
        "" => t::no_conditions(lang).into_any(),
        words => view! { <UserText lang=lang text=words.to_owned()/> }.into_any(),
    };
    let asked = offer.asked.clone().map(|asked| view! { <AskedList lang=lang asked=asked/> });
    view! {
        <div class="cols">
            <div>
                <h1>{t::start_title(lang)}</h1>
                <p><b><Heading lang=lang target=target.clone()/></b></p>
                {privacy_of_offer(lang, &offer)}
                <h2>{t::conditions(lang)}</h2>
                {asked}
                <p class="notice-text">{conditions}</p>
                <KeyValues pairs=detail_pairs(lang, &target.details)/>
                {way_on(lang, &offer)}
            </div>
            <Side lang=lang target=target/>
        </div>
    }
}

fn way_on(lang: Lang, offer: &Offer) -> AnyView {
    // Once registration is closed nobody may choose another position, so that the page says that it is closed.
    let open = offer.standing == Standing::Inside;
    if let Some(existing) = offer.existing.filter(|one| open || one.state != ApplicationState::Refused) {
        return already(lang, existing);
    }
    let window = offer.target.registration;
    if offer.target.stop.is_some() {
        return stopped(lang, offer.target.phase, offer.target.stop.as_ref());
    }
    if offer.target.plan == 0 {
        let why = domain::reason::ApplicationsWhy::PositionCancelled.reason();
        return view! { <Notice mood=Mood::Refuse title=text::errors::sentence(&why, lang)/> }.into_any();
    }
    let ask = t::closed_ask(lang, &offer.target.authority);
    match offer.standing {
        Standing::Before => view! {
            <Notice title=t::not_open_title(lang)>
                <p>{t::not_open_until(lang, &dates::moment(lang, window.opens.0))}</p>
            </Notice>
        }
        .into_any(),
        Standing::After => view! {
            <Notice title=t::closed_title(lang)>
                <p>{t::closed_at(lang, &dates::moment(lang, window.closes.0))}</p>
                <p>{ask}</p>
            </Notice>
        }
        .into_any(),
        Standing::Inside => begin(lang, offer),
    }
}

fn begin(lang: Lang, offer: &Offer) -> AnyView {
    let hidden = vec![
        ("lang".to_owned(), lang.code().to_owned()),
        ("position".to_owned(), offer.target.position.to_string()),
    ];
    view! {
        <h2>{t::before_you_start(lang)}</h2>
        <ul>
            <li>{t::ready_identity(lang)}</li>
            <li>{t::ready_service(lang)}</li>
            <li>{t::ready_recommendation(lang)}</li>
        </ul>
        <p>{t::start_lede(lang)}</p>
        <PostForm action="/api/applications/start" key=offer.key.to_string() hidden=hidden>
            <Button word=t::start(lang)/>
        </PostForm>
    }
    .into_any()
}

fn already(lang: Lang, existing: Existing) -> AnyView {
    let (title, what, way) = match (existing.state, existing.same_position) {
        (ApplicationState::Refused, _) => {
            (t::refused_title(lang), t::refused_other(lang), t::see_existing(lang))
        }
        (ApplicationState::Draft | ApplicationState::Submitted, false) => {
            (t::existing_title(lang), t::existing_other(lang), t::continue_existing(lang))
        }
        (ApplicationState::Draft | ApplicationState::Submitted, true) => {
            (t::existing_title(lang), t::existing_here(lang), t::continue_existing(lang))
        }
        (ApplicationState::Lapsed, _) => {
            (t::existing_title(lang), t::existing_lapsed(lang), t::see_existing(lang))
        }
        (ApplicationState::Passed | ApplicationState::Withdrew, _) => {
            (t::existing_title(lang), t::existing_passed(lang), t::see_existing(lang))
        }
    };
    view! {
        <Notice mood=Mood::Return title=title>
            <p>{what}</p>
            <p><LinkButton href=address::application(lang, existing.code) word=way/></p>
        </Notice>
    }
    .into_any()
}
