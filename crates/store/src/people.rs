//! Accounts and who works on which posting.
//!
//! Owns: rows of `account` and `assignment`. Refuses: showing a verifier in `Debug`, and deciding who may sign in.

use domain::access::aggregate::People;
use domain::access::{Changes, Permit, Person, Reads, Role, Scope};
use domain::calendar::Instant;
use domain::id::{AccountId, Code, PostingId};
use domain::typed::SignInName;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::{account, assignment};
use crate::error::Outcome;
use crate::locked::{Locked, Scoped};
use crate::row;
use crate::tx::{Snapshot, Tx};

/// An account as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Key.
    pub id: AccountId,
    /// Public code.
    pub code: Code,
    /// Sign-in name.
    pub sign_in: SignInName,
    /// Display name.
    pub display_name: String,
    /// The argon2id string; without one nobody can sign in.
    pub verifier: Option<String>,
    /// The one role.
    pub role: Role,
    /// Whether the account is open.
    pub active: bool,
    /// Version.
    pub version: i64,
    /// When it was opened.
    pub created_at: Instant,
}

impl std::fmt::Debug for AccountRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AccountRow({}, {})", self.code, self.role.word())
    }
}

impl Scoped for AccountRow {
    fn scope(&self) -> Scope {
        Scope::own(self.id, None)
    }
}

/// An account to open.
pub struct NewAccount<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// Sign-in name.
    pub sign_in: &'a SignInName,
    /// Display name, 1 to 64 characters.
    pub display_name: &'a str,
    /// The argon2id string, `None` for an account that cannot sign in.
    pub verifier: Option<&'a str>,
    /// The one role.
    pub role: Role,
    /// Now.
    pub at: Instant,
}

fn read(row: account::Model) -> Outcome<AccountRow> {
    Ok(AccountRow {
        id: AccountId(row.id),
        code: row::code(&row.code)?,
        sign_in: SignInName::stored(row.sign_in),
        display_name: row.display_name,
        verifier: row.verifier,
        role: row::word(Role::from_word, &row.role, "account.role")?,
        active: row.status == "active",
        version: row.version,
        created_at: Instant(row.created_at),
    })
}

