//! The site folder: `manifest.json`, and `assets/` whose names carry a hash of their content, each text-like file also as
//! `.br` and `.gz`. Written beside and then swapped in, so that a stopped build leaves the old one whole.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::place;

/// Most that the program may weigh as a browser fetches it, script and wasm together, in bytes by brotli. A development build
/// is not weighed: nothing optimised it.
const HEAVIEST: usize = 400_000;

/// All that goes in.
pub struct Bundle {
    /// wasm-bindgen's module script.
    pub script: String,
    /// The program.
    pub wasm: Vec<u8>,
    /// Scripts that dependencies bring along, by relative path.
    pub snippets: Vec<(String, Vec<u8>)>,
    /// The joined style sheet.
    pub style: String,
    /// Icons and the like, by file name.
    pub assets: Vec<(String, Vec<u8>)>,
}

/// Icons and the like under `style/assets/`; none where there is no such folder.
pub fn assets(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(files) };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            files.push((entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path())?));
        }
    }
    files.sort();
    Ok(files)
}

/// Digest of every input and of this module's own rules.
pub fn stamp(
    module: &[u8],
    style: &str,
    assets: &[(String, Vec<u8>)],
    release: bool,
    optimised: bool,
) -> String {
    let mut digest = Sha256::new();
    digest.update(format!("2 {release} {optimised} {} ", module.len()));
    digest.update(module);
    digest.update(style);
    for (name, content) in assets {
        digest.update(format!("\n{name} {} ", content.len()));
        digest.update(content);
    }
    hex(&digest.finalize())
}

/// Whether the site folder was made from inputs of this stamp.
pub fn is_fresh(stamp: &str) -> bool {
    std::fs::read_to_string(place::site().join("stamp")).is_ok_and(|old| old == stamp)
}

/// Writes the folder and swaps it in.
pub fn write(bundle: Bundle, stamp: &str, release: bool) -> Result<()> {
    let fresh = place::site().with_extension("fresh");
    let _ = std::fs::remove_dir_all(&fresh);
    let mut shelf = Shelf { folder: fresh.join("assets"), release, names: Vec::new(), program: 0 };
    let mut style = bundle.style;
    let mut plain = serde_json::Map::new();
    for (name, content) in bundle.assets {
        let hashed = shelf.put(&name, &content)?;
        style = style.replace(&format!("assets/{name}"), &hashed);
        plain.insert(name, format!("/assets/{hashed}").into());
    }
    for (path, content) in &bundle.snippets {
        shelf.keep(path, content)?;
    }
    let css = shelf.put("linxuan.css", style.as_bytes())?;
    let wasm = shelf.put("linxuan.wasm", &bundle.wasm)?;
    let script = bundle.script.replace("app_bg.wasm", &wasm);
    let js = shelf.put("linxuan.js", script.as_bytes())?;
    if release {
        weigh(shelf.program)?;
    }
    let manifest = serde_json::json!({
        "js": format!("/assets/{js}"),
        "wasm": format!("/assets/{wasm}"),
        "css": format!("/assets/{css}"),
        "plain": plain,
        "files": shelf.names,
    });
    std::fs::write(fresh.join("manifest.json"), format!("{manifest:#}\n"))?;
    std::fs::write(fresh.join("stamp"), stamp)?;
    let old = place::site().with_extension("old");
    let _ = std::fs::remove_dir_all(&old);
    if place::site().exists() {
        std::fs::rename(place::site(), &old)?;
    }
    std::fs::rename(&fresh, place::site()).context("site folder")?;
    let _ = std::fs::remove_dir_all(&old);
    Ok(())
}

fn weigh(program: usize) -> Result<()> {
    if program > HEAVIEST {
        bail!("the program weighs {program} bytes by brotli; at most {HEAVIEST} may be shipped");
    }
    Ok(())
}

struct Shelf {
    folder: std::path::PathBuf,
    release: bool,
    names: Vec<String>,
    /// Bytes by brotli of everything that runs.
    program: usize,
}

impl Shelf {
    /// Puts a file down under a name that carries the first 16 hex digits of its SHA-256.
    fn put(&mut self, name: &str, content: &[u8]) -> Result<String> {
        let mark = hex(&Sha256::digest(content)[..8]);
        let hashed = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}-{mark}.{ending}"),
            None => format!("{name}-{mark}"),
        };
        self.keep(&hashed, content)?;
        Ok(hashed)
    }

    /// Puts a file down under its own name, with what a browser may be sent instead.
    fn keep(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let at = self.folder.join(name);
        std::fs::create_dir_all(at.parent().unwrap_or(&self.folder))?;
        std::fs::write(&at, content)?;
        self.names.push(name.to_owned());
        let packed = [".png", ".jpg", ".woff2", ".webp", ".ico"];
        if packed.iter().any(|ending| name.ends_with(ending)) {
            return Ok(());
        }
        let brotli = brotli(content, if self.release { 11 } else { 4 })?;
        let gzip = gzip(content, if self.release { 9 } else { 4 })?;
        if [".wasm", ".js"].iter().any(|ending| name.ends_with(ending)) {
            self.program += brotli.len();
        }
        println!("   {name}: {} kB, brotli {} kB", content.len().div_ceil(1000), brotli.len().div_ceil(1000));
        std::fs::write(self.folder.join(format!("{name}.br")), brotli)?;
        std::fs::write(self.folder.join(format!("{name}.gz")), gzip)?;
        Ok(())
    }
}

fn brotli(content: &[u8], quality: u32) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 1 << 16, quality, 22).write_all(content)?;
    Ok(packed)
}

fn gzip(content: &[u8], level: u32) -> Result<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    packer.write_all(content)?;
    Ok(packer.finish()?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{HEAVIEST, Shelf, weigh};

    #[test]
    fn what_runs_is_weighed_and_too_much_is_refused() {
        let folder = std::env::temp_dir().join(format!("linxuan-shelf-{}", std::process::id()));
        let mut shelf = Shelf { folder: folder.clone(), release: true, names: Vec::new(), program: 0 };
        let sizes = ["a.css", "a.js", "a.wasm"].map(|name| {
            shelf.keep(name, b"let a = 1;").expect("a file");
            shelf.program
        });
        std::fs::remove_dir_all(folder).expect("the folder is there");
        assert!(sizes[0] == 0 && sizes[1] > 0 && sizes[2] == 2 * sizes[1], "{sizes:?}");
        assert!(weigh(HEAVIEST).is_ok() && weigh(HEAVIEST + 1).is_err());
    }
}
