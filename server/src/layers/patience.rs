//! How long a request may take before it is answered "busy".

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderValue, RETRY_AFTER};

use super::Arrival;
use super::limits;
use super::refusal::{Obstacle, Refusal, Voice};

/// Sheets of 64 MiB come slowly over a bad line.
const SHEET: Duration = Duration::from_secs(600);

/// How long, and how the answer looks.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Time for anything but a sheet.
    pub usual: Duration,
    /// Prints the answer.
    pub voice: Voice,
}

/// Gives the request up when its time is over; what it was writing is rolled back.
pub async fn give_up(State(patience): State<Patience>, request: Request, next: Next) -> Response {
    let refusal = Refusal::of(&request);
    let incident = Arrival::of(&request).incident;
    let is_sheet = limits::of_path(request.uri().path()) == limits::SHEET;
    let time = if is_sheet { SHEET } else { patience.usual };
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!(request = incident.as_str(), seconds = time.as_secs(), "a request was given up");
            let mut response =
                refusal.answer(StatusCode::SERVICE_UNAVAILABLE, Obstacle::Busy, patience.voice);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("60"));
            response
        }
    }
}
