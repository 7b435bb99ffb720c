//! The lists of a posting on the desk: which can be published, which are.

use domain::access::{ActName, Caller, ViewRanking, may};
use domain::id::Code;
use domain::view::desk::lists::{Lists, PublishedHead, Stage};
use store::Scoped as _;
use store::lists::PublishedList;
use store::postings::PostingRow;
use store::rankings::RankingList;

use super::standing::{Standing, standing};
use crate::Service;
use crate::fault::Fault;
use crate::op::Look;
use crate::rows::postings::{find, head};

/// The lists of a posting: which can be published, which are.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team.
pub async fn lists(service: &Service, caller: &Caller, posting: Code) -> Result<Lists, Fault> {
    service
        .read(caller, "list.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            let Some(locked) = store::rankings::standing(look.snapshot(), row.id).await? else {
                return Ok(Lists {
                    posting: head(&row),
                    stages: Vec::new(),
                    computed_by: String::new(),
                    may_sign: may(caller, ActName::PublishList, &row.scope()),
                });
            };
            let permit = look.permit::<ViewRanking>(locked.scope())?;
            let standing = standing(look.snapshot(), &permit, locked.open(&permit)?).await?;
            of(look, &row, &standing).await
        })
        .await
}

/// The lists that follow from a standing ranking.
pub(super) async fn of(look: &Look<'_>, row: &PostingRow, standing: &Standing) -> Result<Lists, Fault> {
    let by = store::people::staff_names(look.snapshot(), standing.ranking.computed_by.as_slice()).await?;
    let published = store::lists::of_posting(look.snapshot(), row.id).await?;
    let stage = |(list, name): &(RankingList, Option<String>)| Stage {
        ready: list.ready,
        people: list.people,
        inside: list.inside,
        published: published.iter().find(|one| one.stage == list.stage).map(head_of),
        key: list.stage.clone(),
        name: name.clone(),
    };
    let may = |scope| may(look.caller(), ActName::PublishList, &scope);
    Ok(Lists {
        posting: head(row),
        stages: standing.lists.iter().map(stage).collect(),
        computed_by: by.into_iter().map(|one| one.1).collect(),
        may_sign: may(row.scope()) && may(standing.ranking.scope()),
    })
}

fn head_of(row: &PublishedList) -> PublishedHead {
    PublishedHead { code: row.code, version: row.version, digest: row.digest, at: row.published_at }
}
