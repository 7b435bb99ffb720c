//! What the engine of papers answers, as the use cases say it.
//!
//! Owns: the way from [`NotPrinted`] to a fault, and printing where it may take its time. Refuses: printing inside a read or an
//! act of the database.

use documents::{NotPrinted, Papers};
use domain::reason::{PapersWhy, Reason};

use crate::Service;
use crate::fault::Fault;

/// Prints on a thread that may take its time.
///
/// # Errors
/// [`PapersWhy::NotDrawn`] for each character that cannot be drawn, at its field; [`Fault::Internal`].
pub(crate) async fn print<T: Send + 'static>(
    service: &Service,
    make: impl FnOnce(&Papers) -> Result<T, NotPrinted> + Send + 'static,
) -> Result<T, Fault> {
    let papers = service.papers().clone();
    tokio::task::spawn_blocking(move || make(&papers)).await.map_err(Fault::internal)?.map_err(fault)
}

/// The fault of what was not printed.
#[must_use]
pub fn fault(why: NotPrinted) -> Fault {
    match why {
        NotPrinted::Undrawable(missing) => {
            let reason = |one: documents::Undrawable| -> Reason {
                PapersWhy::NotDrawn { character: u32::from(one.character) }.at(one.field.as_str())
            };
            Fault::Refused(missing.into_iter().map(reason).collect())
        }
        other => Fault::internal(other),
    }
}
