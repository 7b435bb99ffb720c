//! The arithmetic of a position. It goes node by node, parts before their parent, takes everybody's value through one stage
//! after the other, and ends with the composite scores (总成绩). The steps of one person come from the same computation with one
//! person in it.

use super::columns::{Columns, Rows, Standing, Value, Values, Way};
use super::graph::{Graph, Plan, Points};
use super::running::{Running, add, converted, corrected};
use super::settle::{Entrants, Marked, Reading};
use super::trace::{Did, Given, Sink, Step, Term};
use crate::index::{Indexed, NodeAt, RowAt};
use crate::number::{Exact, Number, TooFine};
use crate::scheme::{Combine, Effect, ListAt, Node, Source, Status};

/// What siblings make together so far.
#[derive(Clone, Copy)]
struct Sum<N> {
    value: N,
    standing: Standing,
    left_out: u32,
    /// One of them has no value.
    gap: bool,
}

impl<N: Number> Sum<N> {
    const NOTHING: Self = Self { value: N::ZERO, standing: Standing::Counts, left_out: 0, gap: false };

    #[inline]
    fn take(&mut self, standing: Standing, brings: Option<N>) -> Result<(), TooFine> {
        match standing {
            Standing::Counts => {}
            Standing::LeftOut => {
                self.left_out = self.left_out.saturating_add(1);
                return Ok(());
            }
            worse => self.standing = self.standing.max(worse),
        }
        match brings {
            Some(brings) => self.value = self.value.plus(brings)?,
            None => self.gap = true,
        }
        Ok(())
    }
}

