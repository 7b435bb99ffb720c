//! `linxuan read-sheet`: the worker that reads one untrusted sheet and dies with it.
//!
//! It limits its own memory before the first byte, so a workbook that would need more ends this process and no other.

use std::io::{stdin, stdout};
use std::process::ExitCode;

use anyhow::Context;
use rustix::process::{Resource, Rlimit, setrlimit};
use service::worker::MEMORY;
use sheets::Limits;
use sheets::wire::read_sheet_to;

use super::Outcome;

/// Read one sheet (xlsx or CSV) from standard input and print its rows as JSON lines.
///
/// The server starts this for every imported file. It grants itself 768 MiB of memory before it reads.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  linxuan read-sheet --name scores.xlsx < scores.xlsx")]
pub struct Args {
    /// File name as the person gave it; stands in messages.
    #[arg(long, value_name = "FILE")]
    name: String,
}

/// Reads and prints.
pub fn run(args: &Args) -> Outcome {
    bind_memory()?;
    read_sheet_to(&args.name, &mut stdin().lock(), &Limits::default(), &mut stdout().lock())
        .context("the answer could not be written")?;
    Ok(ExitCode::SUCCESS)
}

/// Bounds the memory of this process, before it reads a byte.
pub(super) fn bind_memory() -> anyhow::Result<()> {
    let bound = Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) };
    setrlimit(Resource::As, bound).context("this process could not limit its memory")
}
