//! What everybody may read: postings from their approval on, positions, sealed lists.
//!
//! Owns: the read models of printed pages. Refuses: a caller; nobody asked here sees more than anybody else, so these pages
//! can be kept and shared.

pub mod paper;
mod sealed;

use domain::access::{Caller, Origin, Who};
use domain::adjusting::Taking;
use domain::calendar::{Instant, Window};
use domain::id::{Code, PositionId, PostingId};
use domain::view::public::lists::Decided;
use domain::view::public::postings::{
    ConfirmedOpening, ConfirmedRound, CourseLine, Posting, PostingHead, PublicFile, Revision,
};
use store::Snapshot;
use store::postings::PostingRow;
use store::postings::adjustments::PlaceRow;
use store::postings::openings::OpeningLine;
use store::postings::positions::{PositionRow, Size};

use crate::Service;
use crate::fault::Fault;
use crate::keys::Keys;
use crate::rows::adjustments::words;
use crate::rows::schemes::{named, public_newest};

pub use crate::rows::list_view::view;
pub use sealed::{AllSealed, Damaged, Sealed, sealed};
pub use store::postings::public::PublicMark;

fn anybody() -> Caller {
    Caller { who: Who::Anonymous, origin: Origin::default() }
}

/// Everything public by its marks: two that are equal stand for the same pages. This is what the press polls.
///
/// # Errors
/// [`Fault::Busy`] or [`Fault::Internal`].
pub async fn marks(service: &Service) -> Result<Vec<PublicMark>, Fault> {
    let caller = anybody();
    service
        .read(&caller, "open.marks", async |look| Ok(store::postings::public::marks(look.snapshot()).await?))
        .await
}

/// A posting with its positions, schemes and lists.
///
/// # Errors
/// [`Fault::Missing`] for what is not public.
pub async fn posting(service: &Service, code: Code) -> Result<Posting, Fault> {
    let caller = anybody();
    service
        .read(&caller, "open.posting", async |look| {
            let snapshot = look.snapshot();
            let row = store::postings::public::by_code(snapshot, &code).await?.ok_or(Fault::Missing)?;
            let sizes = store::postings::positions::sizes(snapshot, &[row.id]).await?;
            let head = head_of(&row, sizes.first().map(|(_, size)| *size).unwrap_or_default());
            let positions = store::postings::public::positions(snapshot, row.id).await?;
            let conditions = crate::rows::conditions::public_of(snapshot, row.id).await?;
            let schemes = public_newest(snapshot, row.id).await?;
            Ok(Posting {
                now: look.now(),
                head,
                notice: row.notice.as_str().to_owned(),
                telephones: store::postings::telephones::public_of(snapshot, row.id).await?,
                following: store::postings::followings::public_of(snapshot, row.id).await?,
                timetable: crate::rows::timetables::public_of(snapshot, row.id).await?,
                schemes: schemes.map(|file| named(&file)).unwrap_or_default(),
                counted_at: row.registration.and_then(|window| conditions.reference.day(window)),
                conditions,
                files: files(snapshot, row.id).await?,
                positions: positions.iter().map(crate::rows::postings::position).collect(),
                decided: decided(service.keys(), snapshot, row.id).await?,
                lists: sealed::heads(snapshot, row.id).await?,
                notices: crate::rulings::public_notices(snapshot, row.id).await?,
                revisions: revisions(snapshot, row.id).await?,
                decisions: decisions(snapshot, row.id).await?,
                openings: openings(snapshot, row.id, &positions).await?,
                adjustments: adjustments(snapshot, row.id, &positions).await?,
                terms: crate::rows::objections::all_terms(snapshot, row.id).await?,
            })
        })
        .await
}

/// The bytes of a file of a public posting, as [`posting`] named it. It reads the store of files and makes no statement.
///
/// # Errors
/// [`domain::reason::UploadsWhy::NotKept`] where the store is out of reach; [`Fault::Internal`] where the bytes are not those that were
/// approved.
pub async fn file(service: &Service, of: &PublicFile) -> Result<Vec<u8>, Fault> {
    crate::rows::notice_files::opened(service, &of.file, of.lies).await
}

/// The files that stand with the notice of a public posting.
async fn files(snapshot: &Snapshot, posting: PostingId) -> Result<Vec<PublicFile>, Fault> {
    let rows = store::postings::notice_files::of_public(snapshot, posting).await?;
    Ok(rows.into_iter().map(|row| PublicFile { file: row.file, lies: row.lies }).collect())
}

