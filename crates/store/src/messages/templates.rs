//! A posting's own words: each change is a further version, and the newest counts.

use domain::access::aggregate::Messages;
use domain::access::{Act, Changes, Permit};
use domain::calendar::Instant;
use domain::id::PostingId;
use domain::messages::Kind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use crate::entity::message_template;
use crate::error::Outcome;
use crate::row;
use crate::tx::{Snapshot, Tx};
use message_template::Column as T;

/// The newest words of a kind in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateRow {
    /// Kind.
    pub kind: Kind,
    /// Language, as addresses of pages spell it.
    pub lang: String,
    /// Version, from 1.
    pub version: i64,
    /// Subject and body; `None` where the program's words stand again.
    pub words: Option<(String, String)>,
}

/// Words to save.
#[derive(Clone, Copy, Debug)]
pub struct NewTemplate<'a> {
    /// Kind.
    pub kind: Kind,
    /// Language.
    pub lang: &'a str,
    /// The version that the words were changed from; 0 where there was none.
    pub from: i64,
    /// Subject and body; `None` for the program's words again.
    pub words: Option<(&'a str, &'a str)>,
    /// Now.
    pub at: Instant,
}

fn read(one: message_template::Model) -> Outcome<TemplateRow> {
    Ok(TemplateRow {
        kind: row::word(Kind::from_word, &one.kind, "message_template.kind")?,
        lang: one.lang,
        version: one.version,
        words: one.subject.zip(one.body),
    })
}

/// Returns the newest words of a kind in a posting, of each language for which there are some.
///
/// # Errors
/// The database's.
pub async fn templates(look: &Snapshot, (posting, kind): (PostingId, Kind)) -> Outcome<Vec<TemplateRow>> {
    let found = message_template::Entity::find()
        .filter(T::Posting.eq(posting.0))
        .filter(T::Kind.eq(kind.word()))
        .order_by_asc(T::Lang)
        .order_by_desc(T::Version);
    first_of_each(found.all(look.db()).await?)
}

/// Returns the newest words of every kind and language for which the posting has some.
///
/// # Errors
/// The database's.
pub async fn newest<A: Act>(look: &Snapshot, permit: &Permit<A>) -> Outcome<Vec<TemplateRow>> {
    let found = message_template::Entity::find()
        .filter(T::Posting.eq(row::posting_of(permit)?.0))
        .order_by_asc(T::Kind)
        .order_by_asc(T::Lang)
        .order_by_desc(T::Version);
    first_of_each(found.all(look.db()).await?)
}

/// The first row of each kind and language.
fn first_of_each(rows: Vec<message_template::Model>) -> Outcome<Vec<TemplateRow>> {
    let mut newest: Vec<TemplateRow> = Vec::new();
    for one in rows {
        let one = read(one)?;
        if newest.last().is_none_or(|last| (last.kind, last.lang.as_str()) != (one.kind, one.lang.as_str())) {
            newest.push(one);
        }
    }
    Ok(newest)
}

/// Saves words as the version after `from`.
///
/// # Errors
/// [`crate::Conflict::Template`] where somebody saved it first.
pub async fn save<A: Changes<Messages>>(tx: &Tx, permit: &Permit<A>, new: &NewTemplate<'_>) -> Outcome<()> {
    let row = message_template::ActiveModel {
        posting: Set(row::posting_of(permit)?.0),
        kind: Set(new.kind.word().to_owned()),
        lang: Set(new.lang.to_owned()),
        version: Set(new.from.saturating_add(1)),
        subject: Set(new.words.map(|words| words.0.to_owned())),
        body: Set(new.words.map(|words| words.1.to_owned())),
        changed_by: Set(row::actor_of(permit)?.0),
        changed_at: Set(new.at.0),
        ..Default::default()
    };
    message_template::Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}
