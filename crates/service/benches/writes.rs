//! `cargo xtask bench marks`: how long the longest acts keep everybody else's write waiting, and whether one mark and one own result
//! cost the same among a thousand people as among many.
//!
//! Owns: the measurement, on a SQLite file, beside the smallest write that there is in the same run; somebody else's write is tried
//! every few milliseconds, and the longest wait is told. Refuses numbers that belong to one machine only: what is flat is told as a
//! ratio, and waits have a goal in seconds because people wait in seconds.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use documents::{Fonts, Papers};
use domain::access::{Assignment, Caller, Origin, Person, Reach, Role, Who, usual};
use domain::calendar;
use domain::id::{AccountId, Code, PersonId, PostingId};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, QueryResult, Statement};
use service::contents::Folder;
use service::demo::{self, Options, Progress};
use service::effects::{Effects, Random};
use service::keys::Keys;
use service::maintenance::Maintenance;
use service::marks::{self, Typed};
use service::password::{Cost, Hasher, PoolSize};
use service::worker::Reader;
use service::{Parts, Service, Terms, ranking};
use store::Store;
use store::connect::Settings;
use text::Lang;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// Goals: nobody waits longer than this, and many people make one mark or one own result at most so many tenths dearer.
const WAIT: Duration = Duration::from_secs(2);
const FLAT: u64 = 20;
/// Marks and own results that are measured of each.
const TIMES: u64 = 100;
/// How many people there are few of.
const FEW: u64 = 1_000;

/// What was measured among so many people.
struct Measured {
    mark: Duration,
    own: Duration,
    met: bool,
}

fn main() -> ExitCode {
    let many = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(100_000);
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string());
    let done = runtime.and_then(|runtime| {
        runtime.block_on(async { compare(many).await }).map_err(|error| error.to_string())
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

async fn compare(many: u64) -> Fallible<bool> {
    let few = measured(FEW).await?;
    let many = measured(many).await?;
    let mut met = few.met && many.met;
    for (what, few, many) in [("one mark", few.mark, many.mark), ("own result", few.own, many.own)] {
        let tenths = ratio(many, few);
        let flat = tenths <= FLAT;
        met &= flat;
        let verdict = if flat { "met" } else { "MISSED" };
        println!("{what}: {} x, goal {}: {verdict}", decimal(tenths), decimal(FLAT));
    }
    Ok(met)
}

async fn measured(people: u64) -> Fallible<Measured> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("bench.sqlite").display());
    let service = opened(&url).await?;
    println!("{people} people");
    let waits = Arc::new(Waits::default());
    let waiter = tokio::spawn(Arc::clone(&waits).watch(service.clone()));
    // Everybody is in when the last people are told: what comes then is the end of screening, and after it the written marks.
    let (watched, mut met) = (Arc::clone(&waits), true);
    let mut tell = |progress| match progress {
        Progress::People { done, of } if done == of => watched.begin(),
        Progress::Screened => {
            met &= watched.told("the end of screening");
            watched.begin();
        }
        _ => {}
    };
    demo::build(&service, &Options { size: Some(people), seed: None }, &mut tell).await?;
    met &= waits.told("the written marks of the demonstration");
    let database = Database::connect(&url).await?;
    let stage = Stage::of(&database).await?;
    waits.begin();
    let since = Instant::now();
    ranking::compute(&service, &stage.screener, stage.posting).await.map_err(|fault| format!("{fault:?}"))?;
    met &= waits.told(&format!("a ranking of {} ms", since.elapsed().as_millis()));
    waits.end.store(true, Ordering::Relaxed);
    waiter.await?;
    let (mark, probe) = stage.marks(&service, &database).await?;
    let own = stage.own(&service, &database).await?;
    let (as_probes, probe_us) = (decimal(ratio(mark, probe)), probe.as_micros());
    println!(
        "  one mark {} us, {as_probes} x the smallest write ({probe_us} us); own result {} us",
        mark.as_micros(),
        own.as_micros()
    );
    Ok(Measured { mark, own, met })
}

async fn opened(url: &str) -> Fallible<Service> {
    migrations::up(url).await?;
    let store = Store::connect(&Settings { patience: Duration::from_secs(60), ..Settings::new(url) }).await?;
    let effects = Effects::fixed(calendar::Instant(1_790_000_000_000), 7);
    let keys = Arc::new(Keys::from_master(&[7; 32]));
    let hasher = Hasher::new(&keys, Cost::FOR_TESTS, PoolSize { threads: 1, queue: 4 }, &effects.random);
    let reader = Reader::in_process();
    Ok(Service::new(Parts {
        store,
        effects,
        keys,
        hasher,
        staff_idle: 3600,
        letters: service::Letters::by_mail("https://linxuan.test"),
        terms: Terms::default(),
        reader,
        papers: Papers::new(Fonts::usual()),
        contents: Arc::new(Folder::open(
            &std::env::temp_dir().join("linxuan-bench-files"),
            &Random::seeded(1),
        )?),
    }))
}

/// How long somebody else's write waited.
#[derive(Default)]
struct Waits {
    watched: Mutex<Watched>,
    end: AtomicBool,
}

#[derive(Default)]
struct Watched {
    /// Since the last beginning.
    longest: Duration,
    /// When the write that is under way was asked for, or when the part that is watched began while it waited.
    asked: Option<Instant>,
}

