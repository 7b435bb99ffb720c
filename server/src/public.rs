//! Printed pages for everybody: home, postings, positions, standing pages, the glossary, and `/`.
//!
//! Owns: which handler prints which public address. Refuses: callers, cookies, scripts.

pub mod lists;

use app::address::StandingPage;
use app::api::ApiError;
use app::api::gate;
use app::pages::public as pages;
use app::pages::public::error as error_page;
use axum::Extension;
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::id::Code;
use domain::view::public::postings::PositionFilter;
use http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderValue, LOCATION, VARY};
use http::{HeaderMap, StatusCode};
use service::{Fault, Service, open};
use text::Lang;

use crate::layers::RequestInfo;

/// Public pages that are read anew for each request.
pub fn router(service: Service) -> Router {
    Router::new()
        .route("/", get(root))
        .route("/{lang}", get(bare))
        .route("/{lang}/", get(home))
        .route("/{lang}/open", get(home))
        .route("/{lang}/open/{page}", get(page))
        .route("/{lang}/open/{page}/positions/{position}", get(position))
        .route("/{lang}/open/{page}/positions/{position}/self-check", get(questions).post(self_check))
        .with_state(service)
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

async fn home(State(service): State<Service>, Path(lang): Path<String>, request: Request) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    let read = open::home(&service).await.map(|view| pages::home::print(&view, lang));
    answer(read, &request, lang)
}

/// A posting, or one of the pages that always exist: codes are ten characters, the words of these pages are not.
async fn page(
    State(service): State<Service>,
    Path((lang, page)): Path<(String, String)>,
    Query(filter): Query<PositionFilter>,
    request: Request,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    if let Some(standing) = StandingPage::ALL.into_iter().find(|standing| standing.word() == page) {
        let printed = match standing {
            StandingPage::Glossary => pages::glossary::print(lang),
            StandingPage::About
            | StandingPage::Privacy
            | StandingPage::Accessibility
            | StandingPage::Verify => pages::standing::print(standing, lang),
        };
        return answer(Ok(printed), &request, lang);
    }
    let read = async {
        let view = open::posting(&service, code(&page)?).await?;
        Ok(pages::posting::print(&view, &filter, lang))
    };
    answer(read.await, &request, lang)
}

async fn position(
    State(service): State<Service>,
    Path((lang, posting, position)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    let read = async {
        let view = open::position(&service, code(&posting)?, code(&position)?).await?;
        Ok(pages::position::print(&view, lang))
    };
    answer(read.await, &request, lang)
}

/// The questions of a position's self-check.
async fn questions(
    State(service): State<Service>,
    Path((lang, posting, position)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing(request.uri().path()) };
    let read = async {
        let view = open::self_check(&service, code(&posting)?, code(&position)?, None).await?;
        Ok(pages::self_check::print(&view, lang))
    };
    answer(read.await, &request, lang)
}

/// The same with what the answers come to. They travel in the body, so that no address, history or log holds them; no
/// session is read and no cookie set.
async fn self_check(
    State(service): State<Service>,
    Path((lang, posting, position)): Path<(String, String, String)>,
    Extension(info): Extension<RequestInfo>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = app::address::self_check(lang, &posting, &position);
    let Ok(Form(sent)) = form else { return troubled(&ApiError::Transport, &here, lang) };
    let read = async {
        let view = open::self_check(&service, code(&posting)?, code(&position)?, Some(&sent)).await?;
        let status = if view.refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, pages::self_check::print(&view, lang)))
    };
    match read.await {
        Ok((status, page)) => {
            (status, [(CACHE_CONTROL, HeaderValue::from_static("no-store"))], Html(page)).into_response()
        }
        Err(fault) => faulty(&fault, &here, lang, info),
    }
}

fn code(text: &str) -> Result<Code, Fault> {
    text.parse().map_err(|_| Fault::Missing)
}

/// The page, to be asked for again each time, or the page of the fault.
fn answer(read: Result<String, Fault>, request: &Request, lang: Lang) -> Response {
    let here = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
    match read {
        Ok(page) => ([(CACHE_CONTROL, HeaderValue::from_static("no-cache"))], Html(page)).into_response(),
        Err(fault) => faulty(&fault, here, lang, RequestInfo::of(request)),
    }
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
