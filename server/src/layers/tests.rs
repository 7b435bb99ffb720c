//! The layers around handlers of no meaning.

use std::net::IpAddr;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Query;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Extension, Router};
use http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERER,
    RETRY_AFTER, STRICT_TRANSPORT_SECURITY,
};
use http::{Method, Request, StatusCode};
use service::effects::Random;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

use super::limits::{self, Limits};
use super::{RequestInfo, error_page, headers, origin, request_id};
use crate::config::{Flags, Settings};

fn url(text: &str) -> crate::config::PublicUrl {
    Settings::load(&Flags { public_url: Some(text.to_owned()), ..Flags::default() }).unwrap().public_url
}

fn router(public_url: &str) -> Router {
    let trusted: [IpAddr; 0] = [];
    let url = url(public_url);
    let transport = headers::Transport { https: url.is_https(), subdomains: false };
    let pages = Router::new()
        .route("/zh/open", get(async || "page"))
        .route("/zh/sign-in", post(async |body: Bytes| body.len().to_string()))
        .route("/api/look", get(async || "value"))
        .route("/api/break", post(async || -> &'static str { panic!("a secret cause") }))
        .route("/en/break", get(async || -> &'static str { panic!("a secret cause") }))
        .route("/en/wait", get(long).post(long))
        .route("/en/page", get(async |Query(_): Query<Asked>| "page"))
        .route("/en/number", get(async |Extension(info): Extension<RequestInfo>| info.incident.to_string()));
    let sheets = Router::new().route("/zh/brought", post(async |body: Bytes| body.len().to_string()));
    Limits::form(Duration::from_millis(50))
        .hold(pages)
        .merge(Limits::sheet().hold(sheets))
        .layer(headers::no_store())
        .layer(from_fn_with_state(url, origin::check))
        .layer(CatchPanicLayer::custom(error_page::panicked))
        .layer(from_fn(error_page::draw))
        .layer(from_fn_with_state(transport, headers::protect))
        .layer(from_fn_with_state(
            request_id::Numbering { random: Random::seeded(1), trusted: trusted.into() },
            request_id::log,
        ))
}

async fn long() {
    tokio::time::sleep(Duration::from_secs(5)).await;
}

#[derive(serde::Deserialize)]
struct Asked {
    #[serde(rename = "page")]
    _page: u32,
}

async fn ask(method: Method, path: &str, pairs: &[(&str, &str)], body: impl Into<Body>) -> Response {
    ask_at("http://127.0.0.1:3000", method, path, pairs, body).await
}

async fn ask_at(
    url: &str,
    method: Method,
    path: &str,
    pairs: &[(&str, &str)],
    body: impl Into<Body>,
) -> Response {
    let mut request = Request::builder().method(method).uri(path);
    if !pairs.iter().any(|(name, _)| *name == HOST.as_str()) {
        request = request.header(HOST, url.split("://").nth(1).unwrap());
    }
    for (name, value) in pairs {
        request = request.header(*name, *value);
    }
    router(url).oneshot(request.body(body.into()).unwrap()).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn every_answer_is_protected_errors_included() {
    for (method, path) in [
        (Method::GET, "/zh/open"),
        (Method::GET, "/nowhere"),
        (Method::GET, "/en/break"),
        (Method::POST, "/zh/sign-in"),
    ] {
        let response = ask(method, path, &[], "").await;
        let headers = response.headers();
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "same-origin");
        assert_eq!(headers["x-frame-options"], "DENY");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
        assert!(headers["permissions-policy"].to_str().unwrap().contains("camera=()"));
        assert!(
            headers[CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .starts_with("default-src 'none'; style-src 'self'")
        );
        assert!(!headers[CONTENT_SECURITY_POLICY].to_str().unwrap().contains("script"));
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert_eq!(headers["x-request-id"].len(), 10);
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
    }
    let encrypted = ask_at("https://linxuan.example.cn", Method::GET, "/zh/open", &[], "").await;
    assert_eq!(
        encrypted.headers()[STRICT_TRANSPORT_SECURITY],
        "max-age=63072000",
        "not below it, unless asked for"
    );
}

#[test]
fn the_policy_of_app_pages_has_the_nonce_and_wasm_and_nothing_unsafe() {
    let policy = headers::waking_policy("abc").unwrap();
    let policy = policy.to_str().unwrap();
    assert!(policy.contains("script-src 'self' 'nonce-abc' 'wasm-unsafe-eval';"), "{policy}");
    for refused in ["unsafe-inline", "'unsafe-eval'", "strict-dynamic", "http:", "*"] {
        assert!(!policy.contains(refused), "{refused}");
    }
    assert!(headers::waking_policy("a\nb").is_none());
    let asking = headers::asking_policy("abc").unwrap();
    let asking = asking.to_str().unwrap();
    assert!(asking.contains("script-src 'nonce-abc'; connect-src 'self';"), "{asking}");
    for refused in ["unsafe", "wasm", "script-src 'self'", "http:", "*"] {
        assert!(!asking.contains(refused), "{refused}");
    }
    assert!(headers::asking_policy("a\nb").is_none());
}

#[tokio::test]
async fn unsafe_requests_answer_to_pages_of_this_site_only() {
    let ours = "http://127.0.0.1:3000";
    for (pairs, status) in [
        (vec![("sec-fetch-site", "same-origin")], 200),
        (vec![("sec-fetch-site", "same-origin"), ("origin", ours)], 200),
        (vec![("origin", ours)], 200),
        (vec![("referer", "http://127.0.0.1:3000/zh/sign-in?next=x")], 200),
        (vec![], 403),
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("sec-fetch-site", "none")], 403),
        (vec![("sec-fetch-site", "cross-site"), ("origin", ours)], 403),
        (vec![("origin", "http://evil.example")], 403),
        (vec![("origin", "null")], 403),
        (vec![("origin", "http://127.0.0.1:3001")], 403),
        (vec![("origin", "https://127.0.0.1:3000")], 403),
        (vec![("referer", "http://127.0.0.1:3000.evil.example/")], 403),
        (vec![("origin", "http://evil.example"), ("referer", "http://127.0.0.1:3000/")], 403),
    ] {
        let response = ask(Method::POST, "/zh/sign-in", &pairs, "x").await;
        assert_eq!(response.status().as_u16(), status, "{pairs:?}");
    }
}

#[tokio::test]
async fn server_functions_are_checked_whatever_the_method() {
    let foreign = ask(Method::GET, "/api/look", &[("sec-fetch-site", "cross-site")], "").await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_eq!(foreign.headers()[CONTENT_TYPE], "application/json");
    let ours = ask(Method::GET, "/api/look", &[("sec-fetch-site", "same-origin")], "").await;
    assert_eq!(ours.status(), StatusCode::OK);
    let page = ask(Method::GET, "/zh/open", &[("sec-fetch-site", "cross-site")], "").await;
    assert_eq!(page.status(), StatusCode::OK);
}

#[tokio::test]
async fn another_host_is_misdirected_and_loopback_has_three_names() {
    for (host, status) in [
        ("127.0.0.1:3000", 200),
        ("localhost:3000", 200),
        ("[::1]:3000", 200),
        ("localhost", 421),
        ("localhost:3001", 421),
        ("evil.example:3000", 421),
        ("", 421),
    ] {
        let response = ask(Method::GET, "/zh/open", &[(HOST.as_str(), host)], "").await;
        assert_eq!(response.status().as_u16(), status, "{host}");
    }
    let elsewhere =
        ask_at("https://linxuan.example.cn", Method::GET, "/zh/open", &[("host", "localhost")], "").await;
    assert_eq!(elsewhere.status(), StatusCode::MISDIRECTED_REQUEST);
    let named = [(HOST.as_str(), "localhost:3000"), (ORIGIN.as_str(), "http://127.0.0.1:3000")];
    assert_eq!(ask(Method::POST, "/zh/sign-in", &named, "").await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn bodies_are_bounded_said_or_not() {
    let site = ("sec-fetch-site", "same-origin");
    let long = vec![b'x'; limits::FORM + 1];
    let said = (limits::FORM + 1).to_string();
    let refused =
        ask(Method::POST, "/zh/sign-in", &[site, (CONTENT_LENGTH.as_str(), &said)], long.clone()).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let unsaid = ask(Method::POST, "/zh/sign-in", &[site], long.clone()).await;
    assert_eq!(unsaid.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let sheet = ask(Method::POST, "/zh/brought", &[site], long).await;
    assert_eq!(sheet.status(), StatusCode::OK);
    let fits = ask(Method::POST, "/zh/sign-in", &[site], vec![b'x'; limits::FORM]).await;
    assert_eq!(text(fits).await, limits::FORM.to_string());
}

#[tokio::test]
async fn a_panic_is_a_number_and_no_detail_as_page_or_as_code() {
    let page = ask(Method::GET, "/en/break", &[(ACCEPT.as_str(), "text/html")], "").await;
    assert_eq!(page.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let number = page.headers()["x-request-id"].to_str().unwrap().to_owned();
    let page = text(page).await;
    assert!(page.contains(&number) && page.contains("lang=\"en\"") && !page.contains("secret"), "{page}");
    let site = ("sec-fetch-site", "same-origin");
    let code = ask(Method::POST, "/api/break", &[site], "").await;
    let number = code.headers()["x-request-id"].to_str().unwrap().to_owned();
    let body = text(code).await;
    assert!(body.contains("internal") && body.contains(&number) && !body.contains("secret"), "{body}");
}

#[tokio::test]
async fn what_takes_too_long_is_answered_busy() {
    let response = ask(Method::GET, "/en/wait", &[(REFERER.as_str(), "x")], "").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.headers()[RETRY_AFTER], "60");
    let page = text(response).await;
    assert!(page.contains("lang=\"en\"") && page.contains("Nothing was saved"), "{page}");
}

#[tokio::test]
async fn whoever_sends_something_that_takes_too_long_is_told_that_nobody_knows() {
    let response = ask(Method::POST, "/en/wait", &[("sec-fetch-site", "same-origin")], "").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let page = text(response).await;
    assert!(page.contains("may have taken effect or not") && !page.contains("Nothing was saved"), "{page}");
}

#[tokio::test]
async fn what_the_framework_itself_refuses_is_a_page_in_the_language_of_the_address() {
    for (path, status) in [("/en/page?page=-1", 400), ("/en/nowhere", 404)] {
        let response = ask(Method::GET, path, &[(ACCEPT.as_str(), "text/html")], "").await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(response.headers()[CONTENT_TYPE], "text/html; charset=utf-8", "{path}");
        assert!(text(response).await.contains("lang=\"en\""), "{path}");
    }
    let method = ask(Method::PUT, "/zh/open", &[("sec-fetch-site", "same-origin")], "").await;
    assert_eq!(method.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(method.headers()["allow"], "GET,HEAD");
}

#[tokio::test]
async fn the_number_is_ours_and_the_same_inside_and_outside() {
    let response = ask(Method::GET, "/en/number", &[("x-request-id", "chosen by me")], "").await;
    let number = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(text(response).await, number);
}
