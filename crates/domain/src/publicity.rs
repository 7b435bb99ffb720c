//! The publicity period (公示) of proposed people: how long it lasts, and what it says of a person's way to the position
//! (`domain.md` 2.24, 5.1).
//!
//! Owns: [`Period`], counted in working days, and [`Place`]. Refuses: guessing a last day in a year whose working days were not announced.

use serde::{Deserialize, Serialize};
use time::{Date, PrimitiveDateTime, Time};

use crate::calendar::{BEIJING, Instant, Standing, Window, parse_date};
use crate::objections::Effect;
use crate::reason::{DecisionsWhy, Reason, TypedWhy};
use crate::transfer::ProbationEnd;
use crate::word::words;
use crate::workdays::{UnknownYear, Workdays, iso};

/// A publicity period: whole days in Beijing, both named days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// The first instant of a day in Beijing.
#[must_use]
pub fn begin_of(day: Date) -> Instant {
    let at = PrimitiveDateTime::new(day, Time::MIDNIGHT).assume_offset(BEIJING);
    Instant(at.unix_timestamp().saturating_mul(1_000))
}

impl Period {
    /// The window in which objections are taken: from the first day until the end of the last.
    #[must_use]
    pub fn window(&self) -> Window {
        let after = self.last.next_day().unwrap_or(self.last);
        Window { opens: begin_of(self.first), closes: begin_of(after) }
    }

    /// Whether the last day is over.
    #[must_use]
    pub fn is_over(&self, now: Instant) -> bool {
        self.window().standing(now) == Standing::After
    }

    /// `2026-11-30/2026-12-04`, as the head of a list writes it.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}/{}", iso(self.first), iso(self.last))
    }

    /// Reads [`Period::text`] back.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (first, last) = text.split_once('/')?;
        let period = Self { first: parse_date(first)?, last: parse_date(last)? };
        (period.first <= period.last && period.text() == text).then_some(period)
    }
}

/// The days as they were typed: when the period begins, and its last day where it cannot be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodForm {
    /// The day on which it begins; empty for `today`.
    #[serde(default)]
    pub first: String,
    /// The last day; empty where the working days of the years are known.
    #[serde(default)]
    pub last: String,
}

impl PeriodForm {
    /// The period of `days` working days. It begins on the first working day from the day that was typed on.
    ///
    /// # Errors
    /// [`TypedWhy::NotADay`]; [`DecisionsWhy::BeginsBefore`] for a day before `today`; [`DecisionsWhy::LastDayNeeded`] where a year in
    /// it was not announced and no last day was typed; [`DecisionsWhy::TooShort`] where the typed one leaves fewer days than are asked for.
    pub fn period(&self, workdays: &Workdays, days: u32, today: Date) -> Result<Period, Reason> {
        let from = typed(&self.first, "first")?.unwrap_or(today);
        if from < today {
            return Err(DecisionsWhy::BeginsBefore { today }.at("first"));
        }
        match (workdays.span(from, days), typed(&self.last, "last")?) {
            (Ok((first, last)), None) => Ok(Period { first, last }),
            (Ok((first, least)), Some(last)) if last >= least => Ok(Period { first, last }),
            (Ok(_), Some(_)) => Err(DecisionsWhy::TooShort { days }.at("last")),
            (Err(UnknownYear(year)), None) => Err(DecisionsWhy::LastDayNeeded { year }.at("last")),
            (Err(_), Some(last)) => {
                // Nobody works more than every day: fewer days than that are too few whatever will be announced.
                let span = last.to_julian_day().saturating_sub(from.to_julian_day()).saturating_add(1);
                if u32::try_from(span).is_ok_and(|span| span >= days) {
                    Ok(Period { first: from, last })
                } else {
                    Err(DecisionsWhy::TooShort { days }.at("last"))
                }
            }
        }
    }
}

fn typed(text: &str, field: &str) -> Result<Option<Date>, Reason> {
    match text.trim() {
        "" => Ok(None),
        day => parse_date(day).map(Some).ok_or_else(|| TypedWhy::NotADay.at(field)),
    }
}

words! {
    /// Where a proposed person stands on the way to the position. It is derived from what was decided and never stored.
    Place {
        /// Proposed; the list is not public yet.
        Proposed = "proposed",
        /// In the publicity period, or the period waits to be ended.
        Public = "public",
        /// An objection keeps the transfer back for now.
        Suspended = "suspended",
        /// An objection was upheld: the person is no longer proposed.
        Cancelled = "cancelled",
        /// The publicity period ended and nothing stands in the way.
        Cleared = "cleared",
        /// Transferred, and in probation.
        Probation = "probation",
        /// Transferred and appointed.
        Appointed = "appointed",
        /// Returned to the old unit: probation was not passed, or the person left after a transfer without one.
        Returned = "returned",
    }
}

/// What was decided about a proposed person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Months of probation of the approved transfer, and how it ended.
    pub transfer: Option<(u32, Option<ProbationEnd>)>,
    /// Whether the person left the selection.
    pub left: bool,
    /// Whether a departure of the person waits for its approval.
    pub leaving: bool,
    /// What the answers to objections come to.
    pub effect: Effect,
    /// Whether the publicity period was ended; `None` before it began.
    pub period: Option<bool>,
}

