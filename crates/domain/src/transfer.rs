//! The transfer (转任) of a proposed person, the trial work (跟班、借调) that may come before it, and the probation (试用期) and service term
//! (服务期) that may follow (`domain.md` 2.28, 5.2).
//!
//! Owns: what an approved transfer says, how probation ends, how a service term ends early, and what a notice may set around it all. Refuses: what comes before it;
//! [`crate::publicity::Place`] says whether somebody is cleared.

mod early;
mod following;

pub use early::{EarlyEnd, EarlyEndForm};
pub use following::Following;
use following::{MOST_MONTHS, number};

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::calendar::parse_date;
use crate::reason::{DecisionsWhy, FieldPath, Reason, Refusals, TypedWhy};
use crate::typed::Grounds;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferTerms {
    /// From when.
    pub from: Date,
    /// Months of probation; 0 where there is none.
    pub probation: u8,
    /// First and last day of trial work before it; `None` where there was none.
    pub trial: Option<(Date, Date)>,
    /// Months of the service term; `None` for as many as the notice sets.
    pub service: Option<u32>,
    /// Why trial work or the service term is shorter than the notice sets.
    pub why: Option<Grounds>,
}

/// What stands beside a transfer, held against the notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTerm {
    /// First and last day of trial work before it; `None` where there was none.
    pub trial: Option<(Date, Date)>,
    /// Months of the service term after it; 0 where there is none.
    pub months: u32,
    /// Why either is shorter than the notice sets.
    pub why: Option<Grounds>,
}

impl ServiceTerm {
    /// Whether it says nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.trial.is_none() && self.months == 0 && self.why.is_none()
    }
}

impl TransferTerms {
    /// Months of the service term where the notice sets so many.
    #[must_use]
    pub fn months(&self, set: Following) -> u32 {
        self.service.unwrap_or(set.service)
    }

    /// What stands beside the transfer, by what the notice sets: neither is longer, and a shorter one has a reason. Trial work is over
    /// before the transfer, and before the day on which it is approved.
    ///
    /// # Errors
    /// [`DecisionsWhy::TrialLong`] and [`DecisionsWhy::TrialRuns`] at `trial_until`; [`DecisionsWhy::ServiceLong`] at `service_term`;
    /// [`DecisionsWhy::ShorterThanSet`] at `words`.
    pub fn beside(&self, set: Following, today: Date) -> Result<ServiceTerm, Vec<Reason>> {
        let mut found = Vec::new();
        let (days, months) = (self.trial.map_or(0, length), self.months(set));
        if days > set.trial {
            found.push(DecisionsWhy::TrialLong { days: set.trial }.at("trial_until"));
        }
        if let Some((_, until)) = self.trial
            && (until >= self.from || until >= today)
        {
            found.push(DecisionsWhy::TrialRuns { until }.at("trial_until"));
        }
        if months > set.service {
            found.push(DecisionsWhy::ServiceLong { months: set.service }.at("service_term"));
        }
        if (days < set.trial || months < set.service) && self.why.is_none() {
            found.push(DecisionsWhy::ShorterThanSet.at("words"));
        }
        if !found.is_empty() {
            return Err(found);
        }
        Ok(ServiceTerm { trial: self.trial, months, why: self.why.clone() })
    }
}

/// The days of trial work from a first to a last day, both counted.
fn length((from, until): (Date, Date)) -> u32 {
    let days = until.to_julian_day().saturating_sub(from.to_julian_day()).saturating_add(1);
    u32::try_from(days).unwrap_or_default()
}

/// The day on which so many months from a day are over: those of a probation, or of a service term.
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
    /// First day of trial work; empty for none.
    #[serde(default)]
    pub trial_from: String,
    /// Its last day.
    #[serde(default)]
    pub trial_until: String,
    /// Months of the service term; empty for as many as the notice sets.
    #[serde(default)]
    pub service_term: String,
    /// Why trial work or the service term is shorter than the notice sets.
    #[serde(default)]
    pub words: String,
}

