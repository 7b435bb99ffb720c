//! What the desk shows of postings.
//!
//! Owns: read models for staff. Refuses: personal data; counts only.

use domain::access::{ActName, Caller, Denial, Scope, ViewPosting, ViewRanking, may};
use domain::calendar::Instant;
use domain::course::{Done, Waiting, term};
use domain::id::{Code, PersonId};
use domain::lifecycle::Phase;
use domain::posting::{Following, PostingForm, Telephones};
use domain::view::desk::postings::{
    Desk, DueList, FilesKept, Posting, Progress, SchemeHead, Task, Waits as WaitsHere,
};
use store::Scoped as _;
use store::postings::PostingRow;
use store::postings::positions::Size;

use super::approval::{Content, content};
use super::inbox::{self, Found};
use super::team::member;
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::postings::{entry, find, position};
use crate::rows::rankings::Ranked;
use crate::rows::uploads;

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
            let mut tasks: Vec<Task> = Vec::new();
            for row in &rows {
                let size = sizes.iter().find(|one| one.0 == row.id).map(|one| one.1).unwrap_or_default();
                let tally = tallies.iter().find(|one| one.0 == row.id).map(|one| one.1).unwrap_or_default();
                let own = |what: Waiting| settles(look, row, what, person);
                let ranked = Ranked::of(look.snapshot(), row.id);
                let of = (row, &ranked, tally.submitted);
                let mut here: Vec<Found> = inbox::of((service, look), of, &own).await?;
                let counted = waits.extract_if(.., |one| one.0 == row.id).collect();
                here.extend(inbox::counted(look, row, (counted, Some(person))).await?);
                here.retain(|one| inbox::still(row, one.what) && own(one.what));
                tasks.extend(due(look, row, here).await?);
                entries.push(entry(row, size, tally));
            }
            tasks.sort_by_key(|task| (task.until.is_none(), task.until, task.since.is_none(), task.since));
            Ok(Desk { tasks, postings: entries })
        })
        .await
}

/// The scope in which something that waits is settled: what a team inspects waits for those of it whom the count names.
fn scope_of(row: &PostingRow, what: Waiting, person: PersonId) -> Scope {
    match what {
        Waiting::Inspection => store::inspections::scope_of_member(row.id, person),
        _ => row.scope(),
    }
}

/// Whether the caller may settle what waits.
fn settles(look: &Look<'_>, row: &PostingRow, what: Waiting, person: PersonId) -> bool {
    may(look.caller(), what.act(), &scope_of(row, what, person))
}

/// What waits in a posting for the caller, each with its term.
async fn due(look: &Look<'_>, row: &PostingRow, found: Vec<Found>) -> Result<Vec<Task>, Fault> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let permit = look.permit::<ViewPosting>(row.scope())?;
    let timetable = crate::rows::timetables::of(look.snapshot(), &permit).await?;
    let done = Done {
        screened: row.has_tickets(),
        listed: !store::lists::of_posting(look.snapshot(), row.id).await?.is_empty(),
        whole: matches!(row.beneath(), Phase::Published | Phase::Closed),
        ..Done::default()
    };
    let task = |one: Found| {
        let until = one.until.or(term((&timetable, row.registration), (one.what, done), look.now()));
        Task {
            what: one.what,
            posting: (row.code, row.title.as_str().to_owned()),
            count: one.count,
            since: one.since,
            until,
            late: until.is_some_and(|until| until <= look.now()),
            column: one.column,
        }
    };
    Ok(found.into_iter().map(task).collect())
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
            let kept = uploads::term(look.snapshot(), &row, service.terms()).await?;
            Ok(Posting { kept, ..shown((service, look), row, &content).await? })
        })
        .await
}

/// The title of a posting, for the head of each of its pages; none for whoever does not read the posting, of whom nothing is recorded
/// here, since the page asks for itself. What fails is told by the page too.
pub async fn title(service: &Service, caller: &Caller, posting: Code) -> Option<String> {
    let found = service.read(caller, "posting.title", async |look| {
        let found = store::postings::by_code(look.snapshot(), &posting).await?;
        let Some(found) = found.filter(|found| may(caller, ActName::ViewPosting, &found.scope())) else {
            return Ok(None);
        };
        let permit = look.permit::<ViewPosting>(found.scope())?;
        Ok(Some(found.open(&permit)?.title.as_str().to_owned()))
    });
    found.await.ok().flatten()
}

