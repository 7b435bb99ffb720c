//! Lists that are signed to become public at an instant.
//!
//! Owns: rows of `list_release`, and the numbers that a signature rests on. Refuses: a second signature of a list while one waits, and
//! ending one twice: of several processes that come at the same instant, one releases.

use domain::access::aggregate::Lists;
use domain::access::{Changes, Permit, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, CorrectionId, ListId, PersonId, PostingId, RankingId, ReleaseId};
use domain::release::{Ground, ReleaseState};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, EntityTrait, Iterable, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set,
};

use crate::entity::{backfill, inputs, list_release, posting_decision, posting_revision, ranking};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};
use list_release::Column as C;

/// A signed list without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseRow {
    /// Key.
    pub id: ReleaseId,
    /// Public code, which only the desk shows.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// Which list.
    pub stage: String,
    /// Version that it will be.
    pub version: u32,
    /// How far it came.
    pub state: ReleaseState,
    /// SHA-256 of the bytes that were signed.
    pub digest: Digest,
    /// The ranking behind it.
    pub ranking: RankingId,
    /// What the signature rests on.
    pub ground: Ground,
    /// The correction that it ends.
    pub corrects: Option<CorrectionId>,
    /// First signature: who signed before the publisher.
    pub first_signer: PersonId,
    /// Second signature: the publisher.
    pub second_signer: PersonId,
    /// When it was signed.
    pub signed_at: Instant,
    /// When it becomes public.
    pub release_at: Instant,
    /// When it waited no more.
    pub ended_at: Option<Instant>,
    /// Who took it back.
    pub ended_by: Option<PersonId>,
    /// Why it was taken back.
    pub ended_reason: Option<String>,
}

impl ReleaseRow {
    /// Whether it waits for its instant.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.state == ReleaseState::Waits
    }
}

impl Scoped for ReleaseRow {
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, &[])
    }
}

/// A list to sign.
#[derive(Clone, Copy, Debug)]
pub struct NewRelease<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// Which list.
    pub stage: &'a str,
    /// Version that it will be.
    pub version: u32,
    /// The list as it is kept until then: its canonical bytes, without the names and units that it shows.
    pub bytes: &'a [u8],
    /// SHA-256 of the canonical bytes.
    pub digest: Digest,
    /// The ranking behind it.
    pub ranking: RankingId,
    /// What the signature rests on.
    pub ground: Ground,
    /// The correction that it ends.
    pub corrects: Option<CorrectionId>,
    /// First signature.
    pub first_signer: PersonId,
    /// Second signature: the caller.
    pub second_signer: PersonId,
    /// Now.
    pub at: Instant,
    /// When it becomes public.
    pub release_at: Instant,
}

fn read(row: list_release::Model) -> Outcome<ReleaseRow> {
    let count = |number, column| row::count(number, column);
    Ok(ReleaseRow {
        id: ReleaseId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        stage: row.stage,
        version: count(row.version, "list_release.version")?,
        state: row::word(ReleaseState::from_word, &row.state, "list_release.state")?,
        digest: row::digest(&row.digest)?,
        ranking: RankingId(row.ranking),
        ground: Ground {
            ranking: Some(row.ranking),
            revision: count(row.revision, "list_release.revision")?,
            decisions: count(row.decisions, "list_release.decisions")?,
            calls: count(row.calls, "list_release.calls")?,
        },
        corrects: row.corrects.map(CorrectionId),
        first_signer: PersonId(row.first_signer),
        second_signer: PersonId(row.second_signer),
        signed_at: Instant(row.signed_at),
        release_at: Instant(row.release_at),
        ended_at: row::at(row.ended_at),
        ended_by: row.ended_by.map(PersonId),
        ended_reason: row.ended_reason,
    })
}

/// Writes down a signed list of the permit's posting.
///
/// # Errors
/// [`crate::Conflict::ReleaseWaits`] where one of this list waits; [`crate::Conflict::TwoSigners`] where both signatures are of one
/// person.
pub async fn sign<A: Changes<Lists>>(tx: &Tx, permit: &Permit<A>, new: &NewRelease<'_>) -> Outcome<()> {
    let row = list_release::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        stage: Set(new.stage.to_owned()),
        version: Set(i64::from(new.version)),
        state: Set(ReleaseState::Waits.word().to_owned()),
        bytes: Set(Some(new.bytes.to_vec())),
        digest: Set(new.digest.to_string()),
        ranking: Set(new.ranking.0),
        revision: Set(i64::from(new.ground.revision)),
        decisions: Set(i64::from(new.ground.decisions)),
        calls: Set(i64::from(new.ground.calls)),
        corrects: Set(new.corrects.map(|one| one.0)),
        first_signer: Set(new.first_signer.0),
        second_signer: Set(row::actor(permit, new.second_signer)?.0),
        signed_at: Set(new.at.0),
        release_at: Set(new.release_at.0),
        ..Default::default()
    };
    list_release::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// How a signed list waits no more.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'a> {
    /// As what.
    pub state: ReleaseState,
    /// The list that it became.
    pub list: Option<ListId>,
    /// Who took it back, and why.
    pub by: Option<(PersonId, &'a str)>,
}

