//! `linxuan migrate`: brings the schema up to this program's version.

use std::process::ExitCode;

use super::Outcome;
use crate::boot;
use crate::config::Flags;

/// Bring the database to this version's schema; make the key file on the first start.
///
/// Every migration is one transaction. Running it again does nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  linxuan migrate
  linxuan migrate --status
  linxuan migrate --data /var/lib/linxuan
  linxuan migrate --database postgres://linxuan@db.example/linxuan")]
pub struct Args {
    /// Only name what is missing; exit code 1 when something is
    #[arg(long)]
    status: bool,
    #[command(flatten)]
    settings: Flags,
}

/// Migrates, or tells what a migration would do.
pub fn run(args: &Args) -> Outcome {
    super::with_runtime(&args.settings, async |settings| {
        let names =
            if args.status { boot::pending(&settings).await? } else { boot::migrate(&settings).await? };
        if !args.status {
            boot::open(&settings).await?.store.close().await?;
        }
        let none = if args.status { "nothing is missing" } else { "nothing to do" };
        println!("{}", if names.is_empty() { none.to_owned() } else { names.join("\n") });
        Ok(if args.status && !names.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    })
}
