//! pgbench, writing what one submission writes: the rows it added, into tables of the same columns, and its change of the
//! application's row.
//!
//! The rows are those that a real submission left, so that the reference follows the program. It reads nothing and its tables have
//! one index each, which makes it the faster of the two.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, Statement};
use tokio::runtime::Runtime;

use crate::Fallible;

const NAME: &str = "registration";
/// Seconds of a turn.
const TURN: u32 = 4;
/// Rows of the application's table that are changed.
const APPLICATIONS: u32 = 1_000;
/// Tables that other work of the program writes meanwhile: the sealer puts thousands of events into one seal.
const BESIDE: [&str; 5] = ["job", "meta", "seal", "seal_entry", "unsealed"];

/// The reference's side of a run.
pub struct Reference {
    server: String,
    runtime: Runtime,
    counts: RefCell<BTreeMap<String, i64>>,
    folder: tempfile::TempDir,
}

impl Reference {
    /// Makes the database on a server that is there, `postgres://USER@HOST:PORT`.
    pub fn on(server: &str) -> Fallible<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let folder = tempfile::tempdir()?;
        let this = Self { server: server.to_owned(), runtime, counts: RefCell::default(), folder };
        this.runtime.block_on(async {
            let admin = Database::connect(format!("{server}/postgres")).await?;
            admin.execute_unprepared(&format!("CREATE DATABASE {NAME}")).await?;
            admin.close().await
        })?;
        Ok(this)
    }

    /// Address of the database, which the program uses as well.
    pub fn url(&self) -> String {
        format!("{}/{NAME}", self.server)
    }

    fn script(&self) -> PathBuf {
        self.folder.path().join("submission.sql")
    }

    /// Counts the rows before a submission.
    pub fn watch(&self) -> Fallible<()> {
        let counted = self.runtime.block_on(async { counts(&Database::connect(self.url()).await?).await })?;
        self.counts.replace(counted);
        Ok(())
    }

    /// Makes tables and script of the rows that one submission left since.
    pub fn keep(&self) -> Fallible<()> {
        let before = self.counts.take();
        let lines = self.runtime.block_on(async {
            let database = Database::connect(self.url()).await?;
            let mut lines = vec![format!("\\set one random(1, {APPLICATIONS})"), "BEGIN;".to_owned()];
            for (table, now) in counts(&database).await? {
                let new = now - before.get(&table).copied().unwrap_or(0);
                if new > 0 {
                    lines.push(inserted(&database, &table, new).await?);
                }
            }
            lines.extend(changed(&database).await?);
            lines.push("COMMIT;\n".to_owned());
            database.close().await?;
            Fallible::Ok(lines)
        })?;
        println!("pgbench, each time: {}", lines.get(2..lines.len() - 1).unwrap_or_default().join(" "));
        Ok(std::fs::write(self.script(), lines.join("\n"))?)
    }

    /// Writes for a turn; answers the submissions a second that it came to.
    pub fn run(&self, clients: usize) -> Fallible<f64> {
        let (address, database) =
            self.server.rsplit_once('@').map(|(_, at)| (at, NAME)).ok_or("no address")?;
        let (host, port) = address.rsplit_once(':').ok_or("no port")?;
        let done = Command::new(pgbench().ok_or("there is no pgbench; type: apt-get install postgresql")?)
            .args(["-n", "-M", "prepared", "-T", &TURN.to_string(), "-c", &clients.to_string(), "-j", "1"])
            .args(["-h", host, "-p", port, "-U", "postgres", "-f"])
            .arg(self.script())
            .arg(database)
            .output()?;
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        let tps = told.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        let why = || format!("pgbench: {told}{}", String::from_utf8_lossy(&done.stderr));
        Ok(tps.ok_or_else(why)?)
    }
}

/// Rows of each table that an act writes.
async fn counts(database: &DatabaseConnection) -> Fallible<BTreeMap<String, i64>> {
    let sql = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
    let mut counts = BTreeMap::new();
    for row in database.query_all_raw(statement(sql)).await? {
        let table: String = row.try_get_by_index(0)?;
        if BESIDE.contains(&table.as_str()) {
            continue;
        }
        let row = database.query_one_raw(statement(&format!("SELECT count(*) FROM \"{table}\""))).await?;
        counts.insert(table, row.ok_or("no count")?.try_get_by_index(0)?);
    }
    Ok(counts)
}

fn statement(sql: &str) -> Statement {
    Statement::from_string(sea_orm::DbBackend::Postgres, sql.to_owned())
}

/// A table of the same columns, and the statement that writes so many of its newest rows again.
async fn inserted(database: &DatabaseConnection, table: &str, rows: i64) -> Fallible<String> {
    // What was written last has the greatest place in a table that only grew.
    for sql in [
        format!(
            "CREATE TABLE \"sample_{table}\" AS SELECT * FROM \"{table}\" ORDER BY ctid DESC LIMIT {rows}"
        ),
        format!("CREATE TABLE \"bench_{table}\" AS SELECT * FROM \"{table}\" WHERE false"),
        format!("ALTER TABLE \"bench_{table}\" ADD COLUMN bench_number bigserial PRIMARY KEY"),
    ] {
        database.execute_unprepared(&sql).await?;
    }
    let sql = format!(
        "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position"
    );
    let mut columns = Vec::new();
    for row in database.query_all_raw(statement(&sql)).await? {
        columns.push(format!("\"{}\"", row.try_get_by_index::<String>(0)?));
    }
    let columns = columns.join(", ");
    Ok(format!("INSERT INTO \"bench_{table}\" ({columns}) SELECT {columns} FROM \"sample_{table}\";"))
}

/// Applications to change, and the change of a submission.
async fn changed(database: &DatabaseConnection) -> Fallible<Vec<String>> {
    for sql in [
        format!(
            "CREATE TABLE bench_application AS SELECT * FROM application ORDER BY id DESC LIMIT {APPLICATIONS}"
        ),
        "ALTER TABLE bench_application ADD COLUMN bench_number serial PRIMARY KEY".to_owned(),
    ] {
        database.execute_unprepared(&sql).await?;
    }
    Ok(vec![
        "UPDATE bench_application SET version = version + 1, name_sealed = name_sealed, answers_sealed = answers_sealed, \
         state = 'submitted', submitted_at = updated_at, updated_at = updated_at + 1 WHERE bench_number = :one;"
            .to_owned(),
    ])
}

/// The newest pgbench of the machine.
fn pgbench() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|version| version.path().join("bin/pgbench"))
        .filter(|program| Path::new(program).is_file())
        .collect();
    found.sort();
    found.pop()
}
