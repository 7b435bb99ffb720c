//! The archives of selections that are over, to be kept.

use app::address;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use service::{Fault, Service, archives};

use super::Files;
use super::request::{FileRequest, attachment};

/// `…/desk/postings/CODE/archive/CODE`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/archive/{file}", get(taken))
        .with_state(files.service.clone())
}

async fn taken(State(service): State<Service>, asked: FileRequest) -> Response {
    let done = match asked.further {
        Some(file) => archives::take(&service, &asked.caller, asked.code, file).await,
        None => Err(Fault::Missing),
    };
    let back = address::desk_posting(asked.lang, asked.code, "archive");
    asked.answer(&back, done.map(|(name, bytes)| attachment("application/zip", &name, bytes)))
}
