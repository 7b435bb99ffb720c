//! Ticket numbers (准考证号): who has none yet, which are taken, and giving them out.
//!
//! Owns: `application.ticket`, and rows of `ticket_back`. Many people get theirs in several transactions while screening ends, so a number that stands in a row is
//! nobody's business before the posting has turned ([`are_out`]): whatever reads numbers of a posting asks that.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::aggregate::Applications;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, PostingId};
use domain::lifecycle::{ApplicationState, Phase};
use sea_orm::sea_query::{Expr, ExprTrait, IntoIden, IntoValueTuple, Query, TableRef};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use super::AT_ONCE;
use crate::entity::{application, posting, ticket_back};
use crate::error::Outcome;
use crate::inputs;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Whether the posting has turned past screening, so that its numbers are out. One that stopped is asked where it stood.
pub(super) async fn are_out(look: &Snapshot, posting: PostingId) -> Outcome<bool> {
    let found: Option<(String, Option<String>)> = posting::Entity::find_by_id(posting.0)
        .select_only()
        .columns([posting::Column::Phase, posting::Column::StopFrom])
        .into_tuple()
        .one(look.db())
        .await?;
    let Some((phase, from)) = found else { return Ok(false) };
    let stood = from.as_deref().unwrap_or(&phase);
    Ok(row::word(Phase::from_word, stood, "posting.phase")?.has_tickets())
}

/// Returns those who passed in the permit's posting and have no number, in the order of keys; at most so many, or all.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn without_ticket<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    most: Option<u64>,
) -> Outcome<Vec<ApplicationId>> {
    let found: Vec<i64> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(application::Column::State.eq(ApplicationState::Passed.word()))
        .filter(application::Column::Ticket.is_null())
        .order_by_asc(application::Column::Id)
        .limit(most)
        .into_tuple()
        .all(tx.db())
        .await?;
    Ok(found.into_iter().map(ApplicationId).collect())
}

/// Returns which of these numbers somebody in the permit's posting has, or gave back.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn taken<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    numbers: &[String],
) -> Outcome<Vec<String>> {
    let posting = row::posting_of(permit)?;
    let mut found = Vec::new();
    for some in numbers.chunks(AT_ONCE) {
        let taken: Vec<Option<String>> = application::Entity::find()
            .select_only()
            .column(application::Column::Ticket)
            .filter(application::Column::Posting.eq(posting.0))
            .filter(application::Column::Ticket.is_in(some))
            .into_tuple()
            .all(tx.db())
            .await?;
        found.extend(taken.into_iter().flatten());
        let back: Vec<String> = ticket_back::Entity::find()
            .select_only()
            .column(ticket_back::Column::Ticket)
            .filter(ticket_back::Column::Posting.eq(posting.0))
            .filter(ticket_back::Column::Ticket.is_in(some))
            .into_tuple()
            .all(tx.db())
            .await?;
        found.extend(back);
    }
    Ok(found)
}

/// Gives ticket numbers to passed applications of the permit's posting, a thousand with each statement.
///
/// # Errors
/// [`crate::StoreError::Stale`] where one of them is not passed or has a ticket; [`crate::Conflict::Ticket`].
pub async fn issue_tickets<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    tickets: &[(ApplicationId, String)],
    at: Instant,
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    // Both databases call the columns of a list of values so.
    let new = |column: &'static str| Expr::col(("new", column));
    for some in tickets.chunks(AT_ONCE) {
        let values = some.iter().map(|(id, ticket)| (id.0, ticket.clone()).into_value_tuple());
        let update = Query::update()
            .table(application::Entity)
            .value(application::Column::Ticket, new("column2"))
            .value(application::Column::Version, application::Column::Version.into_expr().add(1))
            .value(application::Column::UpdatedAt, at.0)
            .from(TableRef::ValuesList(values.collect(), "new".into_iden()))
            .and_where(application::Column::Id.into_expr().eq(new("column1")))
            // Told so that no index can serve it: else SQLite walks the posting and looks through the whole list for each of its rows.
            .and_where(application::Column::Posting.into_expr().sub(posting.0).eq(0))
            .and_where(application::Column::State.eq(ApplicationState::Passed.word()))
            .and_where(application::Column::Ticket.is_null())
            .to_owned();
        let done = tx.db().execute(&update).await?;
        if usize::try_from(done.rows_affected()) != Ok(some.len()) {
            return Err(crate::StoreError::Stale);
        }
    }
    inputs::touch(tx, posting).await
}

/// Takes numbers back from those in the permit's posting who no longer pass: they left or were judged otherwise after theirs was
/// drawn. `passed` is how many pass, each with a number; where no more numbers stand than that, no row is read. What is given back is
/// written down for its person. Returns how many were.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn take_back_tickets<A: Changes<Applications>>(
    tx: &Tx,
    permit: &Permit<A>,
    passed: u64,
    at: Instant,
) -> Outcome<u32> {
    let posting = row::posting_of(permit)?;
    let of_posting = application::Column::Posting.eq(posting.0);
    let given = application::Entity::find()
        .filter(of_posting.clone())
        .filter(application::Column::Ticket.is_not_null())
        .count(tx.db())
        .await?;
    if given <= passed {
        return Ok(0);
    }
    let left = of_posting
        .clone()
        .and(application::Column::Ticket.is_not_null())
        .and(application::Column::State.ne(ApplicationState::Passed.word()));
    let back: Vec<(i64, String)> = application::Entity::find()
        .select_only()
        .columns([application::Column::Id, application::Column::Ticket])
        .filter(left.clone())
        .order_by_asc(application::Column::Id)
        .into_tuple()
        .all(tx.db())
        .await?;
    let known: BTreeSet<i64> = read_back(tx, posting).await?.into_iter().map(|(id, _)| id).collect();
    let new =
        back.iter().filter(|(id, _)| !known.contains(id)).map(|(id, ticket)| ticket_back::ActiveModel {
            application: Set(*id),
            posting: Set(posting.0),
            ticket: Set(ticket.clone()),
            ..Default::default()
        });
    row::insert_chunks(tx, new.collect()).await?;
    application::Entity::update_many()
        .col_expr(application::Column::Ticket, Expr::value(None::<String>))
        .col_expr(application::Column::Version, Expr::col(application::Column::Version).add(1))
        .col_expr(application::Column::UpdatedAt, Expr::value(at.0))
        .filter(left)
        .exec(tx.db())
        .await?;
    inputs::touch(tx, posting).await?;
    row::count(i64::try_from(back.len()).unwrap_or(i64::MAX), "application.ticket")
}

async fn read_back(look: &Snapshot, posting: PostingId) -> Outcome<Vec<(i64, String)>> {
    let found = ticket_back::Entity::find()
        .select_only()
        .columns([ticket_back::Column::Application, ticket_back::Column::Ticket])
        .filter(ticket_back::Column::Posting.eq(posting.0));
    Ok(found.into_tuple().all(look.db()).await?)
}

/// Returns the numbers that people of the permit's posting gave back, each for whom it stood.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn given_back<A: Reads<Applications>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<BTreeMap<ApplicationId, String>> {
    let rows = read_back(look, row::posting_of(permit)?).await?;
    Ok(rows.into_iter().map(|(id, ticket)| (ApplicationId(id), ticket)).collect())
}
