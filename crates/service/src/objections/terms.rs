//! The terms of what candidates raise in a posting: its own, or the usual ones.

use domain::access::{Caller, SetTerms};
use domain::event::Event;
use domain::id::Code;
use domain::objections::{ObjectionKind, Terms, TermsForm};
use domain::reason::TypedWhy;

use crate::Service;
use crate::fault::Fault;
use crate::rows::objections::terms;
use crate::rows::postings::hold;

/// Sets the terms of a kind. The same terms twice are set once.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] at `matter`; as [`TermsForm::check`]; [`Fault::Missing`] for those outside the team.
pub async fn set_terms(
    service: &Service,
    caller: &Caller,
    (posting, matter): (Code, &str),
    form: &TermsForm,
) -> Result<(), Fault> {
    service
        .write(caller, "objection.terms", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<SetTerms>(found.scope())?;
            let row = found.open(&permit)?;
            let kind = ObjectionKind::from_word(matter).filter(|kind| kind.is_of_candidate());
            let kind = kind.ok_or_else(|| TypedWhy::NotAChoice.at("matter"))?;
            let stands = terms(op.tx(), row.id, kind).await?;
            let set = form.check(stands.filter(|_| row.phase.is_public()))?;
            if store::objections::terms(op.tx(), row.id, kind).await? == Some(set) {
                op.repeat();
                return Ok(());
            }
            store::objections::set_terms(op.tx(), &permit, (kind, set), (permit.by(), op.now())).await?;
            let Terms { within, answer } = set;
            op.record(&permit, &Event::ObjectionTermsSet { posting, kind, within, answer }).await
        })
        .await
}
