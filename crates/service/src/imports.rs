//! Imports on the desk: a dry run first, then exactly that, all or nothing.
//!
//! Owns: staging what a file says, showing all of it, keeping the file, and applying it in one transaction. Refuses:
//! writing anything of a file with a fault, and applying a dry run whose ground has moved.

mod examiners;
mod file;
mod marks;
mod positions;
mod report;
mod staged;

pub use file::{File, file};
pub use marks::{confirm as confirm_marks, stage as stage_marks};
pub use positions::{
    choose as choose_columns, confirm as confirm_positions, sheet as positions_sheet,
    stage as stage_positions, table as positions_table,
};
pub use report::{Report, preview};

use std::ops::AsyncFnOnce;

use domain::access::aggregate::Postings;
use domain::access::{Act, Caller, Changes, EditPosting, ImportMarks, Permit, Reads};
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::lifecycle::Phase;
use domain::reason::ImportsWhy;
use store::Snapshot;
use store::imports::{ImportRow, Incoming, NewImport, State};
use store::postings::PostingRow;

use crate::Service;
use crate::fault::Fault;
use crate::maintenance::Shown;
use crate::op::Op;
use crate::rows::imports;
use crate::rows::postings::{expect_may, hold};

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
    seen: Seen,
    file: file::Handed,
    (report, rows): (Report, Vec<(u32, String)>),
) -> Result<Code, Fault> {
    let body = serde_json::to_string(&report).map_err(Fault::internal)?;
    let (file_name, sealed_report) = imports::seal_head(service, file.code, (&file.name, &body));
    let new = NewImport {
        code: file.code,
        file_name_sealed: &file_name,
        file: file.digest,
        file_size: file.size,
        posting_version: seen.posting_version,
        scheme_revision: seen.scheme_revision,
        report_sealed: &sealed_report,
        by: permit.by(),
        at: service.now(),
    };
    let changes: Result<Vec<String>, _> = report.changes.iter().map(serde_json::to_string).collect();
    let shown = if report.faults.is_empty() {
        let changes = (1..).zip(changes.map_err(Fault::internal)?).collect();
        let (rows, changes) = imports::seal_lines(service, file.code, (rows, changes)).await?;
        Some(Shown { rows, changes })
    } else {
        None
    };
    service.keep_import::<T, A>(permit, &new, file.kept, shown).await?;
    Ok(file.code)
}

/// What a dry run is shown under: another posting or another scheme may give the same rows another meaning.
#[derive(Clone, Copy)]
struct Seen {
    posting_version: i64,
    scheme_revision: u32,
}

impl Seen {
    /// As it stands now.
    async fn now<A: Act + Reads<Postings>>(
        look: &Snapshot,
        permit: &Permit<A>,
        row: &PostingRow,
    ) -> Result<Self, Fault> {
        let saved = store::schemes::newest(look, permit).await?;
        let scheme_revision = saved.map_or(0, |saved| saved.revision);
        Ok(Self { posting_version: row.version, scheme_revision })
    }

    /// Refuses a dry run that was shown under another posting or scheme.
    fn expect(self, batch: &ImportRow) -> Result<(), Fault> {
        if batch.posting_version != self.posting_version {
            return Err(ImportsWhy::PostingChanged.reason().into());
        }
        if batch.scheme_revision != self.scheme_revision {
            return Err(ImportsWhy::SchemeChanged.reason().into());
        }
        Ok(())
    }
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
            Seen::now(op.tx(), &permit, &row).await?.expect(&batch)?;
            let rows = store::imports::rows::<T, A>(op.tx(), &own, batch.id).await?;
            let rows = imports::rows(service, batch.code, rows)?;
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
