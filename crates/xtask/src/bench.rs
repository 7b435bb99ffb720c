//! Benches: what is measured is built by the profile `measured` and run with its references in one process tree, one after the other.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::postgres::{Commits, Postgres};
use crate::stage::Stages;
use crate::toolchain::Wasm;
use crate::{debian, front, place, shell};

/// The version that the references of a year can be compared by.
const DUCKDB: &str = "duckdb==1.4.1";

/// `cargo xtask bench WHAT`.
pub fn bench(what: &str) -> Result<()> {
    match what {
        "ranking" => ranking(),
        "public" => public(),
        "rank" => rank(),
        "marks" => marks(),
        "registration" => registration(),
        "documents" => documents(),
        other => {
            bail!("no bench {other:?}; there are: documents, marks, public, rank, ranking, registration")
        }
    }
}

fn ranking() -> Result<()> {
    let mut stages = Stages::new();
    let python = stages.must("DuckDB", duckdb)?;
    stages.must("build as measured", || {
        shell::run(shell::cargo().args([
            "build",
            "--profile",
            "measured",
            "--quiet",
            "--package",
            "recount",
            "--bin",
            "bench-ranking",
        ]))
    })?;
    stages.may("ranking", || {
        let mut bench = shell::command(place::measured("bench-ranking"));
        if let Some(python) = &python {
            bench.env("LINXUAN_BENCH_PYTHON", python);
        }
        shell::run(&mut bench)
    });
    stages.close()
}

/// Answers of public pages beside bare axum and nginx. Loads from the second core, so that the servers have the first.
fn public() -> Result<()> {
    let mut stages = Stages::new();
    let wasm = stages.must("wasm toolchain", Wasm::ensure)?;
    stages.must("nginx", nginx)?;
    front::build(&mut stages, &wasm, false)?;
    stages.must("build as measured", || measured(&["server", "load"]))?;
    stages.may("public", || {
        let mut bench = shell::command("taskset");
        bench.args(["-c", "1"]).arg(place::measured("bench-public"));
        bench.env("LINXUAN_BIN", place::measured("linxuan")).env("LINXUAN_TEST_SITE", place::site());
        shell::run(&mut bench)
    });
    stages.close()
}

/// `linxuan rank` end to end beside DuckDB.
fn rank() -> Result<()> {
    let mut stages = Stages::new();
    let python = stages.must("DuckDB", duckdb)?;
    stages.must("build as measured", || measured(&["server", "load"]))?;
    stages.may("rank", || {
        let mut bench = shell::command(place::measured("bench-rank"));
        bench.env("LINXUAN_BIN", place::measured("linxuan"));
        if let Some(python) = &python {
            bench.env("LINXUAN_BENCH_PYTHON", python);
        }
        shell::run(&mut bench)
    });
    stages.close()
}

/// The longest acts, one mark and one own result, among few and many people.
fn marks() -> Result<()> {
    let mut stages = Stages::new();
    stages.may("marks", || {
        let mut bench = shell::cargo();
        bench.args(["bench", "--quiet", "--package", "service", "--bench", "writes"]);
        shell::run(&mut bench)
    });
    stages.close()
}

/// Papers of one page and the longest list beside one document of typst with as many pages.
fn documents() -> Result<()> {
    let mut stages = Stages::new();
    stages.may("documents", || {
        let mut bench = shell::cargo();
        bench.args(["bench", "--quiet", "--package", "documents", "--bench", "papers"]);
        shell::run(&mut bench)
    });
    stages.close()
}

/// Submissions beside pgbench, which writes the same rows on a server that makes every commit durable, as the program does. Each has the
/// whole machine in turn: a server of PostgreSQL uses every core there is.
fn registration() -> Result<()> {
    let mut stages = Stages::new();
    let wasm = stages.must("wasm toolchain", Wasm::ensure)?;
    front::build(&mut stages, &wasm, false)?;
    stages.must("build as measured", || measured(&["server", "load"]))?;
    let server =
        stages.must("PostgreSQL", || Postgres::ensure().and_then(|()| Postgres::start(Commits::Durable)))?;
    stages.may("registration", || {
        let mut bench = shell::command(place::measured("bench-registration"));
        bench.env("LINXUAN_BIN", place::measured("linxuan")).env("LINXUAN_TEST_SITE", place::site());
        bench.env("LINXUAN_TEST_PG", server.address());
        shell::run(&mut bench)
    });
    stages.close()
}

fn measured(packages: &[&str]) -> Result<()> {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--profile", "measured", "--quiet"]);
    for package in packages {
        cargo.args(["--package", package]);
    }
    shell::run(&mut cargo)
}

/// nginx from Debian; the bench goes on without it where it cannot be had.
fn nginx() -> Result<()> {
    if !Path::new("/usr/sbin/nginx").is_file() && debian::install(&["nginx-light"], "nginx").is_err() {
        println!("   there is no nginx to compare with");
    }
    Ok(())
}

/// A python with DuckDB in the target folder, from PyPI; none, with a notice, where it cannot be had.
fn duckdb() -> Result<Option<PathBuf>> {
    let home = place::tools().join("duckdb");
    let python = home.join("bin/python");
    let there = || shell::read(shell::command(&python).args(["-c", "import duckdb"])).is_ok();
    if python.is_file() && there() {
        return Ok(Some(python));
    }
    let made = shell::find(&["python3"]).is_some()
        && shell::run(shell::command("python3").args(["-m", "venv"]).arg(&home)).is_ok()
        && shell::run(shell::command(&python).args(["-m", "pip", "install", "--quiet", DUCKDB])).is_ok()
        && there();
    if made {
        return Ok(Some(python));
    }
    println!("   skipped: no DuckDB; to have it, type: apt-get install python3-venv, and let pip reach PyPI");
    Ok(None)
}
