//! What a candidate sees of the own applications, and of a position before applying.

use domain::access::{Caller, Permit, Scope, StartApplication, ViewOwnAccount, ViewOwnApplication};
use domain::calendar::{Instant, Standing};
use domain::departure::DepartureState;
use domain::digest::Digest;
use domain::id::{Code, PersonId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::posting::Telephones;
use domain::publicity::{Decided, Place};
use domain::reason::{ApplicationsWhy, Reason, Why};
use domain::scheme::{EditableUntil, Editing};
use domain::screening::Verdict;
use domain::timetable::StageKind;
use domain::view::my::applications::{
    Application, Call, Entry, Existing, Left, Offer, OnList, Outcome, Refusal, Target,
};
use domain::view::uploads::Uploaded;
use store::Snapshot;
use store::applications::ApplicationRow;
use store::departures::DepartureRow;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;
use store::postings::telephones;

use super::rechoose::{merged_into, rechoice};
use super::turn::expect_recall;
use super::{account, complete_sections};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::applications::{self as content, find};
use crate::rows::decisions::effect_of;
use crate::rows::extensions::{editing, expect_usual, until};
use crate::rows::lists::newest;
use crate::rows::rankings::{own_lists, own_place};
use crate::rows::screenings::Ruled;
use crate::rows::timetables;

fn target(
    (posting, telephones): (&PostingRow, Telephones),
    position: &PositionRow,
    extended: Option<Instant>,
) -> Result<Target, Fault> {
    let registration = posting
        .registration
        .ok_or_else(|| Fault::internal(format!("the public posting {} has no window", posting.code)))?;
    Ok(Target {
        posting: posting.code,
        posting_title: posting.title.as_str().to_owned(),
        authority: posting.authority.as_str().to_owned(),
        telephones,
        phase: posting.phase,
        stop: posting.stop.clone(),
        registration,
        extended: extended.filter(|until| *until > registration.closes),
        position: position.code,
        number: position.terms.code.as_str().to_owned(),
        unit: position.terms.unit.as_str().to_owned(),
        title: position.terms.title.as_str().to_owned(),
        plan: position.places(),
        conditions: position.terms.conditions.as_str().to_owned(),
        details: position.terms.details.clone(),
    })
}

async fn place_of(snapshot: &Snapshot, row: &ApplicationRow) -> Result<(PostingRow, PositionRow), Fault> {
    let found = store::postings::public::position_by_id(snapshot, row.position).await?;
    found.ok_or(Fault::Missing)
}

/// The caller's applications, newest first.
///
/// # Errors
/// [`Fault::Denied`] for others than candidates.
pub async fn list(service: &Service, caller: &Caller) -> Result<Vec<Entry>, Fault> {
    let owner = account(caller)?;
    service
        .read(caller, "application.list", async |look| {
            let permit = look.permit::<ViewOwnApplication>(Scope::own(owner, None))?;
            let rows = store::applications::own(look.snapshot(), &permit).await?;
            let mut entries = Vec::with_capacity(rows.len());
            for row in rows {
                let (posting, position) = place_of(look.snapshot(), &row).await?;
                let extended = store::applications::extended(look.snapshot(), &permit, row.id).await?;
                let telephones = telephones::public_of(look.snapshot(), posting.id).await?;
                let target = target((&posting, telephones), &position, extended)?;
                let (on, left) = match row.ticket {
                    Some(_) => (
                        own_place(look.snapshot(), &permit, (&posting, row.id)).await?,
                        departed(look.snapshot(), &permit, &row).await?.is_some(),
                    ),
                    None => (None, false),
                };
                let merged = row.state == ApplicationState::Lapsed
                    && merged_into(look.snapshot(), &position).await?.is_some();
                entries.push(Entry { code: row.code, state: row.state, left, on, target, merged });
            }
            Ok(entries)
        })
        .await
}

/// One of the caller's applications, with the own values in clear.
///
/// # Errors
/// [`Fault::Missing`] for another's application as for one that does not exist.
pub async fn view(service: &Service, caller: &Caller, code: Code) -> Result<Application, Fault> {
    service
        .read(caller, "application.view_own", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let (posting, position) = place_of(look.snapshot(), &row).await?;
            // What may be changed is asked only while files can still be sent: later everybody reads this page at once.
            let sends = matches!(posting.phase, Phase::Approved | Phase::Registering | Phase::Screening);
            let (extended, editing) = if sends {
                let of = (posting.id, position.id);
                (
                    until(look.snapshot(), &permit, (&posting, &row)).await?,
                    editing(look.snapshot(), of).await?,
                )
            } else {
                let extended = store::applications::extended(look.snapshot(), &permit, row.id).await?;
                (extended, Editing::default())
            };
            let telephones = telephones::public_of(look.snapshot(), posting.id).await?;
            let target = target((&posting, telephones), &position, extended)?;
            let usual =
                sends && expect_usual(look.snapshot(), &permit, (&posting, &row), look.now()).await.is_ok();
            let set = crate::rows::conditions::public_of(look.snapshot(), posting.id).await?;
            let asked = posting.registration.and_then(|window| set.asked_of(&position.terms, window));
            let answers = content::open(service, &row)?;
            let open = target.phase.expect_registration(target.window(), look.now()).is_ok();
            let refusal = refusal(service, look.snapshot(), &permit, &row).await?;
            let sent = super::sent::sent(service, look.snapshot(), &permit, &row).await?;
            let mut files = crate::rows::uploads::all(service, look.snapshot(), &permit, row.id).await?;
            files.retain(Uploaded::stands);
            let (left, call) = left(look, &permit, (&posting, &row)).await?;
            let passed = row.state == ApplicationState::Passed && LEAVING.contains(&posting.phase);
            let outcome = outcome(look.snapshot(), &permit, (&posting, &row), left.is_some()).await?;
            let transferred = outcome.as_ref().is_some_and(|one| one.transfer.is_some());
            let stood = (&posting, &row, &position);
            // The window to choose anew is an extension; nobody else is asked about it.
            let rechoice = match target.extended {
                Some(_) => rechoice(service, look.snapshot(), &permit, stood, look.now()).await?,
                None => None,
            };
            let of = (&posting, &row);
            let keys = (service.keys(), look.snapshot());
            let adjusting = crate::rows::adjustments::own(keys, &permit, of, look.now()).await?;
            let merged_into = match row.state {
                ApplicationState::Lapsed => merged_into(look.snapshot(), &position).await?,
                _ => None,
            };
            let privacy = if sends { privacy(look, row.candidate).await? } else { None };
            let (on, result) = match row.ticket {
                Some(_) => own_lists(look.snapshot(), &permit, (&posting, row.id)).await?,
                None => (None, None),
            };
            // Whoever is not called by the newest list, or was decided on, waits for no stage.
            let on_way = left.is_none()
                && outcome.is_none()
                && posting.phase.runs()
                && on.as_ref().is_none_or(OnList::goes_on)
                && matches!(row.state, ApplicationState::Submitted | ApplicationState::Passed);
            let stages = timetables::public_of(look.snapshot(), posting.id).await?;
            let next = stages.next(look.now()).filter(|_| on_way).cloned();
            let tickets =
                posting.has_tickets() && stages.expect_begun(StageKind::Tickets, look.now()).is_ok();
            let recalls = editing.personal == EditableUntil::ReviewEnds || usual;
            Ok(Application {
                may_recall: open && recalls && expect_recall(&editing, row.state).is_ok(),
                editing,
                next,
                timetable: stages,
                on,
                result,
                outcome,
                rechoice,
                adjusting,
                merged_into,
                may_leave: passed && left.is_none() && !transferred,
                left,
                call,
                code: row.code,
                version: row.version,
                state: row.state,
                target,
                asked,
                complete: complete_sections(&answers, look.now()),
                answers,
                submitted_at: row.submitted_at.filter(|_| row.state != ApplicationState::Draft),
                sent,
                photo_asked: set.photo,
                photo_size: set.photo_size,
                files,
                refusal,
                ticket: row.ticket.filter(|_| tickets),
                open,
                read_at: look.now(),
                privacy,
            })
        })
        .await
}

