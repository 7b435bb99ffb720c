//! The lists that follow from a ranking, as they would be published: made with it, read when somebody signs.
//!
//! Owns: rows of `ranking_list`. Their bodies are long and are read one at a time.

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads};
use domain::id::RankingId;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::ranking_list;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A list as it follows from a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingList {
    /// Which list, for example `inspection`.
    pub stage: String,
    /// Whether everybody whom the stage concerns has a result.
    pub ready: bool,
    /// Questions that must be decided before it is published.
    pub open_questions: u32,
    /// Persons listed.
    pub people: u32,
    /// Persons who go on.
    pub inside: u32,
    /// Its header and rows, as they stand below the head of a sealed list; empty where only the counts were asked for.
    pub body: String,
}

fn read(row: ranking_list::Model) -> Outcome<RankingList> {
    Ok(RankingList {
        stage: row.stage,
        ready: row.ready == 1,
        open_questions: row::count(row.open_questions, "ranking_list.open_questions")?,
        people: row::count(row.people, "ranking_list.people")?,
        inside: row::count(row.inside, "ranking_list.inside")?,
        body: row.body,
    })
}

/// Adds the lists of a ranking that [`super::prepare`] wrote.
///
/// # Errors
/// The database's.
pub async fn add_lists<A: Changes<Rankings>>(
    tx: &Tx,
    _permit: &Permit<A>,
    id: RankingId,
    lists: Vec<RankingList>,
) -> Outcome<()> {
    let row = |list: RankingList| ranking_list::ActiveModel {
        ranking: Set(id.0),
        stage: Set(list.stage),
        ready: Set(i64::from(list.ready)),
        open_questions: Set(i64::from(list.open_questions)),
        people: Set(i64::from(list.people)),
        inside: Set(i64::from(list.inside)),
        body: Set(list.body),
        ..Default::default()
    };
    row::insert_chunks(tx, lists.into_iter().map(row).collect()).await?;
    Ok(())
}

/// Returns the lists of a ranking that the permit's use case has opened, in the order of the scheme, without their rows.
///
/// # Errors
/// The database's.
pub async fn lists<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    id: RankingId,
) -> Outcome<Vec<RankingList>> {
    let columns = ranking_list::Column::iter().filter(|column| !matches!(column, ranking_list::Column::Body));
    let rows = ranking_list::Entity::find()
        .select_only()
        .columns(columns)
        .column_as(Expr::val(""), "body")
        .filter(ranking_list::Column::Ranking.eq(id.0))
        .order_by_asc(ranking_list::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns a list of a ranking that the permit's use case has opened, with its rows.
///
/// # Errors
/// The database's.
pub async fn list<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    id: RankingId,
    stage: &str,
) -> Outcome<Option<RankingList>> {
    let found = ranking_list::Entity::find()
        .filter(ranking_list::Column::Ranking.eq(id.0))
        .filter(ranking_list::Column::Stage.eq(stage))
        .one(look.db())
        .await?;
    found.map(read).transpose()
}
