//! The files of applicants leave the store after their term: so long after their selection was closed, ended or cancelled.
//!
//! Owns: the work of the clock. Refuses: files of a selection that goes on or is suspended, and taking the rows:
//! name, size and digest stay, and pages say that the contents left. The contents themselves go with the next sweep, unless a file of
//! another selection lies under the same digest.

use domain::access::{Caller, LeaveFiles};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::Code;
use domain::view::desk::postings::FilesKept;
use store::applications::leavings;

use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::{find, hold};
use crate::rows::uploads::term;

/// Lets the files of every selection leave whose term is over. Several processes may do this side by side.
///
/// # Errors
/// The database's; what left before it stays so.
pub async fn leave_due(service: &Service) -> Result<(), Fault> {
    let caller = Caller::system("file.leave");
    let due = service
        .read(&caller, "file.over", async |look| {
            let mut due = Vec::new();
            for code in leavings::kept(look.snapshot()).await? {
                let found = find(look.snapshot(), code).await?;
                let permit = look.permit::<LeaveFiles>(found.scope())?;
                let row = found.open(&permit)?;
                if is_over(&term(look.snapshot(), &row, service.terms()).await?, look.now()) {
                    due.push(code);
                }
            }
            Ok(due)
        })
        .await?;
    for posting in due {
        leave(service, &caller, posting).await?;
    }
    Ok(())
}

/// Whether the term is over and the files are kept still.
fn is_over(term: &FilesKept, now: Instant) -> bool {
    term.left.is_none() && term.until.is_some_and(|until| until <= now)
}

async fn leave(service: &Service, caller: &Caller, posting: Code) -> Result<(), Fault> {
    service
        .write(caller, "file.leave", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<LeaveFiles>(found.scope())?;
            let row = found.open(&permit)?;
            let term = term(op.tx(), &row, service.terms()).await?;
            if !is_over(&term, op.now()) {
                op.repeat();
                return Ok(());
            }
            let files = leavings::files(op.tx(), &permit).await?;
            leavings::put(op.tx(), &permit, files, op.now()).await?;
            op.record(&permit, &Event::FilesLeft { posting, files }).await
        })
        .await
}
