//! Persons, their accounts, who is signed in, and the counters that slow down guessing.
//!
//! A person and an account are two things: every other table names the person who acted. `account.verifier` is the argon2id
//! string, bound to the account's code; `account.one_time` is the keyed digest of a code that lets the person choose the
//! first password or a new one. An account has one of the two or neither; with neither it cannot be signed in to.
//! `session.token_hash` is the SHA-256 of the token: a copy of this table signs nobody in. `session.address_sealed` is the
//! client's address, encrypted.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000001_people",
    up: UP,
    tables: &["kept_form", "refusal", "throttle", "session", "account", "person"],
    permanent: &[],
};

const UP: &[&str] = &[
    "CREATE TABLE person (
        id {id},
        code TEXT NOT NULL CONSTRAINT person_code UNIQUE,
        name TEXT NOT NULL,
        created_at {int} NOT NULL
    ) {strict}",
    "CREATE TABLE account (
        id {id},
        code TEXT NOT NULL CONSTRAINT account_code UNIQUE,
        person {int} NOT NULL REFERENCES person (id),
        kind TEXT NOT NULL,
        sign_in TEXT NOT NULL CONSTRAINT account_sign_in UNIQUE,
        verifier TEXT,
        one_time {blob},
        one_time_until {int},
        state TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        created_at {int} NOT NULL,
        CONSTRAINT account_one_time CHECK ((one_time IS NULL) = (one_time_until IS NULL)),
        CONSTRAINT account_one_secret CHECK (verifier IS NULL OR one_time IS NULL)
    ) {strict}",
    "CREATE INDEX account_person ON account (person, id)",
    "CREATE INDEX account_kind ON account (kind, id)",
    "CREATE TABLE session (
        id {id},
        code TEXT NOT NULL CONSTRAINT session_code UNIQUE,
        token_hash {blob} NOT NULL CONSTRAINT session_token UNIQUE,
        account {int} NOT NULL REFERENCES account (id),
        address_sealed {blob} NOT NULL,
        created_at {int} NOT NULL,
        seen_at {int} NOT NULL,
        idle_until {int} NOT NULL,
        expires_at {int} NOT NULL,
        revoked_at {int}
    ) {strict}",
    "CREATE INDEX session_account ON session (account)",
    "CREATE INDEX session_expires ON session (expires_at)",
    "CREATE TABLE throttle (
        key TEXT NOT NULL PRIMARY KEY,
        failures {int} NOT NULL CHECK (failures >= 0),
        window_from {int} NOT NULL,
        blocked_until {int}
    ) {strict}",
    "CREATE TABLE refusal (
        day {int} NOT NULL,
        subject TEXT NOT NULL,
        act TEXT NOT NULL,
        times {int} NOT NULL CHECK (times > 0),
        last_at {int} NOT NULL,
        PRIMARY KEY (day, subject, act)
    ) {strict}",
    "CREATE INDEX refusal_subject ON refusal (subject)",
    "CREATE TABLE kept_form (
        owner TEXT NOT NULL,
        action TEXT NOT NULL,
        code TEXT NOT NULL,
        fields {blob} NOT NULL,
        kept_at {int} NOT NULL,
        PRIMARY KEY (owner, action)
    ) {strict}",
];
