//! From what was typed to the facts that conditions read, as far as each field can be read.

use super::record::yes_or_no;
use super::service::rank_told;
use super::{ApplicationForm, PersonForm, RecordForm, Section, ServiceForm};
use crate::eligibility::{
    Asked, Broken, Day, Degree, Education, Facts, Leading, Place, Politics, Question, Study, UnitKind,
    UnitLevel, born, broken, judge_all, sex_of,
};
use crate::reason::FieldPath;
use crate::typed::IdentityNumber;

fn day(text: &str) -> Option<Day> {
    Day::parse(text, &FieldPath::new("day")).ok()
}

impl PersonForm {
    /// The identity number, where it can be read.
    #[must_use]
    pub fn identity(&self) -> Option<IdentityNumber> {
        IdentityNumber::parse(&self.identity, &FieldPath::new("identity")).ok()
    }
}

impl ServiceForm {
    fn tell(&self, facts: &mut Facts) {
        facts.unit_level = UnitLevel::from_word(&self.unit_level);
        facts.unit_kind = UnitKind::from_word(&self.unit_kind);
        facts.level_since = day(&self.level_since);
        facts.joined = day(&self.joined);
        facts.rank = rank_told(&self.rank);
        facts.rank_since = day(&self.rank_since);
        facts.leading = Leading::from_word(&self.leading);
        facts.leading_since = day(&self.leading_since);
        // Empty rows say "none" only where the form asked for them; an application of an earlier version never was asked.
        let asked = facts.unit_level.is_some();
        facts.grassroots = self.spells_told().filter(|spells| asked || !spells.is_empty());
    }
}

impl RecordForm {
    fn tell(&self, facts: &mut Facts) {
        facts.education = Education::from_word(&self.education_level);
        facts.degree = Degree::from_word(&self.degree);
        facts.study = Study::from_word(&self.study);
        facts.politics = Politics::from_word(&self.politics);
        facts.appraisals = self.appraisals_told();
        facts.excluded = yes_or_no(&self.excluded);
    }
}

impl ApplicationForm {
    /// What is known of the person; what cannot be read is not told.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let identity = self.person.identity();
        let mut facts = Facts {
            birth: identity.as_ref().and_then(born),
            sex: identity.as_ref().and_then(sex_of),
            ..Facts::default()
        };
        self.service.tell(&mut facts);
        self.record.tell(&mut facts);
        facts
    }

    /// The answers that break a condition, each a hint for the candidate; nothing that is still empty is among them.
    #[must_use]
    pub fn broken(&self, asked: &Asked) -> Vec<Broken> {
        broken(&judge_all(&asked.rules, &self.facts(), asked.at))
    }
}

/// Where the form asks for what stands at `place`: the section and the field's name; `newest` is the year of the first
/// appraisal. Birthday and sex follow from the identity number.
#[must_use]
pub fn field_at(place: Place, newest: i32) -> (Section, String) {
    let named = |section: Section, name: &str| (section, name.to_owned());
    match place {
        Place::At(Question::Birth | Question::Sex) => named(Section::Person, "identity"),
        Place::At(
            question @ (Question::UnitLevel
            | Question::UnitKind
            | Question::LevelSince
            | Question::Joined
            | Question::Rank
            | Question::RankSince
            | Question::Leading
            | Question::LeadingSince
            | Question::Grassroots),
        ) => named(Section::Service, question.word()),
        Place::At(
            question @ (Question::Education
            | Question::Degree
            | Question::Study
            | Question::Politics
            | Question::Appraisals
            | Question::Excluded),
        ) => named(Section::Record, question.word()),
        Place::Year(year) => {
            let no = newest.saturating_sub(year).saturating_add(1);
            (Section::Record, format!("appraisal_{no}"))
        }
    }
}
