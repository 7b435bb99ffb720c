//! Timeline of an object: what happened, newest first or last as the page orders it.

use leptos::prelude::*;
use text::{Lang, dates};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineItem {
    /// When, Unix milliseconds.
    pub at: i64,
    /// What, in words.
    pub what: String,
    /// Who, where the reader may know.
    pub who: Option<String>,
}

/// The events as given.
#[component]
pub fn Timeline(lang: Lang, events: Vec<TimelineItem>) -> impl IntoView {
    let items = events
        .into_iter()
        .map(|event| {
            view! {
                <li>
                    <time datetime=dates::attribute(event.at)>{dates::stamp(lang, event.at)}</time>
                    {event.what}
                    {event.who.map(|who| view! { <span class="soft">" · "{who}</span> })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{items}</ol> }
}
