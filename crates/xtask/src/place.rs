//! Where things lie. Owns every path that xtask writes to; refuses to write outside the target folder.

use std::path::{Path, PathBuf};

/// The workspace's root: two folders above this crate.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Cargo's target folder, `CARGO_TARGET_DIR` respected.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Target folder of the wasm half: apart, so that neither half's build invalidates the other's.
pub fn front() -> PathBuf {
    target().join("front")
}

/// What the server serves beside its pages: `manifest.json` and `assets/`.
pub fn site() -> PathBuf {
    target().join("site")
}

/// Tools that xtask fetched: npm packages, the wasm standard library, stamps.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// The program as the tests use it.
pub fn linxuan() -> PathBuf {
    target().join("debug/linxuan")
}

/// A program as the benches measure it (profile `measured`).
pub fn measured(program: &str) -> PathBuf {
    target().join("measured").join(program)
}
