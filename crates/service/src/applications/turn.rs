//! Submitting, taking back, withdrawing. Doing any of them twice does it once and answers alike.

use domain::access::{Act, Caller, Permit, RecallApplication, SubmitApplication, WithdrawApplication};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{ApplicationState, Turn};
use domain::messages::Kind;
use domain::reason::ApplicationsWhy;
use domain::registration::{Answers, Form};
use store::Tx;
use store::applications::{ApplicationRow, FindingRow, Whose};
use store::postings::PostingRow;

use super::{expect_open, sent, unborn};
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::applications::{self as content, hold};
use crate::tell::{self, News};

/// Submits a draft; answers the time that stands on the receipt.
///
/// # Errors
/// Every fault of the form; [`ApplicationsWhy::IdentityTaken`], [`ApplicationsWhy::RefusedHere`]; the window's refusals, `now` being the
/// act's entry; [`Fault::Stale`] where the draft changed since the page was opened; [`Fault::Missing`] for another's
/// application.
pub async fn submit(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<Instant, Fault> {
    service
        .write(caller, "application.submit", async |op| {
            let found = hold(op.tx(), code).await?;
            let permit = op.permit::<SubmitApplication>(found.scope())?;
            let row = found.open(&permit)?;
            if let (ApplicationState::Submitted, Some(at)) = (row.state, row.submitted_at) {
                op.repeat();
                return Ok(at);
            }
            let posting =
                store::postings::public::by_id(op.tx(), row.posting).await?.ok_or(Fault::Missing)?;
            expect_open(&posting, op.now())?;
            let to = row.state.after(Turn::Submit)?;
            let whole = Form::standard().check(&content::open(service, &row)?)?;
            if let Some(reason) = unborn(whole.person().identity.expose(), op.now()) {
                return Err(reason.into());
            }
            let content = content::complete(service, row.code, &whole)?;
            let same = content.identity_index.as_deref().map(Whose::Identity);
            if let Some(same) = same
                && store::applications::refused(op.tx(), &permit, row.position, same).await?.is_some()
            {
                return Err(ApplicationsWhy::RefusedHere.reason().into());
            }
            let finding = finding(op.tx(), &posting, &row, (whole.answers(), op.now())).await?;
            let drafted = (row.id, version);
            store::applications::save_draft(op.tx(), &permit, drafted, row.position, &content, op.now())
                .await?;
            let filled = (row.id, version.saturating_add(1));
            store::applications::turn(op.tx(), &permit, filled, (row.state, to), op.now()).await?;
            match finding {
                Some(finding) => store::applications::put_findings(op.tx(), &permit, &[finding]).await?,
                None => store::applications::clear_findings(op.tx(), &permit, &[row.id]).await?,
            }
            let last = store::applications::last_sent(op.tx(), &permit, row.id).await?;
            let number = last.map_or(1, |last| last.no.saturating_add(1));
            let of = (posting.code, number_of(op.tx(), &row).await?);
            let kept =
                sent::sealed(service, &row, (of.0, &of.1), (number, op.now()), whole.answers().clone())?;
            store::applications::keep_sent(op.tx(), &permit, row.id, &kept).await?;
            op.record(&permit, &turned(row.code, row.state, to)).await?;
            told(op, &permit, &row, (Kind::Submitted, "receipt")).await?;
            Ok(op.now())
        })
        .await
}

/// Tells the candidate what became of the application; `page` is the one that shows more.
async fn told<A: Act>(
    op: &Op<'_>,
    permit: &Permit<A>,
    row: &ApplicationRow,
    (kind, page): (Kind, &str),
) -> Result<(), Fault> {
    let found = store::postings::public::position_by_id(op.tx(), row.position).await?;
    let (posting, position) = found.ok_or(Fault::Missing)?;
    let values = tell::of_application((&posting, &position), row.code, (op.now(), page));
    let news = News {
        kind,
        to: &[row.candidate],
        posting: Some(row.posting),
        application: Some(row.id),
        values,
        once: None,
    };
    tell::tell(op, permit, news).await
}

/// The number of the position in the notice.
async fn number_of(tx: &Tx, row: &ApplicationRow) -> Result<String, Fault> {
    let found = store::postings::public::position_by_id(tx, row.position).await?;
    let (_, position) = found.ok_or(Fault::Missing)?;
    Ok(position.terms.code.as_str().to_owned())
}

/// What the application comes to under the conditions of its position; none where nothing is asked. It decides nothing.
async fn finding(
    tx: &Tx,
    posting: &PostingRow,
    row: &ApplicationRow,
    (answers, now): (&Answers, Instant),
) -> Result<Option<FindingRow>, Fault> {
    let found = store::postings::public::position_by_id(tx, row.position).await?;
    let (_, position) = found.ok_or(Fault::Missing)?;
    let asked = crate::rows::conditions::asked_of(tx, posting, &position).await?;
    Ok(asked.map(|asked| crate::rows::conditions::found(row.id, answers, &asked, now)))
}

/// Takes a submitted application back to change it.
///
/// # Errors
/// [`domain::reason::ApplicationsWhy::WrongState`] once it was judged; the window's refusals; [`Fault::Stale`];
/// [`Fault::Missing`] for another's application.
pub async fn recall(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<(), Fault> {
    service
        .write(caller, "application.recall", async |op| {
            let found = hold(op.tx(), code).await?;
            let permit = op.permit::<RecallApplication>(found.scope())?;
            let row = found.open(&permit)?;
            if row.state == ApplicationState::Draft {
                op.repeat();
                return Ok(());
            }
            let posting =
                store::postings::public::by_id(op.tx(), row.posting).await?.ok_or(Fault::Missing)?;
            expect_open(&posting, op.now())?;
            let to = row.state.after(Turn::Recall)?;
            let at = (row.id, version);
            store::applications::turn(op.tx(), &permit, at, (row.state, to), op.now()).await?;
            op.record(&permit, &turned(row.code, row.state, to)).await?;
            told(op, &permit, &row, (Kind::Recalled, "")).await
        })
        .await
}

/// Withdraws an application for good; the candidate may start another one.
///
/// # Errors
/// As [`recall`].
pub async fn withdraw(service: &Service, caller: &Caller, code: Code, version: i64) -> Result<(), Fault> {
    service
        .write(caller, "application.withdraw", async |op| {
            let found = hold(op.tx(), code).await?;
            let permit = op.permit::<WithdrawApplication>(found.scope())?;
            let row = found.open(&permit)?;
            if row.state == ApplicationState::Withdrew {
                op.repeat();
                return Ok(());
            }
            let posting =
                store::postings::public::by_id(op.tx(), row.posting).await?.ok_or(Fault::Missing)?;
            expect_open(&posting, op.now())?;
            let to = row.state.after(Turn::Withdraw)?;
            let at = (row.id, version);
            store::applications::turn(op.tx(), &permit, at, (row.state, to), op.now()).await?;
            op.record(&permit, &turned(row.code, row.state, to)).await?;
            told(op, &permit, &row, (Kind::Withdrew, "")).await
        })
        .await
}

fn turned(application: Code, from: ApplicationState, to: ApplicationState) -> Event {
    Event::ApplicationTurned { application, from, to, ground: None, reason: None }
}
