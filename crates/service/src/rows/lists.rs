//! Published lists as use cases begin from them: the version in force, its rows, its open correction, whether the next version is signed
//! and only waits for its instant, and whether everything is out.
//!
//! Refuses: what the ranking that stands says; the use cases compare.

use domain::access::aggregate::Lists;
use domain::access::{Act, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::collective::is_proposed;
use domain::digest::SealLink;
use domain::id::{Code, ListId, PersonId};
use domain::lifecycle::Phase;
use domain::lists::{Body, List, Moved, difference};
use domain::reason::ListsWhy;
use domain::release::Ground;
use store::lists::PublishedList;
use store::lists::corrections::{self, CorrectionRow};
use store::lists::releases::{self, ReleaseRow};
use store::postings::PostingRow;
use store::rankings::RankingList;
use store::{Snapshot, Tx};

use crate::fault::Fault;

/// A list that is corrected: the version in force, and the correction that is open.
pub(crate) struct Corrected {
    pub list: PublishedList,
    pub correction: CorrectionRow,
}

/// The version of a stage that is in force.
pub(crate) async fn newest(
    snapshot: &Snapshot,
    row: &PostingRow,
    stage: &str,
) -> Result<Option<PublishedList>, Fault> {
    let all = store::lists::of_posting(snapshot, row.id).await?;
    Ok(all.into_iter().filter(|one| one.stage == stage).max_by_key(|one| one.version))
}

/// The version in force where this person published it under this digest of what it says: the form came twice.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the published version cannot be read.
pub(crate) async fn published_so(
    snapshot: &Snapshot,
    row: &PostingRow,
    stage: &str,
    (digest, by): (&str, PersonId),
) -> Result<Option<Code>, Fault> {
    let list = newest(snapshot, row, stage).await?.filter(|list| list.second_signer == by);
    let Some(list) = list else { return Ok(None) };
    let said = sealed(snapshot, &list).await?.content_digest().map_err(Fault::internal)?;
    Ok((digest.parse() == Ok(said)).then_some(list.code))
}

/// What a further version of the stage corrects: `None` where it would be the first.
///
/// # Errors
/// [`ListsWhy::AlreadyPublished`] where nobody began to correct it; `same_person` for whoever did.
pub(crate) async fn corrected<A: Act + Reads<Lists>>(
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
pub(crate) async fn in_correction(
    snapshot: &Snapshot,
    row: &PostingRow,
    stage: &str,
) -> Result<Option<Corrected>, Fault> {
    let Some(list) = newest(snapshot, row, stage).await? else { return Ok(None) };
    let all = corrections::of_posting(snapshot, row.id).await?;
    let open = all.into_iter().find(|one| one.list == list.id && one.ended_at.is_none());
    Ok(open.map(|correction| Corrected { list, correction }))
}

/// Whether a signed version still follows the version that it was signed after, under the same correction.
pub(crate) async fn follows(
    snapshot: &Snapshot,
    row: &PostingRow,
    release: &ReleaseRow,
) -> Result<bool, Fault> {
    let open = in_correction(snapshot, row, &release.stage).await?.map(|before| before.correction.id);
    let version = newest(snapshot, row, &release.stage).await?.map_or(0, |list| list.version);
    Ok(open == release.corrects && version.saturating_add(1) == release.version)
}

/// What stands now of that on which a signature rests: one on proposed people rests on the last list that is out, so that marks which
/// change after it and calls are none of its ground.
pub(crate) fn ground_of(release: &ReleaseRow, now: Ground) -> Ground {
    if !is_proposed(&release.stage) {
        return now;
    }
    Ground { ranking: now.ranking.or(release.ground.ranking), calls: release.ground.calls, ..now }
}

/// The signed versions that wait for their instant and for nothing else. That a decision on proposed people changed under a signature
/// is not looked at here: the next round of the clock ends such a one.
pub(crate) async fn only_wait(snapshot: &Snapshot, row: &PostingRow) -> Result<Vec<ReleaseRow>, Fault> {
    let mut all = releases::of_posting(snapshot, row.id).await?;
    all.retain(ReleaseRow::waits);
    if all.is_empty() {
        return Ok(all);
    }
    let now = releases::ground(snapshot, row.id).await?;
    let mut left = Vec::new();
    for one in all {
        let in_phase = !is_proposed(&one.stage) || row.phase == Phase::Published;
        let stands = in_phase && one.ground.ended_by(&ground_of(&one, now), row.phase).is_none();
        if stands && follows(snapshot, row, &one).await? {
            left.push(one);
        }
    }
    Ok(left)
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
    let now = sealed.bare().under(sealed.head.clone());
    let next = body.clone().under(sealed.head);
    Ok(Some((difference(&now, &next), correction.reason)))
}

/// The list as it was sealed.
pub(crate) async fn sealed(snapshot: &Snapshot, list: &PublishedList) -> Result<List, Fault> {
    let bytes = store::lists::bytes(snapshot, list.id).await?.ok_or(Fault::Missing)?;
    List::parse(&bytes).map_err(Fault::internal)
}

/// The header and rows of a list, with the names and units that it shows.
pub(crate) fn body(list: &List) -> String {
    Body { columns: list.columns.clone(), rows: list.rows.clone() }.text()
}

/// The newest seal that was made before `at`.
pub(crate) async fn seal_before(snapshot: &Snapshot, at: Instant) -> Result<Option<SealLink>, Fault> {
    let Some(head) = store::audit::head(snapshot).await? else { return Ok(None) };
    let mut from = head.no;
    loop {
        let start = from.saturating_sub(200).max(1);
        let seals = store::audit::seals(snapshot, start, 201).await?;
        if let Some(seal) = seals.iter().rev().find(|seal| seal.at <= at) {
            return Ok(Some(SealLink { no: seal.no, link: seal.link() }));
        }
        if start == 1 {
            return Ok(None);
        }
        from = start;
    }
}

/// A list of a posting as it is published, the last of its scheme above all.
pub(crate) struct Last {
    stage: String,
    /// Its version in force, with its header and rows as a ranking keeps them.
    out: Option<(ListId, String)>,
    /// The other lists of the ranking that hold somebody.
    others: Vec<String>,
}

impl Last {
    /// Reads it; before the act, since a list may be long.
    pub(crate) async fn of(snapshot: &Snapshot, row: &PostingRow, stage: String) -> Result<Self, Fault> {
        let out = match newest(snapshot, row, &stage).await? {
            Some(list) => Some((list.id, sealed(snapshot, &list).await?.bare().text())),
            None => None,
        };
        Ok(Self { stage, out, others: Vec::new() })
    }

    /// The same beside the other lists of its ranking: those that hold somebody have to be out before the posting is published.
    pub(crate) fn beside<'a>(self, lists: impl Iterator<Item = &'a RankingList>) -> Self {
        let others = lists.filter(|list| list.people > 0 && list.stage != self.stage);
        let others: Vec<String> = others.map(|list| list.stage.clone()).collect();
        Self { others, ..self }
    }

    /// Whether the other lists are out.
    pub(crate) async fn others_are_out(&self, look: &Snapshot, row: &PostingRow) -> Result<bool, Fault> {
        let out = store::lists::of_posting(look, row.id).await?;
        Ok(self.others.iter().all(|stage| out.iter().any(|list| list.stage == *stage)))
    }

    /// Whether it is this list.
    pub(crate) fn is(&self, stage: &str) -> bool {
        self.stage == stage
    }

    /// Whether it is published with this header and these rows.
    pub(crate) fn says(&self, body: &str) -> bool {
        self.out.as_ref().is_some_and(|(_, out)| out == body)
    }

    /// Whether the other lists are out, and no list of the posting is under correction but the one whose correction is `ending`: then a
    /// posting whose last list is out as the whole ranking has it is published.
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
        Ok(self.others_are_out(tx, row).await? && none_is_open(tx, row, ending).await?)
    }
}

/// Whether no list of the posting is under correction but the one whose correction is `ending`.
pub(crate) async fn none_is_open(
    look: &Snapshot,
    row: &PostingRow,
    ending: Option<&CorrectionRow>,
) -> Result<bool, Fault> {
    let all = corrections::of_posting(look, row.id).await?;
    let other = |one: &CorrectionRow| one.ended_at.is_none() && Some(one.id) != ending.map(|own| own.id);
    Ok(!all.iter().any(other))
}
