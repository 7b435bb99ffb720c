//! Officers by their names, beside what they did.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::PersonId;
use store::Snapshot;

use crate::fault::Fault;

/// Names of officers by their keys.
pub(crate) type Names = BTreeMap<PersonId, String>;

/// The names of these people; whoever has none (candidates) is left out.
///
/// # Errors
/// The database's.
pub(crate) async fn names(look: &Snapshot, people: BTreeSet<PersonId>) -> Result<Names, Fault> {
    let people: Vec<PersonId> = people.into_iter().collect();
    Ok(store::people::staff_names(look, &people).await?.into_iter().collect())
}
