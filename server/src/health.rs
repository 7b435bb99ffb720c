//! Whether the process lives and whether it can work, for those who run it.

use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use http::header::CACHE_CONTROL;
use service::{Service, public};

/// The database must answer within this time.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/health` (can it work?) and `/health/live` (is it there?).
pub fn router(service: Service) -> Router {
    Router::new().route("/health", get(ready)).route("/health/live", get(live)).with_state(service)
}

async fn live() -> Response {
    say(StatusCode::OK, "alive")
}

async fn ready(State(service): State<Service>) -> Response {
    match tokio::time::timeout(PATIENCE, public::version(&service)).await {
        Ok(Ok(_)) => say(StatusCode::OK, "ready"),
        Ok(Err(_)) | Err(_) => say(StatusCode::SERVICE_UNAVAILABLE, "database does not answer"),
    }
}

fn say(status: StatusCode, word: &str) -> Response {
    let told = Json(serde_json::json!({ "status": word, "version": env!("CARGO_PKG_VERSION") }));
    (status, [(CACHE_CONTROL, "no-store")], told).into_response()
}
