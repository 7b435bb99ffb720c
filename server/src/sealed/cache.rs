//! The cache of public pages: prints each before anybody can ask for it, and follows what changes and what the clock says.
//!
//! While the database is down the cache serves what it has, and the clock still opens and closes registration on its pages.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::response::Response;
use documents::Papers;
use http::{HeaderMap, Request};
use service::open::{self, PublicMark};
use service::{Fault, Service};
use tokio::sync::watch;

use super::snapshot::Changes;
use super::{Front, Snapshot, Standing};
use crate::assets::Assets;
use crate::layers::headers::Transport;

/// How often the cache asks whether something was published by another process, and looks at the clock.
const POLL: Duration = Duration::from_secs(1);

/// The cache; clones share it.
#[derive(Clone)]
pub struct Cache {
    service: Service,
    fixed: Arc<Fixed>,
    now: watch::Sender<Now>,
    answers: Arc<AtomicU64>,
}

/// What never changes while the process runs.
struct Fixed {
    standing: Standing,
    assets: Option<Assets>,
    protection: HeaderMap,
}

/// What is public, and the answers made of it.
#[derive(Clone, Default)]
struct Now {
    snapshot: Arc<Snapshot>,
    front: Arc<Front>,
}

impl Cache {
    /// Makes an empty cache.
    pub fn new(service: Service, assets: Option<Assets>, transport: Transport) -> Self {
        let fixed = Fixed { standing: Standing::print(), assets, protection: transport.protection() };
        Self {
            service,
            fixed: Arc::new(fixed),
            now: watch::Sender::new(Now::default()),
            answers: Arc::default(),
        }
    }

    /// Answers a request for a finished document; `None` for any other. Such answers are counted and not logged one by one: a
    /// line for each would cost more than the answer, and would say who read what.
    pub fn answer<B>(&self, request: &Request<B>) -> Option<Response> {
        let front = self.now.borrow().front.clone();
        let answer = front.answer(request)?;
        self.answers.fetch_add(1, Ordering::Relaxed);
        Some(answer)
    }

    /// Returns the addresses that [`Cache::answer`] knows.
    pub fn addresses(&self) -> Vec<String> {
        self.now.borrow().front.addresses().map(str::to_owned).collect()
    }

    /// Returns how many requests were answered since it was asked last.
    pub fn answers(&self) -> u64 {
        self.answers.swap(0, Ordering::Relaxed)
    }

    /// Returns the engine that prints papers.
    pub fn papers(&self) -> &Papers {
        self.service.papers()
    }

    /// Returns the pages that always exist.
    pub fn standing(&self) -> &Standing {
        &self.fixed.standing
    }

    /// Returns what is public now, as far as the cache knows.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.now.borrow().snapshot.clone()
    }

    /// Waits until this process published something, or until it is time to look for others.
    pub async fn wait(&self) {
        // Either way it is time to look.
        let _ = tokio::time::timeout(POLL, self.service.published()).await;
    }

    /// Prints what changed since the last time; returns whether there was anything.
    ///
    /// # Errors
    /// The database's; what the clock alone changes is printed all the same.
    pub async fn follow(&self) -> Result<bool, Fault> {
        match open::marks(&self.service).await {
            Ok(marks) if self.snapshot().is_of(&marks) => self.follow_clock().await,
            Ok(marks) => self.print(marks).await.map(|()| true),
            Err(fault) => {
                self.follow_clock().await?;
                Err(fault)
            }
        }
    }

    async fn follow_clock(&self) -> Result<bool, Fault> {
        let (before, now) = (self.snapshot(), self.service.now());
        if before.is_true_at(now) {
            return Ok(false);
        }
        self.keep(move || before.at(now)).await?;
        Ok(true)
    }

    async fn print(&self, marks: Vec<PublicMark>) -> Result<(), Fault> {
        let before = self.snapshot();
        let lists = match before.lists_changed(&marks) {
            true => Some(open::sealed(&self.service).await?),
            false => None,
        };
        for one in lists.iter().flat_map(|all| &all.damaged) {
            tracing::error!(list = one.code.as_str(), cause = one.cause, "a published list cannot be read");
        }
        let mut postings = Vec::new();
        for mark in before.unknown(&marks) {
            match open::posting(&self.service, mark.code).await {
                Ok(view) => postings.push((mark, view)),
                // It was taken back between the two looks; the next look knows.
                Err(Fault::Missing) => {}
                Err(fault) => return Err(fault),
            }
        }
        tracing::info!(postings = postings.len(), lists = lists.is_some(), "public pages are printed");
        let now = self.service.now();
        self.keep(move || before.next(now, Changes { marks, postings, lists })).await
    }

    /// Makes a snapshot where it may take its time, and serves it from then on.
    async fn keep(&self, print: impl FnOnce() -> Snapshot + Send + 'static) -> Result<(), Fault> {
        let fixed = self.fixed.clone();
        let make = move || {
            let snapshot = print();
            let front = Front::of(&snapshot, (&fixed.standing, fixed.assets.as_ref()), &fixed.protection);
            Now { snapshot: Arc::new(snapshot), front: Arc::new(front) }
        };
        let printed = tokio::task::spawn_blocking(make).await;
        self.now.send_replace(printed.map_err(|error| Fault::internal(format!("printing failed: {error}")))?);
        Ok(())
    }
}
