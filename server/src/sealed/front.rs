//! The short way: the exact address of a finished document is answered before any layer of the router runs.
//!
//! Owns: [`Front`], every such address with its answer, headers included. Refuses: queries, other methods, and whatever must know
//! its caller; the router answers those, and would answer these with the same bytes and headers.

use std::collections::HashMap;

use axum::response::Response;
use http::{HeaderMap, Method, Request};

use super::{CachedBody, Snapshot, Standing};
use crate::assets::Assets;

/// Every address that has a finished answer.
#[derive(Default)]
pub struct Front(HashMap<String, CachedBody>);

impl Front {
    /// Takes the pages of a moment and what never changes; every answer carries `protection`.
    pub(super) fn of(
        snapshot: &Snapshot,
        (standing, assets): (&Standing, Option<&Assets>),
        protection: &HeaderMap,
    ) -> Self {
        let assets = assets.into_iter().flat_map(Assets::pages);
        let all = snapshot.pages().chain(standing.pages()).chain(assets);
        Self(all.map(|(address, print)| (address, print.clone().with(protection))).collect())
    }

    /// Answers a request for a finished document; `None` for any other.
    pub fn answer<B>(&self, request: &Request<B>) -> Option<Response> {
        let plain =
            matches!(*request.method(), Method::GET | Method::HEAD) && request.uri().query().is_none();
        let print = self.0.get(request.uri().path()).filter(|_| plain)?;
        Some(print.answer(request.headers()))
    }

    /// Returns the addresses that are answered here.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
