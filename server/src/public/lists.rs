//! Sealed lists from memory: whole, as files, on paper, by position, and found by ticket, position or result.

use std::sync::Arc;

use app::address;
use app::api::ApiError;
use app::pages::public::{error, list};
use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, Query, Request, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use documents::Papers;
use domain::view::public::lists::ListFilter;
use http::header::{CACHE_CONTROL, HeaderValue};
use http::{HeaderMap, StatusCode};
use service::Fault;
use text::Lang;

use super::{faulty, found, missing, troubled};
use crate::layers::RequestInfo;
use crate::sealed::{Cache, Caching, SealedList};

/// `/{lang}/open/lists…`.
pub fn router(cache: Cache) -> Router {
    Router::new()
        .route("/{lang}/open/lists", get(index))
        .route("/{lang}/open/lists/{list}", get(whole).post(sought))
        .route("/{lang}/open/lists/{list}/{number}", get(position))
        .with_state(cache)
}

async fn index(State(cache): State<Cache>, Path(lang): Path<String>, request: Request) -> Response {
    let snapshot = cache.snapshot();
    let print = Lang::from_code(&lang).and_then(|lang| snapshot.index(lang));
    print.map_or_else(|| missing(request.uri().path()), |print| print.answer(request.headers()))
}

fn sealed(cache: &Cache, code: &str) -> Option<Arc<SealedList>> {
    cache.snapshot().list(&code.parse().ok()?).cloned()
}

/// In place of a list that is not served: that it left the web, that it is withheld, or that there is none.
fn withheld(cache: &Cache, code: &str, lang: Lang, here: &str) -> Response {
    let snapshot = cache.snapshot();
    if let Some(left) = code.parse().ok().and_then(|code| snapshot.left(&code)) {
        let fixed = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        let page = Html(list::print_gone(left, &address::list(lang, left.head.code), lang));
        return (StatusCode::GONE, fixed, page).into_response();
    }
    if cache.snapshot().damaged().iter().any(|damaged| damaged.as_str() == code) {
        let fixed = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        return (fixed, error::damaged(here, lang)).into_response();
    }
    missing(here)
}

/// `CODE`, `CODE.csv`, `CODE.xlsx`, `CODE.read.xlsx`, `CODE.pdf`; with a query the lines that it lets through. A ticket number is looked
/// for in a form alone.
async fn whole(
    State(cache): State<Cache>,
    Path((lang, file)): Path<(String, String)>,
    Query(filter): Query<ListFilter>,
    request: Request,
) -> Response {
    let nothing = || missing(request.uri().path());
    let filter = ListFilter { ticket: String::new(), ..filter };
    let Some(lang) = Lang::from_code(&lang) else { return nothing() };
    let (code, ending) = file.split_once('.').unwrap_or((&file, ""));
    let Some(sealed) = sealed(&cache, code) else {
        return withheld(&cache, code, lang, request.uri().path());
    };
    match ending {
        "csv" => sealed.csv().answer(request.headers()),
        "read.xlsx" => sealed.reading(lang).map_or_else(nothing, |book| book.answer(request.headers())),
        "pdf" => {
            let asked = Asked { lang, headers: request.headers().clone(), info: RequestInfo::of(&request) };
            paper(cache.papers().clone(), sealed, asked, request.uri().path().to_owned()).await
        }
        "xlsx" => sealed.book(lang).map_or_else(nothing, |book| book.answer(request.headers())),
        "" if filter.is_open() && filter.is_for_paper() => {
            sealed.paper(lang).map_or_else(nothing, |paper| paper.answer(request.headers()))
        }
        "" if filter.is_open() && filter.page() == 1 => sealed.page(lang).answer(request.headers()),
        "" => {
            // All lines at once are made for paper ahead, for the whole list alone.
            let filter = ListFilter { all: String::new(), ..filter };
            found(list::print(&sealed.view, &filter, lang), Caching::Brief, &request)
        }
        _ => nothing(),
    }
}

/// The lines of a ticket number, which travels in the body, so that no address, history or log holds it. Whoever looks for nobody is led
/// to the address of what they look for.
async fn sought(
    State(cache): State<Cache>,
    Path((lang, code)): Path<(String, String)>,
    form: Result<Form<ListFilter>, FormRejection>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return missing("/") };
    let here = address::list(lang, &code);
    let Ok(Form(filter)) = form else { return troubled(&ApiError::Transport, &here, lang) };
    let Some(sealed) = sealed(&cache, &code) else { return withheld(&cache, &code, lang, &here) };
    let filter = ListFilter { all: String::new(), ..filter };
    if filter.ticket.trim().is_empty() {
        return Redirect::to(&list::address_of(&sealed.view, &filter, filter.page(), lang)).into_response();
    }
    let fixed = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (fixed, Html(list::print(&sealed.view, &filter, lang))).into_response()
}

/// What a request says that is answered later.
struct Asked {
    lang: Lang,
    headers: HeaderMap,
    info: RequestInfo,
}

/// The list on paper, made where it may take its time by whoever asks first.
async fn paper(papers: Papers, list: Arc<SealedList>, asked: Asked, path: String) -> Response {
    let Asked { lang, headers, info } = asked;
    let made = tokio::task::spawn_blocking(move || match list.pdf(lang, &papers) {
        Ok(paper) => Ok(paper.answer(&headers)),
        Err(error) => Err(service::papers::fault(error)),
    });
    let made = made.await.map_err(Fault::internal).and_then(|made| made);
    made.unwrap_or_else(|fault| faulty(&fault, &path, lang, info))
}

async fn position(
    State(cache): State<Cache>,
    Path((lang, code, number)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let nothing = || missing(request.uri().path());
    let Some(lang) = Lang::from_code(&lang) else { return nothing() };
    let Some(sealed) = sealed(&cache, &code) else {
        return withheld(&cache, &code, lang, request.uri().path());
    };
    list::print_position(&sealed.view, &number, lang)
        .map_or_else(nothing, |page| found(page, Caching::Brief, &request))
}
