//! Answering what somebody said, with what it does to a proposed person.
//!
//! Refuses: whoever entered or confirmed the decision that proposes the person, gave the verdict, or entered the mark; an effect on nobody; to
//! say that something was set right which was not, or that it stands where it was changed; words that hold a private number, since whoever
//! wrote reads them.

use domain::access::{AnswerObjection, Caller};
use domain::event::Event;
use domain::id::{ApplicationId, Code, ObjectionId};
use domain::messages::Kind;
use domain::objections::Effect;
use domain::posting::public_grounds;
use domain::reason::{DecisionsWhy, FieldPath, ObjectionsWhy, RulingsWhy, TypedWhy};
use domain::typed::Grounds;
use serde::{Deserialize, Serialize};
use store::Scoped as _;
use store::objections::{Against, ObjectionRow};
use store::postings::PostingRow;

use super::subject::subject;
use super::{ANSWER_AT, answered};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::op::Op;
use crate::rows::decisions::{Decided, decided_on, on_last_list};
use crate::rows::postings::hold;
use crate::tell::{self, of_application, place_changed, tell};

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

/// Answers it. A further answer takes the place of the one before, also where that was about somebody else. Answering the same twice
/// answers once.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `effect`; as [`public_grounds`] at `words`; [`ObjectionsWhy::PersonMissing`], [`ObjectionsWhy::NotOnList`];
/// [`DecisionsWhy::NotProposed`], [`DecisionsWhy::AlreadyTransferred`] where the effect comes to nobody or too late;
/// [`RulingsWhy::PlaceGiven`] where a place would be given back that others have by now; [`ObjectionsWhy::StillStands`], [`ObjectionsWhy::ChangedSince`] where an answer to a candidate says otherwise than it is; `same_person`
/// for whoever entered or confirmed the decision, gave the verdict or entered the mark.
pub async fn answer(
    service: &Service,
    caller: &Caller,
    (posting, objection): (Code, Code),
    form: &AnswerForm,
) -> Result<(), Fault> {
    let effect = Effect::from_word(&form.effect).ok_or_else(|| TypedWhy::NotAChoice.at("effect"))?;
    let said = public_grounds(&form.words, &FieldPath::new("words"))?;
    on_last_list::<AnswerObjection, _, _>(service, caller, ("objection.answer", posting), async |op, last| {
        let found = hold(op.tx(), posting).await?;
        let permit = op.permit::<AnswerObjection>(found.scope())?;
        let row = found.open(&permit)?;
        let locked = store::objections::by_code(op.tx(), &objection).await?.ok_or(Fault::Missing)?;
        let own = op.permit::<AnswerObjection>(locked.scope())?;
        let one = locked.open(&own)?;
        if one.posting != row.id {
            return Err(Fault::Missing);
        }
        if !one.kind.effects().contains(&effect) {
            return Err(TypedWhy::NotAChoice.at("effect").into());
        }
        let before = store::objections::answers_to(op.tx(), &own, one.id).await?;
        let before = before.last();
        let is_said = match before {
            Some(before) if before.effect == effect => answered(service.keys(), before)? == said.as_str(),
            _ => false,
        };
        let against = store::objections::against(op.tx(), &own, &[one.id]).await?.remove(&one.id);
        if let Some(against) = against {
            if is_said {
                op.repeat();
                return Ok(());
            }
            return to_candidate(service, op, (&row, &one, &against), (effect, &said)).await;
        }
        let all = decided_on(op.tx(), &own, &row, last).await?;
        let person = match form.ticket.trim() {
            "" => one.application.and_then(|of| all.people.iter().find(|one| one.application == of)),
            ticket => Some(all.person(ticket).ok_or_else(|| ObjectionsWhy::NotOnList.at("ticket"))?),
        };
        let application = person.map(|person| person.application);
        let earlier = before.and_then(|before| before.application);
        if is_said && earlier == application {
            op.repeat();
            return Ok(());
        }
        if let Some(person) = person
            && let Some((decision, place)) = all.place(person.application)
        {
            op.permit::<AnswerObjection>(decision.scope())?;
            if effect.holds() && !place.can_be_held() {
                return Err(DecisionsWhy::AlreadyTransferred.reason().into());
            }
        } else if effect.holds() {
            let why = if person.is_none() {
                ObjectionsWhy::PersonMissing.at("ticket")
            } else {
                DecisionsWhy::NotProposed.at("ticket")
            };
            return Err(why.into());
        }
        let changed = changed(op, &all, one.id, (application, earlier, effect))?;
        let code = op.code();
        let words =
            service.keys().seal(&Place::of(ANSWER_AT, code), said.as_str(), &service.effects().random);
        let by = (own.by(), op.now());
        let does = (application, effect, words);
        store::objections::answer(op.tx(), &own, (code, one.id), does, by).await?;
        let ticket = person.map(|person| person.row.ticket.clone());
        let event = |words| Event::ObjectionAnswered { posting, objection, effect, ticket, words };
        op.record_because(&own, said.as_str(), event).await?;
        // Whoever was held back, or is now, learns of it; an answer that changes nothing is nobody else's matter.
        for of in changed {
            place_changed(op, &own, of).await?;
        }
        Ok(())
    })
    .await
}

