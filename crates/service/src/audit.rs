//! The audit trail: pages of events for the supervisor, and the walk along the seals.
//!
//! Owns: reading events, and whether what was recorded is still what was sealed (`linxuan verify --chain`; whoever can open
//! the database and its keys may check it). Refuses: writing; events are written with the acts that they tell.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Caller, Scope, ViewEvents, ViewPosting};
use domain::digest::{Digest, SealLink};
use domain::id::{Code, EventId};
use domain::scheme::PartNames;
use domain::view::desk::audit::{Beside, EventLine, EventPage};
use store::audit::Filter;
pub use store::audit::{Head, Report, Wrong};
pub use store::bonds::check::{Amiss, How};
use store::{Store, StoreError};

use crate::Service;
use crate::fault::Fault;
use crate::keys::Keys;
use crate::op::{Look, beside};
use crate::rows::rankings::{Ranked, sees_digests};
use crate::rows::schemes::names_of;

/// Events on a page.
const PER_PAGE: u64 = 100;

/// A page of the trail, newest first: of one object (a public code) where `object` is given, older than `before`.
///
/// # Errors
/// [`Fault::Denied`] for others than the supervisor.
pub async fn events(
    service: &Service,
    caller: &Caller,
    object: Option<Code>,
    before: Option<i64>,
) -> Result<EventPage, Fault> {
    service
        .read(caller, "audit.view", async |look| {
            let permit = look.permit::<ViewEvents>(Scope::system())?;
            let filter = Filter { object, before: before.map(EventId), ..Filter::default() };
            let rows = store::audit::events(look.snapshot(), &permit, &filter, PER_PAGE).await?;
            let head = store::audit::head(look.snapshot()).await?;
            let full = u64::try_from(rows.len()).is_ok_and(|found| found == PER_PAGE);
            let older = rows.last().filter(|_| full).map(|row| row.id.0);
            let mut lines = Vec::with_capacity(rows.len());
            let ids: Vec<EventId> = rows.iter().map(|row| row.id).collect();
            let kept = store::audit::beside(look.snapshot(), &permit, &ids).await?;
            let unseen = unseen(look, rows.iter().filter_map(|row| row.event.ranking_of()).collect()).await?;
            for mut row in rows {
                if row.event.ranking_of().is_some_and(|posting| unseen.contains(&posting)) {
                    row.event = row.event.unseen();
                }
                let payload = serde_json::to_string(&row.event).map_err(Fault::internal)?;
                lines.push(EventLine {
                    at: row.at,
                    who: row.who,
                    role: row.role,
                    address: told(row.address, kept.addresses.get(&row.id), |sealed| {
                        beside::address(service.keys(), row.id, sealed)
                    })?,
                    words: told(row.event.reason(), kept.words.get(&row.id), |sealed| {
                        beside::words(service.keys(), row.id, sealed)
                    })?,
                    stored: format!("{} {payload}", row.act),
                    event: row.event,
                });
            }
            let names = names(look, &lines).await?;
            let seal = head.map(|seal| SealLink { no: seal.no, link: seal.link() });
            Ok(EventPage { lines, names, older, seal })
        })
        .await
}

/// Those of these postings of whose rankings the reader sees no digests: a line is open that the reader may set, or may be.
async fn unseen(look: &Look<'_>, postings: BTreeSet<Code>) -> Result<BTreeSet<Code>, Fault> {
    let mut unseen = BTreeSet::new();
    for posting in postings {
        let Some(found) = store::postings::by_code(look.snapshot(), &posting).await? else { continue };
        let Some(id) = found.scope().posting else { continue };
        if !sees_digests(look, &Ranked::of(look.snapshot(), id)).await? {
            unseen.insert(posting);
        }
    }
    Ok(unseen)
}

/// What the schemes call the parts that these lines are about, for each posting that the reader may see.
async fn names(look: &Look<'_>, lines: &[EventLine]) -> Result<BTreeMap<Code, PartNames>, Fault> {
    let postings: BTreeSet<Code> = lines.iter().filter_map(|line| line.event.names_part_of()).collect();
    let mut names = BTreeMap::new();
    for posting in postings {
        let Some(found) = store::postings::by_code(look.snapshot(), &posting).await? else { continue };
        let Ok(permit) = look.permit::<ViewPosting>(found.scope()) else { continue };
        names.insert(posting, names_of(look.snapshot(), &permit, None).await?);
    }
    Ok(names)
}

/// What a page says of a value that an event holds as a digest: the value while it is kept.
fn told(
    digest: Option<Digest>,
    kept: Option<&Vec<u8>>,
    open: impl FnOnce(&[u8]) -> Result<String, Fault>,
) -> Result<Beside, Fault> {
    Ok(match (digest, kept) {
        (None, _) => Beside::None,
        (Some(_), None) => Beside::Removed,
        (Some(_), Some(sealed)) => Beside::Kept(open(sealed)?),
    })
}

/// Walks the whole chain and every row that is bound to it. `witnesses` are links that were printed or kept outside, as seal
/// number and link: only against them it shows that the newest part was cut off.
///
/// # Errors
/// The database's; what does not fit is in the report.
pub async fn verify_chain(
    store: &Store,
    keys: &Keys,
    witnesses: &[(i64, Digest)],
) -> Result<Report, StoreError> {
    let store = store.clone().bound_by(keys.binder());
    let look = store.snapshot("audit.verify").await?;
    let report = store::audit::verify_chain(&look, witnesses).await?;
    look.close().await?;
    Ok(report)
}
