//! Changes, readings and faults of a draft.

use std::collections::BTreeMap;

use super::*;
use crate::scheme::fields::{self, Fields, Shape};
use crate::scheme::{Scheme, What};

fn plain() -> Draft {
    let json = r#"{ "scheme": {
        "components": [
            { "key": "written", "weight": 50, "round": { "value": { "places": 2 } } },
            { "key": "interview", "weight": 50, "line": 60 }
        ],
        "shortlists": [{ "to": "interview", "score": "written", "ratio": "3:1" }]
    } }"#;
    serde_json::from_str(json).unwrap()
}

fn set(at: &str, values: &[(&str, &str)]) -> Change {
    let values = values.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Change::Set { at: at.to_owned(), values }
}

fn add(list: &str, first: &str) -> Change {
    Change::Add { list: list.to_owned(), first: first.to_owned(), name: String::new() }
}

fn at(draft: &Draft) -> Vec<(String, String)> {
    draft.faults().into_iter().map(|found| (found.place.at, found.place.field)).collect()
}

#[test]
fn texts_are_set_cleared_and_kept_as_typed() {
    let mut one = plain();
    one.apply(
        "",
        &set("components.0", &[("weight", " ６０ "), ("name", "笔试（甲）"), ("round.value.places", "")]),
    )
    .unwrap();
    let node = one.node("", "components.0").unwrap();
    assert_eq!((node.text("weight"), node.text("name"), node.text("key")), ("60", "笔试（甲）", "written"));
    assert!(node.get("round").is_none(), "an emptied rounding is gone");
    one.apply("", &set("components.1", &[("weight", "forty")])).unwrap();
    assert_eq!(one.node("", "components.1").unwrap().text("weight"), "forty");
    assert_eq!(at(&one), [("components.1".to_owned(), "weight".to_owned())]);
    let wire = serde_json::to_string(&one).unwrap();
    assert_eq!(
        serde_json::from_str::<Draft>(&wire).unwrap(),
        one,
        "a draft that does not read is kept whole"
    );
}

