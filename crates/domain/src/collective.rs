//! The collective decision (集体研究决定): which of the people on the last list are proposed (拟遴选人选), which body decided it, and why
//! others are not (`domain.md` 0.2, 2.20, 5.1).
//!
//! Owns: what is said of each person, what a decision must say before it can be confirmed, and the rows of the list of proposed
//! people. Refuses: proposing anybody. Ranks lead into the inspection and never decide the position: of everybody a person says
//! whether they are proposed, and whoever is passed over has a ground.

mod order;

pub use order::{Computed, Weighed, order};

use serde::{Deserialize, Serialize};
use time::Date;

use crate::calendar::parse_date;
use crate::lists::{Body, Row};
use crate::posting::{public_grounds, public_line};
pub use crate::proposed::{Ground, PROPOSED, is_proposed, stage};
use crate::reason::{DecisionsWhy, FieldPath, PublicCode, Reason, Refusals, TypedWhy};
use crate::typed::{Grounds, Line};
use crate::word::words;

/// The value columns of the list of proposed people: where they serve today.
pub const COLUMNS: [&str; 2] = [crate::lists::CURRENT_UNIT, "current_post"];
/// The value column after them, where a scheme weighs examination and inspection: what that comes to.
const WEIGHTED: &str = "weighted";

words! {
    /// Where a collective decision stands.
    DecisionState {
        /// It is being entered.
        Draft = "draft",
        /// It waits for the second person.
        Sent = "sent",
        /// It was confirmed and stands.
        Confirmed = "confirmed",
    }
}

/// What a decision says of itself, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The body that decided, which the public reads.
    pub body: Line,
    /// Number of its minutes; for the file.
    pub minutes: Line,
    /// The day of the meeting.
    pub on: Date,
}

/// The same as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsForm {
    /// The body.
    #[serde(default)]
    pub body: String,
    /// Number of its minutes.
    #[serde(default)]
    pub minutes: String,
    /// The day, `2026-11-30`.
    #[serde(default)]
    pub day: String,
}

impl TermsForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals, each at its field: as [`public_line`] and [`Line::parse`]; [`TypedWhy::NotADay`];
    /// [`DecisionsWhy::InFuture`] for a day after `today`.
    pub fn check(&self, today: Date) -> Result<Terms, Vec<Reason>> {
        let mut all = Refusals::default();
        let body = all.take(public_line(&self.body, &FieldPath::new("body")));
        let minutes = all.take(Line::parse(&self.minutes, &FieldPath::new("minutes")));
        let on = all.take(match parse_date(&self.day) {
            None => Err(TypedWhy::NotADay.at("day")),
            Some(day) if day > today => Err(DecisionsWhy::InFuture.at("day")),
            Some(day) => Ok(day),
        });
        let terms = match (body, minutes, on) {
            (Some(body), Some(minutes), Some(on)) => Some(Terms { body, minutes, on }),
            _ => None,
        };
        all.settle(terms)
    }
}

/// What a decision says of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Proposed for the position.
    Proposed,
    /// Not proposed.
    Not {
        /// Why, where it was said.
        ground: Option<Ground>,
        /// More words on it, for the file.
        words: Option<Grounds>,
    },
}

impl Choice {
    /// Whether the person is proposed.
    #[must_use]
    pub const fn is_proposed(&self) -> bool {
        matches!(self, Self::Proposed)
    }

    /// Why the person is not proposed, where it was said.
    #[must_use]
    pub const fn ground(&self) -> Option<Ground> {
        match self {
            Self::Proposed => None,
            Self::Not { ground, .. } => *ground,
        }
    }

    /// The words of it.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Not { words: Some(words), .. } => Some(words.as_str()),
            Self::Proposed | Self::Not { .. } => None,
        }
    }
}

/// What a decision says of one person, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceForm {
    /// `yes` where the person is proposed, `no` where not.
    #[serde(default)]
    pub proposed: String,
    /// A word of [`Ground`], or empty.
    #[serde(default)]
    pub ground: String,
    /// More words.
    #[serde(default)]
    pub words: String,
}

