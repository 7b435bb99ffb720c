//! `cargo xtask bench rank`: `linxuan rank` end to end beside DuckDB, which reads, ranks and writes the same CSV in the same run.
//!
//! Owns the files of marks and the measurement: both take turns, and no time is told before both gave everybody the same rank. The
//! peak of memory is that of the process. Refuses goals for workbook and steps, which are reported apart.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Goals: at most so many times DuckDB, and so many times longer for four times as many people, and this many MiB for a million.
const DUCKDB: f64 = 10.0;
const GROWTH: f64 = 5.0;
const MEMORY: u64 = 512;
/// Rounds in which both take a turn.
const ROUNDS: usize = 3;

const SCHEME: &str = r#"[scheme]
components = [
  { key = "written", weight = 60, round = { value = { places = 2 } } },
  { key = "interview", weight = 40, round = { value = { places = 2 } } },
]
total = { round = { places = 2 } }
shortlists = [{ to = "inspection", score = "total", ratio = "2:1" }]
"#;

/// Reads positions and marks, ranks, tells who is within twice the plan, writes a CSV; prints the nanoseconds.
const PROGRAM: &str = r#"
import sys, time, duckdb
db = duckdb.connect()
since = time.perf_counter_ns()
db.execute(f"""COPY (SELECT position, candidate, written, interview, total, place, CASE WHEN place <= 2 * plan THEN 'in' ELSE 'out' END AS inspection
FROM (SELECT position, candidate, written, interview, total, plan, rank() OVER (PARTITION BY position ORDER BY total DESC) AS place
FROM (SELECT m.position, candidate, written, interview, plan, round(written * 0.6::DECIMAL(2,1) + interview * 0.4::DECIMAL(2,1), 2) AS total
FROM read_csv('{sys.argv[1]}/marks.csv', columns = {{'position': 'VARCHAR', 'candidate': 'VARCHAR', 'written': 'DECIMAL(5,2)', 'interview': 'DECIMAL(5,2)'}}, header = true) m
JOIN read_csv('{sys.argv[1]}/positions.csv', columns = {{'position': 'VARCHAR', 'plan': 'INTEGER'}}, header = true) p ON m.position = p.position))
ORDER BY position, place, candidate) TO '{sys.argv[1]}/duck.csv' (HEADER)""")
print(time.perf_counter_ns() - since)
"#;

/// A field of people.
struct Field {
    people: u32,
    positions: u32,
    folder: PathBuf,
}

/// What a run took.
#[derive(Clone, Copy)]
struct Run {
    took: Duration,
    /// Peak of memory, in MiB.
    peak: u64,
}

fn main() -> ExitCode {
    load::ended(bench())
}

fn bench() -> Result<bool, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut met = true;
    let mut medians = BTreeMap::new();
    let fields = [
        (25_000, 250),
        (100_000, 1_000),
        (100_000, 1),
        (250_000, 2_500),
        (1_000_000, 10_000),
        (1_000_000, 1),
    ];
    for (people, positions) in fields {
        let field = Field::made(folder.path(), people, positions)?;
        let (ours, duck) = field.compared()?;
        let peak = ours.iter().map(|run| run.peak).max().unwrap_or(0);
        let time = median(ours.iter().map(|run| run.took.as_secs_f64()).collect());
        medians.insert((people, positions), time);
        print!("{people} people, {positions} positions: {time:.2} s, {peak} MiB at most");
        if let Some(duck) = median_of(&duck) {
            met &= told("DuckDB", time / duck, DUCKDB);
        }
        println!();
        if people == 1_000_000 && peak > MEMORY {
            println!("  memory, goal {MEMORY} MiB: MISSED");
            met = false;
        }
        if people == 100_000 {
            let whole = field.ours(&[])?;
            println!(
                "  with workbook and steps: {:.2} s, {} MiB at most",
                whole.took.as_secs_f64(),
                whole.peak
            );
        }
        fs::remove_dir_all(&field.folder).map_err(|error| error.to_string())?;
    }
    for (few, many) in [((25_000, 250), (100_000, 1_000)), ((250_000, 2_500), (1_000_000, 10_000))] {
        let (Some(few_time), Some(many_time)) = (medians.get(&few), medians.get(&many)) else { continue };
        print!("{} against {} people", many.0, few.0);
        met &= told("", many_time / few_time, GROWTH);
        println!();
    }
    Ok(met)
}

fn told(beside: &str, ratio: f64, goal: f64) -> bool {
    let met = ratio <= goal;
    let verdict = if met { "met" } else { "MISSED" };
    print!(", {ratio:.1} x {beside}, goal {goal}: {verdict}");
    met
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or(f64::NAN)
}

