//! The arithmetic of one person: nodes in order, parts before their parent, then the composite score.

use super::graph::{Graph, Plan};
use super::running::{Running, add, converted, corrected};
use super::settle::{Entrant, Marked, Reading};
use super::trace::{Did, Given, Sink, Step, Term};
use crate::number::{Exact, Number, TooFine};
use crate::ranking::Shown;
use crate::scheme::{Combine, Effect, Node, Source, Status};

/// What stands behind a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// It counts.
    #[default]
    Counts,
    /// It is left out; the weights of the others are taken as a ratio.
    LeftOut,
    /// Nothing is entered yet.
    Pending,
    /// A status adds nothing: no rank, no further list. The node's place and the status.
    Barred(usize, Status),
    /// A status leaves no value at all.
    Void(usize, Status),
}

/// A value and what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Value<N> {
    /// The published value.
    pub exact: Option<N>,
    /// The value before its last rounding.
    pub fine: Option<N>,
    /// What stands behind it.
    pub standing: Standing,
}

impl<N> Value<N> {
    /// Nothing that counts.
    pub(crate) const NONE: Self = Self { exact: None, fine: None, standing: Standing::Counts };
}

/// One person's values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values<'v, N> {
    /// By node.
    pub nodes: &'v [Value<N>],
    /// The composite score.
    pub total: &'v Value<N>,
}

/// Where everybody of a position is computed, one after the other: nobody costs memory of their own.
#[derive(Debug)]
pub(crate) struct Desk<N> {
    /// By person and node.
    pub nodes: Vec<Value<N>>,
    /// By person: the composite score.
    pub totals: Vec<Value<N>>,
    /// By person and node: what it shows.
    pub shown: Vec<Shown>,
    /// By person: stage values in the order of [`crate::ranking::table::columns`].
    pub stages: Vec<Option<Exact>>,
    /// What each node of the person on the desk brings to its parent.
    brings: Vec<Option<N>>,
    /// Where the nodes of the person on the desk begin.
    from: usize,
}

impl<N: Number> Desk<N> {
    /// Room for so many people.
    pub(crate) fn of(graph: &Graph<'_, N>, people: usize) -> Self {
        let columns: usize = graph.plans.iter().map(|plan| plan.stages.count()).sum();
        Self {
            nodes: Vec::with_capacity(people.saturating_mul(graph.plans.len())),
            totals: Vec::with_capacity(people),
            shown: Vec::with_capacity(people.saturating_mul(graph.plans.len())),
            stages: Vec::with_capacity(people.saturating_mul(columns)),
            brings: Vec::with_capacity(graph.plans.len()),
            from: 0,
        }
    }

    /// The value of a node of the person on the desk.
    #[inline]
    fn node(&self, at: usize) -> Option<&Value<N>> {
        self.nodes.get(self.from.saturating_add(at))
    }
}

/// What siblings make together, before rounding.
struct Made<N> {
    value: Option<N>,
    standing: Standing,
}

