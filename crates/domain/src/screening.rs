//! Screening (资格审查): verdicts and the catalogue of grounds.
//!
//! Owns: [`RefusalGround`], [`Verdict`] and [`Compared`]. Refuses: deciding by itself; a person decides.

use serde::{Deserialize, Serialize};

use crate::eligibility::Finding;
use crate::lifecycle::ApplicationState;
use crate::reason::{FieldPath, Reason, TypedWhy};
use crate::typed::Grounds;
use crate::word::words;

words! {
    /// Why an application is refused (domain rules 1.3: conditions and exclusions).
    RefusalGround {
        /// Not a civil servant, nor of a body managed by reference to the law.
        NotCivilServant = "not_civil_servant",
        /// Too few years as a civil servant or at the present level.
        ServiceYears = "service_years",
        /// Too few years of grass-roots work.
        GrassrootsYears = "grassroots_years",
        /// Present rank outside the position's band.
        RankBand = "rank_band",
        /// Education or degree below what the position asks.
        Education = "education",
        /// Field of study outside the position's.
        Major = "major",
        /// Age above the limit.
        Age = "age",
        /// Annual appraisals not at the level asked.
        Appraisal = "appraisal",
        /// Under investigation or sanction, or inside its period.
        Sanction = "sanction",
        /// Minimum service at the present unit, or probation, not completed.
        MinimumService = "minimum_service",
        /// A relation that would require recusal.
        Recusal = "recusal",
        /// The unit's recommendation is missing.
        Recommendation = "recommendation",
        /// Particulars are incomplete or contradict each other.
        Particulars = "particulars",
        /// Another ground, told in words.
        Other = "other",
    }
}

words! {
    /// What an officer found when comparing two applications that look alike.
    Compared {
        /// Both are one person's.
        SamePerson = "same_person",
        /// They are two people's.
        Different = "different",
    }
}

/// An officer's verdict on an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Passed.
    Passed,
    /// Refused, with a ground of the catalogue and words that the candidate reads.
    Refused {
        /// The ground.
        ground: RefusalGround,
        /// The words, 4 to 1,000 characters.
        words: Grounds,
    },
}

impl Verdict {
    /// A refusal with its ground and words.
    ///
    /// # Errors
    /// [`TypedWhy::NotAChoice`] at `ground`, as [`Grounds::of_screening`] at `words`; all of them.
    pub fn refused(ground: &str, words: &str) -> Result<Self, Vec<Reason>> {
        let mut refusals = crate::reason::Refusals::default();
        let ground = RefusalGround::from_word(ground).ok_or_else(|| TypedWhy::NotAChoice.at("ground"));
        let ground = refusals.take(ground);
        let words = refusals.take(Grounds::of_screening(words, &FieldPath::new("words")));
        refusals.settle(ground.zip(words).map(|(ground, words)| Self::Refused { ground, words }))
    }
}

/// Whether what the machine found stands against the officer's verdict. The verdict stays; a person looks again.
#[must_use]
pub const fn contradicts(state: ApplicationState, finding: Finding) -> bool {
    matches!(
        (state, finding),
        (ApplicationState::Passed, Finding::NotMet) | (ApplicationState::Refused, Finding::Met)
    )
}

/// Rows on a page of the queue.
pub const QUEUE_PAGE: u32 = 50;

/// What to show of a queue, as an address or a form spells it. What is looked for stands in no address, but a code of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueFilter {
    /// `submitted` (also when empty), `passed`, `refused`, `all` of these, or `withdrew` and `lapsed`, which are by themselves.
    pub state: String,
    /// A position code, whole; empty for every position.
    pub position: String,
    /// Part of a name or a unit, the beginning of a position code, a ticket number, or an application's number. No address holds it.
    pub find: String,
    /// The code under which an address keeps `find`.
    pub search: String,
    /// What came of the conditions: `met`, `not_met`, `cannot_tell`, or `against` the verdict; empty for all.
    pub found: String,
    /// Page, from 1.
    pub page: String,
}

impl QueueFilter {
    /// The filter as pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("state", &self.state),
            ("position", &self.position),
            ("search", &self.search),
            ("found", &self.found),
            ("page", &self.page),
        ]
    }

    /// The state asked for; `None` for all.
    #[must_use]
    pub fn state(&self) -> Option<ApplicationState> {
        match self.state.as_str() {
            "all" => None,
            "passed" => Some(ApplicationState::Passed),
            "refused" => Some(ApplicationState::Refused),
            "withdrew" => Some(ApplicationState::Withdrew),
            "lapsed" => Some(ApplicationState::Lapsed),
            _ => Some(ApplicationState::Submitted),
        }
    }

    /// Whether it asks for what is no longer in the selection: withdrawn, or on a cancelled position. Officers see that it is there and
    /// where it stood, by its number; whose it is and what it says is the candidate's own again.
    #[must_use]
    pub fn is_past(&self) -> bool {
        matches!(self.state(), Some(ApplicationState::Withdrew | ApplicationState::Lapsed))
    }

    /// The page asked for, from 1.
    #[must_use]
    pub fn page(&self) -> u32 {
        self.page.parse().unwrap_or(1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_settled_finding_stands_against_a_verdict() {
        let both = |state| Finding::ALL.iter().map(|found| contradicts(state, *found)).collect::<Vec<_>>();
        assert_eq!(both(ApplicationState::Passed), [true, false, false]);
        assert_eq!(both(ApplicationState::Refused), [false, false, true]);
        assert_eq!(both(ApplicationState::Submitted), [false; 3]);
    }

    #[test]
    fn a_filter_opens_each_state_but_drafts() {
        for state in ApplicationState::ALL {
            let filter = QueueFilter { state: state.word().to_owned(), ..QueueFilter::default() };
            let opens = if *state == ApplicationState::Draft { ApplicationState::Submitted } else { *state };
            assert_eq!(filter.state(), Some(opens));
            let past = matches!(state, ApplicationState::Withdrew | ApplicationState::Lapsed);
            assert_eq!(filter.is_past(), past, "{state:?}");
        }
        assert!(!QueueFilter { state: "all".to_owned(), ..QueueFilter::default() }.is_past());
    }

    #[test]
    fn a_refusal_needs_a_ground_of_the_catalogue_and_words() {
        assert!(Verdict::refused("age", "年满三十六周岁").is_ok());
        let all = Verdict::refused("because", "").expect_err("two faults");
        assert_eq!(all.len(), 2);
    }
}
