//! The position table of a posting (职位表).
//!
//! Owns: rows of `position`. Refuses: changing one without the version of its posting.

use std::collections::BTreeSet;

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit, Reads};
use domain::id::{Code, PositionId, PostingId};
use domain::lifecycle::Phase;
use domain::opening::Opened;
use domain::posting::PositionTerms;
use domain::typed::{Label, Line, Words};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::{openings, versioned};
use crate::entity::{position, posting};
use crate::error::{Outcome, StoreError};
use crate::inputs;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A position as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionRow {
    /// Key.
    pub id: PositionId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// What the table says; `terms.code` is the office's number with its leading zeros.
    pub terms: PositionTerms,
    /// What opens of its plan, once a confirmation of openings stands for it.
    pub opened: Option<Opened>,
}

impl PositionRow {
    /// The places that lists count from: the plan, or what a confirmation of openings left of it.
    #[must_use]
    pub fn places(&self) -> u32 {
        self.opened.map_or(self.terms.plan, |opened| opened.left(self.terms.plan))
    }

    /// Whether the position was cancelled because too few people came.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.opened.is_some_and(Opened::is_cancelled)
    }
}

/// Reads rows with what opens of each.
pub(super) async fn read_all(look: &Snapshot, rows: Vec<position::Model>) -> Outcome<Vec<PositionRow>> {
    let mut postings: Vec<PostingId> = rows.iter().map(|row| PostingId(row.posting)).collect();
    postings.dedup();
    let opened = openings::standing(look, &postings).await?;
    let with_opened = |row: position::Model| {
        let found = opened.get(&PositionId(row.id)).copied();
        read(row, found)
    };
    rows.into_iter().map(with_opened).collect()
}

fn read(row: position::Model, opened: Option<Opened>) -> Outcome<PositionRow> {
    Ok(PositionRow {
        opened,
        id: PositionId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        terms: PositionTerms {
            code: Label::stored(row.number),
            unit: Line::stored(row.unit),
            title: Line::stored(row.title),
            plan: row::count(row.plan, "position.plan")?,
            conditions: Words::stored(row.conditions),
            scheme: row.scheme_name.map(Label::stored),
            details: serde_json::from_str(&row.details)
                .map_err(|_| StoreError::Unreadable("position.details"))?,
        },
    })
}

/// Replaces the whole position table of the permit's posting, a draft of this version, and raises the version.
///
/// # Errors
/// [`StoreError::Stale`] where the posting changed or is no draft; [`crate::Conflict::PositionNumber`].
pub async fn replace<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    version: i64,
    positions: &[(Code, PositionTerms)],
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    let done = versioned(posting, version)
        .filter(posting::Column::Phase.eq(Phase::Draft.word()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)?;
    position::Entity::delete_many().filter(position::Column::Posting.eq(posting.0)).exec(tx.db()).await?;
    let row = |(code, terms): &(Code, PositionTerms)| -> Outcome<position::ActiveModel> {
        Ok(position::ActiveModel {
            code: Set(code.to_string()),
            posting: Set(posting.0),
            number: Set(terms.code.as_str().to_owned()),
            ..written(terms)?
        })
    };
    let rows = positions.iter().map(row).collect::<Outcome<Vec<_>>>()?;
    row::insert_chunks(tx, rows).await?;
    Ok(())
}

/// Puts what a further revision says of positions in force: those of these numbers change and keep their code, others come on
/// top. The caller has raised the version of the posting.
///
/// # Errors
/// [`crate::Conflict::PositionNumber`]; [`StoreError::Stale`] where a position is gone.
pub async fn revise<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    changed: &[&PositionTerms],
    added: &[(Code, PositionTerms)],
) -> Outcome<()> {
    let posting = row::posting_of(permit)?;
    for terms in changed {
        let done = position::Entity::update_many()
            .set(written(terms)?)
            .filter(position::Column::Posting.eq(posting.0))
            .filter(position::Column::Number.eq(terms.code.as_str()))
            .exec(tx.db())
            .await?;
        row::expect_hit(done.rows_affected)?;
    }
    for (code, terms) in added {
        let row = position::ActiveModel {
            code: Set(code.to_string()),
            posting: Set(posting.0),
            number: Set(terms.code.as_str().to_owned()),
            ..written(terms)?
        };
        position::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    inputs::touch(tx, posting).await
}

/// Takes a position of this number out of the permit's posting, which is a draft that nobody applied to. The caller has raised the
/// version of the posting.
///
/// # Errors
/// [`StoreError::Stale`] where it is not there, or the posting is no draft.
pub async fn take<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, number: &Label) -> Outcome<()> {
    let id = row::posting_of(permit)?;
    let drafts = posting::Entity::find_by_id(id.0).filter(posting::Column::Phase.eq(Phase::Draft.word()));
    drafts.one(tx.db()).await?.ok_or(StoreError::Stale)?;
    let done = position::Entity::delete_many()
        .filter(position::Column::Posting.eq(id.0))
        .filter(position::Column::Number.eq(number.as_str()))
        .exec(tx.db())
        .await?;
    row::expect_hit(done.rows_affected)
}

