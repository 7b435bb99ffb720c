//! The browser's half: wasm, its script, style and assets, hashed and compressed into the site folder.
//! Does nothing where nothing changed.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::site::{self, Bundle};
use crate::stage::Stages;
use crate::toolchain::Wasm;
use crate::{npm, place, shell, style};

/// wasm-opt comes from the npm package `binaryen`: Debian's is older than what today's compiler writes.
const BINARYEN: &str = "132.0.0";

/// What the compiler uses and every browser of the last years has. Not `--all-features`: the optimiser then writes what no
/// browser reads yet.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Fails where the module does not load.
const LOAD: &str = "new WebAssembly.Module(require('fs').readFileSync(process.argv[1]))";

/// `cargo xtask front`.
pub fn alone(release: bool) -> Result<()> {
    let mut stages = Stages::new();
    let wasm = stages.must("wasm toolchain", Wasm::ensure)?;
    println!("   {}", wasm.name());
    build(&mut stages, &wasm, release)?;
    stages.close()
}

/// Builds the site folder.
pub fn build(stages: &mut Stages, wasm: &Wasm, release: bool) -> Result<()> {
    let raw = stages.must("browser half", || {
        let mut cargo = wasm.cargo("build");
        if release {
            cargo.args(["--profile", "wasm-release"]);
        }
        shell::run(&mut cargo)?;
        Ok(raw(wasm, if release { "wasm-release" } else { "debug" }))
    })?;
    stages.must("site folder", || furnish(&raw, release))
}

/// The same for tests, with the lints of what only the browser runs: linting apart would check all of it a second time. Silent, as it runs
/// beside another build; an error carries what cargo said.
pub fn build_linted(wasm: &Wasm) -> Result<()> {
    shell::read(wasm.linted()?.arg("--quiet"))?;
    furnish(&raw(wasm, "debug"), false)
}

/// Where cargo puts the module of `frontend`.
fn raw(wasm: &Wasm, profile: &str) -> PathBuf {
    wasm.target().join("wasm32-unknown-unknown").join(profile).join("frontend.wasm")
}

/// Binds, optimises, hashes and compresses, unless the site folder was made from exactly these inputs.
fn furnish(raw: &Path, release: bool) -> Result<()> {
    let module = std::fs::read(raw).with_context(|| format!("no module at {}", raw.display()))?;
    let style = style::sheet(&place::root().join("style"))?;
    let assets = site::assets(&place::root().join("style/assets"))?;
    let optimiser = if release { optimiser()? } else { None };
    let stamp = site::stamp(&module, &style, &assets, release, optimiser.is_some());
    if site::is_fresh(&stamp) {
        println!("   unchanged");
        return Ok(());
    }
    let bound = bind(&module, release)?;
    let wasm = match optimiser {
        Some(tool) => optimise(&tool, &bound.wasm)?,
        None => bound.wasm,
    };
    let bundle = Bundle { script: bound.script, wasm, snippets: bound.snippets, style, assets };
    site::write(bundle, &stamp, release)
}

struct Bound {
    script: String,
    wasm: Vec<u8>,
    snippets: Vec<(String, Vec<u8>)>,
}

/// wasm-bindgen, as a library of the version that the lock file gives the program itself.
fn bind(module: &[u8], release: bool) -> Result<Bound> {
    let out = place::tools().join("bound");
    let _ = std::fs::remove_dir_all(&out);
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("app", module.to_vec()).web(true)?.typescript(false);
    bindgen.debug(!release).keep_debug(false).remove_name_section(release).remove_producers_section(release);
    bindgen.generate(&out).context("wasm-bindgen")?;
    let mut snippets = Vec::new();
    collect(&out.join("snippets"), "snippets", &mut snippets)?;
    Ok(Bound {
        script: std::fs::read_to_string(out.join("app.js"))?,
        wasm: std::fs::read(out.join("app_bg.wasm"))?,
        snippets,
    })
}

fn collect(folder: &Path, name: &str, into: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let Ok(files) = std::fs::read_dir(folder) else { return Ok(()) };
    for file in files {
        let file = file?;
        let name = format!("{name}/{}", file.file_name().to_string_lossy());
        if file.file_type()?.is_dir() {
            collect(&file.path(), &name, into)?;
        } else {
            into.push((name, std::fs::read(file.path())?));
        }
    }
    Ok(())
}

/// wasm-opt, or a notice.
fn optimiser() -> Result<Option<PathBuf>> {
    let tool = npm::tool("binaryen", BINARYEN, "bin/wasm-opt")?;
    if tool.is_none() {
        println!("   no node on this machine: wasm-opt is skipped, the program stays about twice as large");
        println!("   to have it, type: apt-get install nodejs npm");
    }
    Ok(tool)
}

fn optimise(tool: &Path, module: &[u8]) -> Result<Vec<u8>> {
    let (from, to) = (place::tools().join("before.wasm"), place::tools().join("after.wasm"));
    std::fs::write(&from, module)?;
    let mut node = shell::command("node");
    node.arg(tool).arg("-Oz").args(FEATURES).arg(&from).arg("-o").arg(&to);
    shell::run(&mut node)?;
    shell::run(shell::command("node").args(["-e", LOAD]).arg(&to))
        .context("the optimised program does not load")?;
    std::fs::remove_file(&from)?;
    let small = std::fs::read(&to)?;
    std::fs::remove_file(&to)?;
    println!("   wasm-opt: {} kB to {} kB", module.len() / 1000, small.len() / 1000);
    Ok(small)
}
