//! Entering a collective decision: what it says of itself, what it says of each person, and sending it to the second person.
//!
//! Refuses: a decision before the last list is published, or while a list is under correction; people of another list, and people whom
//! an earlier decision proposed; sending one that lacks something.

use domain::access::{Caller, EnterDecision, Permit};
use domain::collective::{ChoiceForm, DecisionState, TermsForm};
use domain::course::Waiting;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::publicity::begin_of;
use domain::reason::{DecisionsWhy, Reason};
use store::decisions::{Change, DecisionRow, Terms};
use store::postings::PostingRow;

use super::one_on;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::decisions::{Decided, LastList, choice, decided_on, expect_state, on_last_list, seal_words};
use crate::rows::postings::hold;
use crate::tell;

/// The posting, held for the act, after its last list is published.
async fn held(op: &mut Op<'_>, posting: Code) -> Result<(Permit<EnterDecision>, PostingRow), Fault> {
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<EnterDecision>(found.scope())?;
    let row = found.open(&permit)?;
    row.phase.expect(&[Phase::Published])?;
    Ok((permit, row))
}

/// The decision, held for the act, while it is entered by the person who began it or another of the team.
async fn draft(
    op: &mut Op<'_>,
    (posting, decision): (Code, Code),
    last: LastList,
) -> Result<(Permit<EnterDecision>, Decided, DecisionRow), Fault> {
    let (permit, row) = held(op, posting).await?;
    let (all, found) = one_on(op.tx(), &permit, &row, (decision, last)).await?;
    expect_state(&found, DecisionState::Draft)?;
    Ok((permit, all, found))
}

/// Begins a decision on the people of the last list. Doing it twice does it once.
///
/// # Errors
/// As [`TermsForm::check`]; [`DecisionsWhy::Waits`]; [`domain::reason::PostingsWhy::WrongPhase`] before the last list is published and while
/// a list is under correction.
pub async fn begin(
    service: &Service,
    caller: &Caller,
    posting: Code,
    form: &TermsForm,
) -> Result<Code, Fault> {
    let terms = form.check(service.now().date())?;
    on_last_list::<EnterDecision, _, _>(service, caller, ("decision.enter", posting), async |op, last| {
        let (permit, row) = held(op, posting).await?;
        let all = decided_on(op.tx(), &permit, &row, last).await?;
        if let Some(open) = all.open() {
            if open.entered_by == permit.by() && open.version == 1 && open.body == terms.body.as_str() {
                op.repeat();
                return Ok(open.code);
            }
            return Err(DecisionsWhy::Waits.reason().into());
        }
        let list = all.list.as_ref().ok_or(Fault::Missing)?;
        let no = u32::try_from(all.decisions.len()).unwrap_or(u32::MAX).saturating_add(1);
        let decision = op.code();
        let written = Terms {
            body: terms.body.as_str(),
            minutes: terms.minutes.as_str(),
            decided_on: begin_of(terms.on),
        };
        let by = (permit.by(), op.now());
        store::decisions::begin(op.tx(), &permit, (decision, no, list.id), &written, by).await?;
        op.record(&permit, &Event::DecisionBegun { posting, decision, list: list.digest }).await?;
        Ok(decision)
    })
    .await
}

/// Changes what a decision says of itself. The same form twice changes it once.
///
/// # Errors
/// As [`TermsForm::check`]; [`DecisionsWhy::WrongState`]; [`Fault::Stale`].
pub async fn edit(
    service: &Service,
    caller: &Caller,
    (posting, decision, version): (Code, Code, i64),
    form: &TermsForm,
) -> Result<(), Fault> {
    let terms = form.check(service.now().date())?;
    on_last_list::<EnterDecision, _, _>(service, caller, ("decision.enter", posting), async |op, last| {
        let (permit, _, found) = draft(op, (posting, decision), last).await?;
        let written = Terms {
            body: terms.body.as_str(),
            minutes: terms.minutes.as_str(),
            decided_on: begin_of(terms.on),
        };
        let same = found.body == written.body
            && found.minutes == written.minutes
            && found.decided_on == written.decided_on;
        if same {
            op.repeat();
            return Ok(());
        }
        let at = (found.id, version, DecisionState::Draft);
        store::decisions::change(op.tx(), &permit, at, Change::Terms(&written)).await?;
        let version = version.saturating_add(1);
        op.record(&permit, &Event::DecisionEdited { posting, decision, version }).await
    })
    .await
}

