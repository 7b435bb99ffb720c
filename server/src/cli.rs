//! The command line: one subcommand each for serving, preparing, computing and proving.
//!
//! Owns words, help and exit codes: 0 done; 1 not done, with the reason on standard error; 2 wrong words or wrong input;
//! 3 (`rank`) done, but somebody must still decide. Answers go to standard output, everything else to standard error.

mod check_upload;
mod create_admin;
mod demo;
mod keys;
mod migrate;
mod rank;
mod read_sheet;
mod scheme;
mod serve;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Settings;

/// Open selection of civil servants: from the posting to the sealed list.
#[derive(Debug, Parser)]
#[command(name = "linxuan", version, arg_required_else_help = true, max_term_width = 110)]
struct Linxuan {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Args),
    Migrate(migrate::Args),
    Demo(demo::Args),
    CreateAdmin(create_admin::Args),
    Keys(keys::Args),
    Rank(rank::Args),
    Scheme(scheme::Args),
    Verify(verify::Args),
    ReadSheet(read_sheet::Args),
    CheckUpload(check_upload::Args),
}

/// Not done, with the reason in words for the operator.
type Outcome = anyhow::Result<ExitCode>;

/// Runs the program with these words (the first is its name).
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = match Linxuan::try_parse_from(words) {
        Ok(parsed) => parsed,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // A closed pipe (`linxuan --help | head`) is no fault.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let outcome = match &parsed.command {
        Command::Serve(args) => serve::run(args),
        Command::Migrate(args) => migrate::run(args),
        Command::Demo(args) => demo::run(args),
        Command::CreateAdmin(args) => create_admin::run(args),
        Command::Keys(args) => keys::run(args),
        Command::Rank(args) => rank::run(args),
        Command::Scheme(args) => scheme::run(args),
        Command::Verify(args) => verify::run(args),
        Command::ReadSheet(args) => read_sheet::run(args),
        Command::CheckUpload(args) => check_upload::run(args),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("linxuan: {error:#}");
        ExitCode::FAILURE
    })
}

/// A language by its code, for `--lang`.
fn lang(code: &str) -> Result<text::Lang, String> {
    text::Lang::from_code(code).ok_or_else(|| "zh or en".to_owned())
}

/// Reads the settings, starts the log and runs `work` on a runtime of its own.
fn with_runtime(flags: &crate::config::Flags, work: impl AsyncFnOnce(Settings) -> Outcome) -> Outcome {
    let settings = Settings::load(flags)?;
    crate::telemetry::start(&settings);
    crate::boot::runtime()?.block_on(work(settings))
}
