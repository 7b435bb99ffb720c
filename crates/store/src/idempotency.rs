//! Keys that make a form harmless when it is sent twice.
//!
//! Owns: rows of `idempotency`. Refuses: deciding what equal means; the caller compares the digest of the body and
//! answers a reused key with another body by a refusal.

use domain::calendar::Instant;
use domain::digest::Digest;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::idempotency;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// What a form did when it came first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Digest of the body as it came first.
    pub body: Digest,
    /// What it led to, usually a public code.
    pub result: String,
}

/// Which form: the owner (an account's code, `-` for nobody), the act's word, the key in the form.
#[derive(Clone, Copy, Debug)]
pub struct FormKey<'a> {
    /// Account code or `-`.
    pub owner: &'a str,
    /// The act's word.
    pub act: &'a str,
    /// The hidden field of the form.
    pub key: &'a str,
}

/// Returns what this form did before, if it came before.
///
/// # Errors
/// The database's.
pub async fn find(look: &Snapshot, form: FormKey<'_>) -> Outcome<Option<Remembered>> {
    let found = idempotency::Entity::find()
        .filter(idempotency::Column::Owner.eq(form.owner))
        .filter(idempotency::Column::Act.eq(form.act))
        .filter(idempotency::Column::Key.eq(form.key))
        .one(look.db())
        .await?;
    found.map(|row| Ok(Remembered { body: row::digest(&row.body_digest)?, result: row.result })).transpose()
}

/// Remembers what the form did; in the same transaction as the act.
///
/// # Errors
/// [`crate::Conflict::IdempotencyKey`] where the same form committed first: roll back and answer from [`find`].
pub async fn remember(tx: &Tx, form: FormKey<'_>, body: Digest, result: &str, at: Instant) -> Outcome<()> {
    let row = idempotency::ActiveModel {
        owner: Set(form.owner.to_owned()),
        act: Set(form.act.to_owned()),
        key: Set(form.key.to_owned()),
        body_digest: Set(body.to_string()),
        result: Set(result.to_owned()),
        created_at: Set(at.0),
        ..Default::default()
    };
    idempotency::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Forgets forms older than `before` (housekeeping); answers how many.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, before: Instant) -> Outcome<u64> {
    let done = idempotency::Entity::delete_many()
        .filter(idempotency::Column::CreatedAt.lt(before.0))
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected)
}
