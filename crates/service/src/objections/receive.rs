//! Taking in what somebody without an account says.

use domain::access::Caller;
use domain::calendar::Standing;
use domain::id::Code;
use domain::objections::SaidForm;
use domain::publicity::begin_of;
use domain::reason::ObjectionsWhy;
use domain::view::public::objections::Received;
use store::Snapshot;
use store::lists::PublishedList;
use store::objections::NewObjection;
use store::postings::PostingRow;

use super::{CONTACT_AT, WORDS_AT, follow_code, secret, words};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::maintenance;
use crate::rows::lists::sealed;
use crate::rows::work_years::workdays;

/// What it is about, by public codes.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The posting.
    pub posting: Code,
    /// The list, where it was written from one.
    pub list: Option<Code>,
}

/// What was found of it.
struct Ground {
    posting: PostingRow,
    list: Option<domain::id::ListId>,
    /// The key of the list in whose period it comes.
    stage: Option<String>,
    application: Option<domain::id::ApplicationId>,
    due: Option<time::Date>,
}

/// Takes it in under the number `key`, which the form was given, and answers it with the code by which it is followed up; both are shown
/// once. The same form sent twice is kept once and answered alike.
///
/// # Errors
/// As [`SaidForm::check`]; [`ObjectionsWhy::Closed`] for an objection to a list outside of its publicity period;
/// [`ObjectionsWhy::NotOnList`]; [`ObjectionsWhy::Full`]; [`domain::reason::PeopleWhy::TooManyTries`]; [`Fault::Missing`] for a posting or a list that
/// is not public.
pub async fn receive(
    service: &Service,
    caller: &Caller,
    about: About,
    (key, form): (Code, &SaidForm),
) -> Result<Received, Fault> {
    let said = form.check()?;
    maintenance::objections::count(service, &caller.origin).await?;
    let now = service.now();
    let ticket = said.ticket.as_ref().map(|ticket| ticket.as_str().to_owned());
    let ground = service
        .read(caller, "objection.receive", async |look| {
            let snapshot = look.snapshot();
            let posting =
                store::postings::public::by_code(snapshot, &about.posting).await?.ok_or(Fault::Missing)?;
            let list = match about.list {
                None => None,
                Some(code) => {
                    let list = store::lists::by_code(snapshot, &code).await?;
                    Some(list.filter(|list| list.posting == posting.id).ok_or(Fault::Missing)?)
                }
            };
            if said.kind.is_of_a_period() {
                let list = list.as_ref().ok_or(ObjectionsWhy::Closed.reason())?;
                expect_period(snapshot, list, look.now()).await?;
            }
            let application = match (&list, &ticket) {
                (Some(list), Some(ticket)) => Some(on_list(snapshot, list, ticket).await?),
                (None, Some(_)) => return Err(ObjectionsWhy::NotOnList.at("ticket").into()),
                (_, None) => None,
            };
            let due = said.kind.due(&workdays(snapshot).await?, look.now().date()).ok();
            let of_period = list.as_ref().filter(|_| said.kind.is_of_a_period());
            let stage = of_period.map(|list| list.stage.clone());
            Ok(Ground { posting, list: list.map(|list| list.id), stage, application, due })
        })
        .await?;
    let (code, follow) = (key, follow_code(service, key));
    let seal =
        |column, text: &str| service.keys().seal(&Place::of(column, code), text, &service.effects().random);
    let new = NewObjection {
        code,
        posting: ground.posting.id,
        list: ground.list,
        kind: said.kind,
        application: ground.application,
        words: seal(WORDS_AT, said.words.as_str()),
        contact: said.contact.as_ref().map(|contact| seal(CONTACT_AT, contact.as_str())),
        secret: &secret(service, code, follow),
        at: now,
        due_on: ground.due.map(begin_of),
    };
    let of = (&ground.posting, ground.stage.as_deref());
    let kept = maintenance::objections::receive(service, of, new).await?;
    if !kept {
        expect_same(service, caller, (code, follow), said.words.as_str()).await?;
    }
    Ok(Received { code, secret: follow, due: ground.due })
}

/// Refuses a number that stands for something else: whoever made it up learns nothing of it.
async fn expect_same(
    service: &Service,
    caller: &Caller,
    (code, follow): (Code, Code),
    said: &str,
) -> Result<(), Fault> {
    let secret = secret(service, code, follow);
    service
        .read(caller, "objection.receive", async |look| {
            let found = store::objections::followed(look.snapshot(), &code, &secret).await?;
            let (row, _) = found.ok_or(Fault::Stale)?;
            if words(service.keys(), &row)? == said { Ok(()) } else { Err(Fault::Stale) }
        })
        .await
}

/// Refuses an objection to a list outside of its publicity period.
async fn expect_period(
    snapshot: &Snapshot,
    list: &PublishedList,
    now: domain::calendar::Instant,
) -> Result<(), Fault> {
    let periods = store::decisions::publicity::of_posting(snapshot, list.posting).await?;
    let period = periods.into_iter().find(|period| period.stage == list.stage);
    match period {
        Some(period) if period.ended.is_none() && period.window.standing(now) == Standing::Inside => Ok(()),
        _ => Err(ObjectionsWhy::Closed.reason().into()),
    }
}

/// The application of somebody on a public list.
pub(super) async fn on_list(
    snapshot: &Snapshot,
    list: &PublishedList,
    ticket: &str,
) -> Result<domain::id::ApplicationId, Fault> {
    let known = sealed(snapshot, list).await?.rows.iter().any(|row| row.ticket == ticket);
    let found = store::applications::of_ticket(snapshot, list.posting, ticket).await?;
    found.filter(|_| known).ok_or_else(|| ObjectionsWhy::NotOnList.at("ticket").into())
}
