//! What the clock and a publication tell: drafts that registration will leave behind, files that wait, a list to its candidates.
//!
//! Each is a job that an act queued. A job that runs twice tells once: every message carries a key of what it tells of.

use std::collections::BTreeSet;

use domain::access::{Caller, SendMessages};
use domain::calendar::{Instant, Window};
use domain::id::{ApplicationId, Code, PositionId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::lists::{List, difference};
use domain::messages::{Kind, Value};
use domain::placeholder::Placeholder;
use domain::stage::StageKind;
use store::Scoped as _;
use store::applications::Holder;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use crate::Service;
use crate::fault::Fault;
use crate::jobs::AHEAD_SECONDS;
use crate::tell::{self, News};

/// Messages that are told in one transaction.
const AT_ONCE: u64 = 200;

/// What is told about one posting: its row, and its positions.
pub(super) struct Ground {
    pub(super) posting: PostingRow,
    positions: Vec<PositionRow>,
}

impl Ground {
    pub(super) fn position(&self, of: &Holder) -> Result<&PositionRow, Fault> {
        self.of(of.position)
    }

    pub(super) fn of(&self, position: PositionId) -> Result<&PositionRow, Fault> {
        let found = self.positions.iter().find(|one| one.id == position);
        found.ok_or_else(|| Fault::internal("an application without a position"))
    }
}

pub(super) async fn ground(service: &Service, code: Code) -> Result<Option<Ground>, Fault> {
    service
        .read(&Caller::system("message.send"), "message.ground", async |look| {
            let Some(posting) = store::postings::public::by_code(look.snapshot(), &code).await? else {
                return Ok(None);
            };
            let positions = store::postings::public::positions(look.snapshot(), posting.id).await?;
            Ok(Some(Ground { posting, positions }))
        })
        .await
}

pub(super) async fn holders(
    service: &Service,
    posting: &PostingRow,
    (state, after): (ApplicationState, ApplicationId),
) -> Result<Vec<Holder>, Fault> {
    let scope = posting.scope();
    service
        .read(&Caller::system("message.send"), "message.holders", async |look| {
            let permit = look.permit::<SendMessages>(scope)?;
            let found = store::applications::holders(look.snapshot(), &permit, state, (after, AT_ONCE));
            Ok(found.await?)
        })
        .await
}

/// Tells owners of drafts that registration closes within a day.
///
/// # Errors
/// The database's.
pub(crate) async fn remind_of_drafts(service: &Service, code: Code) -> Result<(), Fault> {
    let Some(ground) = ground(service, code).await? else { return Ok(()) };
    let Some(window) = ground.posting.registration else { return Ok(()) };
    let near = window.closes.plus_seconds(-AHEAD_SECONDS) <= service.now() && service.now() < window.closes;
    if !near || !matches!(ground.posting.phase, Phase::Approved | Phase::Registering) {
        return Ok(());
    }
    let mut after = ApplicationId(0);
    loop {
        let some = holders(service, &ground.posting, (ApplicationState::Draft, after)).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = last.id;
        let mut all = Vec::with_capacity(some.len());
        for one in &some {
            let of = (&ground.posting, ground.position(one)?);
            let mut values = tell::of_application(of, one.code, (service.now(), ""));
            values.remove(&Placeholder::Time);
            values.insert(Placeholder::Closes, Value::At(window.closes));
            let once = format!("draft/{}/{}", one.code, window.closes.0);
            all.push(about(&ground, Kind::DraftWaits, one, values, once));
        }
        service.tell_due(ground.posting.scope(), all).await?;
    }
}

pub(super) fn about<'a>(
    ground: &Ground,
    kind: Kind,
    one: &'a Holder,
    values: domain::messages::Values,
    once: String,
) -> News<'a> {
    News {
        kind,
        to: std::slice::from_ref(&one.candidate),
        posting: Some(ground.posting.id),
        application: Some(one.id),
        values,
        once: Some(once),
    }
}

/// Tells the screeners of a posting how many files wait for a verdict now that registration has closed.
///
/// # Errors
/// The database's.
pub(crate) async fn remind_of_files(service: &Service, code: Code) -> Result<(), Fault> {
    let Some(Ground { posting, .. }) = ground(service, code).await? else { return Ok(()) };
    let Some(window) = posting.registration.filter(|window| window.closes <= service.now()) else {
        return Ok(());
    };
    if !matches!(posting.phase, Phase::Registering | Phase::Screening) {
        return Ok(());
    }
    let once = format!("files/{code}/{}", window.closes.0);
    remind(service, &posting, (Kind::FilesWait, window.closes, once)).await
}

