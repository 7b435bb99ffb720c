//! A handler that panics answers like any other defect: a number, no detail.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;

use super::Arrival;
use super::refusal::{Refusal, Voice};

/// Turns a panic into the incident page and a line in the log.
pub async fn catch(State(voice): State<Voice>, request: Request, next: Next) -> Response {
    let refusal = Refusal::of(&request);
    let incident = Arrival::of(&request).incident;
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            tracing::error!(request = incident.as_str(), cause = words(&*panic), "a handler panicked");
            refusal.defect(voice)
        }
    }
}

fn words(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no words")
}
