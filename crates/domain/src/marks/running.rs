//! The way of one number through the stages of a node: rounded, corrected, capped, added to, converted. Each stage that does
//! something notes its step.

use core::fmt;

use super::graph::Points;
use super::settle::{Entrant, Marked};
use super::trace::{Did, Sink, Step};
use crate::number::{Number, Rounding, Score, TooFine};
use crate::scheme::Node;

/// A number on its way: the value, and the value before its last rounding.
#[derive(Clone, Copy)]
pub(super) struct Running<N> {
    pub value: N,
    pub fine: N,
}

impl<N: Number> Running<N> {
    pub(super) const fn start(value: N) -> Self {
        Self { value, fine: value }
    }

    #[inline]
    fn map(self, step: impl Fn(N) -> Result<N, TooFine>) -> Result<Self, TooFine> {
        let value = step(self.value)?;
        let fine = if self.fine == self.value { value } else { step(self.fine)? };
        Ok(Self { value, fine })
    }

    #[inline]
    pub(super) fn round(
        self,
        rule: Option<Rounding>,
        of: &str,
        clause: fmt::Arguments<'_>,
        sink: &mut impl Sink,
    ) -> Result<Self, TooFine> {
        let Some(rule) = rule else { return Ok(self) };
        let value = self.value.round(rule)?;
        sink.note(|| {
            let (from, to) = (self.value.to_string(), value.exact().display(rule.places));
            Step::new(of, clause.to_string(), Did::Rounded { places: rule.places, mode: rule.mode, from, to })
        });
        Ok(Self { value, fine: self.value })
    }

    pub(super) fn capped(
        self,
        cap: Option<Score>,
        of: &str,
        clause: fmt::Arguments<'_>,
        sink: &mut impl Sink,
    ) -> Result<Self, TooFine> {
        let Some(cap) = cap.map(N::mark) else { return Ok(self) };
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

/// Corrects a score between rooms, where the scheme and the mark's room ask for it.
pub(super) fn corrected<N: Number>(
    run: Running<N>,
    node: &Node<'_>,
    made: Option<&Marked>,
    sink: &mut impl Sink,
) -> Result<Running<N>, TooFine> {
    let room = made.and_then(|made| made.room.as_ref());
    let (Some(rule), Some(room), Some(correction)) =
        (&node.component.rooms, room, room.and_then(|room| room.correction))
    else {
        return Ok(run);
    };
    let coefficient = N::of(correction.coefficient)?;
    let to = run.map(|value| value.times(coefficient))?;
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

/// Converts a score from its full mark to its published one.
pub(super) fn converted<N: Number>(
    run: Running<N>,
    node: &Node<'_>,
    factor: Option<N>,
    sink: &mut impl Sink,
) -> Result<Running<N>, TooFine> {
    let c = node.component;
    let mut run = run;
    if let Some(factor) = factor {
        let to = run.map(|value| value.times(factor))?;
        sink.note(|| {
            let (from, to) = (run.value.to_string(), to.value.to_string());
            let (full, scale) = (c.full_mark().to_string(), c.published_full().to_string());
            let did = Did::Converted { from, full, scale, to };
            Step::new(&node.name, format!("{}.scale", node.path), did)
        });
        run = to;
    }
    run.round(c.round.converted, &node.name, format_args!("{}.round.converted", node.path), sink)
}

/// Adds the points that count at this stage.
pub(super) fn add<N: Number>(
    run: Running<N>,
    points: &[Points<'_>],
    entrant: &Entrant,
    of: &str,
    sink: &mut impl Sink,
) -> Result<Running<N>, TooFine> {
    let mut run = run;
    for point in points {
        let entered = entrant.bonus.get(point.at).copied().unwrap_or_default();
        let counted = N::mark(point.bonus.cap.map_or(entered, |cap| entered.min(cap)));
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
