//! The receipts of candidates.

use app::address;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use service::{Service, applications};

use super::Files;
use super::request::{FileRequest, attachment};

/// `…/my/applications/CODE/receipt.json`.
pub(super) fn downloads(files: &Files) -> Router {
    Router::new()
        .route("/{lang}/my/applications/{application}/receipt.json", get(receipt))
        .with_state(files.service.clone())
}

/// What a candidate sent, byte for byte.
async fn receipt(State(service): State<Service>, asked: FileRequest) -> Response {
    let bytes = applications::receipt(&service, &asked.caller, asked.code).await;
    let name = format!("receipt-{}.json", asked.code);
    let back = address::application(asked.lang, asked.code);
    asked.answer(&back, bytes.map(|bytes| attachment("application/json; charset=utf-8", &name, bytes)))
}
