//! Published lists as they were sealed: bytes for files, the same rows for pages.

use std::collections::HashSet;

use domain::calendar::Instant;
use domain::id::{Code, ListId, PostingId};
use domain::lists::{List as SealedList, difference};
use domain::view::public::lists::{
    CorrectionLine, Difference, LeftList, List, ListHead, NewerVersion, VersionLine,
};
use store::Snapshot;
use store::lists::PublishedList;
use store::lists::corrections::CorrectionRow;
use store::supervisions::SupervisionRow;

use super::anybody;
use crate::Service;
use crate::fault::Fault;
use crate::keys::Keys;
use crate::rows::list_view::view;

/// A list with everything that is printed from it.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The list for pages.
    pub view: List,
    /// The list for workbooks.
    pub list: SealedList,
    /// The canonical bytes, the CSV download.
    pub bytes: Vec<u8>,
}

/// Every published list that can be read, and those that cannot.
#[derive(Clone, Debug, Default)]
pub struct AllSealed {
    /// Lists whose bytes are as they were published.
    pub whole: Vec<Sealed>,
    /// Lists that left the web after their term.
    pub left: Vec<LeftList>,
    /// Lists that cannot be read, are gone, or are not as the act left them that published them; they are served to nobody.
    pub damaged: Vec<Damaged>,
}

/// A published list that the database no longer gives as it was published.
#[derive(Clone, Debug)]
pub struct Damaged {
    /// The list's public code.
    pub code: Code,
    /// What is wrong with it, for the log.
    pub cause: String,
}

/// Reads every published list. The server keeps what it prints from them, so this runs only after a publication. A damaged
/// list hinders no other.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`] where the database does not answer.
pub async fn sealed(service: &Service) -> Result<AllSealed, Fault> {
    let caller = anybody();
    service
        .read(&caller, "open.sealed", async |look| {
            let rows = store::lists::readable(look.snapshot()).await?;
            let mut found = AllSealed::default();
            let mut amiss = HashSet::new();
            for one in store::lists::amiss(look.snapshot()).await? {
                let Some(code) = one.code else {
                    tracing::error!(cause = one.cause, "a published list without a code that can be read");
                    continue;
                };
                amiss.insert(code);
                found.damaged.push(Damaged { code, cause: one.cause });
            }
            let corrections = store::lists::corrections::all(look.snapshot()).await?;
            let left = store::lists::leavings::all(look.snapshot()).await?;
            let all = All { lists: &rows, corrections: &corrections, left: &left };
            for row in rows.iter().filter(|row| !amiss.contains(&row.code)) {
                if let Some(left_at) = all.left_at(row.id) {
                    match gone(look.snapshot(), (row, left_at), &all).await {
                        Ok(one) => found.left.push(one),
                        Err(Fault::Busy) => return Err(Fault::Busy),
                        Err(fault) => {
                            found.damaged.push(Damaged { code: row.code, cause: format!("{fault:?}") });
                        }
                    }
                    continue;
                }
                match one(service.keys(), look.snapshot(), (row, &all)).await {
                    Ok(sealed) => found.whole.push(sealed),
                    Err(Fault::Busy) => return Err(Fault::Busy),
                    Err(fault) => found.damaged.push(Damaged { code: row.code, cause: format!("{fault:?}") }),
                }
            }
            Ok(found)
        })
        .await
}

/// All that is published of the lists that are looked at.
#[derive(Clone, Copy)]
struct All<'a> {
    lists: &'a [PublishedList],
    corrections: &'a [CorrectionRow],
    left: &'a [(ListId, Instant)],
}

/// What the address of a list says that left: counts and what proves it, and nobody on it.
async fn gone(
    snapshot: &Snapshot,
    (row, left_at): (&PublishedList, Instant),
    all: &All<'_>,
) -> Result<LeftList, Fault> {
    let bytes = store::lists::bytes(snapshot, row.id).await?.ok_or(Fault::Missing)?;
    let list = SealedList::parse(&bytes).map_err(Fault::internal)?;
    let whole = view(row.code, row.digest, &list, Vec::new(), Vec::new());
    Ok(LeftList {
        positions: count(whole.groups.len()),
        head: all.marked(row, whole.head),
        digest: row.digest,
        audit_seal: list.head.audit_seal,
        left_at,
    })
}

