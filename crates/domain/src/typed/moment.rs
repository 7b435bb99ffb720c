//! Moments and windows as they are typed into forms, in Beijing time.

use time::{PrimitiveDateTime, Time};

use crate::calendar::{BEIJING, Instant, Window, parse_date};
use crate::reason::{FieldPath, Reason, TypedWhy};

/// Reads `2026-11-22T18:00` or `2026-11-22 18:00` (minutes, Beijing time), full-width digits and colon included. `24:00`, by which
/// notices end a day, is the first instant of the next one.
///
/// # Errors
/// [`TypedWhy::NotATime`] at `field` where the text is not such a time.
pub fn moment(text: &str, field: &FieldPath) -> Result<Instant, Reason> {
    minute(text).ok_or_else(|| TypedWhy::NotATime.at(field))
}

/// A window that opens before it closes.
///
/// # Errors
/// [`TypedWhy::WindowBackwards`] at `field` otherwise.
pub fn window(opens: Instant, closes: Instant, field: &FieldPath) -> Result<Window, Reason> {
    if opens < closes { Ok(Window { opens, closes }) } else { Err(TypedWhy::WindowBackwards.at(field)) }
}

fn minute(text: &str) -> Option<Instant> {
    let plain: String = text
        .trim()
        .chars()
        .map(|ch| match ch {
            '０'..='９' => char::from_digit(u32::from(ch).wrapping_sub(u32::from('０')), 10).unwrap_or(ch),
            '：' => ':',
            'T' => ' ',
            other => other,
        })
        .collect();
    let (date, clock) = plain.split_once(' ')?;
    let mut clock = clock.trim().splitn(3, ':');
    let hour = clock.next()?.parse().ok()?;
    let minute = clock.next()?.parse().ok()?;
    let second = clock.next().map_or(Some(0), |text| text.parse().ok())?;
    let at = match (parse_date(date)?, (hour, minute, second)) {
        (day, (24, 0, 0)) => PrimitiveDateTime::new(day.next_day()?, Time::MIDNIGHT),
        (day, (hour, minute, second)) => {
            PrimitiveDateTime::new(day, Time::from_hms(hour, minute, second).ok()?)
        }
    };
    let seconds = at.assume_offset(BEIJING).unix_timestamp();
    Some(Instant(seconds.checked_mul(1000)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_beijing_time_and_read_back() {
        let field = FieldPath::new("closes");
        let at = moment("2026-11-22T18:00", &field).expect("a time");
        assert_eq!(at.rfc3339(), "2026-11-22T18:00:00+08:00");
        assert_eq!(moment("２０２６-11-22 18：00", &field), Ok(at));
        assert_eq!(moment("2026-02-30T18:00", &field), Err(TypedWhy::NotATime.at(&field)));
        assert_eq!(moment("2026-12-31 24:00", &field), moment("2027-01-01T00:00", &field));
        assert_eq!(moment("2026-12-31 ２４：００", &field), moment("2027-01-01T00:00", &field));
        for wrong in ["2026-11-22 24:01", "2026-11-22 24:00:01", "2026-11-22 25:00"] {
            assert_eq!(moment(wrong, &field), Err(TypedWhy::NotATime.at(&field)), "{wrong}");
        }
    }
}
