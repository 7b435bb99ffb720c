//! Key-value list.

use domain::posting::Detail;
use leptos::prelude::*;
use text::Lang;

use super::UserText;

/// A term and what stands for it.
pub struct KeyValue {
    term: AnyView,
    value: AnyView,
}

/// A pair of the list.
pub fn kv(term: impl Into<String>, value: impl IntoAny) -> KeyValue {
    KeyValue { term: term.into().into_any(), value: value.into_any() }
}

/// The kept columns of a position: titles and words are somebody's own.
pub fn detail_pairs(lang: Lang, details: &[Detail]) -> Vec<KeyValue> {
    let pair = |detail: &Detail| {
        let (title, words) = (detail.title.as_str().to_owned(), detail.text.as_str().to_owned());
        KeyValue {
            term: view! { <UserText lang=lang text=title/> }.into_any(),
            value: view! { <span class="notice-text"><UserText lang=lang text=words/></span> }.into_any(),
        }
    };
    details.iter().map(pair).collect()
}

/// The same in a row, each a run of its own, below a position in a table.
pub fn detail_line(lang: Lang, details: &[Detail]) -> Option<impl IntoView + use<>> {
    let one = |(at, detail): (usize, &Detail)| {
        let words = text::eligibility::in_column(lang, detail.title.as_str(), detail.text.as_str());
        view! { {(at > 0).then_some(" · ")}<UserText lang=lang text=words/> }
    };
    let all: Vec<_> = details.iter().enumerate().map(one).collect();
    (!all.is_empty()).then(|| view! { <br/><span class="small soft">{all}</span> })
}

/// Terms with their values; `small` in cards and at the side.
#[component]
pub fn KeyValues(pairs: Vec<KeyValue>, #[prop(optional)] small: bool) -> impl IntoView {
    let items =
        pairs.into_iter().map(|pair| view! { <dt>{pair.term}</dt><dd>{pair.value}</dd> }).collect_view();
    view! { <dl class=if small { "kv small" } else { "kv" }>{items}</dl> }
}
