//! Contents of files in an S3-compatible store, for processes that share no folder.
//!
//! Owns: the five requests that the door of `service::contents` comes down to (put, get, list, copy, delete), each with an end. Refuses: clear
//! bytes, which do not reach it. `object_store` would bring thirty crates and its own ideas of TLS for these few signed requests.
//!
//! A store of this kind has no lock. So that contents which are put in again are not taken away in the same moment, whoever removes lays a
//! mark beside them first and then looks again at when they were put there; whoever puts looks for such a mark afterwards, and waits until it
//! is gone. One of the two always sees the other. A mark that its owner left behind holds for five minutes of the store's own clock.

mod answer;

use std::fmt;
use std::io::{self, ErrorKind};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use domain::calendar::Instant;
use domain::digest::Digest;
use http::header::HOST;
use http::{Request, StatusCode, Uri};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use service::contents::{Contents, Lying, Signer, Unsigned};
use service::effects::Clock;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::carriers::sms::tls;
use answer::{Listed, listed};

/// Ending of the mark of whoever removes.
const MARK: &str = ".gone";
/// Milliseconds for which a mark holds.
const HOLDS: i64 = 300_000;
/// Tries of one request that the store was too busy for, or did not answer.
const TRIES: u32 = 3;
/// Between two of them, and between two looks at a mark.
const PAUSE: Duration = Duration::from_millis(200);
/// Looks until whoever removes must be done.
const LOOKS: u32 = 40;
/// The longest answer: sealed contents of the largest file, or a page of a list.
const LONGEST: usize = 128 << 20;

/// Where a bucket is: `https://HOST/BUCKET` or deeper, or `http://` on this machine.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    uri: Uri,
    /// Ends in a slash.
    path: String,
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uri, f)
    }
}

/// Reads the address of a bucket; none where the text is empty.
///
/// # Errors
/// What would be right.
pub fn place(text: &str) -> Result<Option<Place>, String> {
    let allowed = || "https://HOST/BUCKET or https://HOST/BUCKET/PATH, or http:// on 127.0.0.1".to_owned();
    if text.is_empty() {
        return Ok(None);
    }
    let uri: Uri = text.parse().map_err(|_| allowed())?;
    let here = matches!(uri.host(), Some("127.0.0.1" | "[::1]" | "localhost"));
    let reached = match uri.scheme_str() {
        Some("https") => uri.host().is_some_and(|host| !host.is_empty()),
        Some("http") => here,
        _ => false,
    };
    let names_user = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
    let path = uri.path().trim_end_matches('/');
    // What needs no escape in a path, so that what is signed is what is sent.
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._/".contains(c);
    let sound = path.len() > 1 && path.chars().all(plain) && !path.contains("//") && !path.contains("..");
    if !reached || !sound || names_user || uri.query().is_some() {
        return Err(allowed());
    }
    let path = format!("{path}/");
    Ok(Some(Place { uri, path }))
}

/// The two halves of a key.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String, String);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}

/// Reads a key, `ID:SECRET`; none where the text is empty.
///
/// # Errors
/// What would be right.
pub fn key(text: &str) -> Result<Option<Key>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.split_once(':') {
        Some((id, secret)) if !id.is_empty() && !secret.is_empty() => {
            Ok(Some(Key(id.to_owned(), secret.to_owned())))
        }
        _ => Err("ID:SECRET".to_owned()),
    }
}

/// Reads a region: small letters, digits and hyphens.
///
/// # Errors
/// What would be right.
pub fn region(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let fits = !text.is_empty() && text.chars().all(plain);
    if fits { Ok(text.to_owned()) } else { Err("a region such as us-east-1".to_owned()) }
}

/// What the settings say of a bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    place: Place,
    signer: Signer,
}

impl Named {
    /// A bucket at a place, opened by a key in a region.
    #[must_use]
    pub fn new(place: Place, key: &Key, region: &str) -> Self {
        Self { place, signer: Signer::new(&key.0, &key.1, region) }
    }
}

/// A bucket.
pub struct Bucket {
    named: Named,
    tls: Option<TlsConnector>,
    clock: Clock,
    /// For one request with all its tries.
    whole: Duration,
}

/// A request to the bucket: method, the name under its path (empty for a list), query, headers, body.
struct Asked<'a> {
    method: &'a str,
    name: &'a str,
    query: &'a [(&'a str, &'a str)],
    headers: &'a [(&'a str, &'a str)],
    body: &'a [u8],
}

impl<'a> Asked<'a> {
    const fn of(method: &'a str, name: &'a str) -> Self {
        Self { method, name, query: &[], headers: &[], body: &[] }
    }
}

type Answer = (StatusCode, Vec<u8>);

