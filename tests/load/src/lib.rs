//! What the benches of the running program have in common: the processes that they measure, and how they end.
//!
//! Refuses: measuring. Each bench is a program of its own.

pub mod process;

use std::fmt::Display;
use std::process::ExitCode;

/// The end of a bench: 0 where its goals were met, 1 where one was missed, 2, with the reason, where it could not be run.
pub fn ended(done: Result<bool, impl Display>) -> ExitCode {
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}