/// Tells the screeners of a posting how many files wait for a verdict where screening ends within a day.
///
/// # Errors
/// The database's.
pub(crate) async fn remind_of_verdicts(service: &Service, code: Code) -> Result<(), Fault> {
    let Some(Ground { posting, .. }) = ground(service, code).await? else { return Ok(()) };
    if !matches!(posting.phase, Phase::Registering | Phase::Screening) {
        return Ok(());
    }
    let timetable = service
        .read(&Caller::system("message.send"), "message.timetable", async |look| {
            crate::rows::timetables::public_of(look.snapshot(), posting.id).await
        })
        .await?;
    let Some(Window { closes, .. }) = timetable.window(StageKind::Screening) else { return Ok(()) };
    let now = service.now();
    if now < closes.plus_seconds(-AHEAD_SECONDS) || closes <= now {
        return Ok(());
    }
    let once = format!("verdicts/{code}/{}", closes.0);
    remind(service, &posting, (Kind::VerdictsDue, closes, once)).await
}

/// Tells the screeners of a posting how many files wait, where any do.
async fn remind(
    service: &Service,
    posting: &PostingRow,
    (kind, closes, once): (Kind, Instant, String),
) -> Result<(), Fault> {
    let (to, waiting) = service
        .read(&Caller::system("message.send"), "message.files", async |look| {
            let permit = look.permit::<SendMessages>(posting.scope())?;
            let waiting = store::applications::counts(look.snapshot(), &permit).await?.submitted;
            let of = (posting.id, posting.authority.as_str());
            let role = domain::access::Role::Screener;
            Ok((store::people::reaching(look.snapshot(), role, of, look.now()).await?, waiting))
        })
        .await?;
    if waiting == 0 {
        return Ok(());
    }
    let mut values = tell::of_posting(posting, (service.now(), "screening"));
    values.remove(&Placeholder::Time);
    values.insert(Placeholder::Count, Value::Count(waiting));
    values.insert(Placeholder::Closes, Value::At(closes));
    let news = News { kind, to: &to, posting: Some(posting.id), application: None, values, once: Some(once) };
    service.tell_due(posting.scope(), vec![news]).await
}

/// Tells each candidate who has a row on a published list; of a further version, each of whom it says something else.
///
/// # Errors
/// The database's; [`Fault::Missing`] where there is no such list.
pub(crate) async fn tell_list(service: &Service, code: Code) -> Result<(), Fault> {
    let (posting, at, (list, earlier)) = service
        .read(&Caller::system("message.send"), "message.list", async |look| {
            let head = store::lists::by_code(look.snapshot(), &code).await?.ok_or(Fault::Missing)?;
            let bytes = store::lists::bytes(look.snapshot(), head.id).await?.ok_or(Fault::Missing)?;
            let found = store::postings::public::by_id(look.snapshot(), head.posting).await?;
            let list = List::parse(&bytes).map_err(Fault::internal)?;
            let earlier = match head.supersedes {
                Some(earlier) => {
                    let bytes = store::lists::bytes(look.snapshot(), earlier).await?.ok_or(Fault::Missing)?;
                    Some(List::parse(&bytes).map_err(Fault::internal)?)
                }
                None => None,
            };
            Ok((found.ok_or(Fault::Missing)?, head.published_at, (list, earlier)))
        })
        .await?;
    let kind = if earlier.is_some() { Kind::ListCorrected } else { Kind::ListReleased };
    let tickets: BTreeSet<String> = match &earlier {
        Some(earlier) => difference(earlier, &list).into_iter().map(|moved| moved.ticket).collect(),
        None => list.rows.iter().map(|row| row.ticket.clone()).collect(),
    };
    let ground = Ground { positions: Vec::new(), posting };
    let mut after = ApplicationId(0);
    loop {
        let some = holders(service, &ground.posting, (ApplicationState::Passed, after)).await?;
        let Some(last) = some.last() else { return Ok(()) };
        after = last.id;
        let on_list = |one: &&Holder| one.ticket.as_deref().is_some_and(|ticket| tickets.contains(ticket));
        let all = some.iter().filter(on_list).map(|one| {
            let named = (list.head.stage.as_str(), list.head.name.as_deref());
            let mut values = tell::of_list(&ground.posting, named, one.code, at);
            if let Some(reason) = &list.head.reason {
                values.insert(Placeholder::Words, Value::Text(reason.clone()));
            }
            about(&ground, kind, one, values, tell::once_of_list(code, one.code))
        });
        service.tell_due(ground.posting.scope(), all.collect()).await?;
    }
}
