//! Answers of the layers themselves: a page for people, a code for programs, in the language of the address.

use axum::body::Body;
use axum::extract::Request;
use axum::response::{Html, IntoResponse, Response};
use domain::id::Code;
use http::StatusCode;
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use text::Lang;

use super::Arrival;

/// Why a layer lets a request go no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It came from elsewhere, was meant for elsewhere, or carries too much.
    Unreadable,
    /// It took too long.
    Busy,
    /// A defect, under the request's number.
    Defect(Code),
}

/// How an obstacle is told; `app::api::gate` knows the words, so that they stand in one place.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    /// To people: a whole page, for who asked for this path.
    pub page: fn(Obstacle, &str, Lang) -> String,
    /// To a server function's caller: JSON.
    pub wire: fn(Obstacle) -> String,
}

/// Everything needed to answer a request that goes no further.
#[derive(Clone, Debug)]
pub struct Refusal {
    lang: Lang,
    here: String,
    incident: Code,
    wants_page: bool,
}

impl Refusal {
    /// Notes what the answer will need, before the request is given away.
    pub fn of(request: &Request<Body>) -> Self {
        let path = request.uri().path();
        Self {
            lang: Lang::of_path(path),
            here: path.to_owned(),
            incident: Arrival::of(request).incident,
            wants_page: !path.starts_with("/api/") || accepts_page(request),
        }
    }

    /// The answer.
    pub fn answer(&self, status: StatusCode, obstacle: Obstacle, voice: Voice) -> Response {
        let mut response = if self.wants_page {
            (status, Html((voice.page)(obstacle, &self.here, self.lang))).into_response()
        } else {
            (status, [(CONTENT_TYPE, "application/json")], (voice.wire)(obstacle)).into_response()
        };
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    /// A defect, under the request's number.
    pub fn defect(&self, voice: Voice) -> Response {
        self.answer(StatusCode::INTERNAL_SERVER_ERROR, Obstacle::Defect(self.incident), voice)
    }
}

/// Whether a browser waits for a page (a link or a plain form), not a script for data.
pub fn accepts_page<B>(request: &http::Request<B>) -> bool {
    request
        .headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}