impl<N: Number> Graph<'_, N> {
    /// Computes all values of these people of one position. A position with more people than a row has numbers is refused, as
    /// a rank of it would not fit either.
    pub(crate) fn compute(
        &self,
        entrants: Entrants<'_>,
        sink: &mut impl Sink,
    ) -> Result<Columns<N>, TooFine> {
        u32::try_from(entrants.len()).map_err(|_| TooFine)?;
        let nodes = Indexed::with_capacity(self.plans.len());
        let (totals, stages) = (Rows::default(), Indexed::default());
        let mut columns = Columns { nodes, totals, stages, statuses: Vec::new() };
        for ((at, node), plan) in self.walk.nodes.pairs().zip(&self.plans) {
            let leaf = node.parts.is_empty();
            let mut column = if leaf {
                self.leaves(at, node, entrants, &mut columns.statuses, sink)?
            } else {
                let of = (node.name.as_str(), &*node.path);
                self.combine(&node.parts, node.component.combine, of, &columns, entrants.len(), sink)?
            };
            let way = Way { leaf, column: &mut column, stages: &mut columns.stages };
            staged(at, node, plan, way, entrants, sink)?;
            columns.nodes.push(column);
        }
        columns.totals = self.totals(entrants, &columns, sink)?;
        Ok(columns)
    }

    fn leaves(
        &self,
        at: NodeAt,
        node: &Node<'_>,
        entrants: Entrants<'_>,
        statuses: &mut Vec<(NodeAt, RowAt, Status)>,
        sink: &mut impl Sink,
    ) -> Result<Rows<Value<N>>, TooFine> {
        let mut column = Rows::with_capacity(entrants.len());
        for (person, entrant) in entrants.pairs() {
            let reading = entrant.readings.get(at).unwrap_or(&Reading::Blank);
            if let Reading::Status(status) = reading {
                statuses.push((at, person, *status));
            }
            column.push(match reading {
                // Nearly all readings are plain marks.
                Reading::Mark(score) => {
                    let value = N::mark(*score);
                    sink.note(|| Step::new(&node.name, &*node.path, Did::Mark { value: value.to_string() }));
                    Value::plain(Some(value), Standing::Counts)
                }
                other => self.leaf(at, node, other, sink)?,
            });
        }
        Ok(column)
    }

    /// Returns the value of a reading that is not a plain mark: a blank, a status, or a mark of a panel or a room.
    #[inline(never)]
    fn leaf(
        &self,
        at: NodeAt,
        node: &Node<'_>,
        reading: &Reading,
        sink: &mut impl Sink,
    ) -> Result<Value<N>, TooFine> {
        Ok(match reading {
            Reading::Blank => {
                sink.note(|| Step::new(&node.name, &*node.path, Did::Unscored));
                Value::plain(None, Standing::Pending)
            }
            Reading::Mark(score) => Value::plain(Some(N::mark(*score)), Standing::Counts),
            Reading::Made(_) if !N::MEANS => return Err(TooFine),
            Reading::Made(made) => {
                note_made(node, made, sink);
                Value::plain(Some(N::of(made.value)?), Standing::Counts)
            }
            Reading::Status(status) => {
                let effect = self.scheme.statuses.of(*status);
                let clause = || format!("statuses.{status}");
                sink.note(|| Step::new(&node.name, clause(), Did::Status { status: *status, effect }));
                let zero = Some(N::ZERO);
                match effect {
                    Effect::Zero => Value::plain(zero, Standing::Counts),
                    Effect::AddsNothing => Value::plain(zero, Standing::Barred(at, *status)),
                    Effect::NoTotal => Value::plain(None, Standing::Void(at, *status)),
                    Effect::LeftOut => Value::plain(None, Standing::LeftOut),
                }
            }
        })
    }

    /// Returns for each person what sibling nodes make together; `of` is the name of what they make and its clause.
    fn combine(
        &self,
        group: &[NodeAt],
        combine: Combine,
        of: (&str, &str),
        columns: &Columns<N>,
        people: usize,
        sink: &mut impl Sink,
    ) -> Result<Rows<Value<N>>, TooFine> {
        let everything = u32::try_from(group.len()).map_err(|_| TooFine)?;
        let mut sums: Rows<Sum<N>> = vec![Sum::NOTHING; people].into();
        for at in group {
            let (Some(values), Some(plan)) = (columns.nodes.get(*at), self.plans.get(*at)) else { continue };
            let values = sums.iter_mut().zip(values);
            match plan.weighted.and_then(|column| columns.stages.get(column)) {
                Some(weighted) => {
                    for ((sum, value), weighted) in values.zip(weighted) {
                        sum.take(value.standing, weighted.or(value.exact))?;
                    }
                }
                None => {
                    for (sum, value) in values {
                        sum.take(value.standing, value.exact)?;
                    }
                }
            }
        }
        let mut made = Rows::with_capacity(people);
        for (person, sum) in sums.pairs() {
            if sum.left_out == everything {
                made.push(Value::plain(None, Standing::LeftOut));
                continue;
            }
            if sum.gap {
                made.push(Value::plain(None, sum.standing));
                continue;
            }
            let mut value = sum.value;
            if sum.left_out > 0 {
                value = self.stretched(value, group, combine, columns, person)?;
            }
            sink.note(|| {
                let terms = group.iter().filter_map(|at| self.term(*at, columns, person)).collect();
                Step::new(of.0, of.1, Did::Added { terms, value: value.to_string() })
            });
            made.push(Value::plain(Some(value), sum.standing));
        }
        Ok(made)
    }

    /// Returns the sum of the siblings that are not left out, scaled as if they were the whole.
    fn stretched(
        &self,
        sum: N,
        group: &[NodeAt],
        combine: Combine,
        columns: &Columns<N>,
        person: RowAt,
    ) -> Result<N, TooFine> {
        let (mut counted, mut whole) = (N::ZERO, N::ZERO);
        for at in group {
            let share = self.weight_of(*at, combine);
            whole = whole.plus(share)?;
            if columns.node(*at, person).is_some_and(|value| value.exact.is_some()) {
                counted = counted.plus(share)?;
            }
        }
        sum.times(whole)?.over(counted)
    }

    /// Returns the weight of a sibling when another is left out: its share, or its full mark where values are added as they are.
    fn weight_of(&self, at: NodeAt, combine: Combine) -> N {
        match (combine, self.plans.get(at).and_then(|plan| plan.share)) {
            (Combine::Sum, _) | (_, None) => {
                self.walk.nodes.get(at).map_or(N::ZERO, |n| N::mark(n.component.published_full()))
            }
            (_, Some(share)) => share,
        }
    }

    fn term(&self, at: NodeAt, columns: &Columns<N>, person: RowAt) -> Option<Term> {
        let (node, plan) = (self.walk.nodes.get(at)?, self.plans.get(at)?);
        Some(Term {
            of: node.name.clone(),
            value: columns.node(at, person)?.exact?.to_string(),
            share: plan.share.map(|share| share.to_string()),
            brings: columns.brings(at, plan, person)?.to_string(),
        })
    }

    fn totals(
        &self,
        entrants: Entrants<'_>,
        columns: &Columns<N>,
        sink: &mut impl Sink,
    ) -> Result<Rows<Value<N>>, TooFine> {
        let (of, rules) = (("total", "components"), &self.scheme.total);
        let people = entrants.len();
        let mut totals = self.combine(&self.walk.top, self.scheme.combine, of, columns, people, sink)?;
        for (total, entrant) in totals.iter_mut().zip(entrants.iter()) {
            let Some(sum) = total.exact else { continue };
            let counts = total.standing == Standing::Counts;
            let points = if counts { self.on_total.as_slice() } else { &[] };
            let run = add(Running::start(sum), points, entrant, "total", sink)?;
            let run = run.capped(rules.cap, "total", format_args!("total.cap"), sink)?;
            let run = run.round(Some(rules.round), "total", format_args!("total.round"), sink)?;
            (total.exact, total.fine) = (Some(run.value), Some(run.fine));
        }
        Ok(totals)
    }

    /// Returns the composite of the shortlist at `at`, where it has one of its own.
    pub(crate) fn partial(
        &self,
        at: ListAt,
        values: Values<'_, N>,
        sink: &mut impl Sink,
    ) -> Result<Value<N>, TooFine> {
        let (Some(list), Some(terms)) = (self.scheme.list(at), self.partials.get(at)) else {
            return Ok(Value::NONE);
        };
        let Some(Source::Partial(partial)) = list.source() else { return Ok(Value::NONE) };
        let (mut sum, mut counted, mut whole) = (N::ZERO, N::ZERO, N::ZERO);
        let (mut standing, mut gap) = (Standing::Counts, false);
        for (at, share) in terms {
            let Some(value) = values.node(*at) else { continue };
            whole = whole.plus(*share)?;
            if value.standing == Standing::LeftOut {
                continue;
            }
            standing = standing.max(value.standing);
            gap |= value.exact.is_none();
            if let Some(exact) = value.exact {
                sum = sum.plus(exact.times(*share)?)?;
                counted = counted.plus(*share)?;
            }
        }
        if counted == N::ZERO || gap {
            let standing = if counted == N::ZERO { standing.max(Standing::LeftOut) } else { standing };
            return Ok(Value::plain(None, standing));
        }
        if counted != whole {
            sum = sum.times(whole)?.over(counted)?;
        }
        let of = list.to.as_str();
        sink.note(|| {
            let named = partial.terms.iter().zip(terms);
            let terms =
                named.filter_map(|(term, (at, share))| brought(&term.of, *at, *share, values)).collect();
            Step::new(of, format!("shortlists.{of}.partial"), Did::Added { terms, value: sum.to_string() })
        });
        let clause = format_args!("shortlists.{of}.partial.round");
        let run = Running::start(sum).round(partial.round, of, clause, sink)?;
        Ok(Value { exact: Some(run.value), fine: Some(run.fine), standing })
    }
}

