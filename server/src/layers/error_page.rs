//! The one layer that draws error pages. The layers inside it, tower-http's among them, answer with a bare status; this
//! one writes the page for people or the code for programs, in the language of the address.
//!
//! Owns: which answers are bare, and what each status says. Refuses: answers that a handler wrote itself.

use std::any::Any;

use app::api::ApiError;
use app::pages::public::error as page;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::access::Denial;
use domain::id::Code;
use http::StatusCode;
use http::header::{ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use text::Lang;

use super::RequestInfo;

/// The words of a panic, carried by the bare answer that [`panicked`] makes of it. They are for the log only.
#[derive(Clone)]
struct PanicWords(String);

/// The bare answer to a request whose handler panicked: for `tower_http::catch_panic`.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over by value")]
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(PanicWords(words.to_owned()));
    response
}

/// Draws the page or the code where the answer is a bare error.
pub async fn draw(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let incident = RequestInfo::of(&request).incident;
    let wants_page = !path.starts_with("/api/") || accepts_page(&request);
    let writes = !request.method().is_safe();
    let response = next.run(request).await;
    if let Some(PanicWords(words)) = response.extensions().get() {
        tracing::error!(request = incident.as_str(), cause = words, "a handler panicked");
    }
    if !is_bare(&response) {
        return response;
    }
    let (status, error) = match response.status() {
        // Its time ended. What it wrote may have been kept all the same, which "nothing was saved" would deny.
        StatusCode::GATEWAY_TIMEOUT if writes => (StatusCode::SERVICE_UNAVAILABLE, ApiError::Unconfirmed),
        StatusCode::GATEWAY_TIMEOUT => (StatusCode::SERVICE_UNAVAILABLE, ApiError::Busy),
        status => (status, meaning(status, incident)),
    };
    let mut drawn = if wants_page {
        (status, Html(page::page(&error, &path, Lang::of_path(&path)))).into_response()
    } else {
        let code = serde_json::to_string(&error).unwrap_or_default();
        (status, [(CONTENT_TYPE, "application/json")], code).into_response()
    };
    let headers = drawn.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    headers.extend(response.headers().get(ALLOW).map(|methods| (ALLOW, methods.clone())));
    drawn
}

/// Whether an answer is an error that says nothing to people: without content, or in the framework's plain text. What a
/// server function refuses is marked by its own header and stays.
fn is_bare(response: &Response) -> bool {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    (status.is_client_error() || status.is_server_error())
        && kind.is_none_or(|kind| kind.starts_with("text/plain"))
        && !response.headers().contains_key("serverfnerror")
}

/// What a bare status says. A layer's 403 means that the request came from another site.
const fn meaning(status: StatusCode, incident: Code) -> ApiError {
    match status {
        StatusCode::NOT_FOUND => ApiError::Missing,
        StatusCode::UNAUTHORIZED => ApiError::Denied(Denial::NotSignedIn),
        StatusCode::SERVICE_UNAVAILABLE => ApiError::Busy,
        StatusCode::INTERNAL_SERVER_ERROR => ApiError::Internal(incident),
        _ => ApiError::Transport,
    }
}

/// Whether a browser waits for a page (a link or a plain form), not a script for data.
pub fn accepts_page<B>(request: &http::Request<B>) -> bool {
    request
        .headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}
