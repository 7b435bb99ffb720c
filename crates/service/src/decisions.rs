//! After the last list: the collective decision (集体研究决定), the publicity period (公示) of the people whom it proposes, their transfers
//! (转任) and the end of the selection.
//!
//! Owns: these acts, each by the person whose it is: a screener enters what a body decided, the publisher confirms and signs it, the
//! approver approves transfers, ends service terms early and closes. Refuses: choosing anybody. Ranks lead into the inspection; of every person a person says
//! whether they are proposed, and whoever is passed over has a ground.

mod ahead;
mod confirm;
mod desk;
mod enter;
mod publicity;
mod publish;
mod service_term;
mod transfers;

pub use ahead::{end_ahead, publish_ahead};
pub use confirm::{confirm, return_back};
pub use desk::{decisions, outcome, position};
pub use enter::{begin, choose, edit, send};
pub use publicity::end;
pub use publish::{proof, publish, schedule};
pub use service_term::end_service;
pub use transfers::{approve, close, end_probation};

use domain::access::Permit;
use domain::id::Code;
use store::Snapshot;
use store::decisions::DecisionRow;
use store::postings::PostingRow;

use crate::fault::Fault;
use crate::rows::decisions::{Decided, LastList, ReadsAll, decided, decided_on};

/// A decision of the posting, and everything that was decided in it.
///
/// # Errors
/// [`Fault::Missing`] where the posting has no such decision.
async fn one<A: ReadsAll>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &PostingRow,
    decision: Code,
) -> Result<(Decided, DecisionRow), Fault> {
    let all = decided(snapshot, permit, row).await?;
    of(all, decision)
}

/// The same inside of an act, which read before who is on the last list.
///
/// # Errors
/// As [`one`] and [`decided_on`].
async fn one_on<A: ReadsAll>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &PostingRow,
    (decision, last): (Code, LastList),
) -> Result<(Decided, DecisionRow), Fault> {
    of(decided_on(snapshot, permit, row, last).await?, decision)
}

fn of(all: Decided, decision: Code) -> Result<(Decided, DecisionRow), Fault> {
    let found = all.decisions.iter().find(|one| one.code == decision).cloned().ok_or(Fault::Missing)?;
    Ok((all, found))
}