/// Ends the wait of a signed list of the permit's posting; its bytes are let go.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it does not wait.
pub async fn end<A: Changes<Lists>>(
    tx: &Tx,
    permit: &Permit<A>,
    (id, ended): (ReleaseId, Ended<'_>),
    at: Instant,
) -> Outcome<()> {
    let by = ended.by.map(|(by, _)| row::actor(permit, by)).transpose()?;
    let row = list_release::ActiveModel {
        state: Set(ended.state.word().to_owned()),
        bytes: Set(None),
        list: Set(ended.list.map(|list| list.0)),
        ended_by: Set(by.map(|by| by.0)),
        ended_at: Set(Some(at.0)),
        ended_reason: Set(ended.by.map(|(_, reason)| reason.to_owned())),
        ..Default::default()
    };
    let done = list_release::Entity::update_many()
        .set(row)
        .filter(C::Id.eq(id.0))
        .filter(C::Posting.eq(row::posting_of(permit)?.0))
        .filter(C::EndedAt.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the signed lists of a posting, those that wait no more too, newest first.
///
/// # Errors
/// The database's.
pub async fn of_posting(look: &Snapshot, posting: PostingId) -> Outcome<Vec<ReleaseRow>> {
    let rows = heads().filter(C::Posting.eq(posting.0)).order_by_desc(C::Id).all(look.db()).await?;
    rows.into_iter().map(read).collect()
}

/// Returns every signed list that waits, the first to be released first.
///
/// # Errors
/// The database's.
pub async fn waiting(look: &Snapshot) -> Outcome<Vec<ReleaseRow>> {
    let rows = heads().filter(C::EndedAt.is_null()).order_by_asc(C::ReleaseAt).order_by_asc(C::Id);
    rows.all(look.db()).await?.into_iter().map(read).collect()
}

/// Returns how many lists are public before their instant: a clock was wrong when they were released.
///
/// # Errors
/// The database's.
pub async fn early(look: &Snapshot, now: Instant) -> Outcome<u64> {
    let released = list_release::Entity::find()
        .filter(C::State.eq(ReleaseState::Released.word()))
        .filter(C::ReleaseAt.gt(now.0));
    Ok(released.count(look.db()).await?)
}

/// Returns the signed list of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<ReleaseRow, Lists>>> {
    let found = heads().filter(C::Code.eq(code.as_str())).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Returns the bytes of a list that waits, as they are kept: whoever releases it puts in the names and units that it shows, and compares
/// the digest that was signed.
///
/// # Errors
/// The database's.
pub async fn bytes(look: &Snapshot, id: ReleaseId) -> Outcome<Option<Vec<u8>>> {
    Ok(list_release::Entity::find_by_id(id.0).one(look.db()).await?.and_then(|row| row.bytes))
}

/// Returns what a signature in this posting rests on now, by numbers.
///
/// # Errors
/// The database's.
pub async fn ground(look: &Snapshot, posting: PostingId) -> Outcome<Ground> {
    let standing: Option<(i64, i64)> = ranking::Entity::find()
        .select_only()
        .columns([ranking::Column::Id, ranking::Column::Inputs])
        .filter(ranking::Column::Posting.eq(posting.0))
        .filter(ranking::Column::State.is_in(["current", "published"]))
        .order_by_desc(ranking::Column::Id)
        .into_tuple()
        .one(look.db())
        .await?;
    let version: Option<i64> = inputs::Entity::find_by_id(posting.0)
        .select_only()
        .column(inputs::Column::Version)
        .into_tuple()
        .one(look.db())
        .await?;
    let revision: Option<Option<i64>> = posting_revision::Entity::find()
        .select_only()
        .column_as(posting_revision::Column::No.max(), "no")
        .filter(posting_revision::Column::Posting.eq(posting.0))
        .into_tuple()
        .one(look.db())
        .await?;
    let decisions = posting_decision::Entity::find()
        .filter(posting_decision::Column::Posting.eq(posting.0))
        .filter(posting_decision::Column::DecidedBy.is_not_null())
        .count(look.db())
        .await?;
    let calls =
        backfill::Entity::find().filter(backfill::Column::Posting.eq(posting.0)).count(look.db()).await?;
    let fresh = |(id, inputs): (i64, i64)| (inputs == version.unwrap_or(0)).then_some(id);
    Ok(Ground {
        ranking: standing.and_then(fresh),
        revision: row::count(revision.flatten().unwrap_or(0), "posting_revision.no")?,
        decisions: u32::try_from(decisions).unwrap_or(u32::MAX),
        calls: u32::try_from(calls).unwrap_or(u32::MAX),
    })
}

/// Heads only: the bytes of a list are large, so nothing stands for them.
fn heads() -> Select<list_release::Entity> {
    let columns = C::iter().filter(|column| !matches!(column, C::Bytes));
    list_release::Entity::find()
        .select_only()
        .columns(columns)
        .column_as(Expr::val(Option::<Vec<u8>>::None), "bytes")
}
