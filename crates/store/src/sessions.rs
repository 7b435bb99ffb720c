//! Server-side sessions, found by the hash of their token.
//!
//! Owns: rows of `session`. Refuses: tokens; only their SHA-256 comes here. Addresses in clear; they come here sealed.

use domain::access::aggregate::People;
use domain::access::{Changes, Permit, Person, Reads, Session};
use domain::calendar::Instant;
use domain::id::{AccountId, Code, SessionId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::{account, session};
use crate::error::Outcome;
use crate::people;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A session that is neither revoked nor past its ends, with the person as stored now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Key.
    pub id: SessionId,
    /// Public code.
    pub code: Code,
    /// The person, with this session in it.
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
    /// Public code, from the random source.
    pub code: Code,
    /// SHA-256 of the token.
    pub token_hash: &'a [u8; 32],
    /// The account that it belongs to.
    pub account: AccountId,
    /// The client's address, sealed.
    pub address_sealed: &'a [u8],
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
        code: Set(new.code.to_string()),
        token_hash: Set(new.token_hash.to_vec()),
        account: Set(new.account.0),
        address_sealed: Set(new.address_sealed.to_vec()),
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
    let account = session::Entity::belongs_to(account::Entity)
        .from(session::Column::Account)
        .to(account::Column::Id)
        .into();
    let found = session::Entity::find()
        .select_also(account::Entity)
        .join(JoinType::InnerJoin, account)
        .filter(session::Column::TokenHash.eq(token_hash.to_vec()))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::IdleUntil.gt(now.0))
        .filter(session::Column::ExpiresAt.gt(now.0))
        .one(look.db())
        .await?;
    let Some((found, Some(account))) = found else { return Ok(None) };
    let Some((account_code, person)) = people::person_of(look, account, now).await? else { return Ok(None) };
    let session = Session {
        id: SessionId(found.id),
        idle_until: Instant(found.idle_until),
        expires_at: Instant(found.expires_at),
    };
    Ok(Some(SessionRow {
        id: session.id,
        code: row::code(&found.code)?,
        person: Person { session: Some(session), ..person },
        account_code,
        created_at: Instant(found.created_at),
        seen_at: Instant(found.seen_at),
        idle_until: session.idle_until,
        expires_at: session.expires_at,
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

/// A session as its owner and an administrator see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Key.
    pub id: SessionId,
    /// Public code.
    pub code: Code,
    /// The account.
    pub account: AccountId,
    /// The address that it was opened from, sealed.
    pub address_sealed: Vec<u8>,
    /// When the person signed in.
    pub created_at: Instant,
    /// When a request was last noted.
    pub seen_at: Instant,
    /// End by idleness.
    pub idle_until: Instant,
}

/// The sessions of these accounts that are open at `now`, newest first.
///
/// # Errors
/// The database's.
pub async fn open_of<A: Reads<People>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    accounts: &[AccountId],
    now: Instant,
) -> Outcome<Vec<OpenSession>> {
    let rows = session::Entity::find()
        .filter(session::Column::Account.is_in(accounts.iter().map(|id| id.0)))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::IdleUntil.gt(now.0))
        .filter(session::Column::ExpiresAt.gt(now.0))
        .order_by_desc(session::Column::Id)
        .all(look.db())
        .await?;
    let open = |row: session::Model| {
        Ok(OpenSession {
            id: SessionId(row.id),
            code: row::code(&row.code)?,
            account: AccountId(row.account),
            address_sealed: row.address_sealed,
            created_at: Instant(row.created_at),
            seen_at: Instant(row.seen_at),
            idle_until: Instant(row.idle_until),
        })
    };
    rows.into_iter().map(open).collect()
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
    end(tx, session::Column::Id.eq(session.0), now).await.map(drop)
}

/// Ends every session of these accounts but `kept`; answers how many: after a change of password, and at once where an
/// administrator or the person wants it.
///
/// # Errors
/// The database's.
pub async fn revoke_all<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    accounts: &[AccountId],
    kept: Option<SessionId>,
    now: Instant,
) -> Outcome<u64> {
    let mut which = session::Column::Account.is_in(accounts.iter().map(|id| id.0));
    if let Some(kept) = kept {
        which = which.and(session::Column::Id.ne(kept.0));
    }
    end(tx, which, now).await
}

async fn end(tx: &Tx, which: sea_orm::sea_query::SimpleExpr, now: Instant) -> Outcome<u64> {
    let done = session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now.0))
        .filter(which)
        .filter(session::Column::RevokedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(done.rows_affected)
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
