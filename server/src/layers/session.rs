//! Who a request comes from: cookie → `service::people` → `Caller`. Grants nothing; the use cases ask the policy.

use app::address;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Caller, Origin, Who};
use http::{Method, StatusCode};
use service::{Fault, Service, people};
use text::Lang;

use super::RequestInfo;
use super::accepts_page;
use super::cookie::SessionCookie;

/// What is needed to know a caller.
#[derive(Clone)]
pub struct Sessions {
    /// The use cases.
    pub service: Service,
    /// The cookie of this installation.
    pub cookie: SessionCookie,
}

/// Puts the [`Caller`] into the request. A stranger who asks for a page of `my/` or `desk/` is sent to sign in and brought
/// back; one who sends something there is refused before any of it is read (401).
pub async fn authenticate(State(sessions): State<Sessions>, mut request: Request, next: Next) -> Response {
    let info = RequestInfo::of(&request);
    let origin = Origin { request: info.incident.to_string(), address: info.address.to_string() };
    let token = sessions.cookie.read(request.headers()).map(|token| token.reveal());
    match people::caller(&sessions.service, token.as_deref(), origin).await {
        Ok(caller) => {
            if caller.who == Who::Anonymous
                && let Some(refusal) = refusal(&request)
            {
                return refusal;
            }
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(Fault::Busy) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(fault) => {
            tracing::error!(request = info.incident.as_str(), ?fault, "the session could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// What a stranger is answered inside `my/` and `desk/`; `None` elsewhere.
fn refusal(request: &Request) -> Option<Response> {
    let mut parts = request.uri().path().trim_start_matches('/').split('/');
    let lang = parts.next().and_then(Lang::from_code)?;
    if !matches!(parts.next(), Some("my" | "desk" | "account")) {
        return None;
    }
    let asks_for_page =
        request.method() == Method::GET && (accepts_page(request) || request.headers().is_empty());
    if !asks_for_page {
        return Some(StatusCode::UNAUTHORIZED.into_response());
    }
    let here = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    let here = address::without_refusal(here);
    Some(Redirect::to(&address::sign_in(lang, Some(&here))).into_response())
}

/// The caller that [`authenticate`] put into the request; nobody where it did not.
pub fn caller(extensions: &http::Extensions) -> Caller {
    let nobody = || Caller { who: Who::Anonymous, origin: Origin::default() };
    extensions.get::<Caller>().cloned().unwrap_or_else(nobody)
}
