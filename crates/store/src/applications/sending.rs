//! Applications that are sent: several people's by few statements, in one transaction.
//!
//! Owns: holding the rows of several applications, what is asked of all of them at once, and the conditional update that sends them.
//! Refuses: deciding which may be sent, and two acts with one row ([`hold_each`] answers a row once).

use std::collections::HashMap;

use domain::access::aggregate::Applications;
use domain::access::{Act, Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, EventId, PositionId, PostingId, UploadId};
use domain::lifecycle::ApplicationState;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, IntoIden, Keyword, TableRef, UnionType, ValueTuple};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Value,
};

use super::{ApplicationRow, Content, read, written};
use crate::entity::application::{self, Column};
use crate::entity::upload;
use crate::error::{Outcome, StoreError};
use crate::locked::Locked;
use crate::row::{self, padded};
use crate::tx::{Snapshot, Tx};

/// Returns the applications of these codes, each once, for acts that change them. They are held in the order of their keys, so that two
/// transactions that hold some of the same rows wait for each other and never in a circle.
///
/// # Errors
/// The database's.
pub async fn hold_each(
    tx: &Tx,
    codes: &[Code],
) -> Outcome<HashMap<Code, Locked<ApplicationRow, Applications>>> {
    let found = application::Entity::find()
        .filter(application::Column::Code.is_in(padded(codes.iter().map(Code::as_str))))
        .order_by_asc(application::Column::Id)
        .lock_exclusive()
        .all(tx.db())
        .await?;
    let mut held = HashMap::with_capacity(found.len());
    for found in found {
        tx.holds::<application::Entity>("application", &found);
        let row = read(found)?;
        held.insert(row.code, Locked::new(row));
    }
    Ok(held)
}

/// Returns the applications of these codes, to be opened with permits.
///
/// # Errors
/// The database's.
pub async fn find_each(
    look: &Snapshot,
    codes: &[Code],
) -> Outcome<HashMap<Code, Locked<ApplicationRow, Applications>>> {
    let found = application::Entity::find()
        .filter(application::Column::Code.is_in(padded(codes.iter().map(Code::as_str))))
        .all(look.db())
        .await?;
    let locked = |found| read(found).map(|row| (row.code, Locked::new(row)));
    found.into_iter().map(locked).collect()
}

/// An identity number in a posting: the posting, and the blind index of the number.
pub type InPosting = (PostingId, Vec<u8>);

/// An application in which an identity number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Key.
    pub id: ApplicationId,
    /// The position that it is for.
    pub position: PositionId,
    /// How it stands.
    pub state: ApplicationState,
}

/// What is known of several applications while they are held.
#[derive(Debug, Default)]
pub struct Known {
    /// Every application of these identity numbers in their posting, however it stands.
    pub standing: HashMap<InPosting, Vec<Standing>>,
    /// The files of each application that were not taken away, in the order of their keys.
    pub files: HashMap<ApplicationId, Vec<UploadId>>,
}

/// Of an application: key, posting, position, blind index and state. Of a file: key, application, and nothing else.
type Found = (i64, i64, Option<i64>, Option<Vec<u8>>, Option<String>);

/// Asks by one statement how applications of these identity numbers stand, and which files these applications have.
///
/// # Errors
/// The database's.
pub async fn known_each<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    people: &[InPosting],
    of: &[ApplicationId],
) -> Outcome<Known> {
    let nothing = || Expr::Keyword(Keyword::Null);
    let files = upload::Entity::find()
        .select_only()
        .columns([upload::Column::Id, upload::Column::Application])
        .expr(nothing())
        .expr(nothing())
        .expr(nothing())
        .filter(upload::Column::Application.is_in(padded(of.iter().map(|id| id.0))))
        .filter(upload::Column::EndedAt.is_null());
    let mut both = application::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Posting, Column::Position, Column::IdentityIndex, Column::State])
        .filter(Column::Posting.is_in(padded(people.iter().map(|(posting, _)| posting.0))))
        .filter(Column::IdentityIndex.is_in(padded(people.iter().map(|(_, index)| index.clone()))));
    QueryTrait::query(&mut both).union(UnionType::All, files.into_query());
    let found: Vec<Found> = both.into_tuple().all(look.db()).await?;
    let mut known = Known::default();
    for found in found {
        match found {
            (id, posting, Some(position), Some(index), Some(state)) => {
                let state = row::word(ApplicationState::from_word, &state, "application.state")?;
                let one = Standing { id: ApplicationId(id), position: PositionId(position), state };
                known.standing.entry((PostingId(posting), index)).or_default().push(one);
            }
            (id, of, ..) => known.files.entry(ApplicationId(of)).or_default().push(UploadId(id)),
        }
    }
    known.files.values_mut().for_each(|files| files.sort_unstable());
    Ok(known)
}

