//! Who a request comes from: cookie → `service::auth` → `Caller`. Grants nothing; the use cases ask the policy.

use app::address;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Caller, Origin, Who};
use http::{Method, StatusCode};
use service::{Fault, Service, auth};
use text::Lang;

use super::Arrival;
use super::cookie::SessionCookie;
use super::refusal::{Obstacle, Refusal, Voice, accepts_page};

/// What is needed to know a caller.
#[derive(Clone)]
pub struct Sessions {
    /// The use cases.
    pub service: Service,
    /// The cookie of this installation.
    pub cookie: SessionCookie,
    /// Tells that the database does not answer.
    pub voice: Voice,
}

/// Puts the [`Caller`] into the request. Pages of `my/` and `desk/` send a stranger to sign in and bring him back.
pub async fn know(State(sessions): State<Sessions>, mut request: Request, next: Next) -> Response {
    let refusal = Refusal::of(&request);
    let arrival = Arrival::of(&request);
    let origin = Origin { request: arrival.incident.to_string(), address: arrival.address.to_string() };
    let token = sessions.cookie.read(request.headers()).map(|token| token.reveal());
    match auth::caller(&sessions.service, token.as_deref(), origin).await {
        Ok(caller) => {
            if caller.who == Who::Anonymous
                && let Some(door) = door(&request)
            {
                return door;
            }
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(Fault::Busy) => refusal.answer(StatusCode::SERVICE_UNAVAILABLE, Obstacle::Busy, sessions.voice),
        Err(fault) => {
            tracing::error!(request = arrival.incident.as_str(), ?fault, "the session could not be read");
            refusal.defect(sessions.voice)
        }
    }
}

/// Where a stranger goes who asks for a page of `my/` or `desk/`.
fn door(request: &Request) -> Option<Response> {
    let mut parts = request.uri().path().trim_start_matches('/').split('/');
    let lang = parts.next().and_then(Lang::from_code)?;
    let inside = matches!(parts.next(), Some("my" | "desk"));
    let asks_for_page =
        request.method() == Method::GET && (accepts_page(request) || request.headers().is_empty());
    if !inside || !asks_for_page {
        return None;
    }
    let here = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    Some(Redirect::to(&address::sign_in(lang, Some(here))).into_response())
}

/// The caller that [`know`] put into the request; nobody where it did not.
pub fn caller(extensions: &http::Extensions) -> Caller {
    let nobody = || Caller { who: Who::Anonymous, origin: Origin::default() };
    extensions.get::<Caller>().cloned().unwrap_or_else(nobody)
}