/// Takes a column through the stages of its node and then weights it.
fn staged<N: Number>(
    at: NodeAt,
    node: &Node<'_>,
    plan: &Plan<'_, N>,
    mut way: Way<'_, N>,
    entrants: Entrants<'_>,
    sink: &mut impl Sink,
) -> Result<(), TooFine> {
    let (c, stages, path, of) = (node.component, plan.stages, &node.path, node.name.as_str());
    let made = |person: RowAt| entrants.get(person)?.readings.get(at)?.made();
    let points = |person: RowAt, live, run, points: &[Points<'_>], sink: &mut _| match entrants.get(person) {
        // A barred person's points do not count.
        Some(entrant) if live => add(run, points, entrant, of, sink),
        _ => Ok(run),
    };
    way.pass(stages.value, |_, _, run| {
        run.round(c.round.value, of, format_args!("{path}.round.value"), sink)
    })?;
    way.pass(stages.corrected, |person, _, run| corrected(run, node, made(person), sink))?;
    way.pass(stages.adjusted, |person, live, run| {
        let run = run.capped(c.cap, of, format_args!("{path}.cap"), sink)?;
        points(person, live, run, &plan.before, sink)
    })?;
    way.pass(stages.converted, |_, _, run| converted(run, node, plan.factor, sink))?;
    way.pass(stages.credited, |person, live, run| points(person, live, run, &plan.after, sink))?;
    let Some(share) = plan.share else { return Ok(()) };
    let mut brings = Rows::with_capacity(way.column.len());
    for value in way.column.iter() {
        brings.push(match value.running(way.leaf) {
            Some(run) => Some(weighted(node, share, run.value, sink)?),
            None => None,
        });
    }
    way.stages.push(brings);
    Ok(())
}

