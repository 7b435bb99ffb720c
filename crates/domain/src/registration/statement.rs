//! Section 5: the unit's recommendation and the candidate's word.

use serde::{Deserialize, Serialize};

use super::Fields;
use crate::reason::{FieldPath, Reason, Refusals};
use crate::typed::Words;

/// Section 5, as typed.
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

/// Section 5, checked.
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

    /// Every field by its form name.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        vec![
            ("recommended".into(), &self.recommended),
            ("truthful".into(), &self.truthful),
            ("remark".into(), &self.remark),
        ]
    }
}

impl StatementPart {
    /// The form in its canonical spelling.
    #[must_use]
    pub fn form(&self) -> StatementForm {
        StatementForm {
            recommended: "yes".to_owned(),
            truthful: "yes".to_owned(),
            remark: self.remark.as_str().to_owned(),
        }
    }
}
