//! Imports on the desk: a dry run first, then exactly that, all or nothing.
//!
//! Owns: staging what a file says, showing it, and applying it in one transaction. Refuses: writing anything of a file with
//! a fault, and applying a dry run whose ground has moved.

mod marks;
mod positions;
mod report;

pub(crate) use marks::{Marks, is_mark, shown};
pub use marks::{confirm as confirm_marks, stage as stage_marks};
pub use positions::{confirm as confirm_positions, stage as stage_positions};
pub use report::{Report, preview};

use domain::access::aggregate::Scores;
use domain::access::{Act, Changes, Permit};
use domain::digest::Digest;
use domain::id::Code;
use store::imports::{Kind, NewImport};

use crate::Service;
use crate::fault::Fault;

/// A file as it was handed in.
#[derive(Clone)]
pub struct Upload {
    /// Its name, for faults.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Keeps a dry run: its report, and its rows where it has no fault. Housekeeping: nothing of the posting changes.
async fn keep<A: Act + Changes<Scores>>(
    service: &Service,
    permit: &Permit<A>,
    (kind, posting_version): (Kind, i64),
    (name, file): (&str, Digest),
    report: &Report,
    rows: &[(u32, String)],
) -> Result<Code, Fault> {
    let code = service.effects().random.code();
    let body = serde_json::to_string(report).map_err(Fault::internal)?;
    let new = NewImport {
        code,
        kind,
        file_name: name,
        file,
        posting_version,
        report: &body,
        by: permit.by().ok_or(Fault::Missing)?,
        at: service.now(),
    };
    service.keep_import(permit, &new, report.faults.is_empty().then_some(rows)).await?;
    Ok(code)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
