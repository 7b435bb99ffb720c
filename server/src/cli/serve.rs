//! `linxuan serve`: the service.

use std::process::ExitCode;

use super::Outcome;
use crate::boot;
use crate::config::Flags;

/// Serve until stopped with Ctrl-C or SIGTERM.
///
/// The schema must be up to date (linxuan migrate). One process serves an embedded database. Requests under way may end before the process does.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan serve
  linxuan serve --data /var/lib/linxuan --listen 127.0.0.1:8080 --public-url https://linxuan.example.cn
  LINXUAN_LOG=debug linxuan serve --log-format json")]
pub struct Args {
    #[command(flatten)]
    settings: Flags,
}

/// Serves.
pub fn run(args: &Args) -> Outcome {
    super::with_runtime(&args.settings, async |settings| {
        boot::serve(&settings).await?;
        Ok(ExitCode::SUCCESS)
    })
}
