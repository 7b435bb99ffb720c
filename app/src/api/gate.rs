//! The gate between pages and use cases: the only place that turns a fault into a wire error or a status.
//!
//! Owns: [`Visit`], the one value that the server provides to every page and server function. Refuses: deciding anything.

use std::ops::AsyncFnOnce;
use std::sync::{Arc, OnceLock};

use axum::http::StatusCode;
use domain::access::{Caller, Denial};
use domain::id::Code;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use service::maintenance::kept_forms::{self, Owner};
use service::{Fault, Service};

use super::ApiError;

/// What the server provides to every page and server function, and nothing besides.
#[derive(Clone)]
pub struct Visit {
    /// The use cases.
    pub service: Service,
    /// Who asks.
    pub caller: Caller,
    /// The request's number, shown on the page when something breaks.
    pub incident: Code,
    /// Whether the request came from a plain form or link and wants a page back.
    pub wants_page: bool,
    /// Whether the response belongs to a server function, whose status is ours to set.
    pub is_function: bool,
    /// What was typed into the form whose refusal this page shows.
    pub typed: Option<Arc<TypedForm>>,
    /// Whether the page wakes islands.
    pub waking: Waking,
    /// The title of the posting that a page of the desk belongs to, for whoever reads the posting.
    pub posting_title: Option<Arc<str>>,
}

/// Whether a page wakes islands, or only asks before the session ends, and by scripts with which nonce: known once the page is whole.
#[derive(Clone, Debug, Default)]
pub struct Waking {
    islands: Arc<OnceLock<String>>,
    question: Arc<OnceLock<String>>,
}

impl Waking {
    /// The page wakes them by a script with this nonce.
    pub fn with(&self, nonce: &str) {
        let _ = self.islands.set(nonce.to_owned());
    }

    /// The page asks before the session ends, by a script with this nonce.
    pub fn asking(&self, nonce: &str) {
        let _ = self.question.set(nonce.to_owned());
    }

    /// The nonce of that script, where there is one.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        self.question.get().map(String::as_str)
    }

    /// The nonce of the script, where there is one.
    #[must_use]
    pub fn nonce(&self) -> Option<&str> {
        self.islands.get().map(String::as_str)
    }
}

/// A form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedForm {
    /// The function it was sent to, `/api/postings/edit`.
    pub action: String,
    /// Its fields in their order; no secret ones.
    pub fields: Vec<(String, String)>,
    /// The session had ended when it was sent, so that nothing of it was done.
    pub restored: bool,
    /// It is not kept any more, although its term is not over: its sender filled in many others since. It has no fields then.
    pub lost: bool,
}

