//! The transfer (转任) of a proposed person and the probation (试用期) that may follow (`domain.md` 2.28, 5.2).
//!
//! Owns: what an approved transfer says, and how probation ends. Refuses: what comes before it; [`crate::publicity::Place`] says
//! whether somebody is cleared.

mod following;

pub use following::Following;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::calendar::parse_date;
use crate::reason::{DecisionsWhy, Reason, Refusals, TypedWhy};
use crate::word::words;

/// Most months of probation. Practice knows three and six; the law's longest for a new office is twelve.
const LONGEST: u8 = 12;

words! {
    /// How probation ended.
    ProbationEnd {
        /// The person is appointed.
        Passed = "passed",
        /// The person returns to the old unit.
        Returned = "returned",
    }
}

/// An approved transfer, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransferTerms {
    /// From when.
    pub from: Date,
    /// Months of probation; 0 where there is none.
    pub probation: u8,
}

/// The day on which a probation of so many months from a day is over, and whoever passed it is appointed.
#[must_use]
pub fn over(from: Date, months: u32) -> Date {
    let (mut year, mut month) = (from.year(), from.month());
    for _ in 0..months {
        month = month.next();
        if month == Month::January {
            year = year.saturating_add(1);
        }
    }
    let day = from.day().min(time::util::days_in_month(month, year));
    Date::from_calendar_date(year, month, day).unwrap_or(from)
}

/// The same as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferForm {
    /// The day, `2026-11-30`.
    #[serde(default)]
    pub starts: String,
    /// Months of probation; empty for none.
    #[serde(default)]
    pub probation: String,
}

impl TransferForm {
    /// Checks both fields.
    ///
    /// # Errors
    /// [`TypedWhy::NotADay`] at `starts`; [`TypedWhy::NotANumber`] and [`DecisionsWhy::ProbationLong`] at `probation`.
    pub fn check(&self) -> Result<TransferTerms, Vec<Reason>> {
        let mut all = Refusals::default();
        let from = all.take(parse_date(&self.starts).ok_or_else(|| TypedWhy::NotADay.at("starts")));
        let probation = all.take(match self.probation.trim() {
            "" => Ok(0),
            months => match months.parse::<u8>() {
                Ok(months) if months <= LONGEST => Ok(months),
                Ok(_) => Err(DecisionsWhy::ProbationLong.at("probation")),
                Err(_) => Err(TypedWhy::NotANumber.at("probation")),
            },
        });
        let terms = from.zip(probation).map(|(from, probation)| TransferTerms { from, probation });
        all.settle(terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probation_is_over_on_the_same_day_of_a_later_month_or_on_its_last() {
        use time::macros::date;
        assert_eq!(over(date!(2026 - 12 - 10), 6), date!(2027 - 06 - 10));
        assert_eq!(over(date!(2026 - 08 - 31), 6), date!(2027 - 02 - 28));
        assert_eq!(over(date!(2027 - 08 - 31), 6), date!(2028 - 02 - 29));
        assert_eq!(over(date!(2026 - 01 - 01), 12), date!(2027 - 01 - 01));
    }

    #[test]
    fn probation_is_whole_months_up_to_twelve() {
        let months = |probation: &str| {
            let form = TransferForm { starts: "2026-12-01".to_owned(), probation: probation.to_owned() };
            form.check().map(|terms| terms.probation)
        };
        assert_eq!([months(""), months("6"), months("12")], [Ok(0), Ok(6), Ok(12)]);
        assert_eq!(months("13"), Err(vec![DecisionsWhy::ProbationLong.at("probation")]));
        assert_eq!(months("half"), Err(vec![TypedWhy::NotANumber.at("probation")]));
        let dayless = TransferForm::default().check();
        assert_eq!(dayless, Err(vec![TypedWhy::NotADay.at("starts")]));
    }
}