impl Waits {
    async fn watch(self: Arc<Self>, service: Service) {
        while !self.end.load(Ordering::Relaxed) {
            self.watched().asked = Some(Instant::now());
            let probed = service.maintain(Maintenance::Probed).await;
            self.answered(probed.is_ok());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answered(&self, well: bool) {
        let mut watched = self.watched();
        if let (Some(since), true) = (watched.asked.take(), well) {
            watched.longest = watched.longest.max(since.elapsed());
        }
    }

    fn begin(&self) {
        let mut watched = self.watched();
        watched.longest = Duration::ZERO;
        watched.asked = watched.asked.map(|_| Instant::now());
    }

    /// A write that still waits counts with what it waited so far.
    fn told(&self, what: &str) -> bool {
        let watched = self.watched();
        let longest = watched.longest.max(watched.asked.map_or(Duration::ZERO, |since| since.elapsed()));
        drop(watched);
        let met = longest <= WAIT;
        let verdict = if met { "met" } else { "MISSED" };
        println!(
            "  {what}: others waited {} ms at most, goal {}: {verdict}",
            longest.as_millis(),
            WAIT.as_millis()
        );
        met
    }
}

/// The posting that was built, and who acts in it.
struct Stage {
    posting: Code,
    screener: Caller,
    clerk: Caller,
}

impl Stage {
    async fn of(database: &DatabaseConnection) -> Fallible<Self> {
        let row = first(database, "SELECT id, code FROM posting").await?;
        let (id, posting): (i64, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let posting: Code = posting.parse().map_err(|_| "the code of a posting")?;
        let mut callers = Vec::new();
        for role in [Role::Screener, Role::Clerk] {
            let sql = format!("SELECT person FROM account WHERE sign_in = '{}'", role.word());
            let person = first(database, &sql).await?.try_get_by_index(0)?;
            let held = [Reach::Posting(PostingId(id))].map(|reach| Assignment { role, reach });
            callers.push(caller(PersonId(person), held.to_vec(), Some((posting, PostingId(id)))));
        }
        let [screener, clerk] = <[Caller; 2]>::try_from(callers).map_err(|_| "two callers")?;
        Ok(Self { posting, screener, clerk })
    }

    /// One mark replaced by another, and the smallest write, in turns: the medians.
    async fn marks(
        &self,
        service: &Service,
        database: &DatabaseConnection,
    ) -> Fallible<(Duration, Duration)> {
        let sql =
            format!("SELECT ticket FROM application WHERE ticket IS NOT NULL ORDER BY ticket LIMIT {TIMES}");
        let statement = Statement::from_string(database.get_database_backend(), sql);
        let (mut marks, mut probes) = (Vec::new(), Vec::new());
        for row in database.query_all_raw(statement).await? {
            let typed = Typed { ticket: row.try_get_by_index(0)?, text: "1".to_owned(), version: 1 };
            let since = Instant::now();
            let saved = marks::enter(service, &self.clerk, self.posting, "xingce", &[typed], Lang::En).await;
            marks.push(since.elapsed());
            let saved = saved.map_err(|fault| format!("{fault:?}"))?;
            if !saved.iter().all(|one| one.saved) || saved.len() != 1 {
                return Err("a mark was not saved".into());
            }
            let since = Instant::now();
            service.maintain(Maintenance::Probed).await.map_err(|fault| format!("{fault:?}"))?;
            probes.push(since.elapsed());
        }
        Ok((median(marks)?, median(probes)?))
    }

    /// The steps that a candidate reads of the own computation: the median.
    async fn own(&self, service: &Service, database: &DatabaseConnection) -> Fallible<Duration> {
        // Only what is public is shown; that it was signed is no part of what is measured.
        for sql in ["UPDATE ranking SET state = 'published'", "UPDATE posting SET phase = 'published'"] {
            database.execute_unprepared(sql).await?;
        }
        let sql = format!(
            "SELECT code, candidate FROM application WHERE ticket IS NOT NULL ORDER BY ticket LIMIT {TIMES}"
        );
        let statement = Statement::from_string(database.get_database_backend(), sql);
        let mut times = Vec::new();
        for row in database.query_all_raw(statement).await? {
            let application: String = row.try_get_by_index(0)?;
            let application: Code = application.parse().map_err(|_| "the code of an application")?;
            let held = Assignment { role: Role::Candidate, reach: usual(Role::Candidate) };
            let whose = caller(PersonId(row.try_get_by_index(1)?), vec![held], None);
            let since = Instant::now();
            let steps = ranking::own_steps(service, &whose, application).await;
            times.push(since.elapsed());
            if steps.map_err(|fault| format!("{fault:?}"))?.steps.is_empty() {
                return Err("an own result without steps".into());
            }
        }
        median(times)
    }
}

fn caller(id: PersonId, assignments: Vec<Assignment>, posting: Option<(Code, PostingId)>) -> Caller {
    let person = Person {
        id,
        account: AccountId(id.0),
        name: String::new(),
        assignments,
        postings: posting.into_iter().collect(),
        session: None,
    };
    Caller { who: Who::Person(person), origin: Origin::default() }
}

async fn first(database: &DatabaseConnection, sql: &str) -> Fallible<QueryResult> {
    let statement = Statement::from_string(database.get_database_backend(), sql);
    Ok(database.query_one_raw(statement).await?.ok_or("no row")?)
}

fn median(mut times: Vec<Duration>) -> Fallible<Duration> {
    times.sort();
    Ok(times.get(times.len() / 2).copied().ok_or("nothing was measured")?)
}

/// Tenths.
fn ratio(one: Duration, other: Duration) -> u64 {
    let tenths = one.as_nanos().saturating_mul(10) / other.as_nanos().max(1);
    u64::try_from(tenths).unwrap_or(u64::MAX)
}

fn decimal(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
