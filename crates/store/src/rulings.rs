//! Rulings (裁决) beside the scheme: proposed by one person, approved or sent back by another.
//!
//! Owns: rows of `ruling` and `ruling_verdict`, both permanent, of `ruling_words`, which holds their words sealed, and which of them
//! stand. Refuses: judging whether a ruling fits; reading its text, which is `domain::rulings`'s, and opening it: only the use cases
//! hold the key.

use std::collections::{BTreeSet, HashMap};

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId, RulingId};
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::{ruling, ruling_verdict, ruling_words};
use crate::error::{Outcome, StoreError};
use crate::inputs;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A ruling as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingRow {
    /// Key.
    pub id: RulingId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// What it is about.
    pub subject: String,
    /// The proposal as JSON; empty until it is opened, where it is sealed.
    pub body: String,
    /// SHA-256 of the body.
    pub digest: Digest,
    /// The ruling that it corrects or takes back.
    pub supersedes: Option<RulingId>,
    /// Why; empty until it is opened, where it is sealed.
    pub reason: Option<String>,
    /// Body and reason, sealed; none where they stand in clear.
    pub said_sealed: Option<Vec<u8>>,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Instant,
    /// The verdict on it; `None` while it waits.
    pub verdict: Option<Verdict>,
}

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Approved; otherwise sent back.
    pub approved: bool,
    /// Why it was sent back; empty until it is opened, where it is sealed.
    pub reason: Option<String>,
    /// The reason, sealed; none where it stands in clear or there is none.
    pub reason_sealed: Option<Vec<u8>>,
    /// Who decided.
    pub by: PersonId,
    /// The name as it was: it stands in everything computed with the ruling.
    pub name: String,
    /// When.
    pub at: Instant,
}

impl Scoped for RulingRow {
    /// Returns the scope with the person who proposed the ruling; that person may not approve it.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[self.proposed_by])
    }
}

impl RulingRow {
    /// Waits for the approver.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.verdict.is_none()
    }

    fn is_approved(&self) -> bool {
        self.verdict.as_ref().is_some_and(|verdict| verdict.approved)
    }
}

/// Returns the rulings that decide, in the order of approval: those that are approved and not superseded by another approved
/// one.
#[must_use]
pub fn standing(rows: &[RulingRow]) -> Vec<&RulingRow> {
    let gone: BTreeSet<RulingId> =
        rows.iter().filter(|row| row.is_approved()).filter_map(|row| row.supersedes).collect();
    let mut found: Vec<&RulingRow> =
        rows.iter().filter(|row| row.is_approved() && !gone.contains(&row.id)).collect();
    found.sort_by_key(|row| (row.verdict.as_ref().map(|verdict| verdict.at), row.id));
    found
}

/// The part of [`RulingRow::said_sealed`], as its place names it.
pub const PROPOSED: &str = "proposed";
/// The part of [`Verdict::reason_sealed`].
pub const RETURNED: &str = "returned";

/// What a proposal says, as it is stored.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// A supplementary notice, which becomes public: the proposal as JSON, and why it corrects another.
    Public(&'a str, &'a str),
    /// Body and reason, sealed.
    Sealed(&'a [u8]),
}

/// A proposal to write.
#[derive(Clone, Copy, Debug)]
pub struct NewRuling<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// What it is about.
    pub subject: &'a str,
    /// What it says.
    pub said: Said<'a>,
    /// SHA-256 of the proposal as JSON.
    pub digest: Digest,
    /// The ruling that it corrects or takes back.
    pub supersedes: Option<RulingId>,
    /// Who proposes it: the caller, or for the demonstration whom it stands for.
    pub by: PersonId,
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
    new: &NewRuling<'_>,
) -> Outcome<RulingId> {
    let (body, reason, sealed) = match new.said {
        Said::Public(body, reason) => (body, reason, None),
        Said::Sealed(sealed) => ("", "", Some(sealed)),
    };
    let row = ruling::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        subject: Set(new.subject.to_owned()),
        body: Set(body.to_owned()),
        digest: Set(new.digest.to_string()),
        supersedes: Set(new.supersedes.map(|id| id.0)),
        reason: Set(new.supersedes.map(|_| reason.to_owned())),
        proposed_by: Set(row::actor(permit, new.by)?.0),
        proposed_at: Set(new.at.0),
        ..Default::default()
    };
    let id = RulingId(ruling::Entity::insert(row).exec(tx.db()).await?.last_insert_id);
    if let Some(sealed) = sealed {
        put_words(tx, (id, PROPOSED), sealed).await?;
    }
    Ok(id)
}

async fn put_words(tx: &Tx, (ruling, part): (RulingId, &str), sealed: &[u8]) -> Outcome<()> {
    let row = ruling_words::ActiveModel {
        ruling: Set(ruling.0),
        part: Set(part.to_owned()),
        sealed: Set(sealed.to_vec()),
        ..Default::default()
    };
    ruling_words::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Approves a proposal of the permit's posting, or sends it back.
///
/// # Errors
/// [`crate::Conflict::Verdict`] where somebody was faster; [`StoreError::OutOfScope`] where it belongs to another posting.
pub async fn settle<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    ruling: &RulingRow,
    verdict: &Verdict,
) -> Outcome<()> {
    if ruling.posting != row::posting_of(permit)? {
        return Err(StoreError::OutOfScope);
    }
    let row = ruling_verdict::ActiveModel {
        ruling: Set(ruling.id.0),
        verdict: Set(if verdict.approved { "approved" } else { "returned" }.to_owned()),
        // That there is one is known; what it says stands sealed beside it.
        reason: Set(verdict.reason_sealed.as_ref().map(|_| String::new())),
        decided_by: Set(row::actor(permit, verdict.by)?.0),
        decided_name: Set(verdict.name.clone()),
        decided_at: Set(verdict.at.0),
        ..Default::default()
    };
    ruling_verdict::Entity::insert(row).exec_without_returning(tx.db()).await?;
    if let Some(sealed) = &verdict.reason_sealed {
        put_words(tx, (ruling.id, RETURNED), sealed).await?;
    }
    if verdict.approved {
        inputs::touch(tx, ruling.posting).await?;
    }
    Ok(())
}

