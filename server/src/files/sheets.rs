//! Sheets: workbooks to fill in, sheets of positions and marks as they come back, and the same as they were handed in.
//!
//! Owns: their addresses. Refuses: reading a sheet; that is a worker process behind `service::imports`.

use app::address;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::id::Code;
use http::StatusCode;
use service::imports::{self, Upload};
use service::marks::{self, Sheet};
use service::{Fault, Service};
use text::Lang;

use super::Files;
use super::request::{FileRequest, attachment, foreign};
use super::upload::FormUpload;
use crate::layers::limits::SHEET;

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `…/desk/postings/CODE/marks/{sheet,examiners}.xlsx`, `…/positions/{sheet,positions}.xlsx`, `…/ranking/ranking.xlsx` and `…/imports/CODE/file`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/marks/sheet.xlsx", get(marks_sheet))
        .route("/{lang}/desk/postings/{posting}/marks/examiners.xlsx", get(examiners_sheet))
        .route("/{lang}/desk/postings/{posting}/positions/sheet.xlsx", get(positions_sheet))
        .route("/{lang}/desk/postings/{posting}/positions/positions.xlsx", get(positions_table))
        .route("/{lang}/desk/postings/{posting}/ranking/ranking.xlsx", get(ranking_book))
        .route("/{lang}/desk/postings/{posting}/imports/{import}/file", get(imported))
        .with_state(files.service.clone())
}

/// `…/desk/postings/CODE/{positions,marks}/import`.
pub(super) fn uploads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/positions/import", post(positions))
        .route("/{lang}/desk/postings/{posting}/marks/import", post(marks))
        .with_state(files.clone())
}

async fn marks_sheet(State(service): State<Service>, asked: FileRequest) -> Response {
    let book = marks::template(&service, &asked.caller, asked.code, (Sheet::Marks, asked.lang)).await;
    workbook(&asked, "marks", book)
}

async fn examiners_sheet(State(service): State<Service>, asked: FileRequest) -> Response {
    let book = marks::template(&service, &asked.caller, asked.code, (Sheet::Examiners, asked.lang)).await;
    workbook(&asked, "marks", book)
}

async fn positions_sheet(State(service): State<Service>, asked: FileRequest) -> Response {
    let book = imports::positions_sheet(&service, &asked.caller, asked.code, asked.lang).await;
    workbook(&asked, "positions", book)
}

async fn positions_table(State(service): State<Service>, asked: FileRequest) -> Response {
    let book = imports::positions_table(&service, &asked.caller, asked.code, asked.lang).await;
    workbook(&asked, "positions", book)
}

async fn ranking_book(State(service): State<Service>, asked: FileRequest) -> Response {
    let book = service::ranking::book(&service, &asked.caller, asked.code, asked.lang).await;
    workbook(&asked, "ranking", book)
}

/// An imported file as it was handed in.
async fn imported(State(service): State<Service>, asked: FileRequest) -> Response {
    // The route names the import, so it is there.
    let Some(import) = asked.further else { return StatusCode::NOT_FOUND.into_response() };
    let file = imports::file(&service, &asked.caller, asked.code, import).await;
    let back = address::desk_posting(asked.lang, asked.code, &format!("imports/{import}"));
    asked.answer(&back, file.map(|file| foreign(&plain_name(import, &file.name), &file.name, file.bytes)))
}

/// A name in ASCII: the import's code with the ending that the file came with, where that is a usual one.
fn plain_name(import: Code, name: &str) -> String {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let ending = ["xlsx", "csv"].into_iter().find(|usual| *usual == ending).unwrap_or("bin");
    format!("import-{import}.{ending}")
}

fn workbook(asked: &FileRequest, area: &str, book: Result<Vec<u8>, Fault>) -> Response {
    let name = format!("{area}-{}.xlsx", asked.code);
    let back = address::desk_posting(asked.lang, asked.code, area);
    asked.answer(&back, book.map(|bytes| attachment(WORKBOOK, &name, bytes)))
}

async fn positions(State(files): State<Files>, mut desk: FormUpload) -> Response {
    let back = address::desk_posting(desk.request.lang, desk.request.code, "positions");
    let done = async {
        let (service, asked) = (&files.service, &desk.request);
        let (caller, code, lang) = (asked.caller.clone(), asked.code, asked.lang);
        imports::may_bring_positions(service, &caller, code).await?;
        let (upload, _held) = take(&files, &mut desk).await?;
        Ok(preview(lang, code, imports::stage_positions(service, &caller, code, upload).await?))
    };
    let done = done.await;
    desk.request.answer(&back, done)
}

async fn marks(State(files): State<Files>, mut desk: FormUpload) -> Response {
    let back = address::desk_posting(desk.request.lang, desk.request.code, "marks");
    let done = async {
        let (service, asked) = (&files.service, &desk.request);
        let (caller, code, lang) = (asked.caller.clone(), asked.code, asked.lang);
        imports::may_bring_marks(service, &caller, code).await?;
        let (upload, _held) = take(&files, &mut desk).await?;
        Ok(preview(lang, code, imports::stage_marks(service, &caller, code, upload).await?))
    };
    let done = done.await;
    desk.request.answer(&back, done)
}

/// The room that a sheet takes until it was read.
type Held = [tokio::sync::OwnedSemaphorePermit; 2];

/// Reads the sheet of a caller who may bring one, as soon as there is room.
async fn take(files: &Files, desk: &mut FormUpload) -> Result<(Upload, Held), Fault> {
    let incoming = files.slots.upload()?;
    let form = desk.read(SHEET).await?;
    let worker = files.slots.worker().await?;
    Ok((Upload { name: form.name, bytes: form.bytes }, [incoming, worker]))
}

/// Leads to what a dry run shows.
fn preview(lang: Lang, posting: Code, import: Code) -> Response {
    Redirect::to(&address::desk_posting(lang, posting, &format!("imports/{import}"))).into_response()
}
