//! The inspection team (考察组) of a posting, and who of it is left out for whom (回避).
//!
//! Owns: rows of `inspection_member` and `recusal`. Refuses: a person twice in a team, and taking a declaration back.

use domain::access::aggregate::Inspections;
use domain::access::{Changes, Permit, Reads};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, MemberId, PersonId, PostingId};
use domain::inspection::Relation;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};

use crate::entity::{inspection_member as member, recusal};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A member as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// Key.
    pub id: MemberId,
    /// Public code of the membership.
    pub code: Code,
    /// Who.
    pub person: PersonId,
    /// When the person was named.
    pub named_at: Instant,
    /// When the person was taken off.
    pub taken: Option<Instant>,
}

/// A declared relation as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecusalRow {
    /// To whom.
    pub application: ApplicationId,
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub relation: Relation,
    /// When it was declared.
    pub at: Instant,
}

/// The members of a posting, whoever was taken off included, in the order of naming.
pub(super) async fn of_posting(look: &Snapshot, posting: PostingId) -> Outcome<Vec<MemberRow>> {
    let rows = member::Entity::find()
        .filter(member::Column::Posting.eq(posting.0))
        .order_by_asc(member::Column::Id)
        .all(look.db())
        .await?;
    let read = |row: member::Model| {
        Ok(MemberRow {
            id: MemberId(row.id),
            code: row::code(&row.code)?,
            person: PersonId(row.person),
            named_at: Instant(row.named_at),
            taken: row.taken_at.map(Instant),
        })
    };
    rows.into_iter().map(read).collect()
}

fn read(row: &recusal::Model) -> Outcome<RecusalRow> {
    Ok(RecusalRow {
        application: ApplicationId(row.application),
        member: MemberId(row.member),
        relation: row::word(Relation::from_word, &row.relation, "recusal.relation")?,
        at: Instant(row.declared_at),
    })
}

/// Who is left out for a person.
pub(super) async fn recused(look: &Snapshot, application: ApplicationId) -> Outcome<Vec<RecusalRow>> {
    let rows = recusal::Entity::find()
        .filter(recusal::Column::Application.eq(application.0))
        .order_by_asc(recusal::Column::Id)
        .all(look.db())
        .await?;
    rows.iter().map(read).collect()
}

/// Returns the members of the permit's posting, whoever was taken off included, in the order of naming.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn members<A: Reads<Inspections>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<MemberRow>> {
    of_posting(look, row::posting_of(permit)?).await
}

/// Returns who is left out for whom in the permit's posting.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn recusals<A: Reads<Inspections>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<RecusalRow>> {
    let of = member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::Posting.eq(row::posting_of(permit)?.0))
        .into_query();
    let rows = recusal::Entity::find()
        .filter(recusal::Column::Member.in_subquery(of))
        .order_by_asc(recusal::Column::Id)
        .all(look.db())
        .await?;
    rows.iter().map(read).collect()
}

/// Names a person into the team of the permit's posting.
///
/// # Errors
/// [`crate::Conflict::Member`] where the person is in it.
pub async fn name<A: Changes<Inspections>>(
    tx: &Tx,
    permit: &Permit<A>,
    (code, person): (Code, PersonId),
    at: Instant,
) -> Outcome<()> {
    let row = member::ActiveModel {
        code: Set(code.to_string()),
        posting: Set(row::posting_of(permit)?.0),
        person: Set(person.0),
        named_by: Set(row::actor_of(permit)?.0),
        named_at: Set(at.0),
        ..Default::default()
    };
    member::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Takes a member off the team of the permit's posting.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the person was taken off before.
pub async fn take<A: Changes<Inspections>>(
    tx: &Tx,
    permit: &Permit<A>,
    id: MemberId,
    at: Instant,
) -> Outcome<()> {
    let row = member::ActiveModel {
        taken_by: Set(Some(row::actor_of(permit)?.0)),
        taken_at: Set(Some(at.0)),
        ..Default::default()
    };
    let done = member::Entity::update_many()
        .set(row)
        .filter(member::Column::Id.eq(id.0))
        .filter(member::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(member::Column::TakenAt.is_null())
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Leaves a member of the team out for a person whose file the permit is for.
///
/// # Errors
/// [`crate::Conflict::Recusal`] where the member is left out already.
pub async fn recuse<A: Changes<Inspections>>(tx: &Tx, _permit: &Permit<A>, new: RecusalRow) -> Outcome<()> {
    let row = recusal::ActiveModel {
        application: Set(new.application.0),
        member: Set(new.member.0),
        relation: Set(new.relation.word().to_owned()),
        declared_at: Set(new.at.0),
        ..Default::default()
    };
    recusal::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}
