//! What registration asks of a posting, made once for each version of it: its positions with what opens of them, what each asks, and
//! the revision in force.
//!
//! Owns: that nothing of an older version is ever answered. Refuses: deciding on it, for the act holds the posting and compares the
//! version again.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use domain::eligibility::{Asked, Conditions};
use domain::id::{PositionId, PostingId};
use store::Snapshot;
use store::postings::PostingRow;
use store::postings::positions::PositionRow;

use super::conditions;
use crate::Service;
use crate::fault::Fault;
use crate::kept::Kept;

/// The newest postings that somebody registered for, each in one version.
pub(crate) type Registerings = Kept<(PostingId, i64), Arc<Registering>>;

/// A position with what it asks, worked out when somebody first sends an application for it.
struct Place {
    position: PositionRow,
    asked: OnceLock<Option<Asked>>,
}

/// What registration asks of one version of a public posting.
pub(crate) struct Registering {
    posting: PostingRow,
    places: HashMap<PositionId, Place>,
    /// The posting's conditions.
    pub set: Conditions,
    /// Number of the revision in force.
    pub revision: u32,
}

impl Registering {
    /// Returns a position of the posting.
    pub(crate) fn position(&self, id: PositionId) -> Option<&PositionRow> {
        self.places.get(&id).map(|place| &place.position)
    }

    /// Returns what a position asks; none where it asks nothing.
    pub(crate) fn asked(&self, id: PositionId) -> Option<&Asked> {
        let (place, window) = (self.places.get(&id)?, self.posting.registration?);
        place.asked.get_or_init(|| self.set.asked_of(&place.position.terms, window)).as_ref()
    }
}

/// Returns what registration asks of a posting as the snapshot sees it.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the conditions cannot be read.
pub(crate) async fn of(
    service: &Service,
    look: &Snapshot,
    posting: &PostingRow,
) -> Result<Arc<Registering>, Fault> {
    let ground = (posting.id, posting.version);
    if let Some(known) = service.registerings().get(&ground) {
        return Ok(known);
    }
    let positions = store::postings::public::positions(look, posting.id).await?;
    let place = |position: PositionRow| (position.id, Place { position, asked: OnceLock::new() });
    let made = Arc::new(Registering {
        posting: posting.clone(),
        places: positions.into_iter().map(place).collect(),
        set: conditions::public_of(look, posting.id).await?,
        revision: store::postings::revisions::in_force(look, posting.id).await?,
    });
    service.registerings().put(ground, Arc::clone(&made));
    Ok(made)
}
