//! The audit chain: whether what was recorded is still what was sealed.
//!
//! Owns: the walk along the seals for `linxuan verify --chain`. Refuses: keys and callers; whoever can open the database may
//! check it, and checking writes nothing.

use domain::digest::Digest;
use store::{Store, StoreError};

pub use store::audit::{Head, Report, Wrong};

/// Walks the whole chain. `witnesses` are links that were printed or kept outside, as seal number and link: only against
/// them a chain that was cut or written anew shows.
///
/// # Errors
/// The database's; what does not fit is in the report.
pub async fn verify_chain(store: &Store, witnesses: &[(i64, Digest)]) -> Result<Report, StoreError> {
    let look = store.look("audit.verify").await?;
    let report = store::audit::verify_chain(&look, witnesses).await?;
    look.close().await?;
    Ok(report)
}
