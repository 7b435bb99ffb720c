//! The audit trail and its seals, permanent.
//!
//! `unsealed` is the sealer's inbox: an event's row appears there in the event's own transaction and leaves when a
//! seal takes it, so that sealing never depends on the order of ids. The chain itself does not trust it: verifying
//! walks the events. A row is `refused` once its event turned out not to carry the installation's tag: it is never sealed.
//!
//! An event holds the client's address and an officer's words as keyed digests only. What they say stands sealed in
//! `event_address` and `event_words`, which are not permanent: a row goes when its term is over.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000007_audit",
    up: UP,
    tables: &["event_words", "event_address", "seal_entry", "seal", "unsealed", "event"],
    permanent: &["event", "seal", "seal_entry"],
};

const UP: &[&str] = &[
    "CREATE TABLE event (
        id {id},
        person {int} REFERENCES person (id),
        who TEXT NOT NULL,
        role TEXT NOT NULL,
        at {int} NOT NULL,
        request TEXT NOT NULL,
        address_digest TEXT,
        act TEXT NOT NULL,
        object TEXT,
        object_code TEXT,
        posting {int} REFERENCES posting (id),
        payload TEXT NOT NULL
    ) {strict}",
    "CREATE INDEX event_person ON event (person, id)",
    "CREATE INDEX event_posting ON event (posting, id)",
    "CREATE INDEX event_object ON event (object_code, id)",
    "CREATE TABLE unsealed (
        event {int} NOT NULL PRIMARY KEY REFERENCES event (id),
        at {int} NOT NULL,
        refused {int} NOT NULL CHECK (refused IN (0, 1))
    ) {strict}",
    "CREATE INDEX unsealed_at ON unsealed (at)",
    "CREATE TABLE seal (
        no {int} NOT NULL PRIMARY KEY CHECK (no > 0),
        root TEXT NOT NULL,
        prev TEXT NOT NULL,
        algorithm TEXT NOT NULL,
        entries {int} NOT NULL CHECK (entries > 0),
        at {int} NOT NULL,
        tag {blob} NOT NULL
    ) {strict}",
    r#"CREATE TABLE seal_entry (
        seal {int} NOT NULL REFERENCES seal (no),
        "position" {int} NOT NULL CHECK ("position" >= 0),
        event {int} NOT NULL CONSTRAINT seal_entry_event UNIQUE REFERENCES event (id),
        PRIMARY KEY (seal, "position")
    ) {strict}"#,
    "CREATE TABLE event_address (
        event {int} NOT NULL PRIMARY KEY REFERENCES event (id),
        sealed {blob} NOT NULL,
        at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX event_address_at ON event_address (at)",
    "CREATE TABLE event_words (
        event {int} NOT NULL PRIMARY KEY REFERENCES event (id),
        sealed {blob} NOT NULL,
        at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX event_words_at ON event_words (at)",
];
