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
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::PostingRow;
use super::positions::written;
use crate::entity::{condition_set, message_template, notice_file, position, posting, scheme};
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
    /// Files that stand with its notice: the code of each copy, and of what it is a copy of. The contents lie where they lie.
    pub files: &'a [(Code, Code)],
    /// Whether its own words of messages go along, the newest of each.
    pub templates: bool,
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
    let telephones = super::telephones::found(tx, new.from.id).await?;
    super::telephones::put(tx, PostingId(id), &telephones).await?;
    let following = super::followings::found(tx, new.from.id).await?;
    super::followings::put(tx, PostingId(id), following).await?;
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
    copy_files(tx, (new, id), by).await?;
    if new.templates {
        copy_templates(tx, (new, id), by).await?;
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

/// Copies the rows of files: another notice names the same bytes.
async fn copy_files(tx: &Tx, (new, to): (&NewClone<'_>, i64), by: i64) -> Outcome<()> {
    for (code, of) in new.files {
        let found = notice_file::Entity::find()
            .filter(notice_file::Column::Posting.eq(new.from.id.0))
            .filter(notice_file::Column::Code.eq(of.to_string()))
            .one(tx.db())
            .await?;
        let Some(one) = found else { return Err(StoreError::Stale) };
        let row = notice_file::ActiveModel {
            code: Set(code.to_string()),
            posting: Set(to),
            title: Set(one.title),
            kind: Set(one.kind),
            size: Set(one.size),
            digest: Set(one.digest),
            lies: Set(one.lies),
            generation: Set(one.generation),
            stands: Set(1),
            created_by: Set(by),
            created_at: Set(new.at.0),
            ..Default::default()
        };
        notice_file::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Copies the newest words of each kind and language, as the first version there; where the program's words stand again, none.
async fn copy_templates(tx: &Tx, (new, to): (&NewClone<'_>, i64), by: i64) -> Outcome<()> {
    use message_template::Column as T;
    let all = message_template::Entity::find()
        .filter(T::Posting.eq(new.from.id.0))
        .order_by_asc(T::Kind)
        .order_by_asc(T::Lang)
        .order_by_desc(T::Version)
        .all(tx.db())
        .await?;
    let mut last: Option<(String, String)> = None;
    for one in all {
        let of = Some((one.kind.clone(), one.lang.clone()));
        if last == of {
            continue;
        }
        last = of;
        let (Some(subject), Some(body)) = (one.subject, one.body) else { continue };
        let row = message_template::ActiveModel {
            posting: Set(to),
            kind: Set(one.kind),
            lang: Set(one.lang),
            version: Set(1),
            subject: Set(Some(subject)),
            body: Set(Some(body)),
            changed_by: Set(by),
            changed_at: Set(new.at.0),
            ..Default::default()
        };
        message_template::Entity::insert(row).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}
