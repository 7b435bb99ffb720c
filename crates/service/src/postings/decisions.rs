//! The course of a posting as the desk reads it: where it stands, what was decided on it, what may be decided now.
//!
//! Owns: the read model. Refuses: deciding.

use domain::access::{ActName, Caller, Permit, Scope, ViewDecisions, ViewPosting, ViewRanking, may};
use domain::calendar::Instant;
use domain::collective::DecisionState;
use domain::course::{DecisionKind, Done, Mark, marks, resumed};
use domain::departure::DepartureState;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::lifecycle::{Phase, Step};
use domain::opening::OpeningState;
use domain::reason::{PostingsWhy, Why};
use domain::timetable::Stage;
use domain::view::desk::course::{CourseActs, CourseEntry, CoursePage, Resting, StageLine, Turned};
use domain::view::desk::postings::Progress;
use store::Scoped as _;
use store::postings::PostingRow;
use store::postings::decisions::DecisionRow;

use super::desk::progress;
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::officers::{Names, names};
use crate::rows::postings::{find, head};
use crate::rows::rankings::{Ranked, sees_digests, sees_people_of};

/// The course of a posting.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn course(service: &Service, caller: &Caller, posting: Code) -> Result<CoursePage, Fault> {
    service
        .read(caller, "posting.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let all = store::postings::decisions::all(look.snapshot(), &permit).await?;
            let by =
                all.iter().flat_map(|one| [one.proposed, one.decided]).flatten().map(|one| one.0).collect();
            let names = names(look.snapshot(), by).await?;
            let tally = store::applications::tally(look.snapshot(), &[row.id]).await?;
            let submitted = tally.first().map(|one| one.1.submitted).unwrap_or_default();
            let ranked = Ranked::of(look.snapshot(), row.id);
            let progress = progress((service, look), (&row, &ranked), submitted).await?;
            let acts = acts(look, (&row, &scope), &all);
            Ok(CoursePage {
                stages: stages(look, &permit, (&row, &progress)).await?,
                stale: progress.ranking.is_some_and(|(_, stale)| stale),
                turned: turned(look, &permit, (&row, &ranked)).await?,
                posting: head(&row),
                version: row.version,
                closed_meanwhile: closed_meanwhile(&row, look.now()),
                resting: resting(look, (&row, &ranked), acts, &all).await?,
                acts,
                decisions: all.into_iter().map(|one| entry(one, &names)).collect(),
                stop: row.stop,
            })
        })
        .await
}

/// Where each stage after registration stands, and what holds it up.
async fn stages(
    look: &Look<'_>,
    permit: &Permit<ViewPosting>,
    (row, progress): (&PostingRow, &Progress),
) -> Result<Vec<StageLine>, Fault> {
    let timetable = crate::rows::timetables::of(look.snapshot(), permit).await?;
    if timetable.is_empty() {
        return Ok(Vec::new());
    }
    let openings = store::postings::openings::all(look.snapshot(), permit).await?;
    let scope = row.scope();
    let mut done = Done {
        screened: row.has_tickets(),
        opened: row.has_tickets() || openings.iter().any(|one| one.state == OpeningState::Stands),
        listed: !progress.lists.is_empty(),
        whole: matches!(row.beneath(), Phase::Published | Phase::Closed),
        closed: row.phase == Phase::Closed,
        ..Done::default()
    };
    if may(look.caller(), ActName::ViewDecisions, &scope) {
        let decisions = look.permit::<ViewDecisions>(scope.clone())?;
        let all = store::decisions::all(look.snapshot(), &decisions).await?;
        done.decided = Some(all.iter().any(|one| one.state == DecisionState::Confirmed));
        let transfers = store::decisions::transfers::all(look.snapshot(), &decisions).await?;
        done.transferred = Some(!transfers.is_empty());
    }
    let line = |(stage, mark): (Stage, Mark)| StageLine {
        waits: match mark {
            Mark::Over => Vec::new(),
            _ => progress.waits.iter().filter(|one| stage.kind.is_held_by(one.what)).cloned().collect(),
        },
        seen: row.phase.is_public() && may(look.caller(), stage.kind.seen_by(), &scope),
        stage,
        mark,
    };
    let all = marks(&timetable, done, look.now());
    Ok(timetable.0.into_iter().zip(all).map(line).collect())
}

/// The acts that end a stage or open one again.
const TURNING: [ActName; 13] = [
    ActName::ApprovePosting,
    ActName::TurnPhase,
    ActName::FinishScreening,
    ActName::ReopenScreening,
    ActName::ComputeRanking,
    ActName::ReopenMarks,
    ActName::CorrectList,
    ActName::KeepList,
    ActName::PublishList,
    ActName::ReleaseList,
    ActName::ResumePosting,
    ActName::EndPosting,
    ActName::ClosePosting,
];

