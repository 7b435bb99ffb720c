//! Sign-in: a plain form that posts to the server's own handler.

use domain::reason::Reason;
use leptos::prelude::*;
use text::{Lang, account as t, shell as shell_words};

use crate::address;
use crate::frame::Section;
use crate::parts::{
    Button, ButtonRow, ErrorSummary, Field, Kind, Mood, Notice, PostForm, TextField, field_errors,
    sentence_for,
};
use crate::shell::{self, Frame};

/// Why the reader is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Has just signed out.
    SignedOut,
    /// Has just opened an account.
    AccountMade,
    /// Has just chosen a password.
    PasswordSet,
    /// The session ended.
    SessionOver,
    /// Asked for a page that needs a session.
    PleaseSignIn,
}

/// What the page shows. Posts `sign_in_name`, `password` and `next`.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// Where to go afterwards; kept only if it is an address of this site.
    pub next: Option<String>,
    /// What was typed as the name; the password never comes back.
    pub sign_in_name: String,
    /// Why the last try was refused.
    pub refused: Vec<Reason>,
    /// Why the reader is here.
    pub note: Option<Note>,
}

/// Prints the page.
#[must_use]
pub fn print(view: &SignIn, lang: Lang) -> String {
    let here = address::sign_in(lang, view.next.as_deref());
    let prefix = if view.refused.is_empty() { "" } else { text::parts::error_prefix(lang) };
    let title = format!("{prefix}{}", t::sign_in_title(lang));
    shell::print(Frame::public(lang, title, here, Section::Elsewhere), || body(view, lang))
}

fn body(view: &SignIn, lang: Lang) -> impl IntoView {
    let errors = field_errors(&view.refused, lang);
    let name = Field::new("sign_in_name", t::login_name(lang)).error(sentence_for(&errors, "sign_in_name"));
    let password = Field::new("password", t::password(lang)).error(sentence_for(&errors, "password"));
    let note = view.note.map(|note| match note {
        Note::SignedOut => (Mood::Now, t::signed_out(lang)),
        Note::AccountMade => (Mood::Pass, t::account_made(lang)),
        Note::PasswordSet => (Mood::Pass, t::password_set(lang)),
        Note::SessionOver => (Mood::Return, t::session_over(lang)),
        Note::PleaseSignIn => (Mood::Return, t::please_sign_in(lang)),
    });
    let next = view.next.clone().filter(|next| address::is_ours(next));
    let register = address::register(lang, next.as_deref());
    let hidden = next.into_iter().map(|next| ("next".to_owned(), next)).collect::<Vec<_>>();
    let typed = view.sign_in_name.clone();
    view! {
        <h1>{t::sign_in_title(lang)}</h1>
        <ErrorSummary lang=lang errors=errors/>
        {note.map(|(mood, note)| view! { <Notice mood=mood title=note/> })}
        <PostForm action=address::sign_in(lang, None) hidden=hidden>
            <TextField lang=lang field=name kind=Kind::Login value=typed/>
            <TextField lang=lang field=password kind=Kind::Password/>
            <ButtonRow><Button word=t::sign_in_title(lang)/></ButtonRow>
        </PostForm>
        <p>{t::no_account(lang)}" "<a href=register>{shell_words::register(lang)}</a></p>
        <p>{t::use_code(lang)}" "<a href=address::one_time_code(lang)>{t::use_code_link(lang)}</a></p>
        <p>{t::forgot(lang)}</p>
        <p class="small soft">{t::staff_note(lang)}</p>
    }
}
