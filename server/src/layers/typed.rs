//! What officers typed into a form that was refused: kept until the form goes through, so that its page can show it again.
//! A refusal travels as a redirect, which carries no fields.
//!
//! Owns: the last refused form of each kind and person, in this process's memory only. Refuses: passwords, candidates (their
//! sections are stored as typed), and more than a few hundred forms: the oldest goes first.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use app::api::gate::TypedForm;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::access::Role;
use domain::id::AccountId;
use http::Method;
use http::header::{CONTENT_TYPE, LOCATION};

use super::limits::FORM;
use super::session::caller;

/// Forms that are kept at most.
const MOST: usize = 500;
/// Fields that never are.
const SECRET: [&str; 2] = ["password", "again"];

/// A form and who typed it.
type Kept = (AccountId, Arc<TypedForm>);

/// The forms of everybody, oldest first.
#[derive(Clone, Default)]
pub struct Typed(Arc<Mutex<VecDeque<Kept>>>);

impl Typed {
    fn keep(&self, who: AccountId, form: TypedForm) {
        self.forget(who, &form.action);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.pop_front();
        }
        kept.push_back((who, Arc::new(form)));
    }

    fn forget(&self, who: AccountId, action: &str) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(owner, form)| *owner != who || form.action != action);
    }

    fn find(&self, who: AccountId, action: &str) -> Option<Arc<TypedForm>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .find(|(owner, form)| *owner == who && form.action == action)
            .map(|(_, form)| Arc::clone(form))
    }
}

/// Keeps a form that comes back refused, drops one that went through, and hands a kept one to the page that asks.
pub async fn keep(State(typed): State<Typed>, mut request: Request, next: Next) -> Response {
    let person =
        caller(request.extensions()).person().filter(|person| person.role != Role::Candidate).cloned();
    let Some(who) = person.map(|person| person.account) else { return next.run(request).await };
    if request.method() == Method::GET {
        let found = refused(request.uri().query().unwrap_or_default());
        if let Some(form) = found.and_then(|action| typed.find(who, &action)) {
            request.extensions_mut().insert(form);
        }
        return next.run(request).await;
    }
    let action = request.uri().path().to_owned();
    if !is_plain_form(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    // A body that cannot be read whole is an empty one, which the function refuses as unreadable.
    let bytes = to_bytes(body, FORM).await.unwrap_or_default();
    let fields = form_urlencoded::parse(&bytes).into_owned();
    let fields = fields.filter(|(name, _)| !SECRET.contains(&name.as_str())).collect();
    let response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    if is_refusal(&response) {
        typed.keep(who, TypedForm { action, fields });
    } else {
        typed.forget(who, &action);
    }
    response
}

/// The function whose refusal the page's address carries.
fn refused(query: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == "__path").map(|(_, action)| action.into_owned())
}

fn is_plain_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    request.uri().path().starts_with("/api/")
        && kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

fn is_refusal(response: &Response) -> bool {
    let to = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    to.is_some_and(|to| to.contains("__err="))
}
