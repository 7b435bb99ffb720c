mod beside;

use serde_json::Value;

use super::fields::{self, Fields, Shape};
use super::*;

fn read(json: &str) -> Scheme {
    serde_json::from_str(json).unwrap_or_else(|why| panic!("{why}: {json}"))
}

/// `at: problem` of everything that is wrong.
fn wrong(json: &str) -> Vec<String> {
    read(json)
        .check()
        .into_iter()
        .map(|p| format!("{}: {}", p.at, serde_json::to_value(&p.what).unwrap()["problem"].as_str().unwrap()))
        .collect()
}

/// A scheme of two components, with these further fields.
fn two(more: &str) -> String {
    let components = r#"[{"key": "written", "weight": 60}, {"key": "interview", "weight": 40}]"#;
    let comma = if more.is_empty() { "" } else { "," };
    format!(r#"{{"components": {components}{comma} {more}}}"#)
}

#[test]
fn a_plain_scheme_has_no_problem() {
    assert_eq!(wrong(&two("")), Vec::<String>::new());
    assert_eq!(
        wrong(&two(r#""shortlists": [{"to": "interview", "score": "written", "ratio": "3:1"},
            {"to": "inspection", "score": "total", "ratio": "2:1"}]"#)),
        Vec::<String>::new()
    );
}

#[test]
fn weights_must_sum_to_exactly_one() {
    let weights = |a: &str, b: &str| {
        let of = |key: &str, weight: &str| format!(r#"{{"key": "{key}", "weight": {weight}}}"#);
        wrong(&format!(r#"{{"components": [{}, {}]}}"#, of("a", a), of("b", b)))
    };
    assert_eq!(weights("60", "39"), ["components: weights_sum"]);
    assert_eq!(weights(r#""33.3""#, r#""66.7""#), Vec::<String>::new());
    assert_eq!(weights(r#""100/3""#, r#""200/3""#), Vec::<String>::new());
    assert_eq!(weights(r#""0.6""#, r#""0.4""#), ["components: weights_sum"]);
    assert_eq!(weights("100", "0"), ["components.b.weight: weight_zero"]);
    assert_eq!(
        wrong(r#"{"components": [{"key": "a", "weight": 100}, {"key": "b"}]}"#),
        ["components.b.weight: weight_missing"]
    );
    let mean = r#"{"combine": "mean", "components": [{"key": "a", "weight": 1}, {"key": "b"}]}"#;
    assert_eq!(wrong(mean), ["components.a.weight: weight_not_allowed"]);
}

#[test]
fn a_line_that_rounded_terms_never_reach_is_told_with_the_most_that_they_make() {
    let thirds = |line: i64, round: &str| {
        let third = |key| format!(r#"{{"key": "{key}", "weight": "100/3", "round": {round}}}"#);
        let thirds = ["a", "b", "c"].map(third).join(", ");
        wrong(&format!(r#"{{"components": [{thirds}], "total": {{"line": {line}}}}}"#))
    };
    let cut = r#"{"weighted": {"places": 2}}"#;
    assert_eq!(thirds(100, cut), ["total.line: line_unreachable"]);
    assert_eq!(thirds(99, cut), Vec::<String>::new());
    assert_eq!(thirds(100, "{}"), Vec::<String>::new());
}

#[test]
fn problems_of_components_are_all_reported_at_once() {
    let found = wrong(
        r#"{"components": [
        {"key": "a", "weight": 50, "full": 150, "line": 151, "round": {"value": {"places": 7}}},
        {"key": "b", "weight": 50, "places": 9, "cap": 200, "panel": {"size": 3, "drop_high": 1, "drop_low": 1, "least": 4, "trim": "element", "places": 7}},
        {"key": "b", "weight": 0, "full": 0, "parts": [{"key": "p", "weight": 100}], "panel": {"size": 7}, "rooms": {"overall": "pooled"}}],
        "statuses": {"exam_void": "zero"}}"#,
    );
    assert_eq!(
        found,
        [
            "components.b: duplicate_key",
            "components.b.weight: weight_zero",
            "components.b: full_marks_differ",
            "components.b: full_marks_differ",
            "components.b: ambiguous_name",
            "components.a.round.value.places: too_many_places",
            "components.a.line: line_unreachable",
            "components.b.places: too_many_places",
            "components.b.cap: cap_never_works",
            "components.b.panel: panel_too_small",
            "components.b.panel.least: least_above_size",
            "components.b.panel.trim: elements_missing",
            "components.b.panel.places: too_many_places",
            "components.b.full: not_above_zero",
            "components.b.full: full_mark_mismatch",
            "components.b.panel: parts_and_panel",
            "components.b.rooms: rooms_on_parts",
            "statuses.exam_void: exam_void_counts",
        ]
    );
    assert_eq!(wrong(r#"{"components": []}"#), ["components: no_components"]);
}

#[test]
fn full_marks_of_parts_and_elements_must_fit() {
    assert_eq!(
        wrong(
            r#"{"components": [{"key": "a", "weight": 100, "parts": [{"key": "x", "weight": 50, "full": 150},
                {"key": "y", "weight": 50}]}]}"#
        ),
        ["components.a.parts.y: full_marks_differ", "components.a.full: full_mark_mismatch"]
    );
    assert_eq!(
        wrong(
            r#"{"components": [{"key": "a", "weight": 100, "panel": {"size": 7, "elements":
                [{"key": "x", "full": 40}, {"key": "y", "full": 50}]}}]}"#
        ),
        ["components.a.panel.elements: full_mark_mismatch"]
    );
}

#[test]
fn names_are_checked_and_the_nearest_is_told() {
    let scheme = read(&two(r#""shortlists": [{"to": "inspection", "score": "writen", "ratio": "2:1"}],
        "rank": {"ladder": ["interviev", "fact.veterans"], "scope": "list"}, "facts": [{"key": "veteran"}],
        "conditional": [{"of": "talk", "when": {"at_most": "1:1"}, "line": {"at": 80}}],
        "bonus": [{"key": "x", "at": "before_conversion", "to": "writen"}, {"key": "y", "to": "written"}, {"key": "z", "at": "after_conversion"}],
        "publicity": {"columns": ["oral"]}"#));
    let nearest = |problem: &Problem| match &problem.what {
        What::UnknownName { name, nearest } => format!("{} {name} {nearest:?}", problem.at),
        other => format!("{} {other:?}", problem.at),
    };
    assert_eq!(
        scheme.check().iter().map(nearest).collect::<Vec<_>>(),
        [
            "bonus.x.to writen Some(\"written\")",
            "bonus.y.to BonusTarget",
            "bonus.z.to BonusTarget",
            "conditional.0.of talk None",
            "rank.ladder.0 interviev Some(\"interview\")",
            "rank.ladder.1 veterans Some(\"veteran\")",
            "publicity.columns oral Some(\"total\")",
            "shortlists.inspection.score writen Some(\"written\")",
        ]
    );
}

#[test]
fn ladders_that_decide_nothing_are_named() {
    let ladder = |steps: &str, more: &str| {
        let lists = r#"[{"to": "inspection", "score": "written", "ratio": "2:1", "tie": "ladder"}]"#;
        let rank = format!(r#"{{"ladder": {steps}{more}}}"#);
        wrong(&two(&format!(r#""rank": {rank}, "facts": [{{"key": "f"}}], "shortlists": {lists}"#)))
    };
    assert_eq!(ladder(r#"["fact.f"]"#, ""), Vec::<String>::new());
    assert_eq!(ladder("[]", ""), ["shortlists.inspection.tie: ladder_empty"]);
    assert_eq!(
        ladder(r#"["written"]"#, ""),
        ["rank.ladder.0: step_decides_nothing", "rank.ladder: ladder_never_decides"]
    );
    assert_eq!(ladder(r#"["fact.f", "fact.f"]"#, ""), ["rank.ladder.1: step_decides_nothing"]);
    assert_eq!(
        ladder(r#"["unrounded"]"#, r#", "by": "unrounded""#),
        [
            "rank.by: ties_invisible",
            "rank.ladder.0: step_decides_nothing",
            "rank.ladder: ladder_never_decides"
        ]
    );
    assert_eq!(
        ladder(r#"["fact.f"]"#, r#", "after_test": ["interview"]"#),
        ["rank.after_test: ladder_never_decides"]
    );
    let parts = r#"{"components": [{"key": "a", "weight": 100, "parts": [{"key": "p", "weight": 100}]}],
        "rank": {"scope": "list", "ladder": ["raw.a"]}}"#;
    assert_eq!(wrong(parts), ["rank.ladder.0: raw_of_parts"]);
}

#[test]
fn stages_need_a_source_a_ratio_and_the_right_moment() {
    let stage = |stage: &str| {
        let facts = r#"[{"key": "years", "kind": "number"}]"#;
        wrong(&two(&format!(r#""shortlists": [{stage}], "facts": {facts}"#)))
    };
    assert_eq!(stage(r#"{"to": "x", "ratio": "2:1"}"#), ["shortlists.x: source_missing"]);
    assert_eq!(stage(r#"{"to": "x", "score": "total"}"#), ["shortlists.x.ratio: ratio_missing"]);
    assert_eq!(
        stage(r#"{"to": "interview", "score": "total", "ratio": "2:1"}"#),
        ["shortlists.interview.score: source_too_late"]
    );
    assert_eq!(
        stage(r#"{"to": "x", "score": "written", "ratio": "0.5:1"}"#),
        ["shortlists.x.ratio: ratio_below_one"]
    );
    assert_eq!(
        stage(
            r#"{"to": "x", "score": "written", "bands": [{"up_to": 2, "ratio": "2:1"}, {"up_to": 2, "count": 9}]}"#
        ),
        ["shortlists.x.bands.1: band_covered", "shortlists.x.bands: band_missing"]
    );
    assert_eq!(
        stage(
            r#"{"to": "x", "score": "written", "bands": [{"up_to": 2, "ratio": "2:1", "count": 3}, {"ratio": "2:1"}]}"#
        ),
        ["shortlists.x.bands.0: ratio_missing"]
    );
    assert_eq!(
        stage(r#"{"to": "x", "score": "written", "ratio": "2:1", "floor": 101}"#),
        ["shortlists.x.floor: line_unreachable"]
    );
    assert_eq!(
        stage(r#"{"to": "x", "score": "written", "ratio": "2:1", "require": ["years"]}"#),
        ["shortlists.x.require: fact_not_yes_no"]
    );
    assert_eq!(
        stage(
            r#"{"to": "interview", "score": "written", "ratio": "2:1", "tie": "ladder", "ladder": ["interview"]}"#
        ),
        ["shortlists.interview.ladder: step_too_late"]
    );
    assert_eq!(
        stage(
            r#"{"to": "x", "ratio": "2:1", "partial": {"combine": "percent", "terms": [{"of": "written", "weight": 60}]}}"#
        ),
        ["shortlists.x.partial: weights_sum"]
    );
}

#[test]
fn decision_and_opening_are_checked() {
    assert_eq!(
        wrong(&two(r#""decision": {"mode": "weighted", "exam": 50, "inspection": 40}"#)),
        ["decision: decision_shares", "decision.mode: decision_needs_total"]
    );
    assert_eq!(wrong(&two(r#""decision": {"exam": 50}"#)), ["decision: decision_shares"]);
    assert_eq!(
        wrong(&two(r#""opening": {"ratio": "3:1", "with_approval": "5:1"}"#)),
        ["opening.with_approval: approval_not_lower"]
    );
}

#[test]
fn keys_have_a_form_and_reserved_words_are_none() {
    for (text, fault) in [
        ("Written", KeyFault::Form),
        ("", KeyFault::Form),
        ("1a", KeyFault::Form),
        ("a-b", KeyFault::Form),
        ("笔试", KeyFault::Form),
        ("total", KeyFault::Reserved),
        ("weighted", KeyFault::Reserved),
        // Columns that every published list has.
        ("name", KeyFault::Reserved),
        ("unit", KeyFault::Reserved),
        ("title", KeyFault::Reserved),
        ("ticket", KeyFault::Reserved),
        ("note", KeyFault::Reserved),
        ("result", KeyFault::Reserved),
    ] {
        assert_eq!(text.parse::<Key>(), Err(fault), "{text}");
    }
    assert!("a".repeat(33).parse::<Key>().is_err());
}

#[test]
fn unknown_fields_floats_and_bad_numbers_are_refused() {
    for bad in [
        r#"{"components": [], "compnents": []}"#,
        r#"{"components": [{"key": "a", "weight": 33.5}]}"#,
        r#"{"components": [{"key": "a", "line": "6O"}]}"#,
        r#"{"components": [{"key": "a", "line": -1, "full": "1.1234567"}]}"#,
        r#"{"components": [{"key": "a"}], "shortlists": [{"to": "x", "ratio": "3"}]}"#,
        r#"{"components": [{"key": "a"}], "shortlists": [{"to": "x", "ratio": "0:1"}]}"#,
        r#"{"components": [{"key": "a"}], "rank": {"ladder": ["a b"]}}"#,
    ] {
        assert!(serde_json::from_str::<Scheme>(bad).is_err(), "{bad}");
    }
}

#[test]
fn spelled_out_defaults_have_the_digest_of_left_out_ones() {
    let short = read(&two(""));
    let long = read(&two(r#""combine": "percent", "total": {"round": {"places": 2, "mode": "half_up"}},
        "rank": {"by": "rounded", "method": "competition"}, "publicity": {"working_days": 5}"#));
    assert_eq!(short.digest(), long.digest());
    let spaced = read(&two(r#""total": {"line": "60.0"}"#));
    assert_eq!(spaced.digest(), read(&two(r#""total": {"line": 60}"#)).digest());
    assert_ne!(spaced.digest(), short.digest());
}

#[test]
fn names_with_quotes_cannot_forge_another_canonical_text() {
    let a = read(&two(r#""name": "x\",combine=\"sum""#));
    let b = read(&two(r#""name": "x""#));
    assert_ne!(a.canonical(), b.canonical());
    assert!(a.canonical().starts_with("{name=\"x\\\",combine=\\\"sum\","));
}

#[test]
fn columns_carry_the_parent_only_where_keys_clash() {
    let scheme = read(
        r#"{"combine": "mean", "components": [
        {"key": "written", "parts": [{"key": "essay", "weight": 50}, {"key": "aptitude", "weight": 50}]},
        {"key": "interview", "rooms": {"overall": "pooled"}, "parts": []},
        {"key": "oral", "parts": [{"key": "essay", "weight": 100}]}],
        "bonus": [{"key": "service"}], "facts": [{"key": "age", "kind": "number"}]}"#,
    );
    let names: Vec<String> = scheme.inputs().into_iter().map(|input| input.name).collect();
    assert_eq!(
        names,
        [
            "essay.written",
            "aptitude",
            "interview",
            "room.interview",
            "essay.oral",
            "bonus.service",
            "fact.age"
        ]
    );
    let walk = Walk::of(&scheme);
    assert_eq!(
        walk.find("aptitude.written"),
        walk.find("aptitude"),
        "the long name is understood everywhere"
    );
}

/// Every field with every kind of value, so that serde writes all of them.
fn full() -> Value {
    let text = r#"{
        "name": "n", "combine": "percent",
        "components": [{"key": "a", "name": "n", "weight": 100, "full": 100, "scale": 100, "places": 2, "cap": 100,
            "combine": "percent", "parts": [], "line": 60,
            "round": {"value": ROUNDING, "converted": ROUNDING, "weighted": ROUNDING},
            "panel": {"size": 7, "least": 7, "drop_high": 1, "drop_low": 1, "trim": "element", "round_element": ROUNDING,
                "places": 2, "elements": [{"key": "e", "name": "n", "full": 100}]},
            "rooms": {"overall": "pooled", "group": "position", "round_room": ROUNDING, "round_overall": ROUNDING,
                "round_coefficient": ROUNDING, "round": ROUNDING, "trim_room": 2, "trim_pool": 2, "ignore_above": 90,
                "ignore_below": 60, "cap": 100}}],
        "bonus": [{"key": "b", "name": "n", "at": "before_conversion", "to": "a", "cap": 5}],
        "facts": [{"key": "f", "name": "n", "kind": "yes_no", "prefer": "higher"}],
        "total": {"round": ROUNDING, "line": 60, "cap": 100},
        "rank": {"by": "rounded", "method": "competition", "ladder": ["fact.f"], "scope": "cut", "still_tied": "extra_test",
            "after_test": ["fact.f"], "below_line": "no_rank", "left_marks": "kept"},
        "conditional": [{"of": "a", "when": {"at_most": "1:1"}, "line": {"at": 80}}],
        "shortlists": [{"to": "x", "name": "n", "score": "total", "opens": ["a"], "ratio": "3:1", "least": "2:1",
            "partial": {"combine": "ratio", "terms": [{"of": "a", "weight": 1}], "round": ROUNDING},
            "bands": [{"up_to": 1, "ratio": "2:1", "count": 1, "plus": 1}], "ratio_rounding": "up", "tie": "all",
            "ladder": ["fact.f"], "still_tied": "all", "floor": 60, "require": ["f"],
            "replacement": {"allowed": true, "rounds": 2, "until": {"working_days_before": 2}},
            "within": {"working_days": 7, "after": "interview"},
            "names": "full", "unit": false, "columns": ["a"]}],
        "opening": {"ratio": "5:1", "base": "passed", "below": "cancel", "with_approval": "3:1", "merge": true},
        "decision": {"mode": "weighted", "exam": 50, "inspection": 50},
        "publicity": {"working_days": 5, "columns": ["a"], "names": "masked", "unit": true},
        "adjustment": {"same_kind": true, "same_paper": true, "unlisted_only": true, "choices": 1, "leaves_first": true},
        "editing": {"personal": "submitted", "position": "submitted", "city": "submitted"},
        "entries": {"independent": 2},
        "examiners": {"least": 5, "outside": "1/3"},
        "interview_plan": true
    }"#;
    let text = text.replace("ROUNDING", r#"{"places": 2, "mode": "half_up"}"#);
    let mut scheme: Value = serde_json::from_str(&text).unwrap();
    scheme["statuses"] = serde_json::to_value(Statuses::default()).unwrap();
    scheme
}

fn compare(node: &Fields, value: &Value, path: &str) {
    let written: Vec<&str> =
        value.as_object().unwrap_or_else(|| panic!("{path}")).keys().map(String::as_str).collect();
    let mut known: Vec<&str> = node.fields.iter().map(|field| field.name).collect();
    let mut sorted = written.clone();
    sorted.sort_unstable();
    known.sort_unstable();
    // A choice of one writes only the one chosen.
    assert!(
        sorted == known
            || (["when", "line"].contains(&node.name) && sorted.iter().all(|name| known.contains(name))),
        "{path}: {written:?} is not {known:?}"
    );
    for field in node.fields {
        let below = format!("{path}.{}", field.name);
        match (field.shape, &value[field.name]) {
            (_, Value::Null) => {}
            (Shape::Node(inner), value) => compare(inner, value, &below),
            (Shape::List(Shape::Node(inner)), Value::Array(items)) => {
                items.iter().for_each(|item| compare(inner, item, &below));
            }
            (Shape::Word(words), Value::String(word)) => {
                assert!(words.contains(&word.as_str()), "{below}: {word}");
            }
            _ => {}
        }
    }
}

#[test]
fn the_written_names_are_those_that_serde_reads_and_writes() {
    compare(&fields::SCHEME, &serde_json::to_value(read(&full().to_string())).unwrap(), "scheme");
    // And every word of a choice is read.
    fn words(node: &'static Fields, path: &[&'static str], seen: &mut Vec<&'static str>) {
        if seen.contains(&node.name) {
            return;
        }
        seen.push(node.name);
        for field in node.fields {
            let here: Vec<&'static str> = path.iter().copied().chain([field.name]).collect();
            match field.shape {
                Shape::Node(inner) => words(inner, &here, seen),
                Shape::List(Shape::Node(inner)) => words(inner, &here, seen),
                Shape::Word(all) => all.iter().for_each(|word| read_word(&here, word)),
                _ => {}
            }
        }
    }
    fn read_word(path: &[&'static str], word: &str) {
        let mut scheme = full();
        let mut at = &mut scheme;
        for name in path {
            at = if at.is_array() { &mut at[0][*name] } else { &mut at[*name] };
        }
        *at = Value::from(word);
        assert!(serde_json::from_str::<Scheme>(&scheme.to_string()).is_ok(), "{path:?} = {word}");
    }
    words(&fields::SCHEME, &[], &mut Vec::new());
}
