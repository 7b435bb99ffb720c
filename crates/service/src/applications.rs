//! Applications (报名申请): a candidate starts, fills, submits, takes back and withdraws.
//!
//! Owns: the use cases of the candidate's own applications. Refuses: another person's application, which answers exactly as
//! one that does not exist; and everything outside the registration window, which the posting's own dates decide.

mod fill;
mod look;
mod notice;
mod rechoose;
mod sent;
mod submit;
mod summons;
mod turn;

pub use fill::{Filled, Saved, fill, keep_typed};
pub use look::{list, offer, view};
pub use notice::verdict;
pub use rechoose::rechoose;
pub use sent::{Paper, paper, receipt};
pub(crate) use submit::Sendings;
pub use submit::submit;
pub use summons::{Summons, summons};
pub use turn::{recall, withdraw};

use domain::access::{Caller, Denial, Scope, StartApplication};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::lists::leak;
use domain::reason::{ApplicationsWhy, FieldPath, Reason, TypedWhy};
use domain::registration::{Answers, Field, Form, Section, Spot};
use domain::scheme::EditableUntil;
use domain::typed::IdentityNumber;
use store::applications::{Content, NewApplication};

use crate::Service;
use crate::fault::Fault;
use crate::op::once;
use crate::rows::extensions::{editing, review_ends};
use crate::rows::postings::expect_open_until;

/// Refuses a typed identity number whose owner would be born after the day of `now`. What is no identity number at all is
/// the form's to refuse.
fn unborn(typed: &str, now: Instant) -> Option<Reason> {
    let field = FieldPath::new("identity");
    IdentityNumber::parse(typed, &field).ok()?.born_by(now.date(), &field).err()
}

/// What stands against the answers of a section that the form itself lets pass: an owner of the identity number who would be born after
/// `now`; and a private number in unit or post, which become public of whoever stands on a list that shows them or is proposed.
fn beyond_the_form(answers: &Answers, section: Section, now: Instant) -> Vec<Reason> {
    match section {
        Section::Person => unborn(answers.told(Field::Identity), now).into_iter().collect(),
        Section::Service => {
            let leaks =
                [Field::Unit, Field::Post].into_iter().filter(|field| leak(answers.told(*field)).is_some());
            leaks.map(|field| TypedWhy::PrivateNumber.at(Spot::of(field).path())).collect()
        }
        Section::Record | Section::Family | Section::Statement => Vec::new(),
    }
}

/// The sections that are complete on the day of `now`.
fn complete_sections(answers: &Answers, now: Instant) -> Vec<Section> {
    let form = Form::standard();
    let is_complete = |section: &Section| {
        form.is_complete(*section, answers) && beyond_the_form(answers, *section, now).is_empty()
    };
    form.sections().filter(is_complete).collect()
}

fn account(caller: &Caller) -> Result<PersonId, Fault> {
    caller.id().ok_or(Fault::Denied(Denial::NotSignedIn))
}

/// Starts a draft for the position and answers its code; where the candidate has a live application in the posting, that
/// one's. The same form twice starts one.
///
/// # Errors
/// [`Fault::Missing`] for a position that is not public; [`ApplicationsWhy::PositionCancelled`], [`ApplicationsWhy::RefusedHere`],
/// [`ApplicationsWhy::PositionForGood`]; [`ApplicationsWhy::NotYetOpen`],
/// [`ApplicationsWhy::AlreadyClosed`], [`PostingsWhy::WrongPhase`]; [`Fault::Denied`] for others than candidates.
pub async fn start(service: &Service, caller: &Caller, position: Code, key: Code) -> Result<Code, Fault> {
    let owner = account(caller)?;
    let started = service
        .write(caller, "application.start", async |op| {
            let found = store::postings::public::position(op.tx(), &position).await?;
            let (posting, position) = found.ok_or(Fault::Missing)?;
            let permit = op.permit::<StartApplication>(Scope::own(owner, Some(posting.id)))?;
            if let Some(live) = store::applications::own_live(op.tx(), &permit, posting.id).await? {
                op.repeat();
                return Ok(live.code);
            }
            // A revision may open registration again after positions were cancelled.
            if position.is_cancelled() {
                return Err(ApplicationsWhy::PositionCancelled.reason().into());
            }
            if store::applications::refused(op.tx(), &permit, position.id).await?.is_some() {
                return Err(ApplicationsWhy::RefusedHere.reason().into());
            }
            let rule = editing(op.tx(), (posting.id, position.id)).await?;
            let sent = rule.position != EditableUntil::default()
                && store::applications::sent_here(op.tx(), &permit, posting.id).await?;
            if sent && rule.position == EditableUntil::Submitted {
                return Err(ApplicationsWhy::PositionForGood.reason().into());
            }
            once(op, "application.start", key, &[position.code.as_str()], async |op, code| {
                let held = store::postings::held(op.tx(), posting.id).await?.ok_or(Fault::Missing)?;
                let review = review_ends(op.tx(), posting.id).await?;
                expect_open_until(&held, review.filter(|_| sent), op.now())?;
                let content = Content::default();
                let new = NewApplication {
                    code,
                    posting: posting.id,
                    position: position.id,
                    content: &content,
                    at: op.now(),
                };
                store::applications::insert(op.tx(), &permit, &new).await?;
                let number = position.terms.code.as_str().to_owned();
                op.record(&permit, &Event::ApplicationStarted { application: code, position: number }).await
            })
            .await
        })
        .await;
    match started {
        // Two different forms at the same instant: the index let one in, and both lead there.
        Err(Fault::Refused(reasons)) if reasons == [ApplicationsWhy::AlreadyApplied.reason()] => {
            live(service, caller, owner, position).await
        }
        started => started,
    }
}

async fn live(service: &Service, caller: &Caller, owner: PersonId, position: Code) -> Result<Code, Fault> {
    service
        .read(caller, "application.live", async |look| {
            let found = store::postings::public::position(look.snapshot(), &position).await?;
            let (posting, _) = found.ok_or(Fault::Missing)?;
            let permit = look.permit::<StartApplication>(Scope::own(owner, Some(posting.id)))?;
            let live = store::applications::own_live(look.snapshot(), &permit, posting.id).await?;
            live.map(|row| row.code).ok_or(Fault::Busy)
        })
        .await
}
