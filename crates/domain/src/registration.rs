//! Registration (报名): what a candidate tells, section by section, and when it is complete.
//!
//! Owns: the sections of an application, their checks, and completeness. Refuses: judging eligibility (a person does) and
//! time (`lifecycle`).

use serde::{Deserialize, Serialize};

use crate::lifecycle::words;
use crate::reason::{FieldPath, Reason, Refusals};
use crate::text::{IdentityNumber, Line, PersonName, Phone, Words, fold};

words! {
    /// The sections of the form, in order.
    Section {
        /// Name, identity number, phone.
        Person = "person",
        /// Present unit, post, rank and service.
        Service = "service",
        /// The unit's recommendation and the candidate's statement.
        Statement = "statement",
    }
}

/// Section 1, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    /// Name.
    #[serde(default)]
    pub name: String,
    /// Resident identity number.
    #[serde(default)]
    pub identity: String,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
}

/// Section 1, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPart {
    /// Name.
    pub name: PersonName,
    /// Resident identity number.
    pub identity: IdentityNumber,
    /// Telephone.
    pub phone: Phone,
}

impl PersonForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self) -> Result<PersonPart, Vec<Reason>> {
        let mut all = Refusals::default();
        let name = all.take(PersonName::parse(&self.name, &FieldPath::new("name")));
        let identity = all.take(IdentityNumber::parse(&self.identity, &FieldPath::new("identity")));
        let phone = all.take(Phone::parse(&self.phone, &FieldPath::new("phone")));
        let part = match (name, identity, phone) {
            (Some(name), Some(identity), Some(phone)) => Some(PersonPart { name, identity, phone }),
            _ => None,
        };
        all.settle(part)
    }
}

impl std::fmt::Debug for PersonForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonForm(***)")
    }
}

/// Section 2, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceForm {
    /// Current unit (所在单位).
    #[serde(default)]
    pub unit: String,
    /// Present post and rank.
    #[serde(default)]
    pub post: String,
    /// Years as a civil servant, whole.
    #[serde(default)]
    pub service_years: String,
    /// Years of grass-roots work, whole.
    #[serde(default)]
    pub grassroots_years: String,
    /// Degree and field of study.
    #[serde(default)]
    pub education: String,
}

/// Section 2, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePart {
    /// Current unit.
    pub unit: Line,
    /// Present post and rank.
    pub post: Line,
    /// Whole years as a civil servant, 0 to 60.
    pub service_years: u32,
    /// Whole years of grass-roots work, 0 to 60.
    pub grassroots_years: u32,
    /// Degree and field of study.
    pub education: Line,
}

impl ServiceForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self) -> Result<ServicePart, Vec<Reason>> {
        let mut all = Refusals::default();
        let unit = all.take(Line::parse(&self.unit, &FieldPath::new("unit")));
        let post = all.take(Line::parse(&self.post, &FieldPath::new("post")));
        let service_years = all.take(years(&self.service_years, "service_years"));
        let grassroots_years = all.take(years(&self.grassroots_years, "grassroots_years"));
        let education = all.take(Line::parse(&self.education, &FieldPath::new("education")));
        let part = match (unit, post, service_years, grassroots_years, education) {
            (Some(unit), Some(post), Some(service_years), Some(grassroots_years), Some(education)) => {
                Some(ServicePart { unit, post, service_years, grassroots_years, education })
            }
            _ => None,
        };
        all.settle(part)
    }
}

fn years(text: &str, name: &str) -> Result<u32, Reason> {
    let field = FieldPath::new(name);
    let folded = fold(text);
    if folded.is_empty() {
        return Err(Reason::Missing { field });
    }
    match folded.parse::<u32>() {
        Ok(years) if years <= 60 => Ok(years),
        Ok(_) => Err(Reason::OutOfRange { field, min: 0, max: 60 }),
        Err(_) => Err(Reason::NotANumber { field }),
    }
}

/// Section 3, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementForm {
    /// Whether the appointing authority agreed to recommend: `yes` when ticked.
    #[serde(default)]
    pub recommended: String,
    /// Whether the candidate stands by what is written: `yes` when ticked.
    #[serde(default)]
    pub truthful: String,
    /// Remark, may be empty.
    #[serde(default)]
    pub remark: String,
}

/// Section 3, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementPart {
    /// Remark, may be empty.
    pub remark: Words,
}

impl StatementForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self) -> Result<StatementPart, Vec<Reason>> {
        let mut all = Refusals::default();
        for (value, name) in [(&self.recommended, "recommended"), (&self.truthful, "truthful")] {
            if value != "yes" {
                all.push(Reason::NotAgreed { field: FieldPath::new(name) });
            }
        }
        let remark = all.take(Words::parse(&self.remark, &FieldPath::new("remark")));
        all.settle(remark.map(|remark| StatementPart { remark }))
    }
}

/// Everything a candidate typed so far; a draft may have holes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationForm {
    /// Section 1.
    pub person: PersonForm,
    /// Section 2.
    pub service: ServiceForm,
    /// Section 3.
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
    pub statement: StatementPart,
}

impl ApplicationForm {
    /// Whether `section` would pass its checks.
    #[must_use]
    pub fn is_complete(&self, section: Section) -> bool {
        match section {
            Section::Person => self.person.check().is_ok(),
            Section::Service => self.service.check().is_ok(),
            Section::Statement => self.statement.check().is_ok(),
        }
    }

    /// Checks all sections.
    ///
    /// # Errors
    /// All refusals of all sections.
    pub fn check(&self) -> Result<CompleteApplication, Vec<Reason>> {
        match (self.person.check(), self.service.check(), self.statement.check()) {
            (Ok(person), Ok(service), Ok(statement)) => {
                Ok(CompleteApplication { person, service, statement })
            }
            (person, service, statement) => {
                let mut all = person.err().unwrap_or_default();
                all.extend(service.err().unwrap_or_default());
                all.extend(statement.err().unwrap_or_default());
                Err(all)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_form_names_every_hole_at_once() {
        let faults = ApplicationForm::default().check().expect_err("empty");
        let fields: Vec<_> = faults.iter().filter_map(Reason::field).map(FieldPath::as_str).collect();
        assert_eq!(
            fields,
            [
                "name",
                "identity",
                "phone",
                "unit",
                "post",
                "service_years",
                "grassroots_years",
                "education",
                "recommended",
                "truthful"
            ]
        );
    }

    #[test]
    fn years_are_whole_and_plausible() {
        assert_eq!(years("１２", "service_years"), Ok(12));
        assert!(matches!(years("61", "service_years"), Err(Reason::OutOfRange { .. })));
        assert!(matches!(years("2.5", "service_years"), Err(Reason::NotANumber { .. })));
    }
}
