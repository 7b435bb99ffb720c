//! Verdicts on one file, undoing them, and looking at masked values for a purpose.

use domain::access::{Caller, Permit, RevealIdentity, ScreenApplication, ViewApplications};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Phase, Turn};
use domain::messages::{Kind, Value};
use domain::placeholder::Placeholder;
use domain::reason::{ApplicationsWhy, FieldPath, ScreeningWhy, TypedWhy};
use domain::screening::QueueFilter;
use domain::screening::Verdict;
use domain::typed::Grounds;
use store::applications::ApplicationRow;

use super::search::Matching;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::screenings::{self, Ruled};
use crate::tell;

/// What a screener decides, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerdictForm {
    /// Pass.
    Pass,
    /// Refuse.
    Refuse {
        /// Word of the ground.
        ground: String,
        /// What the candidate reads.
        words: String,
    },
}

/// What a reveal may be for: the words that stand in the event.
pub const PURPOSES: [&str; 3] = ["compare", "contact", "duplicate"];

impl VerdictForm {
    fn verdict(&self) -> Result<Verdict, Fault> {
        match self {
            Self::Pass => Ok(Verdict::Passed),
            Self::Refuse { ground, words } => Ok(Verdict::refused(ground, words)?),
        }
    }
}

/// The application, opened for the act, in a posting whose applications are being decided.
async fn opened(
    op: &mut Op<'_>,
    posting: Code,
    application: Code,
) -> Result<(Permit<ScreenApplication>, ApplicationRow, store::postings::PostingRow), Fault> {
    let found = crate::rows::applications::find(op.tx(), application).await?;
    let permit = op.permit::<ScreenApplication>(found.scope())?;
    let row = found.open(&permit)?;
    // The posting before the application, as at the end of screening; then the file as it is by now.
    let of = store::postings::held(op.tx(), row.posting).await?.ok_or(Fault::Missing)?;
    let row = crate::rows::applications::hold(op.tx(), application).await?.open(&permit)?;
    if of.code != posting || row.state == ApplicationState::Draft {
        return Err(Fault::Missing);
    }
    Ok((permit, row, of))
}

/// The file in the version that was shown, to be ruled on; `None` where the same person ruled so before, which is done once.
async fn awaited(
    service: &Service,
    op: &mut Op<'_>,
    (posting, application, version): (Code, Code, i64),
    ruled: &Ruled,
) -> Result<Option<(Permit<ScreenApplication>, ApplicationRow)>, Fault> {
    let (permit, row, of) = opened(op, posting, application).await?;
    if row.version == version.saturating_add(1) && is_repeat(service, op, &permit, (&row, ruled)).await? {
        op.repeat();
        return Ok(None);
    }
    if row.version != version {
        return Err(Fault::Stale);
    }
    of.phase.expect(&[Phase::Registering, Phase::Screening])?;
    Ok(Some((permit, row)))
}

/// Turns the file and keeps what was ruled.
async fn keep(
    service: &Service,
    op: &Op<'_>,
    permit: &Permit<ScreenApplication>,
    (row, to): (&ApplicationRow, ApplicationState),
    ruled: &Ruled,
) -> Result<(), Fault> {
    let (now, at) = (op.now(), (row.id, row.version));
    store::applications::turn(op.tx(), permit, at, (row.state, to), now).await?;
    let said = screenings::seal(service, (row.code, now), ruled);
    let revision = store::postings::revisions::in_force(op.tx(), row.posting).await?;
    Ok(store::screenings::insert(op.tx(), permit, (row.id, revision), &said, (permit.by(), now)).await?)
}

