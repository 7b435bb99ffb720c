//! The interview's plan (面试工作方案) of a posting in versions: laid down, sent to the competent department, approved or sent back.
//!
//! What a version says, and why one was sent back, lie sealed: the text can name examiners and says how questions are kept. A posting has at
//! most one version that is written on or waits.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("interview_plan", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000065_interview_plans",
        up: UP,
        tables: &["interview_plan"],
        permanent: &[],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE interview_plan (
        id {id},
        code TEXT NOT NULL CONSTRAINT interview_plan_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        no {int} NOT NULL CHECK (no > 0),
        state TEXT NOT NULL,
        digest TEXT NOT NULL,
        body_sealed {blob} NOT NULL,
        written_by {int} NOT NULL REFERENCES person (id),
        written_at {int} NOT NULL,
        sent_by {int} REFERENCES person (id),
        sent_at {int},
        decided_by {int} REFERENCES person (id),
        decided_at {int},
        returned_sealed {blob},
        CONSTRAINT interview_plan_once UNIQUE (posting, no),
        CONSTRAINT interview_plan_sent CHECK ((sent_by IS NULL) = (sent_at IS NULL)),
        CONSTRAINT interview_plan_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)
            AND (decided_by IS NULL OR sent_by IS NOT NULL)
            AND (returned_sealed IS NULL OR decided_by IS NOT NULL)),
        CONSTRAINT interview_plan_two_people CHECK (decided_by <> sent_by AND decided_by <> written_by)
    ) {strict}",
    "CREATE UNIQUE INDEX interview_plan_open ON interview_plan (posting) WHERE decided_by IS NULL",
    "CREATE INDEX interview_plan_written_by ON interview_plan (written_by)",
    "CREATE INDEX interview_plan_sent_by ON interview_plan (sent_by)",
    "CREATE INDEX interview_plan_decided_by ON interview_plan (decided_by)",
];
