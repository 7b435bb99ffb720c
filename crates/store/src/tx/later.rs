//! Rows that nothing in the act reads again: written when it commits, together.
//!
//! Owns: how many go at once. On PostgreSQL they are one statement, which spares a way to the server for each of the others; SQLite has
//! no such statement and no such way. Refuses: rows of a savepoint, which may be undone on its own; and two inserts into one table in one
//! statement, because nobody knows which of its parts PostgreSQL carries out first, and bonds are read in the order of their rows.

use sea_orm::sea_query::{Alias, CommonTableExpression, InsertStatement, WithClause};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, Insert, IntoActiveModel,
    Iterable, QueryTrait,
};

use crate::error::Outcome;
use crate::tx::Snapshot;

/// Values of one statement at most, below the bind limits of both databases.
const MOST: usize = 30_000;

/// Rows of one table to insert, and how many values that takes.
pub(crate) struct Later {
    table: &'static str,
    insert: InsertStatement,
    values: usize,
}

/// Makes inserts of rows of one table, each below the bind limit.
pub(crate) fn chunks<E, A>(rows: Vec<A>) -> Vec<Later>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send + IntoActiveModel<A>,
{
    let columns = E::Column::iter().count().max(1);
    let size = (MOST / columns).max(1);
    let mut rows = rows.into_iter().peekable();
    let mut all = Vec::new();
    while rows.peek().is_some() {
        let chunk: Vec<A> = rows.by_ref().take(size).collect();
        let values = chunk.len().saturating_mul(columns);
        all.push(Later {
            table: E::default().table_name(),
            insert: Insert::many(chunk).into_query(),
            values,
        });
    }
    all
}

/// Writes all of them, in their order where that is several statements.
pub(crate) async fn write(look: &Snapshot, all: Vec<Later>) -> Outcome<()> {
    let together = look.backend() == DbBackend::Postgres;
    let (mut group, mut tables, mut values) = (Vec::new(), Vec::new(), 0_usize);
    for one in all {
        let fits = together && !tables.contains(&one.table) && values.saturating_add(one.values) <= MOST;
        if !fits {
            insert(look, std::mem::take(&mut group)).await?;
            (tables, values) = (Vec::new(), 0);
        }
        values = values.saturating_add(one.values);
        tables.push(one.table);
        group.push(one.insert);
    }
    insert(look, group).await
}

async fn insert(look: &Snapshot, mut group: Vec<InsertStatement>) -> Outcome<()> {
    let Some(last) = group.pop() else { return Ok(()) };
    if group.is_empty() {
        look.db().execute(&last).await?;
        return Ok(());
    }
    let mut others = WithClause::new();
    for (at, insert) in group.into_iter().enumerate() {
        let name = Alias::new(format!("part_{at}"));
        others.cte(CommonTableExpression::new().query(insert).table_name(name).to_owned());
    }
    look.db().execute(&last.with(others)).await?;
    Ok(())
}
