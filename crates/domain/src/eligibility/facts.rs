//! What is known of a person, as far as conditions ask.
//!
//! Owns: [`Facts`]; `None` is always "not told". Refuses: showing them in `Debug`.

use std::collections::BTreeMap;

use super::{Appraisal, Choice, Day, Leading, Listed, Question, RankTold, Sex, Spell, YesNo};
use crate::reason::FieldPath;
use crate::study::Study;
use crate::typed::{IdentityNumber, fold};

/// The birthday that an identity number says (characters 7 to 14).
#[must_use]
pub fn born(identity: &IdentityNumber) -> Option<Day> {
    let digits = identity.expose().get(6..14)?;
    Day::parse(digits, &FieldPath::new("identity")).ok()
}

/// The sex that an identity number says: character 17 is odd for men (GB 11643).
#[must_use]
pub fn sex_of(identity: &IdentityNumber) -> Option<Sex> {
    let order: u32 = identity.expose().get(16..17)?.parse().ok()?;
    Some(if order.is_multiple_of(2) { Sex::Female } else { Sex::Male })
}

/// What is known of a person.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Birthday, from the identity number.
    pub birth: Option<Day>,
    /// Sex, from the identity number.
    pub sex: Option<Sex>,
    /// When the person became a civil servant, or staff managed by reference to the law.
    pub joined: Option<Day>,
    /// Spells of grass-roots work; an empty list is "none".
    pub grassroots: Option<Vec<Spell>>,
    /// Since when in an authority of that level.
    pub level_since: Option<Day>,
    /// Present rank.
    pub rank: Option<RankTold>,
    /// Since when.
    pub rank_since: Option<Day>,
    /// Present leading post.
    pub leading: Option<Leading>,
    /// Since when.
    pub leading_since: Option<Day>,
    /// What was told by an entry of a closed list.
    pub listed: BTreeMap<Listed, Choice>,
    /// Field of study of the highest degree.
    pub study: Option<Study>,
    /// Appraisals by year.
    pub appraisals: BTreeMap<i32, Appraisal>,
    /// Whether one of the circumstances applies under which nobody may take part (不得参加的情形).
    pub excluded: Option<bool>,
}

impl Facts {
    /// Notes the answer to a question as somebody typed it. An answer that cannot be read is not told. Spells and appraisals
    /// have several fields: whoever reads those fills them in.
    pub fn tell(&mut self, question: Question, text: &str) {
        let day = || Day::parse(text, &FieldPath::new("day")).ok();
        match question {
            Question::Birth => self.birth = day(),
            Question::Listed(of) => match of.test().0.read(text) {
                Some(choice) => drop(self.listed.insert(of, choice)),
                None => drop(self.listed.remove(&of)),
            },
            Question::Sex => self.sex = Sex::from_word(text),
            Question::LevelSince => self.level_since = day(),
            Question::Joined => self.joined = day(),
            Question::Rank => self.rank = RankTold::from_word(text),
            Question::RankSince => self.rank_since = day(),
            Question::Leading => self.leading = Leading::from_word(text),
            Question::LeadingSince => self.leading_since = day(),
            Question::Study => self.study = Study::named(&fold(text)).ok(),
            Question::Excluded => self.excluded = YesNo::from_word(text).map(|told| told == YesNo::Yes),
            Question::Grassroots | Question::Appraisals => {}
        }
    }
}

impl std::fmt::Debug for Facts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Facts(***)")
    }
}
