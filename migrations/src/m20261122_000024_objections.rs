//! What people say about a selection by a form without an account, and the answers.
//!
//! An `objection` is written by a stranger and decides nothing; its answers are acts of officers. `secret` is the keyed digest of the
//! code by which whoever wrote follows it up.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("objection_answer", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep { step: Step { name: "m20261122_000024_objections",
    up: UP,
    tables: &["objection_answer", "objection"],
    permanent: &[] }, bound: BOUND };

const UP: &[&str] = &[
    "CREATE TABLE objection (
        id {id},
        code TEXT NOT NULL CONSTRAINT objection_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        list {int} REFERENCES list (id),
        kind TEXT NOT NULL,
        application {int} REFERENCES application (id),
        words_sealed {blob} NOT NULL,
        contact_sealed {blob},
        secret TEXT NOT NULL,
        received_at {int} NOT NULL,
        due_on {int},
        answered {int} NOT NULL CHECK (answered IN (0, 1))
    ) {strict}",
    "CREATE INDEX objection_posting ON objection (posting, id)",
    "CREATE INDEX objection_waiting ON objection (posting) WHERE answered = 0",
    "CREATE INDEX objection_list ON objection (list)",
    "CREATE INDEX objection_application ON objection (application)",
    "CREATE TABLE objection_answer (
        id {id},
        code TEXT NOT NULL CONSTRAINT objection_answer_code UNIQUE,
        objection {int} NOT NULL REFERENCES objection (id),
        posting {int} NOT NULL REFERENCES posting (id),
        application {int} REFERENCES application (id),
        effect TEXT NOT NULL,
        words_sealed {blob} NOT NULL,
        answered_by {int} NOT NULL REFERENCES person (id),
        answered_at {int} NOT NULL,
        CONSTRAINT objection_answer_person CHECK (effect = 'nothing' OR application IS NOT NULL)
    ) {strict}",
    "CREATE INDEX objection_answer_objection ON objection_answer (objection)",
    "CREATE INDEX objection_answer_posting ON objection_answer (posting)",
    "CREATE INDEX objection_answer_application ON objection_answer (application)",
    "CREATE INDEX objection_answer_answered_by ON objection_answer (answered_by)",
];
