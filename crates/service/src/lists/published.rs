//! What is published of a list, and whether it is under correction.
//!
//! Owns: the newest version with its open correction, its rows, and when a posting whose lists were corrected is published again.

use domain::access::aggregate::{Lists, Rankings};
use domain::access::{Act, Permit, Reads, Scope};
use domain::id::ListId;
use domain::lifecycle::Phase;
use domain::lists::{Body, List, Moved, difference};
use domain::reason::ListsWhy;
use store::lists::PublishedList;
use store::lists::corrections::{self, CorrectionRow};
use store::postings::PostingRow;
use store::{Snapshot, Tx};

use super::standing::Standing;
use crate::fault::Fault;

/// A list that is corrected: the version in force, and the correction that is open.
pub(super) struct Corrected {
    pub list: PublishedList,
    pub correction: CorrectionRow,
}

/// The version of a stage that is in force.
pub(super) async fn newest(
    snapshot: &Snapshot,
    row: &PostingRow,
    stage: &str,
) -> Result<Option<PublishedList>, Fault> {
    let all = store::lists::of_posting(snapshot, row.id).await?;
    Ok(all.into_iter().filter(|one| one.stage == stage).max_by_key(|one| one.version))
}

/// What a further version of the stage corrects: `None` where it would be the first.
///
/// # Errors
/// [`ListsWhy::AlreadyPublished`] where nobody began to correct it; `same_person` for whoever did.
pub(super) async fn corrected<A: Act + Reads<Lists>>(
    snapshot: &Snapshot,
    row: &PostingRow,
    stage: &str,
    permit_for: impl FnOnce(Scope) -> Result<Permit<A>, Fault>,
) -> Result<Option<Corrected>, Fault> {
    let Some(list) = newest(snapshot, row, stage).await? else { return Ok(None) };
    let open = corrections::open(snapshot, list.id).await?;
    let open = open.ok_or_else(|| ListsWhy::AlreadyPublished.reason())?;
    let permit = permit_for(open.scope())?;
    Ok(Some(Corrected { list, correction: open.open(&permit)? }))
}

/// What a further version of the stage would correct, to look at; `None` where nobody corrects it.
pub(super) async fn in_correction(
    snapshot: &Snapshot,
    row: &PostingRow,
    stage: &str,
) -> Result<Option<Corrected>, Fault> {
    let Some(list) = newest(snapshot, row, stage).await? else { return Ok(None) };
    let all = corrections::of_posting(snapshot, row.id).await?;
    let open = all.into_iter().find(|one| one.list == list.id && one.ended_at.is_none());
    Ok(open.map(|correction| Corrected { list, correction }))
}

/// Of whom a further version with these rows would say something else, with the public reason; `None` where nobody corrects the list.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the published version cannot be read.
pub(crate) async fn corrected_by(
    snapshot: &Snapshot,
    row: &PostingRow,
    stage: &str,
    body: &Body,
) -> Result<Option<(Vec<Moved>, String)>, Fault> {
    let Some(Corrected { list, correction }) = in_correction(snapshot, row, stage).await? else {
        return Ok(None);
    };
    let sealed = sealed(snapshot, &list).await?;
    let next = body.clone().under(sealed.head.clone());
    Ok(Some((difference(&sealed, &next), correction.reason)))
}

/// The list as it was sealed.
pub(super) async fn sealed(snapshot: &Snapshot, list: &PublishedList) -> Result<List, Fault> {
    let bytes = store::lists::bytes(snapshot, list.id).await?.ok_or(Fault::Missing)?;
    List::parse(&bytes).map_err(Fault::internal)
}

/// The header and rows of a sealed list, as a ranking keeps them.
pub(super) fn body(list: &List) -> String {
    Body { columns: list.columns.clone(), rows: list.rows.clone() }.text()
}

/// The last list of the scheme beside the ranking that stands.
pub(super) struct Last {
    stage: String,
    /// Its version in force.
    list: Option<ListId>,
    /// Whether that says what the ranking says.
    as_ranked: bool,
}

impl Last {
    /// Compares the last list with the ranking; before the act, since a list may be long.
    pub(super) async fn of<A>(
        snapshot: &Snapshot,
        permit: &Permit<A>,
        (row, standing): (&PostingRow, &Standing),
    ) -> Result<Self, Fault>
    where
        A: Act + Reads<Rankings>,
    {
        let stage = standing.lists.last().map(|(list, _)| list.stage.clone()).unwrap_or_default();
        let out = newest(snapshot, row, &stage).await?;
        let kept = store::rankings::list(snapshot, permit, standing.ranking.id, &stage).await?;
        let as_ranked = match (&out, kept) {
            (Some(out), Some(kept)) => body(&sealed(snapshot, out).await?) == kept.body,
            _ => false,
        };
        Ok(Self { stage, list: out.map(|out| out.id), as_ranked })
    }

    /// Whether the list of `stage` is the last one and does not say what the ranking says.
    pub(super) fn contradicts(&self, stage: &str) -> bool {
        self.stage == stage && !self.as_ranked
    }

    /// Whether the posting is published once the act is done: the last list is out as the ranking has it, which is so after a version
    /// of it is `published`, the whole ranking stands, and no list but the one whose correction is `ending` is under correction.
    ///
    /// # Errors
    /// [`Fault::Stale`] where another version of the last list came meanwhile.
    pub(super) async fn completes(
        &self,
        tx: &Tx,
        row: &PostingRow,
        (published, ending): (Option<&str>, Option<&CorrectionRow>),
    ) -> Result<bool, Fault> {
        if newest(tx, row, &self.stage).await?.map(|out| out.id) != self.list {
            return Err(Fault::Stale);
        }
        let out = self.as_ranked || published == Some(self.stage.as_str());
        let all = corrections::of_posting(tx, row.id).await?;
        let other = |one: &CorrectionRow| one.ended_at.is_none() && Some(one.id) != ending.map(|own| own.id);
        Ok(out && row.phase == Phase::Ranked && !all.iter().any(other))
    }
}
