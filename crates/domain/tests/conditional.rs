//! Conditional lines: when a line is asked for at all.

mod common;

use common::{position, rank, ranks, scheme, settle, sheet};
use domain::marks::Position;
use domain::ranking::{self, Rulings};

/// Two who sat, a plan of one, the line 80 where the contenders are few.
fn with(when: &str) -> String {
    let scheme = scheme(
        &r#"{"components": [{"key": "interview", "weight": 100}],
            "conditional": [{"of": "interview", "when": WHEN, "line": {"at": 80}}]}"#
            .replace("WHEN", when),
    );
    ranks(&rank(&scheme, 1, &[sheet("p", "a", "interview=79"), sheet("p", "b", "interview=81")]))
}

#[test]
fn at_most_counts_the_ratio_itself_and_below_does_not() {
    assert_eq!(with(r#"{"at_most": "3:1"}"#), "a:- b:1");
    assert_eq!(with(r#"{"at_most": "2:1"}"#), "a:- b:1");
    assert_eq!(with(r#"{"at_most": "1:1"}"#), "a:2 b:1");
    assert_eq!(with(r#"{"below": "3:1"}"#), "a:- b:1");
    assert_eq!(with(r#"{"below": "2:1"}"#), "a:2 b:1");
    assert_eq!(with(r#"{"below": "1:1"}"#), "a:2 b:1");
    assert_eq!(with(r#"{"below": "2.1:1"}"#), "a:- b:1");
}

#[test]
fn without_a_plan_no_line_is_asked_for() {
    let scheme = scheme(
        r#"{"components": [{"key": "interview", "weight": 100}],
            "conditional": [{"of": "interview", "when": {"at_most": "3:1"}, "line": {"at": 80}}]}"#,
    );
    let none = Position { plan: None, ..position("p", 1) };
    let settled = settle(&scheme, std::slice::from_ref(&none), &[sheet("p", "a", "interview=79")])
        .expect("no fault or refusal");
    let outcome = ranking::rank(&scheme, &none, &settled.entrants["p"], &Rulings::default())
        .expect("no fault or refusal");
    assert_eq!(ranks(&outcome), "a:1");
}