/// Opens an account.
///
/// # Errors
/// [`crate::Conflict::SignInName`] where the name is taken.
pub async fn insert<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    new: &NewAccount<'_>,
) -> Outcome<AccountId> {
    let row = account::ActiveModel {
        code: Set(new.code.to_string()),
        sign_in: Set(new.sign_in.as_str().to_owned()),
        display_name: Set(new.display_name.to_owned()),
        verifier: Set(new.verifier.map(str::to_owned)),
        role: Set(new.role.word().to_owned()),
        status: Set("active".to_owned()),
        version: Set(1),
        created_at: Set(new.at.0),
        ..Default::default()
    };
    Ok(AccountId(account::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Returns the account of that sign-in name, open or closed.
///
/// # Errors
/// The database's.
pub async fn by_sign_in<A: Reads<People>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    name: &SignInName,
) -> Outcome<Option<AccountRow>> {
    let found = account::Entity::find().filter(account::Column::SignIn.eq(name.as_str()));
    found.one(look.db()).await?.map(read).transpose()
}

/// Returns the account of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<AccountRow, People>>> {
    let found = account::Entity::find().filter(account::Column::Code.eq(code.as_str()));
    Ok(found.one(look.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// Returns the accounts with these keys, for names beside verdicts and signatures.
///
/// # Errors
/// The database's.
pub async fn staff_names(look: &Snapshot, ids: &[AccountId]) -> Outcome<Vec<(AccountId, String)>> {
    let found = account::Entity::find()
        .filter(account::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .filter(account::Column::Role.ne(Role::Candidate.word()));
    let rows = found.all(look.db()).await?;
    Ok(rows.into_iter().map(|row| (AccountId(row.id), row.display_name)).collect())
}

/// Returns the open accounts of staff, of one role or of all, in the order of opening.
///
/// # Errors
/// The database's.
pub async fn staff<A: Reads<People>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    role: Option<Role>,
) -> Outcome<Vec<AccountRow>> {
    let mut found = account::Entity::find().filter(account::Column::Status.eq("active"));
    found = match role {
        Some(role) => found.filter(account::Column::Role.eq(role.word())),
        None => found.filter(account::Column::Role.ne(Role::Candidate.word())),
    };
    let rows = found.order_by_asc(account::Column::Id).all(look.db()).await?;
    rows.into_iter().map(read).collect()
}

/// Returns a page of all accounts after the key `after`, at most `limit`.
///
/// # Errors
/// The database's.
pub async fn page<A: Reads<People>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    after: AccountId,
    limit: u64,
) -> Outcome<Vec<AccountRow>> {
    let found = account::Entity::find().filter(account::Column::Id.gt(after.0));
    let rows = found.order_by_asc(account::Column::Id).limit(limit).all(look.db()).await?;
    rows.into_iter().map(read).collect()
}

/// Returns how many accounts there are; 0 means that the database is empty.
///
/// # Errors
/// The database's.
pub async fn count(look: &Snapshot) -> Outcome<u64> {
    Ok(account::Entity::find().count(look.db()).await?)
}

/// Replaces a verifier after a successful sign-in with older parameters, or a change of password.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the account changed meanwhile.
pub async fn set_verifier<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    account: AccountId,
    version: i64,
    verifier: &str,
) -> Outcome<()> {
    let done = account::Entity::update_many()
        .col_expr(account::Column::Version, Expr::col(account::Column::Version).add(1))
        .col_expr(account::Column::Verifier, Expr::value(verifier))
        .filter(account::Column::Id.eq(account.0))
        .filter(account::Column::Version.eq(version))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Returns the person behind an open account with the postings that the account works on. A session stands for this person.
///
/// # Errors
/// The database's.
pub async fn person(look: &Snapshot, account: AccountId) -> Outcome<Option<(Code, Person)>> {
    let Some(found) = account::Entity::find_by_id(account.0).one(look.db()).await? else {
        return Ok(None);
    };
    let found = read(found)?;
    if !found.active {
        return Ok(None);
    }
    let postings = if found.role == Role::Candidate { Vec::new() } else { assigned(look, account).await? };
    let name = if found.role == Role::Candidate { String::new() } else { found.display_name };
    Ok(Some((found.code, Person { account, name, role: found.role, postings })))
}

async fn assigned(look: &Snapshot, account: AccountId) -> Outcome<Vec<PostingId>> {
    let rows = assignment::Entity::find()
        .filter(assignment::Column::Account.eq(account.0))
        .order_by_asc(assignment::Column::Posting)
        .all(look.db())
        .await?;
    Ok(rows.into_iter().map(|row| PostingId(row.posting)).collect())
}

/// Puts an account on the posting of `posting`; doing it twice is harmless.
///
/// # Errors
/// The database's.
pub async fn assign<A: Changes<People>>(
    tx: &Tx,
    permit: &Permit<A>,
    account: AccountId,
    posting: PostingId,
    at: Instant,
) -> Outcome<()> {
    let row = assignment::ActiveModel {
        account: Set(account.0),
        posting: Set(posting.0),
        granted_by: Set(permit.by().map(|by| by.0)),
        granted_at: Set(at.0),
        ..Default::default()
    };
    let once = OnConflict::columns([assignment::Column::Account, assignment::Column::Posting])
        .do_nothing()
        .to_owned();
    assignment::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns the staff who work on a posting, in the order of assignment.
///
/// # Errors
/// The database's.
pub async fn team(look: &Snapshot, posting: PostingId) -> Outcome<Vec<AccountRow>> {
    let rows = assignment::Entity::find()
        .filter(assignment::Column::Posting.eq(posting.0))
        .order_by_asc(assignment::Column::Id)
        .all(look.db())
        .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.account).collect();
    let found = account::Entity::find().filter(account::Column::Id.is_in(ids.clone())).all(look.db()).await?;
    let mut found = found.into_iter().map(read).collect::<Outcome<Vec<_>>>()?;
    found.sort_by_key(|row| ids.iter().position(|id| *id == row.id.0));
    Ok(found)
}
