//! The quick half: format, lints of both halves, dependencies, floors. Builds no program.

use std::path::{Path, PathBuf};
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
    dependencies(&mut stages);
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
    let mut cargo = shell::cargo();
    lint(&mut cargo, &driver()?);
    Ok(cargo)
}

/// The linter beside the cargo that started us: it is of the same toolchain, wherever the search path leads.
pub fn driver() -> Result<PathBuf> {
    let beside = std::env::var_os("CARGO").map(|cargo| Path::new(&cargo).with_file_name("clippy-driver"));
    let driver = beside.filter(|driver| driver.is_file()).or_else(|| shell::find(&["clippy-driver"]));
    driver.context("no clippy-driver; to have it, type: rustup component add clippy")
}

/// Makes this cargo lint what it builds of ours, as cargo's own subcommand hands lints to the driver.
pub fn lint(cargo: &mut Command, driver: &Path) {
    cargo
        .env("RUSTC_WORKSPACE_WRAPPER", driver)
        .env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
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

/// Lints of what only the browser runs; `cargo xtask test` has them from its build.
fn browser_half(stages: &mut Stages, wasm: &Wasm) {
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
}

/// Licences, sources and doubles of what we depend on; every fault is shown before it answers.
pub fn dependencies(stages: &mut Stages) {
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
