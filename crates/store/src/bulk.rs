//! The bulk door: thousands of rows at once, for the demonstration and for load tests.
//!
//! Owns: multi-row inserts with keys chosen by the caller. Refuses: everyone but [`LoadDemonstration`], and events of
//! their own: the loader records one for all.
//!
//! Keys count on from [`first_free`]; after the last row [`finish`] moves the database's own counters past them.

use domain::access::{AccountKind, AccountState, LoadDemonstration, Permit};
use domain::calendar::Instant;
use domain::id::{AccountId, ApplicationId, Code, PersonId, PositionId, PostingId};
use domain::lifecycle::ApplicationState;
use domain::typed::SignInName;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryOrder, QuerySelect, Set};

use crate::applications::{self, Content, SubmissionRow, submissions};
use crate::entity::{account, application, person};
use crate::error::Outcome;
use crate::inputs;
use crate::marks::{self, NewMark};
use crate::row;
use crate::screenings::{self, Said};
use crate::tx::{Snapshot, Tx};

/// The permit of this door.
pub type Loading = Permit<LoadDemonstration>;

/// The first keys that are free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstFree {
    /// Of persons.
    pub person: PersonId,
    /// Of accounts.
    pub account: AccountId,
    /// Of applications.
    pub application: ApplicationId,
}

/// A candidate with the keys of the person and of the account.
#[derive(Debug)]
pub struct Candidate {
    /// Key of the person.
    pub person: PersonId,
    /// Key of the account.
    pub account: AccountId,
    /// Public code, of both.
    pub code: Code,
    /// Sign-in name.
    pub sign_in: SignInName,
    /// When it was opened.
    pub at: Instant,
}

/// An application with its key.
#[derive(Debug)]
pub struct Application {
    /// Key.
    pub id: ApplicationId,
    /// Public code.
    pub code: Code,
    /// Posting.
    pub posting: PostingId,
    /// Position.
    pub position: PositionId,
    /// Candidate.
    pub candidate: PersonId,
    /// State.
    pub state: ApplicationState,
    /// What the candidate told.
    pub content: Content,
    /// Ticket number.
    pub ticket: Option<String>,
    /// When it was submitted.
    pub at: Instant,
}

/// Returns the first free keys of a database to which nobody else writes meanwhile.
///
/// # Errors
/// The database's.
pub async fn first_free(look: &Snapshot, _permit: &Loading) -> Outcome<FirstFree> {
    let persons: Option<i64> = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .order_by_desc(person::Column::Id)
        .into_tuple()
        .one(look.db())
        .await?;
    let accounts: Option<i64> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .order_by_desc(account::Column::Id)
        .into_tuple()
        .one(look.db())
        .await?;
    let applications: Option<i64> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .order_by_desc(application::Column::Id)
        .into_tuple()
        .one(look.db())
        .await?;
    let after = |id: Option<i64>| id.unwrap_or(0).saturating_add(1);
    Ok(FirstFree {
        person: PersonId(after(persons)),
        account: AccountId(after(accounts)),
        application: ApplicationId(after(applications)),
    })
}

/// Inserts candidates without verifier: nobody can sign in to their accounts.
///
/// # Errors
/// Conflicts of names and codes.
pub async fn candidates(tx: &Tx, _permit: &Loading, rows: &[Candidate]) -> Outcome<u64> {
    let persons = rows.iter().map(|new| person::ActiveModel {
        id: Set(new.person.0),
        code: Set(new.code.to_string()),
        name: Set(String::new()),
        created_at: Set(new.at.0),
    });
    row::insert_chunks(tx, persons.collect()).await?;
    let accounts = rows.iter().map(|new| account::ActiveModel {
        id: Set(new.account.0),
        code: Set(new.code.to_string()),
        person: Set(new.person.0),
        kind: Set(AccountKind::Candidate.word().to_owned()),
        sign_in: Set(new.sign_in.as_str().to_owned()),
        verifier: Set(None),
        one_time: Set(None),
        one_time_until: Set(None),
        state: Set(AccountState::Active.word().to_owned()),
        version: Set(1),
        created_at: Set(new.at.0),
    });
    row::insert_chunks(tx, accounts.collect()).await
}

/// Inserts applications in any state.
///
/// # Errors
/// Conflicts of identity numbers, tickets and codes.
pub async fn applications(tx: &Tx, _permit: &Loading, rows: Vec<Application>) -> Outcome<u64> {
    let rows = rows.into_iter().map(|new| application::ActiveModel {
        id: Set(new.id.0),
        code: Set(new.code.to_string()),
        posting: Set(new.posting.0),
        position: Set(new.position.0),
        candidate: Set(new.candidate.0),
        state: Set(new.state.word().to_owned()),
        version: Set(1),
        ticket: Set(new.ticket),
        created_at: Set(new.at.0),
        updated_at: Set(new.at.0),
        submitted_at: Set((new.state != ApplicationState::Draft).then_some(new.at.0)),
        ..applications::written(&new.content)
    });
    row::insert_chunks(tx, rows.collect()).await
}

/// Inserts verdicts, under the posting's revision of that number.
///
/// # Errors
/// The database's.
pub async fn screenings(
    tx: &Tx,
    _permit: &Loading,
    rows: &[(ApplicationId, Said, PersonId, Instant)],
    revision: u32,
) -> Outcome<u64> {
    let rows = rows.iter().map(|(id, said, by, at)| screenings::written((*id, revision), said, *by, *at));
    row::insert_chunks(tx, rows.collect()).await
}

/// Inserts what was sent.
///
/// # Errors
/// The database's.
pub async fn sent(tx: &Tx, _permit: &Loading, rows: Vec<(ApplicationId, SubmissionRow)>) -> Outcome<u64> {
    let rows = rows.into_iter().map(|(id, sent)| submissions::written(id, sent));
    row::insert_chunks(tx, rows.collect()).await
}

/// Inserts marks.
///
/// # Errors
/// [`crate::Conflict::Mark`].
pub async fn marks(tx: &Tx, permit: &Loading, rows: &[NewMark], by: PersonId, at: Instant) -> Outcome<u64> {
    inputs::touch(tx, row::posting_of(permit)?).await?;
    let rows = rows.iter().map(|new| marks::written(new, by, at));
    row::insert_chunks(tx, rows.collect()).await
}

/// Moves the database's counters past the keys that were given.
///
/// # Errors
/// The database's.
pub async fn finish(tx: &Tx, _permit: &Loading) -> Outcome<()> {
    if tx.backend() == DbBackend::Postgres {
        for table in ["person", "account", "application"] {
            let sql = format!(
                "SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 1)) FROM \"{table}\""
            );
            tx.db().execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}
