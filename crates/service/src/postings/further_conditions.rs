//! Typed conditions in the draft of a further revision (补充公告).
//!
//! Owns: what the page of conditions shows and changes once a posting was approved. Refuses: conditions that cannot be used with the
//! drafted table when the revision is proposed, and any change once screening is over.

use domain::access::aggregate::Postings;
use domain::access::{Act, ActName, Caller, Permit, Reads, may};
use domain::eligibility::{Change, Conditions};
use domain::id::Code;
use domain::posting::PositionTerms;
use domain::reason::PostingsWhy;
use domain::revision::Contents;
use domain::revision::allowed::conditions_are_open;
use store::Scoped as _;
use store::postings::PostingRow;

use super::further::{beside, draft, one_waits};
use crate::Service;
use crate::fault::Fault;
use crate::op::{Look, Op};
use crate::rows::conditions::apply;
use crate::rows::revisions::{conditions_text, stand};

/// Conditions and table as a further revision would leave them, with the version of its draft.
pub(crate) struct Drafted {
    pub(crate) conditions: Conditions,
    pub(crate) positions: Vec<PositionTerms>,
    pub(crate) version: i64,
    /// Whether the caller may draft other ones now.
    pub(crate) may_draft: bool,
}

/// Reads them beside what stands; for an approved posting only.
///
/// # Errors
/// What lacks in a posting that was never complete.
pub(crate) async fn drafted_conditions<A: Act + Reads<Postings>>(
    look: &Look<'_>,
    permit: &Permit<A>,
    row: &PostingRow,
) -> Result<Drafted, Fault> {
    let beside = beside(look.snapshot(), permit, row).await?;
    let stand = stand(beside.draft.as_ref().unwrap_or(&beside.now))?;
    let may_draft = conditions_are_open(row.beneath())
        && may(look.caller(), ActName::DraftRevision, &row.scope())
        && !one_waits(look.snapshot(), permit).await?;
    Ok(Drafted {
        conditions: stand.conditions,
        positions: stand.positions,
        version: beside.version,
        may_draft,
    })
}

/// Drafts one change of the conditions, on the version of the draft that the page showed; answers the address of what it was about.
///
/// # Errors
/// Every refusal of the change; [`PostingsWhy::ConditionsSettled`] once screening is over; [`PostingsWhy::RevisionWaits`];
/// [`Fault::Missing`] for an address or a column that is not there; [`Fault::Stale`] where somebody was faster.
pub(crate) async fn draft_conditions(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    change: &Change,
) -> Result<String, Fault> {
    let mut about = String::new();
    let step = async |_: &mut Op<'_>, row: &PostingRow, draft: Contents| {
        if !conditions_are_open(row.beneath()) {
            return Err(PostingsWhy::ConditionsSettled.reason().into());
        }
        let mut conditions = stand(&draft)?.conditions;
        about = apply(&mut conditions, change, &draft.positions)?;
        Ok(Some(Contents { conditions: conditions_text(&conditions)?, ..draft }))
    };
    draft(service, caller, (posting, version), step).await?;
    Ok(about)
}
