//! Rounds of moves after the marks (调剂): which positions still take people and when they are chosen, and what each person chose.
//!
//! A round is proposed by one person and decided by another; a posting has at most one that waits. A person has one choice in a round, which
//! is changed in its place until the window closes and then ruled on. Why one is refused says something of a person and lies sealed.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] =
    &[by("adjustment", "id"), by("adjustment_place", "id"), by("adjustment_choice", "id")];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000066_adjustments",
        up: UP,
        tables: &["adjustment_choice", "adjustment_place", "adjustment"],
        permanent: &[],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE adjustment (
        id {id},
        code TEXT NOT NULL CONSTRAINT adjustment_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        opens_at {int} NOT NULL,
        closes_at {int} NOT NULL,
        proposed_by {int} NOT NULL REFERENCES person (id),
        proposed_at {int} NOT NULL,
        decided_by {int} REFERENCES person (id),
        decided_at {int},
        returned_reason TEXT,
        CONSTRAINT adjustment_window CHECK (opens_at < closes_at),
        CONSTRAINT adjustment_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)
            AND (returned_reason IS NULL OR decided_by IS NOT NULL)),
        CONSTRAINT adjustment_two_people CHECK (decided_by <> proposed_by)
    ) {strict}",
    "CREATE UNIQUE INDEX adjustment_waiting ON adjustment (posting) WHERE decided_by IS NULL",
    "CREATE INDEX adjustment_posting ON adjustment (posting, id)",
    "CREATE INDEX adjustment_proposed_by ON adjustment (proposed_by)",
    "CREATE INDEX adjustment_decided_by ON adjustment (decided_by)",
    "CREATE TABLE adjustment_place (
        id {id},
        adjustment {int} NOT NULL REFERENCES adjustment (id),
        position {int} NOT NULL REFERENCES position (id),
        places {int} NOT NULL CHECK (places > 0),
        CONSTRAINT adjustment_place_once UNIQUE (adjustment, position)
    ) {strict}",
    "CREATE INDEX adjustment_place_position ON adjustment_place (position)",
    "CREATE TABLE adjustment_choice (
        id {id},
        code TEXT NOT NULL CONSTRAINT adjustment_choice_code UNIQUE,
        adjustment {int} NOT NULL REFERENCES adjustment (id),
        application {int} NOT NULL REFERENCES application (id),
        position {int} NOT NULL REFERENCES position (id),
        target {int} NOT NULL REFERENCES position (id),
        state TEXT NOT NULL,
        chosen_at {int} NOT NULL,
        ruled_by {int} REFERENCES person (id),
        ruled_at {int},
        refused_sealed {blob},
        CONSTRAINT adjustment_choice_once UNIQUE (adjustment, application),
        CONSTRAINT adjustment_choice_other CHECK (target <> position),
        CONSTRAINT adjustment_choice_ruled CHECK ((ruled_by IS NULL) = (ruled_at IS NULL)
            AND (refused_sealed IS NULL OR ruled_by IS NOT NULL))
    ) {strict}",
    "CREATE INDEX adjustment_choice_application ON adjustment_choice (application)",
    "CREATE INDEX adjustment_choice_position ON adjustment_choice (position)",
    "CREATE INDEX adjustment_choice_target ON adjustment_choice (target)",
    "CREATE INDEX adjustment_choice_ruled_by ON adjustment_choice (ruled_by)",
];
