//! The form by which an administrator opens an account: plain, because the answer shows a one-time code that must stand in no
//! address.

use domain::access::{ReachKind, Role};
use domain::reason::Reason;
use leptos::prelude::*;
use text::{Lang, accounts as words, desk, people as t};

use crate::address;
use crate::frame::{Section, Visitor};
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, Kind, PostForm, SelectField, TextField, field_errors,
    sentence_for,
};
use crate::shell::{self, Frame};

/// What the page shows. Posts `key`, `name`, `sign_in_name`, `role`, `reach`, `authority`, `posting`.
#[derive(Clone, Debug, Default)]
pub struct NewAccount {
    /// Idempotency key of this form.
    pub key: String,
    /// Name as typed.
    pub name: String,
    /// Sign-in name as typed.
    pub sign_in_name: String,
    /// Role as chosen.
    pub role: String,
    /// Reach as chosen.
    pub reach: String,
    /// Authority as typed.
    pub authority: String,
    /// Posting as typed.
    pub posting: String,
    /// Why the last try was refused.
    pub refused: Vec<Reason>,
    /// Who reads.
    pub visitor: Visitor,
}

/// Prints the page.
#[must_use]
pub fn print(view: &NewAccount, lang: Lang) -> String {
    let prefix = if view.refused.is_empty() { "" } else { text::parts::error_prefix(lang) };
    let frame = Frame {
        lang,
        title: format!("{prefix}{}", t::open_title(lang)),
        here: address::desk_account_new(lang),
        section: Section::Desk,
        visitor: view.visitor.clone(),
    };
    shell::print(frame, || body(view, lang))
}

fn body(view: &NewAccount, lang: Lang) -> impl IntoView {
    let errors = field_errors(&view.refused, lang);
    let field = |name: &str, label: &str| Field::new(name, label).error(sentence_for(&errors, name));
    let roles =
        Role::staff().map(|role| (role.word().to_owned(), desk::role_word(role, lang).to_owned())).collect();
    let reaches = ReachKind::ALL
        .iter()
        .map(|reach| (reach.word().to_owned(), t::reach_word(*reach, lang).to_owned()))
        .collect();
    let (name, sign_in) =
        (field("name", words::name(lang)), field("sign_in_name", words::sign_in_name(lang)));
    let (role, reach) = (field("role", words::role(lang)), field("reach", t::reach(lang)));
    let authority = field("authority", desk::authority(lang)).hint(t::authority_hint(lang)).optional();
    let posting = field("posting", t::posting_code(lang)).hint(t::posting_hint(lang)).optional();
    let typed = view.clone();
    view! {
        <h1>{t::open_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors.clone()/>
        <p class="lede">{t::open_lede(lang)}</p>
        <PostForm action=address::desk_account_new(lang) key=typed.key>
            <TextField lang=lang field=name kind=Kind::Name value=typed.name/>
            <TextField lang=lang field=sign_in kind=Kind::Login value=typed.sign_in_name/>
            <SelectField lang=lang field=role options=roles selected=typed.role/>
            <SelectField lang=lang field=reach options=reaches selected=typed.reach/>
            <TextField lang=lang field=authority value=typed.authority/>
            <TextField lang=lang field=posting kind=Kind::Login value=typed.posting/>
            <ButtonRow><Button word=words::open_account(lang)/></ButtonRow>
        </PostForm>
    }
}
