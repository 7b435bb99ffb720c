//! The minutes of draws of lots, to be printed and signed.

use app::address;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use service::{Fault, Service, rulings};

use super::Files;
use super::request::{FileRequest, attachment};

/// `…/desk/postings/CODE/rulings/CODE/minutes.txt`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/desk/postings/{posting}/rulings/{ruling}/minutes.txt", get(minutes))
        .with_state(files.service.clone())
}

async fn minutes(State(service): State<Service>, asked: FileRequest) -> Response {
    let done = match asked.further {
        Some(ruling) => rulings::minutes(&service, &asked.caller, (asked.code, ruling), asked.lang).await,
        None => Err(Fault::Missing),
    };
    let back = address::desk_posting(asked.lang, asked.code, "rulings");
    asked.answer(&back, done.map(|(name, text)| attachment("text/plain; charset=utf-8", &name, text)))
}
