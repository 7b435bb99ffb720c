//! Names and texts that people wrote: each is a run of its own, so that words in another direction turn nothing around them,
//! and on English pages it is marked as Chinese, so that screen readers say it right.

use leptos::prelude::*;
use text::Lang;

/// Somebody's own words: a title, a unit, a person's name.
#[component]
pub fn UserText(lang: Lang, #[prop(into)] text: String) -> impl IntoView {
    view! { <bdi lang=(lang == Lang::En).then_some("zh-CN")>{text}</bdi> }
}
