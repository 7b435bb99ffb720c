//! What the process does by itself, without a request: works due jobs, seals events, sweeps what has ended.
//!
//! Stands above all areas, because a job may be the work of any. Owns: the one turn of the runner and the rounds of sealing
//! and sweeping. Refuses: queueing, which is [`crate::jobs`]'; waiting, which is the server's.

use domain::access::{Caller, Scope, SealEvents};
use store::jobs::JobRow;

use crate::Service;
use crate::fault::Fault;
use crate::jobs::{Job, LEASE_SECONDS};
use crate::maintenance::Maintenance;

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
                tracing::warn!(?fault, job = job.payload, attempt = job.attempt, "a job failed");
                let wait = 1_i64.checked_shl(job.attempt.min(12)).unwrap_or(4096);
                let again = (job.attempt < job.max_attempts).then(|| service.now().plus_seconds(wait));
                store::jobs::fail(&tx, job.id, worker, code(&fault), (service.now(), again)).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(done)
}

async fn run(service: &Service, row: &JobRow) -> Result<(), Fault> {
    match Job::read(&row.payload)? {
        Job::TurnPhases => crate::postings::turn_due(service).await.map(drop),
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
    service.maintain(Maintenance::Sweep { before: service.now().plus_seconds(-86_400) }).await
}
