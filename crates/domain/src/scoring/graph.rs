//! A scheme made ready to compute: nodes in order of computation, shares as exact numbers of one.

use crate::number::{Exact, TooFine, Weight};
use crate::scheme::{Bonus, BonusAt, Combine, Scheme, Walk};

/// A bonus that is added to a node or to the total.
#[derive(Clone, Debug)]
pub(crate) struct Points<'a> {
    /// Its place in [`super::Entrant`]'s bonus.
    pub at: usize,
    /// The bonus.
    pub bonus: &'a Bonus,
}

/// What is computed for one node beside its component.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan<'a> {
    /// Its share of one among its siblings; none where siblings are added as they are.
    pub share: Option<Exact>,
    /// Bonus before conversion.
    pub before: Vec<Points<'a>>,
    /// Bonus after conversion.
    pub after: Vec<Points<'a>>,
}

/// A scheme made ready.
#[derive(Clone, Debug)]
pub(crate) struct Graph<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Its nodes.
    pub walk: Walk<'a>,
    /// Beside each node.
    pub plans: Vec<Plan<'a>>,
    /// Bonus on the total.
    pub on_total: Vec<Points<'a>>,
    /// The latest shortlist that each node waits for.
    pub needs: Vec<Option<usize>>,
}

/// Each weight as a share of one.
pub(crate) fn shares(weights: &[Option<Weight>], combine: Combine) -> Result<Vec<Option<Exact>>, TooFine> {
    let whole = match combine {
        Combine::Percent => Exact::HUNDRED,
        Combine::Ratio => {
            weights.iter().try_fold(Exact::ZERO, |sum, w| sum.plus(w.map_or(Exact::ZERO, Weight::exact)))?
        }
        Combine::Mean => Exact::whole(u32::try_from(weights.len()).map_err(|_| TooFine)?),
        Combine::Sum => return Ok(vec![None; weights.len()]),
    };
    let share = |weight: &Option<Weight>| match combine {
        Combine::Mean => Exact::ONE.over(whole).map(Some),
        _ => weight.map_or(Exact::ZERO, Weight::exact).over(whole).map(Some),
    };
    weights.iter().map(share).collect()
}

impl<'a> Graph<'a> {
    /// Makes a scheme ready. The scheme is usable ([`Scheme::is_usable`]).
    pub(crate) fn of(scheme: &'a Scheme) -> Result<Self, TooFine> {
        let walk = Walk::of(scheme);
        let needs = (0..walk.nodes.len()).map(|at| walk.needs(at)).collect();
        let plans = vec![Plan::default(); walk.nodes.len()];
        let mut graph = Self { scheme, walk, plans, on_total: Vec::new(), needs };
        let groups = graph.walk.nodes.iter().map(|node| (node.component.combine, node.parts.clone()));
        let groups: Vec<_> = groups.chain([(scheme.combine, graph.walk.top.clone())]).collect();
        for (combine, group) in groups {
            let weights: Vec<_> =
                group.iter().filter_map(|at| graph.walk.nodes.get(*at)).map(|n| n.component.weight).collect();
            for (at, share) in group.iter().zip(shares(&weights, combine)?) {
                if let Some(plan) = graph.plans.get_mut(*at) {
                    plan.share = share;
                }
            }
        }
        for (at, bonus) in scheme.bonus.iter().enumerate() {
            graph.add_bonus(Points { at, bonus });
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

    /// The latest shortlist that the total waits for.
    pub(crate) fn total_needs(&self) -> Option<usize> {
        self.walk.top.iter().filter_map(|at| self.needs.get(*at).copied().flatten()).max()
    }
}