/// The edition of the privacy page that the owner is asked to agree to, if any.
async fn privacy(look: &Look<'_>, owner: PersonId) -> Result<Option<Digest>, Fault> {
    let permit = look.permit::<ViewOwnAccount>(Scope::own(owner, None))?;
    crate::rows::consents::asked(look.snapshot(), &permit, owner).await
}

/// The phases in which somebody may leave after screening, and answer a call.
const LEAVING: [Phase; 3] = [Phase::Examining, Phase::Ranked, Phase::Published];

/// The departure by which the owner left. One that waits for its approval is nothing yet.
async fn departed(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    row: &ApplicationRow,
) -> Result<Option<DepartureRow>, Fault> {
    let departure = store::departures::of(snapshot, permit, row.id).await?;
    Ok(departure.filter(|one| one.state == DepartureState::Stands))
}

/// How the person left, and the last call to move up.
async fn left(
    look: &Look<'_>,
    permit: &Permit<ViewOwnApplication>,
    (posting, row): (&PostingRow, &ApplicationRow),
) -> Result<(Option<Left>, Option<Call>), Fault> {
    let left = departed(look.snapshot(), permit, row).await?;
    let calls = store::departures::calls::of(look.snapshot(), permit, row.id).await?;
    let mut call = None;
    if let Some(last) = calls.into_iter().next() {
        let list = store::departures::calls::stage(look.snapshot(), permit, &last).await?;
        call = Some(Call {
            code: last.code,
            list,
            until: last.until,
            answer: last.answered.map(|(answer, _, _)| answer),
            open: last.answered.is_none() && look.now() < last.until && LEAVING.contains(&posting.phase),
        });
    }
    Ok((left.map(|one| Left { kind: one.kind, day: one.day }), call))
}

