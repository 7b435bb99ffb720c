//! How many people an act will tell something, and what one of them reads, before it is done.

use domain::view::messages::AboutToTell;
use leptos::prelude::*;
use text::Lang;

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
