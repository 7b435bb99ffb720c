//! Work that is due later: queued with the act that needs it, worked by [`crate::runner`], retried, never done twice in
//! effect.
//!
//! Owns: what a job is, and its form in the row. Refuses: doing it; carrying messages, which have an outbox of their own.

use domain::calendar::{Instant, Window};
use domain::id::Code;
use domain::stage::StageKind;
use domain::timetable::Timetable;
use domain::work::JobKind;
use serde::{Deserialize, Serialize};
use store::jobs::NewJob;

use crate::fault::Fault;
use crate::op::Op;

/// What a job does. It stands in its row as JSON: `{"job":"turn_phases"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case", deny_unknown_fields)]
pub enum Job {
    /// Registrations whose time has come open or close.
    TurnPhases,
    /// Owners of drafts are told that registration closes soon.
    RemindOfDrafts {
        /// In this posting.
        posting: Code,
    },
    /// Screeners are told that registration has closed and files wait.
    RemindOfFiles {
        /// In this posting.
        posting: Code,
    },
    /// Screeners are told that screening ends soon and files wait.
    RemindOfVerdicts {
        /// In this posting.
        posting: Code,
    },
    /// The candidates of a posting are told what was decided on its course.
    TellCourse {
        /// The decision.
        decision: Code,
    },
    /// Calls to move up whose term is over end.
    LapseCalls,
    /// Those whom a decision considered and passed over are told that its list is public.
    TellPassedOver {
        /// The decision.
        decision: Code,
    },
    /// Those whom a decision proposed are told that they are cleared.
    TellCleared {
        /// The decision.
        decision: Code,
    },
    /// The next papers of a run are printed.
    PrintPapers {
        /// The run.
        run: Code,
    },
    /// The archive of a selection is made.
    MakeArchive {
        /// The run.
        run: Code,
    },
    /// Signed lists whose instant has come become public.
    ReleaseLists,
    /// The candidates on a published list are told of it.
    TellList {
        /// The list.
        list: Code,
    },
}

impl Job {
    /// Returns its kind.
    #[must_use]
    pub const fn kind(&self) -> JobKind {
        match self {
            Self::TurnPhases => JobKind::TurnPhases,
            Self::RemindOfDrafts { .. } => JobKind::RemindOfDrafts,
            Self::RemindOfFiles { .. } => JobKind::RemindOfFiles,
            Self::RemindOfVerdicts { .. } => JobKind::RemindOfVerdicts,
            Self::TellCourse { .. } => JobKind::TellCourse,
            Self::LapseCalls => JobKind::LapseCalls,
            Self::TellPassedOver { .. } => JobKind::TellPassedOver,
            Self::TellCleared { .. } => JobKind::TellCleared,
            Self::PrintPapers { .. } => JobKind::PrintPapers,
            Self::MakeArchive { .. } => JobKind::MakeArchive,
            Self::ReleaseLists => JobKind::ReleaseLists,
            Self::TellList { .. } => JobKind::TellList,
        }
    }

    /// Reads the payload of a row.
    ///
    /// # Errors
    /// [`Fault::Internal`] for a job that this program does not know: a newer one queued it.
    pub(crate) fn read(payload: &str) -> Result<Self, Fault> {
        serde_json::from_str(payload).map_err(Fault::internal)
    }
}

/// How long a runner may hold a job, in seconds.
pub(crate) const LEASE_SECONDS: i64 = 60;
/// How often a job is tried.
const TRIES: u32 = 8;

/// Queues a job with the act that needs it; one with the same key is queued once.
///
/// # Errors
/// The database's.
pub async fn enqueue(op: &Op<'_>, job: &Job, run_at: Instant, key: &str) -> Result<(), Fault> {
    let payload = serde_json::to_string(job).map_err(Fault::internal)?;
    let new = NewJob { payload: &payload, run_at, max_attempts: TRIES, dedupe_key: Some(key), at: op.now() };
    store::jobs::enqueue(op.tx(), &new).await?;
    Ok(())
}

/// How long before registration closes owners of drafts are told, and screeners before screening ends, in seconds: a day.
pub(crate) const AHEAD_SECONDS: i64 = 86_400;

/// Queues what the clock does about a registration: open it, remind of drafts, close it, remind of files. Where the window moves,
/// queue again: what an earlier window left finds nothing to do.
///
/// # Errors
/// The database's.
pub async fn of_registration(op: &Op<'_>, posting: Code, window: Window) -> Result<(), Fault> {
    let Window { opens, closes } = window;
    let key = |what: &str, at: Instant| format!("{posting}/{what}/{}", at.0);
    enqueue(op, &Job::TurnPhases, opens, &key("open", opens)).await?;
    enqueue(op, &Job::TurnPhases, closes, &key("close", closes)).await?;
    let ahead = closes.plus_seconds(-AHEAD_SECONDS);
    enqueue(op, &Job::RemindOfDrafts { posting }, ahead, &key("drafts", closes)).await?;
    enqueue(op, &Job::RemindOfFiles { posting }, closes, &key("files", closes)).await
}

/// Queues what the clock does about a timetable: remind screeners before screening ends. Where the timetable changes, queue again: what
/// an earlier one left finds nothing to do.
///
/// # Errors
/// The database's.
pub async fn of_timetable(op: &Op<'_>, posting: Code, timetable: &Timetable) -> Result<(), Fault> {
    let Some(Window { closes, .. }) = timetable.window(StageKind::Screening) else { return Ok(()) };
    let (ahead, key) = (closes.plus_seconds(-AHEAD_SECONDS), format!("{posting}/verdicts/{}", closes.0));
    enqueue(op, &Job::RemindOfVerdicts { posting }, ahead, &key).await
}

#[cfg(test)]
mod tests {
    use super::Job;

    #[test]
    fn a_job_reads_back_from_its_row_and_an_unknown_one_does_not() {
        let row = serde_json::to_string(&Job::TurnPhases).expect("JSON");
        assert_eq!(row, r#"{"job":"turn_phases"}"#);
        assert_eq!(Job::read(&row).expect("a job"), Job::TurnPhases);
        assert!(Job::read(r#"{"job":"print"}"#).is_err());
    }
}
