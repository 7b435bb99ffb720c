//! Inspections (考察) of the people on the inspection list: the team, who of it is left out for whom (回避), the file of each person, the
//! results of medicals (体检), and the grounds of vetoes (一票否决).
//!
//! A file is entered by a member of the team and countersigned by another; an application has one. Whoever was taken off a team stays in
//! its row with the instant. A medical has one row a result; one that is not passed names the departure that it entered, and counts no
//! longer where that is refused. A veto stands beside its departure, which two people make. What was found of a person is sealed.

use crate::m20261122_000020_bonds::{Bound, by};
use crate::step::{BoundStep, Step};

/// Its tables whose rows are bound.
pub(crate) const BOUND: &[Bound] = &[
    by("inspection", "id"),
    by("inspection_member", "id"),
    by("medical", "id"),
    by("recusal", "id"),
    by("veto", "id"),
];

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: BoundStep = BoundStep {
    step: Step {
        name: "m20261122_000032_inspections",
        up: UP,
        tables: &["veto", "medical", "recusal", "inspection", "inspection_member"],
        permanent: &[],
    },
    bound: BOUND,
};

const UP: &[&str] = &[
    "CREATE TABLE inspection_member (
        id {id},
        code TEXT NOT NULL CONSTRAINT inspection_member_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        person {int} NOT NULL REFERENCES person (id),
        named_by {int} NOT NULL REFERENCES person (id),
        named_at {int} NOT NULL,
        taken_by {int} REFERENCES person (id),
        taken_at {int},
        CONSTRAINT inspection_member_taken CHECK ((taken_by IS NULL) = (taken_at IS NULL))
    ) {strict}",
    "CREATE UNIQUE INDEX inspection_member_once ON inspection_member (posting, person) WHERE taken_at IS NULL",
    "CREATE INDEX inspection_member_person ON inspection_member (person)",
    "CREATE INDEX inspection_member_named_by ON inspection_member (named_by)",
    "CREATE INDEX inspection_member_taken_by ON inspection_member (taken_by)",
    "CREATE TABLE inspection (
        id {id},
        code TEXT NOT NULL CONSTRAINT inspection_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        application {int} NOT NULL CONSTRAINT inspection_application UNIQUE REFERENCES application (id),
        state TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        record_sealed {blob} NOT NULL,
        findings_sealed {blob} NOT NULL,
        entered_by {int} NOT NULL REFERENCES person (id),
        entered_at {int} NOT NULL,
        countersigned_by {int} REFERENCES person (id),
        countersigned_at {int},
        returned_sealed {blob},
        CONSTRAINT inspection_countersigned CHECK ((countersigned_by IS NULL) = (countersigned_at IS NULL)),
        CONSTRAINT inspection_two_people CHECK (countersigned_by <> entered_by)
    ) {strict}",
    "CREATE INDEX inspection_posting ON inspection (posting)",
    "CREATE INDEX inspection_entered_by ON inspection (entered_by)",
    "CREATE INDEX inspection_countersigned_by ON inspection (countersigned_by)",
    "CREATE TABLE recusal (
        id {id},
        application {int} NOT NULL REFERENCES application (id),
        member {int} NOT NULL REFERENCES inspection_member (id),
        relation TEXT NOT NULL,
        declared_at {int} NOT NULL,
        CONSTRAINT recusal_once UNIQUE (application, member)
    ) {strict}",
    "CREATE INDEX recusal_member ON recusal (member)",
    "CREATE TABLE medical (
        id {id},
        code TEXT NOT NULL CONSTRAINT medical_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        application {int} NOT NULL REFERENCES application (id),
        result TEXT NOT NULL,
        day TEXT NOT NULL,
        words_sealed {blob} NOT NULL,
        departure {int} REFERENCES departure (id),
        recorded_by {int} NOT NULL REFERENCES person (id),
        recorded_at {int} NOT NULL
    ) {strict}",
    "CREATE INDEX medical_posting ON medical (posting, id)",
    "CREATE INDEX medical_application ON medical (application)",
    "CREATE INDEX medical_departure ON medical (departure)",
    "CREATE INDEX medical_recorded_by ON medical (recorded_by)",
    "CREATE TABLE veto (
        id {id},
        departure {int} NOT NULL CONSTRAINT veto_departure UNIQUE REFERENCES departure (id),
        posting {int} NOT NULL REFERENCES posting (id),
        ground TEXT NOT NULL
    ) {strict}",
    "CREATE INDEX veto_posting ON veto (posting)",
];
