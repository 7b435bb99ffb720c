//! [`Ranker`]: everything about one position, from settled entrants to ranks and lists.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::computed::Computed;
use super::kept::Lane;
use super::lines::High;
use super::outcome::Line;
use super::stages::{Chain, StageInputs};
use super::{Outcome, Place, Ranking, order};
use crate::index::RowAt;
use crate::marks::{Entrant, Entrants, Graph, Position, Rows};
use crate::number::{Decimal, Exact, Number, TooFine};
use crate::rulings::{Asked, Question, Refusal, Rulings};
use crate::scheme::{BelowLine, Method, Scheme, Scope};
use crate::shortlist::NoRank;

/// A scheme made ready to rank the positions under it, however many.
#[derive(Clone, Debug)]
pub struct Ranker<'a> {
    /// The graph for positions in which every number is a decimal, or `None` where a weight of the scheme is not one.
    quick: Option<Arc<Graph<'a, Decimal>>>,
    exact: Arc<Graph<'a, Exact>>,
    decidable: BTreeSet<String>,
}

/// Ranks one position under its scheme. Whoever ranks several makes one [`Ranker`] of the scheme.
///
/// # Errors
/// As [`Ranker::rank`].
pub fn rank(
    scheme: &Scheme,
    position: &Position,
    entrants: &[Entrant],
    rulings: &Rulings,
) -> Result<Outcome, Vec<Refusal>> {
    let fine = |TooFine| vec![Refusal::TooFine { position: position.code.clone() }];
    Ranker::of(scheme).map_err(fine)?.rank(position, entrants, rulings)
}

impl<'a> Ranker<'a> {
    /// Makes a usable scheme ready.
    ///
    /// # Errors
    /// [`TooFine`] where its weights do not fit.
    pub fn of(scheme: &'a Scheme) -> Result<Self, TooFine> {
        Ok(Self {
            quick: Graph::of(scheme).ok().map(Arc::new),
            exact: Arc::new(Graph::of(scheme)?),
            decidable: super::strays::decidable(scheme),
        })
    }

    /// Ranks one position. `entrants` come from [`crate::marks::settle`].
    ///
    /// # Errors
    /// Every [`Refusal`]: rulings that do not fit, marks of people who were not called or missing marks of those who
    /// were, a plan that a list needs and the position has not, numbers that no longer fit.
    pub fn rank(
        &self,
        position: &Position,
        entrants: &[Entrant],
        rulings: &Rulings,
    ) -> Result<Outcome, Vec<Refusal>> {
        let entrants = Entrants::from(entrants);
        let quick = self.quick.as_ref().map(|graph| self.ranked(graph, position, entrants, rulings));
        let answer = match quick {
            Some(Ok(answer)) => Ok(answer),
            Some(Err(TooFine)) | None => self.ranked(&self.exact, position, entrants, rulings),
        };
        answer.unwrap_or_else(|TooFine| Err(vec![Refusal::TooFine { position: position.code.clone() }]))
    }

    /// Ranks the position with one kind of numbers, or returns [`TooFine`] where that kind cannot hold one of them.
    fn ranked<N: Lane>(
        &self,
        graph: &Arc<Graph<'_, N>>,
        position: &Position,
        entrants: Entrants<'_>,
        rulings: &Rulings,
    ) -> Result<Result<Outcome, Vec<Refusal>>, TooFine> {
        let computed = Computed::of(graph, position, entrants, rulings)?;
        let (free, mut unranked) = begin(&computed, entrants);
        let line = |entrant: &Entrant| Line { candidate: entrant.candidate.clone(), rank: None, tied: false };
        let mut lines: Rows<Line> = entrants.iter().map(line).collect();
        let order = number(&computed, entrants, &unranked, &mut lines);
        unranked.retain(|(at, _)| lines.get(*at).is_some_and(|line| line.rank.is_none()));
        let scheme = graph.scheme;
        let inputs =
            StageInputs { computed: &computed, position, entrants, rulings, order: &order, free: &free };
        let mut chain = Chain::new(inputs);
        for (at, list) in scheme.lists() {
            chain.stage(at, list)?;
        }
        let done = chain.finish();
        let mut refusals = done.refusals;
        if !rulings.is_empty() {
            refusals.extend(super::strays::of_position(
                &self.decidable,
                scheme,
                position,
                rulings,
                &done.asked,
            ));
        }
        if !refusals.is_empty() {
            refusals.sort();
            refusals.dedup();
            return Ok(Err(refusals));
        }
        let mut questions = line_questions(&computed, position, entrants);
        questions.extend(done.questions);
        let (position, values) = (position.code.clone(), N::keep(computed.columns));
        let ranking = Ranking { position, lines, unranked, values, seats: done.seats };
        Ok(Ok(if questions.is_empty() {
            Outcome::Ranked(ranking)
        } else {
            Outcome::NeedsRuling(ranking, questions)
        }))
    }
}

