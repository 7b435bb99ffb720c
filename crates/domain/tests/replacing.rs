//! Who may move up: the next in reserve, as many as places are free, more only where the last are tied.

mod common;

use common::{scheme, seats, sheet, try_rank};
use domain::ranking::{Refusal, Rulings};

/// The list after these calls of the first round, each `out>in in`, or who was called wrongly. A is in; b and c share the
/// first reserve; d is the third.
fn called(calls: &[&str]) -> String {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 100}],
            "shortlists": [{"to": "inspection", "score": "total", "ratio": "2:1", "tie": "all", "replacement": {"allowed": true}}]}"#,
    );
    let people = [("a", 90), ("e", 89), ("b", 80), ("c", 80), ("d", 70)];
    let sheets = people.map(|(name, mark)| sheet("p", name, &format!("written={mark}")));
    let one = |call: &&str| {
        let (out, up) = call.split_once('>').expect("out>in");
        let up: Vec<&str> = up.split_whitespace().collect();
        serde_json::json!({"position": "p", "stage": "inspection", "out": out, "in": up, "round": 1,
            "approver": "x", "date": "2026-05-01"})
    };
    let calls: Vec<serde_json::Value> = calls.iter().map(one).collect();
    let rulings: Rulings =
        serde_json::from_value(serde_json::json!({"replacements": calls})).expect("rulings");
    match try_rank(&scheme, 1, &sheets, &rulings) {
        Ok(outcome) => seats(&scheme, &outcome, "inspection"),
        Err(refusals) => refusals
            .iter()
            .map(|refusal| match refusal {
                Refusal::NotNext { candidate, .. } => format!("not {candidate}"),
                other => format!("{other:?}"),
            })
            .collect(),
    }
}

#[test]
fn the_next_in_reserve_move_up_and_nobody_else() {
    assert_eq!(called(&["a>b c"]), "a:out b:in c:in d:r3 e:in", "two share the one free place");
    assert_eq!(called(&["a>", "e>b c"]), "a:out b:in c:in d:r3 e:out");
    assert_eq!(called(&["a>b", "e>c"]), "a:out b:in c:in d:r3 e:out");
    assert_eq!(called(&["a>d"]), "not d", "the first in reserve come first");
    assert_eq!(called(&["a>b"]), "not b", "equals move up together or not at all");
    assert_eq!(called(&["a>b d"]), "not d");
    assert_eq!(called(&["a>b c d"]), "not b", "three for one place, the last of them not tied across it");
    assert_eq!(called(&["a>b c d", "e>"]), "not b", "three for two places");
}
