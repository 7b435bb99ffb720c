//! Where things lie. Owns every path that xtask writes to; refuses to write outside the target folder.

use std::path::{Path, PathBuf};

use crate::shell;

/// Bytes that must be free in memory for tests to use it as a disk.
const SCRATCH: u64 = 8 << 30;

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

/// Where tests put what they throw away: in memory where there is plenty, because each commit of an embedded database waits for the disk.
pub fn scratch() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let told = shell::read(shell::command("df").args(["--block-size=1", "--output=avail"]).arg(memory));
    let room = told.ok().and_then(|told| told.lines().last()?.trim().parse::<u64>().ok()).unwrap_or(0);
    let free = std::fs::read_to_string("/proc/meminfo").map_or(0, |told| available(&told));
    if room.min(free) >= SCRATCH { memory.to_path_buf() } else { std::env::temp_dir() }
}

/// Bytes that are free in what `/proc/meminfo` says.
fn available(told: &str) -> u64 {
    let line = told.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kibibytes.unwrap_or(0).saturating_mul(1024)
}

/// The program of the profile `release`, or of the one that tests use.
pub fn linxuan(release: bool) -> PathBuf {
    target().join(if release { "release" } else { "debug" }).join("linxuan")
}

/// A program as the benches measure it (profile `measured`).
pub fn measured(program: &str) -> PathBuf {
    target().join("measured").join(program)
}

#[cfg(test)]
mod tests {
    use super::available;

    #[test]
    fn free_memory_is_read_in_bytes_and_is_none_where_nothing_is_told() {
        assert_eq!(available("MemTotal: 9 kB\nMemAvailable:       2048 kB\nBuffers: 1 kB\n"), 2 << 20);
        assert_eq!(available("MemTotal: 9 kB\n"), 0);
    }
}
