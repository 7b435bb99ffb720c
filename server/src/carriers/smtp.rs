//! Mail to a server by SMTP.
//!
//! Every step has an end: connecting by lettre's own time, the whole of a letter by the setting `mail_seconds`, since lettre waits for
//! answers without one.

use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use service::messages::{Letter, Refused};

use super::letter::{Sender, mail};

/// For connecting.
const CONNECT: Duration = Duration::from_secs(15);

/// Answers by which a server says that it knows no such address (RFC 5321, 4.2.3).
const NO_SUCH_ADDRESS: [u16; 3] = [550, 551, 553];

/// Answers to name and password (RFC 4954): the settings are wrong, and no letter is to blame.
const NOT_LET_IN: [u16; 4] = [530, 534, 535, 538];

/// Address of a server with name and password, checked, and by which certificates it is trusted besides those of the machine.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    url: String,
    trusted: Option<Vec<u8>>,
}

/// Reads a file of certificates in PEM; nothing where none is named.
///
/// # Errors
/// What would be right.
pub fn certificates(path: &str) -> Result<Option<Vec<u8>>, String> {
    if path.is_empty() {
        return Ok(None);
    }
    let allowed = || "a file with certificates in PEM".to_owned();
    let pem = std::fs::read(path).map_err(|_| allowed())?;
    let begins = b"-----BEGIN CERTIFICATE-----";
    let holds = pem.windows(begins.len()).any(|some| some == begins);
    if holds && Certificate::from_pem(&pem).is_ok() { Ok(Some(pem)) } else { Err(allowed()) }
}

impl Server {
    /// Reads `smtps://USER:PASSWORD@HOST` or `smtp://USER:PASSWORD@HOST?tls=required`; without encryption only on this machine.
    ///
    /// # Errors
    /// What would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        let allowed = || {
            "files, none, smtps://USER:PASSWORD@HOST, smtp://USER:PASSWORD@HOST?tls=required, or smtp://127.0.0.1:PORT"
                .to_owned()
        };
        let uri: http::Uri = text.parse().map_err(|_| allowed())?;
        let host = uri.host().unwrap_or_default();
        let here = matches!(host, "127.0.0.1" | "[::1]" | "localhost");
        let encrypted = match uri.scheme_str() {
            Some("smtps") => true,
            Some("smtp") => uri.query() == Some("tls=required"),
            _ => return Err(allowed()),
        };
        if host.is_empty() || !(encrypted || here) {
            return Err(allowed());
        }
        let server = Self { url: text.to_owned(), trusted: None };
        server.transport().map_err(|_| allowed())?;
        Ok(server)
    }

    /// The same server, trusted by these certificates too, as [`certificates`] reads them.
    #[must_use]
    pub fn trusting(self, trusted: Option<Vec<u8>>) -> Self {
        Self { trusted, ..self }
    }

    fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
        let mut built = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.url)?;
        if let Some(pem) = &self.trusted {
            built = built.tls(self.encrypted_by(pem)?);
        }
        Ok(built.timeout(Some(CONNECT)).build())
    }

    /// As lettre reads it from the address, with further certificates.
    fn encrypted_by(&self, pem: &[u8]) -> Result<Tls, Error> {
        let uri: Option<http::Uri> = self.url.parse().ok();
        let host = uri.as_ref().and_then(http::Uri::host).unwrap_or_default().to_owned();
        let by = TlsParameters::builder(host).add_root_certificate(Certificate::from_pem(pem)?).build()?;
        let scheme = uri.as_ref().and_then(http::Uri::scheme_str);
        Ok(match (scheme, uri.as_ref().and_then(http::Uri::query)) {
            (Some("smtps"), _) => Tls::Wrapper(by),
            (_, Some("tls=required")) => Tls::Required(by),
            _ => Tls::None,
        })
    }
}

pub(super) struct Smtp {
    transport: Option<AsyncSmtpTransport<Tokio1Executor>>,
    sender: Sender,
    whole: Duration,
}

impl Smtp {
    pub(super) fn new(server: &Server, sender: Sender, whole: Duration) -> Self {
        Self { transport: server.transport().ok(), sender, whole }
    }

    pub(super) async fn carry(&self, letter: &Letter) -> Result<(), Refused> {
        let mail = mail(letter, &self.sender)?;
        let Some(transport) = &self.transport else { return Err(Refused::Down) };
        match tokio::time::timeout(self.whole, transport.send(mail)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(refused(&error)),
            Err(_) => Err(Refused::Down),
        }
    }
}

fn refused(error: &Error) -> Refused {
    let code = error.status().map(|code| code.to_string().parse::<u16>().unwrap_or_default());
    match code {
        Some(code) if NO_SUCH_ADDRESS.contains(&code) => Refused::NoSuchAddress,
        Some(code) if NOT_LET_IN.contains(&code) => Refused::Down,
        Some(_) if error.is_permanent() => Refused::ForGood,
        Some(_) => Refused::Later,
        None => Refused::Down,
    }
}
