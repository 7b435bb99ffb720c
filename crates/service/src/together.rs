//! Acts of one kind that take their turn together: what came while another turn was under way goes in the next one, as one piece.
//!
//! Owns: who waits, and that each gets an answer of its own. Refuses: more than one turn at a time, waiting for company (whoever comes to
//! an idle place goes at once and alone), acts of who went away before their turn began, and ending a turn because one of those in it went away.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Mutex as Turn, oneshot};
use tracing::Instrument as _;

/// Acts of one turn at most: their statements stay far below the bind limits of both databases.
const MOST: usize = 64;

/// An act that waits, and where its answer goes.
type Waiting<I, O> = (I, oneshot::Sender<O>);

/// Where acts of one kind wait for their turn.
pub(crate) struct Together<I, O> {
    waiting: Mutex<Vec<Waiting<I, O>>>,
    turn: Turn<()>,
}

impl<I, O> Default for Together<I, O> {
    fn default() -> Self {
        Self { waiting: Mutex::default(), turn: Turn::default() }
    }
}

impl<I, O> Together<I, O>
where
    I: Send + 'static,
    O: Send + 'static,
{
    /// Waits for a turn and answers what came of this act in it; `None` where the turn ended without an answer. `run` answers all acts of
    /// a turn, in their order; whose turn it is calls its own, so that every caller passes the same one.
    pub(crate) async fn take<F, R>(self: &Arc<Self>, act: I, run: R) -> Option<O>
    where
        F: Future<Output = Vec<O>> + Send,
        R: FnOnce(Vec<I>) -> F + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push((act, answer));
        let this = Arc::clone(self);
        // A task of its own: whoever leads a turn may go away in the middle of it, and the others must not go with them.
        tokio::spawn(async move { this.lead(run).await }.in_current_span());
        answered.await.ok()
    }

    async fn lead<F, R>(&self, run: R)
    where
        F: Future<Output = Vec<O>> + Send,
        R: FnOnce(Vec<I>) -> F + Send,
    {
        let _turn = self.turn.lock().await;
        let some = self.next();
        if some.is_empty() {
            return;
        }
        let (acts, answers): (Vec<I>, Vec<oneshot::Sender<O>>) = some.into_iter().unzip();
        for (answer, outcome) in answers.into_iter().zip(run(acts).await) {
            // Whoever went away needs no answer; what was done stands.
            let _ = answer.send(outcome);
        }
    }

    /// Takes those who came first and still wait.
    fn next(&self) -> Vec<Waiting<I, O>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|(_, answer)| !answer.is_closed());
        let some = waiting.len().min(MOST);
        waiting.drain(..some).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_comes_during_a_turn_goes_in_the_next_one_together_and_each_is_answered() {
        let together = Arc::new(Together::<u32, (u32, usize)>::default());
        let (open, gate) = tokio::sync::watch::channel(false);
        let run = move |acts: Vec<u32>| {
            let mut gate = gate.clone();
            async move {
                let _ = gate.wait_for(|open| *open).await;
                acts.iter().map(|act| (*act, acts.len())).collect::<Vec<_>>()
            }
        };
        let mut all = Vec::new();
        for act in 0..10 {
            let (together, run) = (Arc::clone(&together), run.clone());
            all.push(tokio::spawn(async move { together.take(act, run).await }));
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
        }
        open.send(true).unwrap();
        let mut sizes = Vec::new();
        for (act, one) in (0_u32..).zip(all) {
            let (same, size) = one.await.unwrap().unwrap();
            assert_eq!(same, act, "each gets its own answer");
            sizes.push(size);
        }
        assert_eq!(sizes.first(), Some(&1), "the first waits for nobody");
        assert_eq!(sizes.last(), Some(&9), "all that came meanwhile go together");
    }

    #[tokio::test]
    async fn whoever_goes_away_before_the_turn_is_in_none() {
        let together = Arc::new(Together::<u32, (u32, usize)>::default());
        let (open, gate) = tokio::sync::watch::channel(false);
        let run = move |acts: Vec<u32>| {
            let mut gate = gate.clone();
            async move {
                let _ = gate.wait_for(|open| *open).await;
                acts.iter().map(|act| (*act, acts.len())).collect::<Vec<_>>()
            }
        };
        let mut all = Vec::new();
        for act in 1..4 {
            let (together, run) = (Arc::clone(&together), run.clone());
            all.push(tokio::spawn(async move { together.take(act, run).await }));
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
        }
        let gone = all.remove(1);
        gone.abort();
        assert!(gone.await.is_err(), "the second went away");
        open.send(true).unwrap();
        let mut answers = Vec::new();
        for one in all {
            answers.push(one.await.unwrap().unwrap());
        }
        assert_eq!(answers, [(1, 1), (3, 1)], "and nobody did what it asked for");
    }

    #[tokio::test]
    async fn a_turn_that_breaks_off_answers_nobody_in_it_and_the_next_one_goes_on() {
        let together = Arc::new(Together::<u32, u32>::default());
        let run = |acts: Vec<u32>| async move {
            assert!(!acts.contains(&1), "what breaks it off");
            acts
        };
        assert_eq!(together.take(1, run).await, None);
        assert_eq!(together.take(2, run).await, Some(2));
    }

    #[tokio::test]
    async fn a_turn_goes_on_where_the_one_who_leads_it_goes_away() {
        let together = Arc::new(Together::<u32, u32>::default());
        let (open, gate) = tokio::sync::watch::channel(false);
        let run = move |acts: Vec<u32>| {
            let mut gate = gate.clone();
            async move {
                let _ = gate.wait_for(|open| *open).await;
                acts
            }
        };
        let (first, first_run) = (Arc::clone(&together), run.clone());
        let leads = tokio::spawn(async move { first.take(1, first_run).await });
        tokio::task::yield_now().await;
        tokio::task::yield_now().await;
        leads.abort();
        let (second, second_run) = (Arc::clone(&together), run);
        let follows = tokio::spawn(async move { second.take(2, second_run).await });
        tokio::task::yield_now().await;
        open.send(true).unwrap();
        assert_eq!(follows.await.unwrap(), Some(2));
    }
}
