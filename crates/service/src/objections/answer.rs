//! Answering what somebody said, with what it does to a proposed person.
//!
//! Refuses: whoever entered or confirmed the decision that proposes the person; an effect on nobody; words that hold a private number, since
//! whoever wrote reads them.

use domain::access::{AnswerObjection, Caller};
use domain::event::Event;
use domain::id::Code;
use domain::objections::Effect;
use domain::posting::public_grounds;
use domain::reason::{DecisionsWhy, FieldPath, ObjectionsWhy, TypedWhy};
use serde::{Deserialize, Serialize};
use store::Scoped as _;

use super::{ANSWER_AT, answered};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::rows::decisions::decided;
use crate::rows::postings::hold;
use crate::tell::place_changed;

/// An answer as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AnswerForm {
    /// A word of [`Effect`].
    #[serde(default)]
    pub effect: String,
    /// The ticket number of the person whom the effect concerns; empty for the one whom it was about.
    #[serde(default)]
    pub ticket: String,
    /// What is answered.
    #[serde(default)]
    pub words: String,
}

/// Answers it. A further answer takes the place of the one before. Answering the same twice answers once.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `effect`; as [`public_grounds`] at `words`; [`ObjectionsWhy::PersonMissing`], [`ObjectionsWhy::NotOnList`];
/// [`DecisionsWhy::NotProposed`], [`DecisionsWhy::AlreadyTransferred`] where the effect comes to nobody or too late; `same_person` for
/// whoever entered or confirmed the decision.
pub async fn answer(
    service: &Service,
    caller: &Caller,
    (posting, objection): (Code, Code),
    form: &AnswerForm,
) -> Result<(), Fault> {
    let effect = Effect::from_word(&form.effect).ok_or_else(|| TypedWhy::NotAChoice.at("effect"))?;
    let said = public_grounds(&form.words, &FieldPath::new("words"))?;
    service
        .write(caller, "objection.answer", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<AnswerObjection>(found.scope())?;
            let row = found.open(&permit)?;
            let locked = store::objections::by_code(op.tx(), &objection).await?.ok_or(Fault::Missing)?;
            let own = op.permit::<AnswerObjection>(locked.scope())?;
            let one = locked.open(&own)?;
            if one.posting != row.id {
                return Err(Fault::Missing);
            }
            let before = store::objections::answers(op.tx(), &own).await?;
            let before = before.iter().rev().find(|answer| answer.objection == one.id);
            if let Some(before) = before
                && before.effect == effect
                && answered(service.keys(), before)? == said.as_str()
            {
                op.repeat();
                return Ok(());
            }
            let all = decided(op.tx(), &own, &row).await?;
            let person = match form.ticket.trim() {
                "" => one.application.and_then(|of| all.people.iter().find(|one| one.application == of)),
                ticket => Some(all.person(ticket).ok_or_else(|| ObjectionsWhy::NotOnList.at("ticket"))?),
            };
            if let Some(person) = person
                && let Some((decision, place)) = all.place(person.application)
            {
                op.permit::<AnswerObjection>(decision.scope())?;
                if effect != Effect::Nothing && place.is_settled() {
                    return Err(DecisionsWhy::AlreadyTransferred.reason().into());
                }
            } else if effect != Effect::Nothing {
                let why = if person.is_none() {
                    ObjectionsWhy::PersonMissing.at("ticket")
                } else {
                    DecisionsWhy::NotProposed.at("ticket")
                };
                return Err(why.into());
            }
            let code = op.code();
            let words =
                service.keys().seal(&Place::of(ANSWER_AT, code), said.as_str(), &service.effects().random);
            let application = person.map(|person| person.application);
            let by = (own.by(), op.now());
            let does = (application, effect, words);
            store::objections::answer(op.tx(), &own, (code, one.id), does, by).await?;
            let ticket = person.map(|person| person.row.ticket.clone());
            let event = |words| Event::ObjectionAnswered { posting, objection, effect, ticket, words };
            op.record_because(&own, said.as_str(), event).await?;
            // Whoever was held back, or is now, learns of it; an answer that changes nothing is nobody else's matter.
            match application {
                Some(of) if effect != all.effect(of) => place_changed(op, &own, of).await,
                _ => Ok(()),
            }
        })
        .await
}
