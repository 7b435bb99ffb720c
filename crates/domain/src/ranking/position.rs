//! [`Ranker`]: everything about one position, from settled entrants to ranks and lists.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::computed::Computed;
use super::kept::Lane;
use super::lines::High;
use super::outcome::{Line, Seats};
use super::stages::{Chain, StageInputs};
use super::{Outcome, Place, Ranking, order};
use crate::number::{Decimal, Exact, Number, TooFine};
use crate::ruling::{Asked, Decisions, Question, Refusal};
use crate::scheme::{BelowLine, Scheme, Scope};
use crate::scoring::{Entrant, Graph, Position, Settings, Settled};
use crate::shortlist::NoRank;

/// A scheme made ready to rank the positions under it, however many.
#[derive(Clone, Debug)]
pub struct Ranker<'a> {
    /// For positions of which every number is a decimal; none where a weight is not.
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
    decisions: &Decisions,
) -> Result<Outcome, Vec<Refusal>> {
    let fine = |TooFine| vec![Refusal::TooFine { position: position.code.clone() }];
    Ranker::of(scheme).map_err(fine)?.rank(position, entrants, decisions)
}

/// One position that has people, by its place among the settings' positions, and what came of it.
pub type Answer = (usize, Result<Outcome, Vec<Refusal>>);

