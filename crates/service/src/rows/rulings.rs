//! Rulings as use cases begin from them: read from their rows, and those that stand.

use domain::id::RulingId;
use domain::lifecycle::Phase;
use domain::rulings::{Approved, Proposal, Rulings};
use store::rulings::{RulingRow, standing as standing_rows};

use crate::fault::Fault;

/// When the scheme of a posting changes by a supplementary notice: from the approval until the last list. Before, the draft itself is
/// changed; after, everything is computed.
pub(crate) const NOTICE_PHASES: [Phase; 5] =
    [Phase::Approved, Phase::Registering, Phase::Screening, Phase::Examining, Phase::Ranked];

/// The proposal of a row.
pub(crate) fn proposal(row: &RulingRow) -> Result<Proposal, Fault> {
    serde_json::from_str(&row.body).map_err(Fault::internal)
}

/// The rulings that stand, as a computation takes them.
pub(crate) fn standing(rows: &[RulingRow]) -> Result<Rulings, Fault> {
    standing_but(rows, None, None)
}

/// The rulings that would stand without one of them and with another.
pub(crate) fn standing_but(
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
