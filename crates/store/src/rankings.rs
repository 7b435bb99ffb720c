//! Computed rankings (排名) with the digests of what went in and came out.
//!
//! Owns: rows of `ranking` and `ranking_row`. Refuses: computing. A ranking is written as `preparing`, in one
//! transaction or several, and one statement makes it current.

use std::collections::HashMap;

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{ApplicationId, Code, PersonId, PositionId, PostingId, RankingId, SchemeId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::{application, ranking, ranking_row};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

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
    /// Positions whose ties wait for a ruling.
    pub open_questions: u32,
    /// Whether its list is published.
    pub published: bool,
    /// Version.
    pub version: i64,
    /// What belongs to the whole of it (questions, lists), as JSON.
    pub body: String,
    /// Who had it computed.
    pub computed_by: Option<PersonId>,
    /// When.
    pub computed_at: Instant,
}

impl Scoped for RankingRow {
    /// Returns the scope with the person who had the ranking computed; that person may not be the second to sign.
    fn scope(&self) -> Scope {
        Scope::posting(self.posting, self.computed_by.as_slice())
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
    /// Positions whose ties wait for a ruling.
    pub open_questions: u32,
    /// What belongs to the whole of it, as JSON.
    pub body: &'a str,
    /// Who has it computed: the caller, or for the demonstration whom it stands for.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

/// One application in a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Position.
    pub position: PositionId,
    /// Application.
    pub application: ApplicationId,
    /// Place in the printing of its position, from 1.
    pub place: u32,
    /// Whether the rank is shared.
    pub tied: bool,
    /// Lists, steps and reasons, as JSON.
    pub body: String,
}

/// A line with what names the person to staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLine {
    /// The line.
    pub line: Line,
    /// The application's public code.
    pub application: Code,
    /// Ticket number.
    pub ticket: Option<String>,
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
        open_questions: row::count(row.open_questions, "ranking.open_questions")?,
        published: match row.state.as_str() {
            "published" => true,
            "preparing" | "current" | "superseded" => false,
            _ => return Err(crate::StoreError::Unreadable("ranking.state")),
        },
        version: row.version,
        body: row.body,
        computed_by: row.computed_by.map(PersonId),
        computed_at: Instant(row.computed_at),
    })
}

fn read_line(row: ranking_row::Model) -> Outcome<Line> {
    Ok(Line {
        position: PositionId(row.position),
        application: ApplicationId(row.application),
        place: row::count(row.place, "ranking_row.place")?,
        tied: row.tied == 1,
        body: row.body,
    })
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

/// Adds lines to a ranking that [`prepare`] wrote.
///
/// # Errors
/// The database's.
pub async fn add_lines<A: Changes<Rankings>>(
    tx: &Tx,
    _permit: &Permit<A>,
    id: RankingId,
    lines: &[Line],
) -> Outcome<()> {
    let rows = lines.iter().map(|line| ranking_row::ActiveModel {
        ranking: Set(id.0),
        position: Set(line.position.0),
        application: Set(line.application.0),
        place: Set(i64::from(line.place)),
        tied: Set(i64::from(line.tied)),
        body: Set(line.body.clone()),
        ..Default::default()
    });
    row::insert_chunks(tx, rows.collect()).await?;
    Ok(())
}

/// Makes a prepared ranking the current one of the permit's posting; the one before becomes superseded.
///
/// # Errors
/// [`crate::StoreError::Stale`] where it is not prepared; [`crate::Conflict::CurrentRanking`] where another one was
/// made current at the same time.
pub async fn make_current<A: Changes<Rankings>>(tx: &Tx, permit: &Permit<A>, id: RankingId) -> Outcome<()> {
    supersede(tx, permit).await?;
    let done = moving(row::posting_of(permit)?, "preparing", "current")
        .filter(ranking::Column::Id.eq(id.0))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Lets the current ranking of the permit's posting fall: marks are reopened. None current is no error.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn supersede<A: Changes<Rankings>>(tx: &Tx, permit: &Permit<A>) -> Outcome<()> {
    moving(row::posting_of(permit)?, "current", "superseded").exec(tx.db()).await?;
    Ok(())
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

/// Returns the lines of a ranking that the permit's use case has opened, of one position or of all, in order of printing.
///
/// # Errors
/// The database's.
pub async fn lines<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    id: RankingId,
    position: Option<PositionId>,
) -> Outcome<Vec<NamedLine>> {
    let mut found = ranking_row::Entity::find().filter(ranking_row::Column::Ranking.eq(id.0));
    let mut people = application::Entity::find();
    if let Some(position) = position {
        found = found.filter(ranking_row::Column::Position.eq(position.0));
        people = people.filter(application::Column::Position.eq(position.0));
    } else if let Some(head) = ranking::Entity::find_by_id(id.0).one(look.db()).await? {
        people = people.filter(application::Column::Posting.eq(head.posting));
    }
    let rows = found
        .order_by_asc(ranking_row::Column::Position)
        .order_by_asc(ranking_row::Column::Place)
        .all(look.db())
        .await?;
    let people: Vec<(i64, String, Option<String>)> = people
        .select_only()
        .columns([application::Column::Id, application::Column::Code, application::Column::Ticket])
        .into_tuple()
        .all(look.db())
        .await?;
    let people: HashMap<i64, (String, Option<String>)> =
        people.into_iter().map(|(id, code, ticket)| (id, (code, ticket))).collect();
    let named = |row: ranking_row::Model| {
        let person = people.get(&row.application).cloned();
        let (code, ticket) = person.ok_or(crate::StoreError::Unreadable("ranking_row.application"))?;
        Ok(NamedLine { line: read_line(row)?, application: row::code(&code)?, ticket })
    };
    rows.into_iter().map(named).collect()
}

/// Returns the line of one application in a ranking.
///
/// # Errors
/// The database's.
pub async fn line_of<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    id: RankingId,
    application: ApplicationId,
) -> Outcome<Option<Line>> {
    let found = ranking_row::Entity::find()
        .filter(ranking_row::Column::Ranking.eq(id.0))
        .filter(ranking_row::Column::Application.eq(application.0))
        .one(look.db())
        .await?;
    found.map(read_line).transpose()
}

/// Returns a candidate's own line in the published ranking of the posting, once there is one.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit is not for the owner of an application.
pub async fn own_published_line<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Option<Line>> {
    let owner = permit.owner().ok_or(crate::StoreError::OutOfScope)?;
    let mine = application::Entity::find_by_id(application.0)
        .filter(application::Column::Candidate.eq(owner.0))
        .one(look.db())
        .await?;
    let Some(mine) = mine else { return Ok(None) };
    let published = ranking::Entity::find()
        .filter(ranking::Column::Posting.eq(mine.posting))
        .filter(ranking::Column::State.eq("published"))
        .order_by_desc(ranking::Column::Id)
        .one(look.db())
        .await?;
    match published {
        Some(ranking) => line_of(look, permit, RankingId(ranking.id), application).await,
        None => Ok(None),
    }
}
