//! How much a request may carry and how long it may take, said beside its route.
//!
//! Owns: the kinds of [`Limits`] and the layers that hold them. Refuses: guessing from the address.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use http::StatusCode;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// Bytes of a form or a server function's input: a notice of the longest takes nine bytes a character on its way.
pub const FORM: usize = 512 * 1024;
/// Bytes of the fields beside a file.
const FIELDS: usize = 256 * 1024;
/// Bytes of a scheme file.
pub const SCHEME: usize = 512 * 1024;
/// Bytes of an imported sheet.
pub const SHEET: usize = 64 * 1024 * 1024;
/// Time for a sheet: 64 MiB come slowly over a bad line.
const SHEET_TIME: Duration = Duration::from_secs(600);

/// What one request may carry and how long it may take, its body's way included.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    body: usize,
    time: Duration,
}

impl Limits {
    /// Limits of forms, pages and server functions.
    pub const fn form(time: Duration) -> Self {
        Self { body: FORM, time }
    }

    /// Limits of a form with a scheme file.
    pub const fn scheme(time: Duration) -> Self {
        Self { body: SCHEME.saturating_add(FIELDS), time }
    }

    /// Limits of a form with a sheet.
    pub const fn sheet() -> Self {
        Self { body: SHEET.saturating_add(FIELDS), time: SHEET_TIME }
    }

    /// Holds every route of `router` to these limits: 413 for what says or turns out to be longer, 504 for what takes
    /// longer, of which [`super::error_page`] makes 503. What a request was writing when its time ended is rolled back, but for what was being
    /// committed and for what shares a turn with others.
    pub fn hold(self, router: Router) -> Router {
        router
            .layer(DefaultBodyLimit::disable())
            .layer(RequestBodyLimitLayer::new(self.body))
            .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, self.time))
    }
}
