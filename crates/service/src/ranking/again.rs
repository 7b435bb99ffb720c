//! Rankings that stood, computed again from what was kept of them when they were computed.
//!
//! Owns: who may ask, and which of them. Refuses: anything of today's marks, rulings and positions; one whose lines the reader may still set.

use domain::access::{ActName, Caller, ViewRanking, may};
use domain::id::Code;
use domain::view::desk::ranking::{Again, AgainPage, ComputedAgain, KeptRanking};
use store::Scoped as _;
use store::rankings::{BasisRow, RankingRow};

use crate::Service;
use crate::export::basis;
use crate::fault::Fault;
use crate::rows::postings::{find, head};
use crate::rows::rankings::{expect_people_seen, named};
use crate::rows::uploads::contents_of;

/// The rankings of a posting that stand or stood, newest first; `chosen` is computed again.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team, and for a ranking of another posting; a denial for whoever may set a line that is still open;
/// [`domain::reason::UploadsWhy::NotKept`] where the store of files is out of reach.
pub async fn again(
    service: &Service,
    caller: &Caller,
    posting: Code,
    chosen: Option<Code>,
) -> Result<AgainPage, Fault> {
    let (posting, all) = service
        .read(caller, "ranking.again", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let permit = look.permit::<ViewRanking>(found.scope())?;
            let row = found.open(&permit)?;
            expect_people_seen(look, &row).await?;
            let mut all = store::rankings::stood(look.snapshot(), &permit).await?;
            all.retain(|(one, _)| may(look.caller(), ActName::ViewRankedPeople, &one.scope()));
            Ok((head(&row), all))
        })
        .await?;
    let again = match chosen {
        None => None,
        Some(code) => {
            let (row, basis) = all.iter().find(|(one, _)| one.code == code).ok_or(Fault::Missing)?;
            Some(computed(service, row, *basis).await?)
        }
    };
    let kept = |(row, basis): &(RankingRow, Option<BasisRow>)| KeptRanking {
        code: row.code,
        at: row.computed_at,
        published: row.published,
        size: basis.map(|one| one.size),
    };
    Ok(AgainPage { posting, rankings: all.iter().map(kept).collect(), again })
}

async fn computed(
    service: &Service,
    row: &RankingRow,
    kept: Option<BasisRow>,
) -> Result<ComputedAgain, Fault> {
    let outcome = match kept {
        None => Again::NotKept,
        Some(kept) => match contents_of(service, kept.lies).await {
            Ok(bytes) => {
                let head = named(row);
                let work = move || basis::again(&head, &bytes);
                tokio::task::spawn_blocking(work).await.map_err(Fault::internal)?
            }
            Err(Fault::Internal(_)) => Again::Lost,
            Err(other) => return Err(other),
        },
    };
    if !matches!(outcome, Again::Same | Again::NotKept) {
        tracing::error!(ranking = %row.code, ?outcome, "a ranking computed again is not what it was");
    }
    Ok(ComputedAgain {
        code: row.code,
        at: row.computed_at,
        result: row.digests.result,
        engines: (row.engine.clone(), env!("CARGO_PKG_VERSION").to_owned()),
        outcome,
    })
}
