//! Names and texts that people wrote in Chinese, marked as such on English pages, so that screen readers say them right.

use leptos::prelude::*;
use text::Lang;

/// Somebody's own words: a title, a unit, a person's name.
#[component]
pub fn UserText(lang: Lang, #[prop(into)] text: String) -> impl IntoView {
    match lang {
        Lang::Zh => text.into_any(),
        Lang::En => view! { <span lang="zh-CN">{text}</span> }.into_any(),
    }
}
