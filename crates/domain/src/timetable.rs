//! The timetable (日程安排) of a posting: its stages after registration in their order, each with a window, a day, or a time that is to
//! be announced (待定).
//!
//! Owns: kinds of stages, reading and checking what was typed, which stage comes next. Order and presence are data of the posting; the
//! registration window stands in the terms and is its one source. Refuses: a clock, and what a stage comes to (`lists`, `collective`).

mod typed;

pub use typed::{Misplaced, Part, StageForm};

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::{BEIJING, Instant, Standing, Window};
use crate::eligibility::Day;
use crate::reason::{PostingsWhy, Reason};
pub use crate::stage::StageKind;
use crate::typed::Line;

/// When a stage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// It is to be announced.
    #[default]
    Open,
    /// On this day in Beijing.
    On(Day),
    /// From its first instant until before its last.
    Within(Window),
}

impl When {
    /// The span of the stage; a day is one from midnight to midnight. `None` where it is to be announced.
    #[must_use]
    pub fn span(self) -> Option<Window> {
        match self {
            Self::Open => None,
            Self::On(day) => {
                Some(Window { opens: midnight(day.date()), closes: midnight(day.next().date()) })
            }
            Self::Within(window) => Some(window),
        }
    }

    /// The latest instant at which it can begin: a day says no hour.
    fn latest(self) -> Option<Instant> {
        match self {
            Self::On(day) => Some(Instant(midnight(day.next().date()).0.saturating_sub(1))),
            Self::Open | Self::Within(_) => self.span().map(|span| span.opens),
        }
    }
}

/// The first instant of a day in Beijing.
pub(crate) fn midnight(day: Date) -> Instant {
    let at = day.midnight().assume_offset(BEIJING).unix_timestamp();
    Instant(at.saturating_mul(1000))
}

/// A stage of a posting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// What it is.
    pub kind: StageKind,
    /// What it is called where a posting has several of the kind: the paper.
    pub name: Option<Line>,
    /// When it is.
    pub when: When,
}

impl Stage {
    /// Whether the stage is over at `now`; one that is to be announced never is.
    #[must_use]
    pub fn is_over(&self, now: Instant) -> bool {
        self.when.span().is_some_and(|span| span.standing(now) == Standing::After)
    }
}

/// The stages of a posting in their order; none for a posting without a timetable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timetable(pub Vec<Stage>);

/// The most stages that a timetable may have.
pub const MAX_STAGES: usize = 30;

impl Timetable {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The window of the first stage of that kind, where it has one: what its acts ask.
    #[must_use]
    pub fn window(&self, kind: StageKind) -> Option<Window> {
        self.0.iter().filter(|one| one.kind == kind).find_map(|one| one.when.span())
    }

    /// Refuses an act of a stage that has not begun; a timetable that says nothing of it refuses nothing.
    ///
    /// # Errors
    /// [`PostingsWhy::StageNotBegun`].
    pub fn expect_begun(&self, stage: StageKind, now: Instant) -> Result<(), Reason> {
        match self.window(stage).filter(|window| window.standing(now) == Standing::Before) {
            Some(Window { opens, .. }) => Err(PostingsWhy::StageNotBegun { stage, opens }.reason()),
            None => Ok(()),
        }
    }

    /// Refuses an act outside the window of its stage.
    ///
    /// # Errors
    /// As [`Self::expect_begun`]; [`PostingsWhy::StageOver`].
    pub fn expect_within(&self, stage: StageKind, now: Instant) -> Result<(), Reason> {
        self.expect_begun(stage, now)?;
        match self.window(stage).filter(|window| window.standing(now) == Standing::After) {
            Some(Window { closes, .. }) => Err(PostingsWhy::StageOver { stage, closes }.reason()),
            None => Ok(()),
        }
    }

    /// The stage that runs at `now` or comes next. What stands before a stage that has begun is taken to have gone by, although its own
    /// time was never announced.
    #[must_use]
    pub fn next(&self, now: Instant) -> Option<&Stage> {
        let begun = |one: &Stage| one.when.span().is_some_and(|span| span.opens <= now);
        let from = self.0.iter().rposition(begun).unwrap_or(0);
        self.0.iter().skip(from).find(|one| !one.is_over(now))
    }
}

#[cfg(test)]
mod tests;
