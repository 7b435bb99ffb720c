//! What stands beside a permanent row for a term: the client's address and an officer's words, sealed; the row itself holds their
//! keyed digests.
//!
//! Owns: places, digests and terms. Refuses: what the words are about.

use domain::digest::Digest;
use domain::id::{ApplicationId, EventId};
use store::audit::Sealed;

use crate::Parts;
use crate::fault::Fault;
use crate::keys::{Keys, Place};

/// How long addresses, words and messages are kept, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Client addresses beside events.
    pub addresses: i64,
    /// Officers' reasons beside events and emptied cells.
    pub words: i64,
    /// Messages.
    pub messages: i64,
    /// Published lists on the web.
    pub lists: i64,
    /// Files of applicants, after the selection is over.
    pub files: i64,
}

impl Default for Terms {
    /// Returns 180 days for addresses, the six months for which a network operator keeps its logs (网络安全法, 2016, article
    /// 21), three years for words, messages and, once a selection is over, files of applicants, and a year for lists on the web.
    fn default() -> Self {
        Self { addresses: 180, words: 1_095, messages: 1_095, lists: 365, files: 1_095 }
    }
}

fn address_place(event: EventId) -> Place {
    Place::of("event_address.sealed", event.0)
}

fn words_place(event: EventId) -> Place {
    Place::of("event_words.sealed", event.0)
}

fn mark_place((application, component, version): (ApplicationId, &str, i64)) -> Place {
    Place::of("mark_words.sealed", format_args!("{}/{component}/{version}", application.0))
}

/// The keyed digest of a client's address; none where it is not known.
pub(super) fn address_digest(keys: &Keys, address: &str) -> Option<Digest> {
    (!address.is_empty()).then(|| Digest::from_bytes(keys.audit_digest("event.address", address)))
}

/// The keyed digest of an officer's words.
pub(crate) fn words_digest(keys: &Keys, words: &str) -> Digest {
    Digest::from_bytes(keys.audit_digest("event.reason", words))
}

/// Seals what is kept beside an event.
pub(super) fn seal(parts: &Parts, event: EventId, address: &str, words: Option<&str>) -> Sealed {
    let (keys, random) = (&parts.keys, &parts.effects.random);
    Sealed {
        address: (!address.is_empty()).then(|| keys.seal(&address_place(event), address, random)),
        words: words.map(|words| keys.seal(&words_place(event), words, random)),
    }
}

/// Seals the reason of an emptied cell: the cell is an application's, a column and the version that ended.
pub(crate) fn seal_mark(parts: &Parts, cell: (ApplicationId, &str, i64), words: &str) -> Vec<u8> {
    parts.keys.seal(&mark_place(cell), words, &parts.effects.random)
}

/// The address beside an event, opened.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(crate) fn address(keys: &Keys, event: EventId, sealed: &[u8]) -> Result<String, Fault> {
    keys.opened(&address_place(event), sealed)
}

/// The words beside an event, opened.
///
/// # Errors
/// As [`address`].
pub(crate) fn words(keys: &Keys, event: EventId, sealed: &[u8]) -> Result<String, Fault> {
    keys.opened(&words_place(event), sealed)
}

/// The reason of an emptied cell, opened.
///
/// # Errors
/// As [`address`].
pub(crate) fn mark_words(
    keys: &Keys,
    cell: (ApplicationId, &str, i64),
    sealed: &[u8],
) -> Result<String, Fault> {
    keys.opened(&mark_place(cell), sealed)
}
