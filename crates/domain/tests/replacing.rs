//! Who may move up: the next in reserve, as many as places are free, more only where the last are tied. And who is on a list by
//! decision.

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

/// The list after departures, each `out kind`, and after calls, each `round out>in in`; one round is allowed. A and e are in; b and c
/// share the first reserve; d is the third.
fn left(departures: &[(&str, &str)], calls: &[&str], rounds: u8) -> String {
    let scheme = scheme(&format!(
        r#"{{"components": [{{"key": "written", "weight": 100}}],
            "shortlists": [{{"to": "inspection", "score": "total", "ratio": "2:1",
                "replacement": {{"allowed": true, "rounds": {rounds}}}}}]}}"#
    ));
    let people = [("a", 90), ("e", 89), ("b", 80), ("c", 79), ("d", 70)];
    let sheets = people.map(|(name, mark)| sheet("p", name, &format!("written={mark}")));
    let departed = |(name, kind): &(&str, &str)| serde_json::json!({"position": "p", "stage": "inspection", "candidate": name, "kind": kind, "date": "2026-05-01"});
    let called = |call: &&str| {
        let (round, moved) = call.split_once(' ').expect("a round");
        let (out, up) = moved.split_once('>').expect("out>in");
        let up: Vec<&str> = up.split_whitespace().collect();
        serde_json::json!({"position": "p", "stage": "inspection", "out": out, "in": up,
            "round": round.parse::<u8>().expect("a number"), "approver": "x", "date": "2026-05-01"})
    };
    let departures: Vec<serde_json::Value> = departures.iter().map(departed).collect();
    let calls: Vec<serde_json::Value> = calls.iter().map(called).collect();
    let rulings: Rulings =
        serde_json::from_value(serde_json::json!({"replacements": calls, "departures": departures}))
            .expect("rulings");
    match try_rank(&scheme, 1, &sheets, &rulings) {
        Ok(outcome) => seats(&scheme, &outcome, "inspection"),
        Err(refusals) => format!("{:?}", refusals[0]).split(' ').next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn whoever_left_keeps_rank_and_marks_and_empties_a_seat_that_the_next_fills() {
    assert_eq!(left(&[("a", "withdrew")], &[], 1), "a:out b:r1 c:r2 d:r3 e:in", "nobody moves up unasked");
    assert_eq!(left(&[("a", "withdrew")], &["1 a>b"], 1), "a:out b:in c:r2 d:r3 e:in");
    assert_eq!(left(&[("a", "medical")], &["1 a>c"], 1), "NotNext", "the next comes first");
    assert_eq!(left(&[("a", "veto"), ("b", "declined")], &["1 a>c"], 1), "a:out b:out c:in d:r3 e:in");
    assert_eq!(
        left(&[("b", "withdrew")], &["1 b>c"], 1),
        "NotOnList",
        "a reserve who leaves empties no seat"
    );
    assert_eq!(left(&[("a", "veto")], &["1 a>b", "2 a>c"], 2), "NotOnList", "a seat is filled once");
    // Whoever moved up leaves after that, and the next round fills the seat again.
    assert_eq!(left(&[("a", "veto"), ("b", "absent")], &["1 a>b", "2 b>c"], 2), "a:out b:out c:in d:r3 e:in");
    assert_eq!(left(&[("a", "veto"), ("b", "absent")], &["1 a>b", "2 b>c"], 1), "Round");
}

#[test]
fn a_vacancy_that_nobody_fills_uses_up_no_round() {
    assert_eq!(left(&[], &["1 a>", "2 e>b"], 1), "a:out b:in c:r2 d:r3 e:out", "as it was numbered before");
    assert_eq!(left(&[], &["1 a>", "1 e>b"], 1), "a:out b:in c:r2 d:r3 e:out");
    assert_eq!(left(&[("a", "veto")], &["1 e>b"], 1), "a:out b:in c:r2 d:r3 e:out");
    assert_eq!(left(&[], &["1 a>b", "2 e>c"], 1), "Round", "two rounds that filled a seat are two");
    assert_eq!(left(&[], &["1 a>b", "3 e>c"], 2), "Round", "none is left out");
}

#[test]
fn departures_and_overrides_change_the_digest_of_rulings_only_where_there_are_some() {
    let none: Rulings =
        serde_json::from_str(r#"{"lines": [], "ties": [], "replacements": []}"#).expect("rulings");
    assert_eq!(none, Rulings::default());
    let text = serde_json::to_string(&none).expect("JSON");
    assert!(!text.contains("departures") && !text.contains("overrides"), "digests of before stay: {text}");
}

/// The inspection list of a, e (in), b, c, d (reserve 1 to 3) and f, who is below the floor, after overrides, each `candidate ground`,
/// beside other rulings.
fn overruled(overrides: &[&str], beside: serde_json::Value) -> String {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 100}],
            "shortlists": [{"to": "inspection", "score": "total", "ratio": "2:1", "floor": 60, "replacement": {"allowed": true}}]}"#,
    );
    let people = [("a", 90), ("e", 89), ("b", 80), ("c", 79), ("d", 70), ("f", 50)];
    let sheets = people.map(|(name, mark)| sheet("p", name, &format!("written={mark}")));
    let one = |words: &&str| {
        let (candidate, ground) = words.split_once(' ').expect("candidate ground");
        serde_json::json!({"position": "p", "stage": "inspection", "candidate": candidate, "ground": ground,
            "approver": "x", "date": "2026-05-01"})
    };
    let mut rulings = beside;
    rulings["overrides"] = overrides.iter().map(one).collect();
    let rulings: Rulings = serde_json::from_value(rulings).expect("rulings");
    match try_rank(&scheme, 1, &sheets, &rulings) {
        Ok(outcome) => seats(&scheme, &outcome, "inspection"),
        Err(refusals) => format!("{:?}", refusals[0]).split(' ').next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn who_is_put_on_a_list_by_decision_takes_nobodys_place() {
    let none = || serde_json::json!({});
    assert_eq!(overruled(&[], none()), "a:in b:r1 c:r2 d:r3 e:in f:out");
    assert_eq!(overruled(&["c took_part"], none()), "a:in b:r1 c:in d:r3 e:in f:out");
    assert_eq!(
        overruled(&["f upheld"], none()),
        "a:in b:r1 c:r2 d:r3 e:in f:in",
        "the floor was lifted for f"
    );
    for there in ["a took_part", "f recusal", "z ordered_on"] {
        assert_eq!(overruled(&[there], none()), "NotOverridable", "{there}");
    }
    assert_eq!(overruled(&["c took_part", "c ordered_off"], none()), "NotOverridable", "one about a person");
}

#[test]
fn who_is_taken_off_a_list_by_decision_leaves_a_place_that_the_next_may_fill() {
    let called = |out: &str, up: &str| {
        serde_json::json!({"replacements": [{"position": "p", "stage": "inspection", "out": out, "in": [up],
            "round": 1, "approver": "x", "date": "2026-05-02"}]})
    };
    assert_eq!(
        overruled(&["e recusal"], serde_json::json!({})),
        "a:in b:r1 c:r2 d:r3 e:out f:out",
        "nobody moves up unasked"
    );
    assert_eq!(overruled(&["e recusal"], called("e", "b")), "a:in b:in c:r2 d:r3 e:out f:out");
    assert_eq!(overruled(&["b recusal"], called("b", "c")), "NotOnList", "a reserve leaves no place");
    assert_eq!(overruled(&["b took_part", "e recusal"], called("e", "c")), "a:in b:in c:in d:r3 e:out f:out");
    let left = serde_json::json!({"departures": [{"position": "p", "stage": "inspection", "candidate": "b",
        "kind": "withdrew", "date": "2026-05-02"}]});
    assert_eq!(
        overruled(&["b took_part"], left),
        "a:in b:out c:r2 d:r3 e:in f:out",
        "who was put on may leave"
    );
}
