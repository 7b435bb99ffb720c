//! Short messages: each is one HTTP request to the gateway of a provider, whose form the settings say.
//!
//! The body is a text in JSON with three names in braces: `{phone}`, `{text}` and `{code}`, the last the same at every try, so that a gateway
//! which looks at it sends once. An answer 2xx means that the gateway took it; what becomes of it afterwards is not asked.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use http::{Request, StatusCode, Uri};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use service::messages::{Letter, Refused};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

/// The body where the settings name none.
pub const USUAL_BODY: &str = r#"{"phone":"{phone}","text":"{text}","id":"{code}"}"#;

/// The gateway of a provider, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Gateway {
    uri: Uri,
    header: Option<(HeaderName, HeaderValue)>,
    body: String,
}

impl fmt::Debug for Gateway {
    /// Leaves address and header out: either may hold a key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gateway(***)")
    }
}

/// Reads the address of a gateway: `https://`, or `http://` on this machine.
///
/// # Errors
/// What would be right.
pub fn address(text: &str) -> Result<Option<Uri>, String> {
    let allowed = || "https://HOST/PATH, or http://127.0.0.1:PORT/PATH".to_owned();
    if text.is_empty() {
        return Ok(None);
    }
    let uri: Uri = text.parse().map_err(|_| allowed())?;
    let here = matches!(uri.host(), Some("127.0.0.1" | "[::1]" | "localhost"));
    let fits = match uri.scheme_str() {
        Some("https") => uri.host().is_some_and(|host| !host.is_empty()),
        Some("http") => here,
        _ => false,
    };
    if fits { Ok(Some(uri)) } else { Err(allowed()) }
}

/// Reads a header for every request, `Authorization: Bearer KEY`; none where the text is empty.
///
/// # Errors
/// What would be right.
pub fn header(text: &str) -> Result<Option<(HeaderName, HeaderValue)>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = || {
        let (name, value) = text.split_once(':')?;
        let mut value = HeaderValue::from_str(value.trim()).ok()?;
        value.set_sensitive(true);
        Some((name.trim().parse().ok()?, value))
    };
    read().map(Some).ok_or_else(|| "NAME: VALUE".to_owned())
}

/// Reads the body of a request: JSON once the names stand for something, with a telephone and a text in it.
///
/// # Errors
/// What would be right.
pub fn body(text: &str) -> Result<String, String> {
    let said = filled(text, |name| format!("\"{name}\""));
    let sound = serde_json::from_str::<serde_json::Value>(&said).is_ok();
    if sound && text.contains("{phone}") && text.contains("{text}") {
        Ok(text.to_owned())
    } else {
        Err(format!("JSON with {{phone}} and {{text}} inside of quotes, such as {USUAL_BODY}"))
    }
}