impl<N: Number> Graph<'_, N> {
    /// Computes everything of the next person on `desk`.
    pub(crate) fn compute(
        &self,
        entrant: &Entrant,
        desk: &mut Desk<N>,
        sink: &mut impl Sink,
    ) -> Result<(), TooFine> {
        desk.from = desk.nodes.len();
        desk.brings.clear();
        for (at, (node, plan)) in self.walk.nodes.iter().zip(&self.plans).enumerate() {
            let reading = entrant.readings.get(at).unwrap_or(&Reading::Blank);
            let (value, brings) = self.node(at, node, plan, reading, entrant, desk, sink)?;
            desk.shown.push(match (reading, value.exact) {
                (Reading::Status(status), _) => Shown::Status(*status),
                (_, Some(value)) => Shown::Value(value.exact()),
                (_, None) => Shown::Blank,
            });
            desk.nodes.push(value);
            desk.brings.push(brings);
        }
        let total = self.total(entrant, desk, sink)?;
        desk.totals.push(total);
        Ok(())
    }

    #[inline]
    #[expect(clippy::too_many_arguments, reason = "one call; a struct would only rename them")]
    fn node(
        &self,
        at: usize,
        node: &Node<'_>,
        plan: &Plan<'_, N>,
        reading: &Reading,
        entrant: &Entrant,
        desk: &mut Desk<N>,
        sink: &mut impl Sink,
    ) -> Result<(Value<N>, Option<N>), TooFine> {
        let leaf = node.parts.is_empty();
        let made = if leaf {
            self.leaf(at, node, reading, sink)?
        } else {
            self.combine(&node.parts, node.component.combine, (&node.name, &node.path), desk, sink)?
        };
        let standing = made.standing;
        let live = standing == Standing::Counts;
        let Some(base) = made.value.filter(|_| live || !leaf) else {
            desk.stages.extend(core::iter::repeat_n(None, plan.stages.count()));
            return Ok((Value { exact: made.value, fine: made.value, standing }, made.value));
        };
        let mut run = Running::start(base);
        if !plan.is_plain() {
            // A barred person's points do not count; what the parts made is shown all the same.
            run = self.staged(node, plan, run, live, reading, entrant, desk, sink)?;
        }
        let brings = weighted(node, plan, run.value, sink)?;
        if let Some(brings) = brings.filter(|_| plan.stages.weighted) {
            desk.stages.push(Some(brings.exact()));
        }
        Ok((Value { exact: Some(run.value), fine: Some(run.fine), standing }, brings.or(Some(run.value))))
    }

    #[expect(clippy::too_many_arguments, reason = "one call; a struct would only rename them")]
    fn staged(
        &self,
        node: &Node<'_>,
        plan: &Plan<'_, N>,
        run: Running<N>,
        live: bool,
        reading: &Reading,
        entrant: &Entrant,
        desk: &mut Desk<N>,
        sink: &mut impl Sink,
    ) -> Result<Running<N>, TooFine> {
        let (c, stages, path, of) = (node.component, plan.stages, &node.path, node.name.as_str());
        let made = reading.made();
        let points = |points| if live { points } else { &[][..] };
        let mut show = |shown: bool, run: Running<N>| {
            if shown {
                desk.stages.push(Some(run.value.exact()));
            }
        };
        let run = run.round(c.round.value, of, format_args!("{path}.round.value"), sink)?;
        show(stages.value, run);
        let run = corrected(run, node, made, sink)?;
        show(stages.corrected, run);
        let run = run.capped(c.cap, of, format_args!("{path}.cap"), sink)?;
        let run = add(run, points(plan.before.as_slice()), entrant, of, sink)?;
        show(stages.adjusted, run);
        let run = converted(run, node, plan.factor, sink)?;
        show(stages.converted, run);
        let run = add(run, points(plan.after.as_slice()), entrant, of, sink)?;
        show(stages.credited, run);
        Ok(run)
    }

    #[inline]
    fn leaf(
        &self,
        at: usize,
        node: &Node<'_>,
        reading: &Reading,
        sink: &mut impl Sink,
    ) -> Result<Made<N>, TooFine> {
        Ok(match reading {
            Reading::Blank => {
                sink.note(|| Step::new(&node.name, &*node.path, Did::Unscored));
                Made { value: None, standing: Standing::Pending }
            }
            Reading::Mark(score) => {
                let value = N::mark(*score);
                sink.note(|| Step::new(&node.name, &*node.path, Did::Mark { value: value.to_string() }));
                Made { value: Some(value), standing: Standing::Counts }
            }
            Reading::Made(_) if !N::MEANS => return Err(TooFine),
            Reading::Made(made) => {
                note_made(node, made, sink);
                Made { value: Some(N::of(made.value)?), standing: Standing::Counts }
            }
            Reading::Status(status) => {
                let effect = self.scheme.statuses.of(*status);
                let clause = || format!("statuses.{status}");
                sink.note(|| Step::new(&node.name, clause(), Did::Status { status: *status, effect }));
                let zero = Some(N::ZERO);
                match effect {
                    Effect::Zero => Made { value: zero, standing: Standing::Counts },
                    Effect::AddsNothing => Made { value: zero, standing: Standing::Barred(at, *status) },
                    Effect::NoTotal => Made { value: None, standing: Standing::Void(at, *status) },
                    Effect::LeftOut => Made { value: None, standing: Standing::LeftOut },
                }
            }
        })
    }

    /// What siblings make together; `of` is what they make and its clause.
    fn combine(
        &self,
        group: &[usize],
        combine: Combine,
        of: (&str, &str),
        desk: &Desk<N>,
        sink: &mut impl Sink,
    ) -> Result<Made<N>, TooFine> {
        let (mut standing, mut left_out, mut gap) = (Standing::Counts, 0_usize, false);
        let mut sum = N::ZERO;
        for (value, brings) in group.iter().filter_map(|at| desk.node(*at).zip(desk.brings.get(*at))) {
            if value.standing == Standing::LeftOut {
                left_out = left_out.saturating_add(1);
                continue;
            }
            standing = standing.max(value.standing);
            gap |= value.exact.is_none();
            if let Some(brings) = brings {
                sum = sum.plus(*brings)?;
            }
        }
        if left_out == group.len() {
            return Ok(Made { value: None, standing: Standing::LeftOut });
        }
        if gap {
            return Ok(Made { value: None, standing });
        }
        if left_out > 0 {
            let (mut counted, mut whole) = (N::ZERO, N::ZERO);
            for at in group {
                let share = self.weight_of(*at, combine);
                whole = whole.plus(share)?;
                if desk.brings.get(*at).copied().flatten().is_some() {
                    counted = counted.plus(share)?;
                }
            }
            sum = sum.times(whole)?.over(counted)?;
        }
        sink.note(|| {
            let terms = group.iter().filter_map(|at| self.term(*at, desk)).collect();
            Step::new(of.0, of.1, Did::Added { terms, value: sum.to_string() })
        });
        Ok(Made { value: Some(sum), standing })
    }

    /// What a sibling weighs when another is left out: its share, or its full mark where values are added as they are.
    fn weight_of(&self, at: usize, combine: Combine) -> N {
        match (combine, self.plans.get(at).and_then(|plan| plan.share)) {
            (Combine::Sum, _) | (_, None) => {
                self.walk.nodes.get(at).map_or(N::ZERO, |n| N::mark(n.component.published_full()))
            }
            (_, Some(share)) => share,
        }
    }

    fn term(&self, at: usize, desk: &Desk<N>) -> Option<Term> {
        let (node, value) = (self.walk.nodes.get(at)?, desk.node(at)?.exact?);
        let share = self.plans.get(at)?.share.map(|share| share.to_string());
        Some(Term {
            of: node.name.clone(),
            value: value.to_string(),
            share,
            brings: desk.brings.get(at).copied().flatten()?.to_string(),
        })
    }

    fn total(&self, entrant: &Entrant, desk: &Desk<N>, sink: &mut impl Sink) -> Result<Value<N>, TooFine> {
        let top = self.walk.top.as_slice();
        let made = self.combine(top, self.scheme.combine, ("total", "components"), desk, sink)?;
        let standing = made.standing;
        let Some(sum) = made.value else { return Ok(Value { exact: None, fine: None, standing }) };
        let points = if standing == Standing::Counts { self.on_total.as_slice() } else { &[] };
        let run = add(Running::start(sum), points, entrant, "total", sink)?;
        let run = run.capped(self.scheme.total.cap, "total", format_args!("total.cap"), sink)?;
        let run = run.round(Some(self.scheme.total.round), "total", format_args!("total.round"), sink)?;
        Ok(Value { exact: Some(run.value), fine: Some(run.fine), standing })
    }

    /// The composite of the shortlist at `stage`, where it has one of its own.
    pub(crate) fn partial(
        &self,
        stage: usize,
        values: Values<'_, N>,
        sink: &mut impl Sink,
    ) -> Result<Value<N>, TooFine> {
        let list = self.scheme.shortlists.get(stage);
        let (Some(list), Some(terms)) = (list, self.partials.get(stage)) else { return Ok(Value::NONE) };
        let Some(Source::Partial(partial)) = list.source() else { return Ok(Value::NONE) };
        let (mut sum, mut counted, mut whole) = (N::ZERO, N::ZERO, N::ZERO);
        let (mut standing, mut gap) = (Standing::Counts, false);
        for (at, share) in terms {
            let Some(value) = values.nodes.get(*at) else { continue };
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
            return Ok(Value { exact: None, fine: None, standing });
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

/// What a value weighs among its siblings; none where they are added as they are.
#[inline]
fn weighted<N: Number>(
    node: &Node<'_>,
    plan: &Plan<'_, N>,
    value: N,
    sink: &mut impl Sink,
) -> Result<Option<N>, TooFine> {
    let Some(share) = plan.share else { return Ok(None) };
    let to = value.times(share)?;
    sink.note(|| {
        let did = Did::Weighted { from: value.to_string(), share: share.to_string(), to: to.to_string() };
        Step::new(&node.name, format!("{}.weight", node.path), did)
    });
    let (rule, path) = (node.component.round.weighted, &node.path);
    let clause = format_args!("{path}.round.weighted");
    let run = Running::start(to).round(rule, &node.name, clause, sink)?;
    Ok(Some(run.value))
}

/// A term of a list's own composite.
fn brought<N: Number>(of: &str, at: usize, share: N, values: Values<'_, N>) -> Option<Term> {
    let value = values.nodes.get(at)?.exact?;
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