/// Says which event of the transaction tells of which application: what is written of an application is then bound to that event, and not
/// to the first of the transaction.
pub fn told_by(tx: &Tx, events: &[(ApplicationId, EventId)]) {
    for (application, event) in events {
        tx.told_by(application.0, event.0);
    }
}

/// A draft that its owner sends.
pub struct Draft<'a, A: Act> {
    /// What permits it.
    pub permit: &'a Permit<A>,
    /// Key.
    pub id: ApplicationId,
    /// The version that was seen.
    pub version: i64,
    /// Its content, in canonical spelling.
    pub content: &'a Content,
    /// When it was sent.
    pub at: Instant,
}

/// Columns of what the candidate told.
const CONTENT: [Column; 8] = [
    Column::NameSealed,
    Column::IdentitySealed,
    Column::IdentityIndex,
    Column::PhoneSealed,
    Column::PhoneIndex,
    Column::PersonIndex,
    Column::UnitSealed,
    Column::AnswersSealed,
];

/// Name of the values that [`submit_each`] changes rows by. Both databases name their columns `column1`, `column2` and so on.
const GOING: &str = "going";

impl<A: Changes<Applications>> Draft<'_, A> {
    /// Returns its values in the order of their numbers: key (1), version (2), the owner (3) and posting (4) that the permit is limited
    /// to, the instant (5), and [`CONTENT`] (from 6).
    fn values(&self) -> ValueTuple {
        let content = written(self.content);
        let known = [self.id.0, self.version].map(Value::from);
        let limits =
            [self.permit.owner().map(|owner| owner.0), self.permit.posting().map(|posting| posting.0)];
        let told = CONTENT.map(|column| content.get(column).into_value().unwrap_or(Value::Bytes(None)));
        let all =
            known.into_iter().chain(limits.map(Value::from)).chain([Value::from(self.at.0)]).chain(told);
        ValueTuple::Many(all.collect())
    }
}

/// Submits drafts by one statement. With a statement for each, the turn of many would take as long as all of theirs together.
///
/// # Errors
/// [`StoreError::Stale`] where one of them changed, is no draft or is outside of its permit; [`crate::Conflict::IdentityNumber`]. Then none
/// is to be committed.
pub async fn submit_each<A: Changes<Applications>>(tx: &Tx, all: &[Draft<'_, A>]) -> Outcome<()> {
    if all.is_empty() {
        return Ok(());
    }
    let value = |number: usize| Expr::col((Alias::new(GOING), Alias::new(format!("column{number}"))));
    let own = |column: Column| Expr::col((application::Entity, column));
    // A permit without an owner or posting is not limited to one.
    let within = |column: Column, number| value(number).is_null().or(own(column).eq(value(number)));
    let mut update = application::Entity::update_many()
        .col_expr(Column::Version, own(Column::Version).add(1))
        .col_expr(Column::State, Expr::value(ApplicationState::Submitted.word()))
        .col_expr(Column::UpdatedAt, value(5))
        .col_expr(Column::SubmittedAt, value(5))
        .filter(own(Column::Id).eq(value(1)))
        .filter(own(Column::Version).eq(value(2)))
        .filter(within(Column::Candidate, 3))
        .filter(within(Column::Posting, 4))
        .filter(own(Column::State).eq(ApplicationState::Draft.word()));
    for (column, number) in CONTENT.into_iter().zip(6..) {
        update = update.col_expr(column, value(number));
    }
    let values = all.iter().map(Draft::values).collect();
    QueryTrait::query(&mut update).from(TableRef::ValuesList(values, Alias::new(GOING).into_iden()));
    let sent = update.exec_with_returning(tx.db()).await?;
    if sent.len() != all.len() {
        return Err(StoreError::Stale);
    }
    for sent in &sent {
        tx.wrote::<application::Entity>("application", sent);
        tx.belongs("application", sent.id, sent.id);
    }
    Ok(())
}
