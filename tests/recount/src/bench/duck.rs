//! DuckDB beside us: one process that loads the same marks once and ranks them whenever it is told to.

use std::io::{BufRead, BufReader, Write};
use std::num::NonZero;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use super::field::Field;

/// Loads `marks.csv`, then answers each line, a number of threads, with nanoseconds and the sum of the ranks.
const PROGRAM: &str = r#"
import sys, time, duckdb
db = duckdb.connect()
db.execute("CREATE TABLE marks AS SELECT * FROM read_csv(?, columns = {'position': 'INTEGER', 'candidate': 'INTEGER', 'written': 'DECIMAL(5,2)', 'interview': 'DECIMAL(5,2)'}, header = true)", [sys.argv[1]])
query = """CREATE OR REPLACE TABLE ranks AS SELECT position, candidate, total, rank() OVER (PARTITION BY position ORDER BY total DESC) AS place
FROM (SELECT position, candidate, round(written * 0.6::DECIMAL(2,1) + interview * 0.4::DECIMAL(2,1), 2) AS total FROM marks)"""
print("ready", flush=True)
for line in sys.stdin:
    db.execute(f"SET threads = {int(line)}")
    since = time.perf_counter_ns()
    db.execute(query)
    took = time.perf_counter_ns() - since
    print(took, db.execute("SELECT sum(place)::BIGINT FROM ranks").fetchone()[0], flush=True)
"#;

/// The process.
pub struct Duck {
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Duck {
    /// Starts it with the marks of a field; `LINXUAN_BENCH_PYTHON` is a python that has DuckDB.
    pub fn start(field: &Field) -> Result<Self, String> {
        let python = std::env::var("LINXUAN_BENCH_PYTHON").map_err(|_| "no python with DuckDB".to_owned())?;
        let fault = |fault: std::io::Error| fault.to_string();
        let path = std::env::temp_dir().join(format!("linxuan-bench-{}.csv", std::process::id()));
        let mut csv = std::io::BufWriter::new(std::fs::File::create(&path).map_err(fault)?);
        writeln!(csv, "position,candidate,written,interview").map_err(fault)?;
        for (position, marks) in field.marks.iter().enumerate() {
            for (candidate, (w, i)) in marks.iter().enumerate() {
                writeln!(csv, "{position},{candidate},{}.{:02},{}.{:02}", w / 100, w % 100, i / 100, i % 100)
                    .map_err(fault)?;
            }
        }
        csv.flush().map_err(fault)?;
        let mut child = Command::new(python)
            .args(["-c", PROGRAM])
            .arg(&path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(fault)?;
        let (Some(ask), Some(out)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("it has no pipes".to_owned());
        };
        let mut duck = Self { child, ask: Some(ask), answers: BufReader::new(out) };
        let ready = duck.line()?;
        std::fs::remove_file(&path).map_err(fault)?;
        if ready == "ready" { Ok(duck) } else { Err(format!("it did not load the marks: {ready}")) }
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|fault| fault.to_string())?;
        Ok(line.trim().to_owned())
    }

    /// Ranks once on so many threads: how long it took, and the sum of the ranks.
    pub fn rank(&mut self, threads: NonZero<usize>) -> Result<(Duration, u64), String> {
        let ask = self.ask.as_mut().ok_or("it has ended")?;
        writeln!(ask, "{threads}").and_then(|()| ask.flush()).map_err(|fault| fault.to_string())?;
        let line = self.line()?;
        let (took, sum) = line.split_once(' ').ok_or_else(|| format!("it said {line:?}"))?;
        match (took.parse(), sum.parse()) {
            (Ok(took), Ok(sum)) => Ok((Duration::from_nanos(took), sum)),
            _ => Err(format!("it said {line:?}")),
        }
    }
}

impl Drop for Duck {
    fn drop(&mut self) {
        self.ask = None;
        let _ = self.child.wait();
    }
}
