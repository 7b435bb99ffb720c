//! Accounts: rows of `account`, and the rows of `person` that come with a first account.

use domain::access::aggregate::People;
use domain::access::{AccountKind, AccountState, Changes, Permit, Reads, Scope};
use domain::calendar::Instant;
use domain::id::{AccountId, Code, PersonId};
use domain::typed::SignInName;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::entity::{account, person};
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
    /// Whose it is.
    pub person: PersonId,
    /// Which half of the site it opens.
    pub kind: AccountKind,
    /// Sign-in name.
    pub sign_in: SignInName,
    /// The argon2id string; without one nobody can sign in with a password.
    pub verifier: Option<String>,
    /// The one-time code that waits to be used.
    pub one_time: Option<OneTime>,
    /// Whether the account is open.
    pub active: bool,
    /// Version.
    pub version: i64,
    /// When it was opened.
    pub created_at: Instant,
}

/// A one-time code as stored: its keyed digest, and when it ends.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTime {
    /// Keyed digest; the code itself is nowhere.
    pub digest: Vec<u8>,
    /// When it ends.
    pub until: Instant,
}

impl std::fmt::Debug for AccountRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AccountRow({}, {})", self.code, self.kind.word())
    }
}

impl std::fmt::Debug for OneTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTime(***)")
    }
}

impl Scoped for AccountRow {
    fn scope(&self) -> Scope {
        Scope { owner: Some(self.person), hands: vec![self.person], ..Scope::default() }
    }
}

/// Whose a new account is.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'a> {
    /// A person who has none yet.
    New {
        /// The person's public code, from the random source.
        code: Code,
        /// Name of staff, 1 to 64 characters; empty for a candidate.
        name: &'a str,
    },
    /// A person who has one already.
    Known(PersonId),
}

/// An account to open.
pub struct NewAccount<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// Whose it is.
    pub owner: Owner<'a>,
    /// Which half of the site it opens.
    pub kind: AccountKind,
    /// Sign-in name.
    pub sign_in: &'a SignInName,
    /// The argon2id string, `None` for an account that cannot sign in with a password yet.
    pub verifier: Option<&'a str>,
    /// A one-time code to choose the first password by.
    pub one_time: Option<&'a OneTime>,
    /// Now.
    pub at: Instant,
}

pub(super) fn read(row: account::Model) -> Outcome<AccountRow> {
    let state = row::word(AccountState::from_word, &row.state, "account.state")?;
    Ok(AccountRow {
        id: AccountId(row.id),
        code: row::code(&row.code)?,
        person: PersonId(row.person),
        kind: row::word(AccountKind::from_word, &row.kind, "account.kind")?,
        sign_in: SignInName::stored(row.sign_in),
        verifier: row.verifier,
        one_time: row
            .one_time
            .zip(row.one_time_until)
            .map(|(digest, until)| OneTime { digest, until: Instant(until) }),
        active: state == AccountState::Active,
        version: row.version,
        created_at: Instant(row.created_at),
    })
}

/// Opens an account, and makes its person where that is a new one.
///
/// # Errors
/// [`crate::Conflict::SignInName`] where the name is taken.
pub async fn insert<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    new: &NewAccount<'_>,
) -> Outcome<(AccountId, PersonId)> {
    let owner = match new.owner {
        Owner::Known(person) => person,
        Owner::New { code, name } => {
            let row = person::ActiveModel {
                code: Set(code.to_string()),
                name: Set(name.to_owned()),
                created_at: Set(new.at.0),
                ..Default::default()
            };
            PersonId(person::Entity::insert(row).exec(tx.db()).await?.last_insert_id)
        }
    };
    let row = account::ActiveModel {
        code: Set(new.code.to_string()),
        person: Set(owner.0),
        kind: Set(new.kind.word().to_owned()),
        sign_in: Set(new.sign_in.as_str().to_owned()),
        verifier: Set(new.verifier.map(str::to_owned)),
        one_time: Set(new.one_time.map(|one| one.digest.clone())),
        one_time_until: Set(new.one_time.map(|one| one.until.0)),
        state: Set(AccountState::Active.word().to_owned()),
        version: Set(1),
        created_at: Set(new.at.0),
        ..Default::default()
    };
    Ok((AccountId(account::Entity::insert(row).exec(tx.db()).await?.last_insert_id), owner))
}

