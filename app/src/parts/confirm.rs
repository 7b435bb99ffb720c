//! Confirm page for what cannot be undone: consequences first, the act second, a way back beside it.

use leptos::prelude::*;
use text::{Lang, parts as t};

/// The body of a confirm page. The children are the form with its button.
#[component]
pub fn Confirm(
    lang: Lang,
    consequences: Vec<String>,
    #[prop(optional, into)] second: Option<String>,
    #[prop(into)] back: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="confirm">
            <h2>{t::consequences(lang)}</h2>
            <ul>{consequences.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            {second.map(|name| view! { <p>{t::second_person(lang, &name)}</p> })}
            <p><b>{t::cannot_undo(lang)}</b></p>
            {children()}
            <p class="flat"><a href=back>{t::cancel(lang)}</a></p>
        </div>
    }
}
