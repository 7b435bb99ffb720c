//! One condition, and trees of them.
//!
//! Owns: [`Condition`] and [`Rule`]. Refuses: judging (`judge`) and reading forms (`form`).

use serde::{Deserialize, Serialize};

use super::{Choice, Leading, Listed, Rank, Sex};
use crate::columns::{About, Column};
use crate::study::Study;

/// Declares [`Kind`]: the kinds with their words.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal),+ $(,)?) => {
        /// The kinds of conditions that can be added, with the two branches.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            /// By an entry of a closed list.
            Listed(Listed),
            $($(#[$doc])* $kind),+
        }

        impl Kind {
            /// Every kind, as they are offered: those of closed lists first.
            pub fn all() -> impl Iterator<Item = Self> {
                let others = [$(Self::$kind),+];
                Listed::ALL.iter().copied().map(Self::Listed).chain(others)
            }

            /// The word in forms, addresses and files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    Self::Listed(of) => of.word(),
                    $(Self::$kind => $word),+
                }
            }

            /// The kind that `word` stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::all().find(|kind| kind.word() == word)
            }
        }
    };
}

kinds! {
    /// Age at most.
    AgeAtMost = "age_at_most",
    /// Age at least.
    AgeAtLeast = "age_at_least",
    /// Field of study.
    Study = "study",
    /// Years as a civil servant.
    ServiceYears = "service_years",
    /// Years of grass-roots work.
    GrassrootsYears = "grassroots_years",
    /// Years in authorities of the present level.
    LevelYears = "level_years",
    /// Rank, and years in it.
    Rank = "rank",
    /// Leading post, and years in it.
    Leading = "leading",
    /// Appraisals: each of the last years competent or better.
    AppraisalEach = "appraisal_each",
    /// Appraisals: none of the last years below competent.
    AppraisalNone = "appraisal_none",
    /// Appraisals: excellent so many times in the last years.
    AppraisalExcellent = "appraisal_excellent",
    /// Sex.
    Sex = "sex",
    /// None of the circumstances under which nobody may take part.
    NoExclusion = "no_exclusion",
    /// In words.
    InWords = "in_words",
    /// All of several.
    All = "all",
    /// Any of several.
    Any = "any",
}

/// Another age for those of a rank and above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankAge {
    /// From this rank on.
    pub from: Rank,
    /// The age at most.
    pub years: u8,
}

/// One condition. Ages and years are completed ones at the reference day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// At most `years` old (周岁以下, that age included); another age from a rank on.
    AgeAtMost {
        /// Completed years.
        years: u8,
        /// The exception.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rank: Option<RankAge>,
    },
    /// At least `years` old.
    AgeAtLeast {
        /// Completed years.
        years: u8,
    },
    /// Civil servant for so many years.
    ServiceYears {
        /// Completed years.
        years: u8,
    },
    /// So many years of grass-roots work, spells added up.
    GrassrootsYears {
        /// Completed years.
        years: u8,
    },
    /// So many years in authorities of the present unit's level (本级机关).
    LevelYears {
        /// Completed years.
        years: u8,
    },
    /// A rank from `from` to `to`, `from` or higher for so many years.
    Rank {
        /// Lowest rank.
        from: Rank,
        /// Highest rank; none is no bound.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Rank>,
        /// Completed years in it, may be 0.
        years: u8,
    },
    /// A leading post of that level or higher for so many years.
    Leading {
        /// Lowest level.
        from: Leading,
        /// Completed years in it, may be 0.
        years: u8,
    },
    /// An entry of a closed list: one of these, or where a level is asked one at least as high.
    Listed {
        /// What it asks about.
        of: Listed,
        /// The entries; a level is one.
        one_of: Vec<Choice>,
    },
    /// Field of study in one of these disciplines or classes.
    Study {
        /// At least one.
        one_of: Vec<Study>,
    },
    /// Each of the last `years` annual appraisals competent or better.
    AppraisalEach {
        /// Calendar years before the one of the reference day.
        years: u8,
    },
    /// None of the last `years` annual appraisals basically competent or worse.
    AppraisalNone {
        /// Calendar years before the one of the reference day.
        years: u8,
    },
    /// Excellent at least `times` in the last `years` annual appraisals.
    AppraisalExcellent {
        /// Calendar years before the one of the reference day.
        years: u8,
        /// How often, 1 to `years`.
        times: u8,
    },
    /// Only this sex.
    Sex {
        /// Which.
        only: Sex,
    },
    /// None of the circumstances under which nobody may take part.
    NoExclusion {},
    /// Told in words: no machine judges it.
    InWords {
        /// 1 to 400 characters where an officer typed them.
        words: String,
        /// Where they stand in the position table; none where an officer typed them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<TablePlace>,
    },
}

/// Where the words of a position stand, and what they ask about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TablePlace {
    /// The column.
    pub column: Column,
    /// What its words ask about.
    pub about: About,
}

impl Condition {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::AgeAtMost { .. } => Kind::AgeAtMost,
            Self::AgeAtLeast { .. } => Kind::AgeAtLeast,
            Self::ServiceYears { .. } => Kind::ServiceYears,
            Self::GrassrootsYears { .. } => Kind::GrassrootsYears,
            Self::LevelYears { .. } => Kind::LevelYears,
            Self::Rank { .. } => Kind::Rank,
            Self::Leading { .. } => Kind::Leading,
            Self::Listed { of, .. } => Kind::Listed(*of),
            Self::Study { .. } => Kind::Study,
            Self::AppraisalEach { .. } => Kind::AppraisalEach,
            Self::AppraisalNone { .. } => Kind::AppraisalNone,
            Self::AppraisalExcellent { .. } => Kind::AppraisalExcellent,
            Self::Sex { .. } => Kind::Sex,
            Self::NoExclusion {} => Kind::NoExclusion,
            Self::InWords { .. } => Kind::InWords,
        }
    }
}

/// A condition, or several of which all or any must be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// One condition.
    One(Condition),
    /// All of them.
    All(Vec<Rule>),
    /// At least one of them.
    Any(Vec<Rule>),
}

impl Rule {
    /// Nodes in the tree, this one included.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::All(of) | Self::Any(of) => of.iter().map(Self::size).fold(1_usize, usize::saturating_add),
        }
    }

    /// Whether somebody's own words stand in it.
    #[must_use]
    pub fn has_words(&self) -> bool {
        match self {
            Self::One(condition) => matches!(condition, Condition::InWords { .. }),
            Self::All(of) | Self::Any(of) => of.iter().any(Self::has_words),
        }
    }

    /// The words of a position table that a person checks, where it is one such line.
    #[must_use]
    pub const fn of_table(&self) -> Option<(&TablePlace, &str)> {
        match self {
            Self::One(Condition::InWords { words, of: Some(place) }) => Some((place, words.as_str())),
            _ => None,
        }
    }

    /// Branches without anything below, here and below.
    #[must_use]
    pub fn empty_branches(&self) -> usize {
        match self {
            Self::One(_) => 0,
            Self::All(of) | Self::Any(of) if of.is_empty() => 1,
            Self::All(of) | Self::Any(of) => {
                of.iter().map(Self::empty_branches).fold(0_usize, usize::saturating_add)
            }
        }
    }
}
