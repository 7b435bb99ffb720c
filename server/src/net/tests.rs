//! Real sockets: what is silent, slow or too many is closed, and others are served meanwhile.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::{ConnectionLimits, serve};

const HEAD: Duration = Duration::from_millis(300);
const SOON: Duration = Duration::from_secs(5);

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

async fn run(total: usize, per_address: usize) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let long = vec![b'x'; 32 << 20];
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/long", get(async move || long.clone()))
        .route("/slow", get(async || tokio::time::sleep(Duration::from_millis(700)).await));
    let limits = ConnectionLimits { total, per_address, head: HEAD, write: HEAD, trusted: [].into() };
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(serve(listener, (router, |_: &_| None), limits, async {
        let _ = stopped.await;
    }));
    Running { address, stop, task }
}

async fn open(running: &Running, first: &str) -> TcpStream {
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(first.as_bytes()).await.unwrap();
    stream
}

/// Everything until the other side closes.
async fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A connection that is reset has been closed too.
    let _ = timeout(SOON, stream.read_to_end(&mut bytes)).await.expect("the server closes it");
    String::from_utf8_lossy(&bytes).into_owned()
}

const WHOLE: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn a_silent_socket_a_slow_head_and_an_idle_one_are_closed_and_others_served_meanwhile() {
    let running = run(50, 50).await;
    let silent = open(&running, "").await;
    let mut slow = open(&running, "GET / HTTP/1.1\r\n").await;
    let idle = open(&running, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    let drip = tokio::spawn(async move {
        // One byte of a header at a time keeps nothing open.
        for _ in 0..50 {
            if slow.write_all(b"x").await.is_err() {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        false
    });
    assert!(rest(open(&running, WHOLE).await).await.ends_with("here"));
    assert!(!rest(silent).await.contains("200"));
    assert!(rest(idle).await.ends_with("here"), "it was answered, then closed");
    assert!(drip.await.unwrap(), "a head that comes byte by byte is given up");
}

#[tokio::test]
async fn one_address_has_only_so_many_connections_and_gets_them_back() {
    let running = run(50, 3).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(open(&running, "GET ").await);
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(rest(open(&running, "").await).await, "", "the fourth is closed unanswered");
    drop(held);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(rest(open(&running, WHOLE).await).await.ends_with("here"));
}

#[tokio::test]
async fn when_all_places_are_taken_whoever_waits_is_served_as_soon_as_one_is_free() {
    let running = run(2, 50).await;
    let held = (open(&running, "GET ").await, open(&running, "GET ").await);
    // Both are given up after the time for a head; then the third has its turn.
    assert!(rest(open(&running, WHOLE).await).await.ends_with("here"));
    drop(held);
}

#[tokio::test]
async fn who_stops_reading_does_not_hold_an_answer_for_ever() {
    let running = run(1, 50).await;
    let held = open(&running, "GET /long HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(rest(open(&running, WHOLE).await).await.ends_with("here"), "the only place came free");
    drop(held);
}

#[tokio::test]
async fn a_stop_ends_silent_sockets_at_once_and_lets_a_request_under_way_end() {
    let running = run(50, 50).await;
    let silent = open(&running, "").await;
    let under_way = open(&running, &WHOLE.replace("/ HTTP", "/slow HTTP")).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    running.stop.send(()).unwrap();
    assert!(rest(under_way).await.contains("200"));
    rest(silent).await;
    timeout(SOON, running.task).await.expect("all connections have ended").unwrap();
}
