//! Rulings (裁决) beside the scheme: lines set after marking, rulings on open ties, replacements; and supplementary
//! notices, which change the scheme of a public posting. One person proposes, another approves; only then they decide.
//!
//! Owns: proposing, approving and sending back, each checked by computing the posting with and without it, and what pages
//! show of it. Refuses: a ruling that answers nothing, a second one about the same thing, and silent replacement: a
//! correction names what it supersedes and why. An approval does not compute: it makes the ranking stale, so that whoever
//! computes it again is its first signatory, and the approver, who decided, is not.

mod check;
mod form;
mod notice;
mod propose;
mod settle;
mod told;
mod view;

pub use form::{Subject, form};
pub(crate) use notice::public as public_notices;
pub use notice::{NoticeForm, propose as propose_notice};
pub use propose::propose;
pub use settle::{approve, return_back};
pub use view::{page, view};

use domain::id::RulingId;
use domain::rulings::{Approved, Proposal, Rulings};
use store::rulings::{RulingRow, standing as standing_rows};

use crate::fault::Fault;

/// The proposal of a row.
fn proposal(row: &RulingRow) -> Result<Proposal, Fault> {
    serde_json::from_str(&row.body).map_err(Fault::internal)
}

/// The rulings that stand, as a computation takes them.
pub(crate) fn standing(rows: &[RulingRow]) -> Result<Rulings, Fault> {
    standing_but(rows, None, None)
}

/// The rulings that would stand without one of them and with another.
fn standing_but(
    rows: &[RulingRow],
    without: Option<RulingId>,
    with: Option<Approved<'_>>,
) -> Result<Rulings, Fault> {
    let mut kept = Vec::new();
    for row in standing_rows(rows).into_iter().filter(|row| Some(row.id) != without) {
        if let Some(verdict) = &row.verdict {
            kept.push((proposal(row)?, verdict));
        }
    }
    let approved = kept.iter().map(|(proposal, verdict)| Approved {
        proposal,
        approver: &verdict.name,
        date: verdict.at.date(),
    });
    Ok(approved.chain(with).collect())
}
