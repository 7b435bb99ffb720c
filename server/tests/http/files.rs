//! Files at the door: nobody's body is read before it is known who asks and whether that person may bring it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use axum::body::{Body, Bytes};
use http::{Method, StatusCode};

use super::applying::Scene;

const DOORS: [&str; 5] =
    ["positions/import", "marks/import", "scheme/import", "rulings/notice/import", "files/add"];
const FORM: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");
const SITE: (&str, &str) = ("sec-fetch-site", "same-origin");

/// A body that tells whether anybody asked for a byte of it.
pub fn watched() -> (Body, Arc<AtomicBool>) {
    let read = Arc::new(AtomicBool::new(false));
    let seen = read.clone();
    let stream = futures_util::stream::poll_fn(move |_| {
        seen.store(true, Ordering::SeqCst);
        Poll::Ready(None::<Result<Bytes, std::io::Error>>)
    });
    (Body::from_stream(stream), read)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_file_is_read_of_anybody_who_may_not_bring_it() {
    let scene = Scene::set().await;
    let callers = [
        (String::new(), StatusCode::UNAUTHORIZED),
        (scene.candidate("qianqi").await, StatusCode::NOT_FOUND),
        (scene.house.staff("stranger", "screener").await, StatusCode::NOT_FOUND),
    ];
    for (cookie, status) in &callers {
        for door in DOORS {
            for posting in [scene.posting.to_string(), "0000000000".to_owned()] {
                let path = format!("/zh/desk/postings/{posting}/{door}");
                let (body, read) = watched();
                let answer =
                    scene.house.send(Method::POST, &path, &[SITE, FORM, ("cookie", cookie)], body).await;
                // A screener of no team may not import marks anywhere, whatever the posting.
                let fits = answer.status == *status
                    || (door == "marks/import" && answer.status == StatusCode::FORBIDDEN);
                assert!(fits, "{path}: {}", answer.status);
                assert!(!read.load(Ordering::SeqCst), "{path} was read of {cookie:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_scheme_file_is_at_most_512_kib_and_so_is_that_of_a_notice() {
    let scene = Scene::set().await;
    let long = (1_usize << 20).to_string();
    for door in ["scheme/import", "rulings/notice/import"] {
        let path = format!("/zh/desk/postings/{}/{door}", scene.posting);
        let (body, read) = watched();
        let pairs = [SITE, FORM, ("content-length", long.as_str()), ("cookie", &scene.screener)];
        let answer = scene.house.send(Method::POST, &path, &pairs, body).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{door}");
        assert!(answer.body.contains("<html lang=") && !read.load(Ordering::SeqCst));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn health_names_what_stands_still() {
    let scene = Scene::set().await;
    let well = scene.house.get("/health", &[]).await;
    assert_eq!(well.status, StatusCode::OK);
    assert!(well.body.contains("\"ready\"") && well.body.contains("\"troubles\":[]"), "{}", well.body);
    // Nothing seals here, and the events of the scene grow older.
    scene.house.advance(10 * 60 * 1000);
    let stuck = scene.house.get("/health", &[]).await;
    assert_eq!(stuck.status, StatusCode::OK, "the pages go on");
    assert!(stuck.body.contains("degraded") && stuck.body.contains("unsealed"), "{}", stuck.body);
}
