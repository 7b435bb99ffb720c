//! Traces as reviewed snapshots: every step with its clause, its numbers and what changed.

mod common;

use common::{panel, position, settle, sheet};
use domain::marks::Sheet;
use domain::marks::trace::{Did, Step};
use domain::ranking::{self, Outcome, Rulings, Tracer};
use domain::scheme::Scheme;

fn steps(scheme: &Scheme, plan: u32, sheets: &[Sheet], rulings: &Rulings, who: &str) -> Vec<Step> {
    let positions = [position("p", plan)];
    let settled = settle(scheme, &positions, sheets).expect("no fault");
    let entrants = &settled.entrants["p"];
    let outcome: Outcome = ranking::rank(scheme, &positions[0], entrants, rulings).expect("no refusal");
    let tracer = Tracer::new(scheme, &positions[0], entrants, rulings, &outcome).expect("fits");
    let steps = tracer.steps(&common::row(&outcome, who)).expect("the person").expect("fits");
    travels(&steps);
    steps
}

/// The steps of everybody, by row.
fn all(tracer: &Tracer<'_>, outcome: &Outcome) -> Vec<Vec<Step>> {
    outcome.ranking().rows().map(|row| tracer.steps(&row).expect("the person").expect("fits")).collect()
}

/// A scheme with every step: panel, rooms, bonus, conversion, weights, rounding, lines, lists, ladder.
fn everything() -> Scheme {
    common::scheme(
        r#"{"components": [
            {"key": "written", "weight": 60, "combine": "sum", "scale": 100, "line": "decided",
                "round": {"converted": {"places": 2}, "weighted": {"places": 3}},
                "parts": [{"key": "a", "full": 150}, {"key": "b", "full": 150}]},
            {"key": "interview", "weight": 40, "line": 60, "round": {"value": {"places": 2, "mode": "cut"}},
                "panel": {"size": 5, "drop_high": 1, "drop_low": 1},
                "rooms": {"overall": "mean_of_room_means", "round_coefficient": {"places": 4}, "round": {"places": 2}}}],
            "bonus": [{"key": "service", "at": "before_conversion", "to": "written", "cap": 6}],
            "facts": [{"key": "veteran"}],
            "rank": {"ladder": ["fact.veteran"]},
            "shortlists": [
                {"to": "interview", "score": "written", "ratio": "3:1"},
                {"to": "inspection", "score": "total", "ratio": "1:1", "tie": "ladder"}]}"#,
    )
}

fn people() -> Vec<Sheet> {
    let one = |name: &str, cells: &str, room: &str, marks: &str| {
        let mut sheet = sheet("p", name, cells);
        sheet.examiners = panel("interview", room, None, marks);
        sheet
    };
    vec![
        one("anna", "a=110 b=112 bonus.service=8 fact.veteran=0", "1", "80 82 84 86 88"),
        one("bao", "a=110 b=112 bonus.service=6 fact.veteran=1", "2", "80 82 84 86 88"),
        one("chen", "a=100 b=100 bonus.service=0 fact.veteran=0", "2", "80 82 84.7 86 88"),
        sheet("p", "dan", "a=60 b=absent bonus.service=0 fact.veteran=0"),
    ]
}

fn line() -> Rulings {
    serde_json::from_str(
        r#"{"lines": [{"of": "written", "line": "60", "approver": "公务员主管部门", "date": "2026-04-20"}]}"#,
    )
    .expect("rulings")
}

/// A step travels to pages as JSON: what is written must be what is read.
fn travels(steps: &[Step]) {
    let text = serde_json::to_string(steps).expect("plain values");
    let read: Vec<Step> = serde_json::from_str(&text).unwrap_or_else(|fault| panic!("{fault} in {text}"));
    assert_eq!(read, steps);
}

#[test]
fn everything_that_can_happen_to_one_score() {
    insta::assert_json_snapshot!(steps(&everything(), 1, &people(), &line(), "anna"));
}

#[test]
fn a_fraction_that_no_decimal_holds_and_a_place_in_reserve() {
    let all = steps(&everything(), 1, &people(), &line(), "chen");
    insta::assert_json_snapshot!(all.into_iter().filter(|step| step.of != "written").collect::<Vec<_>>());
}

#[test]
fn an_absent_paper() {
    insta::assert_json_snapshot!(steps(&everything(), 1, &people(), &line(), "dan"));
}

