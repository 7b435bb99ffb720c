//! Signing and publishing a list.
//!
//! Owns: the digest that is signed. Refuses: anything but the digest shown, and a proof older than [`PROOF_SECONDS`].

use domain::access::{Caller, PublishList};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::Code;
use domain::lifecycle::{Phase, Step};
use domain::reason::{ActsWhy, ListsWhy};
use store::lists::NewList;
use store::postings::Mark;

use super::standing::{checked, root_before, standing};
use crate::Service;
use crate::fault::Fault;
use crate::rows::postings::hold;

/// How long a proof may be signed after it was shown.
const PROOF_SECONDS: i64 = 15 * 60;

/// Signs and publishes a list: sealed, immutable, public at once. The last list of the scheme moves the posting.
///
/// # Errors
/// [`ActsWhy::DigestChanged`] where the list is no longer what was shown; [`ListsWhy::AlreadyPublished`];
/// [`domain::reason::RankingWhy::Stale`]; `same_person` for whoever computed the ranking.
pub async fn publish(
    service: &Service,
    caller: &Caller,
    posting: Code,
    stage: &str,
    (at, shown): (Instant, &str),
) -> Result<Code, Fault> {
    service
        .write(caller, "list.publish", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<PublishList>(found.scope())?;
            let row = found.open(&permit)?;
            row.phase.expect(&[Phase::Examining, Phase::Ranked])?;
            let before = store::lists::of_posting(op.tx(), row.id).await?;
            if before.iter().any(|one| one.stage == stage) {
                return Err(ListsWhy::AlreadyPublished.reason().into());
            }
            let locked = store::rankings::standing(op.tx(), row.id).await?.ok_or(Fault::Missing)?;
            let permit = op.permit::<PublishList>(locked.scope())?;
            let standing = standing(op.tx(), &permit, locked.open(&permit)?).await?;
            if at > op.now() || at.plus_seconds(PROOF_SECONDS) < op.now() {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            let root = root_before(op.tx(), at).await?;
            let list = checked(&standing, &row, stage, at, root)?;
            let (digest, bytes) =
                (list.digest().map_err(Fault::internal)?, list.bytes().map_err(Fault::internal)?);
            if shown.parse() != Ok(digest) {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            let code = op.code();
            let new = NewList {
                code,
                stage,
                ranking: standing.ranking.id,
                bytes: &bytes,
                first_signer: standing.ranking.computed_by.ok_or(Fault::Missing)?,
                second_signer: permit.by(),
                at,
                corrects: None,
            };
            store::lists::seal(op.tx(), &permit, &new).await?;
            if row.phase == Phase::Ranked
                && standing.inputs.file.lists().last().is_some_and(|last| last.0 == stage)
            {
                let to = row.phase.after(Step::Publish)?;
                store::postings::turn(op.tx(), &permit, row.version, (row.phase, to), Mark::Plain).await?;
            }
            let event =
                Event::ListPublished { posting, list: code, stage: stage.to_owned(), version: 1, digest };
            op.record(&permit, &event).await?;
            Ok(code)
        })
        .await
}
