//! Applications of one posting that may be one person's: pairs by blind indexes, and what officers found.
//!
//! Owns: finding pairs, rows of `duplicate_mark`, and filling in the indexes of earlier versions. Refuses: comparing anything
//! in clear, and keeping anybody out: a mark is a note, never a verdict. Two files of one person that both passed are counted, so
//! that somebody gives a verdict.

use std::collections::BTreeMap;

use domain::access::aggregate::{Applications, Screenings};
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, PersonId, PostingId};
use domain::lifecycle::ApplicationState;
use domain::screening::Compared;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};

use super::{ApplicationRow, read};
use crate::entity::{application, duplicate_mark};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// States in which officers see an application.
const SEEN: [ApplicationState; 3] =
    [ApplicationState::Submitted, ApplicationState::Passed, ApplicationState::Refused];

/// A group of more than these is no longer paired each with each but each with the first: a phone of an office, say.
const WHOLE: usize = 20;

/// Two applications that may be one person's, the earlier first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The earlier application.
    pub first: ApplicationId,
    /// The later one.
    pub second: ApplicationId,
    /// Same name and birthday.
    pub person: bool,
    /// Same phone.
    pub phone: bool,
}

/// What an officer found about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkRow {
    /// The earlier application.
    pub first: ApplicationId,
    /// The later one.
    pub second: ApplicationId,
    /// What was found.
    pub compared: Compared,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

type Keyed = (i64, Option<Vec<u8>>, Option<Vec<u8>>);

fn seen(posting: PostingId) -> Select<application::Entity> {
    application::Entity::find()
        .filter(application::Column::Posting.eq(posting.0))
        .filter(application::Column::State.is_in(SEEN.map(ApplicationState::word)))
}

/// Selects the values of an index that more than one application of the posting has.
fn shared(posting: PostingId, column: application::Column) -> SelectStatement {
    Query::select()
        .column(column)
        .from(application::Entity)
        .and_where(application::Column::Posting.eq(posting.0))
        .and_where(application::Column::State.is_in(SEEN.map(ApplicationState::word)))
        .and_where(column.is_not_null())
        .group_by_col(column)
        .and_having(Expr::col(application::Column::Id).count().gt(1))
        .to_owned()
}

fn keyed(found: Select<application::Entity>) -> sea_orm::Selector<sea_orm::SelectGetableTuple<Keyed>> {
    use application::Column::{Id, PersonIndex, PhoneIndex};
    found.select_only().columns([Id, PhoneIndex, PersonIndex]).order_by_asc(Id).into_tuple()
}

/// Returns all pairs of the permit's posting, in the order of keys. No sealed field is opened for it: the database finds equal
/// blind indexes.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn pairs<A: Reads<Applications>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<Pair>> {
    use application::Column::{PersonIndex, PhoneIndex};
    let posting = row::posting_of(permit)?;
    let either = Condition::any()
        .add(PhoneIndex.in_subquery(shared(posting, PhoneIndex)))
        .add(PersonIndex.in_subquery(shared(posting, PersonIndex)));
    let rows: Vec<Keyed> = keyed(seen(posting).filter(either)).all(look.db()).await?;
    Ok(paired(&rows))
}

/// Returns the pairs that one application of the permit's posting stands in.
///
/// # Errors
/// The database's.
pub async fn pairs_of<A: Reads<Applications>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    of: &ApplicationRow,
) -> Outcome<Vec<Pair>> {
    use application::Column::{Id, PersonIndex, PhoneIndex};
    let mut either = Condition::any();
    for (column, value) in [(PhoneIndex, &of.content.phone_index), (PersonIndex, &of.content.person_index)] {
        if let Some(value) = value {
            either = either.add(column.eq(value.clone()));
        }
    }
    if either.is_empty() {
        return Ok(Vec::new());
    }
    let others = seen(of.posting).filter(either).filter(Id.ne(of.id.0)).limit(50);
    let rows: Vec<Keyed> = keyed(others).all(look.db()).await?;
    let here = (of.id.0, of.content.phone_index.clone(), of.content.person_index.clone());
    Ok(rows.iter().filter_map(|row| pair(&here, row)).collect())
}

fn pair(one: &Keyed, other: &Keyed) -> Option<Pair> {
    let same = |one: &Option<Vec<u8>>, other: &Option<Vec<u8>>| one.is_some() && one == other;
    let (phone, person) = (same(&one.1, &other.1), same(&one.2, &other.2));
    let (first, second) = if one.0 < other.0 { (one.0, other.0) } else { (other.0, one.0) };
    let (first, second) = (ApplicationId(first), ApplicationId(second));
    (one.0 != other.0 && (phone || person)).then_some(Pair { first, second, person, phone })
}

fn paired(rows: &[Keyed]) -> Vec<Pair> {
    let mut groups: BTreeMap<(bool, &[u8]), Vec<&Keyed>> = BTreeMap::new();
    for row in rows {
        for (is_phone, value) in [(true, &row.1), (false, &row.2)] {
            if let Some(value) = value {
                groups.entry((is_phone, value.as_slice())).or_default().push(row);
            }
        }
    }
    let mut all: BTreeMap<(ApplicationId, ApplicationId), Pair> = BTreeMap::new();
    for group in groups.values() {
        let heads = if group.len() > WHOLE { 1 } else { group.len() };
        for (at, one) in group.iter().enumerate().take(heads) {
            for found in group.iter().skip(at.saturating_add(1)).filter_map(|other| pair(one, other)) {
                all.insert((found.first, found.second), found);
            }
        }
    }
    all.into_values().collect()
}

