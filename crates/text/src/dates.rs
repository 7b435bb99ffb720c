//! Days and moments in words, always in Beijing time, which has no summer time: a fixed +08:00. Owns the one way
//! in which a date is written in each language; takes no clock.

use domain::calendar::Instant;
use time::{Date, Month, OffsetDateTime, Time, Weekday};

use crate::Lang;

/// Unix milliseconds as Beijing civil time; the epoch outside the years 1 to 9999.
#[must_use]
pub fn civil(unix_millis: i64) -> OffsetDateTime {
    Instant(unix_millis).beijing()
}

/// `2026年11月22日 星期日 18:00（北京时间）` · `Sunday 22 November 2026, 18:00 Beijing time`. For deadlines: nothing is
/// left to guess.
#[must_use]
pub fn moment(lang: Lang, unix_millis: i64) -> String {
    let at = civil(unix_millis);
    let clock = clock_of(at);
    match lang {
        Lang::Zh => format!("{} {clock}（北京时间）", day(lang, at.date())),
        Lang::En => format!("{}, {clock} Beijing time", day(lang, at.date())),
    }
}

/// `2026年11月22日 18:00` · `22 November 2026, 18:00`. For what has happened; the page says once that times are
/// Beijing's.
#[must_use]
pub fn stamp(lang: Lang, unix_millis: i64) -> String {
    let at = civil(unix_millis);
    stamped(lang, at.date(), &clock_of(at))
}

/// `2026年11月26日 24:00` · `26 November 2026, 24:00` for the first instant of 27 November, and any other instant as [`stamp`] has it. For
/// the end of a term, which nobody looks for on the day after.
#[must_use]
pub fn end(lang: Lang, unix_millis: i64) -> String {
    let at = civil(unix_millis);
    match at.date().previous_day().filter(|_| at.time() == Time::MIDNIGHT) {
        Some(last) => stamped(lang, last, "24:00"),
        None => stamped(lang, at.date(), &clock_of(at)),
    }
}

fn stamped(lang: Lang, date: Date, clock: &str) -> String {
    match lang {
        Lang::Zh => format!("{} {clock}", short_day(lang, date)),
        Lang::En => format!("{}, {clock}", short_day(lang, date)),
    }
}

/// `18:00`, twenty-four hours.
#[must_use]
pub fn clock(unix_millis: i64) -> String {
    clock_of(civil(unix_millis))
}

/// `2026年11月22日 星期日` · `Sunday 22 November 2026`.
#[must_use]
pub fn day(lang: Lang, date: Date) -> String {
    match lang {
        Lang::Zh => format!("{} {}", short_day(lang, date), weekday(lang, date.weekday())),
        Lang::En => format!("{} {}", weekday(lang, date.weekday()), short_day(lang, date)),
    }
}

/// `2026年11月22日` · `22 November 2026`.
#[must_use]
pub fn short_day(lang: Lang, date: Date) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day()),
        Lang::En => format!("{} {} {}", date.day(), month(date.month()), date.year()),
    }
}

/// `11月22日` · `22 Nov`, for the phase line, where the year is known.
#[must_use]
pub fn tiny_day(lang: Lang, date: Date) -> String {
    match lang {
        Lang::Zh => format!("{}月{}日", u8::from(date.month()), date.day()),
        Lang::En => format!("{} {}", date.day(), month(date.month()).get(..3).unwrap_or_default()),
    }
}

/// `9月8日至17日`, `9月28日至10月8日` · `8–17 Sep`, `28 Sep–8 Oct`. One day where both are the same.
#[must_use]
pub fn span(lang: Lang, from: Date, to: Date) -> String {
    if from == to {
        return tiny_day(lang, from);
    }
    let same_month = from.month() == to.month() && from.year() == to.year();
    match (lang, same_month) {
        (Lang::Zh, true) => format!("{}至{}日", tiny_day(lang, from), to.day()),
        (Lang::Zh, false) => format!("{}至{}", tiny_day(lang, from), tiny_day(lang, to)),
        (Lang::En, true) => format!("{}–{}", from.day(), tiny_day(lang, to)),
        (Lang::En, false) => format!("{}–{}", tiny_day(lang, from), tiny_day(lang, to)),
    }
}

/// Machine form for the `datetime` attribute: `2026-11-22T18:00:00+08:00`.
#[must_use]
pub fn attribute(unix_millis: i64) -> String {
    Instant(unix_millis).rfc3339()
}

/// Time left in its two largest units: `1 天 4 小时` · `1 day 4 hours`; `None` when nothing is left.
#[must_use]
pub fn left(lang: Lang, now_millis: i64, deadline_millis: i64) -> Option<String> {
    let minutes = deadline_millis
        .saturating_sub(now_millis)
        .checked_div(60_000)
        .filter(|_| now_millis < deadline_millis)?;
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    Some(match (days, hours) {
        (0, 0) => unit(lang, rest, "分钟", "minute"),
        (0, _) => join(lang, &unit(lang, hours, "小时", "hour"), rest, "分钟", "minute"),
        _ => join(lang, &unit(lang, days, "天", "day"), hours, "小时", "hour"),
    })
}

