//! The question before a session of the desk ends, where scripts run: a dialog that keeps what is typed and goes on by a request.
//!
//! Owns: its markup and its script, which is a few lines beside this file and no island: what has no island fetches no program. Refuses:
//! counting; how long the session lasts says the server, and without scripts the line under the masthead.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::Script;
use text::{Lang, people as t};

use crate::address;
use crate::api::accounts::STAY;
use crate::api::gate::{Visit, session_left};

/// Asks, without words of people and without a clock.
const SCRIPT: &str = include_str!("stay.js");

/// Stands closed on every page of the desk that the router draws for whoever is signed in.
#[component]
pub fn Stay(lang: Lang) -> impl IntoView {
    let visit = use_context::<Visit>();
    let left = visit.as_ref().and_then(|visit| session_left(&visit.service, &visit.caller));
    let nonce = use_nonce().map(|nonce| nonce.to_string());
    let (Some(visit), Some(left), Some(nonce)) = (visit, left, nonce) else { return ().into_any() };
    visit.waking.asking(&nonce);
    view! {
        <dialog
            id="stay"
            class="stay"
            aria-labelledby="stay-title"
            aria-describedby="stay-what"
            data-left=left.to_string()
        >
            <h2 id="stay-title">{t::stay_title(lang)}</h2>
            <p id="stay-what">{t::stay_what(lang)}</p>
            <p id="stay-failed" role="alert" hidden=true>
                {t::stay_failed(lang)}" "
                <a href=address::extend(lang) target="_blank">{t::stay_elsewhere(lang)}</a>
            </p>
            <div class="row">
                <form method="post" action=STAY><button class="btn" type="submit">{t::stay(lang)}</button></form>
                <form method="dialog"><button class="btn quiet" type="submit">{t::stay_close(lang)}</button></form>
            </div>
        </dialog>
        <Script type_="module">{SCRIPT}</Script>
    }
    .into_any()
}
