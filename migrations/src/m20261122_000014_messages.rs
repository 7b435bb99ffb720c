//! What people are told: messages, their deliveries besides the account, addresses, what each person chose, and a posting's own
//! words.
//!
//! `message.sealed` holds subject and body in both languages, as they were when it was told. A message with a `once` is told once,
//! whoever tells it. It stands in the account from `due_at` on, unless something newer took its place before (`withdrawn_at`).
//! `message_delivery` is the outbox: a process takes a row in hand with a lease (`sending`) before it sends, and settles it
//! afterwards; its `code` names the delivery to the other side, the same at every try. `contact.address_sealed` is null once the person took
//! the address away. `contact_proof` counts tries and is not bound, as counting is no act. Of `message_template` the newest version counts;
//! without words it says that the program's stand again.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000014_messages",
    up: UP,
    tables: &[
        "message_template",
        "message_choice",
        "message_delivery",
        "message",
        "contact_proof",
        "contact",
    ],
    permanent: &[],
};

const UP: &[&str] = &[
    "CREATE TABLE contact (
        id {id},
        code TEXT NOT NULL CONSTRAINT contact_code UNIQUE,
        person {int} NOT NULL REFERENCES person (id),
        channel TEXT NOT NULL,
        lang TEXT NOT NULL,
        address_sealed {blob},
        set_at {int} NOT NULL,
        confirmed_at {int},
        CONSTRAINT contact_channel UNIQUE (person, channel)
    ) {strict}",
    "CREATE TABLE contact_proof (
        contact {int} NOT NULL PRIMARY KEY REFERENCES contact (id),
        digest {blob} NOT NULL,
        until_at {int} NOT NULL,
        tries {int} NOT NULL CHECK (tries >= 0)
    ) {strict}",
    "CREATE TABLE message (
        id {id},
        code TEXT NOT NULL CONSTRAINT message_code UNIQUE,
        person {int} NOT NULL REFERENCES person (id),
        posting {int} REFERENCES posting (id),
        application {int} REFERENCES application (id),
        kind TEXT NOT NULL,
        sealed {blob} NOT NULL,
        once TEXT CONSTRAINT message_once UNIQUE,
        created_at {int} NOT NULL,
        due_at {int} NOT NULL,
        read_at {int},
        withdrawn_at {int}
    ) {strict}",
    "CREATE INDEX message_person ON message (person, id)",
    "CREATE INDEX message_posting ON message (posting, id)",
    "CREATE INDEX message_application ON message (application, id)",
    "CREATE INDEX message_created ON message (created_at)",
    "CREATE TABLE message_delivery (
        id {id},
        code TEXT NOT NULL CONSTRAINT message_delivery_code UNIQUE,
        message {int} NOT NULL REFERENCES message (id),
        contact {int} NOT NULL REFERENCES contact (id),
        channel TEXT NOT NULL,
        state TEXT NOT NULL,
        fault TEXT,
        tries {int} NOT NULL CHECK (tries >= 0),
        ready_at {int} NOT NULL,
        next_at {int} NOT NULL,
        locked_by TEXT,
        locked_until {int},
        settled_at {int},
        CONSTRAINT message_delivery_way UNIQUE (message, channel)
    ) {strict}",
    "CREATE INDEX message_delivery_open ON message_delivery (contact, id) WHERE state IN ('waiting', 'sending')",
    "CREATE INDEX message_delivery_bounced ON message_delivery (contact, settled_at) WHERE state = 'bounced'",
    "CREATE TABLE message_choice (
        person {int} NOT NULL REFERENCES person (id),
        matter TEXT NOT NULL,
        channel TEXT NOT NULL,
        PRIMARY KEY (person, matter, channel)
    ) {strict}",
    "CREATE TABLE message_template (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        kind TEXT NOT NULL,
        lang TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        subject TEXT,
        body TEXT,
        changed_by {int} NOT NULL REFERENCES person (id),
        changed_at {int} NOT NULL,
        CONSTRAINT message_template_version UNIQUE (posting, kind, lang, version),
        CONSTRAINT message_template_whole CHECK ((subject IS NULL) = (body IS NULL))
    ) {strict}",
];
