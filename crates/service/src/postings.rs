//! Postings: from a draft on the desk to the phase that the clock brings.
//!
//! Owns: creating, changing, assigning, sending for approval, returning, approving, and turning the phase when its time has
//! come. Refuses: approving anything but the digest shown; positions and schemes have use cases of their own.

mod ahead;
mod approval;
mod cancel;
mod cloning;
mod course;
mod cutting;
mod decisions;
mod desk;
mod enact;
mod ending;
mod further;
mod further_conditions;
mod inbox;
mod interview_plan;
mod notice_files;
mod opening;
mod panels;
mod positions;
mod reopening;
mod team;
mod timetable;
mod versions;
mod weighing;

pub use ahead::course_ahead;
pub use approval::{approve, mend_turns, return_back, submit, turn_due};
pub use cancel::{cancel, propose_cancel, return_cancel};
pub use cloning::{Taken, clone_from};
pub use course::{resume, suspend, withdraw};
pub use cutting::{accept, cut, cutting, decline, explain, reasons};
pub use decisions::course;
pub use desk::{list, title, view};
pub use enact::{enact, send_back};
pub use ending::end;
pub use further::{discard, draft_position, draft_terms, propose};
pub(crate) use further_conditions::{Drafted, draft_conditions, drafted_conditions};
pub(crate) use inbox::{Missings, Unfits};
pub use interview_plan::{
    approve_interview_plan, interview_plan, return_interview_plan, send_interview_plan, write_interview_plan,
};
pub use notice_files::{NoticeFileBytes, attach, detach, may_attach, notice_file, notice_files};
pub use opening::{OpeningForm, confirm, opening, opening_ahead, propose_opening, return_opening};
pub use panels::{panels, record_panels};
pub use positions::{put_position, take_position};
pub use reopening::{propose_reopening, reopen_screening, return_reopening};
pub use team::{assign, assignable, unassign};
pub use timetable::{timetable, write_timetable};
pub use versions::{between, further, put_forward, versions};

use domain::access::{Assignment, Caller, CreatePosting, EditPosting, Reach, Role, Scope};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::posting::{PostingForm, PostingTerms};
use domain::reason::PostingsWhy;
use store::postings::NewPosting;

use crate::Service;
use crate::fault::Fault;
use crate::op::once;
use crate::rows::postings::hold;

/// Refuses whoever may not start a posting, before the form is shown.
///
/// # Errors
/// [`Fault::Denied`] for others than screeners.
pub async fn may_create(service: &Service, caller: &Caller) -> Result<(), Fault> {
    service
        .read(caller, "posting.create", async |look| {
            look.permit::<CreatePosting>(Scope::system())?;
            Ok(())
        })
        .await
}

/// Starts a posting; its author joins the team. The same form twice makes one posting.
///
/// # Errors
/// Every fault of the form; [`Fault::Denied`] for others than screeners.
pub async fn create(
    service: &Service,
    caller: &Caller,
    key: Code,
    form: &PostingForm,
) -> Result<Code, Fault> {
    let terms = form.check()?;
    let words = [&form.title, &form.authority, &form.notice, &form.enquiry, &form.supervision];
    let further = [&form.trial_days, &form.service_term, &form.opens, &form.closes];
    let words = [words.as_slice(), &further].concat();
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    service
        .write(caller, "posting.create", async |op| {
            let permit = op.permit::<CreatePosting>(Scope::system())?;
            let by = permit.by();
            once(op, "posting.create", key, &words, async |op, code| {
                refuse_past(op.now(), &terms)?;
                let new = NewPosting { code, terms: &terms, by, at: op.now() };
                let posting = store::postings::insert(op.tx(), &permit, &new).await?;
                op.record(&permit, &Event::PostingCreated { posting: code }).await?;
                let person = store::people::persons(op.tx(), &[by]).await?;
                let person = (by, person.first().ok_or(Fault::Missing)?.code);
                let held = Assignment { role: Role::Screener, reach: Reach::Posting(posting) };
                crate::people::put(op, &permit, person, held, Some(code)).await
            })
            .await
        })
        .await
}

fn refuse_past(now: domain::calendar::Instant, terms: &PostingTerms) -> Result<(), Fault> {
    if terms.registration.closes <= now {
        return Err(PostingsWhy::ClosesInThePast.at("closes").into());
    }
    Ok(())
}

/// Changes the words and dates of a draft.
///
/// # Errors
/// Every fault of the form; [`PostingsWhy::WrongPhase`] after it was sent; [`Fault::Stale`] where somebody was faster.
pub async fn edit(
    service: &Service,
    caller: &Caller,
    posting: Code,
    version: i64,
    form: &PostingForm,
) -> Result<(), Fault> {
    let terms = form.check()?;
    service
        .write(caller, "posting.edit", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            refuse_past(op.now(), &terms)?;
            store::postings::update_terms(op.tx(), &permit, version, &terms).await?;
            let event = Event::PostingEdited {
                posting,
                opens: Some(terms.registration.opens),
                closes: Some(terms.registration.closes),
            };
            op.record(&permit, &event).await?;
            Ok(())
        })
        .await
}
