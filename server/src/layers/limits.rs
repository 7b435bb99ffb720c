//! How much a request may carry: 256 KiB, and 64 MiB where a sheet is brought in.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use http_body_util::Limited;

use super::refusal::{Obstacle, Refusal, Voice};

/// Bytes of a form or a server function's input.
pub const FORM: usize = 256 * 1024;
/// Bytes of an imported sheet with its form around it.
pub const SHEET: usize = 64 * 1024 * 1024 + FORM;

/// The limit of an address. Sheets are brought in at the desk only, at addresses that end in `import`.
pub fn of_path(path: &str) -> usize {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    if parts.get(1) == Some(&"desk") && parts.last() == Some(&"import") { SHEET } else { FORM }
}

/// Refuses (413) what says it is longer and cuts off what is longer without saying so.
pub async fn bound(State(voice): State<Voice>, request: Request, next: Next) -> Response {
    let limit = of_path(request.uri().path());
    let said = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if said.is_some_and(|length| length.parse::<usize>().map_or(true, |length| length > limit)) {
        return Refusal::of(&request).answer(StatusCode::PAYLOAD_TOO_LARGE, Obstacle::Unreadable, voice);
    }
    let mut request = request.map(|body| Body::new(Limited::new(body, limit)));
    DefaultBodyLimit::max(limit).apply(&mut request);
    next.run(request).await
}
