//! Working days (工作日): which days of a year are worked, as the yearly notice of the State Council's General Office says
//! (`domain.md` 2.24).
//!
//! Owns: the days off and the make-up days (调休) of the years that were announced, how such a year is written down, and counting
//! working days. Refuses: guessing. A year that nobody announced answers [`UnknownYear`], and whoever counts must ask a person for the
//! date.

use std::collections::{BTreeMap, BTreeSet};

use time::{Date, Duration};

use crate::calendar::parse_date;
use crate::reason::{FieldPath, Reason, WorkdaysWhy};
use crate::typed::Line;

/// The years that the program knows by itself, as they were announced.
const KNOWN: [(i32, &str); 3] = [
    (2024, include_str!("workdays/2024.txt")),
    (2025, include_str!("workdays/2025.txt")),
    (2026, include_str!("workdays/2026.txt")),
];

/// What is wrong with a line, once its number is known.
type Why = fn(u32) -> WorkdaysWhy;

/// Most days that one line may span.
const LONGEST: i32 = 31;

/// One year as it was announced: what is off besides Saturdays and Sundays, and which of those are worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkYear {
    year: i32,
    source: String,
    off: BTreeSet<Date>,
    worked: BTreeSet<Date>,
}

/// The year that must be announced before its days can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownYear(pub i32);

impl From<UnknownYear> for Reason {
    fn from(UnknownYear(year): UnknownYear) -> Self {
        WorkdaysWhy::UnknownYear { year }.reason()
    }
}

impl WorkYear {
    /// Reads a year: `off DATE`, `off DATE DATE` for a span, `work DATE` for a make-up day, one a line.
    ///
    /// # Errors
    /// [`WorkdaysWhy`] at `field`, with the line that it is about.
    pub fn read(year: i32, source: &Line, text: &str, field: &FieldPath) -> Result<Self, Reason> {
        let source = source.as_str().to_owned();
        let mut read = Self { year, source, off: BTreeSet::new(), worked: BTreeSet::new() };
        for (line, words) in (1_u32..).zip(text.lines()) {
            read.take(words).map_err(|why| why(line).at(field))?;
        }
        if read.off.is_empty() { Err(WorkdaysWhy::NothingOff.at(field)) } else { Ok(read) }
    }

    fn take(&mut self, line: &str) -> Result<(), Why> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let day = |word: &str| -> Result<Date, Why> {
            match parse_date(word) {
                Some(day) if day.year() == self.year => Ok(day),
                Some(_) => Err(|line| WorkdaysWhy::OtherYear { line }),
                None => Err(|line| WorkdaysWhy::Unreadable { line }),
            }
        };
        match words.as_slice() {
            [] => Ok(()),
            ["off", from] => self.rest(day(from)?, day(from)?),
            ["off", from, to] => self.rest(day(from)?, day(to)?),
            ["work", one] => {
                let one = day(one)?;
                if !is_weekend(one) {
                    return Err(|line| WorkdaysWhy::NoWeekend { line });
                }
                once(!self.off.contains(&one) && self.worked.insert(one))
            }
            _ => Err(|line| WorkdaysWhy::Unreadable { line }),
        }
    }

    fn rest(&mut self, from: Date, to: Date) -> Result<(), Why> {
        let days = to.to_julian_day().saturating_sub(from.to_julian_day());
        if !(0..LONGEST).contains(&days) {
            return Err(|line| WorkdaysWhy::Unreadable { line });
        }
        for ahead in 0..=days {
            let one = from.saturating_add(Duration::days(i64::from(ahead)));
            let fresh = !self.worked.contains(&one) && self.off.insert(one);
            once(fresh)?;
        }
        Ok(())
    }

    /// The year.
    #[must_use]
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// The notice that it stands in.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The lines that give this year again, in the order of days.
    #[must_use]
    pub fn text(&self) -> String {
        let off = self.off.iter().map(|day| (day, "off"));
        let worked = self.worked.iter().map(|day| (day, "work"));
        let all: BTreeMap<&Date, &str> = off.chain(worked).collect();
        all.into_iter().map(|(day, word)| format!("{word} {}\n", iso(*day))).collect()
    }

    fn works(&self, day: Date) -> bool {
        if is_weekend(day) { self.worked.contains(&day) } else { !self.off.contains(&day) }
    }
}

fn once(fresh: bool) -> Result<(), Why> {
    if fresh { Ok(()) } else { Err(|line| WorkdaysWhy::Twice { line }) }
}

/// `2026-11-30`.
#[must_use]
pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

fn is_weekend(day: Date) -> bool {
    day.weekday().number_days_from_monday() >= 5
}

/// The years whose working days can be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workdays(BTreeMap<i32, WorkYear>);

impl Workdays {
    /// The years that the program knows by itself.
    ///
    /// # Errors
    /// Those of [`WorkYear::read`], where the program's own data is wrong; a test reads them all.
    pub fn known() -> Result<Self, Reason> {
        let mut years = BTreeMap::new();
        let field = FieldPath::new("days");
        for (year, text) in KNOWN {
            let (head, days) = text.split_once('\n').unwrap_or((text, ""));
            let source = head.strip_prefix("source: ").unwrap_or_default();
            let source = Line::parse(source, &FieldPath::new("source"))?;
            years.insert(year, WorkYear::read(year, &source, days, &field)?);
        }
        Ok(Self(years))
    }

    /// Takes a year in place of the one that was known, if any.
    #[must_use]
    pub fn with(mut self, year: WorkYear) -> Self {
        self.0.insert(year.year, year);
        self
    }

    /// The years, the earliest first.
    pub fn years(&self) -> impl Iterator<Item = &WorkYear> {
        self.0.values()
    }

    /// Whether the day is a working day.
    ///
    /// # Errors
    /// [`UnknownYear`].
    pub fn works(&self, day: Date) -> Result<bool, UnknownYear> {
        self.0.get(&day.year()).map(|year| year.works(day)).ok_or(UnknownYear(day.year()))
    }

    /// The first and the last of `count` working days that begin on `from` or on the first working day after it. No day at all is
    /// counted as one.
    ///
    /// # Errors
    /// [`UnknownYear`] where the count runs into one.
    pub fn span(&self, from: Date, count: u32) -> Result<(Date, Date), UnknownYear> {
        let mut day = from;
        let mut first = None;
        let mut left = count.max(1);
        loop {
            if self.works(day)? {
                let first = *first.get_or_insert(day);
                left = left.saturating_sub(1);
                if left == 0 {
                    return Ok((first, day));
                }
            }
            day = day.next_day().ok_or(UnknownYear(day.year()))?;
        }
    }

    /// The working day that lies `count` working days after `from`, which is itself not counted.
    ///
    /// # Errors
    /// [`UnknownYear`].
    pub fn after(&self, from: Date, count: u32) -> Result<Date, UnknownYear> {
        let next = from.next_day().ok_or(UnknownYear(from.year()))?;
        self.span(next, count).map(|(_, last)| last)
    }

    /// The working day that lies `count` working days before `from`, which is itself not counted.
    ///
    /// # Errors
    /// [`UnknownYear`].
    pub fn before(&self, from: Date, count: u32) -> Result<Date, UnknownYear> {
        let mut day = from;
        let mut left = count.max(1);
        while left > 0 {
            day = day.previous_day().ok_or(UnknownYear(day.year()))?;
            if self.works(day)? {
                left = left.saturating_sub(1);
            }
        }
        Ok(day)
    }
}

#[cfg(test)]
mod tests;
