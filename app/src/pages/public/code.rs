//! Choosing a password by a one-time code: a plain form that posts to the server's own handler.

use domain::reason::Reason;
use leptos::prelude::*;
use text::{Lang, account, people as t};

use crate::address;
use crate::frame::Section;
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, Kind, PostForm, TextField, field_errors, sentence_for,
};
use crate::shell::{self, Frame};

/// What the page shows. Posts `sign_in_name`, `code`, `password`, `again`; none of the secrets ever comes back.
#[derive(Clone, Debug, Default)]
pub struct ByCode {
    /// What was typed as the name.
    pub sign_in_name: String,
    /// Why the last try was refused.
    pub refused: Vec<Reason>,
}

/// Prints the page.
#[must_use]
pub fn print(view: &ByCode, lang: Lang) -> String {
    let prefix = if view.refused.is_empty() { "" } else { text::parts::error_prefix(lang) };
    let title = format!("{prefix}{}", t::code_title(lang));
    shell::print(Frame::public(lang, title, address::one_time_code(lang), Section::Elsewhere), || {
        body(view, lang)
    })
}

fn body(view: &ByCode, lang: Lang) -> impl IntoView {
    let errors = field_errors(&view.refused, lang);
    let field = |name: &str, label: &str| Field::new(name, label).error(sentence_for(&errors, name));
    let name = field("sign_in_name", account::login_name(lang));
    let code = field("code", t::code_label(lang)).hint(t::code_hint(lang));
    let password = field("password", t::new_label(lang)).hint(account::password_hint(lang));
    let again = field("again", account::password_again(lang));
    let typed = view.sign_in_name.clone();
    view! {
        <h1>{t::code_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors.clone()/>
        <p class="lede">{t::code_lede(lang)}</p>
        <PostForm action=address::one_time_code(lang)>
            <TextField lang=lang field=name kind=Kind::Login value=typed/>
            <TextField lang=lang field=code kind=Kind::Password/>
            <TextField lang=lang field=password kind=Kind::NewPassword/>
            <TextField lang=lang field=again kind=Kind::NewPassword/>
            <ButtonRow><Button word=t::set_password(lang)/></ButtonRow>
        </PostForm>
    }
}