impl TransferForm {
    /// Checks every field.
    ///
    /// # Errors
    /// [`TypedWhy::NotADay`] at `starts`; [`TypedWhy::NotANumber`] and [`DecisionsWhy::ProbationLong`] at `probation`;
    /// [`TypedWhy::NotADay`] at `trial_from` and `trial_until`, and [`TypedWhy::WindowBackwards`] at `trial_until`;
    /// [`TypedWhy::NotANumber`] and [`TypedWhy::OutOfRange`] at `service_term`; as [`Grounds::parse`] at `words`.
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
        let trial = all.take(self.trial());
        let service = all.take(self.service());
        let words = FieldPath::new("words");
        let said = Some(self.words.trim()).filter(|words| !words.is_empty());
        let why = all.take(said.map(|said| Grounds::parse(said, &words)).transpose());
        let terms = match (from, probation, trial, service, why) {
            (Some(from), Some(probation), Some(trial), Some(service), Some(why)) => {
                Some(TransferTerms { from, probation, trial, service, why })
            }
            _ => None,
        };
        all.settle(terms)
    }

    fn trial(&self) -> Result<Option<(Date, Date)>, Reason> {
        if self.trial_from.trim().is_empty() && self.trial_until.trim().is_empty() {
            return Ok(None);
        }
        let from = parse_date(&self.trial_from).ok_or_else(|| TypedWhy::NotADay.at("trial_from"))?;
        let until = parse_date(&self.trial_until).ok_or_else(|| TypedWhy::NotADay.at("trial_until"))?;
        if until < from { Err(TypedWhy::WindowBackwards.at("trial_until")) } else { Ok(Some((from, until))) }
    }

    fn service(&self) -> Result<Option<u32>, Reason> {
        if self.service_term.trim().is_empty() {
            return Ok(None);
        }
        number(&self.service_term, MOST_MONTHS, &FieldPath::new("service_term")).map(Some)
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
            let (starts, probation) = ("2026-12-01".to_owned(), probation.to_owned());
            let form = TransferForm { starts, probation, ..TransferForm::default() };
            form.check().map(|terms| terms.probation)
        };
        assert_eq!([months(""), months("6"), months("12")], [Ok(0), Ok(6), Ok(12)]);
        assert_eq!(months("13"), Err(vec![DecisionsWhy::ProbationLong.at("probation")]));
        assert_eq!(months("half"), Err(vec![TypedWhy::NotANumber.at("probation")]));
        let dayless = TransferForm::default().check();
        assert_eq!(dayless, Err(vec![TypedWhy::NotADay.at("starts")]));
    }

    const SET: Following = Following { trial: 30, service: 36 };

    fn form(trial: (&str, &str), service: &str, words: &str) -> TransferForm {
        TransferForm {
            starts: "2026-12-10".to_owned(),
            trial_from: trial.0.to_owned(),
            trial_until: trial.1.to_owned(),
            service_term: service.to_owned(),
            words: words.to_owned(),
            ..TransferForm::default()
        }
    }

    fn beside(form: &TransferForm, set: Following) -> Result<ServiceTerm, Vec<Reason>> {
        form.check()?.beside(set, time::macros::date!(2026 - 12 - 05))
    }

    #[test]
    fn what_stands_beside_a_transfer_is_no_longer_than_the_notice_sets_and_a_shorter_one_has_a_reason() {
        let whole = ("2026-11-01", "2026-11-30");
        let found = beside(&form(whole, "", ""), SET).unwrap();
        assert_eq!((found.trial.map(length), found.months, found.why), (Some(30), 36, None));
        let wrong = |trial, service, words| beside(&form(trial, service, words), SET).unwrap_err();
        let shorter = [DecisionsWhy::ShorterThanSet.at("words")];
        assert_eq!(wrong(("2026-11-01", "2026-11-29"), "", ""), shorter);
        assert_eq!(wrong(("", ""), "", ""), shorter, "none at all is shorter too");
        assert_eq!(wrong(whole, "35", ""), shorter);
        let said = beside(&form(("2026-11-01", "2026-11-29"), "12", "工作需要"), SET).unwrap();
        assert_eq!((said.trial.map(length), said.months, said.why.is_some()), (Some(29), 12, true));
        let long = [DecisionsWhy::TrialLong { days: 30 }.at("trial_until")];
        assert_eq!(wrong(("2026-10-31", "2026-11-30"), "", ""), long);
        assert_eq!(wrong(whole, "37", ""), [DecisionsWhy::ServiceLong { months: 36 }.at("service_term")]);
        let runs = |until| [DecisionsWhy::TrialRuns { until }.at("trial_until")];
        let today = time::macros::date!(2026 - 12 - 05);
        assert_eq!(wrong(("2026-11-06", "2026-12-05"), "", ""), runs(today), "its last day is not over");
        let early = TransferForm { starts: "2026-11-30".to_owned(), ..form(whole, "", "") };
        assert_eq!(beside(&early, SET).unwrap_err(), runs(time::macros::date!(2026 - 11 - 30)));
    }

    #[test]
    fn a_notice_that_sets_nothing_leaves_nothing_beside_a_transfer() {
        let nothing = beside(&form(("", ""), "", ""), Following::default());
        assert_eq!(nothing.map(|found| found.is_empty()), Ok(true));
        let trial = beside(&form(("2026-11-01", "2026-11-02"), "1", ""), Following::default());
        let asked = [
            DecisionsWhy::TrialLong { days: 0 }.at("trial_until"),
            DecisionsWhy::ServiceLong { months: 0 }.at("service_term"),
        ];
        assert_eq!(trial.unwrap_err(), asked);
        let typed = form(("2026-11-02", "2026-11-01"), "x", " ").check();
        let backwards = TypedWhy::WindowBackwards.at("trial_until");
        assert_eq!(typed, Err(vec![backwards, TypedWhy::NotANumber.at("service_term")]));
        let half = form(("2026-11-02", ""), "", "").check();
        assert_eq!(half, Err(vec![TypedWhy::NotADay.at("trial_until")]));
    }
}