impl Bucket {
    /// A bucket that is reached when something is asked of it; `whole` is the time for one request.
    #[must_use]
    pub fn new(named: Named, clock: Clock, whole: Duration) -> Self {
        let https = named.place.uri.scheme_str() == Some("https");
        Self { named, tls: https.then(tls).flatten(), clock, whole }
    }

    /// Asks, again where the store was too busy or the connection broke: every request may come twice.
    async fn ask(&self, asked: &Asked<'_>) -> io::Result<Answer> {
        let tries = async {
            let mut tried = 1;
            loop {
                let answer = self.once(asked).await;
                let again = match &answer {
                    Ok((status, _)) => {
                        status.is_server_error() && *status != StatusCode::INSUFFICIENT_STORAGE
                            || *status == StatusCode::TOO_MANY_REQUESTS
                    }
                    Err(_) => true,
                };
                if !again || tried >= TRIES {
                    return answer;
                }
                tokio::time::sleep(PAUSE.saturating_mul(tried)).await;
                tried = tried.saturating_add(1);
            }
        };
        tokio::time::timeout(self.whole, tries).await.map_err(|_| io::Error::from(ErrorKind::TimedOut))?
    }

    async fn once(&self, asked: &Asked<'_>) -> io::Result<Answer> {
        let Named { place: Place { uri, path }, signer } = &self.named;
        let host = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        // A list is asked of the bucket itself.
        let bucket = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let path = if asked.name.is_empty() { format!("/{bucket}") } else { format!("{path}{}", asked.name) };
        let Asked { method, query, headers, body, .. } = *asked;
        let unsigned = Unsigned { method, host, path: &path, query, headers, body };
        let sent = match unsigned.query() {
            query if query.is_empty() => path.clone(),
            query => format!("{path}?{query}"),
        };
        let mut request = Request::builder().method(method).uri(sent).header(HOST, host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        for (name, value) in signer.headers(&unsigned, self.clock.now()) {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(body.to_vec())).map_err(io::Error::other)?;
        let name = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let https = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if https { 443 } else { 80 });
        let stream = TcpStream::connect((name.as_str(), port)).await?;
        if !https {
            return send(stream, request).await;
        }
        let name = ServerName::try_from(name).map_err(io::Error::other)?;
        let tls = self.tls.as_ref().ok_or_else(|| io::Error::other("no TLS"))?;
        send(tls.connect(name, stream).await?, request).await
    }

    /// Everything under names that begin so.
    async fn all(&self, begin: &str) -> io::Result<Vec<(String, Instant)>> {
        let deeper = self.named.place.path.trim_start_matches('/').split_once('/').map_or("", |path| path.1);
        let prefix = format!("{deeper}{begin}");
        let (mut all, mut next) = (Vec::new(), String::new());
        loop {
            let mut query = Vec::new();
            if !next.is_empty() {
                query.push(("continuation-token", next.as_str()));
            }
            query.extend([("list-type", "2"), ("prefix", prefix.as_str())]);
            let page = self.ask(&Asked { query: &query, ..Asked::of("GET", "") }).await?;
            let Listed { entries, more } = listed(&done(page)?)?;
            all.extend(
                entries.into_iter().filter_map(|(key, at)| Some((key.strip_prefix(deeper)?.to_owned(), at))),
            );
            match more {
                Some(more) if more != next => next = more,
                _ => return Ok(all),
            }
        }
    }

