//! The steps of each person of a position, made on demand from the same computation. What a step says of everybody (how many are
//! ranked, share a rank, qualified) is counted once, so that the steps of one person cost the same however many people there are.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::computed::Computed;
use super::lines::Holds;
use super::stages::Sources;
use super::{Outcome, Place, Ranking, Row};
use crate::index::{Indexed, ListAt};
use crate::marks::trace::{Did, Silent, Step};
use crate::marks::{Entrant, Entrants, Graph, Position, Standing, Value, Values};
use crate::number::{Exact, TooFine};
use crate::rulings::Rulings;
use crate::scheme::{Scheme, Shortlist};
use crate::shortlist::{At, Placement};

/// Makes the steps of everybody in a position: the position is computed and its ranking counted once, each person's steps are
/// made on demand. It keeps no ranking, so that a person's steps cannot look at other people.
pub struct Tracer<'a> {
    entrants: Entrants<'a>,
    computed: Computed<'a, Exact>,
    lists: Indexed<ListAt, Vec<Counted<'a>>>,
    ranked: u32,
    sharing: BTreeMap<Place, u32>,
}

/// What the steps of everybody say alike of a list.
struct Counted<'a> {
    list: &'a Shortlist,
    /// The number of seats, or `None` where it is not known.
    seats: Option<u32>,
    /// Who qualified.
    qualified: u32,
}

/// Returns how many there are.
fn count(all: impl Iterator) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}

/// Returns how many people share each rank.
fn sharing(ranking: &Ranking) -> BTreeMap<Place, u32> {
    let mut sharing = BTreeMap::new();
    for rank in ranking.ranks().flatten() {
        let people: &mut u32 = sharing.entry(rank).or_default();
        *people = people.saturating_add(1);
    }
    sharing
}

impl<'a> Tracer<'a> {
    /// Makes a tracer for a position and the [`Outcome`] that [`super::rank`] gave for exactly these arguments.
    ///
    /// # Errors
    /// [`TooFine`], where `rank` refused likewise.
    pub fn new(
        scheme: &'a Scheme,
        position: &Position,
        entrants: &'a [Entrant],
        rulings: &Rulings,
        outcome: &Outcome,
    ) -> Result<Self, TooFine> {
        let entrants = Entrants::from(entrants);
        let computed = Computed::of(&Arc::new(Graph::of(scheme)?), position, entrants, rulings)?;
        let ranking = outcome.ranking();
        let qualified = |seat: &Placement| seat.rank.is_some() || seat.at == At::Open;
        let counted = |(at, list): (ListAt, &'a Shortlist)| Counted {
            list,
            seats: position.plan.and_then(|plan| list.seats(plan)),
            qualified: count(ranking.seats(at).filter(qualified)),
        };
        let lists = scheme.lists().map(counted).collect();
        let ranked = count(ranking.ranks().flatten());
        Ok(Self { entrants, computed, lists, ranked, sharing: sharing(ranking) })
    }

    /// Returns the steps of the person in that row of the outcome: values, lines, rank, lists. It returns `None` for a
    /// row of another outcome: where the position has no such person in that row, or nobody has that rank.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn steps(&self, row: &Row<'_>) -> Option<Result<Vec<Step>, TooFine>> {
        let entrant = self.entrants.get(row.at()).filter(|entrant| *entrant.candidate == *row.candidate)?;
        let values = self.computed.values(row.at())?;
        let sharing = match row.rank {
            Some(rank) => *self.sharing.get(&rank)?,
            None => 0,
        };
        Some(self.made(row, sharing, entrant, values))
    }

    /// Returns what a list with a composite of its own compares of each person, in the order of the rows; `None` for whoever has nothing
    /// that counts in it.
    ///
    /// # Errors
    /// [`TooFine`].
    pub fn own(&self, list: ListAt) -> Result<Vec<Option<Exact>>, TooFine> {
        let own = |(_, values)| self.computed.graph.partial(list, values, &mut Silent);
        let counting = |value: Value<Exact>| value.exact.filter(|_| value.standing == Standing::Counts);
        self.computed.columns.people().map(own).map(|value| value.map(counting)).collect()
    }

    fn made(
        &self,
        row: &Row<'_>,
        sharing: u32,
        entrant: &Entrant,
        values: Values<'_, Exact>,
    ) -> Result<Vec<Step>, TooFine> {
        let mut steps: Vec<Step> = Vec::new();
        let alone = Entrants::from(core::slice::from_ref(entrant));
        self.computed.graph.compute(alone, &mut steps)?;
        steps.extend(self.computed.lines.iter().filter_map(|line| compared(line, entrant, values)));
        steps.extend(self.rank(row, sharing));
        self.lists(row, values, &mut steps)?;
        Ok(steps)
    }

    fn rank(&self, row: &Row<'_>, sharing: u32) -> Option<Step> {
        let did = match (row.rank, row.no_rank) {
            (Some(rank), _) => Did::Ranked { rank: rank.to_string(), among: self.ranked, sharing },
            (None, Some(why)) => Did::NotRanked { why: why.clone() },
            (None, None) => return None,
        };
        Some(Step::new("rank", "rank", did))
    }

    fn lists(&self, row: &Row<'_>, values: Values<'_, Exact>, steps: &mut Vec<Step>) -> Result<(), TooFine> {
        for ((at, counted), seat) in self.lists.pairs().zip(row.seats()) {
            let Some(seat) = seat else { continue };
            let own = self.computed.graph.partial(at, values, steps)?;
            let shared = Sources::shared(&self.computed, counted.list);
            let source = shared.map_or(own, |shared| *shared.get(row.at()));
            let did = Did::Listed {
                seat,
                score: source.exact.map(|score| score.to_string()).unwrap_or_default(),
                seats: counted.seats,
                qualified: counted.qualified,
            };
            let to = counted.list.to.as_str();
            steps.push(Step::new(to, format!("shortlists.{to}"), did));
        }
        Ok(())
    }
}

/// Returns the step of a line, where there is a value that is compared with it.
fn compared(line: &Holds, entrant: &Entrant, values: Values<'_, Exact>) -> Option<Step> {
    let (value, high) = line.compared(entrant, values)?;
    let did = Did::Line {
        value: value.to_string(),
        line: high.to_string(),
        reached: value >= high,
        set: line.set.clone(),
    };
    Some(Step::new(&line.of, line.clause.clone(), did))
}
