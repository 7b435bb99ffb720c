//! Nothing that a scheme says is silent. Every field of the language is changed on one rich scheme, and the explanation
//! must change with it in both languages; the explanations of the sixteen published variants and of the two real tables
//! stand beside this file for review.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::{BTreeMap, BTreeSet};

use domain::scheme::Scheme;
use domain::scheme::fields::{Fields, SCHEME, Shape};
use serde_json::{Value, json};
use text::Lang;
use text::scheme::{formula_of, printed, sentences};

fn explained(scheme: &Scheme, lang: Lang) -> String {
    let mut said = sentences(scheme, lang);
    said.extend(formula_of(scheme, lang));
    said.join("\n")
}

/// A scheme that uses every field of the language with a value that is not the default.
fn rich() -> Value {
    let round = |places: u8, mode: &str| json!({"places": places, "mode": mode});
    json!({
        "name": "Rich scheme", "combine": "ratio",
        "components": [
            {"key": "exam", "name": "Examination", "weight": 4, "combine": "percent",
                "round": {"value": round(1, "cut"), "converted": round(2, "half_even"), "weighted": round(3, "half_up")},
                "line": 55, "full": 150, "scale": 100, "cap": 140,
                "parts": [{"key": "paper_a", "weight": 60, "full": 150}, {"key": "paper_b", "weight": 40, "full": 150, "places": 1}]},
            {"key": "talk", "weight": 6,
                "panel": {"size": 7, "least": 6, "drop_high": 1, "drop_low": 2, "trim": "element", "places": 1,
                    "round_element": round(3, "cut"),
                    "elements": [{"key": "speech", "full": 40}, {"key": "logic", "name": "Logic", "full": 60}]},
                "rooms": {"overall": "pooled", "group": "posting", "round_room": round(3, "half_up"),
                    "round_overall": round(4, "half_up"), "round_coefficient": round(5, "half_up"), "round": round(1, "half_up"),
                    "trim_room": 1, "trim_pool": 2, "ignore_above": 95, "ignore_below": 40, "cap": 99}}
        ],
        "bonus": [{"key": "service", "name": "Service", "at": "before_conversion", "to": "exam", "cap": 5}, {"key": "award"}],
        "facts": [{"key": "years", "name": "Years", "kind": "number", "prefer": "lower"}, {"key": "fit_for_duty"}],
        "total": {"round": round(3, "cut"), "line": 58, "cap": 98},
        "statuses": {"absent": "zero", "late": "zero", "withdrew": "zero", "void": "zero", "exam_void": "zero",
            "identical": "zero", "zero": "no_total", "exempt": "zero", "withheld": "zero"},
        "rank": {"by": "unrounded", "method": "dense", "ladder": ["exam", "raw.talk", "fact.years"], "scope": "list",
            "still_tied": "extra_test", "after_test": ["fact.fit_for_duty"], "below_line": "ranked",
            "left_marks": "kept"},
        "conditional": [
            {"of": "talk", "when": {"at_most": "1:1"}, "line": {"at": 80}},
            {"of": "exam", "when": {"below": "2:1"}, "line": "decided"}
        ],
        "shortlists": [
            {"to": "talk", "name": "Talk list", "tie": "ladder", "ratio_rounding": "down",
                "partial": {"combine": "percent", "round": round(1, "half_even"),
                    "terms": [{"of": "paper_a", "weight": 30}, {"of": "paper_b", "weight": 70}]},
                "bands": [{"up_to": 2, "ratio": "3:1"}, {"up_to": 4, "count": 9}, {"up_to": 6, "plus": 3}, {"ratio": "2:1"}],
                "floor": 50, "within": {"working_days": 7, "after": "interview"}, "require": ["fit_for_duty"], "opens": ["paper_b"],
                "names": "masked", "unit": true, "columns": ["talk"],
                "replacement": {"allowed": true, "rounds": 2, "until": {"working_days_before": 3}}},
            {"to": "check", "score": "exam", "ratio": "5:2", "least": "3:2", "tie": "ladder", "ladder": ["unrounded"], "still_tied": "lots"}
        ],
        "opening": {"ratio": "5:1", "base": "confirmed", "below": "cancel", "with_approval": "3:1", "merge": true},
        "decision": {"mode": "weighted", "exam": 60, "inspection": 40},
        "publicity": {"working_days": 7, "columns": ["talk"], "names": "full", "unit": true},
        "adjustment": {"same_kind": true, "same_paper": true, "unlisted_only": true, "choices": 2, "leaves_first": true},
        "editing": {"personal": "review_ends", "position": "submitted", "city": "review_ends"},
        "entries": {"independent": 3},
        "examiners": {"least": 5, "outside": 1},
        "interview_plan": true
    })
}