/// Returns a value times its share among its siblings, rounded where the scheme orders it.
#[inline]
fn weighted<N: Number>(node: &Node<'_>, share: N, value: N, sink: &mut impl Sink) -> Result<N, TooFine> {
    let to = value.times(share)?;
    sink.note(|| {
        let did = Did::Weighted { from: value.to_string(), share: share.to_string(), to: to.to_string() };
        Step::new(&node.name, format!("{}.weight", node.path), did)
    });
    let (rule, path) = (node.component.round.weighted, &node.path);
    let clause = format_args!("{path}.round.weighted");
    Ok(Running::start(to).round(rule, &node.name, clause, sink)?.value)
}

/// Returns a term of a list's own composite.
fn brought<N: Number>(of: &str, at: NodeAt, share: N, values: Values<'_, N>) -> Option<Term> {
    let value = values.node(at)?.exact?;
    let brings = value.times(share).ok()?.to_string();
    Some(Term { of: of.to_owned(), value: value.to_string(), share: Some(share.to_string()), brings })
}

fn note_made(node: &Node<'_>, made: &Marked, sink: &mut impl Sink) {
    let Some(panel) = &made.panel else {
        sink.note(|| Step::new(&node.name, &*node.path, Did::Mark { value: made.value.to_string() }));
        return;
    };
    let clause = || format!("{}.panel", node.path);
    for group in &panel.groups {
        sink.note(|| {
            let given = |(examiner, mark, dropped): &(String, Exact, bool)| Given {
                examiner: examiner.clone(),
                mark: mark.to_string(),
                dropped: *dropped,
            };
            let marks = group.marks.iter().map(given).collect();
            let did = Did::Panel { element: group.element.clone(), marks, value: group.mean.to_string() };
            Step::new(&node.name, clause(), did)
        });
    }
    if panel.groups.iter().any(|group| group.element.is_some()) {
        sink.note(|| {
            let means = panel.groups.iter().map(|group| group.mean.to_string()).collect();
            Step::new(&node.name, clause(), Did::Elements { means, value: panel.value.to_string() })
        });
    }
}
