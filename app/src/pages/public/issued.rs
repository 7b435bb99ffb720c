//! A one-time code, shown once to whoever hands it over, to be read out or printed.

use domain::calendar::Instant;
use leptos::prelude::*;
use text::{Lang, accounts, dates, people as t};

use crate::address;
use crate::frame::{Section, Visitor};
use crate::parts::{Notice, UserText};
use crate::shell::{self, Frame};

/// What the page shows.
pub struct IssuedCode {
    /// Sign-in name.
    pub sign_in_name: String,
    /// The code; none where it was shown before.
    pub code: Option<String>,
    /// When it ends.
    pub until: Instant,
    /// The account's page; none for a candidate's, which has no page on the desk.
    pub account: Option<String>,
    /// Who reads.
    pub visitor: Visitor,
}

/// Prints the page.
#[must_use]
pub fn print(view: &IssuedCode, lang: Lang) -> String {
    let frame = Frame {
        lang,
        title: t::issued_title(lang).to_owned(),
        here: if view.account.is_some() { address::desk_accounts(lang) } else { address::desk_recover(lang) },
        section: Section::Desk,
        visitor: view.visitor.clone(),
    };
    shell::print(frame, || body(view, lang))
}

fn body(view: &IssuedCode, lang: Lang) -> impl IntoView {
    let shown = match &view.code {
        None => view! { <Notice title=t::issued_before(lang)/> }.into_any(),
        Some(code) => view! {
            <p>{t::issued_lede(lang, &view.sign_in_name)}</p>
            <p class="mono digest"><UserText lang=lang text=code.clone()/></p>
            <p>{t::issued_until(lang, &dates::moment(lang, view.until.0))}</p>
        }
        .into_any(),
    };
    let ways = match &view.account {
        Some(account) => view! {
            <a href=address::desk_account(lang, account)>{t::manage(lang)}</a>" · "<a href=address::desk_accounts(lang)>{accounts::accounts(lang)}</a>
        }
        .into_any(),
        None => view! {
            <a href=address::desk_recover(lang)>{t::recover_again(lang)}</a>" · "<a href=address::desk(lang)>{text::shell::desk(lang)}</a>
        }
        .into_any(),
    };
    view! {
        <h1>{t::issued_title(lang)}</h1>
        {shown}
        <p class="noprint">{ways}</p>
    }
}
