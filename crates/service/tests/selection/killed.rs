//! A process that is killed while it releases lists: afterwards everything of the release is there, or nothing.
//!
//! Each kill is of a process of its own, on a copy of one database in which two lists wait and their instant has come.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant as Stopwatch};

use domain::calendar::Instant;
use sea_orm::{ConnectionTrait as _, Database};
use service::{Service, lists};

use crate::exam::Exam;
use crate::releases::{MINUTE, at, public, ranked, signed, told_by};
use crate::stage::Stage;

/// Kills on a file, and on a database of a server, where a copy takes longer.
const KILLS: (u32, u32) = (200, 40);
/// What the process says before it begins.
const READY: &str = "the release begins";

/// The process that is killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the test below starts it, in a process of its own"]
async fn releases_what_is_due() {
    let named = |name: &str| std::env::var(name).expect("a variable of the test that starts this one");
    let now = Instant(named("LINXUAN_KILLED_AT").parse().expect("an instant"));
    let service = Stage::opened(&named("LINXUAN_KILLED_IN"), now).await;
    println!("\n{READY}");
    lists::release_due(&service).await.expect("released");
}

/// Starts that process and lets it go on for so long once it has begun; gives how long it lived from then.
fn killed(url: &str, now: Instant, after: Option<Duration>) -> Duration {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--ignored", "--exact", "--nocapture", "killed::releases_what_is_due"]);
    command.env("LINXUAN_KILLED_IN", url).env("LINXUAN_KILLED_AT", now.0.to_string());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a process");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    assert!(lines.any(|line| line.is_ok_and(|line| line == READY)), "it begins");
    let since = Stopwatch::now();
    match after {
        Some(after) => {
            std::thread::sleep(after);
            child.kill().expect("killed");
            child.wait().expect("ended");
        }
        None => assert!(child.wait().expect("ended").success(), "it releases"),
    }
    since.elapsed()
}

/// How many lists are public, and how many people were told.
async fn there(exam: &Exam, service: &Service) -> (usize, usize) {
    (public(service).await.len(), told_by(service, exam).await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_killed_at_any_moment_of_a_release_leaves_all_of_it_or_nothing() {
    for stage in Stage::on_both().await {
        let kills = if stage.is_sqlite() { KILLS.0 } else { KILLS.1 };
        let exam = ranked(stage).await;
        let release = Instant((exam.stage.effects.clock.now().0 / MINUTE + 5) * MINUTE);
        for list in ["interview", "inspection"] {
            exam.sign_first(list).await;
            signed(&exam, list, release).await.expect("signed");
        }
        at(&exam, release.0);
        let copies = Copies::of(&exam.stage).await;
        let whole = copies.make(0).await;
        let takes = killed(&whole, release, None);
        assert_eq!(there(&exam, &Stage::opened(&whole, release).await).await, (2, 5));
        let (mut before, mut after) = (0, 0);
        for kill in 1..=kills {
            let url = copies.make(kill).await;
            // Spread evenly over the release and a little beyond it, in an order of no meaning.
            let part = (kill * 37) % kills;
            killed(&url, release, Some(takes * part * 12 / 10 / kills));
            let service = Stage::opened(&url, release).await;
            match there(&exam, &service).await {
                (0, 0) => before += 1,
                (2, 5) => after += 1,
                part => panic!("{part:?} after kill {kill}"),
            }
            // Whoever comes next finishes it, once.
            if kill % 10 == 0 {
                lists::release_due(&service).await.expect("released");
                assert_eq!(there(&exam, &service).await, (2, 5), "kill {kill}");
            }
            copies.forget(kill).await;
        }
        println!("killed {kills} times within {takes:?}: {before} before, {after} after");
        assert!(before > 0 && after > 0, "{before} before, {after} after");
    }
}

/// Copies of one database, each by a number.
enum Copies {
    File { url: String, folder: tempfile::TempDir },
    Server { server: String, name: String },
}

impl Copies {
    async fn of(stage: &Stage) -> Self {
        if stage.is_sqlite() {
            return Self::File { url: stage.url.clone(), folder: tempfile::tempdir().expect("a folder") };
        }
        let (server, name) = stage.url.rsplit_once('/').expect("an address with a database");
        // A database is copied only while nobody is connected to it.
        stage.store.clone().close().await.expect("closed");
        Self::Server { server: server.to_owned(), name: name.to_owned() }
    }

    async fn done(url: &str, statement: &str) {
        let db = Database::connect(url).await.expect("a database");
        db.execute_unprepared(statement).await.expect("done");
        db.close().await.expect("closed");
    }

    async fn make(&self, number: u32) -> String {
        match self {
            Self::File { url, folder } => {
                let file = folder.path().join(format!("{number}.sqlite"));
                Self::done(url, &format!("VACUUM INTO '{}'", file.display())).await;
                format!("sqlite://{}?mode=rw", file.display())
            }
            Self::Server { server, name } => {
                let copy = format!("{name}_{number}");
                let statement = format!("CREATE DATABASE {copy} TEMPLATE {name}");
                Self::done(&format!("{server}/postgres"), &statement).await;
                format!("{server}/{copy}")
            }
        }
    }

    async fn forget(&self, number: u32) {
        match self {
            Self::File { folder, .. } => {
                let _ = std::fs::remove_file(folder.path().join(format!("{number}.sqlite")));
            }
            Self::Server { server, name } => {
                let statement = format!("DROP DATABASE {name}_{number} WITH (FORCE)");
                Self::done(&format!("{server}/postgres"), &statement).await;
            }
        }
    }
}
