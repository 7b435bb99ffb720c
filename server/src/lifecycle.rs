//! From the first request to the last: listening, regular work, and an end that loses nothing.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use service::{Service, messages, rotation, runner};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::carriers::Carriers;
use crate::net::{self, ConnectionLimits};
use crate::sealed::Cache;
use crate::workers::{Round, Workers};

/// Requests under way get this long to end once the process is told to stop.
const GRACE: Duration = Duration::from_secs(20);

const JOBS: Round = Round { name: "jobs", every: Duration::from_secs(1) };
const SEALING: Round = Round { name: "sealing", every: Duration::from_secs(10) };
const SWEEPING: Round = Round { name: "sweeping", every: Duration::from_secs(600) };
/// The store of files is compared with its rows.
const FILES: Round = Round { name: "files", every: Duration::from_secs(3600) };
const TURNING: Round = Round { name: "turning", every: Duration::from_secs(60) };
/// Generations added to the key file by another process are found, and old ones sealed anew.
const KEYS: Round = Round { name: "keys", every: Duration::from_secs(2) };
/// What waits in the outbox is carried.
const CARRYING: Round = Round { name: "messages", every: Duration::from_secs(2) };
/// The requests that came in on sessions are written down.
const SESSIONS: Round = Round { name: "sessions", every: Duration::from_secs(2) };
const CLOCK: Round = Round { name: "clock", every: Duration::from_secs(5) };
const COUNTING: Round = Round { name: "counting", every: Duration::from_secs(60) };
/// The cache itself waits until there may be something to print.
const PUBLIC: Round = Round { name: "public pages", every: Duration::ZERO };

/// Serves until the process is told to stop, then lets requests under way end; a second word to stop ends at once.
pub async fn serve(
    listener: TcpListener,
    (router, cache): (Router, Cache),
    limits: ConnectionLimits,
) -> anyhow::Result<()> {
    let mut signals = Signals::listen()?;
    let (told, stopping) = tokio::sync::watch::channel(false);
    let mut wait = stopping.clone();
    let serving =
        net::serve(listener, (router, move |request: &_| cache.answer(request)), limits, async move {
            let _ = wait.wait_for(|told| *told).await;
        });
    let overtime = async move {
        signals.next().await;
        tracing::info!("stopping: requests under way may end");
        let _ = told.send(true);
        tokio::select! {
            () = tokio::time::sleep(GRACE) => tracing::warn!("requests that did not end in time were cut off"),
            () = signals.next() => tracing::warn!("told to stop twice: requests under way were cut off"),
        }
    };
    tokio::select! {
        () = serving => {}
        () = overtime => {}
    }
    drop(stopping);
    Ok(())
}

/// Ctrl-C, and SIGTERM from whoever runs the process.
struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    #[cfg(not(unix))]
    fn listen() -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(unix)]
    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => (),
            _ = self.interrupt.recv() => (),
        }
    }

    #[cfg(not(unix))]
    async fn next(&mut self) {
        // Without the handler the process ends at once, which is what was asked for.
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Starts the regular work, each kind apart. All of it ends when the set is dropped.
pub fn start(workers: &Workers, service: &Service, cache: &Cache, carriers: Carriers) -> JoinSet<()> {
    let mut set = JoinSet::new();
    // Two machines may give the same process number.
    let name = format!("process {} {}", std::process::id(), service.form_key());
    carry(&mut set, workers, service, (carriers, name.clone()));
    let by = service.clone();
    set.spawn(workers.clone().run(JOBS, move || {
        let (service, name) = (by.clone(), name.clone());
        async move { runner::work(&service, &name).await.map(drop) }
    }));
    let by = service.clone();
    set.spawn(workers.clone().run(SEALING, move || {
        let service = by.clone();
        async move { runner::seal(&service).await }
    }));
    let by = service.clone();
    set.spawn(workers.clone().run(SWEEPING, move || {
        let service = by.clone();
        async move { runner::sweep(&service).await }
    }));
    let by = service.clone();
    set.spawn(workers.clone().run(FILES, move || {
        let service = by.clone();
        async move { runner::sweep_files(&service).await.map(drop) }
    }));
    let by = service.clone();
    set.spawn(workers.clone().run(TURNING, move || {
        let service = by.clone();
        async move { runner::turn(&service).await }
    }));
    let by = service.clone();
    set.spawn(workers.clone().run(KEYS, move || {
        let service = by.clone();
        async move { rotation::round(&service).await.map(drop) }
    }));
    let by = service.clone();
    set.spawn(workers.clone().run(SESSIONS, move || {
        let service = by.clone();
        async move { service.note_sessions().await }
    }));
    let (by, clock) = (service.clone(), workers.clock.clone());
    set.spawn(workers.clone().run(CLOCK, move || {
        clock.look(by.now());
        std::future::ready(Ok(()))
    }));
    let (cache, counted) = (cache.clone(), cache.clone());
    set.spawn(workers.clone().run(PUBLIC, move || {
        let cache = cache.clone();
        async move {
            cache.wait().await;
            cache.follow().await.map(drop)
        }
    }));
    set.spawn(workers.clone().run(COUNTING, move || {
        let answers = counted.answers();
        if answers > 0 {
            tracing::info!(answers, "public pages were answered from memory");
        }
        std::future::ready(Ok(()))
    }));
    let by = service.clone();
    set.spawn(async move {
        if let Err(fault) = by.index_applications().await {
            tracing::warn!(?fault, "applications could not be indexed");
        }
    });
    set
}

/// Starts what carries messages.
fn carry(set: &mut JoinSet<()>, workers: &Workers, service: &Service, (carriers, name): (Carriers, String)) {
    let (by, carriers) = (service.clone(), Arc::new(carriers));
    set.spawn(workers.clone().run(CARRYING, move || {
        let (service, carriers, name) = (by.clone(), carriers.clone(), name.clone());
        async move { messages::round(&service, &name, carriers.as_ref()).await.map(drop) }
    }));
}
