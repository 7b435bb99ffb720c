//! What people say about a selection. By a form without an account: objections to proposed people (异议), reports (举报), enquiries (咨询)
//! and requests for information (依申请公开). From the own page: objections to a refusal in screening, and score reviews (成绩复核)
//! (`domain.md` 2.24 and 2.26, `features.md` U5, G8, G10).
//!
//! Owns: the kinds with the terms in which they are raised and answered, what such a form must hold, and what an answer does. Refuses: an
//! account for the first, and a name where somebody wants none: whoever asks follows it up by a number and a secret code.

use serde::{Deserialize, Serialize};
use time::{Date, Duration};

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
        /// A candidate objects to the refusal of the own application in screening.
        Refusal = "refusal",
        /// A candidate asks to have adding and entry of an own mark looked at again (成绩复核); nothing is marked anew.
        Review = "review",
    }
}

impl ObjectionKind {
    /// Working days until it is answered. Twenty for a request for information are those of the Regulation on Open Government
    /// Information (政府信息公开条例), article 33; the others are the shortest that notices name. Screening goes on meanwhile, so that an
    /// objection to a refusal is answered soonest.
    #[must_use]
    pub const fn term(self) -> u32 {
        match self {
            Self::Objection | Self::Report | Self::Review => 10,
            Self::Enquiry => 5,
            Self::Information => 20,
            Self::Refusal => 3,
        }
    }

    /// Working days in which a candidate may raise it, after the day of the refusal or of the list; `None` for what needs no account.
    #[must_use]
    pub const fn within(self) -> Option<u32> {
        match self {
            Self::Refusal | Self::Review => Some(3),
            Self::Objection | Self::Report | Self::Enquiry | Self::Information => None,
        }
    }

    /// Whether a candidate raises it, from the own page.
    #[must_use]
    pub const fn is_of_candidate(self) -> bool {
        self.within().is_some()
    }

    /// The terms of a posting that sets none; `None` for what needs no account.
    #[must_use]
    pub fn usual(self) -> Option<Terms> {
        self.within().map(|within| Terms { within, answer: self.term() })
    }

    /// Whether it stands against a person, a verdict or a mark, so that the selection is not ended over it.
    #[must_use]
    pub const fn holds_up(self) -> bool {
        !matches!(self, Self::Enquiry | Self::Information)
    }

    /// What an answer to it can do. Whoever asks something is answered in words, and whoever requests information reads whether it is given
    /// out; neither does anything to anybody.
    #[must_use]
    pub const fn effects(self) -> &'static [Effect] {
        match self {
            Self::Refusal | Self::Review => &[Effect::Nothing, Effect::Granted],
            Self::Objection | Self::Report => &[Effect::Nothing, Effect::Suspended, Effect::Cancelled],
            Self::Enquiry => &[Effect::Nothing],
            Self::Information => &[Effect::Given, Effect::GivenInPart, Effect::NotGiven, Effect::NotHeld],
        }
    }

    /// The day by which it is answered, where that can be counted.
    ///
    /// # Errors
    /// [`UnknownYear`].
    pub fn due(self, workdays: &Workdays, received: Date) -> Result<Date, UnknownYear> {
        workdays.after(received, self.term())
    }

    /// The last day on which it is not late: the day by which it is answered, or, where no calendar says which days are worked, as many
    /// weeks as the term fills and two for holidays. So nothing waits for ever.
    #[must_use]
    pub fn latest(self, due: Option<Date>, received: Date) -> Date {
        let weeks = i64::from(self.term().div_ceil(5)).saturating_add(2);
        due.unwrap_or_else(|| received.saturating_add(Duration::weeks(weeks)))
    }

    /// Whether it is taken only while a list is in its publicity period.
    #[must_use]
    pub const fn is_of_a_period(self) -> bool {
        matches!(self, Self::Objection)
    }
}

/// The terms of what a candidate raises in a posting, in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// In how many it may be raised, after the day of the refusal or of the list.
    pub within: u32,
    /// In how many it is answered.
    pub answer: u32,
}

/// The same as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsForm {
    /// Working days to raise it.
    #[serde(default)]
    pub within: String,
    /// Working days to answer it.
    #[serde(default)]
    pub term: String,
}

/// Most working days of a term.
const LONGEST: u32 = 30;

impl TermsForm {
    /// Checks both. Once a posting is public (`stands` are its terms then) candidates rely on the time to raise something, which is only made longer.
    ///
    /// # Errors
    /// [`TypedWhy::NotANumber`] and [`ObjectionsWhy::TermLength`], at `within` and `term`; [`ObjectionsWhy::TermShorter`] at `within`.
    pub fn check(&self, stands: Option<Terms>) -> Result<Terms, Vec<Reason>> {
        let days = |text: &str, field: &str| match text.trim().parse::<u32>() {
            Ok(days) if (1..=LONGEST).contains(&days) => Ok(days),
            Ok(_) => Err(ObjectionsWhy::TermLength.at(field)),
            Err(_) => Err(TypedWhy::NotANumber.at(field)),
        };
        let mut all = Refusals::default();
        let within = all.take(days(&self.within, "within").and_then(|within| match stands {
            Some(stands) if within < stands.within => Err(ObjectionsWhy::TermShorter.at("within")),
            _ => Ok(within),
        }));
        let answer = all.take(days(&self.term, "term"));
        let terms = within.zip(answer).map(|(within, answer)| Terms { within, answer });
        all.settle(terms)
    }
}

