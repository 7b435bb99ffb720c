//! The form by which an officer finds the account of a candidate who forgot the password, chooses it and issues a one-time code: plain, because the identity number that it
//! asks for and the code that the answer shows must stand in no address.

use domain::calendar::Instant;
use domain::lifecycle::ApplicationState;
use domain::reason::Reason;
use leptos::prelude::*;
use text::{Lang, account, dates, people as t, states};

use crate::address;
use crate::frame::{Section, Visitor};
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, Kind, PostForm, RadioGroup, TextArea, TextField, field_errors,
    sentence_for,
};
use crate::shell::{self, Frame};

/// An account that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The application by which it is chosen.
    pub application: String,
    /// The sign-in name with its middle hidden.
    pub sign_in: String,
    /// Title of the posting.
    pub title: String,
    /// When the application was sent.
    pub sent: Option<Instant>,
    /// Where the application stands, where the reader may know.
    pub state: Option<ApplicationState>,
}

/// What the page shows. Posts `identity`, `number`, `reason`.
#[derive(Clone, Default)]
pub struct Recover {
    /// Identity number as typed.
    pub identity: String,
    /// The accounts to choose from; nothing before they were looked for.
    pub found: Vec<Choice>,
    /// How the identity was checked, as typed.
    pub reason: String,
    /// Why the last try was refused.
    pub refused: Vec<Reason>,
    /// Who reads.
    pub visitor: Visitor,
}

/// Prints the page.
#[must_use]
pub fn print(view: &Recover, lang: Lang) -> String {
    let prefix = if view.refused.is_empty() { "" } else { text::parts::error_prefix(lang) };
    let frame = Frame {
        lang,
        title: format!("{prefix}{}", t::recover_title(lang)),
        here: address::desk_recover(lang),
        section: Section::Desk,
        visitor: view.visitor.clone(),
    };
    shell::print(frame, || body(view, lang))
}

fn body(view: &Recover, lang: Lang) -> impl IntoView {
    let errors = field_errors(&view.refused, lang);
    let field = |name: &str, label: &str| Field::new(name, label).error(sentence_for(&errors, name));
    let identity = field("identity", account::identity_number(lang));
    let reason = field("reason", t::recover_how(lang)).hint(t::recover_how_hint(lang));
    let typed = view.clone();
    let options: Vec<(String, String)> =
        view.found.iter().map(|one| (one.application.clone(), said(one, lang))).collect();
    let word = if options.is_empty() { t::recover_seek(lang) } else { t::recover_issue(lang) };
    let choices = (!options.is_empty()).then(|| {
        let number = field("number", t::recover_number(lang)).hint(t::recover_number_hint(lang));
        view! { <RadioGroup lang=lang field=number options=options/> }
    });
    view! {
        <h1>{t::recover_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors.clone()/>
        <p class="lede">{t::recover_lede(lang)}</p>
        <PostForm action=address::desk_recover(lang)>
            <TextField lang=lang field=identity kind=Kind::Identity value=typed.identity/>
            <TextArea lang=lang field=reason value=typed.reason/>
            {choices}
            <ButtonRow><Button word=word/></ButtonRow>
        </PostForm>
    }
}

fn said(one: &Choice, lang: Lang) -> String {
    let sent = one.sent.map_or_else(
        || t::recover_changing(lang).to_owned(),
        |at| t::recover_sent(lang, &dates::moment(lang, at.0)),
    );
    let found = t::recover_found(lang, &one.sign_in, &one.title, &sent);
    match one.state {
        Some(state) => t::recover_stands(lang, &found, states::application(state, lang)),
        None => found,
    }
}
