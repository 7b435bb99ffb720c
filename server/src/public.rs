//! Printed pages for everybody: home, postings, positions, lists, standing pages, the glossary, and `/`.
//!
//! Owns: which public address is answered by which print; files of notices are `files`'. Refuses: callers, cookies, scripts, statements: these pages stand on
//! the busiest day and while the database is down.

pub mod files;
pub mod lists;

use std::sync::Arc;

use app::api::ApiError;
use app::api::gate;
use app::pages::public as pages;
use app::pages::public::error as error_page;
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::view::public::postings::PositionFilter;
use http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderValue, LOCATION, VARY};
use http::{HeaderMap, StatusCode};
use service::Fault;
use text::Lang;

use crate::layers::RequestInfo;
use crate::sealed::{Cache, CachedBody, Caching, HTML, SealedPosting};

/// Every public page.
pub fn router(cache: &Cache) -> Router {
    Router::new()
        .route("/", get(root))
        .route("/{lang}", get(bare))
        .route("/{lang}/", get(home))
        .route("/{lang}/open", get(home))
        .route("/{lang}/open/{page}", get(page))
        .route("/{lang}/open/{page}/positions.xlsx", get(table))
        .route("/{lang}/open/{page}/positions/{position}", get(position))
        .route("/{lang}/open/{page}/positions/{position}/self-check", get(questions).post(self_check))
        .with_state(cache.clone())
        .merge(lists::router(cache.clone()))
}

/// The public posting of that code, if it is one.
pub(crate) fn posting(cache: &Cache, code: &str) -> Option<Arc<SealedPosting>> {
    cache.snapshot().posting(&code.parse().ok()?).cloned()
}

/// The language is the path: `/` only sends people to theirs.
async fn root(headers: HeaderMap) -> Response {
    let wished = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let home = app::address::home(Lang::accepted(wished));
    let location = HeaderValue::from_str(&home).unwrap_or(HeaderValue::from_static("/zh/"));
    let fixed = [(LOCATION, location), (VARY, HeaderValue::from_static("accept-language"))];
    (StatusCode::FOUND, fixed).into_response()
}

async fn bare(Path(lang): Path<String>) -> Response {
    match Lang::from_code(&lang) {
        Some(lang) => Redirect::permanent(&app::address::home(lang)).into_response(),
        None => missing(&format!("/{lang}")),
    }
}

async fn home(State(cache): State<Cache>, Path(lang): Path<String>, request: Request) -> Response {
    let snapshot = cache.snapshot();
    let page = Lang::from_code(&lang).and_then(|lang| snapshot.home(lang));
    answer(page, &request)
}

/// A posting, or one of the pages that always exist: codes are ten characters, the words of these pages are not.
async fn page(
    State(cache): State<Cache>,
    Path((lang, page)): Path<(String, String)>,
    Query(filter): Query<PositionFilter>,
    request: Request,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    if let Some(standing) = cache.standing().page(&page, lang) {
        return standing.answer(request.headers());
    }
    let Some(sealed) = posting(&cache, &page) else { return missing(request.uri().path()) };
    if filter == PositionFilter::default() {
        return sealed.page(lang).answer(request.headers());
    }
    found(pages::posting::print(&sealed.view, &filter, lang), Caching::Asked, &request)
}

/// The table of positions as a workbook, made by whoever asks for it first.
async fn table(
    State(cache): State<Cache>,
    Path((lang, code)): Path<(String, String)>,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    let (Some(lang), Some(sealed)) = (Lang::from_code(&lang), posting(&cache, &code)) else {
        return missing(&path);
    };
    let (headers, info) = (request.headers().clone(), RequestInfo::of(&request));
    let made = tokio::task::spawn_blocking(move || sealed.table(lang).map(|book| book.answer(&headers)));
    let made = made.await.map_err(Fault::internal).and_then(|made| made.map_err(Fault::internal));
    made.unwrap_or_else(|fault| faulty(&fault, &path, lang, info))
}

async fn position(
    State(cache): State<Cache>,
    Path((lang, code, position)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let sealed = posting(&cache, &code);
    let page = || sealed.as_ref()?.position(position.parse().ok()?, Lang::from_code(&lang)?);
    answer(page(), &request)
}

/// The questions of a position's self-check.
async fn questions(
    State(cache): State<Cache>,
    Path((lang, code, position)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let sealed = posting(&cache, &code);
    let page = || sealed.as_ref()?.self_check(position.parse().ok()?, Lang::from_code(&lang)?);
    answer(page(), &request)
}

/// The same with what the answers come to. They travel in the body, so that no address, history or log holds them; no
/// session is read and no cookie set.
async fn self_check(
    State(cache): State<Cache>,
    Path((lang, code, position)): Path<(String, String, String)>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = app::address::self_check(lang, &code, &position);
    let Ok(Form(sent)) = form else { return troubled(&ApiError::Transport, &here, lang) };
    let checked =
        || posting(&cache, &code)?.view.position_page(position.parse().ok()?)?.self_check(Some(&sent));
    let Some(view) = checked() else { return missing(&here) };
    let status = if view.refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let fixed = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, fixed, Html(pages::self_check::print(&view, lang))).into_response()
}

/// The print, or the page that says that nothing is here.
fn answer(print: Option<&CachedBody>, request: &Request) -> Response {
    print.map_or_else(|| missing(request.uri().path()), |print| print.answer(request.headers()))
}

/// A page that was printed for this one request, from what is in memory.
fn found(page: String, caching: Caching, request: &Request) -> Response {
    CachedBody::whole(page, HTML, caching).answer(request.headers())
}

/// The page of a fault, with its status; the gate logs a defect under the request's number.
pub fn faulty(fault: &Fault, here: &str, lang: Lang, RequestInfo { incident, .. }: RequestInfo) -> Response {
    troubled(&gate::error(fault, incident), here, lang)
}

/// The page of an error, with its status.
pub fn troubled(error: &ApiError, here: &str, lang: Lang) -> Response {
    let fixed = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (gate::status_of(error), fixed, Html(error_page::page(error, here, lang))).into_response()
}

/// Nothing here.
pub fn missing(path: &str) -> Response {
    troubled(&ApiError::Missing, path, Lang::of_path(path))
}
