//! Empty state: says what to do instead of showing nothing.

use leptos::prelude::*;

/// A sentence, and below it what the reader can do.
#[component]
pub fn Empty(#[prop(into)] sentence: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! { <div class="empty"><p>{sentence}</p>{children.map(|children| children())}</div> }
}
