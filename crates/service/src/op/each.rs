//! The doors for acts of one kind that share a look or a transaction: each keeps its own caller, instant, permit, event and answer.
//!
//! Owns: that what one act is refused for does not touch the others. Refuses: acts of different kinds, and an act that recorded no event.

use std::ops::AsyncFn;

use domain::access::{Act, Caller, Permit};
use domain::calendar::Instant;
use domain::event::Event;
use domain::id::EventId;
use store::audit::{Did, Told};

use super::{Denied, Look, Op, SESSIONS, beside};
use crate::Service;
use crate::fault::Fault;

/// An act as it came: who, when, and with what.
#[derive(Debug)]
pub(crate) struct Entered<P> {
    pub caller: Caller,
    pub now: Instant,
    pub with: P,
}

/// What came of one act.
type Answer<T> = Result<T, Fault>;

/// How an act of a transaction stands when its body has ended.
struct Stands {
    recorded: bool,
    public: bool,
    denied: Option<Denied>,
}

/// Why no act of a transaction was carried out, and whether the transaction had begun.
struct Undone {
    fault: Fault,
    begun: bool,
}

/// Records what each of these acts did, by one statement; each is named by its place among `ops`.
///
/// # Errors
/// The database's.
pub(crate) async fn record_each<A: Act>(
    ops: &mut [Op<'_>],
    all: &[(usize, &Permit<A>, Event)],
) -> Result<Vec<EventId>, Fault> {
    let Some(first) = ops.first() else { return Ok(Vec::new()) };
    let (tx, parts) = (first.tx, first.parts);
    let mut did = Vec::with_capacity(all.len());
    for (at, permit, event) in all {
        let op = ops.get_mut(*at).ok_or_else(|| Fault::internal("an act that is not of this transaction"))?;
        op.recorded = true;
        op.public |= event.changes_public_pages();
        let caller = Told { caller: op.caller, address: op.address_digest() };
        did.push(Did { permit: *permit, caller, at: op.now, event });
    }
    let ids = store::audit::record_each(tx, &did).await?;
    let sealed = ids
        .iter()
        .zip(&did)
        .map(|(id, did)| (*id, beside::seal(parts, *id, &did.caller.caller.origin.address, None), did.at));
    store::audit::keep_each(tx, sealed.collect()).await?;
    Ok(ids)
}

impl Service {
    /// Runs several acts in one transaction and answers each, in their order. `body` gets an [`Op`] for each act: it answers what came of
    /// each, having written nothing of those that it refuses, or the one fault that keeps all of them from being written. Where that may
    /// be the doing of one of them, each is then tried alone.
    pub(crate) async fn write_each<P, T, F>(
        &self,
        name: &'static str,
        acts: &[Entered<P>],
        body: F,
    ) -> Vec<Answer<T>>
    where
        F: AsyncFn(&mut [Op<'_>], &[Entered<P>]) -> Result<Vec<Answer<T>>, Fault>,
    {
        let shared = self.share(name, acts, &body).await;
        let fault = match shared.or_else(|undone| of_all(undone.fault, undone.begun, acts.len())) {
            Ok(answers) => return answers,
            Err(fault) => fault,
        };
        tracing::info!(
            act = name,
            acts = acts.len(),
            ?fault,
            "acts that shared a transaction are tried one by one"
        );
        let mut answers: Vec<Answer<T>> = Vec::with_capacity(acts.len());
        for act in acts {
            if is_held_for_all(&answers) {
                answers.push(Err(Fault::Busy));
                continue;
            }
            let alone = self.share(name, std::slice::from_ref(act), &body).await;
            let alone = alone.map_err(|undone| undone.fault);
            answers.push(alone.and_then(|mut one| one.pop().unwrap_or_else(unanswered)));
        }
        answers
    }

    /// Looks at what several acts of one kind need, by few statements, and answers each, in their order. What is read need not be of one
    /// instant, because the acts ask for it again when they hold the rows: each statement stands for itself. `body` gets a [`Look`] for
    /// each act. Where a fault of the whole may be the doing of one of them, each is then looked at alone.
    pub(crate) async fn glance_each<P, T, F>(
        &self,
        name: &'static str,
        acts: &[Entered<P>],
        body: F,
    ) -> Vec<Answer<T>>
    where
        F: AsyncFn(&Self, &[Look<'_>], &[Entered<P>]) -> Result<Vec<Answer<T>>, Fault>,
    {
        let glanced = self.glanced(name, acts, &body).await;
        let fault = match glanced.or_else(|fault| of_all(fault, false, acts.len())) {
            Ok(answers) => return answers,
            Err(fault) => fault,
        };
        tracing::info!(act = name, acts = acts.len(), ?fault, "acts are looked at one by one");
        let mut answers = Vec::with_capacity(acts.len());
        for act in acts {
            let alone = self.glanced(name, std::slice::from_ref(act), &body).await;
            answers.push(alone.and_then(|mut one| one.pop().unwrap_or_else(unanswered)));
        }
        answers
    }

    async fn glanced<P, T, F>(
        &self,
        name: &'static str,
        acts: &[Entered<P>],
        body: &F,
    ) -> Result<Vec<Answer<T>>, Fault>
    where
        F: AsyncFn(&Self, &[Look<'_>], &[Entered<P>]) -> Result<Vec<Answer<T>>, Fault>,
    {
        let glance = self.store().glance(name);
        let look = |act| Look::begin(&glance, act, self.keys());
        let looks: Vec<Look<'_>> = acts.iter().map(|act| look((&act.caller, act.now))).collect();
        let answers = body(self, &looks, acts).await;
        let denied: Vec<Option<Denied>> = looks.into_iter().map(Look::denied).collect();
        glance.close().await?;
        let answers = answers?;
        for ((act, answer), denied) in acts.iter().zip(&answers).zip(denied) {
            if let (Err(_), Some(denied)) = (answer, denied) {
                self.note_denial(&act.caller, act.now, denied).await;
            }
        }
        Ok(answers)
    }

    /// Runs the acts in one transaction, or none of them.
    async fn share<P, T, F>(
        &self,
        name: &'static str,
        acts: &[Entered<P>],
        body: &F,
    ) -> Result<Vec<Answer<T>>, Undone>
    where
        F: AsyncFn(&mut [Op<'_>], &[Entered<P>]) -> Result<Vec<Answer<T>>, Fault>,
    {
        let before = |fault: Fault| Undone { fault, begun: false };
        if !self.parts.effects.room.is_there() && !name.starts_with(SESSIONS) {
            return Err(before(Fault::NoRoom));
        }
        let tx = self.store().write(name).await.map_err(Fault::from).map_err(before)?;
        let begin = |act| Op::begin(&tx, act, &self.parts);
        let mut ops: Vec<Op<'_>> = acts.iter().map(|act| begin((&act.caller, act.now))).collect();
        let answers = body(&mut ops, acts).await;
        let stand = |op: Op<'_>| Stands { recorded: op.recorded, public: op.public, denied: op.denied };
        let stands: Vec<Stands> = ops.into_iter().map(stand).collect();
        let done = match answers {
            Ok(answers) if is_told(&answers, &stands) => {
                tx.commit().await.map(|()| answers).map_err(Fault::from)
            }
            Ok(_) => {
                // Undone in any case; the store logs a rollback that failed.
                let _ = tx.rollback().await;
                Err(Fault::internal(format!("an act {name} recorded no event")))
            }
            Err(fault) => {
                let _ = tx.rollback().await;
                Err(fault)
            }
        };
        for (act, stands) in acts.iter().zip(stands) {
            match (&done, stands.denied) {
                (Ok(_), Some(denied)) => self.note_denial(&act.caller, act.now, denied).await,
                (Ok(_), None) if stands.public => self.published.notify_one(),
                _ => {}
            }
        }
        done.map_err(|fault| Undone { fault, begun: true })
    }
}

/// What each of so many acts is answered where the fault is that of one act, or cannot be the doing of one among them; else the fault.
fn of_all<T>(fault: Fault, begun: bool, acts: usize) -> Result<Vec<Answer<T>>, Fault> {
    if acts == 1 {
        return Ok(vec![Err(fault)]);
    }
    let each: Option<Vec<Answer<T>>> = (0..acts).map(|_| fault.of_all(begun).map(Err)).collect();
    each.ok_or(fault)
}

fn unanswered<T>() -> Answer<T> {
    Err(Fault::internal("an act without an answer"))
}

/// Whether the last two were tried alone and waited in vain: what is held is then no row of one of them, and each further one would wait as
/// long, while those behind this turn wait for all of them.
fn is_held_for_all<T>(answers: &[Answer<T>]) -> bool {
    matches!(answers, [.., Err(Fault::Busy), Err(Fault::Busy)])
}

/// Whether every act that was carried out recorded it, or repeated what had been.
fn is_told<T>(answers: &[Answer<T>], stands: &[Stands]) -> bool {
    answers.len() == stands.len()
        && answers.iter().zip(stands).all(|(answer, stands)| answer.is_err() || stands.recorded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_act_may_have_met_is_no_answer_for_the_others() {
        assert!(matches!(Fault::Busy.of_all(false), Some(Fault::Busy)), "no turn came for any of them");
        assert!(Fault::Busy.of_all(true).is_none(), "a row of one of them was held");
        for alike in [Fault::NoRoom, Fault::Unconfirmed] {
            assert!(alike.of_all(true).is_some() && alike.of_all(false).is_some(), "{alike:?}");
        }
        assert!(Fault::Stale.of_all(true).is_none() && Fault::Stale.of_all(false).is_none());
    }

    #[test]
    fn whoever_waits_in_vain_alone_keeps_those_behind_waiting_twice_at_most() {
        let busy = || Err(Fault::Busy);
        assert!(!is_held_for_all::<()>(&[]) && !is_held_for_all(&[Ok(()), busy()]));
        assert!(!is_held_for_all(&[busy(), Ok(()), busy()]), "two that were held, each for itself");
        assert!(is_held_for_all(&[Ok(()), busy(), busy()]));
    }
}
