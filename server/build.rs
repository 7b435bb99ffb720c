//! With the feature `embed`: lists the files of the site folder (`LINXUAN_SITE`, else `target/site`) for the binary.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=LINXUAN_SITE");
    if std::env::var_os("CARGO_FEATURE_EMBED").is_none() {
        return;
    }
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let site = std::env::var_os("LINXUAN_SITE").map_or_else(|| root.join("../target/site"), PathBuf::from);
    println!("cargo::rerun-if-changed={}", site.display());
    let mut list = String::from("pub(super) const FILES: &[(&str, &[u8])] = &[\n");
    assert!(
        site.join("manifest.json").exists(),
        "no built assets in {}; build them with: cargo xtask run --release",
        site.display()
    );
    enter(&site, &site, &mut list);
    list.push_str("];\n");
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default().join("embedded.rs");
    std::fs::write(out, list).expect("OUT_DIR can be written");
}

fn enter(site: &Path, folder: &Path, list: &mut String) {
    let entries = std::fs::read_dir(folder).expect("the site folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            enter(site, &path, list);
        } else {
            let name =
                path.strip_prefix(site).expect("inside the site folder").to_string_lossy().replace('\\', "/");
            writeln!(list, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())
                .expect("a string grows");
        }
    }
}
