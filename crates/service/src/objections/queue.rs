//! The queue of what people said, and one of them, as officers read it.

use std::collections::HashMap;

use domain::access::{ActName, Caller, Permit, ViewObjections, may};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, ObjectionId};
use domain::objections::{Effect, ObjectionKind};
use domain::view::desk::objections::{self as view, Answer, ObjectionLine, ObjectionPage, ObjectionsPage};
use domain::workdays::Workdays;
use store::Snapshot;
use store::objections::{Against, ObjectionRow};

use super::subject::subject;
use super::{CONTACT_AT, answered, due, words};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::rows::objections::all_terms;
use crate::rows::officers;
use crate::rows::postings::{find, head};
use crate::rows::schemes::names_of;
use crate::rows::work_years::workdays;

/// People who are looked up at once.
const AT_ONCE: usize = 500;

/// What the lines of some of them say besides: whom they are about, what they are raised against, and which days are worked.
struct Beside {
    people: HashMap<ApplicationId, (Code, Option<String>)>,
    against: HashMap<ObjectionId, Against>,
    known: Workdays,
    now: Instant,
}

impl Beside {
    async fn of(
        look: &Snapshot,
        permit: &Permit<ViewObjections>,
        (all, now): (&[ObjectionRow], Instant),
    ) -> Result<Self, Fault> {
        let ids: Vec<ApplicationId> = all.iter().filter_map(|one| one.application).collect();
        let mut people = HashMap::new();
        for some in ids.chunks(AT_ONCE) {
            let rows = store::applications::these(look, permit, some).await?;
            people.extend(rows.into_iter().map(|row| (row.id, (row.code, row.ticket))));
        }
        let own: Vec<ObjectionId> =
            all.iter().filter(|one| one.kind.is_of_candidate()).map(|one| one.id).collect();
        let mut against = HashMap::new();
        for some in own.chunks(AT_ONCE) {
            against.extend(store::objections::against(look, permit, some).await?);
        }
        Ok(Self { people, against, known: workdays(look).await?, now })
    }

    fn line(&self, one: &ObjectionRow, answered: Option<Effect>) -> ObjectionLine {
        let due = due(&self.known, one);
        let person = one.application.and_then(|of| self.people.get(&of));
        let component = match self.against.get(&one.id) {
            Some(Against::Component(component)) => Some(component.clone()),
            Some(Against::Verdict(_)) | None => None,
        };
        ObjectionLine {
            code: one.code,
            kind: one.kind,
            ticket: person.and_then(|person| person.1.clone()),
            application: person.map(|person| person.0).filter(|_| one.kind.is_of_candidate()),
            component,
            received_at: one.received_at,
            due,
            late: !one.answered && one.kind.latest(due, one.received_at.date()) < self.now.date(),
            answered,
        }
    }
}

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
            let beside = Beside::of(look.snapshot(), &permit, (all.as_slice(), look.now())).await?;
            let line = |one: &ObjectionRow| beside.line(one, newest.get(&one.id).copied());
            let lines: Vec<ObjectionLine> = all.iter().map(line).collect();
            let given = given(&lines);
            let set = all_terms(look.snapshot(), row.id).await?;
            let names = names_of(look.snapshot(), &permit, None).await?;
            let key = service.form_key();
            Ok(ObjectionsPage { posting: head(&row), lines, given, terms: set, names, key })
        })
        .await
}

/// How many requests for information came to what, by their newest answers.
fn given(lines: &[ObjectionLine]) -> Vec<(Effect, u32)> {
    let requests = || lines.iter().filter(|one| one.kind == ObjectionKind::Information);
    let outcomes = ObjectionKind::Information.effects().iter();
    let count = |effect: &Effect| requests().filter(|one| one.answered == Some(*effect)).count();
    let counted = outcomes.map(|effect| (*effect, u32::try_from(count(effect)).unwrap_or(u32::MAX)));
    counted.filter(|(_, count)| *count > 0).collect()
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
            let answers = store::objections::answers_to(look.snapshot(), &own, one.id).await?;
            let by = answers.iter().map(|answer| answer.answered_by).collect();
            let names = officers::names(look.snapshot(), by).await?;
            let said = answers.iter().map(|answer| {
                Ok(Answer {
                    effect: answer.effect,
                    words: answered(service.keys(), answer)?,
                    by: names.get(&answer.answered_by).cloned().unwrap_or_default(),
                    at: answer.answered_at,
                })
            });
            let said = said.collect::<Result<_, Fault>>()?;
            let beside = Beside::of(look.snapshot(), &own, (std::slice::from_ref(&one), look.now())).await?;
            let (mut against, mut hands) = (None, Vec::new());
            if let Some(known) = beside.against.get(&one.id) {
                let found = subject(service, look.snapshot(), &own, (&one, known)).await?;
                against = Some(view::Against { refused: found.refused, changed: found.changed });
                hands = found.hands;
            }
            let contact = match &one.contact_sealed {
                Some(sealed) => service.keys().opened(&Place::of(CONTACT_AT, one.code), sealed)?,
                None => String::new(),
            };
            Ok(ObjectionPage {
                posting: head(&row),
                line: beside.line(&one, answers.last().map(|answer| answer.effect)),
                names: names_of(look.snapshot(), &permit, None).await?,
                words: words(service.keys(), &one)?,
                contact,
                answers: said,
                against,
                may_answer: may(look.caller(), ActName::AnswerObjection, &one.apart(&hands)),
            })
        })
        .await
}
