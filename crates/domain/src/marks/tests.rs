use std::collections::BTreeMap;

use super::*;
use crate::scheme::{Scheme, Status};

fn scheme(json: &str) -> Scheme {
    serde_json::from_str(json).unwrap_or_else(|why| panic!("{why}"))
}

fn position(code: &str, scheme: Option<&str>) -> Position {
    Position { code: code.into(), plan: Some(1), scheme: scheme.map(str::to_owned) }
}

fn sheet(position: &str, candidate: &str, cells: &[(&str, &str)]) -> Sheet {
    let entry = |(name, value): &(&str, &str)| {
        let entry = match (Status::from_word(value), value.parse()) {
            _ if name.starts_with("room.") => Entry::Room((*value).to_owned()),
            (Some(status), _) => Entry::Status(status),
            (None, mark) => Entry::Mark(mark.unwrap_or_else(|why| panic!("{value}: {why}"))),
        };
        ((*name).to_owned(), entry)
    };
    let entries = cells.iter().map(entry).collect();
    Sheet { position: position.into(), candidate: candidate.into(), entries, examiners: Vec::new() }
}

fn mark(panel: &str, examiner: &str, element: Option<&str>, mark: &str) -> ExaminerMark {
    let mark = mark.parse().unwrap_or_else(|why| panic!("{why}"));
    ExaminerMark {
        component: "talk".into(),
        panel: panel.into(),
        examiner: examiner.into(),
        element: element.map(str::to_owned),
        mark,
    }
}

const PLAIN: &str = r#"{"components": [{"key": "written", "weight": 100}], "facts": [{"key": "veteran"}],
    "bonus": [{"key": "service"}]}"#;
const GOOD: [(&str, &str); 3] = [("written", "70"), ("fact.veteran", "1"), ("bonus.service", "0")];

/// `column: fault` of everything that is wrong with these sheets under one scheme.
fn wrong(scheme: &Scheme, sheets: &[Sheet]) -> Vec<String> {
    let positions = [position("p", None), position("q", Some("other"))];
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(scheme), schemes: &schemes, positions: &positions };
    let faults = settle(&settings, sheets).err().unwrap_or_default();
    let word =
        |fault: &Fault| serde_json::to_value(&fault.wrong).unwrap()["wrong"].as_str().unwrap().to_owned();
    faults.iter().map(|f| format!("{}: {}", f.column.as_deref().unwrap_or("-"), word(f))).collect()
}

fn with(change: (&str, &str)) -> Vec<String> {
    let mut cells: Vec<(&str, &str)> = GOOD.into_iter().filter(|(name, _)| *name != change.0).collect();
    cells.extend((!change.1.is_empty()).then_some(change));
    wrong(&scheme(PLAIN), &[sheet("p", "a", &GOOD), sheet("p", "b", &cells)])
}

#[test]
fn every_wrong_cell_is_named() {
    assert_eq!(with(("written", "70.5")), Vec::<String>::new());
    assert_eq!(with(("written", "")), ["written: missing"]);
    assert_eq!(with(("written", "100.01")), ["written: above_full"]);
    assert_eq!(with(("written", "-1")), ["written: negative"]);
    assert_eq!(with(("written", "85.005")), ["written: too_many_places"]);
    assert_eq!(with(("fact.veteran", "2")), ["fact.veteran: not_yes_no"]);
    assert_eq!(with(("fact.veteran", "absent")), ["fact.veteran: wrong_kind"]);
    assert_eq!(with(("fact.veteran", "")), ["fact.veteran: missing"]);
    assert_eq!(with(("bonus.service", "-1")), ["bonus.service: negative"]);
    assert_eq!(with(("writen", "70")), ["writen: unused_column"]);
}

#[test]
fn sheets_must_have_a_place_and_be_there_once() {
    let plain = scheme(PLAIN);
    assert_eq!(wrong(&plain, &[sheet("p", "a", &GOOD), sheet("p", "a", &GOOD)]), ["-: duplicate_sheet"]);
    assert_eq!(wrong(&plain, &[sheet("x", "a", &GOOD)]), ["-: unknown_position"]);
    assert_eq!(wrong(&plain, &[sheet("q", "a", &GOOD)]), ["-: unknown_scheme"]);
}

#[test]
fn a_column_that_nobody_has_yet_is_no_fault() {
    let rest = &GOOD[1..];
    assert_eq!(wrong(&scheme(PLAIN), &[sheet("p", "a", rest), sheet("p", "b", rest)]), Vec::<String>::new());
}

const PANEL: &str = r#"{"components": [{"key": "talk", "weight": 100, "panel": {"size": 2,
    "elements": [{"key": "x", "full": 40}, {"key": "y", "full": 60}]}}]}"#;

fn judged(marks: Vec<ExaminerMark>, cells: &[(&str, &str)]) -> Vec<String> {
    let mut one = sheet("p", "a", cells);
    one.examiners = marks;
    wrong(&scheme(PANEL), &[one])
}

