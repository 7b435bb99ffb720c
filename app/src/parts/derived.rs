//! Birthday and sex as the identity number says: shown, locked, never a field.

use domain::registration::ApplicationForm;
use leptos::prelude::*;
use text::{Lang, applications as t, eligibility as e};

use super::{KeyValues, kv};

/// What follows from the identity number that was saved; a sentence where it cannot be read yet.
#[component]
pub fn Derived(lang: Lang, form: ApplicationForm) -> impl IntoView {
    let facts = form.facts();
    match facts.birth.zip(facts.sex) {
        Some((birth, sex)) => {
            let pairs = vec![
                kv(t::birth(lang), e::day(birth, lang)),
                kv(t::sex(lang), e::lists::sex_of(sex, lang)),
            ];
            view! {
                <div class="derived">
                    <KeyValues pairs=pairs/>
                    <p class="hint">{t::derived_hint(lang)}</p>
                </div>
            }
            .into_any()
        }
        None => view! { <p class="hint">{t::derived_title(lang)}{text::numbers::colon(lang)}{t::derived_later(lang)}</p> }.into_any(),
    }
}
