//! The ticket (准考证) and the notice of an interview (面试通知) on paper.
//!
//! Owns: who has one, and which stages stand on it. Refuses: anybody but the candidate, one whose ticket number is not out or who left, and
//! a notice of an interview for whoever is not on the list in force.

pub use documents::Summons;

use documents::Summoned;
use domain::access::{Caller, Permit, ViewOwnApplication};
use domain::departure::DepartureState;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::reason::PapersWhy;
use domain::registration::Field;
use domain::timetable::{StageKind, Timetable};
use store::applications::{ApplicationRow, leavings};

use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::applications::find;
use crate::rows::rankings::own_place;
use crate::rows::sent::{Document, opened};
use crate::rows::timetables;
use crate::rows::uploads::contents_of;

/// The stages that a notice of an interview is about.
const INTERVIEWED: [StageKind; 3] = [StageKind::Recheck, StageKind::Interview, StageKind::InterviewResults];

/// The ticket number that its owner may see, and the stages of the paper.
async fn called(
    look: &Look<'_>,
    permit: &Permit<ViewOwnApplication>,
    row: &ApplicationRow,
    what: Summons,
) -> Result<(String, Timetable), Fault> {
    let snapshot = look.snapshot();
    let posting = store::postings::public::by_id(snapshot, row.posting).await?.ok_or(Fault::Missing)?;
    let stages = timetables::public_of(snapshot, posting.id).await?;
    let is_out = row.state == ApplicationState::Passed
        && posting.has_tickets()
        && stages.expect_begun(StageKind::Tickets, look.now()).is_ok();
    let departure = store::departures::of(snapshot, permit, row.id).await?;
    let left = departure.is_some_and(|one| one.state == DepartureState::Stands);
    let ticket = row.ticket.clone().filter(|_| is_out && !left);
    let ticket = ticket.ok_or_else(|| Fault::from(PapersWhy::NoTicket.reason()))?;
    if what == Summons::Ticket {
        return Ok((ticket, stages));
    }
    let on = own_place(snapshot, permit, (&posting, row.id)).await?;
    if !on.is_some_and(|on| on.invites()) {
        return Err(PapersWhy::NotInvited.reason().into());
    }
    let about = stages.0.into_iter().filter(|one| INTERVIEWED.contains(&one.kind));
    Ok((ticket, Timetable(about.collect())))
}

/// Prints it.
///
/// # Errors
/// [`Fault::Missing`] for another's application, and where nothing was kept; [`PapersWhy::NoTicket`]; [`PapersWhy::NotInvited`];
/// [`PapersWhy::NotDrawn`] for characters that the font lacks.
pub async fn summons(
    service: &Service,
    caller: &Caller,
    code: Code,
    (what, lang): (Summons, text::Lang),
) -> Result<Vec<u8>, Fault> {
    let (text, left, ticket, timetable) = service
        .read(caller, "application.summons", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<ViewOwnApplication>(found.scope())?;
            let row = found.open(&permit)?;
            let (ticket, timetable) = called(look, &permit, &row, what).await?;
            let kept = store::applications::last_sent(look.snapshot(), &permit, row.id).await?;
            let text = opened(service, row.code, &kept.ok_or(Fault::Missing)?)?;
            let left = leavings::of_application(look.snapshot(), row.id).await?;
            Ok((text, left.is_some(), ticket, timetable))
        })
        .await?;
    let document = Document::read(&text)?;
    let photo = match document.photo().filter(|_| what == Summons::Ticket && !left) {
        Some(digest) => Some(contents_of(service, digest).await?),
        None => None,
    };
    crate::papers::print(service, move |papers| {
        let summoned = Summoned {
            what,
            target: document.target(),
            name: document.answers.told(Field::Name),
            ticket: &ticket,
            photo: photo.as_deref(),
            timetable: &timetable,
        };
        documents::summons(papers, lang, &summoned)
    })
    .await
}
