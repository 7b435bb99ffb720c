//! The program `linxuan`: built, and its subcommands called the way a person would.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{place, shell};

/// Builds the program. In release it embeds the site folder, which therefore stands ready before.
pub fn build(release: bool) -> Result<PathBuf> {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--package", "server", "--bin", "linxuan"]);
    if release {
        cargo.args(["--release", "--features", "embed"]).env("LINXUAN_SITE", place::site());
    }
    shell::run(&mut cargo)?;
    Ok(place::linxuan(release))
}

/// One subcommand.
pub fn linxuan(program: &PathBuf, word: &str) -> Command {
    let mut command = shell::command(program);
    command.arg(word);
    command
}