fn median_of(times: &[Duration]) -> Option<f64> {
    (!times.is_empty()).then(|| median(times.iter().map(Duration::as_secs_f64).collect()))
}

impl Field {
    /// Writes the files of so many people. The marks are those of a fixed sequence, so that every run has the same.
    fn made(beside: &Path, people: u32, positions: u32) -> Result<Self, String> {
        let folder = beside.join(format!("{people}-{positions}"));
        let fault = |error: std::io::Error| error.to_string();
        fs::create_dir_all(&folder).map_err(fault)?;
        fs::write(folder.join("scheme.toml"), SCHEME).map_err(fault)?;
        let mut out = BufWriter::new(File::create(folder.join("positions.csv")).map_err(fault)?);
        writeln!(out, "position,plan").map_err(fault)?;
        for position in 0..positions {
            writeln!(out, "{:07},{}", position + 1, position % 3 + 1).map_err(fault)?;
        }
        out.flush().map_err(fault)?;
        let mut out = BufWriter::new(File::create(folder.join("marks.csv")).map_err(fault)?);
        writeln!(out, "position,candidate,written,interview").map_err(fault)?;
        let mut state = 1_u64;
        let mut next = |of: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % of
        };
        for person in 0..people {
            let (written, interview) = (3_000 + next(6_500), 6_000 + next(3_500));
            writeln!(
                out,
                "{:07},{},{}.{:02},{}.{:02}",
                person % positions + 1,
                100_000_000 + person,
                written / 100,
                written % 100,
                interview / 100,
                interview % 100
            )
            .map_err(fault)?;
        }
        out.flush().map_err(fault)?;
        Ok(Self { people, positions, folder })
    }

    /// Both in turns; no times of DuckDB where there is none.
    fn compared(&self) -> Result<(Vec<Run>, Vec<Duration>), String> {
        let python = std::env::var_os("LINXUAN_BENCH_PYTHON");
        let (mut ours, mut duck) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            ours.push(self.ours(&["--only-table"])?);
            let Some(python) = &python else { continue };
            let done = Command::new(python).args(["-c", PROGRAM]).arg(&self.folder).output();
            let done = done.map_err(|error| error.to_string())?;
            let said = String::from_utf8_lossy(&done.stdout).trim().to_owned();
            let nanos = said.parse().map_err(|_| String::from_utf8_lossy(&done.stderr).into_owned())?;
            duck.push(Duration::from_nanos(nanos));
            if round == 0 {
                self.expect_same()?;
            }
        }
        Ok((ours, duck))
    }

    fn ours(&self, more: &[&str]) -> Result<Run, String> {
        let program = std::env::var_os("LINXUAN_BIN").ok_or("LINXUAN_BIN names no program")?;
        let at = |name: &str| self.folder.join(name);
        let mut command = Command::new(program);
        command
            .arg("rank")
            .arg("--scheme")
            .arg(at("scheme.toml"))
            .arg("--positions")
            .arg(at("positions.csv"));
        command.arg("--marks").arg(at("marks.csv")).arg("--out").arg(at("out")).args(more);
        let since = Instant::now();
        let mut child = command.stdout(Stdio::null()).spawn().map_err(|error| error.to_string())?;
        let mut peak = 0;
        let status = loop {
            peak = peak.max(resident(child.id()));
            if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
                break status;
            }
            sleep(Duration::from_millis(5));
        };
        match status.code() {
            // 3: done, some positions wait for a ruling on a tie.
            Some(0 | 3) => Ok(Run { took: since.elapsed(), peak }),
            code => Err(format!("linxuan rank ended with {code:?} on {} people", self.people)),
        }
    }

    /// Refuses times of results that differ.
    fn expect_same(&self) -> Result<(), String> {
        let (ours, duck) =
            (ranks(&self.folder.join("out/ranking.csv"))?, ranks(&self.folder.join("duck.csv"))?);
        if ours == duck && ours.len() == usize::try_from(self.people).unwrap_or(usize::MAX) {
            return Ok(());
        }
        Err(format!("the ranks of {} people in {} positions differ", self.people, self.positions))
    }
}

/// Peak of memory of a process so far, in MiB; 0 once it has ended.
fn resident(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

/// Rank by candidate, from a table whose head names both.
fn ranks(file: &Path) -> Result<BTreeMap<String, String>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let column = |names: [&str; 2]| head.iter().position(|name| names.contains(name)).ok_or("no such column");
    let (candidate, rank) = (column(["candidate", "candidate"])?, column(["rank", "place"])?);
    let cells = lines.map(|line| line.split(',').collect::<Vec<_>>());
    let cell = |cells: &[&str], at: usize| cells.get(at).map(|cell| (*cell).to_owned());
    Ok(cells.filter_map(|cells| Some((cell(&cells, candidate)?, cell(&cells, rank)?))).collect())
}
