//! [`rank`]: everything about one position, from settled entrants to ranks and lists.

use super::lines::{self, High, Holds};
use super::stages::{Chain, StageInputs};
use super::{Outcome, Place, Ranking, Row, Shown, order};
use crate::number::{Exact, TooFine};
use crate::ruling::{Asked, Decisions, Question, Refusal};
use crate::scheme::{BelowLine, Scheme, Scope, Source, Status};
use crate::scoring::trace::Silent;
use crate::scoring::{Entrant, Graph, Position, Reading, Standing, Value, Values};
use crate::shortlist::NoRank;

/// All that is computed of a position.
pub(super) struct Computed<'a> {
    pub graph: Graph<'a>,
    pub values: Vec<Values>,
    pub lines: Vec<Holds>,
}

impl<'a> Computed<'a> {
    /// Values and lines of everybody.
    pub(super) fn of(
        scheme: &'a Scheme,
        position: &Position,
        entrants: &[Entrant],
        decisions: &Decisions,
    ) -> Result<Self, TooFine> {
        let graph = Graph::of(scheme)?;
        let values =
            entrants.iter().map(|entrant| graph.compute(entrant, &mut Silent)).collect::<Result<_, _>>()?;
        let lines = lines::holding(&graph, position, entrants, decisions)?;
        Ok(Self { graph, values, lines })
    }

    /// True where everything that the value is made of is left out because the person is exempt (免试) from it.
    pub(super) fn excused(&self, entrant: &Entrant, source: Option<Source<'_>>, value: &Value) -> bool {
        if value.standing != Standing::LeftOut {
            return false;
        }
        let walk = &self.graph.walk;
        let of: Vec<usize> = match source {
            None => return false,
            Some(Source::Total) => walk.top.clone(),
            Some(Source::Component(name)) => walk.find(name).into_iter().collect(),
            Some(Source::Partial(partial)) => {
                partial.terms.iter().filter_map(|term| walk.find(&term.of)).collect()
            }
        };
        of.iter().all(|at| self.exempt(entrant, *at))
    }

    fn exempt(&self, entrant: &Entrant, at: usize) -> bool {
        let parts = self.graph.walk.nodes.get(at).map_or(&[][..], |node| node.parts.as_slice());
        if parts.is_empty() {
            return matches!(entrant.readings.get(at), Some(Reading::Status(Status::Exempt)));
        }
        parts.iter().all(|part| self.exempt(entrant, *part))
    }

    /// Why a person with this value is not ranked by it: status, line, or nothing entered (which `excused` forgives).
    /// `stage` limits the lines to those that are known before that list.
    pub(super) fn bar(
        &self,
        entrant: &Entrant,
        values: &Values,
        source: &Value,
        stage: Option<usize>,
        excused: bool,
    ) -> Option<NoRank> {
        let known = |needs: Option<usize>| stage.is_none_or(|stage| needs.is_none_or(|needs| needs < stage));
        let status = |standing: Standing| match standing {
            Standing::Barred(at, status) | Standing::Void(at, status) => {
                Some(NoRank::Status { of: self.graph.walk.nodes.get(at)?.name.clone(), status })
            }
            Standing::Counts | Standing::LeftOut | Standing::Pending => None,
        };
        let tops =
            self.graph.walk.top.iter().filter(|at| known(self.graph.needs.get(**at).copied().flatten()));
        let mut standings = tops.filter_map(|at| values.nodes.get(*at)).map(|value| value.standing);
        if let Some(why) = status(source.standing).or_else(|| standings.find_map(status)) {
            return Some(why);
        }
        if source.exact.is_none() && !excused {
            return Some(NoRank::Unscored);
        }
        let mut lines = self.lines.iter().filter(|line| known(line.needs));
        if let Some(below) = lines.clone().find_map(|line| line.below(entrant, values)) {
            return Some(NoRank::Below(below));
        }
        let open = lines.find(|line| line.high == High::Open && line.applies(values))?;
        Some(NoRank::LineOpen { of: open.of.clone() })
    }
}

impl Holds {
    /// There is a value that this line would be compared with.
    fn applies(&self, values: &Values) -> bool {
        match self.on {
            lines::On::Node(at) => values.nodes.get(at).is_some_and(|value| value.exact.is_some()),
            lines::On::Total => values.total.exact.is_some(),
        }
    }
}