fn join(lang: Lang, large: &str, small: i64, zh: &str, en: &str) -> String {
    if small == 0 { large.to_owned() } else { format!("{large} {}", unit(lang, small, zh, en)) }
}

fn unit(lang: Lang, n: i64, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => format!("{n} {zh}"),
        Lang::En if n == 1 => format!("{n} {en}"),
        Lang::En => format!("{n} {en}s"),
    }
}

fn clock_of(at: OffsetDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

const fn weekday(lang: Lang, day: Weekday) -> &'static str {
    match (lang, day) {
        (Lang::Zh, Weekday::Monday) => "星期一",
        (Lang::Zh, Weekday::Tuesday) => "星期二",
        (Lang::Zh, Weekday::Wednesday) => "星期三",
        (Lang::Zh, Weekday::Thursday) => "星期四",
        (Lang::Zh, Weekday::Friday) => "星期五",
        (Lang::Zh, Weekday::Saturday) => "星期六",
        (Lang::Zh, Weekday::Sunday) => "星期日",
        (Lang::En, Weekday::Monday) => "Monday",
        (Lang::En, Weekday::Tuesday) => "Tuesday",
        (Lang::En, Weekday::Wednesday) => "Wednesday",
        (Lang::En, Weekday::Thursday) => "Thursday",
        (Lang::En, Weekday::Friday) => "Friday",
        (Lang::En, Weekday::Saturday) => "Saturday",
        (Lang::En, Weekday::Sunday) => "Sunday",
    }
}

const fn month(month: Month) -> &'static str {
    match month {
        Month::January => "January",
        Month::February => "February",
        Month::March => "March",
        Month::April => "April",
        Month::May => "May",
        Month::June => "June",
        Month::July => "July",
        Month::August => "August",
        Month::September => "September",
        Month::October => "October",
        Month::November => "November",
        Month::December => "December",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn at(value: OffsetDateTime) -> i64 {
        value.unix_timestamp() * 1000
    }

    #[test]
    fn a_deadline_leaves_nothing_to_guess() {
        let deadline = at(datetime!(2026-11-22 18:00 +8));
        assert_eq!(moment(Lang::Zh, deadline), "2026年11月22日 星期日 18:00（北京时间）");
        assert_eq!(moment(Lang::En, deadline), "Sunday 22 November 2026, 18:00 Beijing time");
        assert_eq!(attribute(deadline), "2026-11-22T18:00:00+08:00");
    }

    #[test]
    fn the_day_is_beijings_and_not_the_servers() {
        assert_eq!(stamp(Lang::En, at(datetime!(2026-01-31 16:30 UTC))), "1 February 2026, 00:30");
        assert_eq!(stamp(Lang::Zh, at(datetime!(2026-01-31 16:30 UTC))), "2026年2月1日 00:30");
    }

    #[test]
    fn a_term_ends_with_its_last_day_and_not_on_the_day_after() {
        let midnight = at(datetime!(2026-11-27 00:00 +8));
        assert_eq!(end(Lang::Zh, midnight), "2026年11月26日 24:00");
        assert_eq!(end(Lang::En, midnight), "26 November 2026, 24:00");
        assert_eq!(end(Lang::En, midnight + 60_000), "27 November 2026, 00:01");
    }

    #[test]
    fn spans_do_not_repeat_the_month() {
        assert_eq!(span(Lang::Zh, date!(2026 - 09 - 08), date!(2026 - 09 - 17)), "9月8日至17日");
        assert_eq!(span(Lang::En, date!(2026 - 09 - 08), date!(2026 - 09 - 17)), "8–17 Sep");
        assert_eq!(span(Lang::Zh, date!(2026 - 09 - 28), date!(2026 - 10 - 08)), "9月28日至10月8日");
        assert_eq!(span(Lang::En, date!(2026 - 11 - 01), date!(2026 - 11 - 01)), "1 Nov");
    }

    #[test]
    fn what_is_left_is_never_rounded_up_and_ends_at_the_deadline() {
        let deadline = at(datetime!(2026-09-17 18:00 +8));
        let minute = 60_000;
        assert_eq!(left(Lang::Zh, deadline - 28 * 60 * minute, deadline).as_deref(), Some("1 天 4 小时"));
        assert_eq!(left(Lang::En, deadline - 61 * minute, deadline).as_deref(), Some("1 hour 1 minute"));
        assert_eq!(left(Lang::En, deadline - 119_999, deadline).as_deref(), Some("1 minute"));
        assert_eq!(left(Lang::En, deadline, deadline), None);
    }
}
