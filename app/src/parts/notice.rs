//! Notice: one thing the reader should know before the rest.

use leptos::prelude::*;

use super::Mood;

/// A box with a title. `live` announces it to screen readers when it appears after an act.
#[component]
pub fn Notice(
    #[prop(optional)] mood: Option<Mood>,
    #[prop(into)] title: String,
    #[prop(optional)] live: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = match mood {
        Some(Mood::Pass) => "notice pass",
        Some(Mood::Return) => "notice return",
        Some(Mood::Refuse) => "notice refuse",
        Some(Mood::Now | Mood::Wait) | None => "notice",
    };
    view! { <div class=class role=live.then_some("status")><h2>{title}</h2>{children.map(|children| children())}</div> }
}
