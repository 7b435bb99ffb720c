//! Emptying one cell: an act of its own, with a reason.
//!
//! Owns: the act. Refuses: an empty cell, a cell that changed since it was seen, and a reason that says nothing.

use domain::access::{Caller, EnterMark};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::FieldPath;
use domain::typed::Grounds;
use store::marks::Reason;

use super::register::Whom;
use super::{register, shown};
use crate::Service;
use crate::fault::Fault;
use crate::op::beside;
use crate::rows::postings::find;

/// Empties the cell of a person in a column, of which the caller saw `version`; the mark and the reason stay in its
/// history.
///
/// # Errors
/// As [`Grounds::parse`] at `reason`; [`domain::reason::PostingsWhy::WrongPhase`] outside the examination; [`Fault::Stale`]
/// where another value stands there or none; [`Fault::Missing`] for those outside the team and applications of
/// another posting.
pub async fn empty(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (application, component): (Code, &str),
    version: i64,
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("reason"));
    service
        .write(caller, "mark.empty", async |op| {
            let found = find(op.tx(), posting).await?;
            let permit = op.permit::<EnterMark>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining])?;
            let reason = reason?;
            let whom = (row.id, Whom::Application(application));
            let register = register(op.tx(), &permit, whom, |scope| op.permit(scope)).await?;
            let (ticket, person) = register.people.first_key_value().ok_or(Fault::Missing)?;
            let marks = store::marks::sheet(op.tx(), &permit, person.application).await?;
            let mark = marks.iter().find(|mark| mark.component == component).ok_or(Fault::Stale)?;
            let done = (permit.by(), op.now());
            let words = reason.as_str();
            let sealed = beside::seal_mark(op.parts(), (mark.application, component, version), words);
            let digest = beside::words_digest(service.keys(), words);
            let why = Reason { digest, sealed: &sealed };
            store::marks::remove(op.tx(), &permit, mark, version, why, done).await?;
            let event = |reason| Event::MarkEmptied {
                posting,
                ticket: ticket.clone(),
                component: component.to_owned(),
                before: shown(&mark.cell),
                reason,
            };
            op.record_because(&permit, words, event).await
        })
        .await
}
