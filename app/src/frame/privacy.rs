//! Asks a candidate to agree to the privacy page again, once it says something else; nothing where it stands. It holds nobody up.

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
    loaded(account_asked, move |asked: Option<Digest>| asked.map(|edition| notice(lang, edition)))
}

fn notice(lang: Lang, edition: Digest) -> impl IntoView {
    let errors = summary(lang, refused("account/agree").as_ref());
    let hidden =
        vec![("lang".to_owned(), lang.code().to_owned()), ("digest".to_owned(), edition.to_string())];
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