/// Takes positions of these numbers out of the permit's posting, which waits for its approval: they were struck. The caller raises the
/// version of the posting.
///
/// # Errors
/// [`StoreError::Stale`] where one is not there, or the posting does not wait.
pub async fn strike<A: Changes<Postings>>(tx: &Tx, permit: &Permit<A>, numbers: &[&str]) -> Outcome<()> {
    let id = row::posting_of(permit)?;
    let waits = posting::Entity::find_by_id(id.0).filter(posting::Column::Phase.eq(Phase::Submitted.word()));
    waits.one(tx.db()).await?.ok_or(StoreError::Stale)?;
    let done = position::Entity::delete_many()
        .filter(position::Column::Posting.eq(id.0))
        .filter(position::Column::Number.is_in(numbers.iter().copied()))
        .exec(tx.db())
        .await?;
    if usize::try_from(done.rows_affected) == Ok(numbers.len()) { Ok(()) } else { Err(StoreError::Stale) }
}

pub(super) fn written(terms: &PositionTerms) -> Outcome<position::ActiveModel> {
    let details = serde_json::to_string(&terms.details);
    Ok(position::ActiveModel {
        unit: Set(terms.unit.as_str().to_owned()),
        title: Set(terms.title.as_str().to_owned()),
        plan: Set(i64::from(terms.plan)),
        conditions: Set(terms.conditions.as_str().to_owned()),
        scheme_name: Set(terms.scheme_name().map(str::to_owned)),
        details: Set(details.map_err(|_| StoreError::Unreadable("position.details"))?),
        ..Default::default()
    })
}

/// Returns the position table of the permit's posting, by number.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn all<A: Reads<Postings>>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<PositionRow>> {
    table(look, row::posting_of(permit)?).await
}

/// Returns these positions of the permit's posting, by number.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit names no posting.
pub async fn these<A: Reads<Postings>>(
    look: &Snapshot,
    permit: &Permit<A>,
    ids: &BTreeSet<PositionId>,
) -> Outcome<Vec<PositionRow>> {
    let rows = position::Entity::find()
        .filter(position::Column::Posting.eq(row::posting_of(permit)?.0))
        .filter(position::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(position::Column::Number)
        .all(look.db())
        .await?;
    read_all(look, rows).await
}

pub(super) async fn table(look: &Snapshot, posting: PostingId) -> Outcome<Vec<PositionRow>> {
    let rows = position::Entity::find()
        .filter(position::Column::Posting.eq(posting.0))
        .order_by_asc(position::Column::Number)
        .all(look.db())
        .await?;
    read_all(look, rows).await
}

/// Numbers beside a posting's title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Positions that were not cancelled.
    pub positions: u32,
    /// Places in all, as they open.
    pub plan: u32,
}

/// Returns how many positions and places each of these postings has. Both numbers are public once a posting is approved.
///
/// # Errors
/// The database's.
pub async fn sizes(look: &Snapshot, postings: &[PostingId]) -> Outcome<Vec<(PostingId, Size)>> {
    let rows: Vec<(i64, i64, i64)> = position::Entity::find()
        .select_only()
        .column(position::Column::Posting)
        .column_as(position::Column::Id.count(), "positions")
        .column_as(Expr::col(position::Column::Plan).sum().cast_as("bigint"), "places")
        .filter(position::Column::Posting.is_in(postings.iter().map(|id| id.0)))
        .group_by(position::Column::Posting)
        .into_tuple()
        .all(look.db())
        .await?;
    let decided = openings::beside_plans(look, postings).await?;
    let size = |(id, positions, plan)| -> Result<_, StoreError> {
        let mut size =
            Size { positions: row::count(positions, "positions")?, plan: row::count(plan, "places")? };
        for (_, planned, opened) in decided.iter().filter(|one| one.0 == PostingId(id)) {
            size.positions = size.positions.saturating_sub(u32::from(opened.is_cancelled()));
            size.plan = size.plan.saturating_sub(planned.saturating_sub(opened.left(*planned)));
        }
        Ok((PostingId(id), size))
    };
    rows.into_iter().map(size).collect()
}
