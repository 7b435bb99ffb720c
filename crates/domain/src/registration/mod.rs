//! Registration (报名): what a candidate tells, section by section, and when it is complete.
//!
//! Owns: the sections of an application, their checks, completeness, and the facts that conditions read. Refuses: judging
//! eligibility (a person does) and time (`lifecycle`).

mod facts;
mod family;
mod person;
mod record;
mod rows;
mod self_check;
mod service;
mod spells;
mod statement;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use facts::field_at;
pub use family::{FamilyForm, FamilyPart, Member, MemberForm, Relation};
pub use person::{PersonForm, PersonPart};
pub use record::{APPRAISALS, RecordForm, RecordPart};
pub use rows::{MOST_ROWS, RowAct};
pub use self_check::SelfCheck;
pub use service::{OTHER_RANK, ServiceForm, ServicePart};
pub use spells::SpellForm;
pub use statement::{StatementForm, StatementPart};

use crate::reason::Reason;
use crate::word::words;

words! {
    /// The sections of the form, in order.
    Section {
        /// Name, identity number, phone.
        Person = "person",
        /// Present unit, post, rank and service.
        Service = "service",
        /// Education, appraisals, political status.
        Record = "record",
        /// Closest family, and whether a relation asks for recusal.
        Family = "family",
        /// The unit's recommendation and the candidate's statement.
        Statement = "statement",
    }
}

/// A form's fields by their names.
pub type Fields<'a> = Vec<(Cow<'static, str>, &'a str)>;

/// Everything a candidate typed so far; a draft may have holes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationForm {
    /// Section 1.
    pub person: PersonForm,
    /// Section 2.
    pub service: ServiceForm,
    /// Section 3; applications of earlier versions have none.
    #[serde(default)]
    pub record: RecordForm,
    /// Section 4; applications of earlier versions have none.
    #[serde(default)]
    pub family: FamilyForm,
    /// Section 5.
    pub statement: StatementForm,
}

/// A complete application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteApplication {
    /// Section 1.
    pub person: PersonPart,
    /// Section 2.
    pub service: ServicePart,
    /// Section 3.
    pub record: RecordPart,
    /// Section 4.
    pub family: FamilyPart,
    /// Section 5.
    pub statement: StatementPart,
}

impl CompleteApplication {
    /// The form in its canonical spelling; checking it gives the application again.
    #[must_use]
    pub fn form(&self) -> ApplicationForm {
        ApplicationForm {
            person: self.person.form(),
            service: self.service.form(),
            record: self.record.form(),
            family: self.family.form(),
            statement: self.statement.form(),
        }
    }
}

impl ApplicationForm {
    /// Whether `section` would pass its checks.
    #[must_use]
    pub fn is_complete(&self, section: Section) -> bool {
        match section {
            Section::Person => self.person.check().is_ok(),
            Section::Service => self.service.check().is_ok(),
            Section::Record => self.record.check().is_ok(),
            Section::Family => self.family.check().is_ok(),
            Section::Statement => self.statement.check().is_ok(),
        }
    }

    /// Checks all sections.
    ///
    /// # Errors
    /// All refusals of all sections.
    pub fn check(&self) -> Result<CompleteApplication, Vec<Reason>> {
        let (person, service, record) = (self.person.check(), self.service.check(), self.record.check());
        match (person, service, record, self.family.check(), self.statement.check()) {
            (Ok(person), Ok(service), Ok(record), Ok(family), Ok(statement)) => {
                Ok(CompleteApplication { person, service, record, family, statement })
            }
            (person, service, record, family, statement) => {
                let mut all = person.err().unwrap_or_default();
                all.extend(service.err().unwrap_or_default());
                all.extend(record.err().unwrap_or_default());
                all.extend(family.err().unwrap_or_default());
                all.extend(statement.err().unwrap_or_default());
                Err(all)
            }
        }
    }

    /// Every field of a section by its form name.
    #[must_use]
    pub fn fields_of(&self, section: Section) -> Fields<'_> {
        match section {
            Section::Person => self.person.fields(),
            Section::Service => self.service.fields(),
            Section::Record => self.record.fields(),
            Section::Family => self.family.fields(),
            Section::Statement => self.statement.fields(),
        }
    }

    /// Every field by its form name.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        Section::ALL.iter().flat_map(|section| self.fields_of(*section)).collect()
    }
}

#[cfg(test)]
mod tests;
