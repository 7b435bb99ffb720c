//! Sockets: how many may be open, how long one may be silent, and how they end.
//!
//! Owns: accepting, the limits of connections in all and per address, the time for a request's head, for silence between
//! requests and for a reader that takes nothing. Refuses: HTTP/2, which a proxy in front may speak; it would need limits
//! of its own.

mod addresses;
mod deadline;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use addresses::Addresses;
use deadline::WriteDeadline;

/// Limits of connections.
#[derive(Clone, Debug)]
pub struct ConnectionLimits {
    /// Open at once, in all.
    pub total: usize,
    /// Open at once from one IPv4 address or IPv6 network of 64 bits; proxies that are trusted have no such limit.
    pub per_address: usize,
    /// Time for a request's head, and for silence before it.
    pub head: Duration,
    /// Time in which a reader must take something of an answer.
    pub write: Duration,
    /// Proxies that are trusted.
    pub trusted: Arc<[IpAddr]>,
}

/// Accepts and serves until `stop` ends, then lets requests under way end. What `front` answers does not reach the router.
pub async fn serve<F>(
    listener: TcpListener,
    (router, front): (Router, F),
    limits: ConnectionLimits,
    stop: impl Future<Output = ()>,
) where
    F: Fn(&http::Request<Incoming>) -> Option<Response> + Clone + Send + 'static,
{
    let places = Arc::new(Semaphore::new(limits.total));
    let addresses = Addresses::default();
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        // While all places are taken nobody is accepted: who waits stands in the listener's queue.
        let next = async { (places.clone().acquire_owned().await, listener.accept().await) };
        let (place, accepted) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        let (stream, peer) = match accepted {
            Ok(found) => found,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            }
        };
        let Some(held) = addresses.enter(peer.ip(), &limits) else {
            tracing::debug!(%peer, "refused: too many connections from this address");
            continue;
        };
        let site = (router.clone(), front.clone());
        let (limits, watcher) = (limits.clone(), graceful.watcher());
        tokio::spawn(async move {
            connection(stream, peer, site, (&limits, watcher)).await;
            drop((place, held));
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

/// Serves one connection until either side ends it.
async fn connection<F>(
    stream: TcpStream,
    peer: SocketAddr,
    (router, front): (Router, F),
    (limits, watcher): (&ConnectionLimits, Watcher),
) where
    F: Fn(&http::Request<Incoming>) -> Option<Response>,
{
    // An answer goes out in whole packets already; waiting for more would only delay it.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: http::Request<Incoming>| {
        let finished = front(&request).ok_or_else(|| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request.map(Body::new))
        });
        async move {
            match finished {
                Ok(answer) => Ok(answer),
                Err(routed) => routed.await,
            }
        }
    });
    let io = WriteDeadline::new(TokioIo::new(stream), limits.write);
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(io, service);
    if let Err(error) = watcher.watch(serving).await {
        tracing::debug!(%peer, %error, "a connection ended early");
    }
}

/// Lets this process open as many files as it may, and answers how many connections fit beside the rest.
#[must_use]
pub fn fitting(wanted: usize) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let now = if setrlimit(Resource::Nofile, raised).is_ok() { raised.current } else { limit.current };
    let Some(handles) = now.and_then(|now| usize::try_from(now).ok()) else { return wanted };
    let fit = handles.saturating_sub(RESERVED).max(1);
    if fit < wanted {
        tracing::warn!(wanted, handles, fit, "setting connections: fewer fit into the file handles granted");
    }
    wanted.min(fit)
}

/// File handles for the database, the log, workers and the listener.
const RESERVED: usize = 128;

#[cfg(test)]
mod tests;
