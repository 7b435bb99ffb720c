//! Opening an account: a plain form with an idempotency key.

use domain::reason::Reason;
use leptos::prelude::*;
use text::{Lang, account as t, shell as shell_words};

use crate::address::{self, StandingPage};
use crate::frame::Section;
use crate::parts::{
    Button, ButtonRow, CheckBox, ErrorSummary, Field, Kind, PostForm, TextField, field_errors, sentence_for,
};
use crate::shell::{self, Frame};

/// What the page shows. Posts `next`, `key`, `sign_in_name`, `password`, `again`, `agreed` (`yes`), `edition`.
#[derive(Clone, Debug, Default)]
pub struct OpenAccount {
    /// Idempotency key of this form.
    pub key: String,
    /// What was typed as the name; passwords never come back.
    pub sign_in_name: String,
    /// Whether the privacy page was agreed to.
    pub agreed: bool,
    /// Why the last try was refused.
    pub refused: Vec<Reason>,
    /// Where to go once the new account is signed in; kept only if it is an address of this site.
    pub next: Option<String>,
}

/// Prints the page.
#[must_use]
pub fn print(view: &OpenAccount, lang: Lang) -> String {
    let prefix = if view.refused.is_empty() { "" } else { text::parts::error_prefix(lang) };
    let title = format!("{prefix}{}", t::register_title(lang));
    let here = address::register(lang, view.next.as_deref());
    shell::print(Frame::public(lang, title, here, Section::Elsewhere), || body(view, lang))
}

fn body(view: &OpenAccount, lang: Lang) -> impl IntoView {
    let errors = field_errors(&view.refused, lang);
    let field = |name: &str, label: &str| Field::new(name, label).error(sentence_for(&errors, name));
    let name = field("sign_in_name", t::login_name(lang)).hint(t::login_hint(lang));
    let password = field("password", t::password(lang)).hint(t::password_hint(lang));
    let again = field("again", t::password_again(lang));
    let agreed = field("agreed", t::agree(lang));
    let next = view.next.clone().filter(|next| address::is_ours(next));
    let sign_in = address::sign_in(lang, next.as_deref());
    let edition = ("edition".to_owned(), text::standing::privacy_edition().to_string());
    let hidden = next.into_iter().map(|next| ("next".to_owned(), next)).chain([edition]).collect::<Vec<_>>();
    let (typed, ticked) = (view.sign_in_name.clone(), view.agreed);
    view! {
        <h1>{t::register_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors.clone()/>
        <p class="lede">{t::after_register(lang)}</p>
        <PostForm action=address::register(lang, None) key=view.key.clone() hidden=hidden>
            <TextField lang=lang field=name kind=Kind::Login value=typed/>
            <TextField lang=lang field=password kind=Kind::NewPassword/>
            <TextField lang=lang field=again kind=Kind::NewPassword/>
            <CheckBox field=agreed checked=ticked/>
            <p class="small"><a href=address::standing_page(lang, StandingPage::Privacy)>{shell_words::privacy(lang)}</a></p>
            <ButtonRow><Button word=t::create(lang)/></ButtonRow>
        </PostForm>
        <p>{t::have_account(lang)}" "<a href=sign_in>{shell_words::sign_in(lang)}</a></p>
    }
}
