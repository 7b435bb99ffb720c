//! Postings, who works on which, their positions and the scoring schemes.
//!
//! An approved posting names its approver, the instant and the digest that was approved; the approver neither wrote nor
//! submitted it. What stopped a posting stands in `stop_…`: why, when, and the phase that it stopped in. An assignment is a role of a person as far as it reaches; it is taken back, never deleted. `position.number` is the
//! office's own code and stays text: its leading zeros count. `position.details` holds the table's
//! other columns as JSON.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000002_postings",
    up: UP,
    tables: &["scheme", "position", "assignment", "posting"],
    permanent: &[],
};

const UP: &[&str] = &[
    "CREATE TABLE posting (
        id {id},
        code TEXT NOT NULL CONSTRAINT posting_code UNIQUE,
        title TEXT NOT NULL,
        authority TEXT NOT NULL,
        phase TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        notice TEXT NOT NULL,
        opens_at {int},
        closes_at {int},
        created_by {int} NOT NULL REFERENCES person (id),
        created_at {int} NOT NULL,
        submitted_by {int} REFERENCES person (id),
        submitted_at {int},
        approved_by {int} REFERENCES person (id),
        approved_at {int},
        approved_digest TEXT,
        stop_reason TEXT,
        stop_at {int},
        stop_from TEXT,
        CONSTRAINT posting_stop CHECK ((stop_reason IS NULL) = (stop_at IS NULL)
            AND (stop_reason IS NULL) = (stop_from IS NULL)),
        CONSTRAINT posting_window CHECK (opens_at < closes_at),
        CONSTRAINT posting_approval CHECK ((approved_by IS NULL) = (approved_at IS NULL)
            AND (approved_by IS NULL) = (approved_digest IS NULL)
            AND (phase IN ('draft', 'submitted', 'withdrawn') OR approved_by IS NOT NULL)),
        CONSTRAINT posting_two_people CHECK (approved_by <> created_by AND approved_by <> submitted_by)
    ) {strict}",
    "CREATE INDEX posting_created_by ON posting (created_by)",
    "CREATE INDEX posting_submitted_by ON posting (submitted_by)",
    "CREATE INDEX posting_approved_by ON posting (approved_by)",
    "CREATE INDEX posting_phase ON posting (phase, version)",
    "CREATE TABLE assignment (
        id {id},
        code TEXT NOT NULL CONSTRAINT assignment_code UNIQUE,
        person {int} NOT NULL REFERENCES person (id),
        role TEXT NOT NULL,
        reach TEXT NOT NULL,
        posting {int} REFERENCES posting (id),
        authority TEXT,
        from_at {int} NOT NULL,
        until_at {int},
        given_by {int} REFERENCES person (id),
        given_at {int} NOT NULL,
        taken_by {int} REFERENCES person (id),
        taken_at {int},
        CONSTRAINT assignment_reach CHECK (posting IS NULL OR authority IS NULL),
        CONSTRAINT assignment_term CHECK (from_at < until_at),
        CONSTRAINT assignment_taken CHECK (taken_by IS NULL OR taken_at IS NOT NULL)
    ) {strict}",
    "CREATE UNIQUE INDEX assignment_once ON assignment
        (person, role, reach, coalesce(posting, 0), coalesce(authority, '')) WHERE taken_at IS NULL",
    "CREATE INDEX assignment_posting ON assignment (posting)",
    "CREATE INDEX assignment_given_by ON assignment (given_by)",
    "CREATE INDEX assignment_taken_by ON assignment (taken_by)",
    r#"CREATE TABLE "position" (
        id {id},
        code TEXT NOT NULL CONSTRAINT position_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        number TEXT NOT NULL,
        unit TEXT NOT NULL,
        title TEXT NOT NULL,
        plan {int} NOT NULL CHECK (plan > 0),
        conditions TEXT NOT NULL,
        scheme_name TEXT,
        details TEXT NOT NULL,
        CONSTRAINT position_number UNIQUE (posting, number)
    ) {strict}"#,
    "CREATE TABLE scheme (
        id {id},
        posting {int} NOT NULL REFERENCES posting (id),
        revision {int} NOT NULL CHECK (revision > 0),
        body TEXT NOT NULL,
        digest TEXT NOT NULL,
        version {int} NOT NULL CHECK (version > 0),
        created_by {int} NOT NULL REFERENCES person (id),
        created_at {int} NOT NULL,
        frozen_at {int},
        CONSTRAINT scheme_revision UNIQUE (posting, revision)
    ) {strict}",
    "CREATE INDEX scheme_created_by ON scheme (created_by)",
];