/// Selects these applications of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn these<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
    ids: &[ApplicationId],
) -> Outcome<Vec<ApplicationRow>> {
    let found = seen(row::posting_of(permit)?)
        .filter(application::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(look.db())
        .await?;
    found.into_iter().map(read).collect()
}

/// Notes what was found about a pair; what was noted before stays.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where `by` is not the caller.
pub async fn mark<A: Changes<Screenings>>(tx: &Tx, permit: &Permit<A>, mark: &MarkRow) -> Outcome<()> {
    let row = duplicate_mark::ActiveModel {
        application: Set(mark.first.0),
        other: Set(mark.second.0),
        compared: Set(mark.compared.word().to_owned()),
        decided_by: Set(row::actor(permit, mark.by)?.0),
        decided_at: Set(mark.at.0),
        ..Default::default()
    };
    duplicate_mark::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns everything that was found about pairs of the permit's posting, oldest first.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn marks<A: Reads<Screenings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<MarkRow>> {
    let within = Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .and_where(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .to_owned();
    let rows = duplicate_mark::Entity::find()
        .filter(duplicate_mark::Column::Application.in_subquery(within))
        .order_by_asc(duplicate_mark::Column::Id)
        .all(look.db())
        .await?;
    let read = |row: duplicate_mark::Model| {
        Ok(MarkRow {
            first: ApplicationId(row.application),
            second: ApplicationId(row.other),
            compared: row::word(Compared::from_word, &row.compared, "duplicate_mark.compared")?,
            by: PersonId(row.decided_by),
            at: Instant(row.decided_at),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Counts the pairs of the permit's posting that officers last found to be one person's and of which both passed screening.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn passed_twice<A: Reads<Applications> + Reads<Screenings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<u32> {
    let newest: BTreeMap<(ApplicationId, ApplicationId), Compared> = marks(look, permit)
        .await?
        .into_iter()
        .map(|mark| ((mark.first, mark.second), mark.compared))
        .collect();
    let same: Vec<_> = newest.into_iter().filter(|(_, found)| *found == Compared::SamePerson).collect();
    if same.is_empty() {
        return Ok(0);
    }
    let ids: Vec<i64> = same.iter().flat_map(|((first, second), _)| [first.0, second.0]).collect();
    let passed: Vec<i64> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(application::Column::State.eq(ApplicationState::Passed.word()))
        .filter(application::Column::Id.is_in(ids))
        .into_tuple()
        .all(look.db())
        .await?;
    let both =
        same.iter().filter(|((first, second), _)| passed.contains(&first.0) && passed.contains(&second.0));
    Ok(u32::try_from(both.count()).unwrap_or(u32::MAX))
}

/// Returns the next applications after a key that were submitted before these indexes existed. It is housekeeping and takes no
/// permit.
///
/// # Errors
/// The database's.
pub async fn without_index(tx: &Tx, after: ApplicationId, take: u64) -> Outcome<Vec<ApplicationRow>> {
    let rows = application::Entity::find()
        .filter(application::Column::State.is_in(SEEN.map(ApplicationState::word)))
        .filter(application::Column::PersonIndex.is_null())
        .filter(application::Column::Id.gt(after.0))
        .order_by_asc(application::Column::Id)
        .limit(take)
        .all(tx.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Fills in the indexes of an application that has none. The version stays, because nothing that anybody told changes.
///
/// # Errors
/// The database's.
pub async fn put_index(tx: &Tx, of: ApplicationId, phone: Vec<u8>, person: Vec<u8>) -> Outcome<()> {
    application::Entity::update_many()
        .col_expr(application::Column::PhoneIndex, Expr::value(phone))
        .col_expr(application::Column::PersonIndex, Expr::value(person))
        .filter(application::Column::Id.eq(of.0))
        .filter(application::Column::PersonIndex.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, phone: u8, person: u8) -> Keyed {
        let index = |value: u8| (value > 0).then(|| vec![value; 32]);
        (id, index(phone), index(person))
    }

    #[test]
    fn equal_indexes_make_a_pair_and_missing_ones_none() {
        let rows = [row(1, 1, 1), row(2, 1, 2), row(3, 0, 1), row(4, 1, 2), row(5, 0, 0), row(6, 0, 0)];
        let said: Vec<_> =
            paired(&rows).iter().map(|pair| (pair.first.0, pair.second.0, pair.phone, pair.person)).collect();
        let wanted = [(1, 2, true, false), (1, 3, false, true), (1, 4, true, false), (2, 4, true, true)];
        assert_eq!(said, wanted);
    }

    #[test]
    fn a_phone_of_an_office_makes_few_pairs() {
        let rows: Vec<Keyed> = (1..=100).map(|id| row(id, 1, 0)).collect();
        assert_eq!(paired(&rows).len(), 99);
        assert_eq!(paired(&rows[..20]).len(), 190);
    }
}