impl ChoiceForm {
    /// Checks it.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`] at `proposed` where nothing was chosen; [`TypedWhy::NotAChoice`] at `ground` for an unknown word;
    /// [`DecisionsWhy::WordsMissing`] at `words`; as [`public_grounds`] there.
    pub fn check(&self) -> Result<Choice, Reason> {
        match self.proposed.as_str() {
            "yes" => return Ok(Choice::Proposed),
            "no" => {}
            _ => return Err(TypedWhy::Missing.at("proposed")),
        }
        let ground = match self.ground.as_str() {
            "" => None,
            word => Some(Ground::from_word(word).ok_or_else(|| TypedWhy::NotAChoice.at("ground"))?),
        };
        let words = if self.words.trim().is_empty() {
            None
        } else {
            Some(public_grounds(&self.words, &FieldPath::new("words"))?)
        };
        if ground == Some(Ground::Other) && words.is_none() {
            return Err(DecisionsWhy::WordsMissing.at("words"));
        }
        Ok(Choice::Not { ground, words })
    }
}

/// A person of the last list in the order of the list, with what the decision says of them.
#[derive(Clone, Copy, Debug)]
pub struct Considered<'a> {
    /// The rank as the list prints it; empty where there is none.
    pub rank: &'a str,
    /// What was said; `None` while nothing was.
    pub choice: Option<&'a Choice>,
}

/// What a decision on one position still lacks. `places` are those that no earlier decision filled; `people` stand in the order of the
/// last list, the best first, without those who are proposed already.
///
/// Whoever stands before somebody who is proposed, with another rank, was passed over; and where a place stays empty, everybody was
/// who is not proposed. They all need a ground.
#[must_use]
pub fn lacks(position: &str, places: u32, people: &[Considered<'_>]) -> Vec<Reason> {
    let code = || PublicCode::new(position);
    let mut found = Vec::new();
    let unsaid = people.iter().filter(|one| one.choice.is_none()).count();
    if unsaid > 0 {
        found.push(DecisionsWhy::Unsaid { position: code(), count: small(unsaid) }.reason());
    }
    let proposed = small(people.iter().filter(|one| is_in(one)).count());
    if proposed > places {
        found.push(DecisionsWhy::TooMany { position: code(), places, found: proposed }.reason());
    }
    let last = people.iter().rposition(is_in);
    let passed_over = |(at, one): &(usize, &Considered<'_>)| {
        let before = last
            .is_some_and(|last| *at < last && people.get(last).is_some_and(|other| other.rank != one.rank));
        let without = one.choice.is_some_and(|choice| !choice.is_proposed() && choice.ground().is_none());
        without && (before || proposed < places)
    };
    let missing = people.iter().enumerate().filter(passed_over).count();
    if missing > 0 {
        found.push(DecisionsWhy::GroundMissing { position: code(), count: small(missing) }.reason());
    }
    found
}

fn is_in(one: &Considered<'_>) -> bool {
    one.choice.is_some_and(Choice::is_proposed)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A proposed person as the public reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed<'a> {
    /// The person's row of the last list.
    pub row: &'a Row,
    /// Full name: publicity is there so that everybody can say who it is.
    pub name: String,
    /// The unit where the person serves.
    pub unit: String,
    /// The person's post there.
    pub post: String,
    /// Whether an objection keeps the person from being transferred for now.
    pub suspended: bool,
    /// What examination and inspection come to, where the scheme of the position weighs them.
    pub weighted: Option<String>,
}

/// The list of proposed people below its head, in the order of position codes and of the last list. Scores and ranks do not stand on
/// it, since they were published, and are not what was decided by; but what a scheme weighs after the inspection does.
#[must_use]
pub fn body(people: &[Proposed<'_>]) -> Body {
    let weighs = people.iter().any(|one| one.weighted.is_some());
    let weighted = |one: &Proposed<'_>| weighs.then(|| one.weighted.clone().unwrap_or_default());
    let rows = people.iter().map(|one| Row {
        position: one.row.position.clone(),
        unit: one.row.unit.clone(),
        title: one.row.title.clone(),
        plan: one.row.plan.clone(),
        ticket: one.row.ticket.clone(),
        name: one.name.clone(),
        values: [one.unit.clone(), one.post.clone()].into_iter().chain(weighted(one)).collect(),
        rank: String::new(),
        tied: String::new(),
        note: String::new(),
        result: if one.suspended { "suspended" } else { "in" }.to_owned(),
    });
    let columns = COLUMNS.into_iter().chain(weighs.then_some(WEIGHTED)).map(str::to_owned);
    Body { columns: columns.collect(), rows: rows.collect() }
}

#[cfg(test)]
mod tests;
