//! Published lists (名单): canonical bytes stored once, read by anybody, changed by nobody.
//!
//! Owns: rows of `list`, in [`firsts`] who signed first, in [`corrections`] how a further version comes about, in [`releases`] what waits for its
//! instant, and in [`leavings`] what left the web. Refuses: updates; a correction is a new version, and triggers in the database say no to everything else.

pub mod corrections;
pub mod firsts;
pub mod leavings;
pub mod releases;

use std::collections::HashMap;

use domain::access::aggregate::Lists;
use domain::access::{Changes, Permit};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, ListId, PersonId, PostingId, RankingId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::bonds;
use crate::bonds::check::Found;
use crate::entity::{event, list};
use crate::error::Outcome;
use crate::rankings;
use crate::row;
use crate::tx::{Snapshot, Tx};

/// A published list without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedList {
    /// Key.
    pub id: ListId,
    /// Public code.
    pub code: Code,
    /// Its posting.
    pub posting: PostingId,
    /// Which list, for example `inspection`.
    pub stage: String,
    /// Version, from 1.
    pub version: u32,
    /// The ranking behind it.
    pub ranking: RankingId,
    /// SHA-256 of the canonical bytes.
    pub digest: Digest,
    /// First signature: who signed before the publisher; of a list of proposed people who entered the decision.
    pub first_signer: PersonId,
    /// Second signature: the publisher.
    pub second_signer: PersonId,
    /// When.
    pub published_at: Instant,
    /// The version that this one corrects.
    pub supersedes: Option<ListId>,
    /// Why it corrects it.
    pub reason: Option<String>,
}

/// A list to publish.
#[derive(Clone, Copy, Debug)]
pub struct NewList<'a> {
    /// Public code, from the random source.
    pub code: Code,
    /// Which list.
    pub stage: &'a str,
    /// The ranking behind it, which must be the one that stands.
    pub ranking: RankingId,
    /// The canonical bytes.
    pub bytes: &'a [u8],
    /// First signature.
    pub first_signer: PersonId,
    /// Second signature: the caller, or for the demonstration whom it stands for.
    pub second_signer: PersonId,
    /// Now.
    pub at: Instant,
    /// The version before, and why it is corrected.
    pub corrects: Option<(&'a PublishedList, &'a str)>,
}

fn read(row: list::Model) -> Outcome<PublishedList> {
    Ok(PublishedList {
        id: ListId(row.id),
        code: row::code(&row.code)?,
        posting: PostingId(row.posting),
        stage: row.stage,
        version: row::count(row.version, "list.version")?,
        ranking: RankingId(row.ranking),
        digest: row::digest(&row.digest)?,
        first_signer: PersonId(row.first_signer),
        second_signer: PersonId(row.second_signer),
        published_at: Instant(row.published_at),
        supersedes: row.supersedes.map(ListId),
        reason: row.reason,
    })
}

/// Publishes a list of the permit's posting: stores the bytes with their digest and fixes the ranking behind it.
///
/// # Errors
/// [`crate::StoreError::Stale`] where the ranking does not stand any more; [`crate::Conflict::ListVersion`]
/// where this version exists; [`crate::Conflict::TwoSigners`] where both signatures are of one person.
pub async fn seal<A: Changes<Lists>>(tx: &Tx, permit: &Permit<A>, new: &NewList<'_>) -> Outcome<ListId> {
    let posting = row::posting_of(permit)?;
    rankings::publish(tx, posting, new.ranking).await?;
    let version = new.corrects.map_or(1, |(before, _)| i64::from(before.version).saturating_add(1));
    let row = list::ActiveModel {
        code: Set(new.code.to_string()),
        posting: Set(posting.0),
        stage: Set(new.stage.to_owned()),
        version: Set(version),
        ranking: Set(new.ranking.0),
        bytes: Set(new.bytes.to_vec()),
        digest: Set(Digest::of(new.bytes).to_string()),
        first_signer: Set(new.first_signer.0),
        second_signer: Set(row::actor(permit, new.second_signer)?.0),
        published_at: Set(new.at.0),
        supersedes: Set(new.corrects.map(|(before, _)| before.id.0)),
        reason: Set(new.corrects.map(|(_, reason)| reason.to_owned())),
        ..Default::default()
    };
    Ok(ListId(list::Entity::insert(row).exec(tx.db()).await?.last_insert_id))
}

