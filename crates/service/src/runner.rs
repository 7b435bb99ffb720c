//! What the process does by itself, without a request: works due jobs, seals events, sweeps what has ended.
//!
//! Stands above all areas, because a job may be the work of any. Owns: the one turn of the runner and the rounds of sealing
//! and sweeping. Refuses: queueing, which is [`crate::jobs`]'; waiting, which is the server's.

use domain::access::{Caller, RunJobs, Scope, SealEvents};
use domain::id::EventId;
use domain::work::JobFault;
use store::Snapshot;
use store::jobs::JobRow;

use crate::Service;
use crate::fault::Fault;
use crate::jobs::{Job, LEASE_SECONDS};
use crate::maintenance::Maintenance;
use crate::messages::Whom;

/// Works what is due now; answers how many jobs were done. Several processes may run this side by side.
///
/// # Errors
/// The database's; a job that fails is retried later and does not fail the turn.
pub async fn work(service: &Service, worker: &str) -> Result<usize, Fault> {
    let now = service.now();
    let tx = service.store().write("job.claim").await?;
    let jobs = store::jobs::claim(&tx, worker, now, now.plus_seconds(LEASE_SECONDS), 16).await?;
    tx.commit().await?;
    let mut done = 0_usize;
    for job in jobs {
        let outcome = apart(service, &job).await;
        let tx = service.store().write("job.finish").await?;
        match outcome {
            Ok(()) => {
                store::jobs::finish(&tx, job.id, worker, service.now()).await?;
                done = done.saturating_add(1);
            }
            Err(fault) => {
                tracing::warn!(?fault, job = job.payload, attempt = job.attempt, "a job failed");
                let wait = 1_i64.checked_shl(job.attempt.min(12)).unwrap_or(4096);
                let again = (job.attempt < job.max_attempts).then(|| service.now().plus_seconds(wait));
                store::jobs::fail(&tx, job.id, worker, code(&fault).word(), (service.now(), again)).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(done)
}

/// Runs a job as a task of its own: one that panics has failed like any other and is tried again, then parked.
async fn apart(service: &Service, row: &JobRow) -> Result<(), Fault> {
    let (service, row) = (service.clone(), row.clone());
    let mut task = tokio::task::JoinSet::new();
    task.spawn(async move { run(&service, &row).await });
    match task.join_next().await {
        Some(Ok(outcome)) => outcome,
        Some(Err(error)) => Err(Fault::internal(format!("a job panicked: {error}"))),
        None => Err(Fault::internal("a job was not run")),
    }
}

async fn run(service: &Service, row: &JobRow) -> Result<(), Fault> {
    match Job::read(&row.payload)? {
        Job::TurnPhases => crate::postings::turn_due(service).await.map(drop),
        Job::RemindOfDrafts { posting } => crate::messages::remind_of_drafts(service, posting).await,
        Job::RemindOfFiles { posting } => crate::messages::remind_of_files(service, posting).await,
        Job::RemindOfVerdicts { posting } => crate::messages::remind_of_verdicts(service, posting).await,
        Job::LapseCalls => crate::departures::lapse_due(service).await,
        Job::TellCourse { decision } => crate::messages::tell_course(service, decision).await,
        Job::TellPassedOver { decision } => {
            crate::messages::tell_decided(service, decision, Whom::PassedOver).await
        }
        Job::TellCleared { decision } => {
            crate::messages::tell_decided(service, decision, Whom::Cleared).await
        }
        Job::PrintPapers { run } => crate::prints::step(service, run, crate::prints::AT_ONCE).await,
        Job::MakeArchive { run } => crate::archives::make(service, run).await,
        Job::ReleaseLists => crate::lists::release_due(service).await,
        Job::TellList { list } => crate::messages::tell_list(service, list).await,
    }
}

const fn code(fault: &Fault) -> JobFault {
    match fault {
        Fault::Refused(_) => JobFault::Refused,
        Fault::Denied(_) => JobFault::Denied,
        Fault::Missing => JobFault::Missing,
        Fault::Stale => JobFault::Stale,
        Fault::Busy => JobFault::Busy,
        Fault::NoRoom => JobFault::NoRoom,
        Fault::Unconfirmed => JobFault::Unconfirmed,
        Fault::Internal(_) => JobFault::Internal,
    }
}

/// Seals events at rest until none is left.
///
/// # Errors
/// The database's. [`Fault::Stale`] and [`Fault::Busy`] mean that another process seals at the same time.
pub async fn seal(service: &Service) -> Result<(), Fault> {
    let caller = Caller::system("audit.seal");
    loop {
        let permit = domain::access::ask::<SealEvents>(&caller, Scope::system()).map_err(Fault::Denied)?;
        let tx = service.store().write("audit.seal").await?;
        let sealed = store::audit::seal(&tx, &permit, service.now()).await?;
        tx.commit().await?;
        if sealed.is_none() {
            return Ok(());
        }
    }
}

/// Turns registrations whose time has come, also where their job ran while a clock was wrong, and turns back those whose
/// time has not come; ends calls that are over, and releases lists whose instant has come.
///
/// # Errors
/// The database's.
pub async fn turn(service: &Service) -> Result<(), Fault> {
    crate::postings::mend_turns(service).await?;
    crate::departures::lapse_due(service).await?;
    crate::lists::release_due(service).await?;
    crate::postings::turn_due(service).await.map(drop)
}

/// Forged events that are named.
const FORGED_TOLD: u64 = 5;

/// How the work behind the pages stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Jobs that failed so often that they are tried no more.
    pub parked: u64,
    /// Milliseconds since the oldest event was written that no seal holds.
    pub unsealed_ms: i64,
    /// Files whose contents were missing when the store was last compared with its rows.
    pub files_missing: u64,
    /// Deliveries of messages that were given up within the day before the last sweep.
    pub deliveries_failed: u64,
    /// The first events that are never sealed, because nobody recorded them by this program.
    pub forged: Vec<EventId>,
}

/// Tells how the work behind the pages stands.
///
/// # Errors
/// The database's.
pub async fn backlog(service: &Service) -> Result<Backlog, Fault> {
    let caller = Caller::system("health");
    service
        .read(&caller, "job.backlog", async |look| {
            let permit = look.permit::<RunJobs>(Scope::system())?;
            let (_, parked) = store::jobs::backlog(look.snapshot(), &permit).await?;
            let oldest = store::audit::oldest_unsealed(look.snapshot()).await?;
            let unsealed_ms = oldest.map_or(0, |at| look.now().0.saturating_sub(at.0));
            let forged = store::audit::refused(look.snapshot(), FORGED_TOLD).await?;
            let files_missing = number(look.snapshot(), store::meta::FILES_MISSING).await?;
            let deliveries_failed = number(look.snapshot(), store::meta::DELIVERIES_FAILED).await?;
            Ok(Backlog { parked, unsealed_ms, files_missing, deliveries_failed, forged })
        })
        .await
}

/// A number that regular work wrote down; 0 before it did.
async fn number(look: &Snapshot, key: &str) -> Result<u64, Fault> {
    let found = store::meta::get(look, key).await?;
    Ok(found.and_then(|number| number.parse().ok()).unwrap_or_default())
}

/// Clears what has ended: sessions, counters and unconfirmed imports after a day, form keys after 30, done jobs after a week. Published lists
/// whose term is over leave the web, and files of applicants and archives whose term is over the store.
///
/// # Errors
/// The database's.
pub async fn sweep(service: &Service) -> Result<(), Fault> {
    service.maintain(Maintenance::Sweep).await?;
    crate::lists::leave_due(service).await?;
    crate::uploads::leave_due(service).await?;
    crate::archives::leave_due(service).await
}

/// Compares the store of files with its rows: contents that no row names go after a day, rows without contents are told.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the store is out of reach.
pub async fn sweep_files(service: &Service) -> Result<crate::uploads::Swept, Fault> {
    crate::uploads::sweep(service).await
}
