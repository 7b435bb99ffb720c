//! What a computation answers.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::number::Exact;
use crate::ruling::Question;
use crate::scheme::{Status, canonical};
use crate::shortlist::{NoRank, Seat};

/// A rank: a whole number, or under `method = "average"` one with a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Twice the rank, so that 2.5 is 5.
    pub halves: u32,
}

impl Place {
    /// A whole rank.
    #[must_use]
    pub const fn whole(rank: u32) -> Self {
        Self { halves: rank.saturating_mul(2) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.halves % 2 == 1 { ".5" } else { "" };
        write!(f, "{}{half}", self.halves / 2)
    }
}

/// What a component shows of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Nothing.
    Blank,
    /// Its published value.
    Value(Exact),
    /// A status instead of a mark.
    Status(Status),
}

/// One person's result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The person.
    pub candidate: String,
    /// What each component and part shows, in the order of [`crate::scheme::Walk`].
    pub shown: Vec<Shown>,
    /// The value at each of [`super::table::columns`], in its order; none where there is none.
    pub values: Vec<Option<Exact>>,
    /// The composite score, rounded; none where there is none.
    pub total: Option<Exact>,
    /// The composite score before its last rounding.
    pub unrounded: Option<Exact>,
    /// The rank.
    pub rank: Option<Place>,
    /// True where the rank is shared (并列).
    pub tied: bool,
    /// Why there is no rank; none where there is one.
    pub no_rank: Option<NoRank>,
    /// One per shortlist of the scheme; none where the stage has no scores yet.
    pub seats: Vec<Option<Seat>>,
}

/// The result of one position. Rows in the order of the entrants, which is that of the candidates, bytewise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ranking {
    /// The position.
    pub position: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The answer for one position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything is settled.
    Ranked(Ranking),
    /// Somebody has to decide; the ranking is complete but for what the questions leave open.
    NeedsDecision(Ranking, Vec<Question>),
}

impl Outcome {
    /// The ranking, settled or not.
    #[must_use]
    pub const fn ranking(&self) -> &Ranking {
        match self {
            Self::Ranked(ranking) | Self::NeedsDecision(ranking, _) => ranking,
        }
    }

    /// The open questions.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        match self {
            Self::Ranked(_) => &[],
            Self::NeedsDecision(_, questions) => questions,
        }
    }
}

/// SHA-256 of everything that a posting's computation answers, positions in the order of their codes.
#[must_use]
pub fn digest(outcomes: &[&Outcome]) -> Digest {
    let mut sorted = outcomes.to_vec();
    sorted.sort_by(|a, b| a.ranking().position.cmp(&b.ranking().position));
    Digest::of(canonical(&sorted).as_bytes())
}