/// Judges a file and answers the next one of the same queue: the one after it, or the first that is left. The same verdict
/// by the same person twice is one.
///
/// # Errors
/// [`TypedWhy::NotAChoice`], [`TypedWhy::Missing`] or [`TypedWhy::Length`] for a refusal's ground and words;
/// [`Fault::Stale`] where the file changed since it was opened; [`domain::reason::PostingsWhy::WrongPhase`] after
/// screening.
pub async fn judge(
    service: &Service,
    caller: &Caller,
    posting: Code,
    application: Code,
    version: i64,
    filter: &QueueFilter,
    form: VerdictForm,
) -> Result<Option<Code>, Fault> {
    let verdict = form.verdict()?;
    let (turn, ground) = match &verdict {
        Verdict::Passed => (Turn::Pass, None),
        Verdict::Refused { ground, .. } => (Turn::Refuse, Some(*ground)),
    };
    service
        .write(caller, "application.screen", async |op| {
            let ruled = Ruled::Verdict(verdict.clone());
            let found = awaited(service, op, (posting, application, version), &ruled).await?;
            let Some((permit, row)) = found else { return Ok(()) };
            let to = row.state.after(turn)?;
            keep(service, op, &permit, (&row, to), &ruled).await?;
            op.record(&permit, &turned(&row, to, ground, None)).await?;
            tell_verdict(op, &permit, &row, Some(&verdict)).await
        })
        .await?;
    next(service, caller, application, filter).await
}

/// Tells the candidate the verdict, or that the one told before does not stand any more. One that is taken back before anybody was
/// told is told to nobody.
async fn tell_verdict(
    op: &Op<'_>,
    permit: &Permit<ScreenApplication>,
    row: &ApplicationRow,
    verdict: Option<&Verdict>,
) -> Result<(), Fault> {
    let found = store::postings::public::position_by_id(op.tx(), row.position).await?;
    let (posting, position) = found.ok_or(Fault::Missing)?;
    let mut values = tell::of_application((&posting, &position), row.code, (op.now(), ""));
    let kind = match verdict {
        Some(Verdict::Passed) => Kind::Passed,
        Some(Verdict::Refused { ground, words }) => {
            values.insert(Placeholder::Ground, Value::Ground(*ground));
            values.insert(Placeholder::Words, Value::Text(words.as_str().to_owned()));
            Kind::Refused
        }
        None => {
            let about = store::messages::About::Application(row.id);
            if tell::untell(op, permit, about, Kind::Reopened).await? > 0 {
                return Ok(());
            }
            Kind::Reopened
        }
    };
    tell::tell(op, permit, tell::to_candidate(row, (kind, values))).await
}

async fn is_repeat(
    service: &Service,
    op: &Op<'_>,
    permit: &Permit<ScreenApplication>,
    (row, ruled): (&ApplicationRow, &Ruled),
) -> Result<bool, Fault> {
    let history = store::screenings::history(op.tx(), permit, row.id).await?;
    match history.last().filter(|line| line.by == permit.by()) {
        Some(line) => Ok(screenings::open(service, row.code, line)? == *ruled),
        None => Ok(false),
    }
}

/// The file to judge next. It is looked for after the act: a search opens every name of the posting, and no other write shall wait
/// for that.
async fn next(
    service: &Service,
    caller: &Caller,
    application: Code,
    filter: &QueueFilter,
) -> Result<Option<Code>, Fault> {
    service
        .read(caller, "screening.next", async |look| {
            let found = crate::rows::applications::find(look.snapshot(), application).await?;
            let permit = look.permit::<ViewApplications>(found.scope())?;
            let row = found.open(&permit)?;
            let positions = store::postings::public::positions(look.snapshot(), row.posting).await?;
            let found = Matching::of(service, look.snapshot(), &permit, (filter, &positions)).await?;
            let beside = found.beside(look.snapshot(), &permit, &row).await?;
            if beside.next.is_some() {
                return Ok(beside.next);
            }
            let (first, _) = found.page(look.snapshot(), &permit, (0, 1)).await?;
            Ok(first.first().map(|found| found.code).filter(|code| *code != row.code))
        })
        .await
}

fn turned(
    row: &ApplicationRow,
    to: ApplicationState,
    ground: Option<domain::screening::RefusalGround>,
    reason: Option<Digest>,
) -> Event {
    Event::ApplicationTurned { application: row.code, from: row.state, to, ground, reason }
}

