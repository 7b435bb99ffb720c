//! Buttons: one main act on a page, quiet ones beside it, grave ones for what hurts.

use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one main act of the page.
    #[default]
    Main,
    /// Beside it.
    Quiet,
    /// Refusing, withdrawing; never the default button.
    Grave,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "btn",
            Self::Quiet => "btn quiet",
            Self::Grave => "btn grave",
        }
    }
}

/// A submit button; `name` and `value` tell several buttons of a form apart, and `elsewhere` sends the form to another address, unfinished
/// as it may be.
#[component]
pub fn Button(
    #[prop(into)] word: String,
    #[prop(optional)] weight: Weight,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] elsewhere: Option<String>,
) -> impl IntoView {
    let unfinished = elsewhere.is_some();
    view! {
        <button class=weight.class() type="submit" name=name value=value formaction=elsewhere formnovalidate=unfinished>
            {word}
        </button>
    }
}

/// A link that looks like a button, for going somewhere.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(into)] word: String,
    #[prop(optional)] weight: Weight,
) -> impl IntoView {
    view! { <a class=weight.class() href=href>{word}</a> }
}

/// Buttons in a row; `apart` puts the first left and the last right.
#[component]
pub fn ButtonRow(#[prop(optional)] apart: bool, children: Children) -> impl IntoView {
    view! { <div class=if apart { "row apart" } else { "row" }>{children()}</div> }
}
