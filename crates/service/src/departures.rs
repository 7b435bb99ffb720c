//! Departures (退出) of people who passed screening, and back-fill (递补) with calls and answers.
//!
//! Owns: entering a departure and deciding it by another person, taking one back that was entered in error, a candidate's own withdrawal, calling the next in reserve, and the
//! answers of the person, of an officer who was told it, and of the clock. Refuses: a mark of 0 in its place: the person keeps marks and
//! rank, and leaves the lists from one on; calling anybody but the next; and answers after their term. A list that is public says so with
//! its next version only (`crate::lists`).

mod answer;
mod call;
mod decide;
mod enter;
mod leave;
mod look;
mod recall;

pub(crate) use answer::lapse_due;
pub use answer::{answer, record};
pub use call::call;
pub use decide::{approve, refuse};
pub use enter::{DepartureForm, enter};
pub use leave::{leave, leaving};
pub use look::page;
pub use recall::{keep, propose as propose_recall, take_back};

use domain::access::{Act, Permit, Reads, aggregate};
use domain::id::PostingId;
use domain::lifecycle::Phase;
use domain::messages::Kind;
use store::Snapshot;
use store::applications::ApplicationRow;

use crate::fault::Fault;
use crate::op::Op;
use crate::scheme_file::SchemeFile;
use crate::tell;

/// The phases in which somebody may leave or move up: from the end of screening on, also once every list is out.
const PHASES: [Phase; 3] = [Phase::Examining, Phase::Ranked, Phase::Published];

/// The list from which on a person is out who leaves now: the last that is public, or the first of the scheme.
async fn stage_now<A>(snapshot: &Snapshot, permit: &Permit<A>, posting: PostingId) -> Result<String, Fault>
where
    A: Act + Reads<aggregate::Postings>,
{
    match crate::rows::schemes::newest(snapshot, permit).await? {
        Some(file) => stage_of(snapshot, &file, posting).await,
        None => Ok(String::new()),
    }
}

/// The same, of a posting with these schemes.
async fn stage_of(snapshot: &Snapshot, file: &SchemeFile, posting: PostingId) -> Result<String, Fault> {
    let stages: Vec<String> = file.lists().into_iter().map(|(stage, _)| stage).collect();
    let out = store::lists::of_posting(snapshot, posting).await?;
    let last = stages.iter().rev().find(|stage| out.iter().any(|list| list.stage == **stage));
    Ok(last.or(stages.first()).cloned().unwrap_or_default())
}

/// Tells a person of an own departure.
async fn told<A: Act>(op: &Op<'_>, permit: &Permit<A>, row: &ApplicationRow) -> Result<(), Fault> {
    let target = store::postings::public::position_by_id(op.tx(), row.position).await?;
    let (posting, position) = target.ok_or(Fault::Missing)?;
    let values = tell::of_application((&posting, &position), row.code, (op.now(), ""));
    tell::tell(op, permit, tell::to_candidate(row, (Kind::Departed, values))).await
}
