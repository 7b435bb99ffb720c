//! Screening (资格审查): a screener looks through the queue, judges, undoes, reveals, and finishes; tickets are issued.
//!
//! Owns: the use cases of judging applications. Refuses: a verdict on a file that changed since it was opened, and the end
//! of screening while anybody is undecided.

mod check;
mod duplicates;
mod finish;
mod judge;
mod look;

pub use check::{Tally, check_all};
pub use duplicates::{compare, duplicates};
pub use finish::{blockers, finish};
pub use judge::{VerdictForm, judge, reveal, undo};
pub use look::{file, queue};

use domain::access::ViewPosting;
use domain::eligibility::Finding;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::typed::{fold, search_words};
use store::Snapshot;
use store::applications::Found;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use crate::fault::Fault;
use crate::op::Look;

/// Rows on a page of the queue.
pub const PER_PAGE: u32 = 50;

/// How long a revealed value stays in view, in seconds.
pub const REVEAL_SECONDS: i64 = 600;

/// What to show of a queue, as the address spells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// `submitted` (also when empty), `passed`, `refused` or `all`.
    pub state: String,
    /// A position code, whole; empty for every position.
    pub position: String,
    /// Part of a name or a unit, the beginning of a position code, a ticket number, or an application's number.
    pub find: String,
    /// What came of the conditions: `met`, `not_met`, `cannot_tell`, or `against` the verdict; empty for all.
    pub found: String,
    /// Page, from 1.
    pub page: String,
}

impl Filter {
    /// The filter as pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("state", &self.state),
            ("position", &self.position),
            ("find", &self.find),
            ("found", &self.found),
            ("page", &self.page),
        ]
    }

    fn found(&self) -> Option<Found> {
        match self.found.as_str() {
            "against" => Some(Found::AgainstVerdict),
            word => Finding::from_word(word).map(Found::Finding),
        }
    }

    /// The state asked for; `None` for all.
    fn state(&self) -> Option<ApplicationState> {
        match self.state.as_str() {
            "all" => None,
            "passed" => Some(ApplicationState::Passed),
            "refused" => Some(ApplicationState::Refused),
            _ => Some(ApplicationState::Submitted),
        }
    }

    fn page(&self) -> u32 {
        self.page.parse().unwrap_or(1).max(1)
    }

    /// The filter over rows; `None` where it names a position that the posting does not have.
    fn rows(&self, positions: &[PositionRow]) -> Option<store::applications::Filter> {
        let number = fold(&self.position);
        let position = if number.is_empty() {
            None
        } else {
            Some(positions.iter().find(|row| row.terms.code.as_str() == number)?.id)
        };
        let (state, words, found) = (self.state(), search_words(&self.find), self.found());
        Some(store::applications::Filter { state, position, words, found })
    }
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
