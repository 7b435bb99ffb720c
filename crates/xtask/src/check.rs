//! The quick half: format, lints of both halves, dependencies, floors. Builds no program.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell;
use crate::stage::Stages;
use crate::toolchain::Wasm;

/// `cargo xtask check`.
pub fn check() -> Result<()> {
    let mut stages = Stages::new();
    let wasm = stages.must("wasm toolchain", Wasm::ensure)?;
    format(&mut stages);
    server_half(&mut stages);
    browser_half(&mut stages, &wasm);
    stages.may("floors", || {
        shell::run(shell::cargo().args(["test", "--quiet", "--package", "xtask", "--test", "floors"]))
    });
    stages.close()
}

/// Format.
pub fn format(stages: &mut Stages) {
    stages.may("format", || shell::run(shell::cargo().args(["fmt", "--all", "--check"])));
}

/// A cargo that lints what it builds of ours. Linting apart checks every dependency a second time: minutes on two cores.
pub fn linted() -> Result<Command> {
    // Beside the cargo that started us it is of the same toolchain, wherever the search path leads.
    let beside = std::env::var_os("CARGO").map(|cargo| Path::new(&cargo).with_file_name("clippy-driver"));
    let driver = beside.filter(|driver| driver.is_file()).or_else(|| shell::find(&["clippy-driver"]));
    let driver = driver.context("no clippy-driver; to have it, type: rustup component add clippy")?;
    let mut cargo = shell::cargo();
    // How cargo's own subcommand hands lints to the driver.
    cargo
        .env("RUSTC_WORKSPACE_WRAPPER", driver)
        .env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    Ok(cargo)
}

fn server_half(stages: &mut Stages) {
    stages.may("clippy, server half", || {
        let words = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--exclude",
            "frontend",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ];
        shell::run(shell::cargo().args(words))
    });
}

/// Lints of what only the browser runs, and the dependencies; every fault is shown before it answers.
pub fn browser_half(stages: &mut Stages, wasm: &Wasm) {
    stages.may("clippy, browser half", || {
        shell::run(wasm.cargo("clippy").args([
            "--package",
            "app",
            "--no-deps",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]))
    });
    stages.may("dependencies", || {
        if shell::find(&["cargo-deny"]).is_none() {
            println!("   skipped: no cargo-deny; to have it, type: cargo install --locked cargo-deny");
            return Ok(());
        }
        shell::run(shell::cargo().args([
            "deny",
            "check",
            "--hide-inclusion-graph",
            "bans",
            "licenses",
            "sources",
        ]))
    });
}
