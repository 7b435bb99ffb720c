//! The border between columns and the domain's types.
//!
//! Owns: reading words, codes and digests back, scope parts of permits, and chunking below the bind limits. Refuses:
//! guessing; a stored word that the domain does not know is [`StoreError::Unreadable`].

use domain::access::{Act, Permit};
use domain::calendar::{Instant, parse_date};
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, Value};
use time::Date;

use crate::error::{Outcome, StoreError};
use crate::tx::{Tx, later};

/// Returns a stored word as the domain's value.
pub(crate) fn word<T>(read: impl Fn(&str) -> Option<T>, text: &str, column: &'static str) -> Outcome<T> {
    read(text).ok_or(StoreError::Unreadable(column))
}

pub(crate) fn code(text: &str) -> Outcome<Code> {
    text.parse().map_err(|_| StoreError::Unreadable("code"))
}

pub(crate) fn digest(text: &str) -> Outcome<Digest> {
    text.parse().map_err(|_| StoreError::Unreadable("digest"))
}

/// Returns a stored day.
pub(crate) fn day(text: &str, column: &'static str) -> Outcome<Date> {
    parse_date(text).ok_or(StoreError::Unreadable(column))
}

/// Returns a stored count; the checks of the schema keep it small and not negative.
pub(crate) fn count(number: i64, column: &'static str) -> Outcome<u32> {
    u32::try_from(number).map_err(|_| StoreError::Unreadable(column))
}

pub(crate) fn at(millis: Option<i64>) -> Option<Instant> {
    millis.map(Instant)
}

/// Returns the posting that the permit speaks of.
pub(crate) fn posting_of<A: Act>(permit: &Permit<A>) -> Outcome<PostingId> {
    permit.posting().ok_or(StoreError::OutOfScope)
}

/// Returns the person who acts.
pub(crate) fn actor_of<A: Act>(permit: &Permit<A>) -> Outcome<PersonId> {
    permit.actor().ok_or(StoreError::OutOfScope)
}

/// Returns a value that stands in the text of a statement. SQLite finds an index of some rows by the text alone, because plans are
/// made without the values that are bound (`LIBSQLITE3_FLAGS` in `.cargo/config.toml`): what such an index says goes into a query by this.
pub(crate) fn spelt(value: impl Into<Value>) -> Expr {
    Expr::Constant(value.into())
}

/// Values that [`padded`] adds to at most: those of acts that share a turn. Many more would come past the bind limits.
const PADDED: usize = 64;

/// Returns values for `IN`, where they are few with the last of them repeated until their number is a power of two. The text of a
/// statement then says how many there are only roughly, and PostgreSQL, which makes each text ready once for each connection, has few
/// to make ready.
pub(crate) fn padded<T: Clone>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    if let Some(last) = values.last().cloned().filter(|_| values.len() <= PADDED) {
        values.resize(values.len().next_power_of_two(), last);
    }
    values
}

/// Returns `Ok` where a conditional update hit its row.
pub(crate) fn expect_hit(rows: u64) -> Outcome<()> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Inserts in chunks that stay below the bind limit of both databases (32,766 on SQLite).
pub(crate) async fn insert_chunks<E, A>(tx: &Tx, rows: Vec<A>) -> Outcome<u64>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send + IntoActiveModel<A>,
{
    let written = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    later::write(tx, later::chunks(rows)).await?;
    Ok(written)
}

/// Who stands in the row: the caller, or whom the system names (the demonstration writes for its people).
pub(crate) fn actor<A: Act>(permit: &Permit<A>, named: PersonId) -> Outcome<PersonId> {
    match permit.actor() {
        Some(by) if by != named => Err(StoreError::OutOfScope),
        _ => Ok(named),
    }
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn values_are_repeated_to_a_power_of_two_and_none_is_lost() {
        assert_eq!(padded([7, 8, 9]), [7, 8, 9, 9]);
        assert_eq!(padded([7]), [7]);
        assert_eq!(padded(0..64).len(), 64);
        assert_eq!(padded(0..20_000).len(), 20_000, "both databases refuse more than some 32,000");
        assert!(padded(Vec::<i64>::new()).is_empty(), "nothing is asked for where nothing is wanted");
    }
}
