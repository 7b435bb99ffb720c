//! What a candidate raises, and in which terms: the newest row of a posting and kind counts. What it is about: the refusal of an own application, or an own mark. Words, terms and answers are those of `objection`.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("objection_term", "id"), by("own_objection", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000035_raised",
        up: UP,
        tables: &["objection_term", "own_objection"],
        permanent: &[],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE own_objection (
        id {id},
        objection {int} NOT NULL CONSTRAINT own_objection_objection UNIQUE REFERENCES objection (id),
        application {int} NOT NULL REFERENCES application (id),
        verdict_at {int},
        component TEXT,
        CONSTRAINT own_objection_verdict UNIQUE (application, verdict_at),
        CONSTRAINT own_objection_component UNIQUE (application, component),
        CONSTRAINT own_objection_about CHECK ((verdict_at IS NULL) <> (component IS NULL))
    ) {strict}",
    "CREATE TABLE objection_term (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        kind TEXT NOT NULL,
        within_days {int} NOT NULL CHECK (within_days > 0),
        answer_days {int} NOT NULL CHECK (answer_days > 0),
        set_by {int} NOT NULL REFERENCES person (id),
        set_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX objection_term_posting ON objection_term (posting)",
    "CREATE INDEX objection_term_set_by ON objection_term (set_by)",
];
