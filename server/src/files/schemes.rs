//! Scheme files, handed in and taken out.

use app::address;
use app::pages::public::error as error_page;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use service::{Service, schemes};

use super::Files;
use super::request::{FileRequest, attachment};
use super::upload::FormUpload;
use crate::layers::limits::SCHEME;

/// `…/desk/postings/CODE/scheme/export.{toml,json}`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/scheme/export.toml", get(toml))
        .route("/{lang}/desk/postings/{posting}/scheme/export.json", get(json))
        .with_state(files.service.clone())
}

/// `…/desk/postings/CODE/scheme/import`.
pub(super) fn uploads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/scheme/import", post(scheme))
        .with_state(files.clone())
}

/// The revision that the form was opened with.
#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u32,
}

async fn scheme(
    State(files): State<Files>,
    Query(After { after }): Query<After>,
    mut desk: FormUpload,
) -> Response {
    let (lang, code) = (desk.request.lang, desk.request.code);
    let back = address::desk_posting(lang, code, "scheme");
    let done = async {
        let (service, caller) = (&files.service, desk.request.caller.clone());
        schemes::may_save(service, &caller, code).await?;
        let _held = files.slots.upload()?;
        let form = desk.read(SCHEME).await?;
        let named = (form.name.as_str(), form.bytes.as_slice());
        Ok(match schemes::save_file(service, &caller, code, after, named).await? {
            Ok(()) => Redirect::to(&back).into_response(),
            Err(faults) => {
                let lines = faults.iter().map(|fault| fault.sentence(lang)).collect();
                error_page::listed(lines, &back, lang).into_response()
            }
        })
    };
    let done = done.await;
    desk.request.answer(&back, done)
}

async fn toml(State(service): State<Service>, asked: FileRequest) -> Response {
    export(&service, &asked, false).await
}

async fn json(State(service): State<Service>, asked: FileRequest) -> Response {
    export(&service, &asked, true).await
}

/// The saved schemes as a download.
async fn export(service: &Service, asked: &FileRequest, json: bool) -> Response {
    let (kind, name) =
        if json { ("application/json", "scheme.json") } else { ("application/toml", "scheme.toml") };
    let body = schemes::export(service, &asked.caller, asked.code, json).await;
    let back = address::desk_posting(asked.lang, asked.code, "scheme");
    asked.answer(&back, body.map(|body| attachment(kind, name, body)))
}