impl Place {
    /// Where a person stands by what was decided: one derivation for the desk, the lists and the person's own page.
    #[must_use]
    pub const fn of(known: &Decided) -> Self {
        match (known.transfer, known.effect, known.period) {
            (Some((_, Some(ProbationEnd::Returned))), _, _) if known.left || known.leaving => Self::Returned,
            // Without a probation a departure is the only way out.
            (Some((0, None)), _, _) if known.left => Self::Returned,
            (Some((0, None) | (_, Some(ProbationEnd::Passed))), _, _) => Self::Appointed,
            // It runs on where the approver let nobody leave by it, or took that back.
            (Some((_, None | Some(ProbationEnd::Returned))), _, _) => Self::Probation,
            (None, _, _) if known.left => Self::Cancelled,
            (None, Effect::Cancelled, _) => Self::Cancelled,
            (None, Effect::Suspended, _) => Self::Suspended,
            (None, _, None) => Self::Proposed,
            (None, _, Some(false)) => Self::Public,
            (None, _, Some(true)) => Self::Cleared,
        }
    }

    /// Whether the person takes one of the position's places.
    #[must_use]
    pub const fn takes_a_place(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Returned)
    }

    /// Whether an answer to an objection can still hold the person back, or end the proposal. A transfer that was approved is ended by
    /// its probation alone, or by a departure where it has none.
    #[must_use]
    pub const fn can_be_held(self) -> bool {
        matches!(self, Self::Proposed | Self::Public | Self::Suspended | Self::Cleared)
    }

    /// Whether nothing more is to be done about the person.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Cancelled | Self::Appointed | Self::Returned)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn form(first: &str, last: &str) -> PeriodForm {
        PeriodForm { first: first.to_owned(), last: last.to_owned() }
    }

    fn period(first: &str, last: &str, today: Date) -> Result<String, Reason> {
        let known = Workdays::known().expect("the announced years read");
        form(first, last).period(&known, 5, today).map(|period| period.text())
    }

    #[test]
    fn a_period_counts_working_days_from_the_day_it_begins() {
        assert_eq!(period("2025-09-29", "", date!(2025 - 09 - 26)), Ok("2025-09-29/2025-10-11".to_owned()));
        assert_eq!(period("", "", date!(2026 - 05 - 01)), Ok("2026-05-06/2026-05-11".to_owned()));
        let before = period("2025-09-25", "", date!(2025 - 09 - 26));
        assert_eq!(before, Err(DecisionsWhy::BeginsBefore { today: date!(2025 - 09 - 26) }.at("first")));
    }

    #[test]
    fn a_transfer_outweighs_objections_and_a_departure_outweighs_the_period() {
        let nothing = Effect::Nothing;
        let public =
            Decided { transfer: None, left: false, leaving: false, effect: nothing, period: Some(false) };
        let with = |transfer, left, effect, period| {
            Place::of(&Decided { transfer, left, leaving: false, effect, period })
        };
        assert_eq!(Place::of(&public), Place::Public);
        assert_eq!(with(None, false, Effect::Nothing, None), Place::Proposed);
        assert_eq!(with(None, false, Effect::Nothing, Some(true)), Place::Cleared);
        assert_eq!(with(None, false, Effect::Suspended, Some(true)), Place::Suspended);
        assert_eq!(with(None, true, Effect::Suspended, Some(true)), Place::Cancelled);
        assert_eq!(with(Some((6, None)), false, Effect::Suspended, Some(true)), Place::Probation);
        assert_eq!(with(Some((0, None)), false, Effect::Nothing, Some(true)), Place::Appointed);
        assert_eq!(
            with(Some((6, Some(ProbationEnd::Passed))), false, Effect::Nothing, Some(true)),
            Place::Appointed
        );
        assert_eq!(
            with(Some((6, Some(ProbationEnd::Returned))), true, Effect::Nothing, Some(true)),
            Place::Returned
        );
        assert_eq!(with(Some((0, None)), true, Effect::Nothing, Some(true)), Place::Returned);
        assert_eq!(
            with(Some((6, Some(ProbationEnd::Passed))), true, Effect::Nothing, Some(true)),
            Place::Appointed
        );
        let returned = |left, leaving| {
            let transfer = Some((6, Some(ProbationEnd::Returned)));
            Place::of(&Decided { transfer, left, leaving, ..public })
        };
        assert_eq!([returned(true, false), returned(false, true)], [Place::Returned; 2]);
        assert_eq!(returned(false, false), Place::Probation, "nobody let the person leave: it runs on");
        let held: Vec<&str> =
            Place::ALL.iter().filter(|place| place.can_be_held()).map(|place| place.word()).collect();
        assert_eq!(
            held,
            ["proposed", "public", "suspended", "cleared"],
            "what an answer says comes to something"
        );
    }

    #[test]
    fn the_last_day_may_be_later_and_never_earlier() {
        let today = date!(2025 - 09 - 29);
        assert_eq!(period("", "2025-10-20", today), Ok("2025-09-29/2025-10-20".to_owned()));
        assert_eq!(period("", "2025-10-10", today), Err(DecisionsWhy::TooShort { days: 5 }.at("last")));
    }

    #[test]
    fn an_unknown_year_asks_for_the_last_day() {
        let today = date!(2026 - 12 - 30);
        assert_eq!(period("", "", today), Err(DecisionsWhy::LastDayNeeded { year: 2027 }.at("last")));
        assert_eq!(period("", "2027-01-06", today), Ok("2026-12-30/2027-01-06".to_owned()));
        assert_eq!(period("", "2027-01-02", today), Err(DecisionsWhy::TooShort { days: 5 }.at("last")));
    }

    #[test]
    fn the_last_day_is_inside_to_its_last_millisecond() {
        let period = Period::read("2026-11-30/2026-12-04").expect("a period");
        let closes = period.window().closes;
        assert_eq!(closes.rfc3339(), "2026-12-05T00:00:00+08:00");
        assert!(!period.is_over(Instant(closes.0 - 1)) && period.is_over(closes));
        assert_eq!(Period::read("2026-12-04/2026-11-30"), None);
    }
}