#[test]
fn what_no_scheme_has_cannot_be_written() {
    let mut one = plain();
    let before = one.clone();
    for (change, why) in [
        (set("components.0", &[("wieght", "1")]), Unfit::Field),
        (set("components.0.round", &[("value", "1")]), Unfit::Field),
        (set("components.9", &[("weight", "1")]), Unfit::Place),
        (set("components", &[("weight", "1")]), Unfit::Place),
        (set("nothing.here", &[]), Unfit::Place),
        (set("components.0", &[("name", &"长".repeat(LIMIT + 1))]), Unfit::TooMuch),
        (add("components.0.panel", ""), Unfit::Place),
        (add("rank.ladder", ""), Unfit::Field),
        (Change::Move { at: "components.7".into(), up: true }, Unfit::Place),
        (Change::Remove { at: "components.7".into() }, Unfit::Place),
        (Change::Remove { at: "rank".into() }, Unfit::Place),
    ] {
        assert_eq!(one.apply("", &change), Err(why), "{change:?}");
    }
    assert_eq!(one.apply("police", &set("", &[])), Err(Unfit::Place));
    assert_eq!(one, before);
    assert!(serde_json::from_str::<Draft>(r#"{"scheme":{"componants":["x"]}}"#).is_err());
    assert!(serde_json::from_str::<Draft>(r#"{"scheme":{"components":"x"}}"#).is_err());
    assert!(serde_json::from_str::<Draft>(r#"{"plan":{}}"#).is_err());
}

#[test]
fn items_are_added_moved_and_removed() {
    let mut one = plain();
    let place = one
        .apply("", &Change::Add { list: "components".into(), first: "fit".into(), name: "适岗".into() })
        .unwrap();
    assert_eq!(place, "components.2");
    assert_eq!(one.apply("", &Change::Move { at: place, up: true }).unwrap(), "components.1");
    assert_eq!(one.apply("", &Change::Move { at: "components.0".into(), up: true }).unwrap(), "components.0");
    let keys: Vec<&str> =
        one.items("", "components").iter().map(|item| item.node().unwrap().naming()).collect();
    assert_eq!(keys, ["written", "fit", "interview"]);
    for step in ["unrounded", "interview"] {
        one.apply("", &add("shortlists.0.ladder", step)).unwrap();
    }
    one.apply("", &set("shortlists.0.ladder.1", &[("value", "raw.interview")])).unwrap();
    assert_eq!(
        one.apply("", &Change::Remove { at: "shortlists.0.ladder.0".into() }).unwrap(),
        "shortlists.0"
    );
    assert_eq!(
        one.items("", "shortlists.0.ladder").iter().map(Value::text).collect::<Vec<_>>(),
        ["raw.interview"]
    );
    one.apply("", &Change::Remove { at: "shortlists.0.ladder.0".into() }).unwrap();
    assert!(
        one.node("", "shortlists.0").unwrap().get("ladder").is_none(),
        "the last step takes its list along"
    );
    one.apply("", &set("components.2.panel", &[("size", "7")])).unwrap();
    assert_eq!(one.node("", "components.2.panel").unwrap().text("size"), "7");
    assert_eq!(one.apply("", &Change::Remove { at: "components.2.panel".into() }).unwrap(), "components.2");
}

#[test]
fn named_schemes_stand_beside_the_postings_own() {
    let mut one = plain();
    let with = one.get("").unwrap().clone();
    one.apply("公安职位", &Change::Begin { with }).unwrap();
    one.apply("公安职位", &set("components.0", &[("weight", "40")])).unwrap();
    assert_eq!(one.names(), ["", "公安职位"]);
    assert!(one.faults_of("").is_empty());
    assert_eq!(one.faults_of("公安职位").len(), 1);
    assert!(!one.is_usable());
    one.apply("公安职位", &Change::Remove { at: String::new() }).unwrap();
    assert!(one.is_usable());
    one.apply("", &Change::Remove { at: String::new() }).unwrap();
    assert!(!one.is_usable(), "nothing is no rule");
}

#[test]
fn every_problem_finds_its_page() {
    let mut one = plain();
    one.apply("", &set("components.1", &[("weight", "40"), ("line", "120")])).unwrap();
    one.apply("", &set("components.0", &[("round.value.places", "9")])).unwrap();
    one.apply("", &set("shortlists.0", &[("ratio", ""), ("score", "writen")])).unwrap();
    one.apply("", &add("rank.ladder", "fact.veteran")).unwrap();
    one.apply("", &set("opening", &[("ratio", "3:1"), ("with_approval", "5:1")])).unwrap();
    one.apply("", &set("decision", &[("mode", "weighted")])).unwrap();
    one.apply("", &add("publicity.columns", "nobody")).unwrap();
    let places = at(&one);
    for (page, field) in [
        ("", "components"),
        ("components.1", "line"),
        ("components.0", "round.value.places"),
        ("shortlists.0", "ratio"),
        ("shortlists.0", "score"),
        ("rank.ladder.0", "value"),
        ("opening", "with_approval"),
        ("decision", ""),
        ("publicity", "columns"),
    ] {
        assert!(places.contains(&(page.to_owned(), field.to_owned())), "{page} {field}: {places:#?}");
    }
    one.apply(
        "",
        &Change::Add {
            list: "shortlists.0.partial.terms".into(),
            first: "written".into(),
            name: String::new(),
        },
    )
    .unwrap();
    let terms = one.locate("", "shortlists.interview.partial.written.weight");
    assert_eq!(terms, ("shortlists.0.partial.terms.0".to_owned(), "weight".to_owned()));
}

#[test]
fn a_condition_is_one_of_two_and_what_it_asks_is_one_text() {
    let mut one = plain();
    one.apply("", &add("conditional", "interview")).unwrap();
    assert_eq!(at(&one), [("conditional.0".into(), "when".into()), ("conditional.0".into(), "line".into())]);
    one.apply("", &set("conditional.0", &[("when.at_most", "1:1"), ("when.below", "2:1"), ("line", "80")]))
        .unwrap();
    assert_eq!(at(&one), [("conditional.0".to_owned(), "when".to_owned())]);
    one.apply("", &set("conditional.0", &[("when.below", "")])).unwrap();
    assert!(one.is_usable(), "{:?}", one.faults());
    for (typed, written) in
        [("80", r#"{"at":"80"}"#), ("room_mean", r#""room_mean""#), ("decided", r#""decided""#)]
    {
        one.apply("", &set("conditional.0", &[("line", typed)])).unwrap();
        let scheme = one.read("").unwrap().unwrap();
        assert_eq!(serde_json::to_string(&scheme.conditional[0].line).unwrap(), written);
        let again = format!(r#"{{ "scheme": {} }}"#, serde_json::to_value(&scheme).unwrap());
        let again: Draft = serde_json::from_str(&again).unwrap();
        assert_eq!(again.node("", "conditional.0").unwrap().text("line"), typed);
    }
}

/// A value of the shape that reads, for a node where everything is filled.
fn value_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "word",
        Shape::Key => "key",
        Shape::Name => "written",
        Shape::Score | Shape::Line | Shape::Weight | Shape::Node(_) | Shape::List(_) => "60",
        Shape::Ratio => "3:1",
        Shape::Count => "1",
        Shape::YesNo => "true",
        Shape::Step => "unrounded",
        Shape::Word(words) => words[0],
    }
}

/// Every node of the language once: its address.
fn nodes(fields: &'static Fields, at: &str, found: &mut BTreeMap<&'static str, String>) {
    if found.contains_key(fields.name) {
        return;
    }
    found.insert(fields.name, at.to_owned());
    for branch in branches(fields) {
        let below = join(at, branch.name);
        match branch.shape {
            Shape::Node(inner) => nodes(inner, &below, found),
            Shape::List(Shape::Node(inner)) => nodes(inner, &join(&below, 0), found),
            _ => {}
        }
    }
}

#[test]
fn every_field_of_every_node_can_be_typed_and_a_wrong_one_is_told_at_its_field() {
    let mut found = BTreeMap::new();
    nodes(&fields::SCHEME, "", &mut found);
    assert!(found.len() > 20, "{found:?}");
    for (name, place) in found {
        let Some(Spot::Node(spot)) = spot(&place) else { panic!("{place}") };
        for leaf in leaves(spot) {
            let mut one = Draft::default();
            one.apply("", &Change::Begin { with: Node::default() }).unwrap();
            let mut list = String::new();
            for step in place.split('.').filter(|step| !step.is_empty()) {
                if step == "0" {
                    one.apply("", &add(&list, "key")).unwrap();
                }
                list = join(&list, step);
            }
            one.apply("", &set(&place, &[(&leaf.name, value_of(leaf.field.shape))])).unwrap();
            let told = |one: &Draft| at(one).contains(&(place.clone(), leaf.name.clone()));
            assert!(!told(&one) || one.read("").unwrap().is_ok(), "{name} {}: {:?}", leaf.name, one.faults());
            if leaf.field.shape != Shape::Text {
                one.apply("", &set(&place, &[(&leaf.name, "一.？.")])).unwrap();
                assert!(told(&one), "{name} {}: {:?}", leaf.name, one.faults());
            }
        }
    }
}

#[test]
fn a_number_that_is_too_large_for_its_field_is_told_at_its_field() {
    let mut one = plain();
    one.apply("", &set("components.0", &[("places", "256")])).unwrap();
    assert_eq!(at(&one), [("components.0".to_owned(), "places".to_owned())]);
}

#[test]
fn the_printed_defaults_are_those_of_the_types() {
    let json = r#"{"components":[{"key":"c","panel":{"size":3},"rooms":{"overall":"pooled"},
        "round":{"value":{"places":2}}}],
        "bonus":[{"key":"b"}],"facts":[{"key":"f"}],"opening":{"ratio":"3:1"},"adjustment":{},"examiners":{"least":5},
        "shortlists":[{"to":"l","partial":{"terms":[]},"replacement":{}}]}"#;
    let scheme: Scheme = serde_json::from_str(json).unwrap();
    let filled = serde_json::to_value(&scheme).unwrap();
    let places = [
        ("scheme", ""),
        ("examiners", "/examiners"),
        ("component", "/components/0"),
        ("panel", "/components/0/panel"),
        ("rooms", "/components/0/rooms"),
        ("rounding", "/components/0/round/value"),
        ("bonus", "/bonus/0"),
        ("fact", "/facts/0"),
        ("statuses", "/statuses"),
        ("rank", "/rank"),
        ("shortlist", "/shortlists/0"),
        ("partial", "/shortlists/0/partial"),
        ("replacement", "/shortlists/0/replacement"),
        ("opening", "/opening"),
        ("decision", "/decision"),
        ("publicity", "/publicity"),
        ("adjustment", "/adjustment"),
        ("editing", "/editing"),
        ("entries", "/entries"),
        ("total", "/total"),
    ];
    let mut found = BTreeMap::new();
    nodes(&fields::SCHEME, "", &mut found);
    for (node, place) in places {
        let at = found.get(node).cloned().unwrap_or_default();
        let fields = match (node, spot(&at)) {
            ("rounding", _) => &fields::ROUNDING,
            ("replacement", _) => &fields::REPLACEMENT,
            (_, Some(Spot::Node(fields))) => fields,
            _ => panic!("{node}"),
        };
        for field in fields.fields.iter().filter(|field| !field.required) {
            let value = match filled.pointer(&format!("{place}/{}", field.name)) {
                Some(serde_json::Value::String(text)) => Some(text.clone()),
                Some(serde_json::Value::Number(number)) => Some(number.to_string()),
                Some(serde_json::Value::Bool(yes)) => Some(yes.to_string()),
                _ => None,
            };
            let word = default_word(node, field.name);
            if let (None, Some(word)) = (&value, word) {
                // The canonical text leaves it out where it has its default: spelled out it is the same scheme.
                let mut spelled = filled.clone();
                let word = word.parse().map_or_else(|_| word.into(), serde_json::Value::Bool);
                spelled.pointer_mut(place).unwrap()[field.name] = word;
                let spelled: Scheme = serde_json::from_str(&spelled.to_string()).unwrap();
                assert_eq!(spelled.digest(), scheme.digest(), "{node}.{}", field.name);
                continue;
            }
            assert_eq!(word, value.as_deref(), "{node}.{}", field.name);
        }
    }
}

#[test]
fn the_draft_of_these_tests_is_sound() {
    assert_eq!(one_problem(&plain()), Vec::<What>::new());
}

fn one_problem(draft: &Draft) -> Vec<What> {
    draft.read("").unwrap().unwrap().check().into_iter().map(|problem| problem.what).collect()
}
