//! Exempt (免试, `domain.md` 2.18): who need not sit what a list is built on goes on, and takes nobody's seat.

mod common;

use common::{rank, ranks, scheme, seats, sheet, total};

fn rule(more: &str) -> domain::scheme::Scheme {
    scheme(&format!(
        r#"{{"components": [{{"key": "written", "weight": 50, "line": 60}}, {{"key": "interview", "weight": 50, "line": 60}}],
            "facts": [{{"key": "fit"}}],
            "shortlists": [{{"to": "interview", "score": "written", "ratio": "1:1"{more}}},
                {{"to": "inspection", "score": "total", "ratio": "2:1"}}]}}"#
    ))
}

#[test]
fn who_is_exempt_from_the_written_test_is_called_beside_the_seats() {
    let scheme = rule("");
    let outcome = rank(
        &scheme,
        1,
        &[
            sheet("p", "a", "written=80 fact.fit=1"),
            sheet("p", "b", "written=79 fact.fit=1"),
            sheet("p", "e", "written=exempt fact.fit=1"),
        ],
    );
    assert_eq!(seats(&scheme, &outcome, "interview"), "a:in b:r1 e:in");
    let outcome = rank(
        &scheme,
        1,
        &[
            sheet("p", "a", "written=80 interview=70 fact.fit=1"),
            sheet("p", "b", "written=79 fact.fit=1"),
            sheet("p", "e", "written=exempt interview=76 fact.fit=1"),
        ],
    );
    assert_eq!(total(&scheme, &outcome, "e"), "76.00", "the other weights are taken as a ratio");
    assert_eq!(ranks(&outcome), "a:2 b:- e:1");
    assert_eq!(seats(&scheme, &outcome, "inspection"), "a:in b:out e:in");
}

#[test]
fn exempt_forgives_no_fact_and_no_other_status() {
    let scheme = rule(r#", "require": ["fit"]"#);
    let outcome = rank(
        &scheme,
        1,
        &[sheet("p", "a", "written=80 fact.fit=1"), sheet("p", "e", "written=exempt fact.fit=0")],
    );
    assert_eq!(seats(&scheme, &outcome, "interview"), "a:in e:out");
    let absent = common::scheme(
        r#"{"components": [{"key": "written", "weight": 50}, {"key": "interview", "weight": 50}],
            "statuses": {"absent": "left_out"},
            "shortlists": [{"to": "interview", "score": "written", "ratio": "1:1"}]}"#,
    );
    let outcome = rank(&absent, 1, &[sheet("p", "a", "written=80"), sheet("p", "z", "written=absent")]);
    assert_eq!(seats(&absent, &outcome, "interview"), "a:in z:out", "left out is not exempt");
}

#[test]
fn an_unrounded_value_is_cut_to_the_cap_too() {
    let scheme = common::scheme(
        r#"{"components": [{"key": "interview", "weight": 100, "full": 200, "scale": 100, "cap": 150,
                "round": {"value": {"places": 0}}, "combine": "mean",
                "parts": [{"key": "a", "full": 200}, {"key": "b", "full": 200}]}],
            "rank": {"by": "unrounded"}, "shortlists": [{"to": "inspection", "score": "interview", "ratio": "1:1"}]}"#,
    );
    // 150.25 rounds to 150 and is not above the cap; what it was before is no reason to stand above 150.
    let outcome = rank(&scheme, 1, &[sheet("p", "x", "a=150 b=150.5"), sheet("p", "y", "a=150 b=150")]);
    assert_eq!(seats(&scheme, &outcome, "inspection"), "x:in y:in");
}
