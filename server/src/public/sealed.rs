//! Sealed lists from memory: whole, as files, by position, and found by ticket, position or result.
//!
//! No statement reaches the database from here, and no session is looked at: these pages stand on the busiest day and while
//! the database is down.

use app::pages::public::list;
use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::response::Response;
use axum::routing::get;
use domain::view::public::ListFilter;
use text::Lang;

use super::missing;
use crate::press::{Caching, Print, Room};

const HTML: &str = "text/html; charset=utf-8";

/// `/{lang}/open/lists…`.
pub fn router(room: Room) -> Router {
    Router::new()
        .route("/{lang}/open/lists", get(index))
        .route("/{lang}/open/lists/{list}", get(whole))
        .route("/{lang}/open/lists/{list}/{number}", get(position))
        .with_state(room)
}

async fn index(State(room): State<Room>, Path(lang): Path<String>, request: Request) -> Response {
    let shelf = room.shelf();
    let print = Lang::from_code(&lang).and_then(|lang| shelf.index(lang));
    print.map_or_else(|| missing(request.uri().path()), |print| print.answer(request.headers()))
}

/// `CODE`, `CODE.csv`, `CODE.xlsx`; with a query the lines that it lets through.
async fn whole(
    State(room): State<Room>,
    Path((lang, file)): Path<(String, String)>,
    Query(filter): Query<ListFilter>,
    request: Request,
) -> Response {
    let nothing = || missing(request.uri().path());
    let Some(lang) = Lang::from_code(&lang) else { return nothing() };
    let (code, ending) = file.split_once('.').unwrap_or((&file, ""));
    let Some(bound) = code.parse().ok().and_then(|code| room.shelf().list(&code)) else { return nothing() };
    match ending {
        "csv" => bound.csv().answer(request.headers()),
        "xlsx" => bound.book(lang).map_or_else(nothing, |book| book.answer(request.headers())),
        "" if filter.is_open() => bound.page(lang).answer(request.headers()),
        "" => found(list::print(&bound.view, &filter, lang)).answer(request.headers()),
        _ => nothing(),
    }
}

async fn position(
    State(room): State<Room>,
    Path((lang, code, number)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let nothing = || missing(request.uri().path());
    let Some(lang) = Lang::from_code(&lang) else { return nothing() };
    let Some(bound) = code.parse().ok().and_then(|code| room.shelf().list(&code)) else { return nothing() };
    list::print_position(&bound.view, &number, lang)
        .map_or_else(nothing, |page| found(page).answer(request.headers()))
}

fn found(page: String) -> Print {
    Print::whole(page, HTML, Caching::Brief)
}
