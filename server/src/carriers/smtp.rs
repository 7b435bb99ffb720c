//! Mail to a server by SMTP.
//!
//! Every step has an end: connecting by lettre's own time, the whole of a letter by the setting `mail_seconds`, since lettre waits for
//! answers without one.

use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use service::messages::{Letter, Refused};

use super::letter::{Sender, mail};

/// For connecting.
const CONNECT: Duration = Duration::from_secs(15);

/// Answers by which a server says that it knows no such address (RFC 5321, 4.2.3).
const NO_SUCH_ADDRESS: [u16; 3] = [550, 551, 553];

/// Answers to name and password (RFC 4954): the settings are wrong, and no letter is to blame.
const NOT_LET_IN: [u16; 4] = [530, 534, 535, 538];

/// Address of a server with name and password, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Server(String);

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
        transport(text).map(|_| Self(text.to_owned())).map_err(|_| allowed())
    }
}

fn transport(url: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
    let built = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?;
    Ok(built.timeout(Some(CONNECT)).build())
}

pub(super) struct Smtp {
    transport: Option<AsyncSmtpTransport<Tokio1Executor>>,
    sender: Sender,
    whole: Duration,
}

impl Smtp {
    pub(super) fn new(server: &Server, sender: Sender, whole: Duration) -> Self {
        Self { transport: transport(&server.0).ok(), sender, whole }
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
