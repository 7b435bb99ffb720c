//! The arithmetic of one person: nodes in order, parts before their parent, then the composite score.

use core::fmt;

use super::graph::{Graph, Points};
use super::settle::{Entrant, Marked, Reading};
use super::trace::{Did, Given, Sink, Step, Term};
use crate::number::{Exact, Rounding, Score, TooFine};
use crate::scheme::{Combine, Effect, Node, Partial, Status};

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Value {
    /// The published value.
    pub exact: Option<Exact>,
    /// The value before its last rounding.
    pub fine: Option<Exact>,
    /// What stands behind it.
    pub standing: Standing,
}

/// All values of one person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    /// By node.
    pub nodes: Vec<Value>,
    /// Stage values in the order of [`super::columns::columns`].
    pub stages: Vec<Option<Exact>>,
    /// The composite score.
    pub total: Value,
}

/// A number on its way: the value, and the value before its last rounding.
#[derive(Clone, Copy)]
struct Running {
    value: Exact,
    fine: Exact,
}

impl Running {
    const fn start(value: Exact) -> Self {
        Self { value, fine: value }
    }

    fn map(self, step: impl Fn(Exact) -> Result<Exact, TooFine>) -> Result<Self, TooFine> {
        let value = step(self.value)?;
        let fine = if self.fine == self.value { value } else { step(self.fine)? };
        Ok(Self { value, fine })
    }

    fn round(
        self,
        rule: Option<Rounding>,
        of: &str,
        clause: fmt::Arguments<'_>,
        sink: &mut impl Sink,
    ) -> Result<Self, TooFine> {
        let Some(rule) = rule else { return Ok(self) };
        let value = self.value.round(rule)?;
        sink.note(|| {
            let (from, to) = (self.value.to_string(), value.display(rule.places));
            Step::new(of, clause.to_string(), Did::Rounded { places: rule.places, mode: rule.mode, from, to })
        });
        Ok(Self { value, fine: self.value })
    }

    fn capped(
        self,
        cap: Option<Score>,
        of: &str,
        clause: fmt::Arguments<'_>,
        sink: &mut impl Sink,
    ) -> Result<Self, TooFine> {
        let Some(cap) = cap.map(Exact::from) else { return Ok(self) };
        // Rounding may have brought the value down to the cap: what it was before is cut to it all the same.
        if self.value <= cap {
            return Ok(Self { value: self.value, fine: self.fine.min(cap) });
        }
        sink.note(|| {
            Step::new(
                of,
                clause.to_string(),
                Did::Capped { from: self.value.to_string(), to: cap.to_string() },
            )
        });
        Ok(Self { value: cap, fine: self.fine.min(cap) })
    }
}

/// What siblings make together, before rounding.
struct Made {
    value: Option<Exact>,
    standing: Standing,
}

