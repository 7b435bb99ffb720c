//! The steps of one person's computation (计算过程), made on demand. Numbers are written exactly; words are in `text`.

use serde::{Deserialize, Serialize};

/// One step: what it is a step of, by which clause of the scheme, and what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// A component's name, `total`, `rank` or a shortlist.
    pub of: String,
    /// The clause: `components.written.round.value`.
    pub clause: String,
    /// What happened.
    #[serde(flatten)]
    pub did: Did,
}

/// One term of a sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The component or part.
    pub of: String,
    /// Its published value.
    pub value: String,
    /// Its exact share of one; `None` where values are added as they are.
    pub share: Option<String>,
    /// What it brings, rounded where the scheme orders it.
    pub brings: String,
}

/// One examiner's mark and whether it was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The examiner.
    pub examiner: String,
    /// The mark, or the sum over the elements.
    pub mark: String,
    /// True where it was dropped as highest or lowest.
    pub dropped: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Did {
    /// A mark was entered.
    Mark {
        /// The mark.
        value: String,
    },
    /// A status stands instead of a mark.
    Status {
        /// The status.
        status: crate::scheme::Status,
        /// What it does.
        effect: crate::scheme::Effect,
    },
    /// Nothing is entered yet.
    Unscored,
    /// Examiners' marks made a mean; one step per element under `trim = "element"`.
    Panel {
        /// The element, if it is one's mean.
        element: Option<String>,
        /// The marks, by examiner.
        marks: Vec<Given>,
        /// The mean of those not dropped, or the sum over the elements.
        value: String,
    },
    /// The means of the elements were added.
    Elements {
        /// The means.
        means: Vec<String>,
        /// Their sum.
        value: String,
    },
    /// The score was corrected between rooms.
    Room {
        /// The room.
        room: String,
        /// Its mean.
        mean: String,
        /// The overall mean.
        overall: String,
        /// Overall mean ÷ room mean.
        coefficient: String,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// Cut to a cap.
    Capped {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// Points were added.
    Bonus {
        /// The bonus.
        key: String,
        /// Points counted.
        points: String,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// Converted from one full mark to another.
    Converted {
        /// Before.
        from: String,
        /// Full mark before.
        full: String,
        /// Full mark after.
        scale: String,
        /// After.
        to: String,
    },
    /// Weighted.
    Weighted {
        /// Before.
        from: String,
        /// The exact share, of one.
        share: String,
        /// After.
        to: String,
    },
    /// Rounded.
    Rounded {
        /// Places kept.
        places: u8,
        /// How.
        mode: crate::number::Mode,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// Values were added, weighted or not.
    Added {
        /// The terms.
        terms: Vec<Term>,
        /// Their sum.
        value: String,
    },
    /// Compared with a line.
    Line {
        /// The published value.
        value: String,
        /// The line.
        line: String,
        /// True where it is reached.
        reached: bool,
        /// Who set it and when, where it was set after marking.
        set: Option<String>,
    },
    /// Ranked.
    Ranked {
        /// The rank.
        rank: String,
        /// People ranked. (Not `of`: that is the step's own.)
        among: u32,
        /// People with this rank.
        sharing: u32,
    },
    /// No rank.
    NotRanked {
        /// Why.
        why: crate::shortlist::NoRank,
    },
    /// Placed on a list, or not.
    Listed {
        /// Where and why.
        seat: crate::shortlist::Placement,
        /// Score that orders the list.
        score: String,
        /// The number of seats on the list; `None` where it is not known.
        seats: Option<u32>,
        /// Who qualified.
        qualified: u32,
    },
}

/// Takes steps, or drops them unmade.
pub(crate) trait Sink {
    /// Takes a step, which is made only where the sink wants it.
    fn note(&mut self, make: impl FnOnce() -> Step);
}

/// Wants no steps.
pub(crate) struct Silent;

impl Sink for Silent {
    fn note(&mut self, _: impl FnOnce() -> Step) {}
}

impl Sink for Vec<Step> {
    fn note(&mut self, make: impl FnOnce() -> Step) {
        self.push(make());
    }
}

impl Step {
    /// Makes a step.
    pub(crate) fn new(of: &str, clause: impl Into<String>, did: Did) -> Self {
        Self { of: of.to_owned(), clause: clause.into(), did }
    }
}
