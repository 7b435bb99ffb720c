//! Errors of forms as pages show them: the summary on top and the sentence beside each field.
//!
//! Owns: the way from [`ApiError`] to sentences. Refuses: rules.

use domain::reason::FieldPath;
use text::{Lang, errors};

use crate::api::ApiError;
use crate::parts::{Field, FieldError, sentence_for};

/// What happened and what to do, in sentences.
#[must_use]
pub fn words(lang: Lang, error: &ApiError) -> Vec<String> {
    let both = |what: &str, todo: &str| vec![what.to_owned(), todo.to_owned()];
    match error {
        ApiError::Refused(reasons) => reasons.iter().map(|reason| errors::sentence(reason, lang)).collect(),
        ApiError::Denied(denial) => vec![errors::denied(*denial, lang).to_owned()],
        ApiError::Missing => both(errors::missing_what(lang), errors::missing_do(lang)),
        ApiError::Stale => both(errors::stale_what(lang), errors::stale_do(lang)),
        ApiError::Busy => both(errors::busy_what(lang), errors::busy_do(lang)),
        ApiError::Unconfirmed => both(errors::unconfirmed_what(lang), errors::unconfirmed_do(lang)),
        ApiError::NoRoom => both(errors::no_room_what(lang), errors::no_room_do(lang)),
        ApiError::Internal(code) => vec![
            errors::internal_what(lang).to_owned(),
            errors::internal_do(lang).to_owned(),
            format!("{} {code}", errors::incident(lang)),
        ],
        ApiError::Transport => both(errors::transport_what(lang), errors::transport_do(lang)),
    }
}

/// The title of a page that shows only this error.
#[must_use]
pub fn title(lang: Lang, error: &ApiError) -> &'static str {
    match error {
        ApiError::Refused(_) => errors::refused_title(lang),
        ApiError::Denied(_) => errors::forbidden_title(lang),
        ApiError::Missing => errors::missing_title(lang),
        ApiError::Stale => errors::stale_title(lang),
        ApiError::Busy => errors::busy_title(lang),
        ApiError::NoRoom => errors::no_room_title(lang),
        ApiError::Unconfirmed => errors::unconfirmed_title(lang),
        ApiError::Internal(_) => errors::internal_title(lang),
        ApiError::Transport => errors::transport_title(lang),
    }
}

/// The lines of the error summary; those of a field link to it.
#[must_use]
pub fn summary(lang: Lang, error: Option<&ApiError>) -> Vec<FieldError> {
    match error {
        None => Vec::new(),
        Some(ApiError::Refused(reasons)) => reasons
            .iter()
            .map(|reason| FieldError {
                name: reason.field().map(FieldPath::as_str).map(str::to_owned),
                sentence: errors::sentence(reason, lang),
            })
            .collect(),
        Some(other) => vec![FieldError { name: None, sentence: words(lang, other).join(" ") }],
    }
}

/// The field with its sentence of the summary, if it has one.
#[must_use]
pub fn with_error(field: Field, name: &str, errors: &[FieldError]) -> Field {
    field.error(sentence_for(errors, name))
}