/// The template with these values, each as the inside of a JSON text. What a value holds is never read as a name.
fn filled(template: &str, value: impl Fn(&str) -> String) -> String {
    let (mut out, mut rest) = (String::new(), template);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let name = ["phone", "text", "code"].into_iter().find(|name| {
            from.get(1..)
                .is_some_and(|next| next.strip_prefix(name).is_some_and(|next| next.starts_with('}')))
        });
        match name {
            Some(name) => {
                let quoted = serde_json::Value::String(value(name)).to_string();
                out.push_str(quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default());
                rest = from.get(name.len().saturating_add(2)..).unwrap_or_default();
            }
            None => {
                out.push('{');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

impl Gateway {
    /// A gateway of these parts, each read before.
    #[must_use]
    pub const fn new(uri: Uri, header: Option<(HeaderName, HeaderValue)>, body: String) -> Self {
        Self { uri, header, body }
    }
}

pub(super) struct Sms {
    gateway: Gateway,
    tls: Option<TlsConnector>,
    whole: Duration,
}

impl Sms {
    pub(super) fn new(gateway: &Gateway, whole: Duration) -> Self {
        let https = gateway.uri.scheme_str() == Some("https");
        Self { gateway: gateway.clone(), tls: https.then(tls).flatten(), whole }
    }

    pub(super) async fn carry(&self, letter: &Letter) -> Result<(), Refused> {
        let answered = tokio::time::timeout(self.whole, self.post(letter)).await;
        became(answered.map_err(|_| Refused::Down)??)
    }

    async fn post(&self, letter: &Letter) -> Result<StatusCode, Refused> {
        let uri = &self.gateway.uri;
        let host = uri.host().ok_or(Refused::Down)?.trim_matches(['[', ']']).to_owned();
        let https = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if https { 443 } else { 80 });
        let request = self.request(letter)?;
        let stream = TcpStream::connect((host.as_str(), port)).await.map_err(|_| Refused::Down)?;
        if !https {
            return send(stream, request).await;
        }
        let name = ServerName::try_from(host).map_err(|_| Refused::Down)?;
        let tls = self.tls.as_ref().ok_or(Refused::Down)?;
        send(tls.connect(name, stream).await.map_err(|_| Refused::Down)?, request).await
    }

    fn request(&self, letter: &Letter) -> Result<Request<String>, Refused> {
        let Gateway { uri, header, body } = &self.gateway;
        let said = filled(body, |name| match name {
            "phone" => letter.address.expose().to_owned(),
            "text" => letter.subject.clone(),
            _ => letter.code.to_string(),
        });
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let host = uri.authority().map(http::uri::Authority::as_str).unwrap_or_default();
        let mut request =
            Request::post(path).header(HOST, host).header(CONTENT_TYPE, "application/json; charset=utf-8");
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        request.body(said).map_err(|_| Refused::Unfit)
    }
}

/// Trusts what the machine trusts.
pub(crate) fn tls() -> Option<TlsConnector> {
    let mut roots = RootCertStore::empty();
    let _ = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .ok()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Some(TlsConnector::from(Arc::new(config)))
}

async fn send<S>(stream: S, request: Request<String>) -> Result<StatusCode, Refused>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| Refused::Down)?;
    // A set of one: dropped with this future, it ends the connection too.
    let mut driven = JoinSet::new();
    driven.spawn(connection);
    let answer = sender.send_request(request).await.map_err(|_| Refused::Down)?;
    Ok(answer.status())
}

fn became(status: StatusCode) -> Result<(), Refused> {
    match status {
        status if status.is_success() => Ok(()),
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Err(Refused::Later),
        // The settings are wrong, and no message is to blame.
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Err(Refused::Down),
        status if status.is_client_error() => Err(Refused::ForGood),
        _ => Err(Refused::Later),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_text_within_json_and_never_a_name() {
        let said = filled(USUAL_BODY, |name| format!("{name} \"{{text}}\"\n"));
        let read: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(read["phone"], "phone \"{text}\"\n");
        assert_eq!(read["id"], "code \"{text}\"\n");
    }

    #[test]
    fn settings_that_would_send_nothing_or_in_clear_are_refused() {
        assert!(body(r#"{"to":["{phone}"],"what":{"text":"{text}"}}"#).is_ok());
        for wrong in ["", "{phone}{text}", r#"{"to":"{phone}"}"#, r#"{"to":"{phone}","what":"{text}""#] {
            assert!(body(wrong).is_err(), "{wrong}");
        }
        assert!(address("http://gateway.example/send").is_err() && address("ftp://127.0.0.1/").is_err());
        assert!(address("https://gateway.example/send").unwrap().is_some() && address("").unwrap().is_none());
        assert!(header("Authorization: Bearer k").unwrap().is_some() && header("no colon").is_err());
        assert_eq!(became(StatusCode::FORBIDDEN), Err(Refused::Down));
        assert_eq!(became(StatusCode::BAD_REQUEST), Err(Refused::ForGood));
        assert_eq!(became(StatusCode::BAD_GATEWAY), Err(Refused::Later));
    }
}
