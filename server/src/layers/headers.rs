//! Headers that protect every answer, errors and static files included, and the three content security policies.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use tower_http::set_header::SetResponseHeaderLayer;

/// Policy of printed pages, files, errors and all pages without islands outside of the desk: no script at all.
pub const PRINTED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                           frame-ancestors 'none'; base-uri 'none'";

/// Headers that are the same on every answer. `same-origin` rather than `no-referrer`: a plain form is sent back to the
/// page it came from.
const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Policy of a page that wakes islands: the program's own files, the one inline script with this render's nonce, and wasm.
pub fn waking_policy(nonce: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; connect-src 'self'; \
         style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ))
    .ok()
}

/// Policy of a page of the desk without islands, which asks before its session ends: the one inline script with this render's nonce, and
/// requests to this site.
pub fn asking_policy(nonce: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; connect-src 'self'; style-src 'self'; img-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ))
    .ok()
}

/// Whether the public address is encrypted, so that browsers may be told to insist on it.
#[derive(Clone, Copy, Debug)]
pub struct Transport {
    /// The public address is `https://`.
    pub https: bool,
    /// Browsers shall insist on encryption for every host below this one too.
    pub subdomains: bool,
}

impl Transport {
    /// Returns the headers that protect a printed page.
    pub fn protection(self) -> HeaderMap {
        let fixed = FIXED.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value)));
        let mut headers: HeaderMap = fixed.collect();
        if self.https {
            let policy =
                if self.subdomains { "max-age=63072000; includeSubDomains" } else { "max-age=63072000" };
            headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(policy));
        }
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PRINTED));
        headers
    }
}

/// Sets the headers on the answer. A policy that the handler set (of a page with islands) stays.
pub async fn protect(State(transport): State<Transport>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let own = response.headers().get(CONTENT_SECURITY_POLICY).cloned();
    let headers = response.headers_mut();
    headers.extend(transport.protection());
    if let Some(policy) = own {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Answers that belong to one person or to one moment are kept nowhere.
pub fn no_store() -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static("no-store"))
}
