//! Rulings (裁决): what people settle beside the scheme. Lines set after marking, rulings on open ties, replacements, overrides. Each has an
//! approver and a date, and is checked against what it answers.

use serde::{Deserialize, Serialize};
use time::Date;

use super::Overridden;
use crate::departure::DepartureKind;
use crate::digest::Digest;
use crate::number::Score;

time::serde::format_description!(pub(super) iso_date, Date, "[year]-[month]-[day]");

/// All rulings that a computation uses: the file `--rulings`, or the rows of a posting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rulings {
    /// Lines set after marking.
    pub lines: Vec<LineRuling>,
    /// Rulings on open ties.
    pub ties: Vec<TieRuling>,
    /// Replacements.
    pub replacements: Vec<Replaced>,
    /// Departures that stand. Where there is none, nothing of it is in the canonical text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub departures: Vec<Departed>,
    /// Overrides. Where there is none, nothing of it is in the canonical text either.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Overridden>,
    /// Lists that go on with fewer people than their ratio takes. Where there is none, nothing of it is in the canonical text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ratios: Vec<RatioRuling>,
}

/// A list of a position goes on with fewer people than its ratio takes (降低比例).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatioRuling {
    /// The position.
    pub position: String,
    /// The list, by the key of its stage.
    pub stage: String,
    /// How many had qualified when it was decided; it does not hold for fewer.
    pub qualified: u32,
    /// Who approved it.
    pub approver: String,
    /// When, `2026-05-01`.
    #[serde(with = "iso_date")]
    pub date: Date,
}

/// A line (合格分数线) set after marking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineRuling {
    /// The position; `None` means all positions.
    #[serde(default)]
    pub position: Option<String>,
    /// What it is a line of: a component's name, `total`, `floor.STAGE`, or `conditional.COMPONENT`.
    pub of: String,
    /// The line.
    pub line: Score,
    /// Who approved it.
    pub approver: String,
    /// When, `2026-05-01`.
    #[serde(with = "iso_date")]
    pub date: Date,
}

/// How a ruling on a tie orders the tied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieOrder {
    /// Marks of an extra test (加试): a higher mark stands before a lower one.
    ExtraTest(Vec<Mark>),
    /// Lots drawn (抽签): the persons in the order drawn.
    Lots(Vec<String>),
}

/// One person's mark in an extra test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The person.
    pub candidate: String,
    /// The mark.
    pub mark: Score,
}

/// A ruling on a tie (同分裁决): it answers one [`Question`](super::Question) and is checked against it: the same people, the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieRuling {
    /// The question's id, such as `010022/inspection`.
    pub question: String,
    /// The order.
    pub by: TieOrder,
    /// Witnesses; lots need at least one.
    #[serde(default)]
    pub witnesses: Vec<String>,
    /// Who approved it.
    pub approver: String,
    /// When, `2026-05-01`.
    #[serde(with = "iso_date")]
    pub date: Date,
}

/// A person who left a list, and who moved up (递补). The person may have left by a [`Departed`] before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// The position.
    pub position: String,
    /// The list, by the key of its stage.
    pub stage: String,
    /// Who leaves.
    pub out: String,
    /// Who moves up: the next reserve, or all of them where they are tied. Where nobody does, the place stays empty.
    #[serde(default)]
    pub r#in: Vec<String>,
    /// The round, from 1; those of one round are one call.
    pub round: u8,
    /// Why the person leaves.
    #[serde(default)]
    pub reason: Option<String>,
    /// Who approved it.
    pub approver: String,
    /// When, `2026-05-01`.
    #[serde(with = "iso_date")]
    pub date: Date,
}

/// A departure (退出): a person leaves, from a list on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departed {
    /// The position.
    pub position: String,
    /// The list, by the key of its stage.
    pub stage: String,
    /// Who leaves.
    pub candidate: String,
    /// Why.
    pub kind: DepartureKind,
    /// Who approved it; `None` where nobody has to: the person's own withdrawal, an answer to a call.
    #[serde(default)]
    pub approver: Option<String>,
    /// The day from which it counts, `2026-05-01`.
    #[serde(with = "iso_date")]
    pub date: Date,
}

impl Rulings {
    /// SHA-256 of the canonical text; stands in the head of every list computed with these rulings.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(crate::scheme::canonical(self).as_bytes())
    }

    /// Returns true where nothing was decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
            && self.ties.is_empty()
            && self.replacements.is_empty()
            && self.departures.is_empty()
            && self.overrides.is_empty()
            && self.ratios.is_empty()
    }
}