/// For whom it comes to something else: the person whom it is about, and whom the answer before it was about.
///
/// # Errors
/// [`RulingsWhy::PlaceGiven`] at `effect` where it gives somebody a place back that others have by now; `same_person` for whoever entered
/// or confirmed the decision that proposes whom the answer before was about.
fn changed(
    op: &mut Op<'_>,
    all: &Decided,
    objection: ObjectionId,
    (now, earlier, effect): (Option<ApplicationId>, Option<ApplicationId>, Effect),
) -> Result<Vec<ApplicationId>, Fault> {
    let earlier = earlier.filter(|of| Some(*of) != now);
    if let Some((decision, _)) = earlier.and_then(|of| all.place(of)) {
        op.permit::<AnswerObjection>(decision.scope())?;
    }
    let mut found = Vec::new();
    for of in now.into_iter().chain(earlier) {
        let said = (Some(of) == now).then_some(effect);
        let (stood, comes) = (all.effect(of), all.effect_with(of, (objection, said)));
        if stood == Effect::Cancelled && comes != stood && all.is_given_away(of) {
            return Err(RulingsWhy::PlaceGiven.at("effect").into());
        }
        if stood != comes {
            found.push(of);
        }
    }
    Ok(found)
}

/// Answers a candidate: that it stands, or that it was set right, as it is. The candidate reads the answer on the own page.
async fn to_candidate(
    service: &Service,
    op: &mut Op<'_>,
    (posting, one, against): (&PostingRow, &ObjectionRow, &Against),
    (effect, said): (Effect, &Grounds),
) -> Result<(), Fault> {
    let own = op.permit::<AnswerObjection>(one.scope())?;
    let subject = subject(service, op.tx(), &own, (one, against)).await?;
    let own = op.permit::<AnswerObjection>(one.apart(&subject.hands))?;
    match (effect, subject.changed) {
        (Effect::Granted, false) => return Err(ObjectionsWhy::StillStands.at("effect").into()),
        (Effect::Nothing, true) => return Err(ObjectionsWhy::ChangedSince.at("effect").into()),
        _ => {}
    }
    let code = op.code();
    let words = service.keys().seal(&Place::of(ANSWER_AT, code), said.as_str(), &service.effects().random);
    let application = &subject.application;
    let does = (Some(application.id), effect, words);
    store::objections::answer(op.tx(), &own, (code, one.id), does, (own.by(), op.now())).await?;
    let (posting, ticket) = (posting.code, application.ticket.clone());
    let event = |words| Event::ObjectionAnswered { posting, objection: one.code, effect, ticket, words };
    op.record_because(&own, said.as_str(), event).await?;
    let place = store::postings::public::position_by_id(op.tx(), application.position).await?;
    let (posting, position) = place.ok_or(Fault::Missing)?;
    let values = of_application((&posting, &position), application.code, (op.now(), "objection"));
    tell(op, &own, tell::to_candidate(application, (Kind::ObjectionAnswered, values))).await
}
