//! The privacy page, asked about where an application goes on: with a button that leads back to the page.

use domain::view::my::applications::{Application, Offer};
use leptos::prelude::*;
use text::Lang;

use crate::frame::privacy_notice;

fn pair(name: &str, value: &impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

/// On `page` of an application, the empty word being the application's own page.
pub(super) fn privacy(lang: Lang, found: &Application, page: &str) -> Option<AnyView> {
    let back = vec![pair("application", &found.code), pair("page", &page)];
    found.privacy.map(|edition| privacy_notice(lang, edition, back).into_any())
}

/// Before an application is begun.
pub(super) fn privacy_of_offer(lang: Lang, offer: &Offer) -> Option<AnyView> {
    let back = vec![pair("position", &offer.target.position)];
    offer.privacy.map(|edition| privacy_notice(lang, edition, back).into_any())
}
