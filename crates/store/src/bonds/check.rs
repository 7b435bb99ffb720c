//! Comparing every bound table with what is bound, row for row.
//!
//! Owns: [`tables`], [`table`] and [`Amiss`]. Refuses: holding a table in memory; both sides are walked in the order of keys.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::canon::Which;
use super::{BOUND, Binder, Mac, tables as list};
use crate::entity::{event, event_row, touched};
use crate::error::Outcome;
use crate::row;
use crate::tx::Snapshot;

/// Keys compared at a time.
const CHUNK: u64 = 500;

/// How a row is not as it was bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It was changed.
    Altered,
    /// It is gone.
    Missing,
    /// No act wrote it.
    Stray,
    /// It had been changed before the act of this event wrote it.
    Before(i64),
    /// It was written past the program; whether it is as before is another finding, or none.
    Outside,
}

/// A row, or the rows of one key, that are not as they were bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amiss {
    /// The table.
    pub table: String,
    /// The column by which it is bound, and its value.
    pub key: (&'static str, i64),
    /// Its public code, where it has one that is still known.
    pub code: Option<String>,
    /// What is wrong.
    pub how: How,
}

/// Findings, of which the first [`MOST`] are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The first findings.
    pub kept: Vec<T>,
    /// How many more there are.
    pub more: u64,
}

/// Findings that are kept.
pub const MOST: usize = 1_000;

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { kept: Vec::new(), more: 0 }
    }
}

impl<T> Found<T> {
    /// Adds a finding.
    pub fn push(&mut self, one: T) {
        if self.kept.len() < MOST {
            self.kept.push(one);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// Returns true where nothing was found.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}

fn of_newest(relation: &str) -> sea_orm::Select<event_row::Entity> {
    let later = Alias::new("later");
    let column = |column: event_row::Column| (Alias::new("later"), column);
    let newest = Query::select()
        .expr(Expr::col(column(event_row::Column::Id)).max())
        .from_as(event_row::Entity, later)
        .and_where(Expr::col(column(event_row::Column::Relation)).eq(relation))
        .and_where(
            Expr::col(column(event_row::Column::Key)).equals((event_row::Entity, event_row::Column::Key)),
        )
        .to_owned();
    event_row::Entity::find()
        .filter(event_row::Column::Relation.eq(relation))
        .filter(event_row::Column::Id.in_subquery(newest))
}

/// Compares every bound table; answers how many keys fit.
///
/// # Errors
/// The database's.
pub async fn tables(look: &Snapshot, binder: &Binder, found: &mut Found<Amiss>) -> Outcome<u64> {
    let mut fit = 0_u64;
    for (relation, _) in BOUND {
        fit = fit.saturating_add(table(look, binder, relation, found).await?);
    }
    before(look, found).await?;
    outside(look, found).await?;
    Ok(fit)
}

/// Compares one bound table; answers how many keys fit.
///
/// # Errors
/// The database's.
pub async fn table(
    look: &Snapshot,
    binder: &Binder,
    relation: &'static str,
    found: &mut Found<Amiss>,
) -> Outcome<u64> {
    let (mut after, mut fit) = (i64::MIN, 0_u64);
    loop {
        let bound = of_newest(relation)
            .filter(event_row::Column::Key.gt(after))
            .order_by_asc(event_row::Column::Key)
            .limit(CHUNK)
            .all(look.db())
            .await?;
        let full = u64::try_from(bound.len()).is_ok_and(|some| some == CHUNK);
        let upto = bound.last().filter(|_| full).map_or(i64::MAX, |row| row.key);
        let mut bound: HashMap<i64, Option<Vec<u8>>> =
            bound.into_iter().map(|row| (row.key, row.digest)).collect();
        let mut wrong: Found<(i64, How)> = Found::default();
        let mut each = |key, digest: Mac| match bound.remove(&key).flatten() {
            Some(held) if held == digest => fit = fit.saturating_add(1),
            Some(_) => wrong.push((key, How::Altered)),
            None => wrong.push((key, How::Stray)),
        };
        list::digests(look, binder, relation, Which::Range(after, upto), &mut each).await?;
        let mut missing: Vec<i64> = bound.into_iter().filter_map(|(key, held)| held.map(|_| key)).collect();
        missing.sort_unstable();
        missing.into_iter().for_each(|key| wrong.push((key, How::Missing)));
        found.more = found.more.saturating_add(wrong.more);
        for (key, how) in wrong.kept {
            found.push(named(look, relation, key, how).await?);
        }
        if upto == i64::MAX {
            return Ok(fit);
        }
        after = upto;
    }
}

async fn named(look: &Snapshot, relation: &str, key: i64, how: How) -> Outcome<Amiss> {
    let by = BOUND.iter().find(|(name, _)| *name == relation).map_or("key", |(_, by)| *by);
    let code = match by {
        "id" => match list::code(look, relation, key).await? {
            Some(code) => Some(code),
            None => told(look, relation, key).await?,
        },
        _ => None,
    };
    Ok(Amiss { table: relation.to_owned(), key: (by, key), code, how })
}

/// The public code of a row that is gone, where the event that wrote it last names it.
async fn told(look: &Snapshot, relation: &str, key: i64) -> Outcome<Option<String>> {
    let Some(last) = of_newest(relation).filter(event_row::Column::Key.eq(key)).one(look.db()).await? else {
        return Ok(None);
    };
    let event = event::Entity::find_by_id(last.event).one(look.db()).await?;
    Ok(event.filter(|event| event.object.as_deref() == Some(relation)).and_then(|event| event.object_code))
}

/// Rows that an act found otherwise than they were bound.
async fn before(look: &Snapshot, found: &mut Found<Amiss>) -> Outcome<()> {
    let most = u64::try_from(MOST).unwrap_or(u64::MAX);
    let rows = event_row::Entity::find()
        .filter(event_row::Column::Amiss.into_expr().eq(row::spelt(1_i64)))
        .order_by_asc(event_row::Column::Id)
        .limit(most)
        .all(look.db())
        .await?;
    for row in rows {
        found.push(named(look, &row.relation, row.key, How::Before(row.event)).await?);
    }
    Ok(())
}

/// Rows that were written past the program and that no act has written since.
async fn outside(look: &Snapshot, found: &mut Found<Amiss>) -> Outcome<()> {
    let most = u64::try_from(MOST).unwrap_or(u64::MAX);
    let rows: Vec<(String, i64)> = touched::Entity::find()
        .select_only()
        .columns([touched::Column::Relation, touched::Column::Key])
        .distinct()
        .order_by_asc(touched::Column::Relation)
        .order_by_asc(touched::Column::Key)
        .limit(most)
        .into_tuple()
        .all(look.db())
        .await?;
    for (relation, key) in rows {
        found.push(named(look, &relation, key, How::Outside).await?);
    }
    Ok(())
}
