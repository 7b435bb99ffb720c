//! Where what each ranking was computed from lies, so that it can be computed again.
//!
//! Owns: rows of `ranking_basis`, which come with the act that makes the ranking current. Refuses: what they hold; their contents lie elsewhere,
//! sealed.

use std::collections::HashMap;
use std::num::TryFromIntError;

use domain::access::aggregate::Rankings;
use domain::access::{Changes, Permit, Reads};
use domain::digest::Digest;
use domain::id::RankingId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::{RankingRow, read};
use crate::entity::{ranking, ranking_basis};
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// Where a basis lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasisRow {
    /// Bytes, packed and not sealed.
    pub size: u64,
    /// The keyed digest under which its contents lie.
    pub lies: Digest,
    /// The key generation that sealed them.
    pub generation: u8,
}

fn opened(row: &ranking_basis::Model) -> Outcome<BasisRow> {
    let unreadable = |column| move |_: TryFromIntError| crate::StoreError::Unreadable(column);
    Ok(BasisRow {
        size: u64::try_from(row.size).map_err(unreadable("ranking_basis.size"))?,
        lies: row::digest(&row.lies)?,
        generation: u8::try_from(row.generation).map_err(unreadable("ranking_basis.generation"))?,
    })
}

/// Writes down where the basis of a ranking lies that this act makes current.
///
/// # Errors
/// The database's.
pub async fn keep_basis<A: Changes<Rankings>>(
    tx: &Tx,
    _permit: &Permit<A>,
    id: RankingId,
    basis: BasisRow,
) -> Outcome<()> {
    let row = ranking_basis::ActiveModel {
        ranking: Set(id.0),
        size: Set(i64::try_from(basis.size).unwrap_or(i64::MAX)),
        lies: Set(basis.lies.to_string()),
        generation: Set(basis.generation.into()),
        ..Default::default()
    };
    ranking_basis::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Returns every ranking of the permit's posting that stands or stood, newest first, with where its basis lies; none has one that a
/// version of the program computed which kept nothing.
///
/// # Errors
/// [`crate::StoreError::OutOfScope`] where the permit names no posting.
pub async fn stood<A: Reads<Rankings>>(
    look: &Snapshot,
    permit: &Permit<A>,
) -> Outcome<Vec<(RankingRow, Option<BasisRow>)>> {
    let posting = row::posting_of(permit)?;
    let rows = ranking::Entity::find()
        .filter(ranking::Column::Posting.eq(posting.0))
        .filter(ranking::Column::State.ne("preparing"))
        .order_by_desc(ranking::Column::Id)
        .all(look.db())
        .await?;
    let kept = ranking_basis::Entity::find()
        .filter(ranking_basis::Column::Ranking.is_in(rows.iter().map(|one| one.id)))
        .all(look.db())
        .await?;
    let kept = kept.iter().map(|one| Ok((one.ranking, opened(one)?))).collect::<Outcome<HashMap<_, _>>>()?;
    rows.into_iter()
        .map(|one| {
            let basis = kept.get(&one.id).copied();
            Ok((read(one)?, basis))
        })
        .collect()
}

/// Returns where the basis of a ranking lies that the permit's use case has opened; `None` where nothing was kept.
///
/// # Errors
/// The database's.
pub async fn basis_of<A: Reads<Rankings>>(
    look: &Snapshot,
    _permit: &Permit<A>,
    id: RankingId,
) -> Outcome<Option<BasisRow>> {
    let found = ranking_basis::Entity::find().filter(ranking_basis::Column::Ranking.eq(id.0));
    found.one(look.db()).await?.as_ref().map(opened).transpose()
}
