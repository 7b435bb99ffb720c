//! Imports on the desk: a dry run first, then exactly that, all or nothing.
//!
//! Owns: staging what a file says, showing it, and applying it in one transaction. Refuses: writing anything of a file with
//! a fault, and applying a dry run whose ground has moved.

mod examiners;
mod marks;
mod positions;
mod report;
mod staged;

pub use marks::{confirm as confirm_marks, stage as stage_marks};
pub use positions::{
    choose as choose_columns, confirm as confirm_positions, sheet as positions_sheet,
    stage as stage_positions,
};
pub use report::{Report, preview};

use std::ops::AsyncFnOnce;

use domain::access::aggregate::Postings;
use domain::access::{Act, Caller, Changes, EditPosting, ImportMarks, Permit, Reads};
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::lifecycle::Phase;
use domain::reason::ImportsWhy;
use store::imports::{ImportRow, Incoming, NewImport, State};
use store::postings::PostingRow;

use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::op::Op;
use crate::rows::postings::{expect_may, hold};

/// Where the sealed table stands until it is confirmed.
const SHEET: &str = "import_batch.sheet";

/// A file as it was handed in.
#[derive(Clone)]
pub struct Upload {
    /// Its name, for faults.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Refuses whoever may not bring positions into this posting, before the file is read.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::Denied`]; [`domain::reason::PostingsWhy::WrongPhase`] after the draft.
pub async fn may_bring_positions(service: &Service, caller: &Caller, posting: Code) -> Result<(), Fault> {
    expect_may::<EditPosting>(service, caller, posting, ("import.positions", &[Phase::Draft])).await
}

/// Refuses whoever may not bring marks into this posting, before the file is read.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::Denied`]; [`domain::reason::PostingsWhy::WrongPhase`] outside the examination.
pub async fn may_bring_marks(service: &Service, caller: &Caller, posting: Code) -> Result<(), Fault> {
    expect_may::<ImportMarks>(service, caller, posting, ("import.marks", &[Phase::Examining])).await
}

/// Keeps a dry run: its report, and its rows where it has no fault. Housekeeping: nothing of the posting changes.
async fn keep<T: Incoming, A: Act<By = PersonId> + Changes<T>>(
    service: &Service,
    permit: &Permit<A>,
    posting_version: i64,
    file: (&str, Digest),
    report: &Report,
    rows: &[(u32, String)],
) -> Result<Code, Fault> {
    keep_with::<T, A>(service, permit, posting_version, file, report, (rows, None)).await
}

/// As [`keep`], with the table itself, so that its columns can be read otherwise.
async fn keep_with<T: Incoming, A: Act<By = PersonId> + Changes<T>>(
    service: &Service,
    permit: &Permit<A>,
    posting_version: i64,
    (name, file): (&str, Digest),
    report: &Report,
    (rows, sheet): (&[(u32, String)], Option<&sheets::Sheet>),
) -> Result<Code, Fault> {
    let code = service.effects().random.code();
    let sheet = match sheet {
        None => None,
        Some(sheet) => {
            let text = serde_json::to_string(sheet).map_err(Fault::internal)?;
            let place = Place { column: SHEET, row: code };
            Some(service.keys().seal(place, &text, &service.effects().random))
        }
    };
    let body = serde_json::to_string(report).map_err(Fault::internal)?;
    let new = NewImport {
        code,
        file_name: name,
        file,
        posting_version,
        report: &body,
        sheet: sheet.as_deref(),
        by: permit.by(),
        at: service.now(),
    };
    service.keep_import::<T, A>(permit, &new, report.faults.is_empty().then_some(rows)).await?;
    Ok(code)
}

/// A dry run that is being confirmed.
struct Ground<A: Act> {
    permit: Permit<A>,
    row: PostingRow,
    batch: ImportRow,
    rows: Vec<(u32, String)>,
}

/// Confirms a dry run: opens it, refuses what is no longer open, answers a second click, lets `body` write and say what it
/// wrote, and marks it applied. Answers how many rows were written.
async fn confirmed<T, A, F>(
    service: &Service,
    caller: &Caller,
    (posting, import): (Code, Code),
    (act, phase): (&'static str, Phase),
    body: F,
) -> Result<u32, Fault>
where
    T: Incoming,
    A: Act + Reads<Postings> + Reads<T> + Changes<T>,
    F: AsyncFnOnce(&mut Op<'_>, &Ground<A>) -> Result<(u32, Event), Fault>,
{
    service
        .write(caller, act, async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<A>(found.scope())?;
            let row = found.open(&permit)?;
            let locked =
                store::imports::for_update::<T>(op.tx(), &import).await?.ok_or(ImportsWhy::Gone.reason())?;
            let own = op.permit::<A>(locked.scope())?;
            let batch = locked.open(&own)?;
            if batch.posting != row.id {
                return Err(Fault::Missing);
            }
            if batch.state == State::Applied {
                op.repeat();
                return Ok(0);
            }
            row.phase.expect(&[phase])?;
            if batch.state != State::Staged {
                return Err(ImportsWhy::Gone.reason().into());
            }
            let rows = store::imports::rows::<T, A>(op.tx(), &own, batch.id).await?;
            let ground = Ground { permit, row, batch, rows };
            let (written, event) = body(op, &ground).await?;
            store::imports::apply::<T, A>(op.tx(), &own, ground.batch.id, op.now()).await?;
            op.record(&ground.permit, &event).await?;
            Ok(written)
        })
        .await
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
