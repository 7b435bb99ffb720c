//! Postings and their position tables. The competent department of the same level (同级公务员主管部门) approves what the selecting
//! authority plans (申报计划).
//!
//! Owns: rows of `posting`. Refuses: phases' rules (`lifecycle`) and showing a posting that is not
//! public to anyone without a permit.

pub mod adjustments;
pub mod clones;
pub mod cuts;
pub mod decisions;
pub mod drafts;
pub mod followings;
pub mod interview_plans;
pub mod merges;
pub mod notice_files;
pub mod openings;
pub mod panels;
pub mod positions;
pub mod public;
pub mod revisions;
pub mod telephones;
pub mod timetables;

use domain::access::aggregate::Postings;
use domain::access::{Caller, Changes, Permit, Reach, Role, Scope};
use domain::calendar::{Instant, Window};
use domain::course::{Stop, beneath};
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId};
use domain::lifecycle::Phase;
use domain::posting::{Following, PostingTerms, Telephones};
use domain::typed::{Line, NoticeText};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::posting;
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A posting as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostingRow {
    /// Key.
    pub id: PostingId,
    /// Public code.
    pub code: Code,
    /// Version; expected by every write.
    pub version: i64,
    /// Phase.
    pub phase: Phase,
    /// Title of the notice.
    pub title: Line,
    /// The selecting authority.
    pub authority: Line,
    /// Text of the notice.
    pub notice: NoticeText,
    /// The registration window; a draft may lack it.
    pub registration: Option<Window>,
    /// Who started it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Instant,
    /// Who sent it to the competent department last.
    pub submitted_by: Option<PersonId>,
    /// When.
    pub submitted_at: Option<Instant>,
    /// Why and when it stopped, where it is suspended, ended or withdrawn.
    pub stop: Option<Stop>,
    /// The approval, from `approved` on.
    pub approval: Option<Approval>,
}

/// An approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The approver.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// The digest that was shown and approved.
    pub digest: Digest,
}

impl PostingRow {
    /// The phase whose rules hold for what is prepared beside the course; a suspended posting keeps those of the phase it stopped in.
    #[must_use]
    pub fn beneath(&self) -> Phase {
        beneath(self.phase, self.stop.as_ref())
    }

    /// Returns whether ticket numbers are out; of one that stopped, whether they were by then.
    #[must_use]
    pub fn has_tickets(&self) -> bool {
        self.stop.as_ref().map_or(self.phase, |stop| stop.from).has_tickets()
    }

    /// Returns the terms with these telephones and what it sets around a transfer, once the window is set.
    #[must_use]
    pub fn terms(&self, telephones: Telephones, following: Following) -> Option<PostingTerms> {
        self.registration.map(|registration| PostingTerms {
            title: self.title.clone(),
            authority: self.authority.clone(),
            notice: self.notice.clone(),
            telephones,
            following,
            registration,
        })
    }
}

impl Scoped for PostingRow {
    /// Returns the scope with the people who wrote or submitted the posting; they may not approve it.
    fn scope(&self) -> Scope {
        let mut hands = vec![self.created_by];
        hands.extend(self.submitted_by.filter(|by| *by != self.created_by));
        Scope::posting(self.id, &hands)
    }
}

fn read(row: posting::Model) -> Outcome<PostingRow> {
    let approval = match (row.approved_by, row.approved_at, row.approved_digest.as_deref()) {
        (Some(by), Some(at), Some(digest)) => {
            Some(Approval { by: PersonId(by), at: Instant(at), digest: row::digest(digest)? })
        }
        _ => None,
    };
    let stop = match (row.stop_reason, row.stop_at, row.stop_from.as_deref()) {
        (Some(reason), Some(at), Some(from)) => {
            let from = row::word(Phase::from_word, from, "posting.stop_from")?;
            Some(Stop { reason, at: Instant(at), from })
        }
        _ => None,
    };
    Ok(PostingRow {
        id: PostingId(row.id),
        code: row::code(&row.code)?,
        version: row.version,
        phase: row::word(Phase::from_word, &row.phase, "posting.phase")?,
        title: Line::stored(row.title),
        authority: Line::stored(row.authority),
        notice: NoticeText::stored(row.notice),
        registration: row
            .opens_at
            .zip(row.closes_at)
            .map(|(opens, closes)| Window { opens: Instant(opens), closes: Instant(closes) }),
        created_by: PersonId(row.created_by),
        created_at: Instant(row.created_at),
        submitted_by: row.submitted_by.map(PersonId),
        submitted_at: row::at(row.submitted_at),
        stop,
        approval,
    })
}

/// A draft to start.
#[derive(Clone, Copy, Debug)]
pub struct NewPosting<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// What it says.
    pub terms: &'a PostingTerms,
    /// Who starts it: the caller, or for the demonstration whom it stands for.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

