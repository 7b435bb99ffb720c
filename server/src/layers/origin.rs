//! The origin check: whatever changes something, and every server function, answers only to pages of this site.
//!
//! `SameSite=Lax` does not stop a neighbouring subdomain, and server functions check nothing themselves (leptos-rs/leptos
//! issue 3786). So: `Sec-Fetch-Site` must say same-origin; browsers too old to send it must show our `Origin`, or lacking
//! that our address as `Referer`. A request with none of the three is refused.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HOST, ORIGIN, REFERER};
use http::{HeaderMap, StatusCode};

use crate::config::PublicUrl;

/// Refuses a request that names two hosts (400) or another one (421), and an unsafe one from another site (403).
pub async fn check(State(url): State<PublicUrl>, request: Request, next: Next) -> Response {
    // Which of two counts is for nobody to guess: a proxy before this program may have read the other.
    if request.headers().get_all(HOST).iter().nth(1).is_some() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let host = request
        .headers()
        .get(HOST)
        .and_then(|value| value.to_str().ok())
        .or_else(|| request.uri().authority().map(http::uri::Authority::as_str))
        .unwrap_or_default();
    if !is_ours(host, &url) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    let needs_check = !request.method().is_safe() || request.uri().path().starts_with("/api/");
    if needs_check && !is_same_origin(request.headers(), host, url.is_https()) {
        tracing::warn!(path = ?request.uri().path(), "refused: the request came from another site");
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// Whether `host` is this site's. On loopback its three names are one.
fn is_ours(host: &str, url: &PublicUrl) -> bool {
    if host.eq_ignore_ascii_case(url.authority()) {
        return true;
    }
    let port = |authority: &str| authority.rsplit_once(':').map(|(_, port)| port.to_owned());
    let name =
        host.strip_suffix(&port(host).map(|port| format!(":{port}")).unwrap_or_default()).unwrap_or(host);
    url.is_loopback()
        && ["127.0.0.1", "localhost", "[::1]"].contains(&name)
        && port(host) == port(url.authority())
}

fn is_same_origin(headers: &HeaderMap, host: &str, https: bool) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let ours = format!("{}://{host}", if https { "https" } else { "http" });
    match text(ORIGIN.as_str()) {
        Some(origin) => origin.eq_ignore_ascii_case(&ours),
        None => text(REFERER.as_str()).is_some_and(|referer| {
            referer.get(..ours.len()).is_some_and(|start| start.eq_ignore_ascii_case(&ours))
                && referer.as_bytes().get(ours.len()).is_none_or(|next| b"/?#".contains(next))
        }),
    }
}