fn other_number(value: &Value, add: u64) -> Value {
    json!(value.as_u64().unwrap() + add)
}

/// Another value of the same shape; none for tables, which are changed field by field.
fn other(shape: Shape, value: &Value) -> Option<Value> {
    Some(match shape {
        Shape::Text => json!(format!("{} changed", value.as_str().unwrap())),
        Shape::Key => json!(format!("{}_changed", value.as_str().unwrap())),
        Shape::Name => json!(if value == "talk" { "paper_a" } else { "talk" }),
        Shape::Step => json!("total"),
        Shape::Score | Shape::Line | Shape::Weight => other_number(value, 1),
        Shape::Count => other_number(value, 2),
        Shape::Ratio => json!("7:1"),
        Shape::YesNo => json!(!value.as_bool().unwrap()),
        Shape::Word(words) => json!(words.iter().find(|word| *value != **word).unwrap()),
        Shape::List(Shape::Node(_)) | Shape::Node(_) => return None,
        Shape::List(inner) => {
            let mut list = value.as_array().unwrap().clone();
            let first = other(*inner, &list[0])?;
            list[0] = first;
            Value::Array(list)
        }
    })
}

/// Every scheme that differs from `whole` in one field, with `node.field`: the value changed, and taken away.
fn changes(node: &'static Fields, at: &str, whole: &Value, found: &mut Vec<(String, String, Value)>) {
    for field in node.fields {
        let path = format!("{at}/{}", field.name);
        let Some(value) = whole.pointer(&path) else { continue };
        let name = format!("{}.{}", node.name, field.name);
        if let Some(value) = other(field.shape, value) {
            let mut changed = whole.clone();
            *changed.pointer_mut(&path).unwrap() = value;
            found.push((name.clone(), path.clone(), changed));
        }
        if !field.required {
            let mut without = whole.clone();
            without.pointer_mut(at).unwrap().as_object_mut().unwrap().remove(field.name);
            found.push((name, format!("{path} taken away"), without));
        }
        match field.shape {
            Shape::Node(inner) => changes(inner, &path, whole, found),
            Shape::List(Shape::Node(inner)) => {
                for place in 0..value.as_array().unwrap().len() {
                    changes(inner, &format!("{path}/{place}"), whole, found);
                }
            }
            _ => {}
        }
    }
}

/// Every field that holds a value of its own; tables are heard through theirs.
fn all_fields(node: &'static Fields, seen: &mut BTreeSet<&'static str>, all: &mut BTreeSet<String>) {
    if !seen.insert(node.name) {
        return;
    }
    for field in node.fields {
        match field.shape {
            Shape::Node(inner) => all_fields(inner, seen, all),
            Shape::List(Shape::Node(inner)) => all_fields(inner, seen, all),
            _ => {
                all.insert(format!("{}.{}", node.name, field.name));
            }
        }
    }
}

