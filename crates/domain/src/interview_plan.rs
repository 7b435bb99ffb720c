//! The interview's plan (面试工作方案): how the interviews of a posting will be held, under fixed headings, laid down by the selecting
//! authority and approved by the competent department.
//!
//! Owns: the headings, reading what was typed, what must be said before it is sent, and which version stands. Refuses: being public; the
//! question itself, which no text of the program holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::reason::{FieldPath, Reason, TypedWhy};
use crate::typed::Words;
use crate::word::words;

words! {
    /// The headings of the plan, in their order.
    PlanPart {
        /// On which days, where and in how many rooms.
        Days = "days",
        /// Who examines, and from where the examiners come.
        Examiners = "examiners",
        /// In which order the candidates are called.
        Order = "order",
        /// What holds while candidates wait.
        Waiting = "waiting",
        /// Who keeps the questions, and how.
        Question = "question",
        /// Whatever else is to be said.
        Further = "further",
    }
}

words! {
    /// How far a version of the plan has come.
    PlanState {
        /// It is written on.
        Draft = "draft",
        /// It waits for the competent department.
        Sent = "sent",
        /// It was approved.
        Approved = "approved",
        /// It was sent back with a reason.
        Returned = "returned",
    }
}

impl PlanPart {
    /// Whether a plan is sent only with something under this heading.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        !matches!(self, Self::Further)
    }

    /// The path of the field in the form: its place among the headings.
    #[must_use]
    pub fn field(self) -> String {
        let place = Self::ALL.iter().position(|one| *one == self).unwrap_or_default();
        format!("heading.{place}.")
    }
}

/// What a version of the plan says under each heading; a heading with nothing under it is left out. Its JSON is canonical: the digest that
/// people see and sign is that of these bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InterviewPlan(pub BTreeMap<PlanPart, Words>);

impl InterviewPlan {
    /// Reads the form: one text for each heading, in their order.
    ///
    /// # Errors
    /// Everything that [`Words::parse`] finds, at its heading; [`TypedWhy::Missing`] at the first one where nothing is said at all.
    pub fn read(form: &[String]) -> Result<Self, Vec<Reason>> {
        let (mut said, mut refused) = (BTreeMap::new(), Vec::new());
        for (part, text) in PlanPart::ALL.iter().zip(form) {
            match Words::parse(text, &FieldPath::new(&part.field())) {
                Ok(words) if words.as_str().is_empty() => {}
                Ok(words) => {
                    said.insert(*part, words);
                }
                Err(reason) => refused.push(reason),
            }
        }
        if said.is_empty() && refused.is_empty() {
            refused.push(TypedWhy::Missing.at(FieldPath::new(&PlanPart::Days.field())));
        }
        if refused.is_empty() { Ok(Self(said)) } else { Err(refused) }
    }

    /// The form that shows it.
    #[must_use]
    pub fn form(&self) -> Vec<String> {
        let text = |part: &PlanPart| self.0.get(part).map(|words| words.as_str().to_owned());
        PlanPart::ALL.iter().map(|part| text(part).unwrap_or_default()).collect()
    }

    /// Refuses a plan that leaves a heading open which the competent department must read.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`] at each of them.
    pub fn expect_whole(&self) -> Result<(), Vec<Reason>> {
        let open = PlanPart::ALL.iter().filter(|part| part.is_needed() && !self.0.contains_key(part));
        let refused: Vec<Reason> =
            open.map(|part| TypedWhy::Missing.at(FieldPath::new(&part.field()))).collect();
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }
}

#[cfg(test)]
mod tests;
