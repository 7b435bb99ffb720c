//! The log: what the process says about itself. Never a query string, a cookie, a form field or a name of a person.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, Settings};

/// Starts the log on standard error, so that standard output stays for answers. A second start is ignored (tests).
pub fn start(settings: &Settings) {
    let filter = EnvFilter::new(&settings.log);
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match settings.log_format {
        LogFormat::Text => lines.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    if let Err(error) = started {
        tracing::debug!(%error, "the log was started before");
    }
}