#[test]
fn a_tie_that_waits_one_that_is_ruled_and_one_for_the_ladder() {
    let scheme = common::scheme(
        r#"{"components": [{"key": "written", "weight": 100}], "facts": [{"key": "f"}],
            "rank": {"ladder": ["fact.f"], "still_tied": "lots"},
            "shortlists": [{"to": "inspection", "score": "total", "ratio": "1:1", "tie": "ladder"}]}"#,
    );
    let sheets = ["x", "y"].map(|name| sheet("p", name, "written=70 fact.f=1"));
    let open = steps(&scheme, 1, &sheets, &Rulings::default(), "x");
    let ruling: Rulings = serde_json::from_str(
        r#"{"ties": [{"question": "p/inspection", "by": {"lots": ["y", "x"]}, "witnesses": ["监督员"],
            "approver": "公务员主管部门", "date": "2026-05-01"}]}"#,
    )
    .expect("rulings");
    let decided = steps(&scheme, 1, &sheets, &ruling, "x");
    let facts = [sheet("p", "x", "written=70 fact.f=1"), sheet("p", "y", "written=70 fact.f=0")];
    let by_ladder = ["x", "y"].map(|who| steps(&scheme, 1, &facts, &Rulings::default(), who));
    insta::assert_json_snapshot!((
        open.last(),
        decided.last(),
        by_ladder.each_ref().map(|steps| steps.last())
    ));
}

/// One tracer for the whole position says of each person what a tracer made for that person alone says.
#[test]
fn the_steps_of_everybody_are_those_made_one_by_one() {
    let (scheme, rulings) = (everything(), line());
    let together = {
        let positions = [position("p", 1)];
        let settled = settle(&scheme, &positions, &people()).expect("no fault");
        let entrants = &settled.entrants["p"];
        let outcome = ranking::rank(&scheme, &positions[0], entrants, &rulings).expect("no refusal");
        let tracer = Tracer::new(&scheme, &positions[0], entrants, &rulings, &outcome).expect("fits");
        all(&tracer, &outcome)
    };
    let alone = ["anna", "bao", "chen", "dan"].map(|who| steps(&scheme, 1, &people(), &rulings, who));
    assert_eq!(together, alone);
}

/// What a step says of everybody is counted when the tracer is made: it keeps no ranking, so that nobody's steps look at the
/// others. A tracer that borrowed the outcome would not compile here.
#[test]
fn a_tracer_outlives_the_outcome_that_it_counted() {
    let (scheme, positions, none) = (everything(), [position("p", 1)], line());
    let settled = settle(&scheme, &positions, &people()).expect("no fault");
    let entrants = &settled.entrants["p"];
    let rank = || ranking::rank(&scheme, &positions[0], entrants, &none).expect("no refusal");
    let tracer = {
        let outcome = rank();
        Tracer::new(&scheme, &positions[0], entrants, &none, &outcome).expect("fits")
    };
    let ranked = |steps: &Vec<Step>| {
        steps.iter().find_map(|step| match &step.did {
            Did::Ranked { rank, among, sharing } => Some((rank.clone(), *among, *sharing)),
            _ => None,
        })
    };
    let said: Vec<_> = all(&tracer, &rank()).iter().map(ranked).collect();
    let place = |rank: &str| Some((rank.to_owned(), 3, 1));
    assert_eq!(said, [place("1"), place("2"), place("3"), None]);
}

#[test]
fn a_row_of_another_position_has_no_steps() {
    let (scheme, none) =
        (common::scheme(r#"{"components": [{"key": "written", "weight": 100}]}"#), Rulings::default());
    let positions = [position("p", 1)];
    let ranked = |names: &[&str]| {
        let sheets: Vec<Sheet> = names.iter().map(|name| sheet("p", name, "written=70")).collect();
        let settled = settle(&scheme, &positions, &sheets).expect("no fault");
        let outcome =
            ranking::rank(&scheme, &positions[0], &settled.entrants["p"], &none).expect("no refusal");
        (settled, outcome)
    };
    let (settled, outcome) = ranked(&["a", "b"]);
    let tracer = Tracer::new(&scheme, &positions[0], &settled.entrants["p"], &none, &outcome).expect("fits");
    let (_, other) = ranked(&["c", "d", "e"]);
    let steps: Vec<bool> = other.ranking().rows().map(|row| tracer.steps(&row).is_some()).collect();
    assert_eq!(steps, [false, false, false], "two rows of somebody else, and one beyond the last");
}
