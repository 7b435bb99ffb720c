//! The first and last thing that happens to a request: its number, the address that it came from, its line in the log.
//!
//! `tower_http::request_id` is not used: it keeps a number that the client chose.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::id::Code;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};
use service::effects::{Random, Stopwatch};

/// Header under which the number of a request is answered.
pub const NUMBER: HeaderName = HeaderName::from_static("x-request-id");
const FORWARDED: &str = "x-forwarded-for";

/// The number of a request and the address that it came from.
#[derive(Clone, Copy, Debug)]
pub struct RequestInfo {
    /// The request's number: in the log, on error pages, in events. Always ours, never the client's.
    pub incident: Code,
    /// The client's address.
    pub address: IpAddr,
}

impl RequestInfo {
    /// Returns what [`log`] noted; an empty number and address where the request did not pass it (tests of single layers).
    pub fn of<B>(request: &http::Request<B>) -> Self {
        Self::noted(request.extensions())
    }

    /// The same from the parts of a request.
    pub fn of_parts(parts: &http::request::Parts) -> Self {
        Self::noted(&parts.extensions)
    }

    fn noted(extensions: &http::Extensions) -> Self {
        let nothing = Self { incident: Code::from_bits(0), address: IpAddr::V4(Ipv4Addr::UNSPECIFIED) };
        extensions.get().copied().unwrap_or(nothing)
    }
}

/// What [`log`] needs.
#[derive(Clone, Debug)]
pub struct Numbering {
    /// Where numbers come from.
    pub random: Random,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted: Arc<[IpAddr]>,
}

/// Numbers the request, lets it pass and writes one line. The query is never logged: without scripts it carries errors.
pub async fn log(State(numbering): State<Numbering>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let info = RequestInfo {
        incident: numbering.random.code(),
        address: client(peer, request.headers(), &numbering.trusted),
    };
    request.extensions_mut().insert(info);
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let watch = Stopwatch::start();
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(info.incident.as_str()) {
        response.headers_mut().insert(NUMBER, value);
    }
    tracing::info!(
        request = info.incident.as_str(),
        %method,
        path = ?path,
        status = response.status().as_u16(),
        millis = watch.elapsed().as_millis(),
        "request"
    );
    response
}

/// The nearest address that is not one of our proxies: what stands left of it was written by the client itself.
fn client(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let Some(peer) = peer else { return IpAddr::V4(Ipv4Addr::UNSPECIFIED) };
    let hops = headers
        .get_all(FORWARDED)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','));
    let hops: Vec<&str> = hops.map(str::trim).collect();
    let mut address = peer;
    for hop in hops.iter().rev() {
        if !trusted.contains(&address) {
            break;
        }
        let Ok(next) = hop.parse() else { break };
        address = next;
    }
    address
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use http::{HeaderMap, HeaderValue};

    use super::{FORWARDED, client};

    fn seen(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED, HeaderValue::from_str(forwarded).unwrap());
        let trusted: Vec<IpAddr> = trusted.iter().map(|text| text.parse().unwrap()).collect();
        client(Some(peer.parse().unwrap()), &headers, &trusted).to_string()
    }

    #[test]
    fn a_forged_header_changes_nothing_without_a_trusted_proxy() {
        assert_eq!(seen("203.0.113.9", "10.0.0.1", &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", "10.0.0.1", &["10.0.0.2"]), "203.0.113.9");
    }

    #[test]
    fn behind_proxies_the_nearest_stranger_counts() {
        assert_eq!(seen("10.0.0.2", "6.6.6.6, 203.0.113.9", &["10.0.0.2"]), "203.0.113.9");
        assert_eq!(
            seen("10.0.0.2", "6.6.6.6, 203.0.113.9, 10.0.0.3", &["10.0.0.2", "10.0.0.3"]),
            "203.0.113.9"
        );
        assert_eq!(seen("10.0.0.2", "not an address", &["10.0.0.2"]), "10.0.0.2");
    }
}
