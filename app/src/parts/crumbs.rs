//! Breadcrumbs: the pages above this one.

use leptos::prelude::*;
use text::{Lang, shell as t};

use super::UserText;

/// A page above this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its address.
    pub href: String,
    /// What it is called.
    pub word: String,
    /// Whether the word is somebody's own Chinese (a posting's title) and no word of the catalogue.
    pub own: bool,
}

impl Crumb {
    /// A page named by the catalogue.
    #[must_use]
    pub fn page(href: String, word: &str) -> Self {
        Self { href, word: word.to_owned(), own: false }
    }

    /// A page named by its own Chinese title.
    #[must_use]
    pub fn own(href: String, title: &str) -> Self {
        Self { href, word: title.to_owned(), own: true }
    }
}

/// The way to this page, without the page itself.
#[component]
pub fn Crumbs(lang: Lang, crumbs: Vec<Crumb>) -> impl IntoView {
    let links = crumbs
        .into_iter()
        .enumerate()
        .map(|(at, crumb)| {
            let word = if crumb.own {
                view! { <UserText lang=lang text=crumb.word/> }.into_any()
            } else {
                crumb.word.into_any()
            };
            view! { {(at > 0).then_some(" › ")}<a href=crumb.href>{word}</a> }
        })
        .collect_view();
    view! { <nav class="crumbs" aria-label=t::breadcrumbs(lang)>{links}</nav> }
}
