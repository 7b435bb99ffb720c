//! `linxuan check-upload`: the worker that looks through one untrusted picture or PDF and dies with it.

use std::io::{stdin, stdout};
use std::process::ExitCode;

use anyhow::Context;
use service::worker::{Task, check_to};

use super::Outcome;
use super::read_sheet::bind_memory;

/// Look through one picture or PDF from standard input; print what was taken or why not, then the bytes to keep.
///
/// The server starts this for every photo, certificate and file of a notice. It grants itself 768 MiB of memory before it reads.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  linxuan check-upload --as certificate < diploma.pdf")]
pub struct Args {
    /// What the file is for: photo, certificate or notice; photo:WIDTHxHEIGHTxKILOBYTES where the posting has its own size.
    #[arg(long = "as", value_name = "WHAT", value_parser = task)]
    task: Task,
}

fn task(word: &str) -> Result<Task, String> {
    Task::from_word(word).ok_or_else(|| Task::WORDS.join(", "))
}

/// Checks and prints.
pub fn run(args: &Args) -> Outcome {
    bind_memory()?;
    check_to(args.task, &mut stdin().lock(), &mut stdout().lock())
        .context("the answer could not be written")?;
    Ok(ExitCode::SUCCESS)
}
