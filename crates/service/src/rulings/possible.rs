//! The lines that could be set, for the page that sets one and the page that approves it.
//!
//! Owns: which positions and places they are counted for. Refuses: ticket numbers and names, and counts of half the people.

use domain::number::{Exact, Score};
use domain::ranking::Rulings;
use domain::ranking::possible::{Possible, compared, near, possible};
use domain::scheme::{Scheme, Source, Walk};
use domain::view::desk::rulings::{PossibleLine, PossibleLines};

use super::form::leaves_open;
use crate::ranking::Inputs;

/// Lines shown on each side of the cut.
const AROUND: usize = 10;

/// The same where all are asked for: a page ends somewhere.
const ALL: usize = 1_000;

/// What a line is of, and for which positions.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// What it is a line of, as rulings name it.
    pub of: &'a str,
    /// One position; `None` for all.
    pub position: Option<&'a str>,
    /// A class of papers; `None` for all.
    pub paper: Option<&'a str>,
    /// Every line is listed, not only those near the cut.
    pub all: bool,
}

/// The lines that could be set in these positions, as far as they leave them open; `chosen` is one that is proposed. `None`
/// while something keeps a position from being computed: whoever sets a line must not take a part for the whole.
pub(super) fn lines(
    inputs: &Inputs,
    base: &Rulings,
    scope: Scope<'_>,
    chosen: Option<Score>,
) -> Option<PossibleLines> {
    let of = scope.of;
    let weighed = inputs.weigh(base).ok().filter(|weighed| weighed.refusals.is_empty())?;
    let (mut values, mut seats) = (Vec::new(), 0_u32);
    for one in &weighed.all {
        let (place, scheme) = (inputs.positions.get(one.at)?, inputs.scheme_of(one.at)?);
        let code = place.terms.code.as_str();
        let other_class = scope.paper.is_some_and(|class| place.terms.paper().as_deref() != Some(class));
        if !leaves_open(scheme, of) || scope.position.is_some_and(|wanted| wanted != code) || other_class {
            continue;
        }
        let own = |list| inputs.tracer(one).ok()?.own(list).ok();
        values.extend(compared(scheme, &one.outcome, of, own)?);
        seats = seats.saturating_add(seats_of(scheme, of, place.places()));
    }
    let people = count(values.len());
    let all = possible(values);
    // A line between two values lets as many through as the higher one.
    let chosen = chosen.and_then(|line| {
        let through = all.iter().rev().find(|one| one.line >= Exact::from(line))?;
        Some(through.line)
    });
    let cut = all.iter().find(|one| Some(one.line) == chosen).map(|one| one.pass);
    let cut = cut.unwrap_or_else(|| usize::try_from(seats).unwrap_or(usize::MAX));
    let line = |one: &Possible| PossibleLine {
        line: one.line.display(0),
        pass: count(one.pass),
        tied: count(one.tied),
        chosen: Some(one.line) == chosen,
    };
    let around = if scope.all { ALL } else { AROUND };
    let shown = near(&all, cut, around).iter().map(line).collect();
    Some(PossibleLines { people, seats, all: count(all.len()), shown })
}

/// The places of the list that the line's value orders; else of the first list after the value is known.
fn seats_of(scheme: &Scheme, of: &str, plan: u32) -> u32 {
    let name = of.strip_prefix("conditional.").unwrap_or(of);
    let own = match of.strip_prefix("floor.") {
        Some(list) => scheme.list_to(list).map(|(_, list)| list),
        None => scheme.shortlists.iter().find(|list| match list.source() {
            Some(Source::Total) => name == "total",
            Some(Source::Component(own)) => own == name,
            Some(Source::Partial(_)) | None => false,
        }),
    };
    let next = || {
        let walk = Walk::of(scheme);
        let opener = walk.find(name).and_then(|at| walk.nodes.get(at)?.opened_by);
        scheme.lists().find(|(at, _)| Some(*at) > opener).map(|(_, list)| list)
    };
    own.or_else(next).and_then(|list| list.seats(plan)).unwrap_or(plan)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
