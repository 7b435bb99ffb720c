//! Everything, from nothing: set-up, format and lints, both builds, and one run of every test with the servers it needs.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

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
    check::browser_half(&mut stages, &wasm);
    front::build(&mut stages, &wasm, false)?;
    stages.must("clippy, and build the tests", || {
        shell::run(check::linted()?.args(["test", "--workspace", "--no-run", "--quiet"]))
    })?;
    stages.may("recount", || recount::recount(&wasm, check::linted()?));
    let mut tally = Tally::default();
    stages.may("tests", || all(&browser, &mut tally));
    let verdict = stages.close();
    println!("\n{tally}");
    verdict
}

/// Every test of the workspace in one run of cargo, so that features unify once and nothing is built twice.
fn all(browser: &Browser, tally: &mut Tally) -> Result<()> {
    let program = place::linxuan(false);
    if !program.is_file() {
        bail!("no program at {}; type: cargo build --package server", program.display());
    }
    let postgres = Postgres::start(Commits::Hasty)?;
    let driver = browser.drive()?;
    let cargo = |words: &[&str]| -> Result<Command> {
        let mut cargo = check::linted()?;
        cargo.args(["test", "--workspace", "--no-fail-fast"]).args(words);
        cargo
            .env("TMPDIR", place::scratch())
            .env("LINXUAN_BIN", &program)
            .env("LINXUAN_TEST_SITE", place::site());
        cargo.env("LINXUAN_TEST_PG", postgres.url()).env("LINXUAN_TEST_CHROMEDRIVER", driver.url());
        cargo.env("LINXUAN_TEST_CHROMIUM", browser.program()).env("LINXUAN_TEST_AXE", &browser.axe);
        Ok(cargo)
    };
    let mut print = |line: &str| println!("{line}");
    let first = tally.follow(&mut cargo(&[])?, &mut print);
    // What speaks to the whole program runs a second time, on the other database: all requests and commands, and one walk. The walk mostly
    // waits for the minute in which registration closes, so that it runs beside them; what it says is printed after.
    let on_postgres = |words: &[&str]| -> Result<Command> {
        println!("   on PostgreSQL: {}", words.join(" "));
        let mut cargo = cargo(words)?;
        cargo.env("LINXUAN_TEST_ON", "postgres");
        Ok(cargo)
    };
    let mut walk = on_postgres(&["--test", "blackbox", "the_whole_pipeline"])?;
    let mut requests = on_postgres(&["--test", "http", "--test", "cli"])?;
    let (mut walked, mut said) = (Tally::default(), Vec::new());
    let (second, third) = std::thread::scope(|both| {
        let beside = both.spawn(|| walked.follow(&mut walk, &mut |line| said.push(line.to_owned())));
        let second = tally.follow(&mut requests, &mut print);
        (second, beside.join().unwrap_or_else(|_| bail!("the walk was not followed to its end")))
    });
    said.iter().for_each(|line| println!("{line}"));
    tally.join(&walked);
    first.and(second).and(third)
}

/// Sum of cargo's own closing lines.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
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
    use super::Tally;

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