/// Starts a draft.
///
/// # Errors
/// [`StoreError::OutOfScope`] where `by` is not the caller.
pub async fn insert<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewPosting<'_>,
) -> Outcome<PostingId> {
    let by = row::actor(permit, new.by)?;
    let row = posting::ActiveModel {
        code: Set(new.code.to_string()),
        phase: Set(Phase::Draft.word().to_owned()),
        version: Set(1),
        created_by: Set(by.0),
        created_at: Set(new.at.0),
        ..written(new.terms)
    };
    let id = PostingId(posting::Entity::insert(row).exec(tx.db()).await?.last_insert_id);
    telephones::put(tx, id, &new.terms.telephones).await?;
    followings::put(tx, id, new.terms.following).await?;
    Ok(id)
}

fn written(terms: &PostingTerms) -> posting::ActiveModel {
    posting::ActiveModel {
        title: Set(terms.title.as_str().to_owned()),
        authority: Set(terms.authority.as_str().to_owned()),
        notice: Set(terms.notice.as_str().to_owned()),
        opens_at: Set(Some(terms.registration.opens.0)),
        closes_at: Set(Some(terms.registration.closes.0)),
        ..Default::default()
    }
}

/// Returns the posting of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<PostingRow, Postings>>> {
    let found = posting::Entity::find().filter(posting::Column::Code.eq(code.as_str()));
    Ok(found.one(look.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the title of a posting, for the names of roles that reach it.
///
/// # Errors
/// The database's.
pub async fn title_of(look: &Snapshot, id: PostingId) -> Outcome<String> {
    let row = posting::Entity::find_by_id(id.0).one(look.db()).await?;
    Ok(row.map(|row| row.title).unwrap_or_default())
}

/// Returns the keys of the postings of one selecting authority, for a role that reaches all of them.
///
/// # Errors
/// The database's.
pub async fn of_authority(look: &Snapshot, name: &str) -> Outcome<Vec<PostingId>> {
    let found = posting::Entity::find().filter(posting::Column::Authority.eq(name));
    let ids: Vec<i64> = found.select_only().column(posting::Column::Id).into_tuple().all(look.db()).await?;
    Ok(ids.into_iter().map(PostingId).collect())
}

/// The same for an act that changes it: whoever does so at the same instant waits, and then sees what was done.
///
/// # Errors
/// The database's.
pub async fn for_update(tx: &Tx, code: &Code) -> Outcome<Option<Locked<PostingRow, Postings>>> {
    let found = posting::Entity::find().filter(posting::Column::Code.eq(code.as_str())).lock_exclusive();
    Ok(found.one(tx.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the posting of that key, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_id(look: &Snapshot, id: PostingId) -> Outcome<Option<Locked<PostingRow, Postings>>> {
    let found = posting::Entity::find_by_id(id.0).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Returns the public posting of that key for an act that depends on its phase: nobody turns the phase before the act has ended.
/// (`SQLite` has one writer anyway.)
///
/// # Errors
/// The database's.
pub async fn held(tx: &Tx, id: PostingId) -> Outcome<Option<PostingRow>> {
    let found = posting::Entity::find_by_id(id.0).filter(public::is_public()).lock_shared();
    found.one(tx.db()).await?.map(read).transpose()
}

/// Returns the postings on the caller's desk, newest first: those within an assignment of the caller. Who approves sees of them
/// only those that were ever submitted.
///
/// # Errors
/// The database's.
pub async fn desk(look: &Snapshot, caller: &Caller) -> Outcome<Vec<PostingRow>> {
    let Some(person) = caller.person() else { return Ok(Vec::new()) };
    let mut which: Option<SimpleExpr> = None;
    for held in &person.assignments {
        let submitted = match held.role {
            Role::Screener | Role::Clerk | Role::Publisher | Role::Supervisor => None,
            Role::Approver => Some(posting::Column::SubmittedAt.is_not_null()),
            Role::Candidate | Role::Administrator => continue,
        };
        let reached = match &held.reach {
            Reach::Pool => continue,
            Reach::Posting(id) => posting::Column::Id.eq(id.0),
            Reach::Authority { name, .. } => posting::Column::Authority.eq(name.as_str()),
            Reach::Installation => posting::Column::Id.is_not_null(),
        };
        let these = match submitted {
            Some(submitted) => reached.and(submitted),
            None => reached,
        };
        which = Some(match which {
            Some(which) => which.or(these),
            None => these,
        });
    }
    let Some(which) = which else { return Ok(Vec::new()) };
    let rows =
        posting::Entity::find().filter(which).order_by_desc(posting::Column::Id).all(look.db()).await?;
    rows.into_iter().map(read).collect()
}

/// Postings whose phase the clock may have to turn at `now`.
///
/// # Errors
/// The database's.
pub async fn due(look: &Snapshot, now: Instant) -> Outcome<Vec<Locked<PostingRow, Postings>>> {
    use posting::Column::{ClosesAt, OpensAt};
    let opening = posting::Column::Phase.eq(Phase::Approved.word()).and(OpensAt.lte(now.0));
    let closing = posting::Column::Phase.eq(Phase::Registering.word()).and(ClosesAt.lte(now.0));
    let rows = posting::Entity::find()
        .filter(opening.or(closing))
        .order_by_asc(posting::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(|row| read(row).map(Locked::new)).collect()
}

/// Postings whose registration is open or closed before its time, which only a wrong clock brings.
///
/// # Errors
/// The database's.
pub async fn untimely(look: &Snapshot, now: Instant) -> Outcome<Vec<Locked<PostingRow, Postings>>> {
    use posting::Column::{ClosesAt, OpensAt};
    let opened = posting::Column::Phase.eq(Phase::Registering.word()).and(OpensAt.gt(now.0));
    let closed = posting::Column::Phase.eq(Phase::Screening.word()).and(ClosesAt.gt(now.0));
    let rows = posting::Entity::find()
        .filter(opened.or(closed))
        .order_by_asc(posting::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(|row| read(row).map(Locked::new)).collect()
}

/// Rewrites the words and dates of the permit's posting, which must be a draft.
///
/// # Errors
/// [`StoreError::Stale`] where somebody else changed it, or it is no draft any more.
pub async fn update_terms<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    version: i64,
    terms: &PostingTerms,
) -> Outcome<()> {
    let done = versioned(row::posting_of(permit)?, version)
        .set(written(terms))
        .filter(posting::Column::Phase.eq(Phase::Draft.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    let posting = row::posting_of(permit)?;
    telephones::put(tx, posting, &terms.telephones).await?;
    followings::put(tx, posting, terms.following).await
}

/// Puts the words and dates of a further revision in force in the permit's posting, which is public.
///
/// # Errors
/// [`StoreError::Stale`] where somebody else changed it, or it is not public.
pub async fn revise<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    version: i64,
    terms: &PostingTerms,
) -> Outcome<()> {
    let done = versioned(row::posting_of(permit)?, version)
        .set(written(terms))
        .filter(public::is_public())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    let posting = row::posting_of(permit)?;
    telephones::put(tx, posting, &terms.telephones).await?;
    followings::put(tx, posting, terms.following).await
}

/// Raises the version of the permit's posting: for writes to its table, scheme or marks that two people may make.
///
/// # Errors
/// [`StoreError::Stale`] where somebody else changed it.
pub async fn touch<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, version: i64) -> Outcome<()> {
    let done = versioned(row::posting_of(permit)?, version).exec(tx.db()).await?;
    row::expect_hit(done.rows_affected)
}

fn versioned(id: PostingId, version: i64) -> sea_orm::UpdateMany<posting::Entity> {
    posting::Entity::update_many()
        .col_expr(posting::Column::Version, Expr::col(posting::Column::Version).add(1))
        .filter(posting::Column::Id.eq(id.0))
        .filter(posting::Column::Version.eq(version))
}

/// What stands beside a change of phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark<'a> {
    /// Nothing.
    Plain,
    /// Sent to the competent department by this person at this time.
    Submitted(PersonId, Instant),
    /// Approved.
    Approved(Approval),
    /// Approved with fewer places before, and accepted now by its authors.
    Accepted(Approval),
    /// Suspended, ended or withdrawn: why, when, and in which phase.
    Stopped(&'a Stop),
    /// It goes on.
    Resumed,
}

/// Moves the permit's posting from one phase to the next.
///
/// # Errors
/// [`StoreError::Stale`] where it changed, or is not in `from`.
pub async fn turn<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    version: i64,
    (from, to): (Phase, Phase),
    mark: Mark<'_>,
) -> Outcome<()> {
    let mut row = posting::ActiveModel { phase: Set(to.word().to_owned()), ..Default::default() };
    match mark {
        Mark::Plain => {}
        Mark::Submitted(by, at) => {
            row.submitted_by = Set(Some(row::actor(permit, by)?.0));
            row.submitted_at = Set(Some(at.0));
        }
        Mark::Stopped(stop) => {
            row.stop_reason = Set(Some(stop.reason.clone()));
            row.stop_at = Set(Some(stop.at.0));
            row.stop_from = Set(Some(stop.from.word().to_owned()));
        }
        Mark::Resumed => {
            row.stop_reason = Set(None);
            row.stop_at = Set(None);
            row.stop_from = Set(None);
        }
        Mark::Approved(approval) => {
            row.approved_by = Set(Some(row::actor(permit, approval.by)?.0));
            row.approved_at = Set(Some(approval.at.0));
            row.approved_digest = Set(Some(approval.digest.to_string()));
        }
        Mark::Accepted(approval) => {
            row.approved_by = Set(Some(approval.by.0));
            row.approved_at = Set(Some(approval.at.0));
            row.approved_digest = Set(Some(approval.digest.to_string()));
        }
    }
    let done = versioned(row::posting_of(permit)?, version)
        .set(row)
        .filter(posting::Column::Phase.eq(from.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}
