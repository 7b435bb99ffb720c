//! Everything that is wrong with a scheme, at once (`docs/scheme.md`, "checks").

mod components;
mod order;
mod stages;

use serde::{Deserialize, Serialize};

use super::Scheme;

/// One problem: where it stands and what it is. The words are in `text::scheme`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The node: `components.written.parts.essay.weight`, `shortlists.inspection.ratio`, `rank.ladder.2`.
    pub at: String,
    /// What is wrong.
    #[serde(flatten)]
    pub what: What,
}

/// What is wrong. Arguments are written numbers and names from the scheme itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum What {
    /// There is nothing to score.
    NoComponents,
    /// Two siblings have the same key.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// Two nodes would have the same column even as `part.of`.
    AmbiguousName {
        /// The column.
        name: String,
    },
    /// No component, fact or stage has this name; `nearest` is the one most like it.
    UnknownName {
        /// As written.
        name: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// The weights do not sum to a hundred percent.
    WeightsSum {
        /// Their exact sum.
        found: String,
    },
    /// This way of combining needs a weight here.
    WeightMissing,
    /// This way of combining takes no weight.
    WeightNotAllowed,
    /// A weight of zero counts nothing.
    WeightZero,
    /// A full mark, scale, cap or number of days must be above zero.
    NotAboveZero,
    /// Siblings that are weighted have different full marks; convert them.
    FullMarksDiffer {
        /// That of the first.
        first: String,
        /// That of this one.
        this: String,
    },
    /// The full mark written differs from what the parts or elements make.
    FullMarkMismatch {
        /// What they make.
        made: String,
    },
    /// More than six places.
    TooManyPlaces,
    /// Nobody can reach this line.
    LineUnreachable {
        /// The most that can be reached.
        most: String,
    },
    /// A cap above what can be reached never works.
    CapNeverWorks,
    /// A component has either parts or a panel.
    PartsAndPanel,
    /// Correction between rooms is for an entered or panel mark, not for one made of parts.
    RoomsOnParts,
    /// Fewer marks than this would be left after dropping; three are needed where any are dropped.
    PanelTooSmall {
        /// Marks left.
        left: u8,
    },
    /// A share of something is above the whole of it.
    ShareAboveWhole,
    /// `least` above `size`.
    LeastAboveSize,
    /// Trimming by element needs elements.
    ElementsMissing,
    /// A bonus on a component names it; one on the total names none.
    BonusTarget,
    /// A shortlist names exactly one of `score` and `partial`.
    SourceMissing,
    /// The source is measured only for people on this list or a later one.
    SourceTooLate,
    /// A list names exactly one of `ratio` and `bands`; a band exactly one of `ratio`, `count` and `plus`.
    RatioMissing,
    /// A plan of `plan` places has no band.
    BandMissing {
        /// The smallest such plan.
        plan: u32,
    },
    /// This band can never be reached: one before it covers it.
    BandCovered,
    /// Fewer people than places would be called.
    RatioBelowOne {
        /// The smallest such plan.
        plan: u32,
    },
    /// `tie = "ladder"` without a ladder.
    LadderEmpty,
    /// This step compares what is already equal.
    StepDecidesNothing {
        /// The step.
        step: String,
    },
    /// No step of this ladder can decide anything.
    LadderNeverDecides,
    /// The step is measured only after this cut.
    StepTooLate {
        /// The step.
        step: String,
    },
    /// `raw.` is for an entered mark or a panel's marks.
    RawOfParts,
    /// A fact that a list requires must be yes or no.
    FactNotYesNo,
    /// A void examination has no total.
    ExamVoidCounts,
    /// The shares of examination and inspection do not make a hundred percent, or stand where they have no meaning.
    DecisionShares,
    /// There is no test city that could be changed.
    NoTestCity,
    /// The key of the list is the word of no stage, so that nothing could be counted back from it.
    UntilNoStage,
    /// A person chooses another position once.
    OneChoice,
    /// Only people on no list move, and whoever moves is out of replacement in the first position: neither goes without the other.
    MovesTogether,
    /// Examination and inspection are weighed by the composite score of the last list, which has none.
    DecisionNeedsTotal,
    /// A lower ratio with approval must be lower.
    ApprovalNotLower,
    /// Ranks follow an unrounded value: people with the same printed score will have different ranks. A warning.
    TiesInvisible,
}

impl Problem {
    /// True for a warning: the scheme computes, but somebody should look.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        matches!(self.what, What::TiesInvisible)
    }
}

/// Collects problems.
pub(super) struct Report(Vec<Problem>);

impl Report {
    fn add(&mut self, at: impl Into<String>, what: What) {
        self.0.push(Problem { at: at.into(), what });
    }
}

impl Scheme {
    /// All problems at once, in the order of writing; warnings among them. Empty: it can be used.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut report = Report(Vec::new());
        components::check(self, &mut report);
        order::check(self, &mut report);
        stages::check(self, &mut report);
        report.0
    }

    /// True where [`Scheme::check`] finds nothing but warnings.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.check().iter().all(Problem::is_warning)
    }
}
