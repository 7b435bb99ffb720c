//! Telling candidates what was decided on the course of their selection: suspended, resumed, cancelled, screening opened again.
//!
//! Owns: who is told, which is everybody whose application the decision touches. It is a job of the act, and tells once however often it
//! runs. Refuses: telling what was not decided.

use domain::access::{Caller, SendMessages};
use domain::id::{ApplicationId, Code};
use domain::messages::Value;
use domain::placeholder::Placeholder;
use store::Scoped as _;

use super::due::{about, ground, holders};
use crate::Service;
use crate::fault::Fault;
use crate::tell;

/// Tells each candidate of a posting what was decided on its course.
///
/// # Errors
/// The database's; [`Fault::Missing`] where there is no such decision.
pub(crate) async fn tell_course(service: &Service, code: Code) -> Result<(), Fault> {
    let (decision, posting) = service
        .read(&Caller::system("message.send"), "message.course", async |look| {
            let found = store::postings::decisions::by_code(look.snapshot(), &code).await?;
            let found = found.ok_or(Fault::Missing)?;
            let permit = look.permit::<SendMessages>(found.scope())?;
            let row = found.open(&permit)?;
            let posting = store::postings::public::by_id(look.snapshot(), row.posting).await?;
            Ok((row, posting.ok_or(Fault::Missing)?))
        })
        .await?;
    let Some((_, at)) = decision.decided.filter(|_| decision.returned_reason.is_none()) else {
        return Ok(());
    };
    let Some(ground) = ground(service, posting.code).await? else { return Ok(()) };
    for &state in tell::touched(decision.kind) {
        let mut after = ApplicationId(0);
        loop {
            let some = holders(service, &ground.posting, (state, after)).await?;
            let Some(last) = some.last() else { break };
            after = last.id;
            let mut all = Vec::with_capacity(some.len());
            for one in &some {
                let of = (&ground.posting, ground.position(one)?);
                let mut values = tell::of_application(of, one.code, (at, ""));
                values.insert(Placeholder::Words, Value::Text(decision.reason.clone()));
                let once = format!("course/{code}/{}", one.code);
                all.push(about(&ground, tell::of_decision(decision.kind), one, values, once));
            }
            service.tell_due(ground.posting.scope(), all).await?;
        }
    }
    Ok(())
}
