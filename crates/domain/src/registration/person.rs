//! Section 1: who it is.

use serde::{Deserialize, Serialize};

use super::Fields;
use crate::reason::{FieldPath, Reason, Refusals};
use crate::typed::{IdentityNumber, PersonName, Phone};

/// Section 1, as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    /// Name.
    #[serde(default)]
    pub name: String,
    /// Resident identity number; birthday and sex follow from it and are never typed.
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

    /// Every field by its form name.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        vec![("name".into(), &self.name), ("identity".into(), &self.identity), ("phone".into(), &self.phone)]
    }
}

impl PersonPart {
    /// The form in its canonical spelling.
    #[must_use]
    pub fn form(&self) -> PersonForm {
        PersonForm {
            name: self.name.as_str().to_owned(),
            identity: self.identity.expose().to_owned(),
            phone: self.phone.expose().to_owned(),
        }
    }
}

impl std::fmt::Debug for PersonForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonForm(***)")
    }
}
