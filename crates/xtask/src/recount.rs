//! The recount: the random cases of the laws computed natively and, as wasm, by node; both digests must be equal.

use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::stage::Stages;
use crate::toolchain::Wasm;
use crate::{place, shell};

/// Seeds of one recount.
const SEEDS: u32 = 3_000;

/// `cargo xtask recount`.
pub fn alone() -> Result<()> {
    let mut stages = Stages::new();
    let wasm = stages.must("wasm toolchain", Wasm::ensure)?;
    println!("   {}", wasm.name());
    stages.may("recount", || recount(&wasm, shell::cargo(), wasm.cargo_of("build", "recount")));
    stages.close()
}

/// Counts twice and compares; `native` and `module` build the two halves.
pub fn recount(wasm: &Wasm, mut native: Command, mut module: Command) -> Result<()> {
    if shell::find(&["node"]).is_none() {
        println!("   skipped: no node; to have it, type: apt-get install nodejs");
        return Ok(());
    }
    // Features as in the whole workspace: what the tests built is not built again.
    shell::run(native.args(["build", "--workspace", "--bin", "recount", "--quiet"]))?;
    shell::run(module.arg("--quiet"))?;
    let module = wasm.target().join("wasm32-unknown-unknown/debug/recount.wasm");
    let bound = place::tools().join("recount");
    let _ = std::fs::remove_dir_all(&bound);
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&module).nodejs(true)?.typescript(false);
    bindgen.generate(&bound).context("wasm-bindgen")?;
    // A folder of its own says that its scripts are of the older kind.
    std::fs::write(bound.join("package.json"), "{}")?;
    let seeds = SEEDS.to_string();
    let native = shell::read(shell::command(place::target().join("debug/recount")).args(["0", &seeds]))?;
    let script = format!(
        "console.log(require({:?}).recount(0, {SEEDS}).trim())",
        bound.join("recount.js").display().to_string()
    );
    let again = shell::read(shell::command("node").args(["-e", &script]))?;
    compare(&native, &again)?;
    println!("   {SEEDS} seeds, {} digests, native and wasm equal", native.lines().count());
    Ok(())
}

/// Equal, line by line; the first seeds that differ are named.
fn compare(native: &str, again: &str) -> Result<()> {
    if native.is_empty() {
        bail!("nothing was counted");
    }
    if native == again {
        return Ok(());
    }
    let differs = native.lines().zip(again.lines()).find(|(one, other)| one != other);
    bail!("native and wasm differ: {differs:?}; to see one alone, type: target/debug/recount FROM TO")
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn a_difference_is_found_and_nothing_is_no_proof() {
        assert!(compare("0 a\n100 b", "0 a\n100 b").is_ok());
        let said = compare("0 a\n100 b", "0 a\n100 c").expect_err("they differ").to_string();
        assert!(said.contains("100 b") && said.contains("100 c"), "{said}");
        assert!(compare("0 a\n100 b", "0 a").is_err());
        assert!(compare("", "").is_err());
    }
}
