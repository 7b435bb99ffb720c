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
use super::{Ahead, Binding, Mac, grown, nothing, tables};
use crate::entity::{event, event_bond, event_row};
use crate::error::{Outcome, StoreError};
use crate::tx::{Owners, Snapshot, Tx, look_before};

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

/// A key under which a transaction wrote; `fresh` where nothing stood there before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    key: i64,
    fresh: bool,
}

/// What a transaction wrote: keys by table, what is bound last under each of them, and its events.
struct Touched {
    rows: BTreeMap<String, Vec<Key>>,
    bound: Bound,
    events: Vec<i64>,
}

/// What is bound last, by table and key; nothing where the key was never bound or what it named is gone.
type Bound = HashMap<(String, i64), Option<Vec<u8>>>;

/// Keys of some tables that are bound together.
type Batch<'a> = Vec<(&'a str, &'a [Key])>;

/// Takes away what the triggers noted for this transaction, and learns what is bound last under each key by the same statement. It looks
/// each key up, however often its row was written before.
async fn taken(tx: &Tx) -> Outcome<Touched> {
    let sql = format!(
        "DELETE FROM touched WHERE act = {} RETURNING relation, key, fresh, (SELECT digest FROM event_row WHERE id = \
         (SELECT MAX(later.id) FROM event_row later WHERE later.relation = touched.relation AND later.key = touched.key))",
        act(tx.backend())
    );
    let found = tx.db().query_all_raw(Statement::from_string(tx.backend(), sql)).await?;
    let (mut rows, mut bound) = (BTreeMap::<String, Vec<Key>>::new(), Bound::with_capacity(found.len()));
    for row in &found {
        let relation: String = row.try_get_by_index(0)?;
        let key = Key { key: row.try_get_by_index(1)?, fresh: row.try_get_by_index::<i64>(2)? != 0 };
        bound.insert((relation.clone(), key.key), row.try_get_by_index(3)?);
        rows.entry(relation).or_default().push(key);
    }
    rows.values_mut().for_each(|keys| keys.sort_unstable());
    let events = rows.remove("event").unwrap_or_default();
    Ok(Touched { rows, bound, events: events.into_iter().map(|event| event.key).collect() })
}

impl Touched {
    /// Returns the keys in parts that are compared at a time.
    fn batches(&self) -> Vec<Batch<'_>> {
        let (mut batches, mut batch, mut room) = (Vec::new(), Batch::new(), CHUNK);
        for (relation, keys) in &self.rows {
            let mut rest = keys.as_slice();
            while !rest.is_empty() {
                let (some, later) = rest.split_at(rest.len().min(room));
                batch.push((relation, some));
                (rest, room) = (later, room.saturating_sub(some.len()));
                if room == 0 {
                    batches.push(std::mem::take(&mut batch));
                    room = CHUNK;
                }
            }
        }
        batches.push(batch);
        batches.retain(|batch| !batch.is_empty());
        batches
    }
}

/// Binds everything that the transaction wrote to the event that tells of it, or to the first of its events where none was named, and
/// tags all of them.
///
/// # Errors
/// [`StoreError::Unrecorded`] where bound rows changed and nothing was recorded; the database's.
pub(crate) async fn bind(tx: &Tx, binding: &Binding) -> Outcome<()> {
    let touched = taken(tx).await?;
    let (first, ahead, held) = (touched.events.first().copied(), tx.ahead(), tx.held());
    let mut act = Act { tx, binding, first, ahead, held, owners: tx.owners(), under: BTreeMap::new() };
    for batch in touched.batches() {
        act.bind(&batch, &touched.bound).await?;
    }
    act.tag(&touched.events).await
}

struct Act<'a> {
    tx: &'a Tx,
    binding: &'a Binding,
    /// The first event, to which everything is bound that belongs to no other.
    first: Option<i64>,
    ahead: Vec<Ahead>,
    held: Vec<Ahead>,
    owners: Owners,
    /// Keys and root of each event so far.
    under: BTreeMap<i64, (i64, Digest)>,
}

