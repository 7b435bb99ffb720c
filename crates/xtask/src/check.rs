//! The quick half: format, lints of both halves, dependencies, floors. Builds no program.

use anyhow::Result;

use crate::shell;
use crate::stage::Stages;
use crate::toolchain::Wasm;

/// `cargo xtask check`.
pub fn check() -> Result<()> {
    let mut stages = Stages::new();
    let wasm = stages.must("wasm toolchain", Wasm::ensure)?;
    quick(&mut stages, &wasm);
    stages.may("floors", || {
        shell::run(shell::cargo().args(["test", "--quiet", "--package", "xtask", "--test", "floors"]))
    });
    stages.close()
}

/// Format and lints; every fault is shown before it answers.
pub fn quick(stages: &mut Stages, wasm: &Wasm) {
    stages.may("format", || shell::run(shell::cargo().args(["fmt", "--all", "--check"])));
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
