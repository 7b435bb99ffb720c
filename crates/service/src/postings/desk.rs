//! What the desk shows of postings.
//!
//! Owns: read models for staff. Refuses: personal data; counts only.

use domain::access::{ActName, Caller, Denial, Permit, Scope, ViewOpening, ViewPosting, ViewRanking, may};
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::id::{Code, PersonId};
use domain::lifecycle::Phase;
use domain::posting::{PostingForm, Telephones};
use domain::view::desk::postings::{
    Desk, FilesKept, Posting, Progress, SchemeHead, Task, Waits as WaitsHere,
};
use store::Scoped as _;
use store::lists::releases::ReleaseRow;
use store::postings::PostingRow;
use store::postings::positions::Size;
use store::waiting::Waits;

use super::approval::{Content, content};
use super::team::member;
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::openings::open_of;
use crate::rows::postings::{entry, find, position};
use crate::rows::uploads::term;

/// The postings that the caller works on or may read, and what waits in them for the caller.
///
/// # Errors
/// [`Fault::Denied`] for others than staff.
pub async fn list(service: &Service, caller: &Caller) -> Result<Desk, Fault> {
    let person = match caller.person() {
        None => return Err(Fault::Denied(Denial::NotSignedIn)),
        Some(person) if !person.is_staff() => return Err(Fault::Denied(Denial::Role)),
        Some(person) => person.id,
    };
    service
        .read(caller, "posting.list", async |look| {
            let rows = store::postings::desk(look.snapshot(), look.caller()).await?;
            let mut entries = Vec::with_capacity(rows.len());
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let sizes = store::postings::positions::sizes(look.snapshot(), &ids).await?;
            let tallies = store::applications::tally(look.snapshot(), &ids).await?;
            let mut waits = store::waiting::of(look.snapshot(), &ids, Some(person)).await?;
            for row in &rows {
                let size = sizes.iter().find(|one| one.0 == row.id).map(|one| one.1).unwrap_or_default();
                let tally = tallies.iter().find(|one| one.0 == row.id).map(|one| one.1).unwrap_or_default();
                waits.extend(by_phase(row, tally.submitted, lists_wait(look, row).await?));
                entries.push(entry(row, size, tally));
            }
            waits.retain(|one| rows.iter().any(|row| row.id == one.0 && still(row, one.1)));
            let mut tasks: Vec<Task> = waits.into_iter().filter_map(|one| task(look, &rows, one)).collect();
            tasks.sort_by_key(|task| task.since);
            Ok(Desk { tasks, postings: entries })
        })
        .await
}

/// What waits because of the phase that a posting is in.
fn by_phase(row: &PostingRow, submitted: u32, lists: bool) -> Option<Waits> {
    let since = |at: Option<Instant>| at.unwrap_or(row.created_at);
    let closed = row.registration.map(|window| window.closes);
    match row.phase {
        Phase::Submitted => Some((row.id, Waiting::Posting, 1, since(row.submitted_at))),
        Phase::Screening if submitted > 0 => Some((row.id, Waiting::Files, submitted, since(closed))),
        Phase::Ranked if lists => Some((row.id, Waiting::Lists, 1, since(closed))),
        _ => None,
    }
}

/// Whether what waits can be settled in the phase of its posting: files are countersigned once the last list is public.
fn still(row: &PostingRow, what: Waiting) -> bool {
    what != Waiting::Inspection || row.phase == Phase::Published
}

/// Whether a list of the ranking that stands is neither public nor signed for an instant.
async fn lists_wait(look: &Look<'_>, row: &PostingRow) -> Result<bool, Fault> {
    if row.phase != Phase::Ranked || !may(look.caller(), ActName::ViewRanking, &row.scope()) {
        return Ok(false);
    }
    let snapshot = look.snapshot();
    let Some(standing) = store::rankings::standing(snapshot, row.id).await? else { return Ok(false) };
    let permit = look.permit::<ViewRanking>(standing.scope())?;
    let ranking = standing.open(&permit)?;
    let lists = store::rankings::lists(snapshot, &permit, ranking.id).await?;
    let public = store::lists::of_posting(snapshot, row.id).await?;
    let now = store::lists::releases::ground(snapshot, row.id).await?;
    let releases = store::lists::releases::of_posting(snapshot, row.id).await?;
    let signed = |stage: &str| {
        let stands = |one: &ReleaseRow| one.waits() && one.ground.ended_by(&now, row.phase).is_none();
        releases.iter().any(|one| one.stage == stage && stands(one))
    };
    let is_public = |stage: &str| public.iter().any(|one| one.stage == stage);
    Ok(lists.iter().any(|one| one.ready && !is_public(&one.stage) && !signed(&one.stage)))
}

/// The scope in which something that waits is settled: what a team inspects waits for those of it whom the count names.
fn scope_of(row: &PostingRow, what: Waiting, person: PersonId) -> Scope {
    match what {
        Waiting::Inspection => store::inspections::scope_of_member(row.id, person),
        _ => row.scope(),
    }
}

/// What waits for the caller: only what the caller may settle.
fn task(look: &Look<'_>, rows: &[PostingRow], (posting, what, count, since): Waits) -> Option<Task> {
    let row = rows.iter().find(|row| row.id == posting)?;
    let scope = scope_of(row, what, look.caller().id()?);
    may(look.caller(), what.act(), &scope).then(|| Task {
        what,
        posting: (row.code, row.title.as_str().to_owned()),
        count,
        since: (what != Waiting::Lists).then_some(since),
    })
}

