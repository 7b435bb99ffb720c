//! npm packages that are tools: fetched into the target folder at a fixed version, never part of the product.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{place, shell};

/// A tool's file from an npm package; fetched when it is not there. `None` where the machine has no node.
pub fn tool(package: &str, version: &str, file: &str) -> Result<Option<PathBuf>> {
    let home = place::tools().join(format!("{package}-{version}"));
    let wanted = home.join("node_modules").join(package).join(file);
    if wanted.is_file() {
        return Ok(Some(wanted));
    }
    if shell::find(&["npm"]).is_none() || shell::find(&["node"]).is_none() {
        return Ok(None);
    }
    std::fs::create_dir_all(&home)?;
    let line = format!("{package}@{version}");
    let mut npm = shell::command("npm");
    npm.args(["install", "--silent", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
    shell::run(npm.arg(&home).arg(&line)).with_context(|| format!("npm could not fetch {line}"))?;
    if !wanted.is_file() {
        bail!("{line} has no {file}; remove {} and try again", home.display());
    }
    Ok(Some(wanted))
}
