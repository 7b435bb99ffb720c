//! The self-check (资格自测): answers to what one position's conditions ask, read once and kept nowhere.
//!
//! Owns: [`SelfCheck`], the names of its fields and what they tell. Refuses: anything that names a person: no identity number
//! is asked, a birthday and a sex are; and showing answers in `Debug`.

use std::collections::BTreeMap;

use super::record::yes_or_no;
use super::rows::MOST_ROWS;
use super::service::rank_told;
use super::spells::{self, SpellForm};
use crate::eligibility::{
    Appraisal, Day, Degree, Education, Facts, Leading, Politics, Question, Sex, Study, UnitKind, UnitLevel,
    Wanted,
};
use crate::reason::{FieldPath, Reason, Refusals};

/// Rows for spells that the form begins with.
const FIRST_ROWS: usize = 2;
/// Longest answer that is looked at, in characters.
const LONGEST: usize = 40;

/// The answers, by the names of their fields. Days are typed, choices are words; what is missing is not told.
#[derive(Clone, PartialEq, Eq)]
pub struct SelfCheck {
    answers: BTreeMap<String, String>,
    rows: Vec<SpellForm>,
}

impl Default for SelfCheck {
    fn default() -> Self {
        Self::read(&[], false)
    }
}

impl SelfCheck {
    /// The box that says that there was no grass-roots work.
    pub const NO_SPELLS: &'static str = "grassroots_none";

    /// The name of the field for the appraisal of a year.
    #[must_use]
    pub fn appraisal_name(year: i32) -> String {
        format!("appraisal_{year}")
    }

    /// Reads what a form sent; `more` asks for one more row of spells. Names that are not known mean nothing.
    #[must_use]
    pub fn read(pairs: &[(String, String)], more: bool) -> Self {
        let answers: BTreeMap<String, String> = pairs
            .iter()
            .filter(|(name, value)| {
                !value.is_empty() && value.chars().count() <= LONGEST && name.len() <= LONGEST
            })
            .cloned()
            .collect();
        let get = |name: String| answers.get(&name).cloned().unwrap_or_default();
        let sent = (1..=MOST_ROWS)
            .rev()
            .find(|row| {
                let names = [SpellForm::from_name(*row), SpellForm::to_name(*row)];
                pairs.iter().any(|(name, _)| names.contains(name))
            })
            .unwrap_or(FIRST_ROWS);
        let rows = sent.saturating_add(usize::from(more)).min(MOST_ROWS);
        let rows = (1..=rows)
            .map(|row| SpellForm { from: get(SpellForm::from_name(row)), to: get(SpellForm::to_name(row)) })
            .collect();
        Self { answers, rows }
    }

    /// What was answered there; empty for nothing.
    #[must_use]
    pub fn answer(&self, name: &str) -> &str {
        self.answers.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The rows of spells.
    #[must_use]
    pub fn rows(&self) -> &[SpellForm] {
        &self.rows
    }

    /// Whether another row can be had.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.rows.len() < MOST_ROWS
    }

    /// Answers that cannot be read: each at its field. What is left empty is no fault.
    #[must_use]
    pub fn faults(&self, wanted: &Wanted) -> Vec<Reason> {
        let mut all = Refusals::default();
        for question in &wanted.questions {
            match question {
                Question::Birth
                | Question::LevelSince
                | Question::Joined
                | Question::RankSince
                | Question::LeadingSince => {
                    let answer = self.answer(question.word());
                    if !answer.is_empty() {
                        all.take(Day::parse(answer, &FieldPath::new(question.word())));
                    }
                }
                Question::Grassroots => {
                    spells::read(&spells::plain(&self.rows), &mut all);
                }
                Question::Sex
                | Question::UnitLevel
                | Question::UnitKind
                | Question::Rank
                | Question::Leading
                | Question::Education
                | Question::Degree
                | Question::Study
                | Question::Politics
                | Question::Appraisals
                | Question::Excluded => {}
            }
        }
        all.settle(Some(())).err().unwrap_or_default()
    }