/// The sealed words of rulings, by ruling and part.
type Words = HashMap<(i64, String), Vec<u8>>;

async fn words_of(look: &Snapshot, rulings: &[ruling::Model]) -> Outcome<Words> {
    let found = ruling_words::Entity::find()
        .filter(ruling_words::Column::Ruling.is_in(rulings.iter().map(|row| row.id)))
        .all(look.db())
        .await?;
    Ok(found.into_iter().map(|row| ((row.ruling, row.part), row.sealed)).collect())
}

fn read_verdict(row: ruling_verdict::Model, words: &mut Words) -> Outcome<Verdict> {
    let approved = match row.verdict.as_str() {
        "approved" => true,
        "returned" => false,
        _ => return Err(StoreError::Unreadable("ruling_verdict.verdict")),
    };
    Ok(Verdict {
        approved,
        reason: row.reason,
        reason_sealed: words.remove(&(row.ruling, RETURNED.to_owned())),
        by: PersonId(row.decided_by),
        name: row.decided_name,
        at: Instant(row.decided_at),
    })
}

fn read(row: ruling::Model, verdict: Option<Verdict>, words: &mut Words) -> Outcome<RulingRow> {
    Ok(RulingRow {
        said_sealed: words.remove(&(row.id, PROPOSED.to_owned())),
        id: RulingId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        subject: row.subject,
        digest: row::digest(&row.digest)?,
        body: row.body,
        supersedes: row.supersedes.map(RulingId),
        reason: row.reason,
        proposed_by: PersonId(row.proposed_by),
        proposed_at: Instant(row.proposed_at),
        verdict,
    })
}

/// Returns every ruling of the permit's posting, waiting ones and those sent back included, in the order of proposing.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Rankings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<RulingRow>> {
    let found = ruling::Entity::find().filter(ruling::Column::Posting.eq(row::posting_of(permit)?.0));
    with_verdicts(look, found).await
}

async fn with_verdicts(look: &Snapshot, of: sea_orm::Select<ruling::Entity>) -> Outcome<Vec<RulingRow>> {
    let rows = of.order_by_asc(ruling::Column::Id).all(look.db()).await?;
    let found = ruling_verdict::Entity::find()
        .filter(ruling_verdict::Column::Ruling.is_in(rows.iter().map(|row| row.id)))
        .all(look.db())
        .await?;
    let mut words = words_of(look, &rows).await?;
    let mut verdicts = HashMap::new();
    for row in found {
        verdicts.insert(row.ruling, read_verdict(row, &mut words)?);
    }
    rows.into_iter()
        .map(|row| {
            let verdict = verdicts.remove(&row.id);
            read(row, verdict, &mut words)
        })
        .collect()
}

/// Returns the ruling of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<RulingRow, Rankings>>> {
    let found = ruling::Entity::find().filter(ruling::Column::Code.eq(code.as_str()));
    Ok(with_verdicts(look, found).await?.pop().map(Locked::new))
}

/// Returns the rulings of a posting on lines and on ties, waiting ones included, in the order of proposing. Those on which a published
/// list rests are public; whoever asks must look at what is published.
///
/// # Errors
/// The database's.
pub async fn of_lists(look: &Snapshot, posting: PostingId) -> Outcome<Vec<RulingRow>> {
    let subject = ruling::Column::Subject;
    let found = ruling::Entity::find().filter(ruling::Column::Posting.eq(posting.0)).filter(
        subject.starts_with("line/").or(subject.starts_with("tie/")).or(subject.starts_with("ratio/")),
    );
    with_verdicts(look, found).await
}

/// Bodies of the approved supplementary notices of a posting with the time of their approval, oldest first: they are public.
///
/// # Errors
/// The database's.
pub async fn public_notices(look: &Snapshot, posting: PostingId) -> Outcome<Vec<(String, Instant)>> {
    let rows = ruling::Entity::find()
        .filter(ruling::Column::Posting.eq(posting.0))
        .filter(ruling::Column::Subject.starts_with("notice/"))
        .order_by_asc(ruling::Column::Id)
        .all(look.db())
        .await?;
    let verdicts: HashMap<i64, i64> = ruling_verdict::Entity::find()
        .filter(ruling_verdict::Column::Ruling.is_in(rows.iter().map(|row| row.id)))
        .filter(ruling_verdict::Column::Verdict.eq("approved"))
        .all(look.db())
        .await?
        .into_iter()
        .map(|row| (row.ruling, row.decided_at))
        .collect();
    let approved = |row: ruling::Model| verdicts.get(&row.id).map(|at| (row.body, Instant(*at)));
    Ok(rows.into_iter().filter_map(approved).collect())
}
