//! Rulings as use cases begin from them: read from their rows, their words opened, and those that stand.
//!
//! Owns: where the words of a ruling are sealed for. Causes and witnesses name people, and the rows of rulings can never be deleted.

use std::sync::Arc;

use domain::access::aggregate::{Postings, Rankings};
use domain::access::{Permit, Reads};
use domain::id::{Code, PostingId, RulingId};
use domain::lifecycle::Phase;
use domain::ranking::decidable;
use domain::reason::SchemesWhy;
use domain::rulings::{Approved, Classed, Proposal, Rulings};
use serde::{Deserialize, Serialize};
use store::Snapshot;
use store::postings::positions::PositionRow;
use store::rulings::{PROPOSED, RETURNED, RulingRow, standing as standing_rows};
use store::schemes::SchemeRow;

use super::schemes::saved;
use crate::Parts;
use crate::fault::Fault;
use crate::keys::{Keys, Place};
use crate::scheme_file::SchemeFile;

/// What a proposal says: the proposal as JSON, and why it corrects another.
#[derive(Serialize, Deserialize)]
struct Proposed {
    body: String,
    reason: Option<String>,
}

fn place(ruling: Code, part: &str) -> Place {
    Place::of("ruling_words.sealed", format_args!("{ruling}/{part}"))
}

/// Body and reason of a proposal, sealed for the ruling of `code`.
///
/// # Errors
/// [`Fault::Internal`] where they cannot be written.
pub(crate) fn seal(
    parts: &Parts,
    code: Code,
    (body, reason): (&str, Option<&str>),
) -> Result<Vec<u8>, Fault> {
    let said = Proposed { body: body.to_owned(), reason: reason.map(str::to_owned) };
    let text = serde_json::to_string(&said).map_err(Fault::internal)?;
    Ok(parts.keys.seal(&place(code, PROPOSED), &text, &parts.effects.random))
}

/// Why a ruling was sent back, sealed.
pub(crate) fn seal_return(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&place(code, RETURNED), words, &parts.effects.random)
}

/// The ruling with its words opened. What was proposed before they were sealed stands in clear.
///
/// # Errors
/// [`Fault::Internal`] where they do not open.
pub(crate) fn opened(keys: &Keys, mut row: RulingRow) -> Result<RulingRow, Fault> {
    if let Some(sealed) = &row.said_sealed {
        let text = keys.opened(&place(row.code, PROPOSED), sealed)?;
        let said: Proposed = serde_json::from_str(&text).map_err(Fault::internal)?;
        (row.body, row.reason) = (said.body, said.reason);
    }
    if let Some(verdict) = &mut row.verdict
        && let Some(sealed) = &verdict.reason_sealed
    {
        verdict.reason = Some(keys.opened(&place(row.code, RETURNED), sealed)?);
    }
    Ok(row)
}

/// Every ruling of the permit's posting, opened, in the order of proposing.
///
/// # Errors
/// As [`opened`].
pub(crate) async fn all<A: Reads<Rankings>>(
    keys: &Keys,
    snapshot: &Snapshot,
    permit: &Permit<A>,
) -> Result<Vec<RulingRow>, Fault> {
    let rows = store::rulings::all(snapshot, permit).await?;
    rows.into_iter().map(|row| opened(keys, row)).collect()
}

/// The rulings of a posting on lines and ties, opened.
///
/// # Errors
/// As [`opened`].
pub(crate) async fn of_lists(
    keys: &Keys,
    snapshot: &Snapshot,
    posting: PostingId,
) -> Result<Vec<RulingRow>, Fault> {
    let rows = store::rulings::of_lists(snapshot, posting).await?;
    rows.into_iter().map(|row| opened(keys, row)).collect()
}

/// When the scheme of a posting changes by a supplementary notice: from the approval until the last list. Before, the draft itself is
/// changed; after, everything is computed.
pub(crate) const NOTICE_PHASES: [Phase; 5] =
    [Phase::Approved, Phase::Registering, Phase::Screening, Phase::Examining, Phase::Ranked];

/// The proposal of a row.
pub(crate) fn proposal(row: &RulingRow) -> Result<Proposal, Fault> {
    serde_json::from_str(&row.body).map_err(Fault::internal)
}

/// The positions that name the class of their papers, each with the lines that its scheme leaves open.
pub(crate) fn classed(file: &SchemeFile, positions: &[PositionRow]) -> Vec<Classed> {
    let one = |row: &PositionRow| {
        let paper = row.terms.paper()?;
        let scheme = file.get(row.terms.scheme_name())?;
        Some(Classed { code: row.terms.code.as_str().to_owned(), paper, lines: decidable(scheme) })
    };
    positions.iter().filter_map(one).collect()
}

/// What decides in a posting, with what it is read by.
pub(crate) struct Deciding {
    /// The newest scheme.
    pub(crate) scheme: SchemeRow,
    /// The same, read.
    pub(crate) file: Arc<SchemeFile>,
    /// The positions.
    pub(crate) positions: Vec<PositionRow>,
    /// Rulings, those that wait or were sent back included.
    pub(crate) rows: Vec<RulingRow>,
    /// The positions that name the class of their papers.
    pub(crate) classed: Vec<Classed>,
    /// The rulings that stand.
    pub(crate) rulings: Rulings,
}

/// Loads what decides in the permit's posting.
///
/// # Errors
/// [`SchemesWhy::NoScheme`]; as [`opened`].
pub(crate) async fn deciding<A: Reads<Postings> + Reads<Rankings>>(
    keys: &Keys,
    snapshot: &Snapshot,
    permit: &Permit<A>,
) -> Result<Deciding, Fault> {
    let scheme = store::schemes::newest(snapshot, permit).await?.ok_or(SchemesWhy::NoScheme.reason())?;
    let file = saved(&scheme.body)?;
    let positions = store::postings::positions::all(snapshot, permit).await?;
    let rows = all(keys, snapshot, permit).await?;
    let classed = classed(&file, &positions);
    let rulings = standing(&rows, &classed)?;
    Ok(Deciding { scheme, file, positions, rows, classed, rulings })
}

/// The rulings that stand, as a computation takes them.
pub(crate) fn standing(rows: &[RulingRow], classed: &[Classed]) -> Result<Rulings, Fault> {
    standing_but(rows, classed, None, None)
}

/// The rulings that would stand without one of them and with another.
pub(crate) fn standing_but(
    rows: &[RulingRow],
    classed: &[Classed],
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
    Ok(Rulings::of(approved.chain(with), classed))
}