/// A posting with everything its team may read.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn view(service: &Service, caller: &Caller, posting: Code) -> Result<Posting, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewPosting>(found.scope())?;
            let row = found.open(&permit)?;
            let content = content(look.snapshot(), &permit, &row).await?;
            let kept = term(look.snapshot(), &row, service.terms()).await?;
            Ok(Posting { kept, ..shown(look, row, &content).await? })
        })
        .await
}

/// What waits in a posting and how far its ranking and lists have come, as far as the reader may see it.
pub(super) async fn progress(look: &Look<'_>, row: &PostingRow, submitted: u32) -> Result<Progress, Fault> {
    let scope = row.scope();
    let mut waits = store::waiting::of(look.snapshot(), &[row.id], None).await?;
    let mine = store::waiting::inspections(look.snapshot(), &[row.id], look.caller().id()).await?;
    waits.extend(by_phase(row, submitted, lists_wait(look, row).await?));
    waits.extend(below_ratio(look, row).await?);
    waits.retain(|one| still(row, one.1) && may(look.caller(), one.1.seen_by(), &scope));
    waits.sort_by_key(|one| one.3);
    let line = |(_, what, count, since): Waits| WaitsHere {
        what,
        count,
        since: (what != Waiting::Lists).then_some(since),
        own: match what {
            Waiting::Inspection => !mine.is_empty(),
            _ => may(look.caller(), what.act(), &scope),
        },
    };
    let reads = row.phase.runs() && may(look.caller(), ActName::ViewRanking, &scope);
    let ranking = if reads { ranking(look, &look.permit(scope.clone())?, row).await? } else { None };
    let mut lists: Vec<(Code, String, u32, Instant)> = Vec::new();
    for list in store::lists::of_posting(look.snapshot(), row.id).await? {
        let newest = lists.iter_mut().find(|one| one.1 == list.stage);
        match newest {
            Some(one) if one.2 < list.version => {
                *one = (list.code, list.stage, list.version, list.published_at);
            }
            Some(_) => {}
            None => lists.push((list.code, list.stage, list.version, list.published_at)),
        }
    }
    lists.sort_by_key(|one| one.3);
    Ok(Progress { waits: waits.into_iter().map(line).collect(), ranking, lists })
}

/// Positions below their opening ratio, once their people can be counted and while nothing is proposed on them.
async fn below_ratio(look: &Look<'_>, row: &PostingRow) -> Result<Option<Waits>, Fault> {
    if !may(look.caller(), ActName::ViewOpening, &row.scope()) {
        return Ok(None);
    }
    let permit = look.permit::<ViewOpening>(row.scope())?;
    let (below, waits) = open_of(look.snapshot(), &permit, row).await?;
    let since = row.registration.map_or(row.created_at, |window| window.closes);
    Ok((below > 0 && !waits).then_some((row.id, Waiting::BelowRatio, below, since)))
}

/// Questions that the ranking which stands leaves open, and whether it is stale.
async fn ranking(
    look: &Look<'_>,
    permit: &Permit<ViewRanking>,
    row: &PostingRow,
) -> Result<Option<(u32, bool)>, Fault> {
    let Some(standing) = store::rankings::standing(look.snapshot(), row.id).await? else { return Ok(None) };
    let ranking = standing.open(permit)?;
    let now = store::inputs::version(look.snapshot(), permit).await?;
    Ok(Some((ranking.open_questions, now != ranking.inputs)))
}

/// The words and dates as a form; a draft may have no dates yet.
fn form(row: &PostingRow, telephones: &Telephones) -> PostingForm {
    match row.terms(telephones.clone()) {
        Some(terms) => PostingForm::of(&terms),
        None => PostingForm {
            title: row.title.as_str().to_owned(),
            authority: row.authority.as_str().to_owned(),
            notice: row.notice.as_str().to_owned(),
            enquiry: telephones.enquiry().to_owned(),
            supervision: telephones.supervision().to_owned(),
            ..PostingForm::default()
        },
    }
}

/// A posting whose row and contents were read, with its counts, its team and what the department said last.
pub(super) async fn shown(look: &Look<'_>, row: PostingRow, content: &Content) -> Result<Posting, Fault> {
    let snapshot = look.snapshot();
    let tally = store::applications::tally(snapshot, &[row.id]).await?;
    let team = store::people::posting_members(snapshot, row.id, look.now()).await?;
    let plan = content.positions.iter().map(|one| one.terms.plan).fold(0, u32::saturating_add);
    let size = Size { positions: u32::try_from(content.positions.len()).unwrap_or(u32::MAX), plan };
    let tally = tally.first().map(|one| one.1).unwrap_or_default();
    let permit = look.permit::<ViewPosting>(store::locked::Scoped::scope(&row))?;
    let newest = store::postings::revisions::newest(snapshot, &permit).await?;
    let revision = store::postings::revisions::in_force(snapshot, row.id).await?;
    let progress = progress(look, &row, tally.submitted).await?;
    Ok(Posting {
        progress,
        entry: entry(&row, size, tally),
        version: row.version,
        form: form(&row, &content.telephones),
        positions: content.positions.iter().map(position).collect(),
        files: content.files.clone(),
        timetable: content.timetable.clone(),
        scheme: content.scheme.as_ref().map(|scheme| SchemeHead {
            revision: scheme.revision,
            digest: scheme.digest,
            saved_at: scheme.created_at,
        }),
        approval_digest: content.digest(),
        revision,
        team: team.iter().map(member).collect(),
        returned_because: newest.filter(|_| row.phase == Phase::Draft).and_then(|row| row.returned_reason),
        stop: row.stop,
        kept: FilesKept::default(),
    })
}