/// What waits in a posting and how far its ranking and lists have come, as far as the reader may see it.
pub(super) async fn progress(
    (service, look): (&Service, &Look<'_>),
    (row, ranked): (&PostingRow, &Ranked<'_>),
    submitted: u32,
) -> Result<Progress, Fault> {
    let scope = row.scope();
    let seen = |what: Waiting| may(look.caller(), what.seen_by(), &scope);
    let mut waits: Vec<Found> = inbox::of((service, look), (row, ranked, submitted), &seen).await?;
    let counted = store::waiting::of(look.snapshot(), &[row.id], None).await?;
    waits.extend(inbox::counted(look, row, (counted, None)).await?);
    let mine = store::waiting::inspections(look.snapshot(), &[row.id], look.caller().id()).await?;
    waits.retain(|one| inbox::still(row, one.what) && seen(one.what));
    waits.sort_by_key(|one| (one.since.is_none(), one.since));
    let line = |one: Found| WaitsHere {
        what: one.what,
        count: one.count,
        since: one.since,
        own: match one.what {
            Waiting::Inspection => !mine.is_empty(),
            what => may(look.caller(), what.act(), &scope),
        },
        column: one.column,
    };
    let reads = row.phase.runs() && may(look.caller(), ActName::ViewRanking, &scope);
    let ranking = if reads { ranking(look, ranked).await? } else { None };
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
    let due = match row.phase {
        Phase::Screening | Phase::Examining | Phase::Ranked => inbox::due_of(look, row).await?,
        _ => Vec::new(),
    };
    let due = due.into_iter().map(|(list, after, until, _)| DueList {
        late: until.is_over(look.now()),
        list,
        after,
        until,
    });
    let due = due.collect();
    Ok(Progress { waits: waits.into_iter().map(line).collect(), ranking, lists, due })
}

/// Questions that the ranking which stands leaves open, and whether it is stale.
async fn ranking(look: &Look<'_>, ranked: &Ranked<'_>) -> Result<Option<(u32, bool)>, Fault> {
    let found = ranked.open(|scope| look.permit::<ViewRanking>(scope)).await?;
    let Some((permit, ranking)) = found else { return Ok(None) };
    let now = store::inputs::version(look.snapshot(), &permit).await?;
    Ok(Some((ranking.open_questions, now != ranking.inputs)))
}

/// The words and dates as a form; a draft may have no dates yet.
fn form(row: &PostingRow, telephones: &Telephones, following: Following) -> PostingForm {
    let (trial_days, service_term) = following.typed();
    match row.terms(telephones.clone(), following) {
        Some(terms) => PostingForm::of(&terms),
        None => PostingForm {
            title: row.title.as_str().to_owned(),
            authority: row.authority.as_str().to_owned(),
            notice: row.notice.as_str().to_owned(),
            enquiry: telephones.enquiry().to_owned(),
            supervision: telephones.supervision().to_owned(),
            trial_days,
            service_term,
            ..PostingForm::default()
        },
    }
}

/// A posting whose row and contents were read, with its counts, its team and what the department said last.
pub(super) async fn shown(
    (service, look): (&Service, &Look<'_>),
    row: PostingRow,
    content: &Content,
) -> Result<Posting, Fault> {
    let snapshot = look.snapshot();
    let tally = store::applications::tally(snapshot, &[row.id]).await?;
    let team = store::people::posting_members(snapshot, row.id, look.now()).await?;
    let plan = content.positions.iter().map(|one| one.terms.plan).fold(0, u32::saturating_add);
    let size = Size { positions: u32::try_from(content.positions.len()).unwrap_or(u32::MAX), plan };
    let tally = tally.first().map(|one| one.1).unwrap_or_default();
    let permit = look.permit::<ViewPosting>(store::locked::Scoped::scope(&row))?;
    let newest = store::postings::revisions::newest(snapshot, &permit).await?;
    let revision = store::postings::revisions::in_force(snapshot, row.id).await?;
    let ranked = Ranked::of(snapshot, row.id);
    let progress = progress((service, look), (&row, &ranked), tally.submitted).await?;
    Ok(Posting {
        progress,
        entry: entry(&row, size, tally),
        version: row.version,
        form: form(&row, &content.telephones, content.following),
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
