//! What a decision on the course would tell, and to how many, before it is taken.
//!
//! Owns: the number and one message of them. Refuses: deciding, and telling anybody.

use domain::access::aggregate::Applications;
use domain::access::{
    Act, ActName, Caller, Permit, ProposeCancel, ProposeReopening, Reads, ReopenScreening, ResumePosting,
    SuspendPosting, ViewPosting, may,
};
use domain::course::DecisionKind;
use domain::id::{ApplicationId, Code};
use domain::messages::{Value, Values};
use domain::placeholder::Placeholder;
use domain::view::messages::AboutToTell;
use store::Snapshot;
use store::applications::Holder;
use text::Lang;

use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::find;
use crate::tell;

/// What a decision on the course of a posting would tell, and to how many. Where the reason is not typed yet, dots stand for it.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team and for a word that is no decision; [`Fault::Denied`] for those who may not take it.
pub async fn course_ahead(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (kind, lang): (&str, Lang),
) -> Result<AboutToTell, Fault> {
    service
        .read(caller, "message.ahead", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewPosting>(scope.clone())?;
            let row = found.open(&permit)?;
            let kind = DecisionKind::from_word(kind).ok_or(Fault::Missing)?;
            let first = match kind {
                DecisionKind::Suspend => {
                    let permit = look.permit::<SuspendPosting>(scope)?;
                    first(look.snapshot(), &permit, kind).await?
                }
                DecisionKind::Resume => {
                    first(look.snapshot(), &look.permit::<ResumePosting>(scope)?, kind).await?
                }
                DecisionKind::Cancel => {
                    first(look.snapshot(), &look.permit::<ProposeCancel>(scope)?, kind).await?
                }
                DecisionKind::ReopenScreening if may(look.caller(), ActName::ProposeReopening, &scope) => {
                    first(look.snapshot(), &look.permit::<ProposeReopening>(scope)?, kind).await?
                }
                DecisionKind::ReopenScreening => {
                    first(look.snapshot(), &look.permit::<ReopenScreening>(scope)?, kind).await?
                }
            };
            let tally = store::applications::tally(look.snapshot(), &[row.id]).await?;
            let counts = tally.first().map(|found| found.1).unwrap_or_default();
            let people = match kind {
                DecisionKind::ReopenScreening => counts.passed.saturating_add(counts.refused),
                _ => [counts.drafts, counts.submitted, counts.passed].iter().sum(),
            };
            let waits = store::postings::decisions::all(look.snapshot(), &permit).await?;
            let waits = waits.into_iter().find(|one| one.decided.is_none() && one.kind == kind);
            let words = waits.map_or_else(|| "…".to_owned(), |one| one.reason);
            let mut example = None;
            if let Some(one) = first
                && let Some((_, position)) =
                    store::postings::public::position_by_id(look.snapshot(), one.position).await?
            {
                let from = (&*service.parts, look.snapshot(), look.now());
                let (of, kind) = ((&row, &position, one.code), (tell::of_decision(kind), lang));
                let more = Values::from([(Placeholder::Words, Value::Text(words))]);
                example = tell::example(from, of, kind, more).await?;
            }
            Ok(AboutToTell { people, example })
        })
        .await
}

/// The first whom it would be told to.
async fn first<A: Act + Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    kind: DecisionKind,
) -> Result<Option<Holder>, Fault> {
    for &state in tell::touched(kind) {
        let some = store::applications::holders(look, permit, state, (ApplicationId(0), 1)).await?;
        if let Some(one) = some.into_iter().next() {
            return Ok(Some(one));
        }
    }
    Ok(None)
}
