//! The preview of a rule on a dozen made-up people.

use super::*;
use crate::scheme::draft::{Change, Draft};

#[test]
fn a_weight_that_shifts_moves_people_and_the_same_rule_nobody() {
    let json = r#"{ "scheme": {
        "components": [
            { "key": "written", "weight": 50, "round": { "value": { "places": 2 } } },
            { "key": "interview", "weight": 50, "line": 60 }
        ],
        "shortlists": [{ "to": "interview", "score": "written", "ratio": "3:1" }]
    } }"#;
    let draft: Draft = serde_json::from_str(json).unwrap();
    let set = |at: &str, values: &[(&str, &str)]| {
        let values = values.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Change::Set { at: at.to_owned(), values }
    };
    let list =
        Change::Add { list: "shortlists".to_owned(), first: "inspection".to_owned(), name: String::new() };
    let rule = |written: &str, interview: &str| {
        let mut one = draft.clone();
        one.apply("", &set("components.0", &[("weight", written)])).unwrap();
        one.apply("", &set("components.1", &[("weight", interview)])).unwrap();
        one.apply("", &list).unwrap();
        one.apply("", &set("shortlists.1", &[("score", "total"), ("ratio", "2:1")])).unwrap();
        one.read("").unwrap().unwrap()
    };
    let (even, shifted) = (rule("50", "50"), rule("10", "90"));
    let same = sample(Some(&even), &even, Sample::USUAL).unwrap();
    assert_eq!(same.len(), 12);
    assert!(same.iter().all(|one| !one.moves()));
    let seats = |list: &str| {
        same.iter().filter(|one| one.after.seats.iter().any(|seat| seat.0 == list && seat.1 == "in")).count()
    };
    assert!(seats("interview") >= 6 && seats("inspection") >= 4, "{same:#?}");
    let moved = sample(Some(&even), &shifted, Sample::USUAL).unwrap();
    assert!(moved.iter().any(Mover::moves));
    assert!(sample(None, &even, Sample::USUAL).unwrap().iter().all(|one| one.before.is_none()));
}
