//! Key-value list.

use leptos::prelude::*;

/// A term and what stands for it.
pub struct KeyValue {
    term: String,
    value: AnyView,
}

/// A pair of the list.
pub fn kv(term: impl Into<String>, value: impl IntoAny) -> KeyValue {
    KeyValue { term: term.into(), value: value.into_any() }
}

/// Terms with their values; `small` in cards and at the side.
#[component]
pub fn KeyValues(pairs: Vec<KeyValue>, #[prop(optional)] small: bool) -> impl IntoView {
    let items =
        pairs.into_iter().map(|pair| view! { <dt>{pair.term}</dt><dd>{pair.value}</dd> }).collect_view();
    view! { <dl class=if small { "kv small" } else { "kv" }>{items}</dl> }
}
