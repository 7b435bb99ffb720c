//! Applications, screening verdicts, and the keys that make a repeated form harmless.
//!
//! One person has at most one live application per posting, by account and by identity number: two partial unique
//! indexes. All that a candidate told and the words of a verdict are sealed (encrypted) outside; the columns `…_index` are
//! keyed blind indexes.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000003_applications",
    up: UP,
    tables: &["idempotency", "screening", "application"],
    permanent: &[],
};

const UP: &[&str] = &[
    r#"CREATE TABLE application (
        id {id},
        code TEXT NOT NULL CONSTRAINT application_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        "position" {int} NOT NULL REFERENCES "position" (id),
        candidate {int} NOT NULL REFERENCES person (id),
        state TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        name_sealed {blob},
        identity_sealed {blob},
        identity_index {blob},
        phone_index {blob},
        person_index {blob},
        phone_sealed {blob},
        unit_sealed {blob},
        answers_sealed {blob},
        ticket TEXT,
        created_at {int} NOT NULL,
        updated_at {int} NOT NULL,
        submitted_at {int},
        CONSTRAINT application_ticket UNIQUE (posting, ticket),
        CONSTRAINT application_complete CHECK (submitted_at IS NULL OR (name_sealed IS NOT NULL AND answers_sealed IS NOT NULL AND identity_sealed IS NOT NULL AND identity_index IS NOT NULL
            AND phone_sealed IS NOT NULL))
    ) {strict}"#,
    "CREATE UNIQUE INDEX application_live_candidate ON application (posting, candidate) 
        WHERE state NOT IN ('withdrew', 'refused')",
    "CREATE UNIQUE INDEX application_live_identity ON application (posting, identity_index)
        WHERE state NOT IN ('withdrew', 'refused') AND identity_index IS NOT NULL",
    r#"CREATE INDEX application_position ON application ("position", state)"#,
    "CREATE INDEX application_state ON application (posting, state, id)",
    "CREATE INDEX application_candidate ON application (candidate)",
    "CREATE TABLE screening (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        verdict TEXT NOT NULL,
        ground TEXT,
        words_sealed {blob},
        revision {int} NOT NULL CHECK (revision >= 0),
        decided_by {int} NOT NULL REFERENCES person (id),
        decided_at {int} NOT NULL,
        CONSTRAINT screening_ground CHECK ((verdict = 'refused') = (ground IS NOT NULL))
    ) {strict}",
    "CREATE INDEX screening_application ON screening (application, id)",
    "CREATE INDEX screening_decided_by ON screening (decided_by)",
    "CREATE TABLE idempotency (
        id {id},
        owner TEXT NOT NULL,
        act TEXT NOT NULL,
        key TEXT NOT NULL,
        body_digest TEXT NOT NULL,
        result TEXT NOT NULL,
        created_at {int} NOT NULL,
        CONSTRAINT idempotency_key UNIQUE (owner, act, key)
    ) {strict}",
    "CREATE INDEX idempotency_created ON idempotency (created_at)",
    "CREATE INDEX application_phone ON application (posting, phone_index) WHERE phone_index IS NOT NULL",
    "CREATE INDEX application_person ON application (posting, person_index) WHERE person_index IS NOT NULL",
];
