//! The short way to public pages gives what the long way gives.

use axum::body::to_bytes;
use http::{Method, Request};

use super::applying::Scene;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_answered_before_the_router_is_what_the_router_answers() {
    let scene = Scene::set().await;
    let house = &scene.house;
    let routed = house.get("/zh/", &[]).await;
    let addresses = house.cache.addresses();
    for expected in ["/zh/", "/en/open/lists", "/zh/open/about", "/assets/linxuan-1.css"] {
        assert!(addresses.iter().any(|address| address == expected), "{expected}");
    }
    assert!(addresses.contains(&format!("/zh/open/{}", scene.posting)));
    let tag = routed.header("etag").to_owned();
    for address in addresses {
        for pairs in [
            &[][..],
            &[("accept-encoding", "br")],
            &[("accept-encoding", "gzip")],
            &[("if-none-match", tag.as_str())],
        ] {
            let mut request = Request::builder().uri(&address);
            for (name, value) in pairs {
                request = request.header(*name, *value);
            }
            let short = house.cache.answer(&request.body(()).unwrap()).expect("it is finished");
            let mut long = house.send(Method::GET, &address, pairs, axum::body::Body::empty()).await;
            // The router says that nothing is nothing long; the connection leaves that out.
            if long.body.is_empty() {
                long.headers.remove("content-length");
            }
            assert!(long.headers.remove("x-request-id").is_some(), "the long way is numbered and logged");
            assert_eq!(
                (short.status(), short.headers()),
                (long.status, &long.headers),
                "{address} {pairs:?}"
            );
            let body = to_bytes(short.into_body(), usize::MAX).await.unwrap();
            assert_eq!(String::from_utf8_lossy(&body), long.body, "{address} {pairs:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_may_be_answered_otherwise_goes_the_long_way() {
    let scene = Scene::set().await;
    let house = &scene.house;
    house.get("/zh/", &[]).await;
    let posting = format!("/zh/open/{}", scene.posting);
    for (method, path) in [
        (Method::POST, "/zh/"),
        (Method::OPTIONS, "/zh/"),
        (Method::GET, "/zh/?x=1"),
        (Method::GET, &format!("{posting}?q=a")),
        (Method::GET, "/zh/my"),
        (Method::GET, "/zh/desk"),
        (Method::GET, "/zh/open/no-such-page"),
    ] {
        let request = Request::builder().method(method.clone()).uri(path).body(()).unwrap();
        assert!(house.cache.answer(&request).is_none(), "{method} {path}");
    }
}
