//! Contents of files in an S3-compatible store: a small one of our own that checks each signature, and that can be busy, silent, lost, or
//! break off in the middle of a request.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use domain::calendar::Instant;
use domain::digest::Digest;
use futures_util::StreamExt as _;
use http::{Method, Request, StatusCode};
use server::bucket::{Bucket, Named, key, place};
use service::contents::{Contents, Lying, Signer, Unsigned};
use service::effects::Clock;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use super::applying::{Scene, identity};
use super::house::House;
use super::uploads::{add, links};

const NOW: i64 = 1_795_000_000_000;
const DAY: i64 = 86_400_000;
/// Entries on a page of a list: fewer than most lists have.
const PAGE: usize = 1;
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n";

/// What the store is like.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Well,
    /// Answers so many requests with 503.
    Busy(u32),
    /// Answers nothing.
    Silent,
    /// Takes a part of a request, and breaks off.
    Breaking,
    /// Somebody removed the bucket.
    Lost,
    /// Out of room.
    Full,
}

struct Inner {
    objects: BTreeMap<String, (Vec<u8>, i64)>,
    mood: Mood,
    now: i64,
}

/// The store.
#[derive(Clone)]
struct Fake {
    inner: Arc<Mutex<Inner>>,
    port: u16,
}

impl Fake {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let inner = Inner { objects: BTreeMap::new(), mood: Mood::Well, now: NOW };
        let fake = Self { inner: Arc::new(Mutex::new(inner)), port };
        let app = axum::Router::new().fallback(answer).with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        fake
    }

    fn bucket(&self) -> Bucket {
        self.opened_by("id:secret", Duration::from_secs(20))
    }

    fn opened_by(&self, by: &str, whole: Duration) -> Bucket {
        let place = place(&format!("http://127.0.0.1:{}/house/files", self.port)).unwrap().unwrap();
        let named = Named::new(place, &key(by).unwrap().unwrap(), "cn-north-1");
        Bucket::new(named, Clock::fixed(Instant(NOW)), whole)
    }

    fn turn(&self, mood: Mood) {
        self.inner.lock().unwrap().mood = mood;
    }

    fn pass(&self, millis: i64) {
        self.inner.lock().unwrap().now += millis;
    }

    fn lay(&self, name: &str, bytes: &[u8]) {
        let mut inner = self.inner.lock().unwrap();
        let now = inner.now;
        inner.objects.insert(format!("files/{name}"), (bytes.to_vec(), now));
    }

    fn names(&self) -> Vec<String> {
        self.inner.lock().unwrap().objects.keys().cloned().collect()
    }

    fn mood(&self) -> Mood {
        let mut inner = self.inner.lock().unwrap();
        let mood = inner.mood;
        if let Mood::Busy(left) = mood {
            inner.mood = if left > 1 { Mood::Busy(left - 1) } else { Mood::Well };
        }
        mood
    }
}

/// Whether a request is signed by the key of this store, over everything that came.
fn is_signed(parts: &http::request::Parts, body: &[u8]) -> bool {
    let header =
        |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signed = header("authorization").split("SignedHeaders=").nth(1).unwrap_or_default();
    let names = signed.split(',').next().unwrap_or_default().split(';');
    let own = ["host", "x-amz-content-sha256", "x-amz-date"];
    let headers: Vec<(&str, &str)> =
        names.filter(|name| !own.contains(name)).map(|name| (name, header(name))).collect();
    let query: Vec<(String, String)> =
        form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (&**name, &**value)).collect();
    let unsigned = Unsigned {
        method: parts.method.as_str(),
        host: header("host"),
        path: parts.uri.path(),
        query: &query,
        headers: &headers,
        body,
    };
    let form = format_description!("[year][month][day]T[hour][minute][second]Z");
    let Ok(at) = time::PrimitiveDateTime::parse(header("x-amz-date"), &form) else { return false };
    let at = Instant(at.assume_utc().unix_timestamp() * 1_000);
    let wanted = Signer::new("id", "secret", "cn-north-1").headers(&unsigned, at);
    wanted.iter().all(|(name, value)| header(name) == value)
}

