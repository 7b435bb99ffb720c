//! What people decide beside the scheme: lines, rulings and replacements, each proposed by one person and approved or sent
//! back by another.
//!
//! Both tables are permanent: a correction is a new ruling that names the one it supersedes, with a reason.

use crate::step::Step;

/// This step of the history; its tables stand dependants first.
pub(crate) const STEP: Step = Step {
    name: "m20261122_000010_rulings",
    up: UP,
    tables: &["ruling_verdict", "ruling"],
    permanent: &["ruling", "ruling_verdict"],
};

const UP: &[&str] = &[
    "CREATE TABLE ruling (
        id {id},
        code TEXT NOT NULL CONSTRAINT ruling_code UNIQUE,
        posting {int} NOT NULL REFERENCES posting (id),
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        digest TEXT NOT NULL,
        supersedes {int} REFERENCES ruling (id),
        reason TEXT,
        proposed_by {int} NOT NULL REFERENCES person (id),
        proposed_at {int} NOT NULL,
        CONSTRAINT ruling_reason CHECK (supersedes IS NULL OR reason IS NOT NULL)
    ) {strict}",
    "CREATE INDEX ruling_posting ON ruling (posting, id)",
    "CREATE INDEX ruling_supersedes ON ruling (supersedes)",
    "CREATE INDEX ruling_proposed_by ON ruling (proposed_by)",
    "CREATE TABLE ruling_verdict (
        id {id},
        ruling {int} NOT NULL REFERENCES ruling (id) CONSTRAINT ruling_verdict_once UNIQUE,
        verdict TEXT NOT NULL,
        reason TEXT,
        decided_by {int} NOT NULL REFERENCES person (id),
        decided_name TEXT NOT NULL,
        decided_at {int} NOT NULL,
        CONSTRAINT ruling_verdict_reason CHECK (verdict = 'approved' OR reason IS NOT NULL)
    ) {strict}",
    "CREATE INDEX ruling_verdict_decided_by ON ruling_verdict (decided_by)",
];
