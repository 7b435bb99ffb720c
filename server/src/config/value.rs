//! Parsers of single settings. Each answers with the allowed values where it fails.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use tracing_subscriber::EnvFilter;

use crate::carriers::{MailWay, Server};

/// Address of the database. `Debug` and `Display` hide user and password.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// An SQLite file, made where it is missing.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres(String),
}

impl Database {
    /// The whole address, for the connection only.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(file) => format!("sqlite://{}?mode=rwc", file.display()),
            Self::Postgres(url) => url.clone(),
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite://{}", file.display()),
            Self::Postgres(url) => {
                let place = url
                    .rsplit_once('@')
                    .map_or_else(|| url.split_once("://").map_or("", |(_, place)| place), |(_, place)| place);
                write!(f, "postgres://{}", place.split('?').next().unwrap_or_default())
            }
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One readable line per event.
    Text,
    /// One JSON object per line.
    Json,
}

/// The address people type: scheme, host and port, no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    https: bool,
    authority: String,
    host: String,
}

impl PublicUrl {
    /// Whether the way to the reader is encrypted.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether only this machine can reach it.
    pub fn is_loopback(&self) -> bool {
        let bare = self.host.trim_start_matches('[').trim_end_matches(']');
        bare.eq_ignore_ascii_case("localhost")
            || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    /// `https://host:port`, as browsers send it in `Origin`.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.https { "https" } else { "http" }, self.authority)
    }

    /// `host:port`, as browsers send it in `Host`.
    pub fn authority(&self) -> &str {
        &self.authority
    }
}

pub(super) fn path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() || text.contains('\0') { Err("a path".to_owned()) } else { Ok(PathBuf::from(text)) }
}

pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "an address with a port, such as 127.0.0.1:3000 or [::]:8080".to_owned())
}

pub(super) fn addresses(text: &str) -> Result<Vec<IpAddr>, String> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().map_err(|_| "addresses such as 10.0.0.1, separated by commas".to_owned()))
        .collect()
}

pub(super) fn line(text: &str) -> Result<String, String> {
    let fits = text.chars().count() <= 120 && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err("one line of at most 120 characters".to_owned()) }
}

pub(super) fn mail(text: &str) -> Result<MailWay, String> {
    match text {
        "files" => Ok(MailWay::Files),
        "none" => Ok(MailWay::None),
        url => Server::parse(url).map(MailWay::Server),
    }
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| "true or false".to_owned())
}

pub(super) fn within<T: FromStr + PartialOrd + Copy + fmt::Display>(
    least: T,
    most: T,
) -> impl Fn(&str) -> Result<T, String> {
    move |text| match text.parse::<T>() {
        Ok(number) if least <= number && number <= most => Ok(number),
        _ => Err(format!("a whole number from {least} to {most}")),
    }
}

pub(super) fn log_filter(text: &str) -> Result<String, String> {
    match EnvFilter::try_new(text) {
        Ok(_) if !text.is_empty() => Ok(text.to_owned()),
        _ => Err("error, warn, info, debug, trace, or a list such as info,service=debug".to_owned()),
    }
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, String> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("text or json".to_owned()),
    }
}

pub(super) fn database(text: &str) -> Result<Database, String> {
    let allowed = || "sqlite://FILE or postgres://USER:PASSWORD@HOST:PORT/NAME".to_owned();
    if let Some(file) = text.strip_prefix("sqlite://") {
        let file = file.split('?').next().unwrap_or_default();
        return if file.is_empty() { Err(allowed()) } else { Ok(Database::Sqlite(PathBuf::from(file))) };
    }
    let place =
        text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://")).unwrap_or_default();
    let name = place.split_once('/').map_or("", |(_, name)| name);
    if name.is_empty() { Err(allowed()) } else { Ok(Database::Postgres(text.to_owned())) }
}

pub(super) fn public_url(text: &str) -> Result<PublicUrl, String> {
    let allowed = || "http:// or https://, a host and perhaps a port, nothing after it".to_owned();
    let uri: http::Uri = text.parse().map_err(|_| allowed())?;
    let https = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => false,
        Some(_) | None => return Err(allowed()),
    };
    let authority = uri.authority().ok_or_else(allowed)?;
    let bare = uri.query().is_none() && matches!(uri.path(), "" | "/") && !authority.as_str().contains('@');
    let host = authority.host().to_ascii_lowercase();
    if !bare || host.is_empty() {
        return Err(allowed());
    }
    // Browsers leave out the port that belongs to the scheme.
    let usual = if https { 443 } else { 80 };
    let authority = match authority.port_u16() {
        Some(port) if port != usual => format!("{host}:{port}"),
        Some(_) | None => host.clone(),
    };
    Ok(PublicUrl { https, authority, host })
}