impl Graph<'_> {
    /// Computes everything of one person.
    pub(crate) fn compute(&self, entrant: &Entrant, sink: &mut impl Sink) -> Result<Values, TooFine> {
        let nodes = self.walk.nodes.len();
        let mut values = Values {
            nodes: Vec::with_capacity(nodes),
            stages: Vec::with_capacity(nodes.saturating_mul(2)),
            ..Values::default()
        };
        let mut weighted: Vec<Option<Exact>> = Vec::with_capacity(self.walk.nodes.len());
        for (at, node) in self.walk.nodes.iter().enumerate() {
            let (value, brings) = self.node(at, node, entrant, &mut values, &weighted, sink)?;
            values.nodes.push(value);
            weighted.push(brings);
        }
        values.total = self.total(entrant, &values, &weighted, sink)?;
        Ok(values)
    }

    fn node(
        &self,
        at: usize,
        node: &Node<'_>,
        entrant: &Entrant,
        values: &mut Values,
        weighted: &[Option<Exact>],
        sink: &mut impl Sink,
    ) -> Result<(Value, Option<Exact>), TooFine> {
        let c = node.component;
        let mut marked = None;
        let made = if node.parts.is_empty() {
            let reading = entrant.readings.get(at).unwrap_or(&Reading::Blank);
            if let Reading::Mark(mark) = reading {
                marked = Some(mark.as_ref());
            }
            self.leaf(at, node, reading, sink)
        } else {
            self.combine(&node.parts, c.combine, &node.name, &node.path, values, weighted, sink)?
        };
        let stages = Stages::of(self, at);
        let live = made.standing == Standing::Counts;
        let Some(base) = made.value.filter(|_| live || !node.parts.is_empty()) else {
            values.stages.extend(core::iter::repeat_n(None, stages.count()));
            let value = Value { exact: made.value, fine: made.value, standing: made.standing };
            return Ok((value, made.value));
        };
        // A barred person's points do not count; what the parts made is shown all the same.
        let plan = self.plans.get(at).filter(|_| live);
        let path = &node.path;
        let run = Running::start(base).round(
            c.round.value,
            &node.name,
            format_args!("{path}.round.value"),
            sink,
        )?;
        stages.push(stages.value, run.value, values);
        let run = corrected(run, node, marked, sink)?;
        stages.push(stages.corrected, run.value, values);
        let run = run.capped(c.cap, &node.name, format_args!("{path}.cap"), sink)?;
        let run = add(run, plan.map_or(&[], |p| p.before.as_slice()), entrant, &node.name, sink)?;
        stages.push(stages.adjusted, run.value, values);
        let run = converted(run, node, sink)?;
        stages.push(stages.converted, run.value, values);
        let run = add(run, plan.map_or(&[], |p| p.after.as_slice()), entrant, &node.name, sink)?;
        stages.push(stages.credited, run.value, values);
        let brings = self.weighted(at, node, run.value, sink)?;
        if let Some(brings) = brings.filter(|_| stages.weighted) {
            values.stages.push(Some(brings));
        }
        let value = Value { exact: Some(run.value), fine: Some(run.fine), standing: made.standing };
        Ok((value, brings.or(Some(run.value))))
    }

    fn leaf(&self, at: usize, node: &Node<'_>, reading: &Reading, sink: &mut impl Sink) -> Made {
        match reading {
            Reading::Blank => {
                sink.note(|| Step::new(&node.name, &*node.path, Did::Unscored));
                Made { value: None, standing: Standing::Pending }
            }
            Reading::Mark(marked) => {
                note_mark(node, marked, sink);
                Made { value: Some(marked.value), standing: Standing::Counts }
            }
            Reading::Status(status) => {
                let effect = self.scheme.statuses.of(*status);
                let clause = || format!("statuses.{status}");
                sink.note(|| Step::new(&node.name, clause(), Did::Status { status: *status, effect }));
                let zero = Some(Exact::ZERO);
                match effect {
                    Effect::Zero => Made { value: zero, standing: Standing::Counts },
                    Effect::AddsNothing => Made { value: zero, standing: Standing::Barred(at, *status) },
                    Effect::NoTotal => Made { value: None, standing: Standing::Void(at, *status) },
                    Effect::LeftOut => Made { value: None, standing: Standing::LeftOut },
                }
            }
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one call per group of siblings; a struct would only rename them"
    )]
    fn combine(
        &self,
        group: &[usize],
        combine: Combine,
        of: &str,
        clause: &str,
        values: &Values,
        weighted: &[Option<Exact>],
        sink: &mut impl Sink,
    ) -> Result<Made, TooFine> {
        let standings = group.iter().filter_map(|at| values.nodes.get(*at)).map(|value| value.standing);
        let left_out = standings.clone().filter(|s| *s == Standing::LeftOut).count();
        if left_out == group.len() {
            return Ok(Made { value: None, standing: Standing::LeftOut });
        }
        let standing = standings.filter(|s| *s != Standing::LeftOut).max().unwrap_or_default();
        let gap = |v: &Value| v.exact.is_none() && v.standing != Standing::LeftOut;
        if group.iter().filter_map(|at| values.nodes.get(*at)).any(gap) {
            return Ok(Made { value: None, standing });
        }
        let mut sum = Exact::ZERO;
        for brings in group.iter().filter_map(|at| weighted.get(*at).copied().flatten()) {
            sum = sum.plus(brings)?;
        }
        if left_out > 0 {
            let (mut counted, mut whole) = (Exact::ZERO, Exact::ZERO);
            for at in group {
                let share = self.weight_of(*at, combine);
                whole = whole.plus(share)?;
                if weighted.get(*at).copied().flatten().is_some() {
                    counted = counted.plus(share)?;
                }
            }
            sum = sum.times(whole)?.over(counted)?;
        }
        sink.note(|| {
            let terms = group.iter().filter_map(|at| self.term(*at, values, weighted)).collect();
            Step::new(of, clause, Did::Added { terms, value: sum.to_string() })
        });
        Ok(Made { value: Some(sum), standing })
    }

    /// What a sibling weighs when another is left out: its share, or its full mark where values are added as they are.
    fn weight_of(&self, at: usize, combine: Combine) -> Exact {
        match (combine, self.plans.get(at).and_then(|plan| plan.share)) {
            (Combine::Sum, _) | (_, None) => {
                self.walk.nodes.get(at).map_or(Exact::ZERO, |n| Exact::from(n.component.published_full()))
            }
            (_, Some(share)) => share,
        }
    }

    fn term(&self, at: usize, values: &Values, weighted: &[Option<Exact>]) -> Option<Term> {
        let (node, value) = (self.walk.nodes.get(at)?, values.nodes.get(at)?.exact?);
        let share = self.plans.get(at)?.share.map(|share| share.to_string());
        Some(Term {
            of: node.name.clone(),
            value: value.to_string(),
            share,
            brings: weighted.get(at).copied().flatten()?.to_string(),
        })
    }

    fn weighted(
        &self,
        at: usize,
        node: &Node<'_>,
        value: Exact,
        sink: &mut impl Sink,
    ) -> Result<Option<Exact>, TooFine> {
        let Some(share) = self.plans.get(at).and_then(|plan| plan.share) else { return Ok(None) };
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

    fn total(
        &self,
        entrant: &Entrant,
        values: &Values,
        weighted: &[Option<Exact>],
        sink: &mut impl Sink,
    ) -> Result<Value, TooFine> {
        let top = self.walk.top.as_slice();
        let made = self.combine(top, self.scheme.combine, "total", "components", values, weighted, sink)?;
        let standing = made.standing;
        let Some(sum) = made.value else { return Ok(Value { exact: None, fine: None, standing }) };
        let points = if standing == Standing::Counts { self.on_total.as_slice() } else { &[] };
        let run = add(Running::start(sum), points, entrant, "total", sink)?;
        let run = run.capped(self.scheme.total.cap, "total", format_args!("total.cap"), sink)?;
        let run = run.round(Some(self.scheme.total.round), "total", format_args!("total.round"), sink)?;
        Ok(Value { exact: Some(run.value), fine: Some(run.fine), standing })
    }

    /// The composite of a shortlist's own.
    pub(crate) fn partial(
        &self,
        partial: &Partial,
        of: &str,
        values: &Values,
        sink: &mut impl Sink,
    ) -> Result<Value, TooFine> {
        let weights: Vec<_> = partial.terms.iter().map(|term| term.weight).collect();
        let shares = super::graph::shares(&weights, partial.combine)?;
        let (mut sum, mut counted, mut whole) = (Exact::ZERO, Exact::ZERO, Exact::ZERO);
        let mut standing = Standing::Counts;
        let (mut terms, mut gap) = (Vec::new(), false);
        for (term, share) in partial.terms.iter().zip(shares) {
            let value =
                self.walk.find(&term.of).and_then(|at| values.nodes.get(at)).copied().unwrap_or_default();
            let share = share.unwrap_or(Exact::ONE);
            whole = whole.plus(share)?;
            if value.standing == Standing::LeftOut {
                continue;
            }
            standing = standing.max(value.standing);
            gap |= value.exact.is_none();
            if let Some(exact) = value.exact {
                let brings = exact.times(share)?;
                sum = sum.plus(brings)?;
                counted = counted.plus(share)?;
                terms.push(Term {
                    of: term.of.clone(),
                    value: exact.to_string(),
                    share: Some(share.to_string()),
                    brings: brings.to_string(),
                });
            }
        }
        if counted == Exact::ZERO || gap {
            let standing = if counted == Exact::ZERO { standing.max(Standing::LeftOut) } else { standing };
            return Ok(Value { exact: None, fine: None, standing });
        }
        if counted != whole {
            sum = sum.times(whole)?.over(counted)?;
        }
        sink.note(|| {
            Step::new(of, format!("shortlists.{of}.partial"), Did::Added { terms, value: sum.to_string() })
        });
        let run = Running::start(sum).round(
            partial.round,
            of,
            format_args!("shortlists.{of}.partial.round"),
            sink,
        )?;
        Ok(Value { exact: Some(run.value), fine: Some(run.fine), standing })
    }
}