/// Ranks every position that has people, in the order of the settings; each scheme is made ready once.
#[must_use]
pub fn every(settings: &Settings<'_>, settled: &Settled, decisions: &Decisions) -> Vec<Answer> {
    let mut rankers: BTreeMap<&str, Result<Ranker<'_>, TooFine>> = BTreeMap::new();
    let mut answers = Vec::new();
    for (at, position) in settings.positions.iter().enumerate() {
        let entrants = settled.entrants.get(&position.code);
        let (Some(entrants), Some(scheme)) = (entrants, settings.scheme_of(position)) else { continue };
        let name = position.scheme.as_deref().unwrap_or_default();
        let answer = match rankers.entry(name).or_insert_with(|| Ranker::of(scheme)) {
            Ok(ranker) => ranker.rank(position, entrants, decisions),
            Err(TooFine) => Err(vec![Refusal::TooFine { position: position.code.clone() }]),
        };
        answers.push((at, answer));
    }
    answers
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

    /// Ranks one position. `entrants` come from [`crate::scoring::settle`].
    ///
    /// # Errors
    /// Every [`Refusal`]: decisions that do not fit, marks of people who were not called or missing marks of those who
    /// were, a plan that a list needs and the position has not, numbers that no longer fit.
    pub fn rank(
        &self,
        position: &Position,
        entrants: &[Entrant],
        decisions: &Decisions,
    ) -> Result<Outcome, Vec<Refusal>> {
        let quick = self.quick.as_ref().map(|graph| self.ranked(graph, position, entrants, decisions));
        let answer = match quick {
            Some(Ok(answer)) => Ok(answer),
            Some(Err(TooFine)) | None => self.ranked(&self.exact, position, entrants, decisions),
        };
        answer.unwrap_or_else(|TooFine| Err(vec![Refusal::TooFine { position: position.code.clone() }]))
    }

    /// The same by one kind of numbers; [`TooFine`] where it does not hold one of them.
    fn ranked<N: Lane>(
        &self,
        graph: &Arc<Graph<'_, N>>,
        position: &Position,
        entrants: &[Entrant],
        decisions: &Decisions,
    ) -> Result<Result<Outcome, Vec<Refusal>>, TooFine> {
        let computed = Computed::of(graph, position, entrants, decisions)?;
        let mut lines = begin(&computed, entrants);
        let free: Vec<bool> = lines.iter().map(|line| line.no_rank.is_none()).collect();
        let order = number(&computed, entrants, &mut lines);
        let scheme = graph.scheme;
        let inputs =
            StageInputs { computed: &computed, position, entrants, decisions, order: &order, free: &free };
        let mut chain = Chain::new(inputs);
        for stage in 0..scheme.shortlists.len() {
            chain.stage(stage)?;
        }
        let done = chain.finish();
        let mut refusals = done.refusals;
        if !decisions.is_empty() {
            refusals.extend(super::strays::of_position(
                &self.decidable,
                scheme,
                position,
                decisions,
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
        let mut names = String::with_capacity(entrants.iter().map(|entrant| entrant.candidate.len()).sum());
        for (line, entrant) in lines.iter_mut().zip(entrants) {
            names.push_str(&entrant.candidate);
            line.name = names.len();
        }
        let seats = Seats { all: done.seats, lists: scheme.shortlists.len() };
        let (position, values) = (position.code.clone(), N::keep(computed.columns));
        let ranking = Ranking { position, names, lines, values, seats };
        Ok(Ok(if questions.is_empty() {
            Outcome::Ranked(ranking)
        } else {
            Outcome::NeedsDecision(ranking, questions)
        }))
    }
}

/// Why anybody's composite score gives no rank.
fn begin<N: Number>(computed: &Computed<'_, N>, entrants: &[Entrant]) -> Vec<Line> {
    let line = |(at, entrant): (usize, &Entrant)| {
        let values = computed.values(at);
        let no_rank = computed.bar(entrant, values, values.total(), None, false);
        Line { no_rank: no_rank.map(Box::new), ..Line::default() }
    };
    entrants.iter().enumerate().map(line).collect()
}

/// Gives ranks to all who may have one; returns the places of everybody, best first, those without a rank last.
fn number<N: Number>(computed: &Computed<'_, N>, entrants: &[Entrant], lines: &mut [Line]) -> Vec<usize> {
    let rule = &computed.graph.scheme.rank;
    let ranked = |line: &Line| match line.no_rank.as_deref() {
        None => true,
        Some(NoRank::Below(_)) => rule.below_line == BelowLine::Ranked,
        Some(NoRank::Unscored | NoRank::Status { .. } | NoRank::LineOpen { .. }) => false,
    };
    let score = |(at, line): (usize, &Line)| {
        let score = order::ordering(rule.by, computed.values(at).total()).filter(|_| ranked(line))?;
        Some((score, at))
    };
    let mut list: Vec<order::Scored<N>> = lines.iter().enumerate().filter_map(score).collect();
    order::best_first(&mut list);
    let ladder = |at: usize| {
        let values = computed.values(at);
        entrants
            .get(at)
            .map(|entrant| order::ladder(&computed.graph, &rule.ladder, values.total(), entrant, values))
    };
    let sizes = match rule.scope {
        Scope::Cut => order::runs(&list),
        Scope::List => order::by_ladder(&mut list, ladder),
    };
    let places = order::places(&sizes, rule.method);
    let mut people = list.iter();
    for (size, place) in sizes.iter().zip(places) {
        for (_, at) in people.by_ref().take(*size) {
            if let Some(line) = lines.get_mut(*at) {
                line.rank = Some(place);
                line.tied = *size > 1;
                line.no_rank = None;
            }
        }
    }
    let unranked = lines.iter().enumerate().filter(|(_, line)| line.rank.is_none()).map(|(at, _)| at);
    list.into_iter().map(|(_, at)| at).chain(unranked).collect()
}

/// One question per line that is not set yet and that somebody has a value for.
fn line_questions<N: Number>(
    computed: &Computed<'_, N>,
    position: &Position,
    entrants: &[Entrant],
) -> Vec<Question> {
    let mut questions = Vec::new();
    for line in computed.lines.iter().filter(|line| line.high == High::Open) {
        let concerned = entrants.iter().enumerate().filter(|(at, _)| line.applies(computed.values(*at)));
        let candidates: Vec<String> = concerned.map(|(_, entrant)| entrant.candidate.clone()).collect();
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