/// What the newest decision whose people are public came to for the owner, who may have `left`. What is not public yet is
/// nothing here.
async fn outcome(
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    (posting, row): (&PostingRow, &ApplicationRow),
    left: bool,
) -> Result<Option<Outcome>, Fault> {
    if row.ticket.is_none() || !posting.beneath().has_tickets() {
        return Ok(None);
    }
    let said = store::decisions::choices_of(snapshot, permit, row.id).await?;
    if said.is_empty() {
        return Ok(None);
    }
    let periods = store::decisions::publicity::of_posting(snapshot, posting.id).await?;
    let public =
        said.iter().filter_map(|one| Some((one, periods.iter().find(|of| of.decision == one.decision)?)));
    let public: Vec<_> = public.collect();
    let Some((choice, period)) = public.iter().find(|one| one.0.proposed).or(public.first()) else {
        return Ok(None);
    };
    let list = newest(snapshot, posting, &period.stage).await?;
    let list = list.ok_or_else(|| Fault::internal("a publicity period without its list"))?;
    let transfer = store::decisions::transfers::of(snapshot, permit, row.id).await?;
    let term = match &transfer {
        Some(_) => store::decisions::service_terms::of(snapshot, permit, row.id).await?,
        None => None,
    };
    let ended = match &term {
        Some(_) => store::decisions::service_ends::of(snapshot, permit, row.id).await?,
        None => None,
    };
    let answers = store::objections::answers_on(snapshot, permit, row.id).await?;
    let place = Place::of(&Decided {
        transfer: transfer.as_ref().map(|one| (one.probation, one.ended.map(|ended| ended.0))),
        left,
        // One that waits for its approval is nothing yet.
        leaving: false,
        effect: effect_of(answers.iter(), row.id),
        period: Some(period.ended.is_some()),
    });
    Ok(Some(Outcome {
        place: choice.proposed.then_some(place),
        list: list.code,
        period: period.window,
        transfer: transfer.map(|one| (one.from_on, one.probation)),
        trial: term.as_ref().and_then(|one| one.trial),
        service: term.map_or(0, |one| one.months),
        service_over: ended.map(|one| one.over),
    }))
}

async fn refusal(
    service: &Service,
    snapshot: &Snapshot,
    permit: &Permit<ViewOwnApplication>,
    row: &ApplicationRow,
) -> Result<Option<Refusal>, Fault> {
    if row.state != ApplicationState::Refused {
        return Ok(None);
    }
    let history = store::screenings::history(snapshot, permit, row.id).await?;
    let Some(line) = history.into_iter().next_back() else { return Ok(None) };
    Ok(match crate::rows::screenings::open(service, row.code, &line)? {
        Ruled::Verdict(Verdict::Refused { ground, words }) => {
            Some(Refusal { ground, words: words.as_str().to_owned(), at: line.at })
        }
        Ruled::Verdict(Verdict::Passed) | Ruled::Undone(_) | Ruled::TakenBack => None,
    })
}

/// A position that the caller may apply for, with what stands in the way.
///
/// # Errors
/// [`Fault::Missing`] for a position that is not public; [`Fault::Denied`] for others than candidates.
pub async fn offer(service: &Service, caller: &Caller, position: Code) -> Result<Offer, Fault> {
    let owner = account(caller)?;
    service
        .read(caller, "application.offer", async |look| {
            let found = store::postings::public::position(look.snapshot(), &position).await?;
            let (posting, position) = found.ok_or(Fault::Missing)?;
            let permit = look.permit::<StartApplication>(Scope::own(owner, Some(posting.id)))?;
            let live = store::applications::own_live(look.snapshot(), &permit, posting.id).await?;
            let existing = match live {
                Some(live) => Some(live),
                None => store::applications::refused(look.snapshot(), &permit, position.id).await?,
            };
            let telephones = telephones::public_of(look.snapshot(), posting.id).await?;
            let target = target((&posting, telephones), &position, None)?;
            let asked = crate::rows::conditions::asked_of(look.snapshot(), &posting, &position).await?;
            // A posting that has left registration is closed, whatever its window says.
            let standing = match posting.phase.expect_registration(target.registration, look.now()) {
                Ok(()) => Standing::Inside,
                Err(Reason { why: Why::Applications(ApplicationsWhy::NotYetOpen { .. }), .. }) => {
                    Standing::Before
                }
                Err(_) => Standing::After,
            };
            Ok(Offer {
                target,
                asked,
                standing,
                existing: existing.map(|row| Existing {
                    code: row.code,
                    same_position: row.position == position.id,
                    state: row.state,
                }),
                key: service.form_key(),
                privacy: privacy(look, owner).await?,
            })
        })
        .await
}
