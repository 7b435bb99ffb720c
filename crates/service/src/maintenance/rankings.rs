//! The rows of a ranking that is not the current one yet. Housekeeping, since nobody sees them before the act that makes the ranking
//! current; that act records the event and is small.
//!
//! Owns: writing them some at a time, so that no other write waits for a hundred thousand, and taking away what never became current.

use domain::access::aggregate::Rankings;
use domain::access::{Act, Changes, Permit};
use domain::calendar::Instant;
use domain::id::RankingId;
use store::Tx;
use store::rankings::{LaidDown, NewRanking, RankingList, Traced};

use crate::Service;
use crate::fault::Fault;

/// Rows of one transaction.
const ROWS: usize = 2_000;
/// Rows that a transaction takes away.
const FORGOTTEN: u64 = 5_000;

impl Service {
    /// Lays down a ranking with its rows and lists, and answers what its rows will be bound by. Tables `ranking`, `ranking_row`,
    /// `ranking_list`.
    ///
    /// # Errors
    /// [`Fault::NoRoom`], [`Fault::Busy`] or [`Fault::Internal`]; what was written by then is taken away.
    pub(crate) async fn lay_down<A: Act + Changes<Rankings>>(
        &self,
        permit: &Permit<A>,
        new: &NewRanking<'_>,
        (lines, lists): (Vec<Traced>, Vec<RankingList>),
    ) -> Result<(RankingId, LaidDown), Fault> {
        if !self.effects().room.is_there() {
            return Err(Fault::NoRoom);
        }
        let tx = self.store().write("ranking.prepare").await?;
        let id = store::rankings::prepare(&tx, permit, new).await?;
        store::rankings::add_lists(&tx, permit, id, lists).await?;
        tx.commit().await?;
        let laid = match self.add_lines(permit, id, lines).await {
            Ok(()) => self.looked_at(permit, id).await,
            Err(fault) => Err(fault),
        };
        match laid {
            Ok(laid) => Ok((id, laid)),
            Err(fault) => {
                self.forget_ranking(id).await;
                Err(fault)
            }
        }
    }

    async fn looked_at<A: Act + Changes<Rankings>>(
        &self,
        permit: &Permit<A>,
        id: RankingId,
    ) -> Result<LaidDown, Fault> {
        let look = self.store().snapshot("ranking.laid_down").await?;
        let laid = store::rankings::laid_down(&look, permit, id).await?;
        look.close().await?;
        Ok(laid)
    }

    async fn add_lines<A: Act + Changes<Rankings>>(
        &self,
        permit: &Permit<A>,
        id: RankingId,
        lines: Vec<Traced>,
    ) -> Result<(), Fault> {
        let mut lines = lines.into_iter().peekable();
        while lines.peek().is_some() {
            let some = lines.by_ref().take(ROWS).collect();
            let tx = self.store().write("ranking.rows").await?;
            store::rankings::add_lines(&tx, permit, id, some).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Takes away a ranking that was laid down and will not become current. What stays, because the database is busy or the process
    /// ends, is swept later. Tables `ranking`, `ranking_row`, `ranking_list`.
    pub(crate) async fn forget_ranking(&self, id: RankingId) {
        let step = async || {
            let tx = self.store().write("ranking.forget").await?;
            let gone = store::rankings::forget(&tx, id, FORGOTTEN).await?;
            tx.commit().await?;
            Ok::<_, Fault>(gone)
        };
        loop {
            match step().await {
                Ok(false) => {}
                Ok(true) => return,
                Err(fault) => {
                    return tracing::warn!(?fault, "a ranking that is not current stays until it is swept");
                }
            }
        }
    }
}

/// Takes away some rows of each ranking that was laid down before that moment and never became current.
pub(super) async fn sweep(tx: &Tx, before: Instant) -> Result<(), Fault> {
    for id in store::rankings::forsaken(tx, before).await? {
        store::rankings::forget(tx, id, FORGOTTEN).await?;
    }
    Ok(())
}
