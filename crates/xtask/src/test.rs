//! Everything, from nothing: set-up, format and lints, both builds, and one run of every test with the servers it needs.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;

use crate::browser::Browser;
use crate::postgres::{Commits, Postgres};
use crate::stage::Stages;
use crate::toolchain::Wasm;
use crate::{check, front, place, recount, shell};

/// `cargo xtask test`.
pub fn test() -> Result<()> {
    let mut stages = Stages::new();
    let wasm = stages.must("wasm toolchain", Wasm::ensure)?;
    println!("   {}", wasm.name());
    stages.must("PostgreSQL", Postgres::ensure)?;
    let browser = stages.must("browser", Browser::ensure)?;
    check::format(&mut stages);
    check::dependencies(&mut stages);
    // The two halves share no compiled code and lock different folders. Either leaves a core idle while one large crate is compiled.
    let native = || shell::run(check::linted()?.args(["test", "--workspace", "--no-run", "--quiet"]));
    stages.both(
        ("clippy, and build the tests", native),
        ("clippy, and build the browser half", || front::build_linted(&wasm)),
    )?;
    stages.may("recount", || recount::recount(&wasm, check::linted()?, wasm.linted()?));
    let mut tally = Tally::default();
    stages.may("tests", || all(&browser, &mut tally));
    let verdict = stages.close();
    println!("\n{tally}");
    verdict
}

/// Every test of the workspace. Each run of cargo chooses the same packages, so that features unify once and nothing is built twice. Unit
/// tests come first, as some of them measure time, beside no more than the walk that mostly waits for the minute in which registration
/// closes. Then the other walks, which wait for a browser, run beside all other suites; what walks say is printed after.
fn all(browser: &Browser, tally: &mut Tally) -> Result<()> {
    let program = place::linxuan(false);
    if !program.is_file() {
        bail!("no program at {}; type: cargo build --package server", program.display());
    }
    let postgres = Postgres::start(Commits::Hasty)?;
    let driver = browser.drive()?;
    let cargo = |title: &str, words: &[&str]| -> Result<(String, Command)> {
        let mut cargo = check::linted()?;
        cargo.args(["test", "--workspace", "--no-fail-fast"]).args(words);
        cargo
            .env("TMPDIR", place::scratch())
            .env("LINXUAN_BIN", &program)
            .env("LINXUAN_TEST_SITE", place::site());
        cargo.env("LINXUAN_TEST_PG", postgres.url()).env("LINXUAN_TEST_CHROMEDRIVER", driver.url());
        cargo.env("LINXUAN_TEST_CHROMIUM", browser.program()).env("LINXUAN_TEST_AXE", &browser.axe);
        Ok((title.to_owned(), cargo))
    };
    // What speaks to the whole program runs a second time, on the other database: all requests and commands, and one walk.
    let on_postgres = |title: &str, words: &[&str]| -> Result<(String, Command)> {
        let (title, mut cargo) = cargo(title, words)?;
        cargo.env("LINXUAN_TEST_ON", "postgres");
        Ok((title, cargo))
    };
    let suites = suites()?;
    let suites: Vec<&str> = suites.iter().flat_map(|suite| ["--test", suite.as_str()]).collect();
    let mut units = [cargo("unit tests", &["--lib", "--bins"])?];
    let mut here = [
        cargo("suites", &suites)?,
        cargo("examples of the documentation", &["--doc"])?,
        on_postgres("requests and commands on PostgreSQL", &["--test", "http", "--test", "cli"])?,
    ];
    let mut walks = [cargo("walks", &["--test", WALKS])?];
    let mut waiting = [on_postgres("one walk on PostgreSQL", &["--test", WALKS, "the_whole_pipeline"])?];
    let mut print = |line: &str| println!("{line}");
    std::thread::scope(|beside| {
        // Of its five minutes it waits for three.
        let waiting = beside.spawn(|| aside(&mut waiting));
        let mut verdict = tally.each(&mut units, &mut print);
        let walks = beside.spawn(|| aside(&mut walks));
        verdict = verdict.and(tally.each(&mut here, &mut print));
        for lane in [walks, waiting] {
            let broken =
                || (Tally::default(), Vec::new(), Err(anyhow!("walks were not followed to their end")));
            let (counted, said, outcome) = lane.join().unwrap_or_else(|_| broken());
            said.iter().for_each(|line| println!("{line}"));
            tally.join(&counted);
            verdict = verdict.and(outcome);
        }
        verdict
    })
}

