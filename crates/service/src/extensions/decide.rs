//! Granting an extension and refusing it, by another person than the one who proposed it.

use domain::access::aggregate::{Applications, Postings};
use domain::access::{Act, Caller, GrantExtension, Permit, Reads, RefuseExtension};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::expect_extensible;
use domain::messages::{Kind, Value};
use domain::placeholder::Placeholder;
use domain::reason::{FieldPath, PostingsWhy};
use domain::typed::Grounds;
use store::applications::ExtensionRow;
use store::postings::PostingRow;

use super::held;
use crate::Service;
use crate::fault::Fault;
use crate::op::Op;
use crate::rows::extensions as said;
use crate::rows::postings::{hold, within};
use crate::tell;

/// The proposal of that code in the posting, opened with a permit of its own, whose scope names who proposed it.
async fn opened<A>(
    op: &mut Op<'_>,
    (posting, extension): (Code, Code),
) -> Result<(PostingRow, ExtensionRow, Permit<A>), Fault>
where
    A: Act + Reads<Applications> + Reads<Postings>,
{
    let found = hold(op.tx(), posting).await?;
    let permit = op.permit::<A>(found.scope())?;
    let of = found.open(&permit)?;
    let found = store::applications::extension_by_code(op.tx(), &extension).await?.ok_or(Fault::Missing)?;
    let (row, own) = within(op, &of, found)?;
    Ok((of, row, own))
}

/// Grants an extension as it was proposed; the candidate is told. Doing it twice does it once.
///
/// # Errors
/// As [`expect_extensible`]: the time that it ends at may have come meanwhile; [`Fault::Missing`] for an extension of another posting;
/// [`Fault::Stale`] where it is decided; `same_person` for whoever proposed it or wrote the posting.
pub async fn grant(
    service: &Service,
    caller: &Caller,
    (posting, extension): (Code, Code),
) -> Result<(), Fault> {
    service
        .write(caller, "extension.grant", async |op| {
            let (of, row, own) = opened::<GrantExtension>(op, (posting, extension)).await?;
            if op.settled(row.decided, row.is_granted())? {
                return Ok(());
            }
            let application = held(op, (row.application, of.id)).await?;
            let window = of.registration.ok_or(PostingsWhy::WrongPhase { phase: of.phase }.reason())?;
            expect_extensible((of.phase, window), application.state, row.until, op.now())?;
            store::applications::decide_extension(op.tx(), &own, (row.id, None), op.now()).await?;
            let event =
                Event::ExtensionGranted { application: application.code, extension, until: row.until };
            op.record(&own, &event).await?;
            let target = store::postings::public::position_by_id(op.tx(), application.position).await?;
            let (of, position) = target.ok_or(Fault::Missing)?;
            let mut values = tell::of_application((&of, &position), application.code, (op.now(), ""));
            values.insert(Placeholder::Closes, Value::At(row.until));
            tell::tell(op, &own, tell::to_candidate(&application, (Kind::Extended, values))).await
        })
        .await
}

/// Refuses an extension with a reason that its author reads. Doing it twice does it once.
///
/// # Errors
/// As [`Grounds::parse`] at `answer`; as [`grant`], but for the time.
pub async fn refuse(
    service: &Service,
    caller: &Caller,
    (posting, extension): (Code, Code),
    reason: &str,
) -> Result<(), Fault> {
    let reason = Grounds::parse(reason, &FieldPath::new("answer"))?;
    service
        .write(caller, "extension.refuse", async |op| {
            let (_, row, own) = opened::<RefuseExtension>(op, (posting, extension)).await?;
            if op.settled(row.decided, !row.is_granted())? {
                return Ok(());
            }
            let words = said::seal_refusal(op.parts(), extension, reason.as_str());
            store::applications::decide_extension(op.tx(), &own, (row.id, Some(words)), op.now()).await?;
            let heads = store::applications::heads(op.tx(), &own, &[row.application]).await?;
            let application = heads.get(&row.application).ok_or(Fault::Missing)?.code;
            let event = |reason| Event::ExtensionRefused { application, extension, reason };
            op.record_because(&own, reason.as_str(), event).await
        })
        .await
}
