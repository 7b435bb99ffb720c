//! The compiler of the browser's half. Finds or installs the wasm32 standard library: the rustup target where it can be
//! had, otherwise Debian's matched compiler and library source, from which the library is built once into the target
//! folder. The server's half is always built by the cargo that started us: the two halves share no compiled code, and
//! server-function addresses are explicit, so they need not come from one compiler.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{check, debian, place, shell};

const TRIPLE: &str = "wasm32-unknown-unknown";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
const CLIPPY: &str = "/usr/bin/cargo-clippy";
const SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// A compiler that can build for wasm32.
pub enum Wasm {
    /// The cargo that started us, with its rustup target.
    Stock,
    /// Debian's compiler with a standard library built here.
    Debian {
        /// Sysroot that holds nothing but the wasm32 library.
        sysroot: PathBuf,
        /// The stock toolchain's `rust-lld`.
        linker: PathBuf,
    },
}

impl Wasm {
    /// Finds, or else installs. `XTASK_WASM=debian` chooses the second way although the first is there.
    pub fn ensure() -> Result<Self> {
        let forced = std::env::var("XTASK_WASM").is_ok_and(|choice| choice == "debian");
        if !forced && stock_is_there() {
            return Ok(Self::Stock);
        }
        let sysroot = place::tools().join("wasm-sysroot");
        if sysroot_is_fresh(&sysroot) {
            return Ok(Self::Debian { sysroot, linker: linker()? });
        }
        if !forced && add_target() {
            return Ok(Self::Stock);
        }
        if !Path::new(SOURCE).is_file() || !Path::new(CLIPPY).is_file() {
            debian::install(&PACKAGES, "the wasm32 standard library").context(
                "neither way worked; on an open network, type: rustup target add wasm32-unknown-unknown",
            )?;
        }
        build_library(&sysroot)?;
        Ok(Self::Debian { sysroot, linker: linker()? })
    }

    /// Which compiler it is, for people.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stock => "rustup target wasm32-unknown-unknown",
            Self::Debian { .. } => "Debian's rustc-web with a wasm32 library built here",
        }
    }

    /// `cargo WORD --package frontend --lib --target wasm32…` in the wasm half's own target folder.
    pub fn cargo(&self, word: &str) -> Command {
        self.cargo_of(word, "frontend")
    }

    /// Builds all that tests want of this half, the recount too, and lints what it builds of ours: both share one engine.
    pub fn linted(&self) -> Result<Command> {
        let driver = match self {
            Self::Stock => check::driver()?,
            // Where cargo's subcommand finds it: beside itself.
            Self::Debian { .. } => std::fs::canonicalize(CLIPPY)?.with_file_name("clippy-driver"),
        };
        let mut cargo = self.cargo("build");
        check::lint(cargo.args(["--package", "recount"]), &driver);
        Ok(cargo)
    }

    /// The same for another package.
    pub fn cargo_of(&self, word: &str, package: &str) -> Command {
        let mut cargo = match self {
            Self::Stock => shell::cargo(),
            Self::Debian { .. } if word == "clippy" => shell::command(CLIPPY),
            Self::Debian { .. } => shell::command("/usr/bin/cargo"),
        };
        if let Self::Debian { sysroot, linker } = self {
            let flags = format!("--cfg erase_components --sysroot {}", sysroot.display());
            cargo.env("RUSTC", "/usr/bin/rustc").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags).env("CARGO", "/usr/bin/cargo");
        }
        cargo
            .args([word, "--package", package, "--lib", "--target", TRIPLE, "--target-dir"])
            .arg(self.target());
        cargo
    }

    /// Where that cargo builds: one folder for each compiler, so that changing it rebuilds nothing of the other.
    pub fn target(&self) -> PathBuf {
        match self {
            Self::Stock => place::front(),
            Self::Debian { .. } => place::target().join("front-debian"),
        }
    }
}

fn rustc(compiler: &str, words: &[&str]) -> Result<String> {
    shell::read(shell::command(compiler).args(words))
}

fn stock_is_there() -> bool {
    rustc("rustc", &["--print", "target-libdir", "--target", TRIPLE])
        .is_ok_and(|folder| holds_std(Path::new(&folder)))
}

fn holds_std(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|files| {
        files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

fn add_target() -> bool {
    shell::find(&["rustup"]).is_some()
        && shell::try_for(shell::command("rustup").args(["target", "add", TRIPLE]), Duration::from_secs(180))
        && stock_is_there()
}

/// `rust-lld` ships with every stock toolchain for Linux.
fn linker() -> Result<PathBuf> {
    let sysroot = rustc("rustc", &["--print", "sysroot"])?;
    let host = rustc("rustc", &["--print", "host-tuple"])?;
    let at = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    if !at.is_file() {
        bail!("no linker for wasm at {}; type: apt-get install lld", at.display());
    }
    Ok(at)
}

fn sysroot_is_fresh(sysroot: &Path) -> bool {
    let built_by = std::fs::read_to_string(sysroot.join("compiler")).unwrap_or_default();
    !built_by.is_empty() && rustc("/usr/bin/rustc", &["-vV"]).is_ok_and(|now| now == built_by)
}

/// Builds the standard library from Debian's source and keeps nothing of that build but the library.
fn build_library(sysroot: &Path) -> Result<()> {
    let seed = place::tools().join("wasm-std");
    std::fs::create_dir_all(seed.join("src"))?;
    std::fs::write(seed.join("Cargo.toml"), SEED)?;
    std::fs::write(seed.join("src/lib.rs"), "")?;
    let mut cargo = shell::command("/usr/bin/cargo");
    cargo.current_dir(&seed).env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
    cargo.env("CARGO", "/usr/bin/cargo").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker()?);
    cargo.args([
        "build",
        "--release",
        "-Z",
        "build-std=std,panic_abort",
        "--target",
        TRIPLE,
        "--target-dir",
        "target",
    ]);
    shell::run(&mut cargo)?;
    let library = sysroot.join("lib/rustlib").join(TRIPLE).join("lib");
    let _ = std::fs::remove_dir_all(sysroot);
    std::fs::create_dir_all(&library)?;
    for file in std::fs::read_dir(seed.join("target").join(TRIPLE).join("release/deps"))?.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libseed-") {
            std::fs::copy(file.path(), library.join(&name))?;
        }
    }
    std::fs::write(sysroot.join("compiler"), rustc("/usr/bin/rustc", &["-vV"])?)?;
    std::fs::remove_dir_all(&seed)?;
    Ok(())
}

const SEED: &str = "\
[package]
name = \"seed\"
version = \"0.0.0\"
edition = \"2021\"

[workspace]

[profile.release]
opt-level = \"z\"
panic = \"abort\"
";
