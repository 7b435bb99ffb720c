//! Asks a candidate to agree to the privacy page again, once it says something else; nothing where it stands. Only sending an application
//! waits for the answer.

use domain::digest::Digest;
use leptos::prelude::*;
use text::{Lang, shell, standing as t};

use super::loaded;
use crate::address::{self, StandingPage};
use crate::api::accounts::account_asked;
use crate::forms::summary;
use crate::hooks::refused;
use crate::parts::{Button, ErrorSummary, Mood, Notice, PostForm, Weight};

/// One notice with one button.
#[component]
pub fn PrivacyAsked(lang: Lang) -> impl IntoView {
    loaded(account_asked, move |asked: Option<Digest>| {
        asked.map(|edition| privacy_notice(lang, edition, Vec::new()))
    })
}

/// The notice of an edition; `back` says which page asked, and whoever agrees is led back there.
pub fn privacy_notice(lang: Lang, edition: Digest, back: Vec<(String, String)>) -> impl IntoView + use<> {
    let errors = summary(lang, refused("account/agree").as_ref());
    let own = [("lang".to_owned(), lang.code().to_owned()), ("digest".to_owned(), edition.to_string())];
    let hidden: Vec<(String, String)> = own.into_iter().chain(back).collect();
    let page = address::standing_page(lang, StandingPage::Privacy);
    view! {
        <ErrorSummary lang=lang errors=errors/>
        <Notice mood=Mood::Now title=t::privacy_asked_title(lang)>
            <p>{t::privacy_asked(lang)}" "<a href=page>{shell::privacy(lang)}</a></p>
            <PostForm action="/api/account/agree" hidden=hidden>
                <Button word=t::privacy_agree(lang) weight=Weight::Quiet/>
            </PostForm>
        </Notice>
    }
}

/// The same inside of a form in which something is typed: a box that goes with what is typed, so that nothing is lost over it.
pub fn privacy_box(lang: Lang, edition: Digest) -> impl IntoView + use<> {
    let page = address::standing_page(lang, StandingPage::Privacy);
    view! {
        <Notice mood=Mood::Now title=t::privacy_asked_title(lang)>
            <p>{t::privacy_asked(lang)}" "<a href=page target="_blank">{shell::privacy(lang)}</a></p>
            <div class="check">
                <input type="checkbox" id="agree" name="agree" value=edition.to_string()/>
                <label for="agree">{t::privacy_agree(lang)}</label>
            </div>
            <p class="small soft">{t::privacy_box(lang)}</p>
        </Notice>
    }
}
