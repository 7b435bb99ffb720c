//! Work that is due later: queued with the act that needs it, worked by a runner, retried, never done twice in effect.
//!
//! Owns: the kinds of jobs, the runner's one turn, and the rounds of housekeeping and sealing. Refuses: mail and files,
//! which no job of this form has.

use domain::access::{Caller, Scope, SealEvents};
use domain::calendar::Instant;
use store::jobs::{JobRow, NewJob};

use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::upkeep::Upkeep;

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Registrations whose time has come open or close.
    TurnPhases,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::TurnPhases => "posting.turn",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        (word == Self::TurnPhases.word()).then_some(Self::TurnPhases)
    }
}

/// How long a runner may hold a job, and how often it is tried.
const LEASE_SECONDS: i64 = 60;
const TRIES: u32 = 8;

/// Queues a job with the act that needs it; one with the same key is queued once.
///
/// # Errors
/// The database's.
pub async fn enqueue(op: &Op<'_>, kind: Kind, run_at: Instant, key: &str) -> Result<(), Fault> {
    let new = NewJob {
        kind: kind.word(),
        payload: "{}",
        run_at,
        max_attempts: TRIES,
        dedupe_key: Some(key),
        at: op.now(),
    };
    store::jobs::enqueue(op.tx(), &new).await?;
    Ok(())
}

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
        let outcome = run(service, &job).await;
        let tx = service.store().write("job.finish").await?;
        match outcome {
            Ok(()) => {
                store::jobs::finish(&tx, job.id, worker, service.now()).await?;
                done = done.saturating_add(1);
            }
            Err(fault) => {
                tracing::warn!(?fault, kind = job.kind, attempt = job.attempt, "a job failed");
                let wait = 1_i64.checked_shl(job.attempt.min(12)).unwrap_or(4096);
                let again = (job.attempt < job.max_attempts).then(|| service.now().plus_seconds(wait));
                store::jobs::fail(&tx, job.id, worker, code(&fault), (service.now(), again)).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(done)
}

async fn run(service: &Service, job: &JobRow) -> Result<(), Fault> {
    match Kind::from_word(&job.kind) {
        Some(Kind::TurnPhases) => crate::postings::turn_due(service).await.map(drop),
        None => Err(Fault::internal(format!("no runner knows jobs of kind {}", job.kind))),
    }
}

const fn code(fault: &Fault) -> &'static str {
    match fault {
        Fault::Refused(_) => "refused",
        Fault::Denied(_) => "denied",
        Fault::Missing => "missing",
        Fault::Stale => "stale",
        Fault::Busy => "busy",
        Fault::Internal(_) => "internal",
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

/// Clears what ended more than a day ago.
///
/// # Errors
/// The database's.
pub async fn sweep(service: &Service) -> Result<(), Fault> {
    service.upkeep(Upkeep::Sweep { before: service.now().plus_seconds(-86_400) }).await
}
