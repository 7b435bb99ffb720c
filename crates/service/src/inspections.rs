//! Inspections (考察) and medicals (体检) of the people on the last list, before a body decides.
//!
//! Owns: the team with who is left out for whom, the file of each person from entering to countersigning, every reading of what was
//! found, and the results of medicals. Refuses: points and ranks; whoever was left out; a second hand of the same person; and excluding
//! anybody by itself: a veto and a failed medical are departures that another person approves (`crate::departures`).

mod enter;
mod look;
mod medical;
mod sign;
mod team;

pub use enter::{enter, read};
pub use look::{file, page};
pub use medical::{MedicalForm, record as record_medical};
pub use sign::{countersign, return_back};
pub use team::{declare, name, take};

use domain::access::aggregate::Inspections;
use domain::access::{Act, Permit, ReadFindings, Reads, ViewInspections};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::InspectionsWhy;
use store::Snapshot;
use store::inspections::FileRow;
use store::postings::PostingRow;

use crate::fault::Fault;
use crate::op::Op;
use crate::rows::decisions::{Decided, LastList, decided_on};
use crate::rows::postings::hold;

/// How long what was found stays in view after a reading that is on record.
const READ_SECONDS: i64 = 600;

/// When the caller opened last what was found of a person, by the record of it.
async fn last_read(
    look: &Snapshot,
    permit: &Permit<ReadFindings>,
    application: Code,
) -> Result<Option<Instant>, Fault> {
    let (object, person) = (Some(application), Some(permit.by()));
    let filter = store::audit::Filter { object, person, ..Default::default() };
    let events = store::audit::events(look, permit, &filter, 50).await?;
    let last = events.into_iter().find(|found| matches!(found.event, Event::FindingsRead { .. }));
    Ok(last.map(|found| found.at))
}

/// The posting, held for an act on the file of a person, with everything that was decided.
struct Held {
    row: PostingRow,
    all: Decided,
    view: Permit<ViewInspections>,
}

/// Holds the posting after its last list is out.
async fn held(op: &mut Op<'_>, posting: Code, last: LastList) -> Result<Held, Fault> {
    let found = hold(op.tx(), posting).await?;
    let view = op.permit::<ViewInspections>(found.scope())?;
    let row = found.open(&view)?;
    row.phase.expect(&[Phase::Published])?;
    let all = decided_on(op.tx(), &view, &row, last).await?;
    if !all.has_inspection {
        return Err(InspectionsWhy::None.reason().into());
    }
    Ok(Held { row, all, view })
}

impl Held {
    /// The file of the person whose application has this code, opened with a permit of its own.
    async fn file<A>(&self, op: &mut Op<'_>, application: Code) -> Result<(FileRow, Permit<A>), Fault>
    where
        A: Act + Reads<Inspections>,
    {
        let person = self.all.of(application).ok_or(Fault::Missing)?.application;
        let found = store::inspections::file(op.tx(), (self.row.id, person)).await?;
        let own = op.permit::<A>(found.scope())?;
        Ok((found.open(&own)?, own))
    }
}
