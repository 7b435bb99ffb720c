//! Binding what an act wrote, in the act's own transaction and right before it commits.
//!
//! Owns: rows of `touched`, and writing `event_row` and `event_bond`. Refuses: bound rows without an event. A row that was
//! otherwise than it was bound when the act came is bound anew with that said (`amiss`): the act of somebody who did nothing
//! wrong goes on, and the alteration stays on record for good.

use std::collections::{BTreeMap, HashMap};

use domain::digest::Digest;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Set, Statement,
};

use super::canon::Which;
use super::{Binding, Mac, check, grown, nothing, tables};
use crate::entity::{event, event_bond, event_row};
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::{Snapshot, Tx, look_before};

/// Keys compared at a time.
const CHUNK: usize = 500;

/// The number of the transaction under way, as the triggers write it.
const fn act(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "txid_current()",
        _ => "0",
    }
}

/// Sets aside what was written past the program: on SQLite it would look like the writing of the transaction that begins.
pub(crate) async fn set_aside(look: &Snapshot) -> Outcome<()> {
    if look.backend() == DbBackend::Sqlite {
        look.db().execute_unprepared("UPDATE OR REPLACE touched SET act = -1 WHERE act = 0").await?;
    }
    Ok(())
}

/// What a transaction wrote: keys by table, and its events.
struct Touched {
    rows: BTreeMap<String, Vec<i64>>,
    events: Vec<i64>,
}

async fn touched(tx: &Tx) -> Outcome<Touched> {
    let sql =
        format!("SELECT relation, key FROM touched WHERE act = {} ORDER BY relation, key", act(tx.backend()));
    let found = tx.db().query_all_raw(Statement::from_string(tx.backend(), sql)).await?;
    let mut rows: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for row in &found {
        rows.entry(row.try_get_by_index(0)?).or_default().push(row.try_get_by_index(1)?);
    }
    let events = rows.remove("event").unwrap_or_default();
    Ok(Touched { rows, events })
}

/// Binds everything that the transaction wrote to the first of its events, and tags all of them.
///
/// # Errors
/// [`StoreError::Unrecorded`] where bound rows changed and nothing was recorded; the database's.
pub(crate) async fn bind(tx: &Tx, binding: &Binding) -> Outcome<()> {
    let Touched { rows, events } = touched(tx).await?;
    if rows.is_empty() && events.is_empty() {
        return Ok(());
    }
    let mut act = Act { tx, binding, event: events.first().copied(), root: nothing(), entries: 0 };
    if !rows.is_empty() {
        let before = look_before(&binding.before).await?;
        for (relation, keys) in &rows {
            for keys in keys.chunks(CHUNK) {
                act.bind(&before, relation, keys).await?;
            }
        }
        before.close().await?;
    }
    act.tag(&events).await?;
    let sql = format!("DELETE FROM touched WHERE act = {}", self::act(tx.backend()));
    tx.db().execute_unprepared(&sql).await?;
    Ok(())
}

struct Act<'a> {
    tx: &'a Tx,
    binding: &'a Binding,
    event: Option<i64>,
    root: Digest,
    entries: i64,
}

impl Act<'_> {
    async fn bind(&mut self, before: &Snapshot, relation: &str, keys: &[i64]) -> Outcome<()> {
        let bound = check::newest(before, relation, keys).await?;
        let was = self.read(before, relation, keys).await?;
        let is = self.read(self.tx, relation, keys).await?;
        let mut rows = Vec::with_capacity(keys.len());
        for key in keys {
            let held = bound.get(key).and_then(Option::as_deref);
            let amiss = was.get(key).map(Mac::as_slice) != held;
            let now = is.get(key).map(Mac::as_slice);
            if now == held && !amiss {
                continue;
            }
            if amiss {
                tracing::error!(relation, key, "a row was altered past the program before this act wrote it");
            }
            self.root = grown(self.root, relation, *key, now, amiss);
            self.entries = self.entries.saturating_add(1);
            rows.push(event_row::ActiveModel {
                event: Set(self.event.ok_or(StoreError::Unrecorded)?),
                relation: Set(relation.to_owned()),
                key: Set(*key),
                digest: Set(now.map(<[u8]>::to_vec)),
                amiss: Set(i64::from(amiss)),
                ..Default::default()
            });
        }
        row::insert_chunks(self.tx, rows).await?;
        Ok(())
    }

    async fn read(&self, look: &Snapshot, relation: &str, keys: &[i64]) -> Outcome<HashMap<i64, Mac>> {
        let mut found = HashMap::with_capacity(keys.len());
        let mut each = |key, digest| {
            found.insert(key, digest);
        };
        tables::digests(look, &self.binding.binder, relation, Which::Keys(keys), &mut each).await?;
        Ok(found)
    }

    async fn tag(&self, events: &[i64]) -> Outcome<()> {
        for chunk in events.chunks(CHUNK) {
            let found = event::Entity::find()
                .filter(event::Column::Id.is_in(chunk.iter().copied()))
                .order_by_asc(event::Column::Id)
                .all(self.tx.db())
                .await?;
            let bonds = found.iter().map(|event| {
                let under = match self.event {
                    Some(first) if first == event.id => (self.entries, self.root),
                    _ => (0, nothing()),
                };
                event_bond::ActiveModel {
                    event: Set(event.id),
                    entries: Set(under.0),
                    root: Set(under.1.to_string()),
                    tag: Set(self.binding.binder.of_event(event, under).to_vec()),
                }
            });
            row::insert_chunks(self.tx, bonds.collect()).await?;
        }
        Ok(())
    }
}