/// Returns every published list that can be read, newest first, superseded ones too. One that cannot be read is among what
/// [`amiss`] names.
///
/// # Errors
/// The database's.
pub async fn readable(look: &Snapshot) -> Outcome<Vec<PublishedList>> {
    let rows = heads().order_by_desc(list::Column::Id).all(look.db()).await?;
    Ok(rows.into_iter().filter_map(|row| read(row).ok()).collect())
}

/// Returns the lists of a posting, newest first, superseded ones too.
///
/// # Errors
/// The database's.
pub async fn of_posting(look: &Snapshot, posting: PostingId) -> Outcome<Vec<PublishedList>> {
    let rows = heads()
        .filter(list::Column::Posting.eq(posting.0))
        .order_by_desc(list::Column::Id)
        .all(look.db())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Returns the list of that code.
///
/// # Errors
/// The database's.
pub async fn by_code(look: &Snapshot, code: &Code) -> Outcome<Option<PublishedList>> {
    heads().filter(list::Column::Code.eq(code.as_str())).one(look.db()).await?.map(read).transpose()
}

/// Returns the canonical bytes of a list, as they were sealed.
///
/// # Errors
/// [`crate::StoreError::Unreadable`] where they do not have the digest that was published: the row was tampered with
/// or the file is damaged, and nobody may be served from it.
pub async fn bytes(look: &Snapshot, id: ListId) -> Outcome<Option<Vec<u8>>> {
    let Some(row) = list::Entity::find_by_id(id.0).one(look.db()).await? else { return Ok(None) };
    if Digest::of(&row.bytes) == row::digest(&row.digest)? {
        Ok(Some(row.bytes))
    } else {
        Err(crate::StoreError::Unreadable("list.bytes"))
    }
}

/// A published list that is not as the act left it that published it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amiss {
    /// Public code, where the list or its event still tells it.
    pub code: Option<Code>,
    /// What is wrong with it, for the log.
    pub cause: String,
}

/// Compares every list with the event of the act that published it: the whole row with the keyed digest that is bound to the
/// event, and its digest with the one that the event names.
///
/// # Errors
/// [`crate::StoreError::NoKey`] where the store has no key; the database's.
pub async fn amiss(look: &Snapshot) -> Outcome<Vec<Amiss>> {
    let mut found = Found::default();
    bonds::check::table(look, look.binder()?, "list", &mut found).await?;
    let told = |row: bonds::check::Amiss| Amiss {
        code: row.code.and_then(|code| code.parse().ok()),
        cause: format!("row {} is {:?} since its publication", row.key.1, row.how),
    };
    let mut amiss: Vec<Amiss> = found.kept.into_iter().map(told).collect();
    let lists = readable(look).await?;
    let events = event::Entity::find()
        .filter(event::Column::Object.eq("list"))
        .filter(event::Column::ObjectCode.is_in(lists.iter().map(|list| list.code.to_string())))
        .all(look.db())
        .await?;
    let mut named: HashMap<String, Digest> = HashMap::new();
    for row in events {
        if let Ok(Event::ListPublished { list, digest, .. }) = serde_json::from_str(&row.payload) {
            named.insert(list.to_string(), digest);
        }
    }
    for list in lists {
        let code = list.code.to_string();
        let known = amiss.iter().any(|one| one.code == Some(list.code));
        if !known && named.get(&code) != Some(&list.digest) {
            let cause = "no event of its publication names its digest".to_owned();
            amiss.push(Amiss { code: Some(list.code), cause });
        }
    }
    Ok(amiss)
}

/// Heads only: the bytes of a list are large, so an empty value stands for them.
fn heads() -> sea_orm::Select<list::Entity> {
    let columns = list::Column::iter().filter(|column| !matches!(column, list::Column::Bytes));
    list::Entity::find().select_only().columns(columns).column_as(Expr::val(Vec::<u8>::new()), "bytes")
}
