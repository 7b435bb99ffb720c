//! What the program does by itself, as an administrator reads it, and what becomes of a job that failed too often.
//!
//! Owns: the page of jobs, trying a parked one again and giving it up. Refuses: showing what a job is about but by its public code; touching a
//! job that is not parked.

use std::collections::BTreeMap;

use domain::access::{Caller, RunJobs, Scope, SettleJob};
use domain::calendar::Instant;
use domain::event::Event;
use domain::reason::FieldPath;
use domain::typed::Grounds;
use domain::view::desk::jobs::{JobCount, JobLine, JobsPage};
use domain::work::{JobFault, JobKind, JobState};
use store::jobs::OpenJob;

use crate::Service;
use crate::fault::Fault;
use crate::jobs::Job;

/// Parked jobs on the page.
const PARKED: u64 = 200;
/// Jobs that wait or run which are counted.
const COUNTED: u64 = 2_000;

/// The jobs of the installation.
///
/// # Errors
/// `not_signed_in`; the role's refusal for everybody but an administrator.
pub async fn jobs(service: &Service, caller: &Caller) -> Result<JobsPage, Fault> {
    service
        .read(caller, "job.view", async |look| {
            let permit = look.permit::<RunJobs>(Scope::system())?;
            let now = look.now();
            let (parked, mut others) =
                store::jobs::all(look.snapshot(), &permit, (PARKED, COUNTED.saturating_add(1))).await?;
            let counted = usize::try_from(COUNTED).unwrap_or(usize::MAX);
            let more = others.len() > counted;
            others.truncate(counted);
            let all: Vec<JobLine> = parked.into_iter().chain(others).map(|one| line(one, now)).collect();
            let counts = counts(&all);
            let lines = all.into_iter().filter(|one| one.state != JobState::Waiting).collect();
            let done = store::jobs::done(look.snapshot(), &permit).await?;
            Ok(JobsPage { counts, more, lines, done, now })
        })
        .await
}

fn line(one: OpenJob, now: Instant) -> JobLine {
    let (state, at) = match (one.parked_at, one.held_until) {
        (Some(at), _) => (JobState::Parked, at),
        (None, Some(until)) if until > now => (JobState::Running, until),
        // A lease that ran out: its process died, and the job is due again.
        (None, _) if one.tries > 0 => (JobState::Failed, one.run_at),
        (None, _) => (JobState::Waiting, one.run_at),
    };
    JobLine {
        kind: Job::read(&one.payload).ok().map(|job| job.kind()),
        key: one.key,
        state,
        tries: one.tries,
        most: one.most,
        fault: one.fault.as_deref().and_then(JobFault::from_word),
        queued_at: one.queued_at,
        at,
    }
}

fn counts(all: &[JobLine]) -> Vec<JobCount> {
    let mut by: BTreeMap<Option<JobKind>, JobCount> = BTreeMap::new();
    for one in all {
        let count = by.entry(one.kind).or_default();
        count.kind = one.kind;
        let number = match one.state {
            JobState::Parked => &mut count.parked,
            JobState::Running => &mut count.running,
            JobState::Failed => &mut count.failed,
            JobState::Waiting => &mut count.waiting,
        };
        *number = number.saturating_add(1);
        if matches!(one.state, JobState::Waiting | JobState::Failed) {
            count.next = Some(count.next.map_or(one.at, |next| next.min(one.at)));
        }
    }
    by.into_values().collect()
}

/// Lets a parked job be tried again.
///
/// # Errors
/// As [`Grounds::parse`] at `retry_reason`; [`Fault::Missing`] where no such job is open; [`Fault::Stale`] where it is not parked any more; the
/// role's refusal for everybody but an administrator.
pub async fn try_again(service: &Service, caller: &Caller, job: &str, reason: &str) -> Result<(), Fault> {
    service
        .write(caller, "job.settle", async |op| {
            let permit = op.permit::<SettleJob>(Scope::system())?;
            let reason = Grounds::parse(reason, &FieldPath::new("retry_reason"))?;
            let found = store::jobs::by_key(op.tx(), &permit, job).await?.ok_or(Fault::Missing)?;
            store::jobs::revive(op.tx(), &permit, job, op.now()).await?;
            let (job, kind) = (found.key, Job::read(&found.payload).ok().map(|job| job.kind()));
            let event = |reason| Event::JobTriedAgain { job, kind, reason };
            op.record_because(&permit, reason.as_str(), event).await
        })
        .await
}

/// Gives a parked job up: it is never done.
///
/// # Errors
/// As [`Grounds::parse`] at `drop_reason`; otherwise as [`try_again`].
pub async fn give_up(service: &Service, caller: &Caller, job: &str, reason: &str) -> Result<(), Fault> {
    service
        .write(caller, "job.settle", async |op| {
            let permit = op.permit::<SettleJob>(Scope::system())?;
            let reason = Grounds::parse(reason, &FieldPath::new("drop_reason"))?;
            let found = store::jobs::by_key(op.tx(), &permit, job).await?.ok_or(Fault::Missing)?;
            store::jobs::give_up(op.tx(), &permit, job, op.now()).await?;
            let (job, kind) = (found.key, Job::read(&found.payload).ok().map(|job| job.kind()));
            let event = |reason| Event::JobGivenUp { job, kind, reason };
            op.record_because(&permit, reason.as_str(), event).await
        })
        .await
}
