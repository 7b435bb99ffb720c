//! The interview's plan as use cases begin from it: sealed for its version, and opened.
//!
//! Owns: where its words are sealed for.

use domain::access::aggregate::Postings;
use domain::access::{Permit, Reads};
use domain::id::Code;
use domain::interview_plan::InterviewPlan;
use store::Snapshot;
use store::postings::interview_plans::PlanRow;

use crate::Parts;
use crate::fault::Fault;
use crate::keys::{Keys, Place};

fn of_body(code: Code) -> Place {
    Place::of("interview_plan.body_sealed", code)
}

fn of_return(code: Code) -> Place {
    Place::of("interview_plan.returned_sealed", code)
}

/// What the version of `code` says, sealed; `body` is its JSON.
pub(crate) fn seal(parts: &Parts, code: Code, body: &str) -> Vec<u8> {
    parts.keys.seal(&of_body(code), body, &parts.effects.random)
}

/// Why the version of `code` was sent back, sealed.
pub(crate) fn seal_return(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&of_return(code), words, &parts.effects.random)
}

/// A version with its words.
pub(crate) struct Opened {
    /// The version.
    pub(crate) row: PlanRow,
    /// The document whose digest was shown and signed.
    pub(crate) body: String,
    /// What it says.
    pub(crate) plan: InterviewPlan,
    /// Why it was sent back.
    pub(crate) returned: Option<String>,
}

/// The version with its words opened.
///
/// # Errors
/// [`Fault::Internal`] where they do not open.
pub(crate) fn opened(keys: &Keys, row: PlanRow) -> Result<Opened, Fault> {
    let body = keys.opened(&of_body(row.code), &row.body_sealed)?;
    let plan = serde_json::from_str(&body).map_err(Fault::internal)?;
    let back = row.returned_sealed.as_ref().map(|sealed| keys.opened(&of_return(row.code), sealed));
    let returned = back.transpose()?;
    Ok(Opened { row, body, plan, returned })
}

/// Whether a newest scheme of the permit's posting says that the interviews need a plan that was approved.
///
/// # Errors
/// The database's; where the scheme does not read.
pub(crate) async fn needed<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Result<bool, Fault> {
    let file = super::schemes::newest(look, permit).await?;
    Ok(file.is_some_and(|file| file.all().any(|one| one.interview_plan)))
}

/// Every version of the permit's posting, opened, newest first.
///
/// # Errors
/// As [`opened`].
pub(crate) async fn all<A: Reads<Postings>>(
    keys: &Keys,
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<Vec<Opened>, Fault> {
    let rows = store::postings::interview_plans::all(look, permit).await?;
    rows.into_iter().map(|row| opened(keys, row)).collect()
}
