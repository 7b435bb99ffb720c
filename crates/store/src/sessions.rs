//! Server-side sessions, found by the hash of their token.
//!
//! Owns: rows of `session`. Refuses: tokens; only their SHA-256 comes here.

use domain::access::aggregate::People;
use domain::access::{Changes, Permit, Person};
use domain::calendar::Instant;
use domain::id::{AccountId, Code, SessionId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::entity::session;
use crate::error::Outcome;
use crate::people;
use crate::tx::{Snapshot, Tx};

/// A session that is neither revoked nor past its ends, with the person as stored now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Key.
    pub id: SessionId,
    /// The person.
    pub person: Person,
    /// The account's public code.
    pub account_code: Code,
    /// When the person signed in.
    pub created_at: Instant,
    /// When a request was last noted.
    pub seen_at: Instant,
    /// End by idleness.
    pub idle_until: Instant,
    /// End in any case.
    pub expires_at: Instant,
}

/// A session to open.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// SHA-256 of the token.
    pub token_hash: &'a [u8; 32],
    /// The account that it belongs to.
    pub account: AccountId,
    /// Now.
    pub at: Instant,
    /// End by idleness.
    pub idle_until: Instant,
    /// End in any case.
    pub expires_at: Instant,
}

/// Opens a session.
///
/// # Errors
/// The database's.
pub async fn open<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    new: &NewSession<'_>,
) -> Outcome<SessionId> {
    let row = session::ActiveModel {
        token_hash: Set(new.token_hash.to_vec()),
        account: Set(new.account.0),
        created_at: Set(new.at.0),
        seen_at: Set(new.at.0),
        idle_until: Set(new.idle_until.0),
        expires_at: Set(new.expires_at.0),
        ..Default::default()
    };
    Ok(SessionId(session::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Returns the live session of a token's hash, or `None` for an unknown, ended or revoked one, and for a closed account.
///
/// # Errors
/// The database's.
pub async fn find(look: &Snapshot, token_hash: &[u8; 32], now: Instant) -> Outcome<Option<SessionRow>> {
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.eq(token_hash.to_vec()))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::IdleUntil.gt(now.0))
        .filter(session::Column::ExpiresAt.gt(now.0))
        .one(look.db())
        .await?;
    let Some(found) = found else { return Ok(None) };
    let person = people::person(look, AccountId(found.account)).await?;
    Ok(person.map(|(account_code, person)| SessionRow {
        id: SessionId(found.id),
        person,
        account_code,
        created_at: Instant(found.created_at),
        seen_at: Instant(found.seen_at),
        idle_until: Instant(found.idle_until),
        expires_at: Instant(found.expires_at),
    }))
}

/// Returns the account whose session, of that token's hash, ended by itself and was not revoked. Returns `None` for a session
/// that lives or never was.
///
/// # Errors
/// The database's.
pub async fn ended_of(look: &Snapshot, token_hash: &[u8; 32], now: Instant) -> Outcome<Option<AccountId>> {
    let over = session::Column::IdleUntil.lte(now.0).or(session::Column::ExpiresAt.lte(now.0));
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.eq(token_hash.to_vec()))
        .filter(session::Column::RevokedAt.is_null())
        .filter(over)
        .one(look.db())
        .await?;
    Ok(found.map(|found| AccountId(found.account)))
}

/// Notes a request (housekeeping; at most once a minute is enough).
///
/// # Errors
/// The database's.
pub async fn seen(tx: &Tx, session: SessionId, now: Instant, idle_until: Instant) -> Outcome<()> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now.0))
        .col_expr(session::Column::IdleUntil, Expr::value(idle_until.0))
        .filter(session::Column::Id.eq(session.0))
        .filter(session::Column::SeenAt.lt(now.0))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Ends one session; ending it twice is harmless.
///
/// # Errors
/// The database's.
pub async fn revoke<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    session: SessionId,
    now: Instant,
) -> Outcome<()> {
    end(tx, session::Column::Id.eq(session.0), now).await
}

/// Ends every session of an account: after a change of password.
///
/// # Errors
/// The database's.
pub async fn revoke_all<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    account: AccountId,
    now: Instant,
) -> Outcome<()> {
    end(tx, session::Column::Account.eq(account.0), now).await
}

async fn end(tx: &Tx, which: sea_orm::sea_query::SimpleExpr, now: Instant) -> Outcome<()> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now.0))
        .filter(which)
        .filter(session::Column::RevokedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Deletes sessions that ended before `before` (housekeeping); answers how many.
///
/// # Errors
/// The database's.
pub async fn sweep(tx: &Tx, before: Instant) -> Outcome<u64> {
    let done =
        session::Entity::delete_many().filter(session::Column::ExpiresAt.lt(before.0)).exec(tx.db()).await?;
    Ok(done.rows_affected)
}
