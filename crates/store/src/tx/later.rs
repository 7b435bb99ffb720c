//! Rows that nothing in the act reads again: written when it commits, together.
//!
//! Owns: how many go at once. On PostgreSQL they are one statement, which spares a way to the server for each of the others; SQLite has
//! no such statement and no such way. Refuses: rows of a savepoint, which may be undone on its own; two changes of one table in one
//! statement, because nobody knows which of its parts PostgreSQL carries out first, and bonds are read in the order of their rows; and a
//! change of rows found in a table that another part of the statement writes, because it would not see them.

use sea_orm::sea_query::{
    Alias, CommonTableExpression, InsertStatement, SubQueryStatement, UpdateStatement, WithClause,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, Insert, IntoActiveModel,
    Iterable, QueryTrait,
};

use crate::error::Outcome;
use crate::tx::Snapshot;

/// Values of one statement at most, below the bind limits of both databases.
const MOST: usize = 30_000;

/// A change of one table, and how many values it takes at most.
pub(crate) struct Later {
    table: &'static str,
    /// The table in which the rows are found that are changed.
    found_in: Option<&'static str>,
    change: Change,
    values: usize,
}

enum Change {
    Insert(InsertStatement),
    Update(UpdateStatement),
}

/// Makes a change of the rows of a table that other rows name, which are found in `found_in`; it takes no more than `values` values.
pub(crate) const fn update(
    (table, found_in): (&'static str, &'static str),
    change: UpdateStatement,
    values: usize,
) -> Later {
    Later { table, found_in: Some(found_in), change: Change::Update(change), values }
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
            found_in: None,
            change: Change::Insert(Insert::many(chunk).into_query()),
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
        let apart = !tables.contains(&one.table) && one.found_in.is_none_or(|other| !tables.contains(&other));
        let fits = together && apart && values.saturating_add(one.values) <= MOST;
        if !fits {
            carry_out(look, std::mem::take(&mut group)).await?;
            (tables, values) = (Vec::new(), 0);
        }
        values = values.saturating_add(one.values);
        tables.push(one.table);
        group.push(one.change);
    }
    carry_out(look, group).await
}

async fn carry_out(look: &Snapshot, mut group: Vec<Change>) -> Outcome<()> {
    let Some(last) = group.pop() else { return Ok(()) };
    if group.is_empty() {
        match last {
            Change::Insert(insert) => look.db().execute(&insert).await?,
            Change::Update(update) => look.db().execute(&update).await?,
        };
        return Ok(());
    }
    let mut others = WithClause::new();
    for (at, change) in group.into_iter().enumerate() {
        let change: SubQueryStatement = match change {
            Change::Insert(insert) => insert.into(),
            Change::Update(update) => update.into(),
        };
        let name = Alias::new(format!("part_{at}"));
        others.cte(CommonTableExpression::new().query(change).table_name(name).to_owned());
    }
    let all = match last {
        Change::Insert(insert) => insert.with(others),
        Change::Update(update) => update.with(others),
    };
    look.db().execute(&all).await?;
    Ok(())
}