/// The account of that sign-in name, open or closed.
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

/// The account of that key, for an act that rests on how it stands: nobody changes it before the act has ended.
///
/// # Errors
/// The database's.
pub async fn held<A: Reads<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    id: AccountId,
) -> Outcome<Option<AccountRow>> {
    let found = account::Entity::find_by_id(id.0).lock_exclusive();
    found.one(tx.db()).await?.map(read).transpose()
}

/// The account of that code, to be opened with a permit.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<Locked<AccountRow, People>>> {
    let found = account::Entity::find().filter(account::Column::Code.eq(code.as_str()));
    Ok(found.one(look.db()).await?.map(read).transpose()?.map(Locked::new))
}

/// The key of the first account that was opened for a person; for the demonstration, which acts for its people.
///
/// # Errors
/// The database's.
pub async fn first_of(look: &Snapshot, person: PersonId) -> Outcome<Option<AccountId>> {
    let found = account::Entity::find().filter(account::Column::Person.eq(person.0));
    let row = found.order_by_asc(account::Column::Id).one(look.db()).await?;
    Ok(row.map(|row| AccountId(row.id)))
}

/// The accounts of a person, open and closed, in order of opening.
///
/// # Errors
/// The database's.
pub async fn accounts_of<A: Reads<People>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    person: PersonId,
) -> Outcome<Vec<AccountRow>> {
    let found = account::Entity::find().filter(account::Column::Person.eq(person.0));
    found.order_by_asc(account::Column::Id).all(look.db()).await?.into_iter().map(read).collect()
}

/// The accounts of staff, open and closed, in order of opening.
///
/// # Errors
/// The database's.
pub async fn staff<A: Reads<People>>(look: &Snapshot, _permit: &Permit<A>) -> Outcome<Vec<AccountRow>> {
    let found = account::Entity::find().filter(account::Column::Kind.eq(AccountKind::Staff.word()));
    found.order_by_asc(account::Column::Id).all(look.db()).await?.into_iter().map(read).collect()
}

/// A page of all accounts after the key `after`, at most `limit`.
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

/// Replaces the verifier: after a sign-in at another cost than today's, and where the person chose a password. A one-time
/// code that waits goes with it.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the account changed meanwhile.
pub async fn set_verifier<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    (account, version): (AccountId, i64),
    verifier: &str,
) -> Outcome<()> {
    let row = account::ActiveModel {
        verifier: Set(Some(verifier.to_owned())),
        one_time: Set(None),
        one_time_until: Set(None),
        ..Default::default()
    };
    update(tx, (account, version), row).await
}

/// Puts a one-time code in the place of the password.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the account changed meanwhile.
pub async fn set_one_time<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    (account, version): (AccountId, i64),
    one_time: &OneTime,
) -> Outcome<()> {
    let row = account::ActiveModel {
        verifier: Set(None),
        one_time: Set(Some(one_time.digest.clone())),
        one_time_until: Set(Some(one_time.until.0)),
        ..Default::default()
    };
    update(tx, (account, version), row).await
}

/// Closes the account or opens it again.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the account changed meanwhile.
pub async fn set_state<A: Changes<People>>(
    tx: &Tx,
    _permit: &Permit<A>,
    (account, version): (AccountId, i64),
    state: AccountState,
) -> Outcome<()> {
    let row = account::ActiveModel { state: Set(state.word().to_owned()), ..Default::default() };
    update(tx, (account, version), row).await
}

async fn update(tx: &Tx, (account, version): (AccountId, i64), row: account::ActiveModel) -> Outcome<()> {
    let done = account::Entity::update_many()
        .set(row)
        .col_expr(account::Column::Version, Expr::col(account::Column::Version).add(1))
        .filter(account::Column::Id.eq(account.0))
        .filter(account::Column::Version.eq(version))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}