    /// What the answers tell, as far as they were asked.
    #[must_use]
    pub fn facts(&self, wanted: &Wanted, at: Day) -> Facts {
        let word = |question: Question| self.answer(question.word());
        let day = |question: Question| Day::parse(word(question), &FieldPath::new("day")).ok();
        let mut facts = Facts::default();
        for question in &wanted.questions {
            let here = *question;
            match question {
                Question::Birth => facts.birth = day(here),
                Question::Sex => facts.sex = Sex::from_word(word(here)),
                Question::UnitLevel => facts.unit_level = UnitLevel::from_word(word(here)),
                Question::UnitKind => facts.unit_kind = UnitKind::from_word(word(here)),
                Question::LevelSince => facts.level_since = day(here),
                Question::Joined => facts.joined = day(here),
                Question::Rank => facts.rank = rank_told(word(here)),
                Question::RankSince => facts.rank_since = day(here),
                Question::Leading => facts.leading = Leading::from_word(word(here)),
                Question::LeadingSince => facts.leading_since = day(here),
                Question::Grassroots => facts.grassroots = self.spells(),
                Question::Education => facts.education = Education::from_word(word(here)),
                Question::Degree => facts.degree = Degree::from_word(word(here)),
                Question::Study => facts.study = Study::from_word(word(here)),
                Question::Politics => facts.politics = Politics::from_word(word(here)),
                Question::Appraisals => facts.appraisals = self.appraisals(wanted.appraisals, at),
                Question::Excluded => facts.excluded = yes_or_no(word(here)),
            }
        }
        facts
    }

    fn spells(&self) -> Option<Vec<crate::eligibility::Spell>> {
        let mut all = Refusals::default();
        let read = spells::read(&spells::plain(&self.rows), &mut all);
        let spells = all.settle(read).ok()?;
        (!spells.is_empty() || self.answer(Self::NO_SPELLS) == "yes").then_some(spells)
    }

    fn appraisals(&self, years: u8, at: Day) -> BTreeMap<i32, Appraisal> {
        (1..=i32::from(years))
            .map(|back| at.year().saturating_sub(back))
            .filter_map(|year| Some((year, Appraisal::from_word(self.answer(&Self::appraisal_name(year)))?)))
            .collect()
    }
}

impl std::fmt::Debug for SelfCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SelfCheck(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::{Condition, Finding, Rule, judge_all};

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn found(rules: &[Rule], answers: &[(&str, &str)]) -> Finding {
        let (form, wanted) = (SelfCheck::read(&pairs(answers), false), Wanted::of(rules));
        let at = Day::from_parts(2026, 9, 1).expect("a day");
        assert_eq!(form.faults(&wanted), []);
        judge_all(rules, &form.facts(&wanted, at), at).finding()
    }

    #[test]
    fn answers_are_judged_as_an_application_would_be() {
        let rules = [
            Rule::One(Condition::AgeAtMost { years: 35, rank: None }),
            Rule::One(Condition::AppraisalEach { years: 2 }),
        ];
        let good = [("birth", "1991.9.2"), ("appraisal_2025", "competent"), ("appraisal_2024", "excellent")];
        assert_eq!(found(&rules, &good), Finding::Met);
        assert_eq!(found(&rules, &good[..2]), Finding::CannotTell);
        assert_eq!(found(&rules, &[("birth", "1990-09-01")]), Finding::NotMet);
        assert_eq!(found(&rules, &[]), Finding::CannotTell);
    }

    #[test]
    fn no_grass_roots_work_must_be_said() {
        let rules = [Rule::One(Condition::GrassrootsYears { years: 2 })];
        assert_eq!(found(&rules, &[]), Finding::CannotTell);
        assert_eq!(found(&rules, &[(SelfCheck::NO_SPELLS, "yes")]), Finding::NotMet);
        let rows = [("grassroots_3_from", "2020-01-01"), ("grassroots_3_to", "2022-01-01")];
        assert_eq!(found(&rules, &rows), Finding::Met);
    }

    #[test]
    fn an_answer_that_was_not_asked_or_is_too_long_means_nothing() {
        let rules = [Rule::One(Condition::NoExclusion {})];
        let wanted = Wanted::of(&rules);
        let long = "1".repeat(LONGEST + 1);
        let form = SelfCheck::read(&pairs(&[("birth", "x"), ("identity", "1"), ("excluded", &long)]), true);
        assert_eq!(form.faults(&wanted), []);
        let at = Day::from_parts(2026, 9, 1).expect("a day");
        assert_eq!(form.facts(&wanted, at), Facts::default());
        assert_eq!(form.rows().len(), FIRST_ROWS + 1);
        assert_eq!(format!("{form:?}"), "SelfCheck(***)");
        let many: Vec<_> = (1..60).map(|row| (SpellForm::from_name(row), "x".to_owned())).collect();
        let form = SelfCheck::read(&many, true);
        assert!(form.rows().len() == MOST_ROWS && !form.has_room());
        assert_eq!(
            form.faults(&Wanted::of(&[Rule::One(Condition::GrassrootsYears { years: 1 })])).len(),
            MOST_ROWS
        );
    }
}
