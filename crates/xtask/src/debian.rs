//! Debian packages: installed where we are root, otherwise named with the exact command. Removes nothing.

use anyhow::{Context, Result, bail};

use crate::shell;

/// Installs packages for a purpose, or says what to type.
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let wish = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if shell::find(&["apt-get"]).is_none() {
        bail!("{purpose} is missing; install what this system calls: {}", packages.join(" "));
    }
    if !shell::is_root() {
        bail!("{purpose} is missing; type: sudo {wish}");
    }
    let apt = |words: &[&str]| {
        let mut apt = shell::command("apt-get");
        shell::run(apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq").args(words))
    };
    let with =
        |first: &[&'static str]| first.iter().copied().chain(packages.iter().copied()).collect::<Vec<_>>();
    let words = with(&["-y", "-o=Dpkg::Use-Pty=0", "install", "--no-install-recommends"]);
    apt(&["update"])
        .and_then(|()| apt(&words))
        .with_context(|| format!("{purpose} could not be installed; type: apt-get update && {wish}"))
}
