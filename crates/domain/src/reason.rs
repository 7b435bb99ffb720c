//! Why an act was refused: codes with typed arguments, split by area, and the field concerned.
//!
//! Owns: [`Reason`], [`Why`] with one type of codes for each area, and [`FieldPath`]. Refuses: text. The words live in crate
//! `text`, one sentence a code, so that nobody can put words into a page through a crafted address.

mod acts;
mod applications;
mod conditions;
mod decisions;
mod imports;
mod inspections;
mod lists;
mod marks;
mod messages;
mod objections;
mod papers;
mod path;
mod people;
mod postings;
mod ranking;
mod rulings;
mod schemes;
mod screening;
mod typed;
mod uploads;
mod workdays;

pub use acts::ActsWhy;
pub use applications::ApplicationsWhy;
pub use conditions::ConditionsWhy;
pub use decisions::DecisionsWhy;
pub use imports::ImportsWhy;
pub use inspections::InspectionsWhy;
pub use lists::{ListsWhy, PublicCode, Unfit};
pub use marks::MarksWhy;
pub use messages::MessagesWhy;
pub use objections::ObjectionsWhy;
pub use papers::PapersWhy;
pub use path::FieldPath;
pub use people::PeopleWhy;
pub use postings::PostingsWhy;
pub use ranking::RankingWhy;
pub use rulings::RulingsWhy;
pub use schemes::SchemesWhy;
pub use screening::ScreeningWhy;
use serde::{Deserialize, Serialize};
pub use typed::TypedWhy;
pub use uploads::{OtherPicture, UploadsWhy};
pub use workdays::WorkdaysWhy;

/// One refusal. One that has a field belongs beside it; the others stand on top of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The field concerned, if the refusal belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<FieldPath>,
    /// What is wrong.
    pub why: Why,
}

impl Reason {
    /// The field concerned, if the refusal belongs to one.
    #[must_use]
    pub const fn field(&self) -> Option<&FieldPath> {
        self.at.as_ref()
    }
}

/// Declares the areas, and for the codes of each the two ways to a refusal.
macro_rules! areas {
    ($($(#[$doc:meta])* $area:ident($why:ident)),+ $(,)?) => {
        /// What is wrong, by area.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Why { $($(#[$doc])* $area($why)),+ }

        $(
            impl $why {
                /// The refusal beside the field `at`.
                #[must_use]
                pub fn at(self, at: impl Into<FieldPath>) -> Reason {
                    Reason { at: Some(at.into()), why: Why::$area(self) }
                }

                /// The refusal of the act as a whole, beside no field.
                #[must_use]
                pub const fn reason(self) -> Reason {
                    Reason { at: None, why: Why::$area(self) }
                }
            }

            impl From<$why> for Reason {
                fn from(why: $why) -> Self {
                    why.reason()
                }
            }
        )+
    };
}

areas! {
    /// A typed text.
    Typed(TypedWhy),
    /// Any act.
    Acts(ActsWhy),
    /// Persons, accounts and roles.
    People(PeopleWhy),
    /// The posting and its positions.
    Postings(PostingsWhy),
    /// The conditions.
    Conditions(ConditionsWhy),
    /// The schemes.
    Schemes(SchemesWhy),
    /// The applications.
    Applications(ApplicationsWhy),
    /// Screening.
    Screening(ScreeningWhy),
    /// The marks.
    Marks(MarksWhy),
    /// The ranking.
    Ranking(RankingWhy),
    /// The rulings.
    Rulings(RulingsWhy),
    /// The lists.
    Lists(ListsWhy),
    /// The files that are read in.
    Imports(ImportsWhy),
    /// The messages.
    Messages(MessagesWhy),
    /// The papers that are printed.
    Papers(PapersWhy),
    /// The files that belong to an application.
    Uploads(UploadsWhy),
    /// Inspections, medicals and vetoes.
    Inspections(InspectionsWhy),
    /// Collective decisions and what follows from them.
    Decisions(DecisionsWhy),
    /// Objections, reports, enquiries and requests.
    Objections(ObjectionsWhy),
    /// Working days.
    Workdays(WorkdaysWhy),
}

/// Collects every refusal of a form instead of stopping at the first.
#[derive(Debug, Default)]
pub struct Refusals(Vec<Reason>);

impl Refusals {
    /// Keeps the value, or notes the refusal.
    pub fn take<T>(&mut self, result: Result<T, Reason>) -> Option<T> {
        result.map_err(|reason| self.0.push(reason)).ok()
    }

    /// Keeps the value of a part, or notes all its refusals.
    pub fn take_all<T>(&mut self, result: Result<T, Vec<Reason>>) -> Option<T> {
        result.map_err(|reasons| self.0.extend(reasons)).ok()
    }

    /// Notes a refusal.
    pub fn push(&mut self, reason: Reason) {
        self.0.push(reason);
    }

    /// The value, if every part was there and nothing was refused.
    ///
    /// # Errors
    /// All refusals noted.
    pub fn settle<T>(self, value: Option<T>) -> Result<T, Vec<Reason>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::states::Phase;

    #[test]
    fn a_field_path_from_outside_cannot_carry_words() {
        assert!(serde_json::from_str::<FieldPath>("\"components.2.weight\"").is_ok());
        assert!(serde_json::from_str::<FieldPath>("\"Call this number\"").is_err());
        assert_eq!(FieldPath::new("<b>Ab.c").as_str(), "bb.c");
        assert!(serde_json::from_str::<PublicCode>("\"call 123\"").is_err());
        assert_eq!(PublicCode::new("A-01 <b>").as_str(), "A-01b");
    }

    #[test]
    fn every_refusal_is_reported_at_once() {
        let mut refusals = Refusals::default();
        let a: Option<u8> = refusals.take(Err(SchemesWhy::NoScheme.reason()));
        let b: Option<u8> = refusals.take(Err(PostingsWhy::NoPositions.reason()));
        let both = vec![SchemesWhy::NoScheme.into(), PostingsWhy::NoPositions.into()];
        assert_eq!(refusals.settle(a.zip(b)), Err(both));
    }

    #[test]
    fn a_refusal_says_field_area_and_code_and_nothing_else_is_read() {
        let wire = |reason: &Reason| serde_json::to_string(reason).expect("plain data");
        let all = [
            (TypedWhy::Missing.at("title"), r#"{"at":"title","why":{"typed":"missing"}}"#),
            (
                PostingsWhy::WrongPhase { phase: Phase::Screening }.reason(),
                r#"{"why":{"postings":{"wrong_phase":{"phase":"screening"}}}}"#,
            ),
        ];
        for (reason, text) in all {
            assert_eq!(wire(&reason), text);
            assert_eq!(serde_json::from_str::<Reason>(text).expect("reads back"), reason);
        }
        for crafted in [
            r#"{"why":{"typed":"missing"},"say":"Ring 12345"}"#,
            r#"{"why":{"typed":"missing","say":"Ring 12345"}}"#,
            r#"{"why":{"typed":{"missing":"Ring 12345"}}}"#,
            r#"{"why":{"marks":{"missing":{"count":1,"say":"Ring 12345"}}}}"#,
            r#"{"why":{"marks":"gone"}}"#,
        ] {
            assert!(serde_json::from_str::<Reason>(crafted).is_err(), "{crafted}");
        }
    }
}
