//! How many people an act will tell something, and what one of them reads, before it is done.

use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::{Lang, messages};

use super::UserText;

/// `words` says how many and when; one message stands below it.
pub fn ahead(lang: Lang, words: String, told: AboutToTell) -> impl IntoView {
    let example = told.example.map(|one| {
        view! {
            <div class="notice">
                <p><b><UserText lang=lang text=one.subject/></b></p>
                <p class="pre"><UserText lang=lang text=one.body/></p>
            </div>
        }
    });
    view! { <p>{words}</p>{example} }
}

/// What an act will tell once it counts: each message to how many people, or that nobody would be told.
pub fn ahead_of_act(lang: Lang, told: Vec<AboutToTell>) -> AnyView {
    let told: Vec<AboutToTell> = told.into_iter().filter(|one| one.people > 0).collect();
    if told.is_empty() {
        return view! { <p>{messages::nobody_then(lang)}</p> }.into_any();
    }
    told.into_iter()
        .map(|one| ahead(lang, messages::many_then(lang, one.people), one))
        .collect_view()
        .into_any()
}