/// What was decided on the course of a public posting, newest first.
async fn decisions(snapshot: &Snapshot, posting: PostingId) -> Result<Vec<CourseLine>, Fault> {
    let rows = store::postings::decisions::of_public(snapshot, posting).await?;
    let line = |row: store::postings::decisions::DecisionRow| {
        row.decided.map(|(_, at)| CourseLine { kind: row.kind, at, reason: row.reason })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// The rulings on which the lists in force rest, as long as these are on the web.
async fn decided(keys: &Keys, snapshot: &Snapshot, posting: PostingId) -> Result<Vec<Decided>, Fault> {
    let lists = store::lists::of_posting(snapshot, posting).await?;
    let left = store::lists::leavings::all(snapshot).await?;
    let mut all: Vec<Decided> = Vec::new();
    for list in &lists {
        let superseded = lists.iter().any(|other| other.supersedes == Some(list.id));
        if superseded || left.iter().any(|(gone, _)| *gone == list.id) {
            continue;
        }
        let published = (list.stage.as_str(), list.published_at);
        let more = crate::rulings::behind(keys, snapshot, posting, published).await?;
        all.extend(
            more.into_iter().filter(|one| all.iter().all(|known| known.code != one.code)).collect::<Vec<_>>(),
        );
    }
    all.sort_by_key(|one| one.at);
    Ok(all)
}

/// The rounds of moves after the marks that stand in a public posting, newest first.
async fn adjustments(
    snapshot: &Snapshot,
    posting: PostingId,
    positions: &[PositionRow],
) -> Result<Vec<ConfirmedRound>, Fault> {
    let rounds = store::postings::adjustments::of_public(snapshot, posting).await?;
    let each = rounds.into_iter().filter_map(|(row, places)| {
        let (_, at) = row.decided?;
        let taking = |place: &PlaceRow| {
            let one = positions.iter().find(|one| one.id == place.position)?;
            let number = one.terms.code.as_str().to_owned();
            Some(Taking { number, words: words(one), places: place.places })
        };
        let places = places.iter().filter_map(taking).collect();
        Some(ConfirmedRound { at, reason: row.reason, window: row.window, places })
    });
    Ok(each.collect())
}

/// The confirmations of openings of a public posting, newest first.
async fn openings(
    snapshot: &Snapshot,
    posting: PostingId,
    positions: &[PositionRow],
) -> Result<Vec<ConfirmedOpening>, Fault> {
    let number = |of: PositionId| {
        positions.iter().find(|one| one.id == of).map(|one| one.terms.code.as_str().to_owned())
    };
    let confirmed = store::postings::openings::of_public(snapshot, posting).await?;
    let merges = match confirmed.is_empty() {
        true => Vec::new(),
        false => store::postings::merges::of_public(snapshot, posting).await?,
    };
    let each = confirmed.into_iter().filter_map(|(row, lines)| {
        let (_, at) = row.decided?;
        let line = |line: &OpeningLine| Some((number(line.position)?, line.people, line.opened));
        let lines = lines.iter().filter_map(line).collect();
        let own = merges.iter().filter(|merge| merge.opening == row.id);
        let merged = own.filter_map(|merge| Some((number(merge.position)?, number(merge.target)?))).collect();
        Some(ConfirmedOpening { at, reason: row.reason, until: row.until, lines, merged })
    });
    Ok(each.collect())
}

/// The revisions of a public posting, newest first.
async fn revisions(snapshot: &Snapshot, posting: PostingId) -> Result<Vec<Revision>, Fault> {
    let rows = store::postings::revisions::of_public(snapshot, posting).await?;
    let mut all = Vec::with_capacity(rows.len());
    let before = std::iter::once(None).chain(rows.iter().map(Some));
    for (before, row) in before.zip(&rows) {
        let changes = match before {
            Some(before) => crate::rows::revisions::changes(&before.contents, &row.contents)?,
            None => Vec::new(),
        };
        all.push(Revision {
            no: row.no.unwrap_or(0),
            at: row.settled_at.unwrap_or(row.proposed_at),
            reason: row.reason.clone(),
            digest: row.digest,
            changes,
        });
    }
    all.reverse();
    Ok(all)
}

fn head_of(row: &PostingRow, size: Size) -> PostingHead {
    PostingHead {
        code: row.code,
        title: row.title.as_str().to_owned(),
        authority: row.authority.as_str().to_owned(),
        phase: row.phase,
        // Nothing becomes public without its window; the schema says so too.
        registration: row.registration.unwrap_or(Window { opens: Instant(0), closes: Instant(0) }),
        positions: size.positions,
        plan: size.plan,
        stop: row.stop.clone(),
    }
}