/// Undoes a verdict; the file waits again.
///
/// # Errors
/// As [`Grounds::of_screening`] at `reason`; [`ApplicationsWhy::WrongState`] where
/// there is no verdict, [`ApplicationsWhy::AppliedSince`] where the person has another application since; [`domain::reason::PostingsWhy::WrongPhase`] after screening; [`Fault::Stale`].
pub async fn undo(
    service: &Service,
    caller: &Caller,
    posting: Code,
    application: Code,
    version: i64,
    reason: &str,
) -> Result<(), Fault> {
    let words = Grounds::of_screening(reason, &FieldPath::new("reason"))?;
    turn_back(service, caller, (posting, application, version), Some(words)).await
}

/// Takes back the caller's own verdict, the last thing that happened to the file; the file waits again. Twice is once.
///
/// # Errors
/// [`ScreeningWhy::NotYourVerdict`] where somebody else decided last; besides as [`undo`], but for the reason.
pub async fn take_back(
    service: &Service,
    caller: &Caller,
    posting: Code,
    application: Code,
    version: i64,
) -> Result<(), Fault> {
    turn_back(service, caller, (posting, application, version), None).await
}

/// Turns a verdict back: for a reason, or, without one, by whoever gave it and before anything else happened to the file.
async fn turn_back(
    service: &Service,
    caller: &Caller,
    (posting, application, version): (Code, Code, i64),
    reason: Option<Grounds>,
) -> Result<(), Fault> {
    let ruled = reason.clone().map_or(Ruled::TakenBack, Ruled::Undone);
    let turned_back = service
        .write(caller, "application.screen", async |op| {
            let found = awaited(service, op, (posting, application, version), &ruled).await?;
            let Some((permit, row)) = found else { return Ok(()) };
            let to = row.state.after(Turn::Undo)?;
            if reason.is_none() {
                let history = store::screenings::history(op.tx(), &permit, row.id).await?;
                let own = history.last().is_some_and(|line| line.by == permit.by());
                own.then_some(()).ok_or_else(|| ScreeningWhy::NotYourVerdict.reason())?;
            }
            keep(service, op, &permit, (&row, to), &ruled).await?;
            match &reason {
                Some(words) => {
                    let event = |reason| turned(&row, to, None, Some(reason));
                    op.record_because(&permit, words.as_str(), event).await?;
                }
                None => op.record(&permit, &turned(&row, to, None, None)).await?,
            }
            tell_verdict(op, &permit, &row, None).await
        })
        .await;
    // A refused person may have chosen another position meanwhile: the indexes let only one live application in.
    let in_the_way =
        [ApplicationsWhy::AlreadyApplied, ApplicationsWhy::IdentityTaken].map(ApplicationsWhy::reason);
    match turned_back {
        Err(Fault::Refused(reasons)) if reasons.iter().any(|reason| in_the_way.contains(reason)) => {
            Err(ApplicationsWhy::AppliedSince.reason().into())
        }
        turned_back => turned_back,
    }
}

/// Puts on record that the caller looks at identity number and phone of a file, and for what; they are in view for
/// [`super::REVEAL_SECONDS`] afterwards.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `purpose` for anything but [`PURPOSES`].
pub async fn reveal(
    service: &Service,
    caller: &Caller,
    posting: Code,
    application: Code,
    purpose: &str,
) -> Result<(), Fault> {
    let purpose = PURPOSES
        .into_iter()
        .find(|word| *word == purpose)
        .ok_or_else(|| TypedWhy::NotAChoice.at("purpose"))?;
    service
        .write(caller, "application.reveal", async |op| {
            let found = crate::rows::applications::find(op.tx(), application).await?;
            let permit = op.permit::<RevealIdentity>(found.scope())?;
            let row = found.open(&permit)?;
            let of = store::postings::public::by_id(op.tx(), row.posting).await?.ok_or(Fault::Missing)?;
            if of.code != posting || row.state == ApplicationState::Draft {
                return Err(Fault::Missing);
            }
            op.record(
                &permit,
                &Event::IdentityRevealed { application: row.code, purpose: purpose.to_owned() },
            )
            .await
        })
        .await
}
