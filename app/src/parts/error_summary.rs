//! Error summary: on top, focused, each line a link to its field.

use domain::reason::Reason;
use leptos::prelude::*;
use text::{Lang, parts as t, reasons};

use super::field::id_of;

/// One error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Form name of the field; `None` where no single field is wrong.
    pub name: Option<String>,
    /// What happened and what to do.
    pub sentence: String,
}

/// Nothing where there are no errors.
#[component]
pub fn ErrorSummary(lang: Lang, errors: Vec<FieldError>) -> impl IntoView {
    let some = !errors.is_empty();
    let lines = errors
        .into_iter()
        .map(|error| match error.name {
            Some(name) => {
                view! { <li><a href=format!("#{}", id_of(&name))>{error.sentence}</a></li> }.into_any()
            }
            None => view! { <li>{error.sentence}</li> }.into_any(),
        })
        .collect_view();
    some.then(|| {
        view! {
            <div class="summary" role="alert" tabindex="-1" autofocus=true aria-labelledby="errors">
                <h2 id="errors">{t::errors_title(lang)}</h2>
                <ul>{lines}</ul>
            </div>
        }
    })
}

/// Refusals as errors of a form: each at its field, those without one on top only.
#[must_use]
pub fn field_errors(refused: &[Reason], lang: Lang) -> Vec<FieldError> {
    refused
        .iter()
        .map(|reason| FieldError {
            name: reason.field().map(|field| field.as_str().to_owned()),
            sentence: reasons::sentence(reason, lang),
        })
        .collect()
}

/// The sentence for a field, if it is wrong.
#[must_use]
pub fn sentence_for(errors: &[FieldError], name: &str) -> Option<String> {
    errors.iter().find(|error| error.name.as_deref() == Some(name)).map(|error| error.sentence.clone())
}