/// Which stages of a node are columns.
pub(crate) struct Stages {
    pub value: bool,
    pub corrected: bool,
    pub adjusted: bool,
    pub converted: bool,
    pub credited: bool,
    pub weighted: bool,
}

impl Stages {
    /// Those that the scheme computes for the node at `at`.
    pub(crate) fn of(graph: &Graph<'_>, at: usize) -> Self {
        let (Some(node), Some(plan)) = (graph.walk.nodes.get(at), graph.plans.get(at)) else {
            return Self {
                value: false,
                corrected: false,
                adjusted: false,
                converted: false,
                credited: false,
                weighted: false,
            };
        };
        let c = node.component;
        Self {
            value: !c.is_entered() || c.round.value.is_some(),
            corrected: c.rooms.is_some(),
            adjusted: c.cap.is_some() || !plan.before.is_empty(),
            converted: c.is_converted() || c.round.converted.is_some(),
            credited: !plan.after.is_empty(),
            weighted: plan.share.is_some(),
        }
    }

    fn count(&self) -> usize {
        let all = [self.value, self.corrected, self.adjusted, self.converted, self.credited, self.weighted];
        all.into_iter().filter(|stage| *stage).count()
    }

    #[expect(clippy::unused_self, reason = "reads as the stage that is pushed")]
    fn push(&self, shown: bool, value: Exact, values: &mut Values) {
        if shown {
            values.stages.push(Some(value));
        }
    }
}

