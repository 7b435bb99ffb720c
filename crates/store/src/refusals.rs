//! How often strangers were refused what: counters with a term, because whoever can open an account must not be able to
//! grow what can never be deleted.
//!
//! Owns: rows of `refusal`, one a day, subject and act. Refuses: refusals of staff, which are events.

use domain::calendar::Instant;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set};

use crate::entity::refusal;
use crate::error::Outcome;
use crate::tx::{Snapshot, Tx};

const DAY_MS: i64 = 86_400_000;

/// Counts one refusal of `act` to `subject`, in the day (UTC) of `at`.
///
/// # Errors
/// The database's.
pub async fn count(tx: &Tx, subject: &str, act: &str, at: Instant) -> Outcome<()> {
    use refusal::Column::{Act, Day, LastAt, Subject, Times};
    let row = refusal::ActiveModel {
        day: Set(at.0.div_euclid(DAY_MS)),
        subject: Set(subject.to_owned()),
        act: Set(act.to_owned()),
        times: Set(1),
        last_at: Set(at.0),
    };
    let again = OnConflict::columns([Day, Subject, Act])
        .value(Times, Expr::col((refusal::Entity, Times)).add(1))
        .value(LastAt, at.0)
        .to_owned();
    refusal::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns how many refusals to `subject` are counted.
///
/// # Errors
/// The database's.
pub async fn of(look: &Snapshot, subject: &str) -> Outcome<i64> {
    let times: Vec<i64> = refusal::Entity::find()
        .select_only()
        .column(refusal::Column::Times)
        .filter(refusal::Column::Subject.eq(subject))
        .into_tuple()
        .all(look.db())
        .await?;
    Ok(times.iter().fold(0, |sum, times| sum.saturating_add(*times)))
}

/// Forgets refusals that were last counted before `before` (housekeeping); answers how many rows went.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, before: Instant) -> Outcome<u64> {
    let done =
        refusal::Entity::delete_many().filter(refusal::Column::LastAt.lt(before.0)).exec(tx.db()).await?;
    Ok(done.rows_affected)
}