/// Says of a person whether they are proposed. Saying the same again changes nothing. No version is asked for: what two officers say of two
/// people never meets, and of one person the later word stands, with both in the audit trail.
///
/// # Errors
/// As [`ChoiceForm::check`]; [`Fault::Missing`] for somebody who is not on the last list; [`DecisionsWhy::AlreadyProposed`];
/// [`DecisionsWhy::Left`]; [`DecisionsWhy::NotInspected`], [`DecisionsWhy::NotFit`] and [`DecisionsWhy::DepartureWaits`] for somebody who
/// is proposed; [`DecisionsWhy::WrongState`].
pub async fn choose(
    service: &Service,
    caller: &Caller,
    (posting, decision): (Code, Code),
    ticket: &str,
    form: &ChoiceForm,
) -> Result<(), Fault> {
    let said = form.check()?;
    on_last_list::<EnterDecision, _, _>(service, caller, ("decision.enter", posting), async |op, last| {
        let (permit, all, found) = draft(op, (posting, decision), last).await?;
        let person = all.person(ticket).ok_or(Fault::Missing)?;
        if !all.is_free(person.application) {
            let why = match all.place(person.application) {
                Some(_) => DecisionsWhy::AlreadyProposed,
                None => DecisionsWhy::Left,
            };
            return Err(why.reason().into());
        }
        let hindered = all.hindered(&person.row.position, &[person.application]);
        if said.is_proposed() && !hindered.is_empty() {
            return Err(hindered.into());
        }
        let before = all.choice(found.id, person.application);
        let before = before.map(|row| choice(service.keys(), &found, row)).transpose()?;
        if before.as_ref() == Some(&said) {
            op.repeat();
            return Ok(());
        }
        let words = seal_words(service, (&found, person.application), &said);
        let of = (found.id, person.application);
        store::decisions::say(op.tx(), &permit, of, (&said, words), op.now()).await?;
        let at = (found.id, found.version, DecisionState::Draft);
        store::decisions::change(op.tx(), &permit, at, Change::Touched).await?;
        let (proposed, ground) = (said.is_proposed(), said.ground());
        let made = |words| Event::ChoiceMade {
            posting,
            decision,
            ticket: ticket.to_owned(),
            proposed,
            ground,
            words,
        };
        match said.words() {
            Some(words) => op.record_because(&permit, words, |digest| made(Some(digest))).await,
            None => op.record(&permit, &made(None)).await,
        }
    })
    .await
}

/// Sends a decision to the second person, on the version of the last list that is in force. Doing it twice does it once.
///
/// # Errors
/// What it lacks, all of it; [`DecisionsWhy::WrongState`]; [`Fault::Stale`].
pub async fn send(
    service: &Service,
    caller: &Caller,
    (posting, decision, version): (Code, Code, i64),
) -> Result<(), Fault> {
    on_last_list::<EnterDecision, _, _>(service, caller, ("decision.enter", posting), async |op, last| {
        let (permit, row) = held(op, posting).await?;
        let (all, found) = one_on(op.tx(), &permit, &row, (decision, last)).await?;
        if found.state == DecisionState::Sent && found.version == version.saturating_add(1) {
            op.repeat();
            return Ok(());
        }
        expect_state(&found, DecisionState::Draft)?;
        let lacks: Vec<Reason> = all.lacks(service.keys(), &found)?;
        if !lacks.is_empty() {
            return Err(lacks.into());
        }
        let list = all.list.as_ref().ok_or(Fault::Missing)?;
        store::decisions::unsay(op.tx(), &permit, found.id, &all.off_list(found.id)).await?;
        let at = (found.id, version, DecisionState::Draft);
        store::decisions::change(op.tx(), &permit, at, Change::Sent(list.id)).await?;
        op.record(&permit, &Event::DecisionSent { posting, decision }).await?;
        tell::to_second(op, &permit, &row, Waiting::Decision).await
    })
    .await
}
