//! The queue of what people said, and one of them, as officers read it.

use std::collections::HashMap;

use domain::access::{ActName, Caller, ViewObjections, may};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, ObjectionId, PersonId};
use domain::objections::Effect;
use domain::view::desk::objections::{Answer, ObjectionLine, ObjectionPage, ObjectionsPage};
use store::Scoped as _;
use store::objections::{AnswerRow, ObjectionRow};

use super::{CONTACT_AT, answered, words};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::rows::postings::{find, head};

/// What was said about a posting: what waits first, then the newest.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn objections(service: &Service, caller: &Caller, posting: Code) -> Result<ObjectionsPage, Fault> {
    service
        .read(caller, "objection.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewObjections>(found.scope())?;
            let row = found.open(&permit)?;
            let all = store::objections::all(look.snapshot(), &permit).await?;
            let answers = store::objections::answers(look.snapshot(), &permit).await?;
            let newest: HashMap<ObjectionId, Effect> =
                answers.iter().map(|one| (one.objection, one.effect)).collect();
            let tickets = store::applications::entrants(look.snapshot(), &permit).await?;
            let tickets: HashMap<ApplicationId, String> =
                tickets.into_iter().filter_map(|one| Some((one.id, one.ticket?))).collect();
            let line = |one: &ObjectionRow| line(one, newest.get(&one.id).copied(), &tickets, look.now());
            Ok(ObjectionsPage { posting: head(&row), lines: all.iter().map(line).collect() })
        })
        .await
}

fn line(
    one: &ObjectionRow,
    answered: Option<Effect>,
    tickets: &HashMap<ApplicationId, String>,
    now: Instant,
) -> ObjectionLine {
    let due = one.due_on.map(Instant::date);
    ObjectionLine {
        code: one.code,
        kind: one.kind,
        ticket: one.application.and_then(|of| tickets.get(&of).cloned()),
        received_at: one.received_at,
        due,
        late: !one.answered && due.is_some_and(|due| due < now.date()),
        answered,
    }
}

/// One of them.
///
/// # Errors
/// [`Fault::Missing`] for one of another posting, and for those outside the team.
pub async fn objection(
    service: &Service,
    caller: &Caller,
    (posting, objection): (Code, Code),
) -> Result<ObjectionPage, Fault> {
    service
        .read(caller, "objection.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewObjections>(found.scope())?;
            let row = found.open(&permit)?;
            let locked = store::objections::by_code(look.snapshot(), &objection).await?;
            let locked = locked.ok_or(Fault::Missing)?;
            let own = look.permit::<ViewObjections>(locked.scope())?;
            let one = locked.open(&own)?;
            if one.posting != row.id {
                return Err(Fault::Missing);
            }
            let answers = store::objections::answers(look.snapshot(), &permit).await?;
            let answers: Vec<AnswerRow> =
                answers.into_iter().filter(|answer| answer.objection == one.id).collect();
            let by: Vec<PersonId> = answers.iter().map(|answer| answer.answered_by).collect();
            let names: HashMap<PersonId, String> =
                store::people::staff_names(look.snapshot(), &by).await?.into_iter().collect();
            let said = answers.iter().map(|answer| {
                Ok(Answer {
                    effect: answer.effect,
                    words: answered(service.keys(), answer)?,
                    by: names.get(&answer.answered_by).cloned().unwrap_or_default(),
                    at: answer.answered_at,
                })
            });
            let said = said.collect::<Result<_, Fault>>()?;
            let tickets = store::applications::entrants(look.snapshot(), &permit).await?;
            let tickets: HashMap<ApplicationId, String> =
                tickets.into_iter().filter_map(|one| Some((one.id, one.ticket?))).collect();
            let contact = match &one.contact_sealed {
                Some(sealed) => service.keys().opened(&Place::of(CONTACT_AT, one.code), sealed)?,
                None => String::new(),
            };
            Ok(ObjectionPage {
                posting: head(&row),
                line: line(&one, answers.last().map(|answer| answer.effect), &tickets, look.now()),
                words: words(service.keys(), &one)?,
                contact,
                answers: said,
                may_answer: may(look.caller(), ActName::AnswerObjection, &row.scope()),
            })
        })
        .await
}
