//! The self-check (资格自测): answers to what one position's conditions ask, read once and kept nowhere.
//!
//! Owns: [`SelfCheck`] and what its answers tell; the fields are those of the registration form that the conditions read.
//! Refuses: anything that names a person: no identity number is asked, a birthday and a sex are; and showing answers in
//! `Debug`.

use super::{Answers, Block, Field, Form, Rows, Spot};
use crate::eligibility::{Day, Facts, Question, Wanted};
use crate::reason::Reason;

/// Rows for spells that the form begins with.
const FIRST_ROWS: usize = 2;
/// Longest answer that is looked at, in characters.
const LONGEST: usize = 40;

/// The answers. Days are typed, choices are words; what is missing is not told.
#[derive(Clone, PartialEq, Eq)]
pub struct SelfCheck {
    answers: Answers,
    no_spells: bool,
}

impl Default for SelfCheck {
    fn default() -> Self {
        Self::read(&[], false)
    }
}

impl SelfCheck {
    /// The box that says that there was no grass-roots work.
    pub const NO_SPELLS: &'static str = "grassroots_none";

    /// Reads what a form sent; `more` asks for one more row of spells. Names that are not known mean nothing.
    #[must_use]
    pub fn read(pairs: &[(String, String)], more: bool) -> Self {
        let short =
            |(name, value): &&(String, String)| value.chars().count() <= LONGEST && name.len() <= LONGEST;
        let told = pairs.iter().filter(short).map(|(name, value)| (name, value.as_str()));
        let mut answers = Answers::default().with(told);
        if answers.rows(Block::Grassroots) == 0 {
            (0..FIRST_ROWS).for_each(|_| answers.add_row(Block::Grassroots));
        }
        if more {
            answers.add_row(Block::Grassroots);
        }
        let no_spells = pairs.iter().any(|(name, value)| name == Self::NO_SPELLS && value == "yes");
        Self { answers, no_spells }
    }

    /// What was answered.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Whether the box was ticked that says that there was no grass-roots work.
    #[must_use]
    pub const fn no_spells(&self) -> bool {
        self.no_spells
    }

    /// Answers that cannot be read: each at its field. What is left empty is no fault.
    #[must_use]
    pub fn faults(&self, form: &Form, wanted: &Wanted) -> Vec<Reason> {
        let mut all = Vec::new();
        for question in form.questions(wanted) {
            for field in form.reading(question) {
                match field.spec().block {
                    None => all.extend(self.fault(Spot::of(field))),
                    Some(block) if block.rows() == Rows::Free => {
                        all.extend(form.check_rows(block, &self.answers).err().unwrap_or_default());
                        break;
                    }
                    Some(block) => {
                        let rows = 1..=form.rows(block, &self.answers);
                        all.extend(rows.filter_map(|row| self.fault(Spot::at(field, row))));
                    }
                }
            }
        }
        all
    }

    fn fault(&self, spot: Spot) -> Option<Reason> {
        let answer = self.answers.get(spot);
        if answer.is_empty() { None } else { spot.field.spec().kind.spell(answer, &spot.path()).err() }
    }

    /// What the answers tell, as far as they were asked; appraisals are those of the years before that of `at`.
    #[must_use]
    pub fn facts(&self, form: &Form, wanted: &Wanted, at: Day) -> Facts {
        let mut facts = Facts::default();
        for question in &wanted.questions {
            match question {
                Question::Grassroots => {
                    let spells = form.spells(&self.answers);
                    facts.grassroots = spells.filter(|spells| self.no_spells || !spells.is_empty());
                }
                Question::Appraisals => {
                    let newest = at.year().saturating_sub(1);
                    let mut answers = self.answers.clone();
                    answers.set(Spot::of(Field::AppraisalYear), newest.to_string());
                    facts.appraisals = form.facts(&answers).appraisals;
                    let oldest = newest.saturating_sub(i32::from(wanted.appraisals));
                    facts.appraisals.retain(|year, _| *year > oldest);
                }
                plain => {
                    for field in form.reading(*plain) {
                        facts.tell(*plain, self.answers.told(field));
                    }
                }
            }
        }
        facts
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
    use crate::registration::MOST_ROWS;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn found(rules: &[Rule], answers: &[(&str, &str)]) -> Finding {
        let (form, wanted) = (Form::standard(), Wanted::of(rules));
        let check = SelfCheck::read(&pairs(answers), false);
        let at = Day::from_parts(2026, 9, 1).expect("a day");
        assert_eq!(check.faults(form, &wanted), []);
        judge_all(rules, &check.facts(form, &wanted, at), at).finding()
    }

    #[test]
    fn answers_are_judged_as_an_application_would_be() {
        let rules = [
            Rule::One(Condition::AgeAtMost { years: 35, rank: None }),
            Rule::One(Condition::AppraisalEach { years: 2 }),
        ];
        let good = [("birth", "1991.9.2"), ("appraisal_1", "competent"), ("appraisal_2", "excellent")];
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
        let form = Form::standard();
        let rules = [Rule::One(Condition::NoExclusion {})];
        let wanted = Wanted::of(&rules);
        let long = "1".repeat(LONGEST + 1);
        let check = SelfCheck::read(&pairs(&[("birth", "x"), ("identity", "1"), ("excluded", &long)]), true);
        assert_eq!(check.faults(form, &wanted), []);
        let at = Day::from_parts(2026, 9, 1).expect("a day");
        assert_eq!(check.facts(form, &wanted, at), Facts::default());
        assert_eq!(check.answers().rows(Block::Grassroots), FIRST_ROWS + 1);
        assert_eq!(format!("{check:?}"), "SelfCheck(***)");
        let many: Vec<_> =
            (1..60).map(|row| (Spot::at(Field::GrassrootsFrom, row).name(), "x".to_owned())).collect();
        let check = SelfCheck::read(&many, true);
        assert_eq!(check.answers().rows(Block::Grassroots), MOST_ROWS);
        let rules = [Rule::One(Condition::GrassrootsYears { years: 1 })];
        assert_eq!(check.faults(form, &Wanted::of(&rules)).len(), MOST_ROWS);
    }
}
