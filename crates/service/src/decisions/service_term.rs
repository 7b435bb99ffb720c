//! The early end of a service term (服务期) by a decision of the competent department.
//!
//! Refuses: a term that is not there or was ended, and a day outside of it. A term outlasts its selection, so that it is ended also after
//! that was closed.

use domain::access::{Caller, EndServiceTerm};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::publicity::{Place, begin_of};
use domain::reason::DecisionsWhy;
use domain::transfer::EarlyEndForm;
use store::Scoped as _;
use store::decisions::service_ends::{self, ServiceEndRow};

use crate::Service;
use crate::fault::Fault;
use crate::rows::decisions::{decided_on, end_words, on_last_list, seal_end};
use crate::rows::postings::hold;
use crate::tell::place_changed;

/// The phases in which service terms run.
pub(super) const OPEN: [Phase; 2] = [Phase::Published, Phase::Closed];

/// Whether somebody who stands there serves a term.
pub(super) const fn serves(place: Place) -> bool {
    matches!(place, Place::Probation | Place::Appointed)
}

/// Ends the service term of somebody who was transferred, for a reason. The same person doing it twice in the same words does it once.
///
/// # Errors
/// As [`EarlyEndForm::check`] and [`domain::transfer::EarlyEnd::expect_within`]; [`DecisionsWhy::NoServiceTerm`] for whoever serves none;
/// [`DecisionsWhy::ServiceEnded`] where it was ended already, on another day, by another person or in other words; [`domain::reason::PostingsWhy::WrongPhase`];
/// [`DecisionsWhy::NotProposed`]; `same_person` for whoever entered or confirmed the decision; [`Fault::Missing`] for somebody who is not on
/// the last list.
pub async fn end_service(
    service: &Service,
    caller: &Caller,
    (posting, ticket): (Code, &str),
    form: &EarlyEndForm,
) -> Result<(), Fault> {
    let end = form.check()?;
    on_last_list::<EndServiceTerm, _, _>(
        service,
        caller,
        ("transfer.end_service", posting),
        async |op, last| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EndServiceTerm>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&OPEN)?;
            let all = decided_on(op.tx(), &permit, &row, last).await?;
            let person = all.person(ticket).ok_or(Fault::Missing)?;
            let (decision, place) =
                all.place(person.application).ok_or_else(|| DecisionsWhy::NotProposed.reason())?;
            op.permit::<EndServiceTerm>(decision.scope())?;
            let transfer = all.transfers.iter().find(|one| one.application == person.application);
            let term = store::decisions::service_terms::of(op.tx(), &permit, person.application).await?;
            let term = term.filter(|one| one.months > 0 && serves(place));
            let (transfer, term) = transfer.zip(term).ok_or_else(|| DecisionsWhy::NoServiceTerm.reason())?;
            let over = begin_of(end.on);
            if let Some(known) = service_ends::of(op.tx(), &permit, person.application).await? {
                let words = end_words(&op.parts().keys, person.code, &known)?;
                if (known.over, known.by, words.as_str()) == (over, permit.by(), end.why.as_str()) {
                    op.repeat();
                    return Ok(());
                }
                return Err(DecisionsWhy::ServiceEnded { on: known.over.date() }.reason().into());
            }
            end.expect_within(transfer.from_on.date(), term.months)?;
            let words_sealed = seal_end(op.parts(), person.code, end.why.as_str());
            let new = ServiceEndRow {
                application: person.application,
                over,
                words_sealed,
                by: permit.by(),
                at: op.now(),
            };
            service_ends::put(op.tx(), &permit, &new).await?;
            let ticket = ticket.to_owned();
            let event = |reason| Event::ServiceTermEnded { posting, ticket, over, reason };
            op.record_because(&permit, end.why.as_str(), event).await?;
            place_changed(op, &permit, person.application).await
        },
    )
    .await
}
