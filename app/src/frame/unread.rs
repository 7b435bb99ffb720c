//! How many own messages wait to be read, with the way to them; nothing where none does.

use leptos::prelude::*;
use text::{Lang, messages as t};

use super::loaded;
use crate::address;
use crate::api::messages::messages_unread;

/// One line on the first page of whoever signed in.
#[component]
pub fn Unread(lang: Lang) -> impl IntoView {
    loaded(messages_unread, move |count| {
        (count > 0)
            .then(|| view! { <p><a href=address::messages(lang)>{t::unread_count(lang, count)}</a></p> })
    })
}