    /// The first byte of contents; none where there are none.
    async fn first(&self, name: &str) -> io::Result<Option<u8>> {
        let asked = Asked { headers: &[("range", "bytes=0-0")], ..Asked::of("GET", name) };
        match done(self.ask(&asked).await?) {
            Ok(bytes) => Ok(bytes.first().copied()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts contents there, or counts them as put there now; answers their first byte, or nothing where another one was at it meanwhile.
    async fn begun(&self, name: &str, sealed: &[u8]) -> io::Result<Option<u8>> {
        let Some(there) = self.first(name).await? else {
            let headers = [("if-none-match", "*")];
            let put = Asked { headers: &headers, body: sealed, ..Asked::of("PUT", name) };
            return match self.ask(&put).await? {
                (StatusCode::PRECONDITION_FAILED | StatusCode::CONFLICT, _) => Ok(None),
                answer => done(answer).map(|_| sealed.first().copied()),
            };
        };
        let source = format!("{}{name}", self.named.place.path);
        let headers = [("x-amz-copy-source", source.as_str()), ("x-amz-metadata-directive", "REPLACE")];
        match done(self.ask(&Asked { headers: &headers, ..Asked::of("PUT", name) }).await?) {
            Ok(_) => Ok(Some(there)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn put_in(&self, name: &str, sealed: &[u8]) -> io::Result<u8> {
        for _ in 0..LOOKS {
            if let Some(first) = self.begun(name, sealed).await? {
                let (there, mark) = self.both(name).await?;
                match (there, mark) {
                    (Some(_), None) => return Ok(first),
                    (Some(there), Some(mark)) if there.0.saturating_sub(mark.0) > HOLDS => return Ok(first),
                    _ => {}
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(ErrorKind::TimedOut.into())
    }

    /// When contents were put there, and the mark beside them.
    async fn both(&self, name: &str) -> io::Result<(Option<Instant>, Option<Instant>)> {
        let all = self.all(name).await?;
        let mark = format!("{name}{MARK}");
        let at = |name: &str| all.iter().find(|one| one.0 == name).map(|one| one.1);
        Ok((at(name), at(&mark)))
    }

    async fn take(&self, name: &str, before: Instant) -> io::Result<bool> {
        let is_old = |at: Option<Instant>| at.is_some_and(|at| at < before);
        if !is_old(self.both(name).await?.0) {
            return Ok(false);
        }
        let mark = format!("{name}{MARK}");
        done(self.ask(&Asked { body: b"1", ..Asked::of("PUT", &mark) }).await?)?;
        let old = is_old(self.both(name).await?.0);
        if old {
            done(self.ask(&Asked::of("DELETE", name)).await?)?;
        }
        done(self.ask(&Asked::of("DELETE", &mark)).await?)?;
        Ok(old)
    }

    async fn tidied(&self, first: u8, before: Instant) -> io::Result<u32> {
        let mut gone = 0_u32;
        for (name, at) in self.all(&shelf(first)).await? {
            if name.ends_with(MARK) && at < before {
                done(self.ask(&Asked::of("DELETE", &name)).await?)?;
                gone = gone.saturating_add(1);
            }
        }
        Ok(gone)
    }
}

/// Runs on the threads that may block, where every function of the door is called.
fn run<T>(work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    Handle::try_current().map_err(io::Error::other)?.block_on(work)
}

fn shelf(first: u8) -> String {
    format!("{first:02x}/")
}

/// The name of contents, the same as in a folder.
fn named(name: Digest) -> String {
    let hex = name.to_string();
    let (first, rest) = hex.split_at(2);
    format!("{first}/{rest}")
}

impl Contents for Bucket {
    /// The store's own clock says when contents were put there; a day lies between that and their removal.
    fn put(&self, name: Digest, sealed: &[u8], _at: Instant) -> io::Result<u8> {
        run(self.put_in(&named(name), sealed))
    }

    fn replace(&self, name: Digest, sealed: &[u8], _at: Instant) -> io::Result<()> {
        run(async {
            let name = named(name);
            done(self.ask(&Asked { body: sealed, ..Asked::of("PUT", &name) }).await?).map(drop)
        })
    }

    fn get(&self, name: Digest) -> io::Result<Vec<u8>> {
        run(async { done(self.ask(&Asked::of("GET", &named(name))).await?) })
    }

    fn list(&self, first: u8) -> io::Result<Vec<Lying>> {
        let all = run(self.all(&shelf(first)))?;
        let lying =
            |(name, at): (String, Instant)| Some(Lying { name: name.replacen('/', "", 1).parse().ok()?, at });
        Ok(all.into_iter().filter_map(lying).collect())
    }

    fn remove(&self, name: Digest, before: Instant) -> io::Result<bool> {
        run(self.take(&named(name), before))
    }

    fn tidy(&self, first: u8, before: Instant) -> io::Result<u32> {
        run(self.tidied(first, before))
    }
}

/// The body of an answer that says that the request was done.
fn done((status, body): Answer) -> io::Result<Vec<u8>> {
    // A copy may begin its answer before it fails, and a bucket that is lost is no empty one.
    let said = |what: &[u8]| body.windows(what.len()).any(|part| part == what);
    match status {
        status if status.is_success() && body.starts_with(b"<") && said(b"<Error>") => {
            Err(io::Error::other("the store began and failed"))
        }
        status if status.is_success() => Ok(body),
        StatusCode::NOT_FOUND if !said(b"NoSuchBucket") => Err(ErrorKind::NotFound.into()),
        StatusCode::INSUFFICIENT_STORAGE => Err(ErrorKind::StorageFull.into()),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(ErrorKind::PermissionDenied.into()),
        status => Err(io::Error::other(format!("the store answered {status}"))),
    }
}

async fn send<S>(stream: S, request: Request<Body>) -> io::Result<Answer>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    // A set of one: dropped with this future, it ends the connection too.
    let mut driven = JoinSet::new();
    driven.spawn(connection);
    let answer = sender.send_request(request).await.map_err(io::Error::other)?;
    let status = answer.status();
    let body = to_bytes(Body::new(answer.into_body()), LONGEST).await.map_err(io::Error::other)?;
    Ok((status, body.to_vec()))
}
