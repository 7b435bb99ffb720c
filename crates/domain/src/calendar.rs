//! Instants, windows and deadlines in Beijing time.
//!
//! Owns: [`Instant`] (Unix milliseconds), [`Window`], civil time at the fixed offset +08:00 (no daylight saving since 1991).
//! Refuses: a clock, since every rule takes `now`; and what people typed, which [`crate::typed`] reads.

use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime, UtcOffset};

/// An instant in Unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// Beijing time as parts, for printing and for forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Civil {
    /// Year, for example 2026.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
    /// Day of the week, 1 (Monday) to 7 (Sunday).
    pub weekday: u8,
}

/// Beijing time (北京时间), a fixed +08:00.
pub const BEIJING: UtcOffset = match UtcOffset::from_hms(8, 0, 0) {
    Ok(offset) => offset,
    Err(_) => panic!("eight hours are an offset"),
};

impl Instant {
    /// The instant `seconds` later (earlier if negative); saturates at the ends of the range.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// This instant in Beijing; the epoch where the instant is outside the calendar.
    #[must_use]
    pub fn beijing(self) -> OffsetDateTime {
        let nanos = i128::from(self.0).saturating_mul(1_000_000);
        OffsetDateTime::from_unix_timestamp_nanos(nanos)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
            .to_offset(BEIJING)
    }

    /// Beijing time of this instant; the epoch where the instant is outside the calendar.
    #[must_use]
    pub fn civil(self) -> Civil {
        let at = self.beijing();
        Civil {
            year: at.year(),
            month: u8::from(at.month()),
            day: at.day(),
            hour: at.hour(),
            minute: at.minute(),
            second: at.second(),
            weekday: at.weekday().number_from_monday(),
        }
    }

    /// The day in Beijing; the epoch where the instant is outside the calendar.
    #[must_use]
    pub fn date(self) -> Date {
        self.beijing().date()
    }

    /// `2026-11-22T18:00`, what a form field holds.
    #[must_use]
    pub fn form_text(self) -> String {
        let c = self.civil();
        format!("{:04}-{:02}-{:02}T{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute)
    }

    /// `2026-11-22T18:00:05+08:00`, what canonical bytes and files hold.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let c = self.civil();
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00",
            c.year, c.month, c.day, c.hour, c.minute, c.second
        )
    }
}

/// Reads `2026-11-22`, also `2026-1-2`; nothing else. A year has four digits: `26-11-22` is no day of the year 26.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || month.len() > 2 || day.len() > 2 || ![year, month, day].into_iter().all(is_number) {
        return None;
    }
    let month: u8 = month.parse().ok()?;
    Date::from_calendar_date(year.parse().ok()?, Month::try_from(month).ok()?, day.parse().ok()?).ok()
}

/// A span in which something may be done: from `opens` (inclusive) until `closes` (exclusive: `t < closes` passes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First instant inside.
    pub opens: Instant,
    /// First instant after; the deadline shown and enforced.
    pub closes: Instant,
}

/// Where `now` stands to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Not yet open.
    Before,
    /// Open.
    Inside,
    /// Closed.
    After,
}

impl Window {
    /// Returns the window as it is for somebody whose deadline was extended until then; an extension never shortens it.
    #[must_use]
    pub fn extended(self, until: Option<Instant>) -> Self {
        Self { closes: until.map_or(self.closes, |until| self.closes.max(until)), ..self }
    }

    /// Where `now` stands.
    #[must_use]
    pub fn standing(&self, now: Instant) -> Standing {
        if now < self.opens {
            Standing::Before
        } else if now < self.closes {
            Standing::Inside
        } else {
            Standing::After
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_printed_in_beijing_time() {
        let at = Instant(1_795_341_600_000);
        assert_eq!(at.rfc3339(), "2026-11-22T18:00:00+08:00");
        assert_eq!((at.form_text().as_str(), at.civil().weekday), ("2026-11-22T18:00", 7));
    }

    #[test]
    fn a_day_has_a_year_of_four_digits_and_no_signs() {
        let read = |text: &str| parse_date(text).map(crate::workdays::iso);
        assert_eq!(read(" 2028-02-29 "), Some("2028-02-29".to_owned()));
        assert_eq!(read("2026-1-2"), Some("2026-01-02".to_owned()));
        for wrong in [
            "26-11-22",
            "+026-11-22",
            "12026-1-1",
            "2026-+1-2",
            "2026-1-+2",
            "2026-1",
            "2026-2-29",
            "2026--1",
            "２０２６-1-1",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_deadline_itself_is_outside() {
        let window = Window { opens: Instant(0), closes: Instant(10) };
        assert_eq!(window.standing(Instant(9)), Standing::Inside);
        assert_eq!(window.standing(Instant(10)), Standing::After);
        assert_eq!(window.standing(Instant(-1)), Standing::Before);
    }
}
