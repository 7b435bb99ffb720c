//! Whole days and completed years.
//!
//! Owns: [`Day`] and counting in full months and years (足年足月, 周岁). A span is complete on its corresponding day, and on
//! the last day of the month where that month has none (Civil Code art. 202): who was born on 29 February completes a
//! year on 28 February of a common year. Refuses: hours and time zones; a day is a day in Beijing.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::calendar::parse_date;
use crate::reason::{FieldPath, Reason, TypedWhy};
use crate::typed::fold;

/// A day of the years 1900 to 2199.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

impl Day {
    /// The first of them.
    pub const FIRST: Self = match Date::from_calendar_date(1900, Month::January, 1) {
        Ok(date) => Self(date),
        Err(_) => Self(Date::MIN),
    };

    /// The day of a date; `None` outside the years 1900 to 2199.
    #[must_use]
    pub fn of(date: Date) -> Option<Self> {
        (1900..=2199).contains(&date.year()).then_some(Self(date))
    }

    /// That day; `None` where the calendar has none.
    #[must_use]
    pub fn from_parts(year: i32, month: u8, day: u8) -> Option<Self> {
        Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().and_then(Self::of)
    }

    /// Reads `2018-07-01`, `20180701` and every spelling with one mark between year, month and day; full-width digits too.
    ///
    /// # Errors
    /// [`TypedWhy::Missing`] or [`TypedWhy::NotADay`] at `field`.
    pub fn parse(text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let folded = fold(text);
        if folded.is_empty() {
            return Err(TypedWhy::Missing.at(field));
        }
        typed(&folded).ok_or_else(|| TypedWhy::NotADay.at(field))
    }

    /// The date.
    #[must_use]
    pub const fn date(self) -> Date {
        self.0
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The next day; the last day of the range is its own next.
    #[must_use]
    pub fn next(self) -> Self {
        self.0.next_day().and_then(Self::of).unwrap_or(self)
    }

    /// The day before; the first day of the range is its own.
    #[must_use]
    pub fn previous(self) -> Self {
        self.0.previous_day().and_then(Self::of).unwrap_or(self)
    }

    /// Full months from this day to `until`; 0 where `until` is earlier.
    #[must_use]
    pub fn months_until(self, until: Self) -> u32 {
        let (from, to) = (self.0, until.0);
        let month =
            |date: Date| date.year().saturating_mul(12).saturating_add(i32::from(u8::from(date.month())));
        let between = month(to).saturating_sub(month(from));
        let due = from.day().min(time::util::days_in_month(to.month(), to.year()));
        let full = if to.day() >= due { between } else { between.saturating_sub(1) };
        u32::try_from(full).unwrap_or(0)
    }

    /// Completed years from this day to `until`; 0 where `until` is earlier.
    #[must_use]
    pub fn years_until(self, until: Self) -> u32 {
        self.months_until(until) / 12
    }

    /// The day on which `months` from this day are complete; the end of the range where it lies behind it.
    #[must_use]
    pub fn after_months(self, months: u32) -> Self {
        let ahead = i32::try_from(months).unwrap_or(i32::MAX);
        let zero = i32::from(u8::from(self.0.month())).saturating_sub(1).saturating_add(ahead);
        let year = self.0.year().saturating_add(zero.div_euclid(12));
        let month = u8::try_from(zero.rem_euclid(12)).unwrap_or(0).saturating_add(1);
        Month::try_from(month)
            .ok()
            .map(|month| (month, self.0.day().min(time::util::days_in_month(month, year))))
            .and_then(|(month, day)| Date::from_calendar_date(year, month, day).ok())
            .and_then(Self::of)
            .unwrap_or(Self(LAST))
    }

    /// Days from this day to `until`; negative where `until` is earlier.
    #[must_use]
    pub fn days_until(self, until: Self) -> i64 {
        i64::from(until.0.to_julian_day()).saturating_sub(i64::from(self.0.to_julian_day()))
    }

    /// The earliest birthday of somebody who on this day has not completed `years` and one year more.
    #[must_use]
    pub fn earliest_birth(self, years: u32) -> Self {
        let back = i32::try_from(years).unwrap_or(i32::MAX).saturating_add(1);
        let year = self.0.year().saturating_sub(back);
        let day = self.0.day().min(time::util::days_in_month(self.0.month(), year));
        let mut born =
            Date::from_calendar_date(year, self.0.month(), day).ok().and_then(Self::of).unwrap_or(self);
        // At most three steps: the corresponding day itself, and what the end of February hides.
        for _ in 0..4 {
            if born.years_until(self) <= years {
                return born;
            }
            born = born.next();
        }
        born
    }
}

const LAST: Date = match Date::from_calendar_date(2199, Month::December, 31) {
    Ok(date) => date,
    Err(_) => Date::MAX,
};

fn typed(text: &str) -> Option<Day> {
    let digits =
        |text: &str| text.len() <= 4 && !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit());
    if text.len() == 8 && text.chars().all(|ch| ch.is_ascii_digit()) {
        let (year, rest) = text.split_at(4);
        let (month, day) = rest.split_at(2);
        return Day::from_parts(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    let parts: Vec<&str> = text.split(|ch: char| !ch.is_ascii_digit()).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] | [year, month, day, ""] => (*year, *month, *day),
        _ => return None,
    };
    if year.len() != 4 || !digits(month) || !digits(day) {
        return None;
    }
    Day::from_parts(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

impl fmt::Display for Day {
    /// `2018-07-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Day({self})")
    }
}

impl TryFrom<String> for Day {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        parse_date(&text).and_then(Self::of).ok_or("not a day")
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}
