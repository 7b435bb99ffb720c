//! Checking answers: every field that is asked, all refusals at once, and the canonical spelling of what was right.

use super::{Answers, Block, Field, Form, Group, Rows, Section, Spot};
use crate::eligibility::Day;
use crate::reason::{ApplicationsWhy, FieldPath, Reason, Refusals};
use crate::typed::{IdentityNumber, PersonName, Phone, fold};

/// Who it is: what the uniqueness of applications and likely duplicates are found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: PersonName,
    /// Resident identity number.
    pub identity: IdentityNumber,
    /// Telephone.
    pub phone: Phone,
}

impl Person {
    /// Reads who it is from answers as typed.
    ///
    /// # Errors
    /// All refusals of these three fields.
    pub fn of(answers: &Answers) -> Result<Self, Vec<Reason>> {
        let mut all = Refusals::default();
        let at = |field: Field| (answers.told(field), Spot::of(field).path());
        let take = [Field::Name, Field::Identity, Field::Phone].map(at);
        let [(name, name_at), (identity, identity_at), (phone, phone_at)] = take;
        let name = all.take(PersonName::parse(name, &name_at));
        let identity = all.take(IdentityNumber::parse(identity, &identity_at));
        let phone = all.take(Phone::parse(phone, &phone_at));
        let person = name.zip(identity).zip(phone);
        all.settle(person.map(|((name, identity), phone)| Self { name, identity, phone }))
    }
}

/// A complete application: only [`Form::check`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteApplication {
    person: Person,
    answers: Answers,
}

impl CompleteApplication {
    /// Who it is.
    #[must_use]
    pub const fn person(&self) -> &Person {
        &self.person
    }

    /// Every answer in its canonical spelling; checking them gives the application again.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }
}

struct Check<'a> {
    form: &'a Form,
    answers: &'a Answers,
    spelled: Answers,
    all: Refusals,
}

impl Form {
    /// Checks every field of a section that is asked and returns the answers in their canonical spelling.
    ///
    /// # Errors
    /// All refusals, each at its field.
    pub fn check_section(&self, section: Section, answers: &Answers) -> Result<Answers, Vec<Reason>> {
        let mut check = Check::new(self, answers);
        check.section(section);
        check.all.settle(Some(check.spelled))
    }

    /// Whether a section would pass its checks.
    #[must_use]
    pub fn is_complete(&self, section: Section, answers: &Answers) -> bool {
        self.check_section(section, answers).is_ok()
    }

    /// Checks all sections.
    ///
    /// # Errors
    /// All refusals of all sections.
    pub fn check(&self, answers: &Answers) -> Result<CompleteApplication, Vec<Reason>> {
        let mut check = Check::new(self, answers);
        self.sections().for_each(|section| check.section(section));
        let answers = check.all.settle(Some(check.spelled))?;
        Ok(CompleteApplication { person: Person::of(&answers)?, answers })
    }

    /// Checks the rows of a block and returns those that are not empty in their canonical spelling.
    ///
    /// # Errors
    /// All refusals, each at its field.
    pub fn check_rows(&self, block: Block, answers: &Answers) -> Result<Answers, Vec<Reason>> {
        let mut check = Check::new(self, answers);
        for group in self.sections().flat_map(|section| self.groups(section)) {
            if let Group::Rows(found, fields) = group
                && found == block
            {
                check.rows(block, fields);
            }
        }
        check.all.settle(Some(check.spelled))
    }
}

impl<'a> Check<'a> {
    fn new(form: &'a Form, answers: &'a Answers) -> Self {
        Self { form, answers, spelled: Answers::default(), all: Refusals::default() }
    }

    fn section(&mut self, section: Section) {
        for group in self.form.groups(section) {
            match group {
                Group::One(field) => {
                    if field.spec().follows.is_none() && self.form.asks(field, self.answers) {
                        self.one(Spot::of(field), Spot::of(field), field.spec().optional);
                    }
                }
                Group::Rows(block, fields) => self.rows(block, fields),
            }
        }
    }

    /// Checks the answer at `spot`; the canonical spelling goes to `to`.
    fn one(&mut self, spot: Spot, to: Spot, optional: bool) {
        let text = self.answers.get(spot);
        if optional && fold(text).is_empty() {
            return;
        }
        if let Some(spelled) = self.all.take(spot.field.spec().kind.spell(text, &spot.path())) {
            self.spelled.set(to, spelled);
        }
    }

    fn rows(&mut self, block: Block, fields: &[Field]) {
        match block.rows() {
            Rows::Fixed { rows, needed } => {
                for row in 1..=rows {
                    for field in fields {
                        let spot = Spot::at(*field, row);
                        self.one(spot, spot, row > needed || field.spec().optional);
                    }
                }
            }
            Rows::Free => {
                let mut kept = 0_usize;
                for row in 1..=self.answers.rows(block) {
                    if self.answers.is_empty_row(row, fields) {
                        continue;
                    }
                    kept = kept.saturating_add(1);
                    for field in fields {
                        self.one(Spot::at(*field, row), Spot::at(*field, kept), field.spec().optional);
                    }
                    self.order(row, fields);
                }
            }
        }
    }

    /// Refuses a day that lies before the one that it may not lie before.
    fn order(&mut self, row: usize, fields: &[Field]) {
        let day =
            |field: Field| Day::parse(self.answers.get(Spot::at(field, row)), &FieldPath::new("day")).ok();
        for field in fields {
            let first = field.spec().not_before.and_then(day);
            if let (Some(first), Some(last)) = (first, day(*field))
                && last < first
            {
                self.all.push(ApplicationsWhy::SpellBackwards.at(Spot::at(*field, row).path()));
            }
        }
    }
}

impl Answers {
    /// Whether nothing but white space stands in a row.
    #[must_use]
    pub fn is_empty_row(&self, row: usize, fields: &[Field]) -> bool {
        fields.iter().all(|field| fold(self.get(Spot::at(*field, row))).is_empty())
    }
}