async fn answer(State(fake): State<Fake>, request: Request<Body>) -> Response {
    match fake.mood() {
        Mood::Well => {}
        Mood::Busy(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Mood::Silent => std::future::pending::<()>().await,
        Mood::Lost => {
            return (StatusCode::NOT_FOUND, "<Error><Code>NoSuchBucket</Code></Error>").into_response();
        }
        Mood::Full => return StatusCode::INSUFFICIENT_STORAGE.into_response(),
        Mood::Breaking => {
            let _ = request.into_body().into_data_stream().next().await;
            let broken = futures_util::stream::once(async {
                Err::<Vec<u8>, _>(std::io::Error::from(ErrorKind::ConnectionReset))
            });
            return Body::from_stream(broken).into_response();
        }
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    if !is_signed(&parts, &body) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let query: BTreeMap<String, String> =
        form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    if parts.uri.path() == "/house" {
        return page(&fake, &query);
    }
    let Some(name) = parts.uri.path().strip_prefix("/house/") else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if parts.method == Method::DELETE && !name.ends_with(".gone") {
        // Long enough for somebody to come in between.
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    let mut inner = fake.inner.lock().unwrap();
    one(&mut inner, &parts, name, body)
}

fn one(inner: &mut Inner, parts: &http::request::Parts, name: &str, body: Vec<u8>) -> Response {
    let (there, now) = (inner.objects.get(name).cloned(), inner.now);
    let missing = || (StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>").into_response();
    match (&parts.method, there) {
        (&Method::GET, Some((bytes, _))) if parts.headers.contains_key("range") => {
            (StatusCode::PARTIAL_CONTENT, bytes[..1].to_vec()).into_response()
        }
        (&Method::GET, Some((bytes, _))) => bytes.into_response(),
        (&Method::PUT, Some(_)) if parts.headers.contains_key("if-none-match") => {
            StatusCode::PRECONDITION_FAILED.into_response()
        }
        (&Method::PUT, there) if parts.headers.contains_key("x-amz-copy-source") => {
            assert_eq!(parts.headers["x-amz-copy-source"], format!("/house/{name}"));
            let Some((bytes, _)) = there else { return missing() };
            inner.objects.insert(name.to_owned(), (bytes, now));
            "<CopyObjectResult></CopyObjectResult>".into_response()
        }
        (&Method::PUT, _) => {
            inner.objects.insert(name.to_owned(), (body, now));
            StatusCode::OK.into_response()
        }
        (&Method::DELETE, _) => {
            inner.objects.remove(name);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => missing(),
    }
}

/// A page of a list.
fn page(fake: &Fake, query: &BTreeMap<String, String>) -> Response {
    let inner = fake.inner.lock().unwrap();
    let after = query.get("continuation-token").cloned().unwrap_or_default();
    let prefix = &query["prefix"];
    let found: Vec<_> =
        inner.objects.iter().filter(|(name, _)| name.starts_with(prefix) && **name > after).collect();
    let mut text = "<ListBucketResult>".to_owned();
    for (name, (_, at)) in found.iter().take(PAGE) {
        let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(*at) * 1_000_000).unwrap();
        let at = at.format(&Rfc3339).unwrap();
        text += &format!("<Contents><Key>{name}</Key><LastModified>{at}</LastModified></Contents>");
    }
    if found.len() > PAGE {
        let last = found[PAGE - 1].0;
        text +=
            &format!("<IsTruncated>true</IsTruncated><NextContinuationToken>{last}</NextContinuationToken>");
    }
    (text + "</ListBucketResult>").into_response()
}

fn name(byte: u8) -> Digest {
    let mut bytes = [byte; 32];
    bytes[0] = 0xab;
    Digest::from_bytes(bytes)
}

fn path(name: Digest) -> String {
    let hex = name.to_string();
    format!("{}/{}", &hex[..2], &hex[2..])
}

/// Asks on a thread that may block, as the program does.
async fn on<T: Send + 'static>(bucket: &Arc<Bucket>, what: impl FnOnce(&Bucket) -> T + Send + 'static) -> T {
    let bucket = bucket.clone();
    spawn_blocking(move || what(&bucket)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contents_lie_in_a_bucket_as_in_a_folder() {
    let fake = Fake::open().await;
    let bucket = Arc::new(fake.bucket());
    let (one, other) = (name(1), name(2));
    fake.turn(Mood::Busy(2));
    assert_eq!(
        on(&bucket, move |it| it.put(one, &[1, 2, 3], Instant(0))).await.unwrap(),
        1,
        "busy is asked again"
    );
    assert_eq!(on(&bucket, move |it| it.put(other, &[1, 9], Instant(0))).await.unwrap(), 1);
    assert_eq!(fake.names(), [format!("files/{}", path(one)), format!("files/{}", path(other))]);
    fake.pass(DAY);
    assert_eq!(
        on(&bucket, move |it| it.put(one, &[2, 8], Instant(0))).await.unwrap(),
        1,
        "what lies there stays"
    );
    assert_eq!(on(&bucket, move |it| it.get(one)).await.unwrap(), [1, 2, 3]);
    let lying = on(&bucket, |it| it.list(0xab)).await.unwrap();
    let wanted = [Lying { name: one, at: Instant(NOW + DAY) }, Lying { name: other, at: Instant(NOW) }];
    assert_eq!(lying, wanted, "page by page; put again counts as put now");
    assert_eq!(on(&bucket, |it| it.list(0xac)).await.unwrap(), []);
    on(&bucket, move |it| it.replace(one, &[2, 8], Instant(0))).await.unwrap();
    assert_eq!(on(&bucket, move |it| it.get(one)).await.unwrap(), [2, 8]);
    assert_eq!(on(&bucket, move |it| it.get(name(3))).await.unwrap_err().kind(), ErrorKind::NotFound);

    let before = Instant(NOW + DAY);
    assert!(!on(&bucket, move |it| it.remove(one, before)).await.unwrap(), "it was put there since");
    assert!(on(&bucket, move |it| it.remove(other, before)).await.unwrap());
    assert!(!on(&bucket, move |it| it.remove(other, before)).await.unwrap());
    assert_eq!(fake.names(), [format!("files/{}", path(one))], "and no mark stays");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_put_again_while_it_is_taken_away_is_there_afterwards() {
    let fake = Fake::open().await;
    // Two processes.
    let (bucket, other) = (Arc::new(fake.bucket()), Arc::new(fake.bucket()));
    for wait in [0, 30, 80] {
        let (one, sweeper) = (name(7), other.clone());
        fake.lay(&path(one), &[1, 2, 3]);
        fake.pass(2 * DAY);
        let before = { Instant(fake.inner.lock().unwrap().now - DAY) };
        let removing = tokio::spawn(async move { on(&sweeper, move |it| it.remove(one, before)).await });
        tokio::time::sleep(Duration::from_millis(wait)).await;
        on(&bucket, move |it| it.put(one, &[1, 2, 3], Instant(0))).await.unwrap();
        removing.await.unwrap().unwrap();
        assert_eq!(on(&bucket, move |it| it.get(one)).await.unwrap(), [1, 2, 3], "after {wait} ms");
    }
    // A mark that a process left which was killed hinders nobody for long, and goes with the sweep.
    fake.lay(&format!("{}.gone", path(name(7))), b"1");
    fake.pass(301_000);
    on(&bucket, move |it| it.put(name(7), &[1], Instant(0))).await.unwrap();
    let now = { Instant(fake.inner.lock().unwrap().now) };
    assert_eq!(on(&bucket, move |it| it.tidy(0xab, Instant(now.0 - DAY))).await.unwrap(), 0);
    assert_eq!(on(&bucket, move |it| it.tidy(0xab, now)).await.unwrap(), 1);
    assert_eq!(fake.names(), [format!("files/{}", path(name(7)))]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_is_silent_refuses_breaks_off_or_is_lost_is_an_error_and_never_an_empty_one() {
    let fake = Fake::open().await;
    let bucket = Arc::new(fake.opened_by("id:secret", Duration::from_secs(2)));
    let kinds = async |bucket: &Arc<Bucket>| {
        let put = on(bucket, |it| it.put(name(1), &[1], Instant(0))).await.unwrap_err().kind();
        let list = on(bucket, |it| it.list(0xab)).await.unwrap_err().kind();
        (put, list)
    };
    fake.turn(Mood::Silent);
    assert_eq!(kinds(&bucket).await, (ErrorKind::TimedOut, ErrorKind::TimedOut));
    fake.turn(Mood::Lost);
    assert_eq!(kinds(&bucket).await, (ErrorKind::Other, ErrorKind::Other));
    fake.turn(Mood::Breaking);
    assert_eq!(kinds(&bucket).await, (ErrorKind::Other, ErrorKind::Other));
    fake.turn(Mood::Full);
    assert_eq!(kinds(&bucket).await.0, ErrorKind::StorageFull);
    fake.turn(Mood::Well);
    let stranger = Arc::new(fake.opened_by("id:guess", Duration::from_secs(2)));
    assert_eq!(kinds(&stranger).await, (ErrorKind::PermissionDenied, ErrorKind::PermissionDenied));
    assert_eq!(fake.names(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_goes_into_a_bucket_and_a_store_that_breaks_off_leaves_no_row() {
    let fake = Fake::open().await;
    let scene =
        Scene::set_in(House::over(Arc::new(fake.opened_by("id:secret", Duration::from_secs(2)))).await).await;
    let cookie = scene.candidate("zhaoliu").await;
    let home = scene.filled(&cookie, &identity(1)).await;
    for mood in [Mood::Breaking, Mood::Silent] {
        fake.turn(mood);
        let lost = add(&scene.house, &cookie, &home, "record", ("a.pdf", PDF)).await;
        assert_eq!(lost.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(lost.body.contains("文件没有保存"), "{}", lost.body);
    }
    fake.turn(Mood::Well);
    let page = scene.page(&cookie, &format!("{home}/files")).await;
    assert!(links(&page.body, &home).is_empty() && fake.names().is_empty());
    let well = add(&scene.house, &cookie, &home, "record", ("a.pdf", PDF)).await;
    assert_eq!(well.status, StatusCode::SEE_OTHER, "{}", well.body);
    let page = scene.page(&cookie, &format!("{home}/files")).await;
    let link = links(&page.body, &home).pop().unwrap();
    assert_eq!(scene.page(&cookie, &link).await.body.as_bytes(), PDF);
    let lies = fake.inner.lock().unwrap().objects.values().next().unwrap().0.clone();
    assert!(lies.len() > PDF.len() && !lies.windows(5).any(|part| part == b"%PDF-"), "sealed");
    assert_eq!(fake.names().len(), 1);
}
