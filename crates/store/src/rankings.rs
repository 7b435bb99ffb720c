//! Computed rankings (排名) with the digests of what went in and came out, the rows and steps of everybody, and the rows of each list.
//!
//! Owns: rows of `ranking`, `ranking_row`, `ranking_list` and `ranking_basis`. Refuses: computing. A ranking is written as `preparing`, in one
//! transaction or several, its rows are digested ([`laid_down`]), and one statement makes it current.

mod bases;
mod lines;
mod lists;

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId, RankingId, SchemeId};
use domain::rulings::{Asked, Question};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::bonds::{self, Ahead};
use crate::entity::{ranking, ranking_list, ranking_row};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

pub use bases::{BasisRow, basis_of, keep_basis, stood};
pub use lines::{
    Line, NamedLine, Traced, add_lines, lines, lines_of, own_in, own_lines, own_published, steps_of, tally,
};
pub use lists::{RankingList, add_lists, list, lists};

/// The digests that name a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digests {
    /// Of the scheme.
    pub scheme: Digest,
    /// The digest of the positions and sheets that were computed.
    pub inputs: Digest,
    /// Of lines, rulings and replacements.
    pub rulings: Digest,
    /// Of the rows.
    pub result: Digest,
}

/// A ranking as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingRow {
    /// Key.
    pub id: RankingId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// By which revision of the scheme.
    pub scheme: SchemeId,
    /// What went in and came out.
    pub digests: Digests,
    /// The number of the posting's inputs that it was computed from.
    pub inputs: i64,
    /// Number of the posting's revision in force.
    pub revision: u32,
    /// The version of the program that computed it.
    pub engine: String,
    /// Positions whose ties wait for a ruling.
    pub open_questions: u32,
    /// Whether its list is published.
    pub published: bool,
    /// Version.
    pub version: i64,
    /// What belongs to the whole of it (questions, lists), as JSON.
    pub body: String,
    /// Whether a line waits to be set after marking.
    pub line_open: bool,
    /// Who had it computed.
    pub computed_by: Option<PersonId>,
    /// When.
    pub computed_at: Instant,
}

impl Scoped for RankingRow {
    /// Returns the scope with the person who had the ranking computed; that person may not be the second to sign.
    fn scope(&self) -> Scope {
        Scope::ranking(self.posting, self.computed_by.as_slice(), self.line_open)
    }
}

/// A ranking to write.
#[derive(Clone, Copy, Debug)]
pub struct NewRanking<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// By which revision of the scheme.
    pub scheme: SchemeId,
    /// What went in and came out.
    pub digests: Digests,
    /// The number of the posting's inputs that it was computed from.
    pub inputs: i64,
    /// Number of the posting's revision in force.
    pub revision: u32,
    /// The version of the program that computed it.
    pub engine: &'a str,
    /// Positions whose ties wait for a ruling.
    pub open_questions: u32,
    /// What belongs to the whole of it, as JSON.
    pub body: &'a str,
    /// Who has it computed: the caller, or for the demonstration whom it stands for.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

fn read(row: ranking::Model) -> Outcome<RankingRow> {
    Ok(RankingRow {
        id: RankingId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        scheme: SchemeId(row.scheme),
        digests: Digests {
            scheme: row::digest(&row.scheme_digest)?,
            inputs: row::digest(&row.inputs_digest)?,
            rulings: row::digest(&row.rulings_digest)?,
            result: row::digest(&row.result_digest)?,
        },
        inputs: row.inputs,
        revision: row::count(row.revision, "ranking.revision")?,
        engine: row.engine,
        open_questions: row::count(row.open_questions, "ranking.open_questions")?,
        published: match row.state.as_str() {
            "published" => true,
            "preparing" | "current" | "superseded" => false,
            _ => return Err(crate::StoreError::Unreadable("ranking.state")),
        },
        version: row.version,
        line_open: is_line_open(&row.body)?,
        body: row.body,
        computed_by: row.computed_by.map(PersonId),
        computed_at: Instant(row.computed_at),
    })
}

