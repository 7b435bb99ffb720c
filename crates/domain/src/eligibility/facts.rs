//! What is known of a person, as far as conditions ask.
//!
//! Owns: [`Facts`]; `None` is always "not told". Refuses: showing them in `Debug`.

use std::collections::BTreeMap;

use super::{
    Appraisal, Day, Degree, Education, Leading, Politics, Rank, Sex, Spell, Study, UnitKind, UnitLevel,
};
use crate::reason::FieldPath;
use crate::typed::IdentityNumber;

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

/// The rank that somebody told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankTold {
    /// A rank of the general administrative class.
    General(Rank),
    /// A rank of another class (police, tax, professional …), which a person compares.
    Other,
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
    /// Level of the present unit.
    pub unit_level: Option<UnitLevel>,
    /// Kind of the present unit.
    pub unit_kind: Option<UnitKind>,
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
    /// Highest education.
    pub education: Option<Education>,
    /// Highest degree.
    pub degree: Option<Degree>,
    /// Field of study of it.
    pub study: Option<Study>,
    /// Appraisals by year.
    pub appraisals: BTreeMap<i32, Appraisal>,
    /// Political status.
    pub politics: Option<Politics>,
    /// Whether one of the circumstances applies under which nobody may take part (不得参加的情形).
    pub excluded: Option<bool>,
}

impl std::fmt::Debug for Facts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Facts(***)")
    }
}
