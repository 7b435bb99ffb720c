//! Individual extensions (个别延期): one application may be filled and sent until a later time than everybody's.
//!
//! A row without `decided_by` is a proposal that waits, at most one an application; `refused_sealed` says why one was refused. Nobody
//! decides an own proposal. What was said about a person is sealed.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[by("extension", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step { name: "m20261122_000017_extensions", up: UP, tables: &["extension"], permanent: &[] },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE extension (
        id {id},
        code TEXT NOT NULL CONSTRAINT extension_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        application {int} NOT NULL REFERENCES application (id),
        until_at {int} NOT NULL,
        reason_sealed {blob} NOT NULL,
        evidence_sealed {blob} NOT NULL,
        proposed_by {int} NOT NULL REFERENCES person (id),
        proposed_at {int} NOT NULL,
        decided_by {int} REFERENCES person (id),
        decided_at {int},
        refused_sealed {blob},
        CONSTRAINT extension_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)
            AND (refused_sealed IS NULL OR decided_by IS NOT NULL)),
        CONSTRAINT extension_two_people CHECK (decided_by <> proposed_by)
    ) {strict}",
    "CREATE UNIQUE INDEX extension_waiting ON extension (application) WHERE decided_by IS NULL",
    "CREATE INDEX extension_posting ON extension (posting, id)",
    "CREATE INDEX extension_application ON extension (application, id)",
    "CREATE INDEX extension_proposed_by ON extension (proposed_by)",
    "CREATE INDEX extension_decided_by ON extension (decided_by)",
];