/// Whether a question of the ranking asks for a line.
fn is_line_open(body: &str) -> Outcome<bool> {
    let unreadable = |_| crate::StoreError::Unreadable("ranking.body");
    let questions: Vec<Question> = serde_json::from_str(body).map_err(unreadable)?;
    Ok(questions.iter().any(|one| matches!(one.asked, Asked::Line { .. })))
}

/// Writes the head of a ranking of the permit's posting; it is not current yet.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn prepare<A: Changes<Rankings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewRanking<'_>,
) -> Outcome<RankingId> {
    let row = ranking::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        scheme: Set(new.scheme.0),
        scheme_digest: Set(new.digests.scheme.to_string()),
        inputs_digest: Set(new.digests.inputs.to_string()),
        rulings_digest: Set(new.digests.rulings.to_string()),
        result_digest: Set(new.digests.result.to_string()),
        inputs: Set(new.inputs),
        revision: Set(i64::from(new.revision)),
        engine: Set(new.engine.to_owned()),
        open_questions: Set(i64::from(new.open_questions)),
        state: Set("preparing".to_owned()),
        version: Set(1),
        body: Set(new.body.to_owned()),
        computed_by: Set(Some(row::actor(permit, new.by)?.0)),
        computed_at: Set(new.at.0),
        ..Default::default()
    };
    Ok(RankingId(ranking::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// A prepared ranking whose rows are all there, with what they will be bound by.
#[derive(Clone, Copy, Debug)]
pub struct LaidDown {
    id: RankingId,
    rows: u64,
    ahead: Option<Ahead>,
}

/// Looks at the rows of a prepared ranking and digests them, so that the act that makes it current need not: among a hundred thousand
/// people that takes seconds.
///
/// # Errors
/// The database's.
pub async fn laid_down<A: Changes<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    id: RankingId,
) -> Outcome<LaidDown> {
    let rows = rows_of(id).count(look.db()).await?;
    Ok(LaidDown { id, rows, ahead: bonds::ahead(look, "ranking_row", id.0).await? })
}

fn rows_of(id: RankingId) -> sea_orm::Select<ranking_row::Entity> {
    ranking_row::Entity::find().filter(ranking_row::Column::Ranking.eq(id.0))
}

/// Makes a prepared ranking the current one of the permit's posting; the one before becomes superseded. Its rows are bound as they
/// were found to be laid down.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is not prepared, or rows of it came or went since; [`crate::Conflict::CurrentRanking`] where
/// another one was made current at the same time.
pub async fn make_current<A: Changes<Rankings>>(tx: &Tx, permit: &Permit<A>, laid: &LaidDown) -> Outcome<()> {
    supersede(tx, permit).await?;
    let done = moving(row::posting_of(permit)?, "preparing", "current")
        .filter(ranking::Column::Id.eq(laid.id.0))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    if rows_of(laid.id).count(tx.db()).await? != laid.rows {
        return Err(crate::StoreError::Stale);
    }
    if let Some(ahead) = laid.ahead {
        tx.bind_as(ahead);
    }
    Ok(())
}

/// Lets the current ranking of the permit's posting fall: marks are reopened. None current is no error.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn supersede<A: Changes<Rankings>>(tx: &Tx, permit: &Permit<A>) -> Outcome<()> {
    moving(row::posting_of(permit)?, "current", "superseded").exec(tx.db()).await?;
    Ok(())
}

/// Returns the rankings that were prepared before that moment and never made current.
///
/// # Errors
/// The database's.
pub async fn forsaken(look: &Snapshot, before: Instant) -> Outcome<Vec<RankingId>> {
    let found: Vec<i64> = ranking::Entity::find()
        .select_only()
        .column(ranking::Column::Id)
        .filter(ranking::Column::State.eq("preparing"))
        .filter(ranking::Column::ComputedAt.lt(before.0))
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(found.into_iter().map(RankingId).collect())
}

