use time::Date;

use super::{UnknownYear, WorkYear, Workdays, iso};
use crate::calendar::parse_date;
use crate::reason::{FieldPath, WorkdaysWhy};
use crate::typed::Line;

fn day(text: &str) -> Date {
    parse_date(text).expect("a day")
}

fn known() -> Workdays {
    Workdays::known().expect("the announced years read")
}

fn read(text: &str) -> Result<WorkYear, crate::reason::Reason> {
    let source = Line::parse("国办发明电〔2026〕1号", &FieldPath::new("source")).expect("a line");
    WorkYear::read(2027, &source, text, &FieldPath::new("days"))
}

/// `domain.md` 2.24: from Monday 29 September 2025 five working days end on Saturday 11 October, a make-up day.
#[test]
fn five_working_days_across_the_autumn_of_2025() {
    let span = known().span(day("2025-09-29"), 5);
    assert_eq!(
        span.map(|(first, last)| (iso(first), iso(last))),
        Ok(("2025-09-29".into(), "2025-10-11".into()))
    );
    let days = ["2025-09-29", "2025-09-30", "2025-10-09", "2025-10-10", "2025-10-11"];
    assert!(days.iter().all(|one| known().works(day(one)) == Ok(true)));
    assert_eq!(known().works(day("2025-09-28")), Ok(true), "a Sunday that is worked for the holiday");
    assert_eq!(known().works(day("2025-10-12")), Ok(false));
}

#[test]
fn a_period_that_is_begun_in_a_holiday_counts_from_the_next_working_day() {
    let span = known().span(day("2026-05-01"), 5).map(|(first, last)| (iso(first), iso(last)));
    assert_eq!(span, Ok(("2026-05-06".into(), "2026-05-11".into())), "Saturday 9 May 2026 is worked");
    assert_eq!(known().after(day("2026-05-08"), 1).map(iso), Ok("2026-05-09".into()));
    assert_eq!(
        known().after(day("2026-04-30"), 5).map(iso),
        Ok("2026-05-11".into()),
        "the first day does not count"
    );
    assert_eq!(known().before(day("2026-05-06"), 2).map(iso), Ok("2026-04-29".into()));
}

#[test]
fn a_year_that_nobody_announced_is_not_guessed() {
    assert_eq!(known().span(day("2026-12-30"), 5), Err(UnknownYear(2027)));
    assert_eq!(known().span(day("2026-12-30"), 2).map(|span| iso(span.1)), Ok("2026-12-31".into()));
    let with = known().with(read("off 2027-01-01 2027-01-03\n").expect("a year"));
    assert_eq!(with.span(day("2026-12-30"), 5).map(|span| iso(span.1)), Ok("2027-01-06".into()));
}

#[test]
fn each_line_of_a_year_is_checked_and_named() {
    let why = |text: &str| read(text).map(|_| ());
    assert_eq!(why("off 2027-01-01\noff 2026-12-31"), Err(WorkdaysWhy::OtherYear { line: 2 }.at("days")));
    assert_eq!(why("off 2027-01-01\n\nrest 2027-01-02"), Err(WorkdaysWhy::Unreadable { line: 3 }.at("days")));
    assert_eq!(why("off 2027-01-03 2027-01-01"), Err(WorkdaysWhy::Unreadable { line: 1 }.at("days")));
    assert_eq!(why("off 2027-01-01\nwork 2027-01-04"), Err(WorkdaysWhy::NoWeekend { line: 2 }.at("days")));
    assert_eq!(
        why("off 2027-01-01 2027-01-03\nwork 2027-01-03"),
        Err(WorkdaysWhy::Twice { line: 2 }.at("days"))
    );
    assert_eq!(why(" \n"), Err(WorkdaysWhy::NothingOff.at("days")));
}

#[test]
fn a_year_reads_back_from_its_own_lines() {
    for year in known().years() {
        let source = Line::parse(year.source(), &FieldPath::new("source")).expect("a line");
        let again = WorkYear::read(year.year(), &source, &year.text(), &FieldPath::new("days"));
        assert_eq!(again.as_ref(), Ok(year));
    }
}

/// Every announced year makes up for no more days than it takes off, and has the days that the law gives.
#[test]
fn the_announced_years_are_plausible() {
    for year in known().years() {
        let worked: u32 = (1..=366)
            .filter_map(|no| Date::from_ordinal_date(year.year(), no).ok())
            .map(|day| u32::from(year.works(day)))
            .sum();
        assert!((246..=252).contains(&worked), "{} has {worked} working days", year.year());
    }
}
