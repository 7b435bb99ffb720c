//! The early end of a service term (服务期) that runs after a transfer.
//!
//! Owns: reading what was typed, and between which days a term can end early. Refuses: lengthening a term.

use serde::{Deserialize, Serialize};
use time::Date;

use super::over;
use crate::calendar::parse_date;
use crate::reason::{DecisionsWhy, FieldPath, Reason, Refusals, TypedWhy};
use crate::typed::Grounds;

/// An early end, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlyEnd {
    /// The day on which the term is over.
    pub on: Date,
    /// Why.
    pub why: Grounds,
}

impl EarlyEnd {
    /// Refuses a day that does not lie inside of the term: after the day of the transfer, and before the term is over by itself.
    ///
    /// # Errors
    /// [`DecisionsWhy::ServiceOutside`] at `ends`.
    pub fn expect_within(&self, from: Date, months: u32) -> Result<(), Reason> {
        let until = over(from, months);
        if from < self.on && self.on < until {
            return Ok(());
        }
        Err(DecisionsWhy::ServiceOutside { from, until }.at("ends"))
    }
}

/// The same as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyEndForm {
    /// The day, `2027-11-30`.
    #[serde(default)]
    pub ends: String,
    /// Why.
    #[serde(default)]
    pub words: String,
}

impl EarlyEndForm {
    /// Checks both fields.
    ///
    /// # Errors
    /// [`TypedWhy::NotADay`] at `ends`; as [`Grounds::parse`] at `words`.
    pub fn check(&self) -> Result<EarlyEnd, Vec<Reason>> {
        let mut all = Refusals::default();
        let on = all.take(parse_date(&self.ends).ok_or_else(|| TypedWhy::NotADay.at("ends")));
        let why = all.take(Grounds::parse(&self.words, &FieldPath::new("words")));
        let end = on.zip(why).map(|(on, why)| EarlyEnd { on, why });
        all.settle(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(ends: &str, words: &str) -> EarlyEndForm {
        EarlyEndForm { ends: ends.to_owned(), words: words.to_owned() }
    }

    #[test]
    fn a_term_ends_early_inside_of_itself_and_for_a_reason() {
        use time::macros::date;
        let (from, until) = (date!(2026 - 12 - 10), date!(2029 - 12 - 10));
        let held = |ends: &str| form(ends, "组织安排").check().unwrap().expect_within(from, 36);
        let outside = Err(DecisionsWhy::ServiceOutside { from, until }.at("ends"));
        assert_eq!([held("2026-12-11"), held("2029-12-09")], [Ok(()), Ok(())]);
        assert_eq!([held("2026-12-10"), held("2029-12-10")], [outside.clone(), outside]);
        let typed = form("soon", " ").check().unwrap_err();
        let at: Vec<&str> = typed.iter().filter_map(Reason::field).map(FieldPath::as_str).collect();
        assert_eq!(at, ["ends", "words"]);
    }
}