/// What ended a stage or opened one again, newest first.
async fn turned(
    look: &Look<'_>,
    permit: &Permit<ViewPosting>,
    (row, ranked): (&PostingRow, &Ranked<'_>),
) -> Result<Vec<Turned>, Fault> {
    let found = store::audit::of_course(look.snapshot(), permit, (&row.code, &TURNING), 50).await?;
    // The event of a ranking carries digests of marks, against which those of few people can be guessed.
    let sees_people = sees_people_of(look, ranked).await?;
    let sees_digests = sees_digests(look, ranked).await?;
    let shown = |event: &Event| match event {
        Event::RankingComputed { .. } => sees_people,
        Event::PhaseTurned { .. }
        | Event::MarksReopened { .. }
        | Event::ListCorrectionBegun { .. }
        | Event::ListKept { .. }
        | Event::ListPublished { .. } => true,
        _ => false,
    };
    let each = found.into_iter().filter(|one| shown(&one.event));
    let told = |event: Event| if sees_digests { event } else { event.unseen() };
    Ok(each.map(|one| Turned { at: one.at, who: one.who, event: told(one.event) }).collect())
}

/// When registration would have closed while the posting was suspended, where that stands against resuming it.
fn closed_meanwhile(row: &PostingRow, now: Instant) -> Option<Instant> {
    let refused = resumed((row.phase, row.stop.as_ref()), row.registration?, now).err()?;
    match refused.why {
        Why::Postings(PostingsWhy::ClosedMeanwhile { closes }) => Some(closes),
        _ => None,
    }
}

fn acts(look: &Look<'_>, (row, scope): (&PostingRow, &Scope), all: &[DecisionRow]) -> CourseActs {
    let can = |act: ActName, scope: &Scope| may(look.caller(), act, scope);
    let knows = |step: Step| row.phase.after(step).is_ok();
    let waiting = all.iter().find(|one| one.decided.is_none());
    CourseActs {
        suspend: knows(Step::Suspend) && can(ActName::SuspendPosting, scope),
        resume: row.phase == Phase::Suspended && can(ActName::ResumePosting, scope),
        propose: knows(Step::Cancel) && waiting.is_none() && can(ActName::ProposeCancel, scope),
        reopen: knows(Step::ReopenScreening) && waiting.is_none() && can(ActName::ProposeReopening, scope),
        settle: waiting.is_some_and(|one| {
            let (act, known) = match one.kind {
                DecisionKind::ReopenScreening => (ActName::ReopenScreening, true),
                _ => (ActName::CancelPosting, knows(Step::Cancel)),
            };
            known && can(act, scope) && can(act, &one.scope())
        }),
        withdraw: knows(Step::Withdraw) && can(ActName::WithdrawPosting, scope),
    }
}

/// What rests on the screening, for whoever may propose or settle to open it again.
async fn resting(
    look: &Look<'_>,
    (row, ranked): (&PostingRow, &Ranked<'_>),
    acts: CourseActs,
    all: &[DecisionRow],
) -> Result<Option<Resting>, Fault> {
    let waits = all.iter().any(|one| one.decided.is_none() && one.kind == DecisionKind::ReopenScreening);
    let scope = row.scope();
    if !(acts.reopen || acts.settle && waits) || !may(look.caller(), ActName::ViewRanking, &scope) {
        return Ok(None);
    }
    let permit = look.permit::<ViewRanking>(scope)?;
    let snapshot = look.snapshot();
    let positions = store::postings::positions::all(snapshot, &permit).await?;
    let rulings = store::rulings::all(snapshot, &permit).await?;
    let departures = store::departures::all(snapshot, &permit).await?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Some(Resting {
        ranking: ranked.scope().await?.is_some(),
        openings: count(positions.iter().filter(|one| one.opened.is_some()).count()),
        rulings: count(store::rulings::standing(&rulings).len()),
        departures: count(departures.iter().filter(|one| one.state == DepartureState::Stands).count()),
    }))
}

fn entry(row: DecisionRow, names: &Names) -> CourseEntry {
    let named = |(by, at): (PersonId, Instant)| (names.get(&by).cloned().unwrap_or_default(), at);
    CourseEntry {
        code: row.code,
        kind: row.kind,
        reason: row.reason,
        proposed: row.proposed.map(named),
        decided: row.decided.map(named),
        returned_because: row.returned_reason,
    }
}
