//! What people say about a selection by a form without an account: objections to proposed people (异议), reports (举报), enquiries (咨询)
//! and requests for information (依申请公开) (`domain.md` 2.24, `features.md` U5, G8, G10).
//!
//! Owns: the kinds with the terms of their answers, what such a form must hold, and what an answer does. Refuses: an account, and
//! a name where somebody wants none: whoever asks follows it up by a number and a secret code.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::reason::{FieldPath, ObjectionsWhy, Reason, Refusals, TypedWhy};
use crate::typed::{self, Label, Line, Words};
use crate::word::words;
use crate::workdays::{UnknownYear, Workdays};

words! {
    /// What somebody says.
    ObjectionKind {
        /// Something stands against a proposed person.
        Objection = "objection",
        /// Somebody broke the rules of the selection.
        Report = "report",
        /// A question.
        Enquiry = "enquiry",
        /// A request for information that was not made public.
        Information = "information",
    }
}

impl ObjectionKind {
    /// Working days until it is answered. Twenty for a request for information are those of the Regulation on Open Government
    /// Information (政府信息公开条例), article 33; the others are the shortest that notices name.
    #[must_use]
    pub const fn term(self) -> u32 {
        match self {
            Self::Objection | Self::Report => 10,
            Self::Enquiry => 5,
            Self::Information => 20,
        }
    }

    /// The day by which it is answered, where that can be counted.
    ///
    /// # Errors
    /// [`UnknownYear`].
    pub fn due(self, workdays: &Workdays, received: Date) -> Result<Date, UnknownYear> {
        workdays.after(received, self.term())
    }

    /// Whether it is taken only while a list is in its publicity period.
    #[must_use]
    pub const fn is_of_a_period(self) -> bool {
        matches!(self, Self::Objection)
    }
}

words! {
    /// What an answer does.
    Effect {
        /// Nothing: it does not concern the position, or it was not so.
        Nothing = "nothing",
        /// The person is not transferred until it is cleared (serious, and not proved yet).
        Suspended = "suspended",
        /// The person is proposed no longer (serious, and proved).
        Cancelled = "cancelled",
    }
}

/// Most characters of what somebody says.
pub const WORDS: u32 = 2_000;

/// What somebody says, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is.
    pub kind: ObjectionKind,
    /// The ticket number of the person whom it is about.
    pub ticket: Option<Label>,
    /// What they say.
    pub words: Words,
    /// Name and how to be reached, where they gave it.
    pub contact: Option<Line>,
}

/// The same as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidForm {
    /// A word of [`ObjectionKind`].
    #[serde(default)]
    pub kind: String,
    /// Ticket number; may be empty.
    #[serde(default)]
    pub ticket: String,
    /// What they say.
    #[serde(default)]
    pub words: String,
    /// Name and how to be reached; may be empty but for a request for information.
    #[serde(default)]
    pub contact: String,
}

impl SaidForm {
    /// Checks every field. Whether the ticket number stands on the list is asked where the list is known.
    ///
    /// # Errors
    /// All refusals, each at its field: [`TypedWhy::NotAChoice`]; [`TypedWhy::Missing`] and [`TypedWhy::Length`] of the words; those of
    /// [`Label`] and [`Line`]; [`ObjectionsWhy::ContactMissing`].
    pub fn check(&self) -> Result<Said, Vec<Reason>> {
        let mut all = Refusals::default();
        let known = ObjectionKind::from_word(&self.kind);
        let kind = all.take(known.ok_or_else(|| TypedWhy::NotAChoice.at("kind")));
        let ticket = match typed::fold(&self.ticket).trim() {
            "" => Some(None),
            ticket => all.take(Label::parse(ticket, &FieldPath::new("ticket"))).map(Some),
        };
        let words = all.take(words(&self.words));
        let contact = match self.contact.trim() {
            "" if kind == Some(ObjectionKind::Information) => {
                all.take(Err(ObjectionsWhy::ContactMissing.at("contact")))
            }
            "" => Some(None),
            contact => all.take(Line::parse(contact, &FieldPath::new("contact"))).map(Some),
        };
        let said = match (kind, ticket, words, contact) {
            (Some(kind), Some(ticket), Some(words), Some(contact)) => {
                Some(Said { kind, ticket, words, contact })
            }
            _ => None,
        };
        all.settle(said)
    }
}

fn words(text: &str) -> Result<Words, Reason> {
    let words = Words::parse(text, &FieldPath::new("words"))?;
    let found = u32::try_from(words.as_str().trim().chars().count()).unwrap_or(u32::MAX);
    match found {
        0 => Err(TypedWhy::Missing.at("words")),
        found if found > WORDS => Err(TypedWhy::Length { min: 1, max: WORDS, found }.at("words")),
        _ => Ok(words),
    }
}

/// What a person's answered objections come to, the newest answer of each: the gravest counts.
#[must_use]
pub fn effect(answers: impl IntoIterator<Item = Effect>) -> Effect {
    answers.into_iter().max().unwrap_or(Effect::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(kind: &str, ticket: &str, words: &str, contact: &str) -> SaidForm {
        let [kind, ticket, words, contact] = [kind, ticket, words, contact].map(str::to_owned);
        SaidForm { kind, ticket, words, contact }
    }

    #[test]
    fn an_objection_needs_no_name_and_a_request_for_information_does() {
        assert!(form("objection", "", "有异议", "").check().is_ok());
        let nameless = form("information", "", "申请公开面试评分表", "").check();
        assert_eq!(nameless, Err(vec![ObjectionsWhy::ContactMissing.at("contact")]));
    }

    #[test]
    fn every_field_is_refused_where_it_is_wrong() {
        let long = "字".repeat(2_001);
        let refused = form("joke", "12 34!", &long, "=1+1").check().expect_err("four faults");
        let at: Vec<&str> = refused.iter().filter_map(Reason::field).map(FieldPath::as_str).collect();
        assert_eq!(at, ["kind", "ticket", "words", "contact"]);
        assert_eq!(form("report", "", " \n ", "").check(), Err(vec![TypedWhy::Missing.at("words")]));
    }

    #[test]
    fn the_gravest_answer_counts() {
        assert_eq!(effect([]), Effect::Nothing);
        assert_eq!(effect([Effect::Suspended, Effect::Nothing]), Effect::Suspended);
        assert_eq!(effect([Effect::Cancelled, Effect::Suspended]), Effect::Cancelled);
    }

    /// Twenty working days from Monday 8 December 2025 pass New Year's day and the make-up Sunday of 4 January 2026.
    #[test]
    fn terms_are_working_days() {
        let known = Workdays::known().expect("the announced years read");
        let due = ObjectionKind::Information.due(&known, time::macros::date!(2025 - 12 - 08));
        assert_eq!(due.map(crate::workdays::iso), Ok("2026-01-06".to_owned()));
    }
}
