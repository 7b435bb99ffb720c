//! Decisions (决定) beside the scheme: proposed by one person, approved or sent back by another.
//!
//! Owns: rows of `decision` and `decision_verdict`, both permanent, and which of them stand. Refuses: judging whether a
//! decision fits; reading its text, which is `domain::ruling`'s.

use std::collections::{BTreeSet, HashMap};

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{AccountId, Code, DecisionId, PostingId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::{decision, decision_verdict};
use crate::error::{Outcome, StoreError};
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A decision as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRow {
    /// Key.
    pub id: DecisionId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// What it is about.
    pub subject: String,
    /// The proposal as JSON.
    pub body: String,
    /// SHA-256 of the body.
    pub digest: Digest,
    /// The decision that it corrects or takes back.
    pub supersedes: Option<DecisionId>,
    /// Why.
    pub reason: Option<String>,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// When.
    pub proposed_at: Instant,
    /// What became of it; none while it waits.
    pub verdict: Option<Verdict>,
}

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Approved; otherwise sent back.
    pub approved: bool,
    /// Why it was sent back.
    pub reason: Option<String>,
    /// Who decided.
    pub by: AccountId,
    /// The name as it was: it stands in everything computed with the decision.
    pub name: String,
    /// When.
    pub at: Instant,
}

impl Scoped for DecisionRow {
    /// Who proposed it may not approve it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.proposed_by])
    }
}

impl DecisionRow {
    /// Waits for the approver.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.verdict.is_none()
    }

    fn is_approved(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.approved)
    }
}

/// Those that decide, in the order of approval: approved, and not superseded by another that was.
#[must_use]
pub fn standing(rows: &[DecisionRow]) -> Vec<&DecisionRow> {
    let gone: BTreeSet<DecisionId> =
        rows.iter().filter(|row| row.is_approved()).filter_map(|row| row.supersedes).collect();
    let mut found: Vec<&DecisionRow> =
        rows.iter().filter(|row| row.is_approved() && !gone.contains(&row.id)).collect();
    found.sort_by_key(|row| (row.verdict.as_ref().map(|verdict| verdict.at), row.id));
    found
}

/// A proposal to write.
#[derive(Clone, Copy, Debug)]
pub struct NewDecision<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// What it is about.
    pub subject: &'a str,
    /// The proposal as JSON.
    pub body: &'a str,
    /// The decision that it corrects or takes back, and why.
    pub supersedes: Option<(DecisionId, &'a str)>,
    /// Who proposes it: the caller, or for the demonstration whom it stands for.
    pub by: AccountId,
    /// Now.
    pub at: Instant,
}

/// Writes a proposal for the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn propose<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewDecision<'_>,
) -> Outcome<DecisionId> {
    let row = decision::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        subject: Set(new.subject.to_owned()),
        body: Set(new.body.to_owned()),
        digest: Set(Digest::of(new.body.as_bytes()).to_string()),
        supersedes: Set(new.supersedes.map(|(id, _)| id.0)),
        reason: Set(new.supersedes.map(|(_, reason)| reason.to_owned())),
        proposed_by: Set(row::actor(permit, new.by)?.0),
        proposed_at: Set(new.at.0),
        ..Default::default()
    };
    Ok(DecisionId(decision::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Approves a proposal of the permit's posting, or sends it back.
///
/// # Errors
/// [`crate::Conflict::Verdict`] where somebody was faster; [`StoreError::OutOfScope`] where it belongs to another posting.
pub async fn settle<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    decision: &DecisionRow,
    verdict: &Verdict,
) -> Outcome<()> {
    if decision.posting != row::posting_of(permit)? {
        return Err(StoreError::OutOfScope);
    }
    let row = decision_verdict::ActiveModel {
        decision: Set(decision.id.0),
        verdict: Set(if verdict.approved { "approved" } else { "returned" }.to_owned()),
        reason: Set(verdict.reason.clone()),
        decided_by: Set(row::actor(permit, verdict.by)?.0),
        decided_name: Set(verdict.name.clone()),
        decided_at: Set(verdict.at.0),
        ..Default::default()
    };
    decision_verdict::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

fn read_verdict(row: decision_verdict::Model) -> Outcome<Verdict> {
    let approved = match row.verdict.as_str() {
        "approved" => true,
        "returned" => false,
        _ => return Err(StoreError::Unreadable("decision_verdict.verdict")),
    };
    Ok(Verdict {
        approved,
        reason: row.reason,
        by: AccountId(row.decided_by),
        name: row.decided_name,
        at: Instant(row.decided_at),
    })
}

fn read(row: decision::Model, verdict: Option<Verdict>) -> Outcome<DecisionRow> {
    Ok(DecisionRow {
        id: DecisionId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        subject: row.subject,
        digest: row::digest(&row.digest)?,
        body: row.body,
        supersedes: row.supersedes.map(DecisionId),
        reason: row.reason,
        proposed_by: AccountId(row.proposed_by),
        proposed_at: Instant(row.proposed_at),
        verdict,
    })
}

/// Every decision of the permit's posting, waiting ones and those sent back included, in the order of proposing.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Rankings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<DecisionRow>> {
    let rows = decision::Entity::find()
        .filter(decision::Column::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(decision::Column::Id)
        .all(look.db())
        .await?;
    let found = decision_verdict::Entity::find()
        .filter(decision_verdict::Column::Decision.is_in(rows.iter().map(|row| row.id)))
        .all(look.db())
        .await?;
    let mut verdicts = HashMap::new();
    for row in found {
        verdicts.insert(row.decision, read_verdict(row)?);
    }
    rows.into_iter()
        .map(|row| {
            let verdict = verdicts.remove(&row.id);
            read(row, verdict)
        })
        .collect()
}

/// The decision of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<DecisionRow, Rankings>>> {
    let found =
        decision::Entity::find().filter(decision::Column::Code.eq(code.as_str())).one(look.db()).await?;
    let Some(row) = found else { return Ok(None) };
    let verdict = decision_verdict::Entity::find()
        .filter(decision_verdict::Column::Decision.eq(row.id))
        .one(look.db())
        .await?;
    Ok(Some(Locked::new(read(row, verdict.map(read_verdict).transpose()?)?)))
}

/// Bodies of the approved supplementary notices of a posting with the time of their approval, oldest first: they are public.
///
/// # Errors
/// The database's.
pub async fn public_notices(look: &Snapshot, posting: PostingId) -> Outcome<Vec<(String, Instant)>> {
    let rows = decision::Entity::find()
        .filter(decision::Column::Posting.eq(posting.0))
        .filter(decision::Column::Subject.starts_with("notice/"))
        .order_by_asc(decision::Column::Id)
        .all(look.db())
        .await?;
    let verdicts: HashMap<i64, i64> = decision_verdict::Entity::find()
        .filter(decision_verdict::Column::Decision.is_in(rows.iter().map(|row| row.id)))
        .filter(decision_verdict::Column::Verdict.eq("approved"))
        .all(look.db())
        .await?
        .into_iter()
        .map(|row| (row.decision, row.decided_at))
        .collect();
    let approved = |row: decision::Model| verdicts.get(&row.id).map(|at| (row.body, Instant(*at)));
    Ok(rows.into_iter().filter_map(approved).collect())
}
