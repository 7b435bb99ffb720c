//! Screening (资格审查): a screener looks through the queue, judges, undoes, reveals, and finishes; tickets are issued.
//!
//! Owns: the use cases of judging applications. Refuses: a verdict on a file that changed since it was opened, and the end
//! of screening while anybody is undecided.

mod check;
mod duplicates;
mod finish;
mod judge;
mod look;
mod search;

pub use check::{Tally, check_all};
pub use duplicates::{compare, duplicates};
pub use finish::{blockers, finish, finish_early};
pub use judge::{VerdictForm, judge, reveal, take_back, undo};
pub use look::{file, just, queue, seek};

use domain::access::ViewPosting;
use domain::eligibility::Finding;
use domain::id::Code;
use domain::screening::QueueFilter;
use domain::typed::{fold, search_words};
use store::Snapshot;
use store::applications::Found;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use crate::fault::Fault;
use crate::op::Look;

/// How long a revealed value stays in view, in seconds.
pub const REVEAL_SECONDS: i64 = 600;

/// What came of the conditions, as the filter asks for it.
fn found(filter: &QueueFilter) -> Option<Found> {
    match filter.found.as_str() {
        // What somebody who is gone came to is no officer's matter any more.
        _ if filter.is_past() => None,
        "against" => Some(Found::AgainstVerdict),
        word => Finding::from_word(word).map(Found::Finding),
    }
}

/// The filter over rows and the words to look for in them; `None` where it names a position that the posting does not have.
fn rows(filter: &QueueFilter, positions: &[PositionRow]) -> Option<(store::applications::Filter, String)> {
    let number = fold(&filter.position);
    let position = if number.is_empty() {
        None
    } else {
        Some(positions.iter().find(|row| row.terms.code.as_str() == number)?.id)
    };
    let wanted = store::applications::Filter { state: filter.state(), position, found: found(filter) };
    Some((wanted, search_words(&filter.find)))
}

/// The posting of a public code, for those who may read it.
async fn posting(look: &Look<'_>, code: Code) -> Result<PostingRow, Fault> {
    let found = store::postings::by_code(look.snapshot(), &code).await?.ok_or(Fault::Missing)?;
    let permit = look.permit::<ViewPosting>(found.scope())?;
    Ok(found.open(&permit)?)
}

/// The position table; of a posting that has applications it is public.
async fn positions(snapshot: &Snapshot, posting: &PostingRow) -> Result<Vec<PositionRow>, Fault> {
    Ok(store::postings::public::positions(snapshot, posting.id).await?)
}
