//! A posting started from another one: a draft with its words, rules and, where wished, positions, and without a date.
//!
//! Owns: writing it whole. Refuses: touching the posting that it is started from, and copying dates, people or applications, for which
//! it takes no values.

use domain::access::aggregate::Postings;
use domain::access::{Changes, Permit};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::{Code, PersonId, PostingId};
use domain::lifecycle::Phase;
use domain::posting::PositionTerms;
use sea_orm::{EntityTrait, Set};

use super::PostingRow;
use super::positions::written;
use crate::entity::{condition_set, position, posting, scheme};
use crate::error::{Outcome, StoreError};
use crate::row;
use crate::tx::Tx;

/// What a posting is started with.
#[derive(Clone, Copy, Debug)]
pub struct NewClone<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// The posting that it is started from, which is the permit's.
    pub from: &'a PostingRow,
    /// Its positions, each with a code of its own from the random source.
    pub positions: &'a [(Code, PositionTerms)],
    /// The schemes as they are kept, with their digest.
    pub schemes: Option<(&'a str, Digest)>,
    /// The conditions as they are kept.
    pub conditions: Option<&'a str>,
    /// Who starts it: the caller.
    pub by: PersonId,
    /// Now.
    pub at: Instant,
}

/// Starts a draft from the permit's posting.
///
/// # Errors
/// [`StoreError::OutOfScope`] where the permit is of another posting, or `by` is not the caller.
pub async fn insert<A: Changes<Postings>>(
    tx: &Tx,
    permit: &Permit<A>,
    new: &NewClone<'_>,
) -> Outcome<PostingId> {
    if row::posting_of(permit)? != new.from.id {
        return Err(StoreError::OutOfScope);
    }
    let by = row::actor(permit, new.by)?.0;
    let draft = posting::ActiveModel {
        code: Set(new.code.to_string()),
        title: Set(new.from.title.as_str().to_owned()),
        authority: Set(new.from.authority.as_str().to_owned()),
        notice: Set(new.from.notice.as_str().to_owned()),
        phase: Set(Phase::Draft.word().to_owned()),
        version: Set(1),
        created_by: Set(by),
        created_at: Set(new.at.0),
        ..Default::default()
    };
    let id = posting::Entity::insert(draft).exec(tx.db()).await?.last_insert_id;
    let row = |(code, terms): &(Code, PositionTerms)| -> Outcome<position::ActiveModel> {
        Ok(position::ActiveModel {
            code: Set(code.to_string()),
            posting: Set(id),
            number: Set(terms.code.as_str().to_owned()),
            ..written(terms)?
        })
    };
    let rows = new.positions.iter().map(row).collect::<Outcome<Vec<_>>>()?;
    if !rows.is_empty() {
        row::insert_chunks(tx, rows).await?;
    }
    if let Some((body, digest)) = new.schemes {
        let row = scheme::ActiveModel {
            posting: Set(id),
            revision: Set(1),
            body: Set(body.to_owned()),
            digest: Set(digest.to_string()),
            version: Set(1),
            created_by: Set(by),
            created_at: Set(new.at.0),
            ..Default::default()
        };
        scheme::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    if let Some(body) = new.conditions {
        let row = condition_set::ActiveModel {
            posting: Set(id),
            body: Set(body.to_owned()),
            version: Set(1),
            changed_by: Set(by),
            changed_at: Set(new.at.0),
            ..Default::default()
        };
        condition_set::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    Ok(PostingId(id))
}