#[test]
fn no_field_of_the_language_is_silent() {
    let whole = rich();
    let read = |value: &Value| serde_json::from_value::<Scheme>(value.clone());
    let scheme = read(&whole).unwrap();
    let mut found = Vec::new();
    changes(&SCHEME, "", &whole, &mut found);
    let (mut heard, mut silent) = (BTreeSet::new(), Vec::new());
    for (field, path, changed) in &found {
        // A scheme that is no scheme says nothing: a list without its columns, two sources, half a condition.
        let Ok(changed) = read(changed) else { continue };
        if changed == scheme {
            // The default, spelled out, was taken away.
            continue;
        }
        let same = [Lang::Zh, Lang::En]
            .into_iter()
            .filter(|lang| explained(&changed, *lang) == explained(&scheme, *lang))
            .collect::<Vec<_>>();
        if same.is_empty() {
            heard.insert(field.clone());
        } else if !path.ends_with("/key") {
            silent.push(format!("{path} in {same:?}"));
        }
    }
    assert!(silent.is_empty(), "said nowhere: {silent:#?}");
    let mut all = BTreeSet::new();
    all_fields(&SCHEME, &mut BTreeSet::new(), &mut all);
    let unheard: Vec<_> = all.difference(&heard).collect();
    assert!(unheard.is_empty(), "never changed: {unheard:?}");
}

#[test]
fn the_public_reads_of_moves_after_the_marks() {
    let moves = [
        "Whoever is on a list cannot choose another position.",
        "Whoever moves to another position is out of replacement in the first.",
    ];
    let both: Scheme = serde_json::from_value(rich()).unwrap();
    let read = printed(&both, Lang::En);
    for sentence in moves {
        assert!(read.iter().any(|said| said == sentence), "the public reads: {sentence}");
    }
    assert!(read.iter().any(|said| said.starts_with("Positions that still lack people")), "{read:#?}");
    let mut early = rich();
    early["adjustment"] = json!({"same_paper": true});
    let scheme: Scheme = serde_json::from_value(early).unwrap();
    let public = printed(&scheme, Lang::En);
    assert!(!public.iter().any(|said| moves.contains(&said.as_str())), "{public:#?}");
    assert!(!public.iter().any(|said| said.starts_with("Positions that still lack people")), "{public:#?}");
    let early = "Whoever's position is cancelled may choose another one within the time for it.";
    assert!(public.iter().any(|said| said == early), "{public:#?}");
}

#[test]
fn what_is_usual_is_short_and_english_is_english() {
    let plain: Scheme =
        serde_json::from_value(json!({"components": [{"key": "written", "weight": 100}]})).unwrap();
    assert_eq!(sentences(&plain, Lang::En).len(), 3, "{:#?}", sentences(&plain, Lang::En));
    let scheme: Scheme = serde_json::from_value(rich()).unwrap();
    let chinese =
        |c: char| matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let english = explained(&scheme, Lang::En);
    assert!(!english.contains(chinese), "{english}");
}

/// The schemes of one file of the golden cases, by name; `""` for `scheme`.
fn golden(name: &str) -> BTreeMap<String, Scheme> {
    let path = format!("{}/../domain/tests/cases/{name}", env!("CARGO_MANIFEST_DIR"));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let named = file["schemes"].as_object().cloned().unwrap_or_default();
    let own = file.get("scheme").map(|own| (String::new(), own.clone()));
    own.into_iter().chain(named).map(|(name, one)| (name, serde_json::from_value(one).unwrap())).collect()
}

fn page(name: &str) -> String {
    let mut page = String::new();
    for (name, scheme) in golden(name) {
        for lang in [Lang::Zh, Lang::En] {
            page.push_str(&format!("[{name}] {}\n", scheme.digest()));
            page.push_str(&explained(&scheme, lang));
            page.push_str("\n\n");
        }
    }
    page
}

#[test]
fn the_published_variants_read_as_reviewed() {
    for number in 1..=16 {
        insta::assert_snapshot!(
            format!("variant_{number:02}"),
            page(&format!("variants/{number:02}.scheme.json"))
        );
    }
    for table in ["zhengzhou-2024", "anhui-2026"] {
        insta::assert_snapshot!(table.replace('-', "_"), page(&format!("{table}.scheme.json")));
    }
}
