//! The position table of a draft (职位表), position by position: beside the import, which replaces the whole.
//!
//! Owns: writing one position and taking one away, on the version that its page showed. Refuses: postings that were sent; after the approval a
//! position changes by a further revision (`further`).

use domain::access::{Caller, EditPosting};
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::posting::PositionTerms;
use domain::reason::PostingsWhy;
use domain::typed::Words;
use domain::view::desk::revisions::PositionForm;
use text::headers;

use super::further::typed_position;
use crate::Service;
use crate::fault::Fault;
use crate::rows::columns::{asked_for, details};
use crate::rows::conditions::uncover;
use crate::rows::postings::hold;

/// Writes a position of a draft; `of` is the code of the one that changes, `None` for a further one.
///
/// # Errors
/// Every fault of the form; [`PostingsWhy::PositionTaken`]; [`PostingsWhy::WrongPhase`] after the draft was sent;
/// [`Fault::Missing`] for a position that is not there; [`Fault::Stale`] where somebody was faster.
pub async fn put_position(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    (of, form): (Option<&str>, &PositionForm),
) -> Result<(), Fault> {
    let mut terms = typed_position(of, form)?;
    // An import reads words that ask for nothing as none; a table that is taken out and brought back must stay as it is.
    if headers::asks_nothing(terms.conditions.as_str()) {
        terms.conditions = Words::stored(String::new());
    }
    service
        .write(caller, "posting.position", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            if row.version != version {
                return Err(Fault::Stale);
            }
            let table = store::postings::positions::all(op.tx(), &permit).await?;
            let before = table.iter().find(|one| one.terms.code == terms.code);
            let stood = before.map(|one| one.terms.details.as_slice()).unwrap_or_default();
            terms.details = details(&asked_for(table.iter().map(|one| &one.terms)), &form.details, stood)?;
            let position = match (of, before) {
                (Some(_), None) => return Err(Fault::Missing),
                (None, Some(_)) => return Err(PostingsWhy::PositionTaken.at("code").into()),
                (Some(_), Some(one)) if one.terms == terms => {
                    op.repeat();
                    return Ok(());
                }
                (Some(_), Some(one)) => one.code,
                (None, None) => op.code(),
            };
            let others = table.iter().map(|one| &one.terms).filter(|one| one.code != terms.code);
            let after: Vec<&PositionTerms> = others.chain([&terms]).collect();
            uncover(op, (&permit, posting), &after).await?;
            store::postings::touch(op.tx(), &permit, version).await?;
            let (changed, added) = match before {
                Some(_) => (vec![&terms], Vec::new()),
                None => (Vec::new(), vec![(position, terms.clone())]),
            };
            store::postings::positions::revise(op.tx(), &permit, &changed, &added).await?;
            op.record(&permit, &Event::PositionWritten { posting, position }).await
        })
        .await
}

/// Takes a position out of a draft. Conditions of a group that names it say so on their page until somebody mends them.
///
/// # Errors
/// As [`put_position`].
pub async fn take_position(
    service: &Service,
    caller: &Caller,
    (posting, version): (Code, i64),
    of: &str,
) -> Result<(), Fault> {
    service
        .write(caller, "posting.take_position", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<EditPosting>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Draft])?;
            if row.version != version {
                return Err(Fault::Stale);
            }
            let table = store::postings::positions::all(op.tx(), &permit).await?;
            let gone = table.iter().find(|one| one.terms.code.as_str() == of).ok_or(Fault::Missing)?;
            let after: Vec<&PositionTerms> =
                table.iter().map(|one| &one.terms).filter(|one| one.code != gone.terms.code).collect();
            uncover(op, (&permit, posting), &after).await?;
            store::postings::touch(op.tx(), &permit, version).await?;
            store::postings::positions::take(op.tx(), &permit, &gone.terms.code).await?;
            op.record(&permit, &Event::PositionTaken { posting, position: gone.code }).await
        })
        .await
}