/// Returns for each person whether nothing stands against a rank by the total (总成绩), and for the others, by their rows, the
/// reason against it. A scheme may rank the people below a line all the same (`below_line`).
fn begin<N: Number>(
    computed: &Computed<'_, N>,
    entrants: Entrants<'_>,
) -> (Rows<bool>, Vec<(RowAt, NoRank)>) {
    let (mut free, mut kept) = (computed.clear(), Vec::new());
    let people = computed.columns.people().zip(entrants.iter()).zip(free.iter_mut());
    for (((at, values), entrant), free) in people.filter(|(_, free)| !**free) {
        match computed.bar(entrant, values, values.total(), None, false) {
            Some(why) => kept.push((at, why)),
            None => *free = true,
        }
    }
    (free, kept)
}

/// Gives ranks to all who may have one; returns the rows of everybody, best first, those without a rank last.
fn number<N: Number>(
    computed: &Computed<'_, N>,
    entrants: Entrants<'_>,
    kept: &[(RowAt, NoRank)],
    lines: &mut Rows<Line>,
) -> Vec<RowAt> {
    let rule = &computed.graph.scheme.rank;
    let apart = |why: &NoRank| !matches!(why, NoRank::Below(_)) || rule.below_line != BelowLine::Ranked;
    let mut apart = kept.iter().filter(|(_, why)| apart(why)).map(|(at, _)| *at).peekable();
    let mut list: Vec<order::Scored<N>> = Vec::with_capacity(lines.len());
    for (at, total) in computed.columns.totals.pairs() {
        let apart = apart.next_if_eq(&at).is_some();
        let score = order::ordering(rule.by, total).filter(|_| !apart);
        list.extend(score.map(|score| order::Scored { score, at, part: 0 }));
    }
    order::best_first(&mut list);
    let ladder = |at: RowAt| {
        let (entrant, values) = (entrants.get(at)?, computed.values(at)?);
        Some(order::ladder(&computed.graph, &rule.ladder, values.total(), entrant, values))
    };
    if rule.scope == Scope::List {
        order::by_ladder(&mut list, ladder);
    }
    give_ranks(rule.method, &list, lines);
    let mut order = Vec::with_capacity(lines.len());
    order.extend(list.iter().map(|one| one.at));
    if list.len() < lines.len() {
        order.extend(lines.pairs().filter(|(_, line)| line.rank.is_none()).map(|(at, _)| at));
    }
    order
}

/// Gives everybody on a sorted list their rank.
fn give_ranks<N: Number>(method: Method, list: &[order::Scored<N>], lines: &mut Rows<Line>) {
    let (mut ahead, mut run) = (0_u32, 0_u32);
    for equals in list.chunk_by(order::Scored::equals) {
        let size = u32::try_from(equals.len()).unwrap_or(u32::MAX);
        run = run.saturating_add(1);
        let rank = order::place(method, ahead, size, run);
        ahead = ahead.saturating_add(size);
        for one in equals {
            if let Some(line) = lines.get_mut(one.at) {
                (line.rank, line.tied) = (Some(rank), size > 1);
            }
        }
    }
}

/// Returns one question for each line that is not set yet and with which somebody's value would be compared.
fn line_questions<N: Number>(
    computed: &Computed<'_, N>,
    position: &Position,
    entrants: Entrants<'_>,
) -> Vec<Question> {
    let mut questions = Vec::new();
    for line in computed.lines.iter().filter(|line| line.high == High::Open) {
        let people = computed.columns.people().zip(entrants.iter());
        let concerned = people.filter(|((_, values), _)| line.applies(*values));
        let candidates: Vec<String> = concerned.map(|(_, entrant)| entrant.candidate.to_string()).collect();
        if !candidates.is_empty() {
            questions.push(Question {
                id: format!("{}/line.{}", position.code, line.of),
                position: position.code.clone(),
                stage: None,
                asked: Asked::Line { of: line.of.clone() },
                candidates,
                seats: 0,
                clause: line.clause.clone(),
            });
        }
    }
    questions
}

impl From<u32> for Place {
    fn from(rank: u32) -> Self {
        Self::whole(rank)
    }
}