#[test]
fn every_wrong_examiner_mark_is_named() {
    let good = || {
        vec![
            mark("1", "e", Some("x"), "30"),
            mark("1", "e", Some("y"), "50"),
            mark("1", "f", Some("x"), "31"),
            mark("1", "f", Some("y"), "51"),
        ]
    };
    assert_eq!(judged(good(), &[]), Vec::<String>::new());
    assert_eq!(judged(good(), &[("talk", "absent")]), ["talk: marks_and_status"]);
    assert_eq!(judged(good(), &[("talk", "80")]), ["talk: wrong_kind"]);
    assert_eq!(judged(good()[..3].to_vec(), &[]), ["talk: examiner_marks"], "an element is missing");
    assert_eq!(judged(good()[..2].to_vec(), &[]), ["talk: panel_size"], "an examiner is missing");
    let mut more = good();
    more.push(mark("1", "f", Some("y"), "51"));
    assert_eq!(judged(more, &[]), ["talk: examiner_marks"], "a mark stands twice");
    let mut other = good();
    other[3] = mark("2", "f", Some("y"), "51");
    assert_eq!(judged(other, &[]), ["talk: two_panels"]);
    let mut high = good();
    high[0] = mark("1", "e", Some("x"), "40.01");
    assert_eq!(judged(high, &[]), ["talk: above_full"]);
    let mut low = good();
    low[0] = mark("1", "e", Some("x"), "-0.01");
    assert_eq!(judged(low, &[]), ["talk: negative"]);
    let mut fine = good();
    fine[0] = mark("1", "e", Some("x"), "30.000001");
    assert_eq!(judged(fine, &[]), ["talk: too_many_places"]);
    let mut unknown = good();
    unknown[0].component = "walk".into();
    assert!(judged(unknown, &[]).contains(&"walk: unused_column".to_owned()));
}

#[test]
fn a_mistyped_panel_hears_its_nearest_component() {
    let panel = scheme(PANEL);
    let positions = [position("p", None)];
    let schemes = BTreeMap::new();
    let mut one = sheet("p", "a", &[]);
    one.examiners = vec![ExaminerMark { component: "tolk".into(), ..mark("1", "e", Some("x"), "30") }];
    let settings = Settings { scheme: Some(&panel), schemes: &schemes, positions: &positions };
    let faults = settle(&settings, &[one]).unwrap_err();
    assert_eq!(faults[0].wrong, Wrong::UnusedColumn { nearest: Some("talk".into()) });
}

/// A cell with a fault is not told again as missing; a blank of somebody else, or in another column, is.
#[test]
fn a_blank_is_told_wherever_nothing_else_is() {
    let two = scheme(r#"{"components": [{"key": "x", "weight": 50}, {"key": "y", "weight": 50}]}"#);
    let sheets = [
        sheet("p", "a", &[("x", "101")]),
        sheet("p", "b", &[("y", "70")]),
        sheet("p", "c", &[("x", "70"), ("y", "70")]),
    ];
    assert_eq!(wrong(&two, &sheets), ["x: above_full", "y: missing", "x: missing"]);
    assert_eq!(wrong(&two, &[sheets[0].clone(), sheets[2].clone()]), ["x: above_full", "y: missing"]);
}

/// The same number may stand in two positions: they are two people.
#[test]
fn a_fault_in_one_position_hides_no_blank_in_another() {
    let plain = scheme(r#"{"components": [{"key": "x", "weight": 100}]}"#);
    let positions = [position("p", None), position("q", None)];
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&plain), schemes: &schemes, positions: &positions };
    let sheets = [sheet("p", "a", &[("x", "101")]), sheet("q", "a", &[])];
    let faults = settle(&settings, &sheets).unwrap_err();
    let told: Vec<_> = faults.iter().map(|fault| (fault.position.as_str(), &fault.wrong)).collect();
    assert_eq!(told, [("p", &Wrong::AboveFull { full: "100".into() }), ("q", &Wrong::Missing)]);
}

/// A sheet that came is not looked at again, so that nobody need keep it.
#[test]
fn sheets_settle_one_by_one_as_they_do_together() {
    let plain = scheme(PLAIN);
    let positions = [position("p", None)];
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&plain), schemes: &schemes, positions: &positions };
    let mut settling = Settling::new(&settings);
    for name in ["b", "a"] {
        let passing = sheet("p", name, &GOOD);
        settling.take(&passing);
    }
    let together = settle(&settings, &[sheet("p", "a", &GOOD), sheet("p", "b", &GOOD)]).unwrap();
    assert_eq!(settling.finish().unwrap(), together);
    let twice = [sheet("p", "a", &GOOD), sheet("p", "a", &GOOD), sheet("p", "a", &GOOD)];
    assert_eq!(wrong(&plain, &twice), ["-: duplicate_sheet"], "told once, whatever their order");
}