words! {
    /// What an answer does.
    Effect {
        /// Nothing: it does not concern the position, or it was not so.
        Nothing = "nothing",
        /// What it stood against was set right: the refusal was taken back, the mark corrected. It says nothing of a proposed person.
        Granted = "granted",
        /// The person is not transferred until it is cleared (serious, and not proved yet).
        Suspended = "suspended",
        /// The person is proposed no longer (serious, and proved).
        Cancelled = "cancelled",
        /// The information that was requested is given out.
        Given = "given",
        /// Some of it is, and the words say why the rest is not.
        GivenInPart = "given_in_part",
        /// It is not given out, and the words say on which ground.
        NotGiven = "not_given",
        /// There is no such information here.
        NotHeld = "not_held",
    }
}

impl Effect {
    /// Whether it holds a proposed person back, or ends the proposal.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Suspended | Self::Cancelled)
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
        let known = ObjectionKind::from_word(&self.kind).filter(|kind| !kind.is_of_candidate());
        let kind = all.take(known.ok_or_else(|| TypedWhy::NotAChoice.at("kind")));
        let ticket = match typed::fold(&self.ticket).trim() {
            "" => Some(None),
            ticket => all.take(Label::parse(ticket, &FieldPath::new("ticket"))).map(Some),
        };
        let words = all.take(spoken(&self.words));
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

/// Checks what somebody says, at `words`.
///
/// # Errors
/// [`TypedWhy::Missing`] and [`TypedWhy::Length`]; those of [`Words`].
pub fn spoken(text: &str) -> Result<Words, Reason> {
    let words = Words::parse(text, &FieldPath::new("words"))?;
    let found = u32::try_from(words.as_str().trim().chars().count()).unwrap_or(u32::MAX);
    match found {
        0 => Err(TypedWhy::Missing.at("words")),
        found if found > WORDS => Err(TypedWhy::Length { min: 1, max: WORDS, found }.at("words")),
        _ => Ok(words),
    }
}

/// What a person's answered objections come to, the newest answer of each: the gravest counts. What was set right for a candidate, or came
/// of a request for information, is no objection to the person.
#[must_use]
pub fn effect(answers: impl IntoIterator<Item = Effect>) -> Effect {
    answers.into_iter().filter(|one| one.holds()).max().unwrap_or(Effect::Nothing)
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
    fn a_question_touches_nobody_and_whatever_stands_against_somebody_can() {
        for kind in ObjectionKind::ALL {
            let holds = kind.effects().iter().any(|effect| effect.holds() || *effect == Effect::Granted);
            assert_eq!(holds, kind.holds_up(), "{kind:?}");
            let none = kind.effects().contains(&Effect::Nothing);
            assert_eq!(none, *kind != ObjectionKind::Information, "a request is given out or not: {kind:?}");
        }
    }

    #[test]
    fn the_gravest_answer_counts() {
        assert_eq!(effect([]), Effect::Nothing);
        assert_eq!(effect([Effect::Suspended, Effect::Nothing]), Effect::Suspended);
        assert_eq!(effect([Effect::Cancelled, Effect::Suspended]), Effect::Cancelled);
        assert_eq!(effect([Effect::Granted, Effect::Nothing]), Effect::Nothing);
        assert_eq!(effect([Effect::NotHeld, Effect::Suspended]), Effect::Suspended);
        assert_eq!(
            effect([Effect::NotGiven]),
            Effect::Nothing,
            "a request for information holds nobody back"
        );
    }

    /// Twenty working days from Monday 8 December 2025 pass New Year's day and the make-up Sunday of 4 January 2026.
    #[test]
    fn terms_are_working_days() {
        let known = Workdays::known().expect("the announced years read");
        let due = ObjectionKind::Information.due(&known, time::macros::date!(2025 - 12 - 08));
        assert_eq!(due.map(crate::workdays::iso), Ok("2026-01-06".to_owned()));
    }

    #[test]
    fn nothing_waits_for_ever_where_no_calendar_says_which_days_are_worked() {
        let (received, due) = (time::macros::date!(2031 - 03 - 03), time::macros::date!(2031 - 03 - 17));
        assert_eq!(ObjectionKind::Report.latest(Some(due), received), due);
        assert_eq!(ObjectionKind::Report.latest(None, received), time::macros::date!(2031 - 03 - 31));
        assert_eq!(ObjectionKind::Refusal.latest(None, received), time::macros::date!(2031 - 03 - 24));
    }

    #[test]
    fn a_term_is_whole_days_and_once_public_only_longer() {
        let check = |within: &str, term: &str, stands: Option<u32>| {
            let form = TermsForm { within: within.to_owned(), term: term.to_owned() };
            form.check(stands.map(|within| Terms { within, answer: 10 }))
        };
        assert_eq!(check("2", "5", None), Ok(Terms { within: 2, answer: 5 }));
        assert_eq!(check("5", "5", Some(3)), Ok(Terms { within: 5, answer: 5 }));
        assert_eq!(check("2", "5", Some(3)), Err(vec![ObjectionsWhy::TermShorter.at("within")]));
        let wrong = vec![ObjectionsWhy::TermLength.at("within"), TypedWhy::NotANumber.at("term")];
        assert_eq!(check("31", "x", None), Err(wrong));
        assert_eq!(check("0", "30", None), Err(vec![ObjectionsWhy::TermLength.at("within")]));
    }

    #[test]
    fn what_a_candidate_raises_is_not_taken_from_a_stranger() {
        for kind in ObjectionKind::ALL {
            let refused = form(kind.word(), "", "有异议", "张三").check().is_err();
            assert_eq!(refused, kind.is_of_candidate(), "{kind:?}");
        }
    }
}
