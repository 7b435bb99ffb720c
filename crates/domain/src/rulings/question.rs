//! Questions: what the scheme leaves open, and to whom (待裁决事项).

use serde::{Deserialize, Serialize};

/// What has to be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    /// An extra test between the tied.
    ExtraTest,
    /// Lots between the tied.
    Lots,
    /// A line that is set after marking.
    Line {
        /// What it is a line of.
        of: String,
    },
    /// Going on with fewer people than the ratio of the list takes: `seats` of the question.
    Ratio {
        /// How many qualified.
        qualified: u32,
        /// How few it may go on with; below that nothing can be decided here.
        least: u32,
    },
}

/// An open question: who is concerned, how many seats, by which clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id, which a ruling names: `POSITION/STAGE`, or `POSITION/line/NAME`.
    pub id: String,
    /// The position.
    pub position: String,
    /// The shortlist, if it is about one.
    pub stage: Option<String>,
    /// What has to be decided.
    #[serde(flatten)]
    pub asked: Asked,
    /// The people concerned, bytewise.
    pub candidates: Vec<String>,
    /// Seats that they compete for.
    pub seats: u32,
    /// The clause of the scheme that leaves it open.
    pub clause: String,
}
