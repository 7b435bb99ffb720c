//! Requests on sessions that are not written down yet: noting one costs no transaction of its own.
//!
//! Owns: the notes of this process until a round writes them together ([`Service::note_sessions`]). Refuses: ending a session that
//! somebody uses: one that seems idle is looked for again once its note is written. A process that is killed loses the notes of its last
//! round, and the next request on a session notes it again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::calendar::Instant;
use domain::id::SessionId;

use super::Maintenance;
use crate::Service;
use crate::fault::Fault;

/// SHA-256 of a session's token.
type TokenDigest = [u8; 32];

/// That a request came in on a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The session.
    pub session: SessionId,
    /// When the request came.
    pub at: Instant,
    /// The session's new end by idleness.
    pub idle_until: Instant,
}

/// The notes that wait, the newest of each session.
#[derive(Default)]
pub(crate) struct Seen(Mutex<HashMap<TokenDigest, Note>>);

impl Seen {
    fn held(&self) -> MutexGuard<'_, HashMap<TokenDigest, Note>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns what waits of a session.
    pub(crate) fn of(&self, token: &TokenDigest) -> Option<Note> {
        self.held().get(token).copied()
    }

    /// Keeps a note, unless a newer one of its session waits.
    pub(crate) fn put(&self, token: TokenDigest, note: Note) {
        let mut held = self.held();
        if held.get(&token).is_none_or(|other| other.at < note.at) {
            held.insert(token, note);
        }
    }

    /// Takes all that waits.
    pub(crate) fn take(&self) -> Vec<(TokenDigest, Note)> {
        self.held().drain().collect()
    }
}

impl Service {
    /// Writes down the requests that came in on sessions since the last time, if any did.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`]; then the notes wait for the next time.
    pub async fn note_sessions(&self) -> Result<(), Fault> {
        let waiting = self.seen().take();
        if waiting.is_empty() {
            return Ok(());
        }
        let notes = waiting.iter().map(|(_, note)| *note).collect();
        let done = self.maintain(Maintenance::SessionsSeen { notes }).await;
        if done.is_err() {
            waiting.into_iter().for_each(|(token, note)| self.seen().put(token, note));
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_note_of_a_session_waits_until_it_is_taken() {
        let seen = Seen::default();
        let note = |at: i64| Note { session: SessionId(7), at: Instant(at), idle_until: Instant(at + 10) };
        seen.put([1; 32], note(2));
        seen.put([1; 32], note(1));
        assert_eq!(seen.of(&[1; 32]), Some(note(2)));
        assert_eq!(seen.of(&[2; 32]), None);
        assert_eq!(seen.take(), [([1; 32], note(2))]);
        assert_eq!(seen.take(), []);
    }
}
