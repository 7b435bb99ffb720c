//! The form that changes something: always POST, with an idempotency key where it creates.

use leptos::prelude::*;
use text::Lang;

use super::{Field, Mood, Notice};

/// Where the form sends to that is being drawn: its fields ask whether they were typed before.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub(crate) struct Sent(pub String);

/// Says where the form sends to whose fields are drawn next, for fields that are drawn before the form around them.
pub fn sends_to(action: &str) {
    #[cfg(feature = "ssr")]
    provide_context(Sent(action.to_owned()));
    #[cfg(not(feature = "ssr"))]
    let _ = action;
}

/// What was typed into a field of a form before it was refused, or before the page was shown in the other language; `None` where
/// the page shows no such form.
#[must_use]
pub fn typed_into(action: &str, field: &str) -> Option<String> {
    sends_to(action);
    Field::new(field, "").typed_before()
}

/// `key` goes as the hidden field `key`: a double click then does the thing once. `files` makes it multipart.
/// `hidden` are further pairs, e.g. the version a change was based on. `lenient` lets unfinished input through to the
/// server, which stores a draft as typed and names every fault at once. `enters` is for a form with several buttons: the Enter
/// key then sends it as if none of them had been pressed, not as the first. `switches` is for a form in which somebody writes: a
/// button shows the page in the other language with what is typed; the form's files are chosen again there.
#[component]
pub fn PostForm(
    #[prop(into)] action: String,
    #[prop(optional, into)] key: Option<String>,
    #[prop(optional)] hidden: Vec<(String, String)>,
    #[prop(optional)] files: bool,
    #[prop(optional)] lenient: bool,
    #[prop(optional)] enters: bool,
    #[prop(optional)] switches: bool,
    children: Children,
) -> impl IntoView {
    let restored = restored(&action);
    #[cfg(feature = "ssr")]
    provide_context(Sent(action.clone()));
    let hidden = hidden
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <form class="form" method="post" action=action.clone() enctype=files.then_some("multipart/form-data") novalidate=lenient>
            {key.map(|key| view! { <input type="hidden" name="key" value=key/> })}
            {hidden}
            {restored.map(|words| view! { <Notice mood=Mood::Return title=words/> })}
            {enters.then(|| view! { <button class="sr" type="submit" tabindex="-1" aria-hidden="true"></button> })}
            {children()}
            {switches.then(|| switch(&action))}
        </form>
    }
}

/// The button that keeps a form and shows its page in the other language. No island holds such a form: the browser never draws it.
#[cfg(feature = "ssr")]
fn switch(action: &str) -> impl IntoView + use<> {
    let lang = crate::hooks::lang();
    switch_to(lang, crate::address::keep(lang.other(), action))
}

/// The button that sends what is typed so far to `there`, which shows it in the other language. A form of a person without an account
/// names the address of its own page.
pub fn switch_to(lang: Lang, there: String) -> impl IntoView + use<> {
    view! {
        <p class="small">
            <button class="linkish" type="submit" formaction=there formenctype="application/x-www-form-urlencoded" formnovalidate>
                {text::parts::switch_language(lang)}
            </button>
        </p>
    }
}

#[cfg(not(feature = "ssr"))]
const fn switch(_: &str) {}

/// What to say above a form whose fields were typed before the session ended, or had to go before their term was over.
#[cfg(feature = "ssr")]
fn restored(action: &str) -> Option<&'static str> {
    let typed = use_context::<crate::api::gate::Visit>()?.typed.filter(|typed| typed.action == action)?;
    let lang = crate::hooks::lang();
    match (typed.lost, typed.restored) {
        (true, _) => Some(text::account::not_kept(lang)),
        (false, true) => Some(text::account::restored(lang)),
        (false, false) => None,
    }
}

#[cfg(not(feature = "ssr"))]
const fn restored(_: &str) -> Option<&'static str> {
    None
}
