//! Taking down what somebody said by telephone, in person or by letter, into the same queue.
//!
//! Refuses: an objection outside of a publicity period, as the form does; whoever has no account is told number and code by the officer.

use domain::access::{Caller, TakeDown};
use domain::calendar::Standing;
use domain::course::Waiting;
use domain::event::Event;
use domain::id::{ApplicationId, Code, ListId};
use domain::messages::Kind;
use domain::objections::{Said, SaidForm};
use domain::publicity::begin_of;
use domain::reason::{ObjectionsWhy, PostingsWhy};
use domain::typed::Label;
use domain::view::public::objections::Received;
use store::objections::NewObjection;
use store::postings::PostingRow;

use super::receive::on_list;
use super::{CONTACT_AT, WORDS_AT, due, follow_code, secret, words};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::op::Op;
use crate::rows::lists::newest;
use crate::rows::postings::hold;
use crate::rows::work_years::workdays;
use crate::tell::{News, of_posting, seconds, tell};

/// Takes it down under the number `key`, which the form was given, and answers with it and the code by which it is followed up. The same
/// form sent twice is kept once and answered alike.
///
/// # Errors
/// As [`SaidForm::check`]; [`ObjectionsWhy::Closed`] for an objection outside of a publicity period; [`ObjectionsWhy::NotOnList`];
/// [`PostingsWhy::WrongPhase`] for a posting that is not public; [`Fault::Stale`] for a number that stands for something else;
/// [`Fault::Missing`] for those outside the team.
pub async fn take_down(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (key, form): (Code, &SaidForm),
) -> Result<Received, Fault> {
    service
        .write(caller, "objection.take_down", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<TakeDown>(found.scope())?;
            let row = found.open(&permit)?;
            if !row.phase.is_public() {
                return Err(PostingsWhy::WrongPhase { phase: row.phase }.reason().into());
            }
            let said = form.check()?;
            let follow = follow_code(service, key);
            let known = workdays(op.tx()).await?;
            if let Some(locked) = store::objections::by_code(op.tx(), &key).await? {
                let own = op.permit::<TakeDown>(locked.scope())?;
                let before = locked.open(&own)?;
                if before.posting != row.id || words(service.keys(), &before)? != said.words.as_str() {
                    return Err(Fault::Stale);
                }
                op.repeat();
                return Ok(Received { code: key, secret: follow, due: due(&known, &before) });
            }
            let (list, application) = about(op, &row, &said).await?;
            let now = op.now();
            let until = said.kind.due(&known, now.date()).ok();
            let random = &service.effects().random;
            let seal = |column, text: &str| service.keys().seal(&Place::of(column, key), text, random);
            let new = NewObjection {
                code: key,
                posting: row.id,
                list,
                kind: said.kind,
                application,
                words: seal(WORDS_AT, said.words.as_str()),
                contact: said.contact.as_ref().map(|contact| seal(CONTACT_AT, contact.as_str())),
                secret: &secret(service, key, follow),
                at: now,
                due_on: until.map(begin_of),
            };
            store::objections::receive(op.tx(), new).await?;
            let event = Event::ObjectionTakenDown { posting, objection: key, kind: said.kind };
            op.record(&permit, &event).await?;
            let page = format!("{}/{key}", Waiting::Objection.page());
            let to = seconds(op.tx(), &row, (Waiting::Objection, &[permit.by()]), now).await?;
            let values = of_posting(&row, (now, &page));
            let of = Some(row.id);
            let news = News {
                kind: Kind::ObjectionWaits,
                to: &to,
                posting: of,
                application: None,
                values,
                once: None,
            };
            tell(op, &permit, news).await?;
            Ok(Received { code: key, secret: follow, due: until })
        })
        .await
}

/// The list and the person that it is about: of an objection the list in whose period it comes, of anything else whoever has the ticket
/// number.
async fn about(
    op: &Op<'_>,
    row: &PostingRow,
    said: &Said,
) -> Result<(Option<ListId>, Option<ApplicationId>), Fault> {
    let ticket = said.ticket.as_ref().map(Label::as_str);
    if !said.kind.is_of_a_period() {
        let Some(ticket) = ticket else { return Ok((None, None)) };
        let found = store::applications::of_ticket(op.tx(), row.id, ticket).await?;
        let found = found.ok_or_else(|| ObjectionsWhy::NotOnList.at("ticket"))?;
        return Ok((None, Some(found)));
    }
    let mut refusal = ObjectionsWhy::Closed.reason();
    for period in store::decisions::publicity::of_posting(op.tx(), row.id).await? {
        if period.ended.is_some() || period.window.standing(op.now()) != Standing::Inside {
            continue;
        }
        let Some(list) = newest(op.tx(), row, &period.stage).await? else { continue };
        let Some(ticket) = ticket else { return Ok((Some(list.id), None)) };
        match on_list(op.tx(), &list, ticket).await {
            Ok(application) => return Ok((Some(list.id), Some(application))),
            Err(Fault::Refused(_)) => refusal = ObjectionsWhy::NotOnList.at("ticket"),
            Err(fault) => return Err(fault),
        }
    }
    Err(refusal.into())
}
