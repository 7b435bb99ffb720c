//! What surrounds a transfer by the notice: trial work or a secondment (跟班、借调) before it, and the term of service (服务期) after it.
//!
//! Owns: what a posting says of both. Refuses: the dates of one person; [`super::ServiceTerm`] has them.

use serde::{Deserialize, Serialize};

use crate::reason::{FieldPath, Reason, Refusals, TypedWhy};
use crate::typed::fold;

/// What a notice sets before and after a transfer; a posting may set neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Following {
    /// Days of trial work or secondment before the transfer; 0 where there is none.
    pub trial: u32,
    /// Months for which a transferred person stays; 0 where there is no such term.
    pub service: u32,
}

/// Most days of trial work: a year.
const MOST_DAYS: u32 = 366;
/// Most months of a service term: ten years.
pub(super) const MOST_MONTHS: u32 = 120;

impl Following {
    /// Reads both; an empty one is none.
    ///
    /// # Errors
    /// [`TypedWhy::NotANumber`] and [`TypedWhy::OutOfRange`] at `trial_days` and `service_term`.
    pub fn read(trial: &str, service: &str) -> Result<Self, Vec<Reason>> {
        let mut all = Refusals::default();
        let trial = all.take(number(trial, MOST_DAYS, &FieldPath::new("trial_days")));
        let service = all.take(number(service, MOST_MONTHS, &FieldPath::new("service_term")));
        let both = trial.zip(service);
        all.settle(both.map(|(trial, service)| Self { trial, service }))
    }

    /// Whether it sets nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.trial == 0 && self.service == 0
    }

    /// Both as a form shows them: empty for none.
    #[must_use]
    pub fn typed(self) -> (String, String) {
        let shown = |number: u32| if number == 0 { String::new() } else { number.to_string() };
        (shown(self.trial), shown(self.service))
    }
}

pub(super) fn number(text: &str, most: u32, field: &FieldPath) -> Result<u32, Reason> {
    let folded = fold(text);
    if folded.is_empty() {
        return Ok(0);
    }
    let number: u32 = folded.parse().map_err(|_| TypedWhy::NotANumber.at(field))?;
    if number <= most {
        Ok(number)
    } else {
        Err(TypedWhy::OutOfRange { min: 0, max: i64::from(most) }.at(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_whole_numbers_within_their_bounds_and_read_back_as_they_are_shown() {
        let read = Following::read("30", "３６");
        assert_eq!(read, Ok(Following { trial: 30, service: 36 }));
        for (trial, service) in [("", ""), ("30", ""), ("", "36"), ("366", "120")] {
            let found = Following::read(trial, service).unwrap();
            assert_eq!(found.typed(), (trial.to_owned(), service.to_owned()));
            assert_eq!(found.is_empty(), trial.is_empty() && service.is_empty());
        }
        let long = Following::read("367", "x");
        let range = TypedWhy::OutOfRange { min: 0, max: 366 }.at("trial_days");
        assert_eq!(long, Err(vec![range, TypedWhy::NotANumber.at("service_term")]));
    }
}