/// Follows runs while others are printed: what was counted and said, and how it went.
fn aside(runs: &mut [(String, Command)]) -> (Tally, Vec<String>, Result<()>) {
    let (mut tally, mut said) = (Tally::default(), Vec::new());
    let verdict = tally.each(runs, &mut |line| said.push(line.to_owned()));
    (tally, said, verdict)
}

/// The suite of the browser.
const WALKS: &str = "blackbox";

/// The suites of the workspace but the walks, as cargo knows them: what is added to them runs.
fn suites() -> Result<Vec<String>> {
    let told = shell::read(shell::cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let suites = suites_of(&serde_json::from_str(&told)?);
    // Without a name cargo would run everything.
    if suites.is_empty() {
        bail!("cargo names no suite of the workspace");
    }
    Ok(suites)
}

fn suites_of(metadata: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let targets = list(&metadata["packages"]).into_iter().flat_map(|package| list(&package["targets"]));
    targets
        .filter(|target| list(&target["kind"]).iter().any(|kind| kind == "test"))
        .filter_map(|target| target["name"].as_str().map(str::to_owned))
        .filter(|name| name != WALKS)
        .collect()
}

/// Sum of cargo's own closing lines.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// Follows one after the other to the end; the first failure is told after the last.
    fn each(&mut self, runs: &mut [(String, Command)], say: &mut dyn FnMut(&str)) -> Result<()> {
        let mut verdict = Ok(());
        for (title, command) in runs {
            say(&format!("   {title}"));
            verdict = verdict.and(self.follow(command, say));
        }
        verdict
    }

    /// Passes everything on and adds up what the lines `test result: …` say.
    fn follow(&mut self, command: &mut Command, say: &mut dyn FnMut(&str)) -> Result<()> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("cargo did not start")?;
        let output = child.stdout.take().context("no output")?;
        for line in BufReader::new(output).lines() {
            let line = line?;
            say(&line);
            self.add(&line);
        }
        if !child.wait()?.success() {
            bail!("some tests failed; to see one alone, type: cargo xtask test 2>&1 | less");
        }
        Ok(())
    }

    fn join(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        for part in result.split([';', '.']) {
            let mut words = part.split_whitespace();
            let (Some(count), Some(what)) =
                (words.next().and_then(|word| word.parse::<u64>().ok()), words.next())
            else {
                continue;
            };
            match what {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "ignored" => self.skipped += count,
                _ => {}
            }
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, page: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(page, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(page, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Tally, suites_of};

    #[test]
    fn every_suite_but_the_walks_is_named() {
        let packages = json!({ "packages": [
            { "targets": [
                { "name": "server", "kind": ["lib"] },
                { "name": "http", "kind": ["test"] },
                { "name": "linxuan", "kind": ["bin"] },
                { "name": "cli", "kind": ["test"] },
            ] },
            { "targets": [{ "name": "tests", "kind": ["lib"] }, { "name": "blackbox", "kind": ["test"] }] },
        ] });
        assert_eq!(suites_of(&packages), ["http", "cli"]);
    }

    #[test]
    fn closing_lines_add_up() {
        let mut tally = Tally::default();
        tally.add("running 3 tests");
        tally.add(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        tally.add("test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out; finished in 1.0s");
        assert_eq!(tally.to_string(), "13 passed, 2 failed, 1 skipped");
    }
}
