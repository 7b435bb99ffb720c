//! The conditions of a posting: those of all positions, and those of single positions or groups of them.
//!
//! Owns: [`Conditions`], what they come to for one position, their faults and their digest. Refuses: changing them
//! (`change`) and phases (`lifecycle`): once the posting is approved they stand.

use serde::{Deserialize, Serialize};

use super::{ConditionForm, Day, Rule};
use crate::calendar::Window;
use crate::columns::Column;
use crate::digest::Digest;
use crate::photo::PhotoSize;
use crate::typed::{Label, Line};

/// The day at which ages and years are counted (计算截止日期).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// First day of registration.
    #[default]
    Opens,
    /// Last day of registration.
    Closes,
    /// A day of its own.
    On(Day),
}

impl Reference {
    /// The day, by the registration window. `None` outside the calendar.
    #[must_use]
    pub fn day(self, window: Window) -> Option<Day> {
        match self {
            Self::Opens => Day::of(window.opens.date()),
            Self::Closes => Day::of(crate::calendar::Instant(window.closes.0.saturating_sub(1)).date()),
            Self::On(day) => Some(day),
        }
    }
}

/// Conditions of some positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What officers call it.
    pub name: Line,
    /// Codes of its positions.
    pub positions: Vec<Label>,
    /// Whether its conditions take the place of those of all positions; otherwise they come on top.
    pub instead: bool,
    /// Its conditions.
    pub rules: Vec<Rule>,
}

/// The conditions of a posting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditions {
    /// The day at which ages and years are counted.
    #[serde(default)]
    pub reference: Reference,
    /// Conditions of all positions.
    #[serde(default)]
    pub general: Vec<Rule>,
    /// Conditions of single positions and of groups.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Columns of the position table that these conditions carry out, as an officer says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covered: Vec<Column>,
    /// Whether every application must bring a photo.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub photo: bool,
    /// Pixels and kilobytes of the photo.
    #[serde(default, skip_serializing_if = "PhotoSize::is_usual")]
    pub photo_size: PhotoSize,
}

/// What one position asks, at which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The day at which ages and years are counted.
    pub at: Day,
    /// All of these.
    pub rules: Vec<Rule>,
    /// Digest of both: the rules' revision.
    pub digest: Digest,
}

/// What keeps conditions from being sent for approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// "All of" or "any of" without anything below, in the conditions of all positions or of a group.
    EmptyBranch {
        /// The group by its place; none is "all positions".
        group: Option<usize>,
    },
    /// A group without positions.
    NoPositions {
        /// The group by its place.
        group: usize,
    },
    /// A group without conditions that would come on top: it says nothing.
    NothingAsked {
        /// The group by its place.
        group: usize,
    },
    /// A code that the position table does not have.
    UnknownPosition {
        /// The group by its place.
        group: usize,
        /// The code.
        position: Label,
    },
    /// A position in two groups.
    PositionTwice {
        /// The second group by its place.
        group: usize,
        /// The code.
        position: Label,
    },
}

impl Conditions {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let no_photo = !self.photo && self.photo_size.is_usual();
        self.general.is_empty() && self.groups.is_empty() && self.covered.is_empty() && no_photo
    }

    /// What the position of that code asks.
    #[must_use]
    pub fn rules_of(&self, code: &str) -> Vec<Rule> {
        let group = self.groups.iter().find(|group| group.positions.iter().any(|one| one.as_str() == code));
        match group {
            None => self.general.clone(),
            Some(group) if group.instead => group.rules.clone(),
            Some(group) => self.general.iter().chain(&group.rules).cloned().collect(),
        }
    }

    /// Whether the position of that code asks anything typed.
    #[must_use]
    pub fn ask_of(&self, code: &str) -> bool {
        let group = self.groups.iter().find(|group| group.positions.iter().any(|one| one.as_str() == code));
        group.map_or(!self.general.is_empty(), |group| {
            !group.rules.is_empty() || (!group.instead && !self.general.is_empty())
        })
    }

    /// What keeps them from being sent for approval, beside a table of these position codes.
    #[must_use]
    pub fn faults(&self, table: &[&str]) -> Vec<Fault> {
        let mut all = Vec::new();
        let empty = |rules: &[Rule]| rules.iter().any(|rule| rule.empty_branches() > 0);
        if empty(&self.general) {
            all.push(Fault::EmptyBranch { group: None });
        }
        let mut seen: Vec<&str> = Vec::new();
        for (at, group) in self.groups.iter().enumerate() {
            if empty(&group.rules) {
                all.push(Fault::EmptyBranch { group: Some(at) });
            }
            if group.positions.is_empty() {
                all.push(Fault::NoPositions { group: at });
            }
            if group.rules.is_empty() && !group.instead {
                all.push(Fault::NothingAsked { group: at });
            }
            for position in &group.positions {
                if !table.contains(&position.as_str()) {
                    all.push(Fault::UnknownPosition { group: at, position: position.clone() });
                }
                if seen.contains(&position.as_str()) {
                    all.push(Fault::PositionTwice { group: at, position: position.clone() });
                }
                seen.push(position.as_str());
            }
        }
        all
    }

    /// The digest of all of them: a part of what the competent department approves.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut bytes = Bytes::default();
        bytes.put("linxuan conditions 1");
        bytes.put(&match self.reference {
            Reference::Opens => "opens".to_owned(),
            Reference::Closes => "closes".to_owned(),
            Reference::On(day) => day.to_string(),
        });
        bytes.rules(&self.general);
        for group in &self.groups {
            bytes.put(if group.instead { "instead" } else { "also" });
            bytes.put(group.name.as_str());
            bytes.put(&group.positions.len().to_string());
            group.positions.iter().for_each(|code| bytes.put(code.as_str()));
            bytes.rules(&group.rules);
        }
        if !self.covered.is_empty() {
            bytes.put("covered");
            self.covered.iter().for_each(|column| bytes.put(column.title()));
        }
        if self.photo {
            bytes.put("photo");
        }
        // What is usual is not said, so that conditions from before keep their digest.
        if !self.photo_size.is_usual() {
            bytes.put("photo size");
            bytes.put(&self.photo_size.word());
        }
        Digest::of(&bytes.0)
    }
}

/// The revision of what one position asks.
pub(super) fn rules_digest(rules: &[Rule], at: Day) -> Digest {
    let mut bytes = Bytes::default();
    bytes.put("linxuan position conditions 1");
    bytes.put(&at.to_string());
    bytes.rules(rules);
    Digest::of(&bytes.0)
}

/// Canonical bytes: every text with its length before it.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn put(&mut self, text: &str) {
        self.0.extend_from_slice(text.len().to_string().as_bytes());
        self.0.push(b':');
        self.0.extend_from_slice(text.as_bytes());
    }

    fn rules(&mut self, rules: &[Rule]) {
        self.put(&rules.len().to_string());
        rules.iter().for_each(|rule| self.rule(rule));
    }

    fn rule(&mut self, rule: &Rule) {
        match rule {
            Rule::One(condition) => {
                let form = ConditionForm::of(condition);
                self.put("one");
                self.put(&form.parts().count().to_string());
                form.parts().for_each(|part| self.put(part));
                if let Some((place, _)) = rule.of_table() {
                    ["column", place.column.title(), place.about.word()]
                        .into_iter()
                        .for_each(|part| self.put(part));
                }
            }
            Rule::All(of) => {
                self.put("all");
                self.rules(of);
            }
            Rule::Any(of) => {
                self.put("any");
                self.rules(of);
            }
        }
    }
}
