//! Panels as use cases begin from them: those of a posting, read, and what the scheme asks of each.

use domain::access::aggregate::Postings;
use domain::access::{Permit, Reads};
use domain::digest::Digest;
use domain::panels::Panels;
use domain::scheme::Examiners;
use store::Snapshot;
use store::postings::panels::PanelsRow;

use crate::fault::Fault;

/// The panels of the permit's posting; none where none were recorded.
pub(crate) async fn of<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<Option<(PanelsRow, Panels)>, Fault> {
    let Some(row) = store::postings::panels::of(look, permit).await? else { return Ok(None) };
    let panels = serde_json::from_str(&row.body).map_err(Fault::internal)?;
    Ok(Some((row, panels)))
}

/// What is signed of them.
pub(crate) fn digest(row: &PanelsRow) -> Digest {
    Digest::of(row.body.as_bytes())
}

/// What the newest schemes of the permit's posting ask of a panel, each once.
pub(crate) async fn rules<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Result<Vec<Examiners>, Fault> {
    let mut rules: Vec<Examiners> = Vec::new();
    if let Some(file) = super::schemes::newest(look, permit).await? {
        for rule in file.all().filter_map(|one| one.examiners.as_ref()) {
            if !rules.contains(rule) {
                rules.push(rule.clone());
            }
        }
    }
    Ok(rules)
}
