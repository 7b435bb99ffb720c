//! The rulings that the public reads: lines, lots and lowered ratios on which a list rests that is out. Nobody reads one before such a
//! list.
//!
//! Owns: which list a ruling belongs to. Refuses: witnesses and reasons; they stay on the file.

use domain::calendar::Instant;
use domain::id::PostingId;
use domain::lists::rests_on_line;
use domain::rulings::{Proposal, TieOrder};
use domain::view::public::lists::{Decided, DecidedWhat};
use store::Snapshot;
use store::rulings::standing;

use super::told::label;
use super::view::about;
use crate::fault::Fault;
use crate::keys::Keys;
use crate::rows::rulings::{of_lists, proposal as proposal_of};
use crate::rows::schemes::public_newest;
use crate::scheme_file::SchemeFile;

/// The lines, lots and lowered ratios on which the list of a stage rests that was published at that time.
///
/// # Errors
/// The database's; [`Fault::Internal`] where a ruling cannot be read.
pub(crate) async fn behind(
    keys: &Keys,
    snapshot: &Snapshot,
    posting: PostingId,
    (stage, published): (&str, Instant),
) -> Result<Vec<Decided>, Fault> {
    let mut rows = of_lists(keys, snapshot, posting).await?;
    rows.retain(|row| {
        row.verdict.as_ref().is_some_and(|verdict| verdict.approved && verdict.at <= published)
    });
    let file = public_newest(snapshot, posting).await?;
    let Some(file) = file.filter(|_| !rows.is_empty()) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for row in standing(&rows) {
        let Some(verdict) = &row.verdict else { continue };
        if let Some((what, number)) = told(&file, stage, proposal_of(row)?) {
            all.push(Decided { code: row.code, what, number, by: verdict.name.clone(), at: verdict.at });
        }
    }
    Ok(all)
}

/// What a ruling sets for the list of a stage, and the number of its document; `None` where the list does not rest on it.
fn told(file: &SchemeFile, stage: &str, proposal: Proposal) -> Option<(DecidedWhat, String)> {
    let position = about(&proposal).position.map(str::to_owned);
    let list = about(&proposal).list.map(str::to_owned);
    match proposal {
        Proposal::Line { paper, of, line, number, .. } => {
            let rests = file.all().any(|scheme| rests_on_line(scheme, stage, &of));
            let label = label(file, &of);
            rests.then(|| (DecidedWhat::Line { of, label, line: line.to_string(), position, paper }, number))
        }
        Proposal::Tie { by: TieOrder::Lots(order), number, .. } => (list.as_deref() == Some(stage))
            .then(|| (DecidedWhat::Lots { position: position.unwrap_or_default(), order }, number)),
        Proposal::Ratio { position, stage: of, qualified, reason, number } => {
            (of == stage).then_some((DecidedWhat::Ratio { position, qualified, reason }, number))
        }
        _ => None,
    }
}