impl Act<'_> {
    async fn bind(&mut self, batch: &Batch<'_>, bound: &Bound) -> Outcome<()> {
        // What stood there before is read on a connection that sees nothing of the act, where the act did not hold it as it is bound.
        let (mut was, is) = tokio::try_join!(self.before(bound, batch), self.now(batch))?;
        let mut rows = Vec::new();
        for ((relation, keys), is) in batch.iter().zip(is) {
            let was = was.remove(relation).unwrap_or_default();
            for Key { key, .. } in *keys {
                let held = bound.get(&((*relation).to_owned(), *key)).and_then(Option::as_deref);
                let states = (was.get(key), held, is.get(key));
                rows.extend(self.entry(relation, *key, states)?);
            }
        }
        self.tx.insert_later(rows).await
    }

    /// The entry of a key, from what stood there, what was bound, and what stands there now; none where all are alike.
    fn entry(
        &mut self,
        relation: &str,
        key: i64,
        (was, held, is): (Option<&Mac>, Option<&[u8]>, Option<&Mac>),
    ) -> Outcome<Option<event_row::ActiveModel>> {
        let (was, is) = (was.map(Mac::as_slice), is.map(Mac::as_slice));
        let amiss = was != held;
        if is == held && !amiss {
            return Ok(None);
        }
        if amiss {
            tracing::error!(relation, key, "a row was altered past the program before this act wrote it");
        }
        let owner = self.owners.get(relation).and_then(|keys| keys.get(&key)).copied();
        let event = owner.or(self.first).ok_or(StoreError::Unrecorded)?;
        let (entries, root) = self.under.entry(event).or_insert((0, nothing()));
        *root = grown(*root, relation, key, is, amiss);
        *entries = entries.saturating_add(1);
        Ok(Some(event_row::ActiveModel {
            event: Set(event),
            relation: Set(relation.to_owned()),
            key: Set(key),
            digest: Set(is.map(<[u8]>::to_vec)),
            amiss: Set(i64::from(amiss)),
            ..Default::default()
        }))
    }

    /// What stood under the keys of a batch before the act, by table.
    async fn before<'b>(
        &self,
        bound: &Bound,
        batch: &Batch<'b>,
    ) -> Outcome<HashMap<&'b str, HashMap<i64, Mac>>> {
        let mut was: HashMap<&str, HashMap<i64, Mac>> = HashMap::new();
        let mut unknown: Vec<(&str, Vec<i64>)> = Vec::new();
        for (relation, keys) in batch {
            let known = was.entry(*relation).or_default();
            let mut rest = Vec::new();
            for key in keys.iter().filter(|key| !key.fresh).map(|key| key.key) {
                match self.held_as_bound(bound, relation, key) {
                    Some(digest) => drop(known.insert(key, digest)),
                    None => rest.push(key),
                }
            }
            unknown.push((*relation, rest));
        }
        unknown.retain(|(_, keys)| !keys.is_empty());
        if unknown.is_empty() {
            return Ok(was);
        }
        let before = look_before(&self.binding.before).await?;
        for (relation, keys) in unknown {
            let found = self.read(&before, relation, &keys).await?;
            was.entry(relation).or_default().extend(found);
        }
        before.close().await?;
        Ok(was)
    }

    /// The digest of a row as the act held it, where that is what is bound. Otherwise the act may have changed it before it held it.
    fn held_as_bound(&self, bound: &Bound, relation: &str, key: i64) -> Option<Mac> {
        let bound = bound.get(&(relation.to_owned(), key))?.as_deref()?;
        let mut held = self.held.iter().filter(|held| held.relation == relation && held.key == key);
        held.find(|held| held.digest == bound).map(|held| held.digest)
    }

    /// What stands under the keys of a batch now, in the order of its tables.
    async fn now(&self, batch: &Batch<'_>) -> Outcome<Vec<HashMap<i64, Mac>>> {
        let mut is = Vec::with_capacity(batch.len());
        for (relation, keys) in batch {
            is.push(self.written(relation, keys.iter().map(|key| key.key).collect()).await?);
        }
        Ok(is)
    }

    /// What stands under these keys now, but for those that were digested before the act.
    async fn written(&self, relation: &str, mut keys: Vec<i64>) -> Outcome<HashMap<i64, Mac>> {
        let known = self.ahead.iter().filter(|ahead| ahead.relation == relation);
        let known: HashMap<i64, Mac> = known.map(|ahead| (ahead.key, ahead.digest)).collect();
        keys.retain(|key| !known.contains_key(key));
        let mut found = self.read(self.tx, relation, &keys).await?;
        found.extend(known);
        Ok(found)
    }

    async fn read(&self, look: &Snapshot, relation: &str, keys: &[i64]) -> Outcome<HashMap<i64, Mac>> {
        let mut found = HashMap::with_capacity(keys.len());
        if keys.is_empty() {
            return Ok(found);
        }
        let mut each = |key, digest| {
            found.insert(key, digest);
        };
        tables::digests(look, &self.binding.binder, relation, Which::Keys(keys), &mut each).await?;
        Ok(found)
    }

    /// The events of an act in the order of keys: as they were written, or read where this transaction did not write all of them down.
    async fn events(&self, ids: &[i64]) -> Outcome<Vec<event::Model>> {
        let mut written = self.tx.recorded();
        written.retain(|event| ids.contains(&event.id));
        if written.len() == ids.len() {
            written.sort_unstable_by_key(|event| event.id);
            return Ok(written);
        }
        Ok(event::Entity::find()
            .filter(event::Column::Id.is_in(ids.iter().copied()))
            .order_by_asc(event::Column::Id)
            .all(self.tx.db())
            .await?)
    }

    async fn tag(&self, events: &[i64]) -> Outcome<()> {
        for chunk in events.chunks(CHUNK) {
            let found = self.events(chunk).await?;
            let bonds = found.iter().map(|event| {
                let under = self.under.get(&event.id).copied().unwrap_or((0, nothing()));
                event_bond::ActiveModel {
                    event: Set(event.id),
                    entries: Set(under.0),
                    root: Set(under.1.to_string()),
                    tag: Set(self.binding.binder.of_event(event, under).to_vec()),
                }
            });
            self.tx.insert_later(bonds.collect()).await?;
        }
        Ok(())
    }
}