impl TypedForm {
    /// What was typed into a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// Name in the query of a page that shows what a function kept of a form that went through in part.
pub const UNSAVED: &str = "unsaved";

/// Keeps fields of a form for their sender under its action: what of it did not go through. The function then sends the browser to
/// an address with [`UNSAVED`] and the action.
///
/// # Errors
/// The database's.
pub async fn keep(
    service: &Service,
    caller: &Caller,
    action: &str,
    fields: &[(String, String)],
) -> Result<(), Fault> {
    match Owner::present(caller) {
        Some(owner) => kept_forms::keep(service, &owner, action, fields).await,
        None => Ok(()),
    }
}

/// Keeps what a page of the posting's desk is asked for by whoever asks it, under the action, and leads to the page, which answers it
/// (`hooks::asked`): nothing of it stands in an address. `name` says what is asked.
///
/// # Errors
/// As [`pass`], for whoever may not ask it.
pub async fn ask(
    (action, name): (&str, &'static str),
    (lang, posting, page): (&str, Code, &str),
    fields: &[(&str, &str)],
) -> Result<(), ApiError> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let fields: Vec<(String, String)> = fields.iter().map(owned).collect();
    pass(async |service, caller| {
        service::ranking::expect_may_ask(service, caller, posting, name).await?;
        keep(service, caller, action, &fields).await
    })
    .await?;
    desk(lang, posting, &format!("{page}{}", crate::address::query(&[(UNSAVED, action)])));
    Ok(())
}

/// Seconds until the session of the request ends unless a further request comes in; `None` where there is none.
#[must_use]
pub fn session_left(service: &Service, caller: &Caller) -> Option<i64> {
    let session = caller.person()?.session?;
    let end = session.idle_until.0.min(session.expires_at.0);
    Some(end.saturating_sub(service.now().0).max(0).div_euclid(1000))
}

/// The code of a search for an address, which keeps no words that somebody looks for; empty where nothing is looked for.
#[must_use]
pub fn search_code(words: &str) -> String {
    let visit = use_context::<Visit>();
    visit.map(|visit| service::sought::code(&visit.service, &visit.caller, words)).unwrap_or_default()
}

/// What the present visitor looks for by the code of a search, without characters that nobody sees; empty for a code of somebody
/// else's.
#[must_use]
pub fn sought(code: &str) -> String {
    let Some(visit) = use_context::<Visit>() else { return String::new() };
    let words = service::sought::words(&visit.service, &visit.caller, code);
    words.chars().filter(|ch| domain::typed::is_shown(*ch)).collect()
}

/// Says that a server function's request could not be read. It stands until [`pass`] runs: the fields of a function are
/// read before its body, and what cannot be read never gets here.
pub fn expect_nothing(visit: &Visit) {
    if let Some(response) = use_context::<ResponseOptions>()
        && visit.is_function
        && !visit.wants_page
    {
        response.set_status(StatusCode::BAD_REQUEST);
    }
}

/// Runs one use case for the present visitor.
///
/// # Errors
/// The fault as [`ApiError`]; the status of the response is set unless a plain form waits for its redirect.
pub async fn pass<T, F>(body: F) -> Result<T, ApiError>
where
    F: AsyncFnOnce(&Service, &Caller) -> Result<T, Fault>,
{
    let Some(visit) = use_context::<Visit>() else { return Err(ApiError::Transport) };
    if let Some(response) = use_context::<ResponseOptions>()
        && visit.is_function
        && !visit.wants_page
    {
        response.set_status(StatusCode::OK);
    }
    match body(&visit.service, &visit.caller).await {
        Ok(value) => Ok(value),
        Err(fault) => {
            if let Some(response) = use_context::<ResponseOptions>()
                && (!visit.is_function || !visit.wants_page)
            {
                response.set_status(status(&fault));
            }
            Err(error(&fault, visit.incident))
        }
    }
}

/// Runs one use case for the present visitor, then sends the browser to a page of the posting's desk, in the language of the form.
///
/// # Errors
/// As [`pass`].
pub async fn act<T, F>((form, posting, page): (&str, Code, &str), body: F) -> Result<(), ApiError>
where
    F: AsyncFnOnce(&Service, &Caller) -> Result<T, Fault>,
{
    pass(body).await?;
    desk(form, posting, page);
    Ok(())
}

/// The fault on the wire. The cause of a defect goes into the log here and nowhere else, under the number that people are shown.
#[must_use]
pub fn error(fault: &Fault, incident: Code) -> ApiError {
    if let Fault::Internal(cause) = fault {
        let (act, cause) = (cause.act(), cause.for_log());
        tracing::error!(request = incident.as_str(), act, cause, "an internal fault");
    }
    match fault {
        Fault::Refused(reasons) => ApiError::Refused(reasons.clone()),
        Fault::Denied(denial) => ApiError::Denied(*denial),
        Fault::Missing => ApiError::Missing,
        Fault::Stale => ApiError::Stale,
        Fault::Busy => ApiError::Busy,
        Fault::NoRoom => ApiError::NoRoom,
        Fault::Unconfirmed => ApiError::Unconfirmed,
        Fault::Internal(_) => ApiError::Internal(incident),
    }
}

/// The status of a fault.
#[must_use]
pub const fn status(fault: &Fault) -> StatusCode {
    match fault {
        Fault::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Fault::Denied(Denial::NotSignedIn) => StatusCode::UNAUTHORIZED,
        Fault::Denied(_) => StatusCode::FORBIDDEN,
        Fault::Missing => StatusCode::NOT_FOUND,
        Fault::Stale => StatusCode::CONFLICT,
        Fault::Busy | Fault::NoRoom | Fault::Unconfirmed => StatusCode::SERVICE_UNAVAILABLE,
        Fault::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A public code from the wire; what is no code names nothing.
///
/// # Errors
/// [`ApiError::Missing`].
pub fn code(text: &str) -> Result<Code, ApiError> {
    text.parse().map_err(|_| ApiError::Missing)
}

/// The language of the page that a form came from.
#[must_use]
pub fn lang(text: &str) -> text::Lang {
    text::Lang::from_code(text).unwrap_or_default()
}

/// Sends the browser to `address` after an act.
pub fn go(address: &str) {
    leptos_axum::redirect(address);
}

/// Sends the browser to a page of the posting's desk after an act, in the language of the form.
pub fn desk(form: &str, posting: Code, page: &str) {
    go(&crate::address::desk_posting(lang(form), posting, page));
}

/// The status of an error that is known only from the wire.
#[must_use]
pub const fn status_of(error: &ApiError) -> StatusCode {
    match error {
        ApiError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ApiError::Denied(Denial::NotSignedIn) => StatusCode::UNAUTHORIZED,
        ApiError::Denied(_) => StatusCode::FORBIDDEN,
        ApiError::Missing => StatusCode::NOT_FOUND,
        ApiError::Stale => StatusCode::CONFLICT,
        ApiError::Busy | ApiError::NoRoom | ApiError::Unconfirmed => StatusCode::SERVICE_UNAVAILABLE,
        ApiError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        ApiError::Transport => StatusCode::BAD_REQUEST,
    }
}