fn note_mark(node: &Node<'_>, marked: &Marked, sink: &mut impl Sink) {
    let Some(panel) = &marked.panel else {
        sink.note(|| Step::new(&node.name, &*node.path, Did::Mark { value: marked.value.to_string() }));
        return;
    };
    let clause = format!("{}.panel", node.path);
    for group in &panel.groups {
        sink.note(|| {
            let given = |(examiner, mark, dropped): &(String, Exact, bool)| Given {
                examiner: examiner.clone(),
                mark: mark.to_string(),
                dropped: *dropped,
            };
            let marks = group.marks.iter().map(given).collect();
            let did = Did::Panel { element: group.element.clone(), marks, value: group.mean.to_string() };
            Step::new(&node.name, clause.clone(), did)
        });
    }
    if panel.groups.iter().any(|group| group.element.is_some()) {
        sink.note(|| {
            let means = panel.groups.iter().map(|group| group.mean.to_string()).collect();
            Step::new(&node.name, clause, Did::Elements { means, value: panel.value.to_string() })
        });
    }
}

fn corrected(
    run: Running,
    node: &Node<'_>,
    marked: Option<&Marked>,
    sink: &mut impl Sink,
) -> Result<Running, TooFine> {
    let room = marked.and_then(|marked| marked.room.as_ref());
    let (Some(rule), Some(room), Some(correction)) =
        (&node.component.rooms, room, room.and_then(|room| room.correction))
    else {
        return Ok(run);
    };
    let to = run.map(|value| value.times(correction.coefficient))?;
    sink.note(|| {
        let did = Did::Room {
            room: room.room.clone(),
            mean: correction.mean.to_string(),
            overall: correction.overall.to_string(),
            coefficient: correction.coefficient.to_string(),
            from: run.value.to_string(),
            to: to.value.to_string(),
        };
        Step::new(&node.name, format!("{}.rooms", node.path), did)
    });
    let to = to.round(rule.round, &node.name, format_args!("{}.rooms.round", node.path), sink)?;
    to.capped(rule.cap, &node.name, format_args!("{}.rooms.cap", node.path), sink)
}

fn converted(run: Running, node: &Node<'_>, sink: &mut impl Sink) -> Result<Running, TooFine> {
    let c = node.component;
    let mut run = run;
    if c.is_converted() {
        let (full, scale) = (c.full_mark(), c.published_full());
        let factor = Exact::from(scale).over(Exact::from(full))?;
        let to = run.map(|value| value.times(factor))?;
        sink.note(|| {
            let (from, to) = (run.value.to_string(), to.value.to_string());
            let did = Did::Converted { from, full: full.to_string(), scale: scale.to_string(), to };
            Step::new(&node.name, format!("{}.scale", node.path), did)
        });
        run = to;
    }
    run.round(c.round.converted, &node.name, format_args!("{}.round.converted", node.path), sink)
}

fn add(
    run: Running,
    points: &[Points<'_>],
    entrant: &Entrant,
    of: &str,
    sink: &mut impl Sink,
) -> Result<Running, TooFine> {
    let mut run = run;
    for point in points {
        let entered = entrant.bonus.get(point.at).copied().unwrap_or_default();
        let counted = Exact::from(point.bonus.cap.map_or(entered, |cap| entered.min(cap)));
        let to = run.map(|value| value.plus(counted))?;
        sink.note(|| {
            let (key, points) = (point.bonus.key.to_string(), counted.to_string());
            let did = Did::Bonus { key, points, from: run.value.to_string(), to: to.value.to_string() };
            Step::new(of, format!("bonus.{}", point.bonus.key), did)
        });
        run = to;
    }
    Ok(run)
}
