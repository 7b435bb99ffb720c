//! The photo and the certificates of an application: a candidate brings, frames, replaces and takes away, officers look.
//!
//! Owns: the way of a file from its bytes to its row. A file is checked and written anew, its contents are sealed and durable in the store,
//! and only then an act writes its row; what no row names is swept. Refuses: another person's application, which answers as one that does
//! not exist; what the state of the application or the registration window does not admit; more files than an application may take.

mod bring;
mod frame;
mod leave;
mod look;
mod sweep;

pub use bring::{Brought, bring, may_bring, take_away};
pub use frame::frame;
pub use leave::leave_due;
pub use look::{Handed, opened, own, photo_of};
pub use sweep::{Swept, sweep};

use domain::access::aggregate::Applications;
use domain::access::{Act, EditApplication, Permit, Reads};
use domain::calendar::Instant;
use domain::id::Code;
use domain::reason::ApplicationsWhy;
use domain::uploads::Purpose;
use store::Snapshot;
use store::applications::ApplicationRow;

use crate::fault::Fault;
use crate::rows::extensions::expect_open_for;

/// Refuses a file for this purpose where the application's state or the registration window does not admit one.
async fn expect_admitted<A: Act + Reads<Applications>>(
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &ApplicationRow,
    purpose: Purpose,
    now: Instant,
) -> Result<(), Fault> {
    if !purpose.is_open_in(row.state) {
        return Err(ApplicationsWhy::WrongState { state: row.state }.reason().into());
    }
    let posting = store::postings::public::by_id(snapshot, row.posting).await?.ok_or(Fault::Missing)?;
    expect_open_for(snapshot, permit, (&posting, row), now).await
}

/// A file of the application by its code.
async fn one(
    snapshot: &Snapshot,
    permit: &Permit<EditApplication>,
    row: &ApplicationRow,
    file: Code,
) -> Result<store::applications::UploadRow, Fault> {
    let all = store::applications::uploads(snapshot, permit, row.id).await?;
    all.into_iter().find(|one| one.code == file).ok_or(Fault::Missing)
}
