//! The lines of a ranking: one application each, as shown, with every step of its computation.
//!
//! Owns: rows of `ranking_row`. Steps are long and are read for one person only.

use std::collections::HashMap;

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads};
use domain::id::{ApplicationId, Code, PositionId, RankingId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};

use crate::entity::{application, ranking, ranking_row};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

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
    /// Values, rank and seats as shown, as JSON.
    pub body: String,
}

/// A line with every step of its computation, as it is written and as its own candidate reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced {
    /// The line.
    pub line: Line,
    /// The steps, as JSON.
    pub steps: String,
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

fn read(row: ranking_row::Model) -> Outcome<Line> {
    Ok(Line {
        position: PositionId(row.position),
        application: ApplicationId(row.application),
        place: row::count(row.place, "ranking_row.place")?,
        tied: row.tied == 1,
        body: row.body,
    })
}

/// Lines without their steps: an empty text stands for those.
fn without_steps() -> sea_orm::Select<ranking_row::Entity> {
    let columns = ranking_row::Column::iter().filter(|column| !matches!(column, ranking_row::Column::Steps));
    ranking_row::Entity::find().select_only().columns(columns).column_as(Expr::val(""), "steps")
}

/// Adds lines to a ranking that [`super::prepare`] wrote.
///
/// # Errors
/// The database's.
pub async fn add_lines<A: Changes<Rankings>>(
    tx: &Tx,
    _permit: &Permit<A>,
    id: RankingId,
    lines: Vec<Traced>,
) -> Outcome<()> {
    let row = |Traced { line, steps }| ranking_row::ActiveModel {
        ranking: Set(id.0),
        position: Set(line.position.0),
        application: Set(line.application.0),
        place: Set(i64::from(line.place)),
        tied: Set(i64::from(line.tied)),
        body: Set(line.body),
        steps: Set(steps),
        ..Default::default()
    };
    row::insert_chunks(tx, lines.into_iter().map(row).collect()).await?;
    Ok(())
}

/// Returns how many lines each position has in a ranking that the permit's use case has opened.
///
/// # Errors
/// The database's.
pub async fn tally<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    id: RankingId,
) -> Outcome<HashMap<PositionId, u32>> {
    let rows: Vec<(i64, i64)> = ranking_row::Entity::find()
        .select_only()
        .column(ranking_row::Column::Position)
        .column_as(ranking_row::Column::Id.count(), "people")
        .filter(ranking_row::Column::Ranking.eq(id.0))
        .group_by(ranking_row::Column::Position)
        .into_tuple()
        .all(look.db())
        .await?;
    let counted = |(position, people)| Ok((PositionId(position), row::count(people, "ranking_row.people")?));
    rows.into_iter().map(counted).collect()
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
    let mut found = without_steps().filter(ranking_row::Column::Ranking.eq(id.0));
    let mut people = application::Entity::find();
    if let Some(position) = position {
        found = found.filter(ranking_row::Column::Position.eq(position.0));
        // Whoever moved to another position since stands in this ranking all the same.
        let ranked = ranking_row::Entity::find()
            .select_only()
            .column(ranking_row::Column::Application)
            .filter(ranking_row::Column::Ranking.eq(id.0))
            .filter(ranking_row::Column::Position.eq(position.0))
            .into_query();
        people = people.filter(application::Column::Id.in_subquery(ranked));
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
        Ok(NamedLine { line: read(row)?, application: row::code(&code)?, ticket })
    };
    rows.into_iter().map(named).collect()
}

/// Returns the lines of these applications in a ranking that the permit's use case has opened, in no order.
///
/// # Errors
/// The database's.
pub async fn lines_of<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    id: RankingId,
    applications: &[ApplicationId],
) -> Outcome<Vec<Line>> {
    let rows = without_steps()
        .filter(ranking_row::Column::Ranking.eq(id.0))
        .filter(ranking_row::Column::Application.is_in(applications.iter().map(|one| one.0)))
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the steps of the person with that ticket number in a ranking that the permit's use case has opened.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn steps_of<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    id: RankingId,
    ticket: &str,
) -> Outcome<Option<String>> {
    let person: Option<i64> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(application::Column::Ticket.eq(ticket))
        .into_tuple()
        .one(look.db())
        .await?;
    let Some(person) = person else { return Ok(None) };
    Ok(ranking_row::Entity::find()
        .select_only()
        .column(ranking_row::Column::Steps)
        .filter(ranking_row::Column::Ranking.eq(id.0))
        .filter(ranking_row::Column::Application.eq(person))
        .into_tuple()
        .one(look.db())
        .await?)
}

/// Returns a candidate's own line in the published ranking of the posting, with its steps, once there is one.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit is not for the owner of an application.
pub async fn own_published<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Option<Traced>> {
    let Some(posting) = own_posting(look, permit, application).await? else { return Ok(None) };
    let published = published_of(posting).order_by_desc(ranking::Column::Id).one(look.db()).await?;
    let Some(published) = published else { return Ok(None) };
    whole_line(look, RankingId(published.id), application).await
}

/// Returns a candidate's own line, with its steps, in a ranking of which a list was published.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit is not for the owner of an application.
pub async fn own_in<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
    id: RankingId,
) -> Outcome<Option<Traced>> {
    let Some(posting) = own_posting(look, permit, application).await? else { return Ok(None) };
    let published = published_of(posting).filter(ranking::Column::Id.eq(id.0)).one(look.db()).await?;
    if published.is_none() {
        return Ok(None);
    }
    whole_line(look, id, application).await
}

/// Returns a candidate's own lines in those of these rankings of which a list was published.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit is not for the owner of an application.
pub async fn own_lines<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
    ids: &[RankingId],
) -> Outcome<HashMap<RankingId, Line>> {
    let Some(posting) = own_posting(look, permit, application).await? else { return Ok(HashMap::new()) };
    let published: Vec<i64> = published_of(posting)
        .filter(ranking::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .select_only()
        .column(ranking::Column::Id)
        .into_tuple()
        .all(look.db())
        .await?;
    let rows = without_steps()
        .filter(ranking_row::Column::Ranking.is_in(published))
        .filter(ranking_row::Column::Application.eq(application.0))
        .all(look.db())
        .await?;
    rows.into_iter().map(|row| Ok((RankingId(row.ranking), read(row)?))).collect()
}

/// The posting of an application that is the permit's owner's.
async fn own_posting<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    application: ApplicationId,
) -> Outcome<Option<i64>> {
    let owner = permit.owner().ok_or(crate::StoreError::OutOfScope)?;
    let mine = application::Entity::find_by_id(application.0)
        .filter(application::Column::Candidate.eq(owner.0))
        .one(look.db())
        .await?;
    Ok(mine.map(|mine| mine.posting))
}

/// The rankings of a posting of which a list was published.
fn published_of(posting: i64) -> sea_orm::Select<ranking::Entity> {
    ranking::Entity::find()
        .filter(ranking::Column::Posting.eq(posting))
        .filter(ranking::Column::State.eq("published"))
}

async fn whole_line(look: &Snapshot, id: RankingId, application: ApplicationId) -> Outcome<Option<Traced>> {
    let found = ranking_row::Entity::find()
        .filter(ranking_row::Column::Ranking.eq(id.0))
        .filter(ranking_row::Column::Application.eq(application.0))
        .one(look.db())
        .await?;
    let whole = |mut row: ranking_row::Model| {
        let steps = std::mem::take(&mut row.steps);
        Ok(Traced { line: read(row)?, steps })
    };
    found.map(whole).transpose()
}
