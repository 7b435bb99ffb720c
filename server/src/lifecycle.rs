//! From the first request to the last: listening, regular work, and an end that loses nothing.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use service::{Fault, Service, runner};
use tokio::net::TcpListener;
use tokio::signal;

/// Requests under way get this long to end once the process is told to stop.
const GRACE: Duration = Duration::from_secs(20);
/// How often due jobs are worked, events sealed and old rows swept.
const WORK: Duration = Duration::from_secs(1);
const SEAL: Duration = Duration::from_secs(10);
const SWEEP: Duration = Duration::from_secs(600);

/// Serves until the process is told to stop, then lets requests under way end.
pub async fn serve(listener: TcpListener, router: Router) -> anyhow::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let (told, mut stopping) = tokio::sync::watch::channel(false);
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop().await;
        tracing::info!("stopping: requests under way may end");
        let _ = told.send(true);
    });
    let overtime = async move {
        let _ = stopping.wait_for(|told| *told).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = serving => ended.context("the service ended by itself"),
        () = overtime => {
            tracing::warn!("requests that did not end in time were cut off");
            Ok(())
        }
    }
}

/// Ctrl-C, or SIGTERM from whoever runs the process.
async fn stop() {
    let interrupt = async {
        // Without the handler the process ends at once, which is what was asked for.
        let _ = signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => drop(terminate.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => (),
        () = terminate => (),
    }
}

/// Works due jobs, seals events and sweeps what has ended, until it is dropped.
pub async fn regular_work(service: Service) {
    let worker = format!("process {}", std::process::id());
    note("applications could not be indexed", service.index_applications().await.map(drop));
    let mut work = tokio::time::interval(WORK);
    let mut seal = tokio::time::interval(SEAL);
    let mut sweep = tokio::time::interval(SWEEP);
    loop {
        tokio::select! {
            _ = work.tick() => note("jobs could not be worked", runner::work(&service, &worker).await.map(drop)),
            _ = seal.tick() => note("events could not be sealed", runner::seal(&service).await),
            _ = sweep.tick() => note("old rows could not be swept", runner::sweep(&service).await),
        }
    }
}

fn note(what: &str, done: Result<(), Fault>) {
    if let Err(fault) = done {
        tracing::warn!(?fault, "{what}");
    }
}
