//! What follows from another answer, such as birthday and sex from the identity number: shown, locked, never a field.

use domain::registration::{Answers, Field, Form, Spot, derived};
use leptos::prelude::*;
use text::{Lang, applications as t, registration};

use super::{KeyValues, kv};

/// What follows from the answer to `source` that was saved; a sentence where it cannot be read yet, and nothing where nothing
/// follows from it.
pub fn derived_from(lang: Lang, form: &Form, source: Field, answers: &Answers) -> AnyView {
    let follow: Vec<(Field, String)> =
        form.following(source).map(|field| (field, derived(field, answers))).collect();
    if follow.is_empty() {
        return ().into_any();
    }
    if follow.iter().any(|(_, value)| value.is_empty()) {
        return view! { <p class="hint">{t::derived_title(lang)}{text::numbers::colon(lang)}{t::derived_later(lang)}</p> }
            .into_any();
    }
    let pairs = follow
        .into_iter()
        .map(|(field, value)| {
            kv(registration::label(lang, Spot::of(field), None), registration::shown(lang, field, &value))
        })
        .collect::<Vec<_>>();
    view! {
        <div class="derived">
            <KeyValues pairs=pairs/>
            <p class="hint">{t::derived_hint(lang)}</p>
        </div>
    }
    .into_any()
}
