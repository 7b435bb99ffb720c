//! Other programs: started with one environment, echoed, and turned into an error that says what to type.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A command in the workspace's root, without what `cargo run` put into our own environment: those names would make
/// every nested build look changed.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::place::root()).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let own = name.to_str().is_some_and(|name| {
            ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"]
                .iter()
                .any(|prefix| name.starts_with(prefix))
        });
        if own {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that started us.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end with our output; an error repeats the line to type.
pub fn run(command: &mut Command) -> Result<()> {
    let line = spoken(command);
    println!("   $ {line}");
    let status = command.status().with_context(|| format!("cannot start; type: {line}"))?;
    if !status.success() {
        bail!("ended with {status}; to see it alone, type: {line}");
    }
    Ok(())
}

/// Runs silently and gives standard output; an error carries what the program said.
pub fn read(command: &mut Command) -> Result<String> {
    let line = spoken(command);
    let output = command.output().with_context(|| format!("cannot start; type: {line}"))?;
    if !output.status.success() {
        bail!("{line}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs at most so long; false where it failed, could not start, or did not end in time.
pub fn try_for(command: &mut Command, limit: Duration) -> bool {
    println!("   $ {}", spoken(command));
    let Ok(mut child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else { return false };
    let until = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < until => std::thread::sleep(Duration::from_millis(100)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// First of the names that is a file on `PATH`, in `PATH`'s order.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names
        .iter()
        .find_map(|name| std::env::split_paths(&path).map(|folder| folder.join(name)).find(|at| at.is_file()))
}

/// Whether this process may install system packages and must hand servers to another user.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// The line a person would type for it, our own environment settings included.
fn spoken(command: &Command) -> String {
    let settings = command.get_envs().filter_map(|(name, value)| {
        value.map(|value| format!("{}={}", name.to_string_lossy(), quoted(&value.to_string_lossy())))
    });
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    settings
        .chain(words.map(|word| quoted(&shorter(Path::new(word)).to_string_lossy())))
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(word: &str) -> String {
    if word.contains([' ', '\'', '"', '$', '*', '(']) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        word.to_owned()
    }
}

/// Paths inside the workspace are shown from its root; a rustup cargo is shown as `cargo`.
fn shorter(path: &Path) -> PathBuf {
    if path.ends_with("bin/cargo") && !path.starts_with("/usr") {
        return PathBuf::from("cargo");
    }
    path.strip_prefix(crate::place::root()).unwrap_or(path).to_path_buf()
}