#[test]
fn rooms_are_needed_and_a_split_without_a_rule_is_told() {
    let rooms = scheme(r#"{"components": [{"key": "talk", "weight": 100, "rooms": {"overall": "pooled"}}]}"#);
    assert_eq!(wrong(&rooms, &[sheet("p", "a", &[("talk", "80")])]), ["room.talk: room_missing"]);
    let zero = [
        sheet("p", "a", &[("talk", "0"), ("room.talk", "1")]),
        sheet("p", "b", &[("talk", "80"), ("room.talk", "2")]),
    ];
    assert_eq!(wrong(&rooms, &zero), ["talk: room_mean_zero"]);
    let plain = scheme(r#"{"components": [{"key": "talk", "weight": 100, "panel": {"size": 1}}]}"#);
    let seen = ["1", "2"].map(|room| {
        let mut one = sheet("p", room, &[]);
        one.examiners = vec![mark(room, "e", None, "80")];
        one
    });
    let positions = [position("p", None)];
    let schemes = BTreeMap::new();
    let settled =
        settle(&Settings { scheme: Some(&plain), schemes: &schemes, positions: &positions }, &seen).unwrap();
    assert_eq!(
        settled.splits,
        [Split { position: "p".into(), component: "talk".into(), rooms: vec!["1".into(), "2".into()] }]
    );
}

#[test]
fn scores_outside_the_bounds_stay_out_of_every_mean() {
    let xingguo = scheme(
        r#"{"components": [{"key": "talk", "weight": 100, "rooms": {"overall": "pooled", "ignore_above": 90, "ignore_below": 60}}]}"#,
    );
    let cell = |name: &str, mark: &str, room: &str| sheet("p", name, &[("talk", mark), ("room.talk", room)]);
    let sheets = [
        cell("a", "95", "1"),
        cell("b", "80", "1"),
        cell("c", "50", "2"),
        cell("d", "84", "2"),
        sheet("p", "e", &[("talk", "absent")]),
    ];
    let positions = [position("p", None)];
    let schemes = BTreeMap::new();
    let settled =
        settle(&Settings { scheme: Some(&xingguo), schemes: &schemes, positions: &positions }, &sheets)
            .unwrap();
    let Reading::Made(marked) = settled.entrants["p"][0].readings.iter().next().unwrap() else {
        panic!("a mark")
    };
    let correction = marked.room.as_ref().and_then(|room| room.correction).unwrap();
    assert_eq!([correction.mean, correction.overall].map(|mean| mean.to_string()), ["80", "82"]);
}

/// Two positions share the rooms: within a position each is measured by its own people, over the posting by all.
#[test]
fn rooms_are_compared_within_the_position_or_over_the_posting() {
    let means = |group: &str| {
        let rule = r#"{"components": [{"key": "talk", "weight": 100, "rooms": {"overall": "pooled", "group": "GROUP"}}]}"#;
        let scheme = scheme(&rule.replace("GROUP", group));
        let cells =
            [("p", "a", "80", "1"), ("p", "b", "84", "2"), ("q", "c", "60", "1"), ("q", "d", "70", "2")];
        let sheets =
            cells.map(|(p, name, mark, room)| sheet(p, name, &[("talk", mark), ("room.talk", room)]));
        let positions = [position("p", None), position("q", None)];
        let settings = Settings { scheme: Some(&scheme), schemes: &BTreeMap::new(), positions: &positions };
        let settled = settle(&settings, &sheets).unwrap();
        ["p", "q"].map(|code| {
            let Reading::Made(marked) = settled.entrants[code][0].readings.iter().next().unwrap() else {
                panic!("a mark")
            };
            let correction = marked.room.as_ref().and_then(|room| room.correction).unwrap();
            [correction.mean, correction.overall].map(|mean| mean.to_string())
        })
    };
    assert_eq!(means("position"), [["80", "82"], ["60", "65"]]);
    assert_eq!(means("posting"), [["70", "73.5"], ["70", "73.5"]]);
}

#[test]
fn one_room_is_no_split() {
    let plain = scheme(PANEL);
    let mut one = sheet("p", "a", &[]);
    one.examiners =
        ["e", "f"].iter().flat_map(|e| ["x", "y"].map(|part| mark("1", e, Some(part), "30"))).collect();
    let positions = [position("p", None)];
    let settings = Settings { scheme: Some(&plain), schemes: &BTreeMap::new(), positions: &positions };
    assert_eq!(settle(&settings, &[one]).unwrap().splits, []);
}

#[test]
fn sheets_keep_marks_out_of_logs() {
    let one = sheet("p", "a", &[("written", "70"), ("talk", "absent"), ("room.talk", "1")]);
    let entries: Vec<String> = one.entries.values().map(|entry| format!("{entry:?}")).collect();
    assert_eq!(entries, ["Room(..)", "Status(..)", "Mark(..)"]);
    assert_eq!(format!("{one:?}"), "Sheet(3 entries, 0 examiners' marks)");
}

#[test]
fn a_name_is_the_text_that_it_was_made_of_however_long() {
    for length in [0, 1, 21, 22, 23, 300] {
        let text = "7".repeat(length);
        assert_eq!(
            (&*Name::from(text.as_str()), Name::from(text.as_str()).to_string()),
            (&*text, text.clone())
        );
    }
    let (chinese, other) = (Name::from("准考证二〇二六"), Name::from("准考证二〇二七"));
    assert_eq!((&*chinese, chinese == chinese.clone(), chinese == other), ("准考证二〇二六", true, false));
}
