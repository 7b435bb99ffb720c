//! Whether the process lives, whether it can work, and what of its work needs somebody's attention.
//!
//! `/health` answers 200 while requests can be served: `ready`, or `degraded` with the troubles named (a worker that
//! stands still, events that nobody seals or that this program did not record, parked jobs, damaged lists, files without contents, messages that
//! could not be delivered, a clock that
//! jumped); the pages go on, so no balancer should turn away.
//! It answers 503 where the database does not answer, does not keep a write, or has too little room; pages can still be read then,
//! so whoever turns requests away by it takes reading away too. `/health/live` is for restarts.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use http::header::CACHE_CONTROL;
use service::maintenance::Maintenance;
use service::rotation::Progress;
use service::{Service, rotation, runner};
use tokio::sync::Mutex;
// A stopwatch, not a clock: it never reaches a row or a decision.
use tokio::time::Instant as Stopwatch;

use crate::sealed::Cache;
use crate::workers::Workers;

/// The database must answer within this time.
const TIME: Duration = Duration::from_secs(2);
const SECOND: Duration = Duration::from_secs(1);
/// Events may wait this long for their seal.
const SEALED_WITHIN_MS: i64 = 5 * 60 * 1000;

/// What health looks at.
#[derive(Clone)]
pub struct Watched {
    /// The use cases.
    pub service: Service,
    /// Published lists.
    pub cache: Cache,
    /// Regular work.
    pub workers: Workers,
    /// The last write that was tried.
    pub probe: Probe,
}

/// The last try of a write: asked rarely, so that nobody can make the writer busy by asking for health.
#[derive(Clone, Default)]
pub struct Probe(Arc<Mutex<Option<(Stopwatch, bool)>>>);

impl Probe {
    /// Whether a write of its own is kept. A success is believed for five seconds, a failure for one.
    async fn keeps_writes(&self, service: &Service) -> bool {
        let mut last = self.0.lock().await;
        if let Some((tried, kept)) = *last
            && tried.elapsed() < if kept { 5 * SECOND } else { SECOND }
        {
            return kept;
        }
        let kept =
            matches!(tokio::time::timeout(TIME, service.maintain(Maintenance::Probed)).await, Ok(Ok(())));
        *last = Some((Stopwatch::now(), kept));
        kept
    }
}

/// `/health` (can it work?) and `/health/live` (is it there?).
pub fn router(watched: Watched) -> Router {
    Router::new().route("/health", get(ready)).route("/health/live", get(live)).with_state(watched)
}

async fn live() -> Response {
    say(StatusCode::OK, "alive", &[])
}

async fn ready(State(watched): State<Watched>) -> Response {
    if !watched.service.has_room() {
        return say(StatusCode::SERVICE_UNAVAILABLE, "too little free space", &[]);
    }
    if !watched.probe.keeps_writes(&watched.service).await {
        return say(StatusCode::SERVICE_UNAVAILABLE, "database keeps no writes", &[]);
    }
    match tokio::time::timeout(TIME, runner::backlog(&watched.service)).await {
        Ok(Ok(backlog)) => {
            let troubles = troubles(&watched, &backlog);
            let resealing = resealing(&watched.service).await;
            let word = if troubles.is_empty() { "ready" } else { "degraded" };
            tell(StatusCode::OK, word, (&troubles, resealing))
        }
        Ok(Err(_)) | Err(_) => say(StatusCode::SERVICE_UNAVAILABLE, "database does not answer", &[]),
    }
}

/// What needs attention, in words for whoever runs the process.
fn troubles(watched: &Watched, backlog: &runner::Backlog) -> Vec<String> {
    let still = watched.workers.standing_still();
    let mut told: Vec<String> =
        still.iter().map(|(name, seconds)| format!("{name} stands still for {seconds} s")).collect();
    if backlog.unsealed_ms > SEALED_WITHIN_MS {
        told.push(format!("the oldest unsealed event waits for {} s", backlog.unsealed_ms / 1000));
    }
    if !backlog.forged.is_empty() {
        let ids: Vec<String> = backlog.forged.iter().map(|event| event.0.to_string()).collect();
        told.push(format!("events not recorded by this program are never sealed: {}", ids.join(", ")));
    }
    if backlog.parked > 0 {
        told.push(format!("{} jobs are parked", backlog.parked));
    }
    if backlog.files_missing > 0 {
        told.push(format!("the contents of {} files are missing from the store", backlog.files_missing));
    }
    if backlog.deliveries_failed > 0 {
        told.push(format!("{} deliveries of messages were given up within a day", backlog.deliveries_failed));
    }
    if let Some(seconds) = watched.workers.clock.jumped() {
        told.push(format!("the clock jumped by {seconds} s within the last hour"));
    }
    let snapshot = watched.cache.snapshot();
    told.extend(snapshot.damaged().iter().map(|code| format!("the published list {code} is damaged")));
    told
}

/// How far sealing anew is, while a change of keys is under way. It is no trouble.
async fn resealing(service: &Service) -> Option<String> {
    match tokio::time::timeout(TIME, rotation::progress(service)).await {
        Ok(Ok(Progress::At { columns, of, column })) => {
            Some(format!("{columns} of {of} columns, now {column}"))
        }
        _ => None,
    }
}

fn say(status: StatusCode, word: &str, troubles: &[String]) -> Response {
    tell(status, word, (troubles, None))
}

fn tell(status: StatusCode, word: &str, (troubles, resealing): (&[String], Option<String>)) -> Response {
    let told = serde_json::json!({
        "status": word,
        "version": env!("CARGO_PKG_VERSION"),
        "troubles": troubles,
        "resealing": resealing,
    });
    (status, [(CACHE_CONTROL, "no-store")], Json(told)).into_response()
}
