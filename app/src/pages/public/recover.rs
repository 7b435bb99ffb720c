//! The form by which an officer issues a one-time code to a candidate who forgot the password: plain, because the identity number that it
//! asks for and the code that the answer shows must stand in no address.

use domain::reason::Reason;
use leptos::prelude::*;
use text::{Lang, account, people as t};

use crate::address;
use crate::frame::{Section, Visitor};
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, Kind, PostForm, TextArea, TextField, field_errors, sentence_for,
};
use crate::shell::{self, Frame};

/// What the page shows. Posts `identity`, `number`, `reason`.
#[derive(Clone, Default)]
pub struct Recover {
    /// Identity number as typed.
    pub identity: String,
    /// Number of an application as typed.
    pub number: String,
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
    let number = field("number", t::recover_number(lang)).hint(t::recover_number_hint(lang)).optional();
    let reason = field("reason", t::recover_how(lang)).hint(t::recover_how_hint(lang));
    let typed = view.clone();
    view! {
        <h1>{t::recover_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors.clone()/>
        <p class="lede">{t::recover_lede(lang)}</p>
        <PostForm action=address::desk_recover(lang)>
            <TextField lang=lang field=identity kind=Kind::Identity value=typed.identity/>
            <TextField lang=lang field=number kind=Kind::Short value=typed.number/>
            <TextArea lang=lang field=reason value=typed.reason/>
            <ButtonRow><Button word=t::recover_issue(lang)/></ButtonRow>
        </PostForm>
    }
}
