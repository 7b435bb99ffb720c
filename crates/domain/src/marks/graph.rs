//! A scheme made ready to compute: nodes in order of computation, shares as exact numbers of one.

use crate::index::{ColumnAt, Index, Indexed, ListAt, NodeAt, PointsAt};
use crate::number::{Exact, Number, TooFine};
use crate::scheme::{Bonus, BonusAt, Component, Scheme, Shortlist, Source, Term, Walk};

/// A bonus that is added to a node or to the total.
#[derive(Clone, Debug)]
pub(crate) struct Points<'a> {
    /// Where a person's points stand.
    pub at: PointsAt,
    /// The bonus.
    pub bonus: &'a Bonus,
}

/// What is computed for one node beside its component.
#[derive(Clone, Debug)]
pub(crate) struct Plan<'a, N> {
    /// Its share of one among its siblings; `None` where siblings are added as they are.
    pub share: Option<N>,
    /// Bonus before conversion.
    pub before: Vec<Points<'a>>,
    /// Bonus after conversion.
    pub after: Vec<Points<'a>>,
    /// What a mark is multiplied by when it is converted.
    pub factor: Option<N>,
    /// Which stages are columns.
    pub stages: Stages,
    /// The column of the weighted value; `None` where the node is not weighted.
    pub weighted: Option<ColumnAt>,
}

impl<N> Plan<'_, N> {
    /// Nothing yet.
    const NONE: Self = Self {
        share: None,
        before: Vec::new(),
        after: Vec::new(),
        factor: None,
        stages: Stages::NONE,
        weighted: None,
    };
}

/// Which stages of a node are columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stages {
    pub value: bool,
    pub corrected: bool,
    pub adjusted: bool,
    pub converted: bool,
    pub credited: bool,
    pub weighted: bool,
}

impl Stages {
    const NONE: Self = Self {
        value: false,
        corrected: false,
        adjusted: false,
        converted: false,
        credited: false,
        weighted: false,
    };

    /// Returns the stages that a scheme computes for a component.
    pub(super) fn of(c: &Component, plan: &Plan<'_, impl Number>) -> Self {
        Self {
            value: !c.is_entered() || c.round.value.is_some(),
            corrected: c.rooms.is_some(),
            adjusted: c.cap.is_some() || !plan.before.is_empty(),
            converted: c.is_converted() || c.round.converted.is_some(),
            credited: !plan.after.is_empty(),
            weighted: plan.share.is_some(),
        }
    }

    pub(crate) fn count(self) -> usize {
        let all = [self.value, self.corrected, self.adjusted, self.converted, self.credited, self.weighted];
        all.into_iter().filter(|stage| *stage).count()
    }
}

/// A scheme made ready.
#[derive(Clone, Debug)]
pub(crate) struct Graph<'a, N = Exact> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Its nodes.
    pub walk: Walk<'a>,
    /// Beside each node.
    pub plans: Indexed<NodeAt, Vec<Plan<'a, N>>>,
    /// Bonus on the total.
    pub on_total: Vec<Points<'a>>,
    /// The latest shortlist that each node waits for.
    pub needs: Indexed<NodeAt, Vec<Option<ListAt>>>,
    /// The terms of each shortlist's own composite: node and share. Empty where it has none.
    pub partials: Indexed<ListAt, Vec<Vec<(NodeAt, N)>>>,
}

/// Returns the node and the share of each term of a list's own composite.
fn terms<N: Number>(list: &Shortlist, walk: &Walk<'_>) -> Result<Vec<(NodeAt, N)>, TooFine> {
    let Some(Source::Partial(partial)) = list.source() else { return Ok(Vec::new()) };
    let weights: Vec<_> = partial.terms.iter().map(|term| term.weight).collect();
    let shares = partial.combine.shares(&weights)?;
    let term = |(term, share): (&Term, Option<Exact>)| {
        walk.find(&term.of).map(|at| Ok((at, N::of(share.unwrap_or(Exact::ONE))?)))
    };
    partial.terms.iter().zip(shares).filter_map(term).collect()
}

impl<'a, N: Number> Graph<'a, N> {
    /// Makes a scheme ready. The scheme is usable ([`Scheme::is_usable`]).
    pub(crate) fn of(scheme: &'a Scheme) -> Result<Self, TooFine> {
        let walk = Walk::of(scheme);
        let needs = walk.nodes.indexes().map(|at| walk.needs(at)).collect();
        let plans = walk.nodes.iter().map(|_| Plan::NONE).collect();
        let partials = scheme.shortlists.iter().map(|list| terms(list, &walk)).collect::<Result<_, _>>()?;
        let mut graph = Self { scheme, walk, plans, on_total: Vec::new(), needs, partials };
        let groups = graph.walk.nodes.iter().map(|node| (node.component.combine, node.parts.clone()));
        let groups: Vec<_> = groups.chain([(scheme.combine, graph.walk.top.clone())]).collect();
        for (combine, group) in groups {
            let weights: Vec<_> =
                group.iter().filter_map(|at| graph.walk.nodes.get(*at)).map(|n| n.component.weight).collect();
            for (at, share) in group.iter().zip(combine.shares(&weights)?) {
                if let Some(plan) = graph.plans.get_mut(*at) {
                    plan.share = share.map(N::of).transpose()?;
                }
            }
        }
        for (place, bonus) in scheme.bonus.iter().enumerate() {
            graph.add_bonus(Points { at: PointsAt::of(place), bonus });
        }
        let mut columns = 0_usize;
        for (node, plan) in graph.walk.nodes.iter().zip(graph.plans.iter_mut()) {
            let c = node.component;
            let (full, scale) = (Exact::from(c.full_mark()), Exact::from(c.published_full()));
            plan.factor = if c.is_converted() { Some(N::of(scale.over(full)?)?) } else { None };
            plan.stages = Stages::of(c, plan);
            columns = columns.saturating_add(plan.stages.count());
            plan.weighted =
                if plan.stages.weighted { columns.checked_sub(1).map(ColumnAt::of) } else { None };
        }
        Ok(graph)
    }

    fn add_bonus(&mut self, points: Points<'a>) {
        let node = points.bonus.to.as_deref().and_then(|to| self.walk.find(to));
        match (points.bonus.at, node.and_then(|at| self.plans.get_mut(at))) {
            (BonusAt::BeforeConversion, Some(plan)) => plan.before.push(points),
            (BonusAt::AfterConversion, Some(plan)) => plan.after.push(points),
            _ => self.on_total.push(points),
        }
    }

    /// Returns the latest shortlist that the total waits for.
    pub(crate) fn total_needs(&self) -> Option<ListAt> {
        self.walk.top.iter().filter_map(|at| self.needs.get(*at).copied().flatten()).max()
    }
}
