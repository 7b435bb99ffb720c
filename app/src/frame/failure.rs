//! A page that could not be shown, in words: what happened and what to do.

use domain::access::Denial;
use leptos::prelude::*;
use text::{Lang, errors, shell};

use super::PageTitle;

use crate::api::ApiError;
use crate::{address, forms};

/// The page's body for an error. Words come from the catalogue only.
pub fn failure(lang: Lang, error: &ApiError) -> impl IntoView + use<> {
    failure_at(lang, error, None)
}

/// The same for a page at the address `here`, to which signing in leads back.
pub fn failure_at(lang: Lang, error: &ApiError, here: Option<&str>) -> impl IntoView + use<> {
    let entrance = address::sign_in(lang, here);
    let sentences = forms::words(lang, error).into_iter().map(|word| view! { <p>{word}</p> }).collect_view();
    let sign_in = matches!(error, ApiError::Denied(Denial::NotSignedIn));
    let title = forms::title(lang, error);
    view! {
        <PageTitle lang=lang text=title/>
        <h1>{title}</h1>
        {sentences}
        {sign_in.then(|| view! { <p><a class="btn" href=entrance>{shell::sign_in(lang)}</a></p> })}
        <p><a href=address::home(lang)>{errors::go_home(lang)}</a></p>
    }
}
