//! Individual extensions as use cases begin from them: the window of one application, and what was said about its person, sealed.
//!
//! Owns: the one question whether an application's window is open, by an extension or by what the scheme says of changing it. Refuses: deciding an extension.

use domain::access::aggregate::Applications;
use domain::access::{Act, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{Code, PositionId, PostingId};
use domain::reason::{PostingsWhy, ScreeningWhy};
use domain::scheme::{EditableUntil, Editing};
use domain::timetable::StageKind;
use domain::view::desk::extensions::Standing;
use store::Snapshot;
use store::applications::{ApplicationRow, ExtensionRow};
use store::postings::PostingRow;

use crate::Parts;
use crate::fault::Fault;
use crate::keys::Place;

const REASON: &str = "extension.reason_sealed";
const EVIDENCE: &str = "extension.evidence_sealed";
const REFUSED: &str = "extension.refused_sealed";

/// Refuses where an application is outside of its registration window: that of the posting, or until later where it was extended.
/// `now` is the act's entry: what arrived before the deadline counts.
///
/// # Errors
/// [`PostingsWhy::WrongPhase`]; the window's refusals.
pub(crate) async fn expect_open_for<A: Act + Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, row): (&PostingRow, &ApplicationRow),
    now: Instant,
) -> Result<(), Fault> {
    let window = posting.registration.ok_or(PostingsWhy::WrongPhase { phase: posting.phase }.reason())?;
    // Inside the posting's own window nobody needs to be asked whether it is longer for this application.
    if posting.phase.expect_registration(window, now).is_ok() {
        return Ok(());
    }
    let until = until(look, permit, (posting, row)).await?;
    Ok(posting.phase.expect_registration(window.extended(until), now)?)
}

/// Refuses where an application is outside of everybody's window, and of its own extension: the scheme is not asked.
///
/// # Errors
/// As [`expect_open_for`].
pub(crate) async fn expect_usual<A: Act + Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, row): (&PostingRow, &ApplicationRow),
    now: Instant,
) -> Result<(), Fault> {
    let window = posting.registration.ok_or(PostingsWhy::WrongPhase { phase: posting.phase }.reason())?;
    let until = store::applications::extended(look, permit, row.id).await?;
    Ok(posting.phase.expect_registration(window.extended(until), now)?)
}

/// Until when the window of an application lasts beyond everybody's: it was extended, or the scheme lets what was sent be changed until
/// the review ends.
///
/// # Errors
/// The database's.
pub(crate) async fn until<A: Act + Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, row): (&PostingRow, &ApplicationRow),
) -> Result<Option<Instant>, Fault> {
    let extended = store::applications::extended(look, permit, row.id).await?;
    let rule = editing(look, (posting.id, row.position)).await?;
    if !rule.outlasts_registration() {
        return Ok(extended);
    }
    let own = store::applications::times_sent(look, permit, row.id).await? > 0;
    let another = rule.position == EditableUntil::ReviewEnds
        && store::applications::sent_here(look, permit, posting.id).await?;
    let review = review_ends(look, posting.id).await?.filter(|_| own || another);
    Ok(extended.into_iter().chain(review).max())
}

/// What the scheme of a position of a public posting says of changing what was sent.
///
/// # Errors
/// The database's.
pub(crate) async fn editing(
    look: &Snapshot,
    (posting, position): (PostingId, PositionId),
) -> Result<Editing, Fault> {
    let Some(file) = super::schemes::public_newest(look, posting).await? else {
        return Ok(Editing::default());
    };
    // Nearly all schemes say nothing of it.
    if file.all().all(|one| one.editing == Editing::default()) {
        return Ok(Editing::default());
    }
    let found = store::postings::public::position_by_id(look, position).await?;
    let (_, position) = found.ok_or(Fault::Missing)?;
    let scheme = file.get(position.terms.scheme_name());
    Ok(scheme.map(|scheme| scheme.editing.clone()).unwrap_or_default())
}

/// When the review of a public posting ends, as its timetable says.
///
/// # Errors
/// The database's.
pub(crate) async fn review_ends(look: &Snapshot, posting: PostingId) -> Result<Option<Instant>, Fault> {
    let timetable = super::timetables::public_of(look, posting).await?;
    Ok(timetable.window(StageKind::Screening).map(|window| window.closes))
}

/// Refuses the end of screening while somebody may still send again what the scheme lets people change until the review ends.
///
/// # Errors
/// [`ScreeningWhy::StillEditing`].
pub(crate) async fn expect_none_edits<A>(
    look: &Snapshot,
    permit: &Permit<A>,
    (posting, now): (PostingId, Instant),
) -> Result<(), Fault>
where
    A: Act + Reads<Applications>,
{
    let Some(file) = super::schemes::public_newest(look, posting).await? else { return Ok(()) };
    if !file.all().any(|scheme| scheme.editing.outlasts_registration()) {
        return Ok(());
    }
    let Some(until) = review_ends(look, posting).await?.filter(|until| now < *until) else { return Ok(()) };
    match store::applications::drafts_sent(look, permit).await? {
        0 => Ok(()),
        count => Err(ScreeningWhy::StillEditing { count, until }.reason().into()),
    }
}

/// Refuses the end of screening while somebody may still send an application under an extension, or while an extension waits.
///
/// # Errors
/// [`ScreeningWhy::Extended`], [`ScreeningWhy::ExtensionsWait`].
pub(crate) async fn expect_none<A: Act + Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    now: Instant,
) -> Result<(), Fault> {
    let standing = standing(look, permit, now).await?;
    if standing.waiting > 0 {
        return Err(ScreeningWhy::ExtensionsWait { count: standing.waiting }.reason().into());
    }
    match standing.running {
        Some((count, until)) => Err(ScreeningWhy::Extended { count, until }.reason().into()),
        None => Ok(()),
    }
}

/// What of a posting's extensions keeps its screening open.
///
/// # Errors
/// The database's.
pub(crate) async fn standing<A: Act + Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    now: Instant,
) -> Result<Standing, Fault> {
    let found = store::applications::standing_extensions(look, permit, now).await?;
    Ok(Standing { waiting: found.waiting, running: found.last.map(|until| (found.running, until)) })
}

/// What was said about a person in an extension.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// Why.
    pub reason: String,
    /// What it rests on.
    pub evidence: String,
    /// Why it was refused; `None` where it waits or was granted.
    pub refused: Option<String>,
}

/// Reason and evidence, sealed for the row of `code`.
pub(crate) fn seal(parts: &Parts, code: Code, (reason, evidence): (&str, &str)) -> (Vec<u8>, Vec<u8>) {
    let sealed =
        |column, words: &str| parts.keys.seal(&Place::of(column, code), words, &parts.effects.random);
    (sealed(REASON, reason), sealed(EVIDENCE, evidence))
}

/// Why it is refused, sealed for the row of `code`.
pub(crate) fn seal_refusal(parts: &Parts, code: Code, words: &str) -> Vec<u8> {
    parts.keys.seal(&Place::of(REFUSED, code), words, &parts.effects.random)
}

/// Opens what an extension says.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn open(parts: &Parts, row: &ExtensionRow) -> Result<Said, Fault> {
    let opened = |column, sealed: &[u8]| parts.keys.opened(&Place::of(column, row.code), sealed);
    Ok(Said {
        reason: opened(REASON, &row.reason_sealed)?,
        evidence: opened(EVIDENCE, &row.evidence_sealed)?,
        refused: row.refused_sealed.as_ref().map(|sealed| opened(REFUSED, sealed)).transpose()?,
    })
}
