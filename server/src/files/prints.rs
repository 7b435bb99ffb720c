//! The parts of large runs of papers, to be kept.

use app::address;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use service::{Fault, Service, prints};

use super::Files;
use super::request::{FileRequest, attachment};

/// `…/desk/postings/CODE/prints/CODE`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/prints/{part}", get(part))
        .with_state(files.service.clone())
}

async fn part(State(service): State<Service>, asked: FileRequest) -> Response {
    let done = match asked.further {
        Some(part) => prints::part(&service, &asked.caller, asked.code, part).await,
        None => Err(Fault::Missing),
    };
    let back = address::desk_posting(asked.lang, asked.code, "prints");
    asked.answer(&back, done.map(|(name, bytes)| attachment("application/pdf", &name, bytes)))
}
