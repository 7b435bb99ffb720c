//! What is published of a list, and whether it is under correction.
//!
//! Owns: the newest version with its open correction, its rows, and when a posting whose lists were corrected is published again.

use domain::access::aggregate::{Lists, Postings, Rankings};
use domain::access::{Act, Permit, Reads, Scope};
use domain::id::ListId;
use domain::lists::{Body, List, Moved, difference};
use domain::reason::ListsWhy;
use store::lists::PublishedList;
use store::lists::corrections::{self, CorrectionRow};
use store::postings::PostingRow;
use store::{Snapshot, Tx};

use super::standing::Standing;
use crate::fault::Fault;
use crate::ranking::opens;

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

/// Whether marks wait for the list: while it is under correction they are left aside, so that its beginning and its end both ask for
/// another ranking.
pub(super) async fn is_waited_for<A: Act + Reads<Postings>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    stage: &str,
) -> Result<bool, Fault> {
    let scheme = store::schemes::newest(snapshot, permit).await?;
    let file = scheme.map(|scheme| crate::rows::schemes::saved(&scheme.body)).transpose()?;
    Ok(file.is_some_and(|file| opens(&file, stage)))
}

/// The last list of a posting's scheme as it is published.
pub(crate) struct Last {
    stage: String,
    /// Its version in force, with its header and rows.
    out: Option<(ListId, String)>,
}

impl Last {
    /// Reads it; before the act, since a list may be long.
    pub(crate) async fn of(snapshot: &Snapshot, row: &PostingRow, stage: String) -> Result<Self, Fault> {
        let out = match newest(snapshot, row, &stage).await? {
            Some(list) => Some((list.id, body(&sealed(snapshot, &list).await?))),
            None => None,
        };
        Ok(Self { stage, out })
    }

    /// The last list of the ranking that stands, and whether it is published as the ranking has it.
    pub(super) async fn beside<A: Act + Reads<Rankings>>(
        snapshot: &Snapshot,
        permit: &Permit<A>,
        (row, standing): (&PostingRow, &Standing),
    ) -> Result<(Self, bool), Fault> {
        let stage = standing.lists.last().map(|(list, _)| list.stage.clone()).unwrap_or_default();
        let kept = store::rankings::list(snapshot, permit, standing.ranking.id, &stage).await?;
        let last = Self::of(snapshot, row, stage).await?;
        let says = kept.is_some_and(|kept| last.says(&kept.body));
        Ok((last, says))
    }

    /// Whether it is this list.
    pub(super) fn is(&self, stage: &str) -> bool {
        self.stage == stage
    }

    /// Whether it is published with this header and these rows.
    pub(crate) fn says(&self, body: &str) -> bool {
        self.out.as_ref().is_some_and(|(_, out)| out == body)
    }

    /// Whether no list of the posting is under correction but the one whose correction is `ending`: then a posting whose last list is
    /// out as the whole ranking has it is published.
    ///
    /// # Errors
    /// [`Fault::Stale`] where another version of the last list came since it was read.
    pub(crate) async fn nothing_else_is_open(
        &self,
        tx: &Tx,
        row: &PostingRow,
        ending: Option<&CorrectionRow>,
    ) -> Result<bool, Fault> {
        let out = newest(tx, row, &self.stage).await?.map(|out| out.id);
        if out != self.out.as_ref().map(|(id, _)| *id) {
            return Err(Fault::Stale);
        }
        let all = corrections::of_posting(tx, row.id).await?;
        let other = |one: &CorrectionRow| one.ended_at.is_none() && Some(one.id) != ending.map(|own| own.id);
        Ok(!all.iter().any(other))
    }
}
