//! What must grow with the people and not with their square. Four times as many may take ten times as long; what compares everybody
//! with everybody takes sixteen times as long, however often it is tried. A busy machine spoils a try, so there are several.

mod common;

use std::time::{Duration, Instant};

use common::{position, scheme, settle, sheet};
use domain::marks::Sheet;
use domain::ranking::{self, Rulings, table};

/// Tries until one of them is short enough.
const TRIES: u32 = 12;

/// Whether four times `few` people take less than ten times as long, at least once.
fn grows_with_the_people(few: u32, work: impl Fn(&[Sheet]), person: impl Fn(u32) -> Sheet) -> bool {
    let sheets = |people: u32| -> Vec<Sheet> { (0..people).map(&person).collect() };
    let (some, many) = (sheets(few), sheets(few.saturating_mul(4)));
    let time = |sheets: &[Sheet]| {
        let since = Instant::now();
        work(sheets);
        since.elapsed().max(Duration::from_micros(1))
    };
    (0..TRIES).any(|_| time(&many) < time(&some).saturating_mul(10))
}

#[test]
fn telling_the_blanks_of_many_faulty_sheets_looks_at_each_once() {
    let two = scheme(r#"{"components": [{"key": "x", "weight": 50}, {"key": "y", "weight": 50}]}"#);
    let positions = [position("p", 1)];
    let person = |at: u32| sheet("p", &format!("{at:06}"), "x=101 y=70");
    let work = |sheets: &[Sheet]| {
        let faults = settle(&two, &positions, sheets).expect_err("above the full mark");
        assert_eq!(faults.len(), sheets.len());
    };
    assert!(grows_with_the_people(3_000, work, person));
}

#[test]
fn numbering_the_people_below_a_tie_searches_nobody() {
    let ladder = scheme(
        r#"{"components": [{"key": "x", "weight": 100}], "facts": [{"key": "years", "kind": "number"}],
            "shortlists": [{"to": "talk", "score": "x", "ratio": "1:1", "tie": "ladder", "ladder": ["fact.years"]}]}"#,
    );
    let positions = [position("p", 1)];
    let person = |at: u32| sheet("p", &format!("{at:06}"), &format!("x=70 fact.years={at}"));
    let work = |sheets: &[Sheet]| {
        let settled = settle(&ladder, &positions, sheets).expect("no fault");
        let ranked = ranking::rank(&ladder, &positions[0], &settled.entrants["p"], &Rulings::default());
        let ranked = ranked.expect("no refusal");
        let first = ranked.ranking().rows().next().expect("somebody");
        let last = format!("reserve {}", sheets.len() - 1);
        assert_eq!(table::seat(&ladder, &first, "talk"), last, "fewest years, so last of all");
    };
    assert!(grows_with_the_people(3_000, work, person));
}