/// Takes away at most so many rows of a ranking that never was made current, and in the end the ranking; answers whether it is
/// gone. Of any other ranking nothing is taken away.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &Tx, id: RankingId, rows: u64) -> Outcome<bool> {
    let prepared = ranking::Entity::find_by_id(id.0).filter(ranking::Column::State.eq("preparing"));
    if prepared.one(tx.db()).await?.is_none() {
        return Ok(true);
    }
    let some = Query::select()
        .column(ranking_row::Column::Id)
        .from(ranking_row::Entity)
        .and_where(ranking_row::Column::Ranking.eq(id.0))
        .limit(rows)
        .to_owned();
    let done = ranking_row::Entity::delete_many()
        .filter(ranking_row::Column::Id.in_subquery(some))
        .exec(tx.db())
        .await?;
    if done.rows_affected > 0 {
        return Ok(false);
    }
    ranking_list::Entity::delete_many().filter(ranking_list::Column::Ranking.eq(id.0)).exec(tx.db()).await?;
    ranking::Entity::delete_by_id(id.0).exec(tx.db()).await?;
    Ok(true)
}

/// Notes that a list of this ranking is published. Several lists (interview, inspection) may come from one ranking; it
/// must be the one that stands.
pub(crate) async fn publish(tx: &Tx, posting: PostingId, id: RankingId) -> Outcome<()> {
    let newest: Option<i64> = standing_of(posting)
        .select_only()
        .column(ranking::Column::Id)
        .order_by_desc(ranking::Column::Id)
        .into_tuple()
        .one(tx.db())
        .await?;
    if newest != Some(id.0) {
        return Err(crate::StoreError::Stale);
    }
    let done = ranking::Entity::update_many()
        .col_expr(ranking::Column::State, Expr::value("published"))
        .col_expr(ranking::Column::Version, Expr::col(ranking::Column::Version).add(1))
        .filter(ranking::Column::Id.eq(id.0))
        .filter(ranking::Column::State.is_in(STANDING))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Notes that the ranking that stands is what the lists that are out say, though none of them came from it: after a correction
/// people read their own results in it.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it does not stand any more; [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn confirm<A: Changes<Rankings>>(tx: &Tx, permit: &Permit<A>, id: RankingId) -> Outcome<()> {
    publish(tx, row::posting_of(permit)?, id).await
}

/// States of a ranking that stands.
const STANDING: [&str; 2] = ["current", "published"];

fn standing_of(posting: PostingId) -> sea_orm::Select<ranking::Entity> {
    ranking::Entity::find()
        .filter(ranking::Column::Posting.eq(posting.0))
        .filter(ranking::Column::State.is_in(STANDING))
}

fn moving(posting: PostingId, from: &str, to: &str) -> sea_orm::UpdateMany<ranking::Entity> {
    ranking::Entity::update_many()
        .col_expr(ranking::Column::State, Expr::value(to))
        .col_expr(ranking::Column::Version, Expr::col(ranking::Column::Version).add(1))
        .filter(ranking::Column::Posting.eq(posting.0))
        .filter(ranking::Column::State.eq(from))
}

/// Returns the ranking that stands in a posting (current, or published), to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn standing(look: &Snapshot, posting: PostingId) -> Outcome<Option<Locked<RankingRow, Rankings>>> {
    let found = standing_of(posting).order_by_desc(ranking::Column::Id).one(look.db()).await?;
    Ok(found.map(read).transpose()?.map(Locked::new))
}

/// Returns the ranking of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<RankingRow, Rankings>>> {
    let found = ranking::Entity::find().filter(ranking::Column::Code.eq(code.as_str()));
    Ok(found.one(look.db()).await?.map(read).transpose()?.map(Locked::new))
}