/// Ranks one position under its scheme. `entrants` come from [`crate::scoring::settle`]; the scheme is usable.
///
/// # Errors
/// Every [`Refusal`]: decisions that do not fit, marks of people who were not called or missing marks of those who
/// were, a plan that a list needs and the position has not, numbers that no longer fit.
pub fn rank(
    scheme: &Scheme,
    position: &Position,
    entrants: &[Entrant],
    decisions: &Decisions,
) -> Result<Outcome, Vec<Refusal>> {
    let fine = |TooFine| vec![Refusal::TooFine { position: position.code.clone() }];
    let computed = Computed::of(scheme, position, entrants, decisions).map_err(fine)?;
    let mut rows: Vec<Row> = entrants.iter().zip(&computed.values).map(|(e, v)| row(e, v)).collect();
    let bars: Vec<Option<NoRank>> = entrants
        .iter()
        .zip(&computed.values)
        .map(|(e, v)| computed.bar(e, v, &v.total, None, false))
        .collect();
    for (row, bar) in rows.iter_mut().zip(bars) {
        row.no_rank = bar;
    }
    number(&computed, entrants, &mut rows);
    let inputs = StageInputs { computed: &computed, position, entrants, decisions };
    let mut chain = Chain::new(inputs);
    for stage in 0..scheme.shortlists.len() {
        chain.stage(stage).map_err(fine)?;
    }
    let done = chain.finish();
    let mut refusals = done.refusals;
    refusals.extend(super::strays::of_position(scheme, position, decisions, &done.asked));
    if !refusals.is_empty() {
        refusals.sort();
        refusals.dedup();
        return Err(refusals);
    }
    for (row, seats) in rows.iter_mut().zip(done.seats) {
        row.seats = seats;
    }
    let mut questions = line_questions(&computed, position, entrants, &rows);
    questions.extend(done.questions);
    let ranking = Ranking { position: position.code.clone(), rows };
    Ok(if questions.is_empty() {
        Outcome::Ranked(ranking)
    } else {
        Outcome::NeedsDecision(ranking, questions)
    })
}

fn row(entrant: &Entrant, values: &Values) -> Row {
    let shown = |(at, value): (usize, &Value)| match (entrant.readings.get(at), value.exact) {
        (Some(Reading::Status(status)), _) => Shown::Status(*status),
        (_, Some(exact)) => Shown::Value(exact),
        (_, None) => Shown::Blank,
    };
    Row {
        candidate: entrant.candidate.clone(),
        shown: values.nodes.iter().enumerate().map(shown).collect(),
        values: values.stages.clone(),
        total: values.total.exact,
        unrounded: values.total.fine,
        rank: None,
        tied: false,
        no_rank: None,
        seats: Vec::new(),
    }
}

/// Ordering score, ladder values, row.
type Keyed = (Exact, Vec<Option<Exact>>, usize);

/// Gives ranks to all who may have one.
fn number(computed: &Computed<'_>, entrants: &[Entrant], rows: &mut [Row]) {
    let rule = &computed.graph.scheme.rank;
    let ranked = |why: &Option<NoRank>| match why {
        None => true,
        Some(NoRank::Below(_)) => rule.below_line == BelowLine::Ranked,
        Some(NoRank::Unscored | NoRank::Status { .. } | NoRank::LineOpen { .. }) => false,
    };
    let mut list: Vec<Keyed> = Vec::new();
    for (at, ((row, entrant), values)) in rows.iter().zip(entrants).zip(&computed.values).enumerate() {
        if let (true, Some(score)) = (ranked(&row.no_rank), order::ordering(rule.by, &values.total)) {
            let ladder = match rule.scope {
                Scope::Cut => Vec::new(),
                Scope::List => order::ladder(&computed.graph, &rule.ladder, &values.total, entrant, values),
            };
            list.push((score, ladder, at));
        }
    }
    list.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.cmp(&a.1)));
    let runs: Vec<&[Keyed]> = list.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1).collect();
    let sizes: Vec<u32> = runs.iter().map(|run| u32::try_from(run.len()).unwrap_or(u32::MAX)).collect();
    for (run, place) in runs.iter().zip(order::places(&sizes, rule.method)) {
        for (_, _, at) in *run {
            if let Some(row) = rows.get_mut(*at) {
                row.rank = Some(place);
                row.tied = run.len() > 1;
                row.no_rank = None;
            }
        }
    }
}

/// One question per line that is not set yet and that somebody has a value for.
fn line_questions(
    computed: &Computed<'_>,
    position: &Position,
    entrants: &[Entrant],
    rows: &[Row],
) -> Vec<Question> {
    let mut questions = Vec::new();
    for line in computed.lines.iter().filter(|line| line.high == High::Open) {
        let concerned =
            entrants.iter().zip(&computed.values).zip(rows).filter(|((_, values), _)| line.applies(values));
        let candidates: Vec<String> = concerned.map(|((entrant, _), _)| entrant.candidate.clone()).collect();
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