async fn one(
    keys: &Keys,
    snapshot: &Snapshot,
    (row, all): (&PublishedList, &All<'_>),
) -> Result<Sealed, Fault> {
    let bytes = store::lists::bytes(snapshot, row.id).await?.ok_or(Fault::Missing)?;
    let list = SealedList::parse(&bytes).map_err(Fault::internal)?;
    let schemes = crate::rows::schemes::public_of(snapshot, row.posting, list.head.scheme).await?;
    let view = view(row.code, row.digest, &list, all.versions(row), schemes);
    // What a list said that left is told by no difference either.
    let earlier = row.supersedes.filter(|earlier| all.left_at(*earlier).is_none());
    let earlier = earlier.and_then(|earlier| all.lists.iter().find(|one| one.id == earlier));
    let earlier = match earlier {
        Some(earlier) => head_list(snapshot, earlier).await?,
        None => None,
    };
    let difference = earlier.map(|earlier| Difference::of(difference(&earlier, &list)));
    let posting = store::postings::public::by_id(snapshot, row.posting).await?;
    let stop = posting.and_then(|posting| posting.stop.map(|stop| (posting.phase, stop)));
    let telephones = store::postings::telephones::public_of(snapshot, row.posting).await?;
    let published = (row.stage.as_str(), row.published_at);
    let decided = crate::rulings::behind(keys, snapshot, row.posting, published).await?;
    let signed = store::supervisions::of_lists(snapshot, row.posting).await?;
    let own = |one: &&SupervisionRow| one.of == row.code && one.digest == row.digest;
    let supervised = signed.iter().filter(own).map(|one| one.at).collect();
    let head = all.marked(row, view.head);
    let view = List { head, difference, stop, decided, telephones, supervised, ..view };
    Ok(Sealed { view, list, bytes })
}

/// Heads of the lists of a posting, newest first.
pub(super) async fn heads(snapshot: &Snapshot, posting: PostingId) -> Result<Vec<ListHead>, Fault> {
    let rows = store::lists::of_posting(snapshot, posting).await?;
    let corrections = store::lists::corrections::of_posting(snapshot, posting).await?;
    let all = All { lists: &rows, corrections: &corrections, left: &[] };
    let mut heads = Vec::with_capacity(rows.len());
    for row in &rows {
        // A damaged list is named in the log by whoever prints the lists; the pages that tell of others go on.
        let Some(list) = head_list(snapshot, row).await? else { continue };
        heads.push(all.marked(row, view(row.code, row.digest, &list, Vec::new(), Vec::new()).head));
    }
    Ok(heads)
}

/// The list of a row; `None` where it is damaged.
async fn head_list(snapshot: &Snapshot, row: &PublishedList) -> Result<Option<SealedList>, Fault> {
    match store::lists::bytes(snapshot, row.id).await.map_err(Fault::from) {
        Ok(bytes) => Ok(bytes.and_then(|bytes| SealedList::parse(&bytes).ok())),
        Err(Fault::Internal(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

impl All<'_> {
    /// When a list left the web.
    fn left_at(&self, list: ListId) -> Option<Instant> {
        self.left.iter().find(|one| one.0 == list).map(|one| one.1)
    }

    /// The head with what became of the version since.
    fn marked(&self, row: &PublishedList, head: ListHead) -> ListHead {
        let open = self.corrections.iter().find(|one| one.list == row.id && one.ended_at.is_none());
        ListHead { superseded_by: self.newer(row), under_correction: open.map(|open| open.begun_at), ..head }
    }

    fn newer(&self, row: &PublishedList) -> Option<NewerVersion> {
        let same = self.lists.iter().filter(|other| is_same_list(row, other));
        let newest = same.max_by_key(|other| other.version)?;
        (newest.version > row.version).then_some(NewerVersion { code: newest.code, version: newest.version })
    }

    fn versions(&self, row: &PublishedList) -> Vec<VersionLine> {
        let line = |other: &PublishedList| VersionLine {
            code: other.code,
            version: other.version,
            published_at: other.published_at,
            reason: other.reason.clone(),
            corrections: self.corrections.iter().filter(|one| one.list == other.id).map(told).collect(),
        };
        let mut versions: Vec<VersionLine> =
            self.lists.iter().filter(|other| is_same_list(row, other)).map(line).collect();
        versions.sort_by_key(|line| std::cmp::Reverse(line.version));
        versions
    }
}

fn told(one: &CorrectionRow) -> CorrectionLine {
    CorrectionLine {
        since: one.begun_at,
        reason: one.reason.clone(),
        kept: one.ended_at.zip(one.ended_reason.clone()),
    }
}

fn is_same_list(one: &PublishedList, other: &PublishedList) -> bool {
    one.posting == other.posting && one.stage == other.stage
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
