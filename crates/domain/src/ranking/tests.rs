use std::collections::BTreeMap;
use std::num::NonZero;

use super::*;
use crate::marks::{Entry, Position, Settings, Sheet, settle};
use crate::number::Exact;
use crate::scheme::Scheme;

fn scheme() -> Scheme {
    serde_json::from_str(
        r#"{"components": [{"key": "written", "weight": 50, "line": "decided"}, {"key": "interview", "weight": 50}],
            "rank": {"ladder": ["written"], "still_tied": "lots"},
            "shortlists": [{"to": "interview", "score": "written", "ratio": "2:1"},
                {"to": "inspection", "score": "total", "ratio": "1:1", "tie": "ladder"}]}"#,
    )
    .unwrap_or_else(|why| panic!("{why}"))
}

fn rulings(json: &str) -> Rulings {
    let signed = json.replace("SIGNED", r#""approver": "x", "date": "2026-05-01""#);
    serde_json::from_str(&signed).unwrap_or_else(|why| panic!("{why}: {signed}"))
}

/// The first refusal by its word, or `ok`.
fn answer(plan: Option<u32>, people: &[(&str, &str, &str)], decided: &Rulings) -> String {
    let scheme = scheme();
    let positions = [Position { code: "p".into(), plan, scheme: None }];
    let sheet = |(name, written, interview): &(&str, &str, &str)| {
        let cells = [("written", written), ("interview", interview)];
        let cells = cells.into_iter().filter(|(_, value)| !value.is_empty());
        let entries =
            cells.map(|(key, value)| (key.to_owned(), Entry::Mark(value.parse().unwrap()))).collect();
        Sheet { position: "p".into(), candidate: (*name).into(), entries, examiners: Vec::new() }
    };
    let sheets: Vec<Sheet> = people.iter().map(sheet).collect();
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &positions };
    let settled = settle(&settings, &sheets).unwrap();
    let word =
        |refusal: &Refusal| serde_json::to_value(refusal).unwrap()["refusal"].as_str().unwrap().to_owned();
    if let Some(stray) = strays(&settings, decided).first() {
        return format!("stray {}", word(stray));
    }
    match rank(&scheme, &positions[0], &settled.entrants["p"], decided) {
        Ok(Outcome::Ranked(_)) => "ok".to_owned(),
        Ok(Outcome::NeedsRuling(_, questions)) => {
            questions.iter().map(|q| q.id.as_str()).collect::<Vec<_>>().join(" ")
        }
        Err(refusals) => word(&refusals[0]),
    }
}

const LINE: &str = r#"{"of": "written", "line": "60", SIGNED}"#;

fn lined(more: &str) -> Rulings {
    rulings(&format!(r#"{{"lines": [{LINE}]{more}}}"#))
}

#[test]
fn a_line_that_is_not_set_is_a_question() {
    assert_eq!(answer(Some(1), &[("a", "70", ""), ("b", "69", "")], &Rulings::default()), "p/line.written");
    assert_eq!(answer(Some(1), &[("a", "70", ""), ("b", "69", "")], &lined("")), "ok");
}

#[test]
fn lines_that_nobody_asked_for_are_refused() {
    let people = [("a", "70", ""), ("b", "69", "")];
    let line = |line: &str| answer(Some(1), &people, &rulings(&format!(r#"{{"lines": [{LINE}, {line}]}}"#)));
    assert_eq!(line(r#"{"of": "interview", "line": "60", SIGNED}"#), "stray unknown_line");
    assert_eq!(line(r#"{"of": "written", "line": "61", SIGNED}"#), "stray line_twice");
    assert_eq!(line(r#"{"position": "x", "of": "written", "line": "61", SIGNED}"#), "stray unknown_line");
    assert_eq!(line(r#"{"position": "p", "of": "total", "line": "61", SIGNED}"#), "unknown_line");
    assert_eq!(
        line(r#"{"position": "p", "of": "written", "line": "61", SIGNED}"#),
        "ok",
        "the position's own comes first"
    );
}

#[test]
fn marks_follow_who_was_called() {
    let called = [("a", "70", "80"), ("b", "69", "81"), ("c", "68", "")];
    assert_eq!(answer(Some(1), &called, &lined("")), "ok");
    let missing = [("a", "70", "80"), ("b", "69", ""), ("c", "68", "")];
    assert_eq!(answer(Some(1), &missing, &lined("")), "mark");
    let surplus = [("a", "70", "80"), ("b", "69", "81"), ("c", "68", "82")];
    assert_eq!(answer(Some(1), &surplus, &lined("")), "mark");
    let below = [("a", "70", "80"), ("b", "69", "81"), ("c", "50", "82")];
    assert_eq!(answer(Some(1), &below, &lined("")), "mark", "who is out has none either");
    assert_eq!(answer(Some(1), &[("a", "", "80")], &lined("")), "mark", "nobody is called yet");
    let left =
        r#", "replacements": [{"position": "p", "stage": "interview", "out": "b", "round": 1, SIGNED}]"#;
    assert_eq!(answer(Some(1), &called, &lined(left)), "ok", "who left after the interview keeps the mark");
}

/// Everybody as ranked, with the seat on the last list, where `b` left from the first list on once everything was marked; else the first
/// refusal by its word.
fn left(left_marks: &str) -> String {
    let scheme = r#"{
        "components": [{"key": "written", "weight": 50}, {"key": "trial", "weight": 20},
            {"key": "interview", "weight": 30, "rooms": {"overall": "pooled", "group": "position"}}],
        "rank": {"left_marks": "LEFT_MARKS"},
        "shortlists": [{"to": "trial", "score": "written", "ratio": "3:1"},
            {"to": "interview", "score": "written", "ratio": "3:1"},
            {"to": "inspection", "score": "total", "ratio": "1:1"}]
    }"#;
    let scheme: Scheme = serde_json::from_str(&scheme.replace("LEFT_MARKS", left_marks)).unwrap();
    let rulings = rulings(
        r#"{"departures": [{"position": "p", "stage": "trial", "candidate": "b", "kind": "objection", SIGNED}]}"#,
    );
    let positions = [Position { code: "p".into(), plan: Some(1), scheme: None }];
    let sheet = |(name, written, trial, interview, room): (&str, i64, i64, i64, &str)| {
        let mark = |score: i64| Entry::Mark(score.to_string().parse().unwrap());
        let cells = [("written", written), ("trial", trial), ("interview", interview)];
        let marks = cells.map(|(key, score)| (key.to_owned(), mark(score)));
        let room = ("room.interview".to_owned(), Entry::Room(room.to_owned()));
        let entries = marks.into_iter().chain([room]).collect();
        Sheet { position: "p".into(), candidate: name.into(), entries, examiners: Vec::new() }
    };
    // The mean of both rooms is 75 without b, whose 99 would move it.
    let people = [("a", 70, 80, 80, "1"), ("b", 69, 99, 99, "1"), ("c", 68, 70, 70, "2")];
    let sheets = people.map(sheet);
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &positions };
    let aside = Aside::of(&settings, &rulings);
    let counted = aside.without(&sheets);
    assert!(aside.without(&counted) == counted, "twice is once");
    let settled = settle(&settings, &counted).unwrap();
    match rank(&scheme, &positions[0], &settled.entrants["p"], &rulings) {
        Err(refusals) => serde_json::to_value(&refusals[0]).unwrap()["refusal"].as_str().unwrap().to_owned(),
        Ok(outcome) => {
            let told = |row: Row<'_>| {
                let place = row.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
                let total = if row.rank.is_some() { table::total(&scheme, &row) } else { String::new() };
                format!("{} {place} {total} {}", row.candidate, table::seat(&scheme, &row, "inspection"))
            };
            outcome.ranking().ordered().map(told).collect::<Vec<_>>().join(", ")
        }
    }
}

#[test]
fn marks_of_whoever_left_are_refused_after_that_list_or_stay_on_record_and_count_nowhere() {
    assert_eq!(left("counted"), "mark", "b is not called to the interview and has a mark of it");
    // Each room has one mark left, so that both come to the mean of 75: 35 + 16 + 22.5, and 34 + 14 + 22.5.
    assert_eq!(left("kept"), "a 1 73.50 in, c 2 70.50 reserve 1, b -  out");
}

#[test]
fn a_list_needs_the_plan() {
    assert_eq!(answer(None, &[("a", "70", "")], &lined("")), "plan_missing");
}

const TIE: [(&str, &str, &str); 3] = [("a", "70", "70"), ("b", "70", "70"), ("c", "60", "")];

#[test]
fn rulings_are_checked_against_their_question() {
    let ruling = |rulings: &str| answer(Some(1), &TIE, &lined(&format!(r#", "ties": [{rulings}]"#)));
    let lots = r#"{"question": "p/inspection", "by": {"lots": ["b", "a"]}, "witnesses": ["w"], SIGNED}"#;
    assert_eq!(ruling(""), "p/inspection");
    assert_eq!(ruling(lots), "ok");
    assert_eq!(ruling(&format!("{lots}, {lots}")), "ruling_twice");
    assert_eq!(ruling(&lots.replace("\"w\"", "\" \"")), "no_witness");
    assert_eq!(ruling(&lots.replace("\"a\"", "\"c\"")), "wrong_people");
    assert_eq!(ruling(&lots.replace(r#"["b", "a"]"#, r#"["b", "a", "c"]"#)), "wrong_people");
    assert_eq!(ruling(&lots.replace("p/inspection", "p/interview")), "unknown_question");
    assert_eq!(ruling(&lots.replace("p/inspection", "q/inspection")), "stray unknown_question");
    let test = r#"{"question": "p/inspection", "by": {"extra_test": [{"candidate": "a", "mark": 1}, {"candidate": "b", "mark": 2}]}, SIGNED}"#;
    assert_eq!(ruling(test), "wrong_ruling_kind");
}

#[test]
fn replacements_need_a_list_that_allows_them() {
    let people = [("a", "70", ""), ("b", "69", ""), ("c", "68", "")];
    let moved = |stage: &str, out: &str, up: &str| {
        let one = format!(
            r#"{{"position": "p", "stage": "{stage}", "out": "{out}", "in": [{up}], "round": 1, SIGNED}}"#
        );
        answer(Some(1), &people, &lined(&format!(r#", "replacements": [{one}]"#)))
    };
    assert_eq!(moved("interview", "a", ""), "ok", "a departure alone is always told");
    assert_eq!(moved("interview", "a", "\"c\""), "not_allowed");
    assert_eq!(moved("interview", "c", ""), "not_on_list");
    assert_eq!(moved("intervew", "a", ""), "unknown_list");
}

#[test]
fn half_ranks_are_written_with_a_point() {
    assert_eq!([Place { halves: 4 }, Place { halves: 5 }].map(|place| place.to_string()), ["2", "2.5"]);
}

/// Each line is found by what it is of and by its position, whatever else was decided before it.
#[test]
fn a_line_is_set_by_the_ruling_that_names_it_and_the_position() {
    let scheme: Scheme = serde_json::from_str(
        r#"{"components": [{"key": "written", "weight": 50, "line": "decided"}, {"key": "interview", "weight": 50}],
            "total": {"line": "decided"}}"#,
    )
    .unwrap();
    let positions = [Position { code: "p".into(), plan: None, scheme: None }];
    let mark = |value: &str| Entry::Mark(value.parse().unwrap());
    let entries = [("written".to_owned(), mark("60")), ("interview".to_owned(), mark("80"))];
    let sheet =
        Sheet { position: "p".into(), candidate: "a".into(), entries: entries.into(), examiners: Vec::new() };
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &positions };
    let settled = settle(&settings, &[sheet]).unwrap();
    let below = |lines: &str| {
        let decided = rulings(&format!(r#"{{"lines": [{lines}]}}"#));
        let outcome = rank(&scheme, &positions[0], &settled.entrants["p"], &decided).unwrap();
        match outcome.ranking().rows().next().unwrap().no_rank {
            None => "ranked".to_owned(),
            Some(NoRank::Below(below)) => format!("{} {}", below.of, below.line),
            Some(other) => format!("{other:?}"),
        }
    };
    let total = r#"{"position": "p", "of": "total", "line": 70, SIGNED}"#;
    let common = r#"{"of": "total", "line": 65, SIGNED}, {"of": "written", "line": 61, SIGNED}"#;
    let other = r#"{"position": "q", "of": "written", "line": 99, SIGNED}"#;
    let own = r#"{"position": "p", "of": "written", "line": 59, SIGNED}"#;
    assert_eq!(below(&format!("{total}, {own}")), "ranked", "the line of the total is not that of the paper");
    assert_eq!(below(&format!("{other}, {total}, {own}")), "ranked", "another position's line is not ours");
    assert_eq!(below(common), "written 61", "a line of all positions");
    assert_eq!(below(&format!("{common}, {own}")), "ranked", "the position's own line goes first");
}

/// A mark of six places at a weight of four: the product has more places than six, so that whole numbers do not hold it.
#[test]
fn what_six_places_do_not_hold_is_ranked_by_fractions() {
    let scheme: Scheme = serde_json::from_str(
        r#"{"components": [{"key": "written", "weight": "33.335", "places": 6}, {"key": "interview", "weight": "66.665"}],
            "rank": {"by": "unrounded"}}"#,
    )
    .unwrap_or_else(|why| panic!("{why}"));
    assert!(scheme.is_usable());
    let positions = [Position { code: "p".into(), plan: None, scheme: None }];
    let sheet = |(name, written): (&str, &str)| {
        let cells = [("written", written), ("interview", "80")];
        let entries = cells.map(|(key, value)| (key.to_owned(), Entry::Mark(value.parse().unwrap()))).into();
        Sheet { position: "p".into(), candidate: name.into(), entries, examiners: Vec::new() }
    };
    let sheets: Vec<Sheet> = [("a", "70.000001"), ("b", "70.000002"), ("c", "70.000001")].map(sheet).into();
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &positions };
    let settled = settle(&settings, &sheets).unwrap();
    let rulings = Rulings::default();
    let [(first, Ok(answer))] =
        &every(&settings, &settled, &rulings, NonZero::<usize>::MIN, |ready, it| (ready.at, it))[..]
    else {
        panic!("one answer")
    };
    assert_eq!(settings.position(*first), positions.first());
    let ranks: Vec<String> =
        answer.ranking().ordered().map(|r| format!("{}{:?}", r.candidate, r.tied)).collect();
    assert_eq!(ranks, ["bfalse", "atrue", "ctrue"]);
    let unrounded = answer.ranking().rows().next().and_then(|row| row.unrounded()).unwrap();
    // 70.000001 × 33.335 % + 80 × 66.665 %
    assert_eq!(unrounded, Exact::new(7_666_650_033_335, 100_000_000_000).unwrap());
}

/// A conditional line or a floor set after marking is asked for by its own name, and only where the scheme leaves it open.
#[test]
fn conditional_lines_and_floors_are_set_by_name() {
    let stray = |conditional: &str, floor: &str, of: &str| {
        let scheme = r#"{"components": [{"key": "written", "weight": 50}, {"key": "interview", "weight": 50}],
            "conditional": [{"of": "interview", "when": {"at_most": "1:1"}, "line": CONDITIONAL}],
            "shortlists": [{"to": "interview", "score": "written", "ratio": "2:1", "floor": FLOOR}]}"#;
        let scheme = scheme.replace("CONDITIONAL", conditional).replace("FLOOR", floor);
        let scheme: Scheme = serde_json::from_str(&scheme).unwrap_or_else(|why| panic!("{why}"));
        let positions = [Position { code: "p".into(), plan: Some(1), scheme: None }];
        let schemes = BTreeMap::new();
        let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &positions };
        let line = format!(r#"{{"lines": [{{"of": "{of}", "line": 60, SIGNED}}]}}"#);
        !strays(&settings, &rulings(&line)).is_empty()
    };
    for (conditional, floor, conditional_is_stray, floor_is_stray) in
        [("\"decided\"", "60", false, true), ("{\"at\": 80}", "\"decided\"", true, false)]
    {
        assert_eq!(stray(conditional, floor, "conditional.interview"), conditional_is_stray);
        assert_eq!(stray(conditional, floor, "floor.interview"), floor_is_stray);
    }
}

/// A table of positions leaves the cell of the scheme blank or names none: both mean the posting's own.
#[test]
fn an_empty_scheme_name_is_the_postings_own() {
    let scheme: Scheme =
        serde_json::from_str(r#"{"components": [{"key": "written", "weight": 100}]}"#).unwrap();
    let names = [("p", None), ("q", Some(""))];
    let positions = names.map(|(code, name)| Position {
        code: code.into(),
        plan: Some(1),
        scheme: name.map(str::to_owned),
    });
    let sheets = names.map(|(code, _)| Sheet {
        position: code.into(),
        candidate: "a".into(),
        entries: BTreeMap::from([("written".to_owned(), Entry::Mark("70".parse().unwrap()))]),
        examiners: Vec::new(),
    });
    let settings = Settings { scheme: Some(&scheme), schemes: &BTreeMap::new(), positions: &positions };
    let settled = settle(&settings, &sheets).unwrap();
    let ranked = |ready: Ready<'_>, answer: Answer| {
        let total = answer.unwrap().ranking().rows().next().and_then(|row| row.total());
        (ready.position.code.clone(), ready.position.scheme_name().map(str::to_owned), total)
    };
    let all = every(&settings, &settled, &Rulings::default(), NonZero::<usize>::MIN, ranked);
    let seventy = Some(Exact::whole(70));
    assert_eq!(all, [("p".to_owned(), None, seventy), ("q".to_owned(), None, seventy)]);
}

/// What stands against a ranking under `scheme`, as `COLUMN of CANDIDATE`, or the seats of every list; people are cells as `column=value`.
fn asked(scheme: &str, people: &[(&str, &str)]) -> String {
    let scheme: Scheme = serde_json::from_str(scheme).unwrap_or_else(|why| panic!("{why}"));
    assert!(scheme.is_usable(), "{:?}", scheme.check());
    let positions = [Position { code: "p".into(), plan: Some(1), scheme: None }];
    let sheet = |(name, cells): &(&str, &str)| {
        let cells = cells.split_whitespace().filter_map(|cell| cell.split_once('='));
        let entries =
            cells.map(|(key, value)| (key.to_owned(), Entry::Mark(value.parse().unwrap()))).collect();
        Sheet { position: "p".into(), candidate: (*name).into(), entries, examiners: Vec::new() }
    };
    let sheets: Vec<Sheet> = people.iter().map(sheet).collect();
    let schemes = BTreeMap::new();
    let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &positions };
    let settled = match settle(&settings, &sheets) {
        Ok(settled) => settled,
        Err(faults) => {
            let say = |fault: &crate::marks::Fault| {
                format!("{} of everybody", fault.column.clone().unwrap_or_default())
            };
            return faults.first().map(say).unwrap_or_default();
        }
    };
    let outcome = match rank(&scheme, &positions[0], &settled.entrants["p"], &Rulings::default()) {
        Ok(outcome) => outcome,
        Err(refusals) => {
            let say = |refusal: &Refusal| match refusal {
                Refusal::Mark { candidate, column, .. } => format!("{column} of {candidate}"),
                other => format!("{other:?}"),
            };
            return refusals.iter().map(say).collect::<Vec<_>>().join(", ");
        }
    };
    let list = |(at, list): (crate::index::ListAt, &crate::scheme::Shortlist)| {
        let rows = outcome.ranking().rows();
        let seats = rows.filter_map(|row| Some(format!("{}:{}", row.candidate, row.seat(at)?.at)));
        format!("{}[{}]", list.to, seats.collect::<Vec<_>>().join(" "))
    };
    scheme.lists().map(list).collect::<Vec<_>>().join(" ")
}

const FIT: &str = r#"{"components": [{"key": "written", "weight": 50}, {"key": "interview", "weight": 50}],
    "facts": [{"key": "fit"}, {"key": "older", "kind": "number"}],
    "shortlists": [{"to": "interview", "score": "written", "ratio": "3:1"},
        {"to": "inspection", "score": "total", "ratio": "2:1", "tie": "ladder", "ladder": ["fact.older"]},
        {"to": "final", "score": "total", "ratio": "1:1", "require": ["fit"]}]}"#;

#[test]
fn a_fact_is_asked_of_people_on_the_list_before_the_one_that_reads_it_and_of_nobody_before_that() {
    let written = [("a", "written=80"), ("b", "written=70"), ("c", "written=60"), ("d", "written=50")];
    assert_eq!(
        asked(FIT, &written),
        "interview[a:in b:in c:in d:reserve 1] inspection[] final[]",
        "nobody has to type a fact"
    );
    let both = |more: [&str; 4]| {
        let cells =
            ["written=80 interview=80", "written=70 interview=80", "written=60 interview=80", "written=50"];
        let cells: Vec<String> = cells.iter().zip(more).map(|(one, more)| format!("{one} {more}")).collect();
        let people: Vec<(&str, &str)> =
            ["a", "b", "c", "d"].into_iter().zip(cells.iter().map(String::as_str)).collect();
        asked(FIT, &people)
    };
    assert_eq!(both(["", "", "", ""]), "fact.older of a, fact.older of b, fact.older of c");
    let listed = "interview[a:in b:in c:in d:reserve 1] inspection[a:in b:in c:reserve 1 d:out]";
    assert_eq!(
        both(["fact.older=1", "fact.older=2", "fact.older=3", ""]),
        format!("{listed} final[]"),
        "whoever is not on the list is not asked, and the medical has not begun"
    );
    assert_eq!(both(["fact.older=1 fact.fit=0", "fact.older=2", "fact.older=3", ""]), "fact.fit of b");
    assert_eq!(
        both(["fact.older=1 fact.fit=0", "fact.older=2 fact.fit=1", "fact.older=3", ""]),
        format!("{listed} final[a:out b:in c:out d:out]")
    );
    assert_eq!(
        both(["fact.older=1 fact.fit=0", "fact.older=2 fact.fit=1", "fact.older=3", "fact.fit=1"]),
        format!("{listed} final[a:out b:in c:out d:out]"),
        "what is told early is no fault"
    );
}

#[test]
fn a_fact_of_the_first_list_or_of_all_ranks_is_asked_of_everybody() {
    let first = FIT.replace(r#""score": "written", "#, r#""score": "written", "require": ["fit"], "#);
    assert_eq!(asked(&first, &[("a", "written=80")]), "fact.fit of everybody");
    let ranks =
        FIT.replace(r#""shortlists""#, r#""rank": {"ladder": ["fact.fit"], "scope": "list"}, "shortlists""#);
    assert_eq!(asked(&ranks, &[("a", "written=80")]), "fact.fit of everybody");
}

#[test]
fn points_are_asked_of_whoever_has_the_component_that_they_are_added_to() {
    let scheme = |bonus: &str| {
        format!(
            r#"{{"components": [{{"key": "written", "weight": 50}}, {{"key": "interview", "weight": 50}}],
                "bonus": [{{"key": "extra", {bonus}}}],
                "shortlists": [{{"to": "interview", "score": "written", "ratio": "1:1"}},
                    {{"to": "inspection", "score": "total", "ratio": "1:1"}}]}}"#
        )
    };
    let written = [("a", "written=80"), ("b", "written=70")];
    let marked = [("a", "written=80 interview=60"), ("b", "written=70")];
    let whole = [("a", "written=80 interview=60 bonus.extra=2"), ("b", "written=70")];
    for to in [r#""at": "total""#, r#""at": "after_conversion", "to": "interview""#] {
        let of = |people: &[(&str, &str)]| asked(&scheme(to), people);
        assert_eq!(of(&written), "interview[a:in b:reserve 1] inspection[]", "{to}");
        assert_eq!(of(&marked), "bonus.extra of a", "{to}");
        assert_eq!(of(&whole), "interview[a:in b:reserve 1] inspection[a:in b:out]", "{to}");
    }
    let early = scheme(r#""at": "after_conversion", "to": "written""#);
    assert_eq!(asked(&early, &written), "bonus.extra of everybody");
}

#[test]
fn a_list_with_a_least_ratio_asks_whether_it_goes_on_with_fewer_than_it_takes() {
    let with = |count: usize, floor: &str, decided: &str| {
        let scheme = format!(
            r#"{{"components": [{{"key": "written", "weight": 100}}], "shortlists": [{{"to": "interview",
                "score": "written", "ratio": "5:1", "least": "3:1", "floor": {floor}}}]}}"#
        );
        let scheme: Scheme = serde_json::from_str(&scheme).unwrap();
        let positions = [Position { code: "p".into(), plan: Some(1), scheme: None }];
        let sheet = |at: usize| Sheet {
            position: "p".into(),
            candidate: format!("{at}"),
            entries: BTreeMap::from([("written".to_owned(), Entry::Mark("70".parse().unwrap()))]),
            examiners: Vec::new(),
        };
        let sheets: Vec<Sheet> = (0..count).map(sheet).collect();
        let schemes = BTreeMap::new();
        let settings = Settings { scheme: Some(&scheme), schemes: &schemes, positions: &positions };
        let settled = settle(&settings, &sheets).unwrap();
        let decided = rulings(decided);
        let strays = strays(&settings, &decided);
        match rank(&scheme, &positions[0], &settled.entrants["p"], &decided) {
            Ok(outcome) => {
                let say = |one: &Question| match one.asked {
                    Asked::Ratio { qualified, least } => {
                        format!("{} {qualified}/{}/{least}", one.id, one.seats)
                    }
                    _ => one.id.clone(),
                };
                outcome.questions().iter().map(say).collect::<Vec<_>>().join(" ")
            }
            Err(refusals) => serde_json::to_string(&[strays, refusals].concat()).unwrap(),
        }
    };
    let ruling = |count: u32| {
        format!(r#"{{"ratios": [{{"position": "p", "stage": "interview", "qualified": {count}, SIGNED}}]}}"#)
    };
    assert_eq!(with(5, "60", "{}"), "", "the ratio is reached");
    assert_eq!(with(4, "60", "{}"), "p/ratio.interview 4/5/3");
    assert_eq!(with(4, "60", &ruling(4)), "", "decided");
    assert_eq!(with(4, "60", &ruling(3)), "", "it holds for more");
    assert!(with(3, "60", &ruling(4)).contains("fewer_qualified"), "and not for fewer");
    assert_eq!(with(2, "60", "{}"), "p/ratio.interview 2/5/3", "under the least");
    assert!(with(2, "60", &ruling(2)).contains("fewer_qualified"), "nothing can be decided there");
    assert_eq!(with(4, "80", "{}"), "p/ratio.interview 0/5/3", "whoever is below the floor does not qualify");
    assert!(with(5, "60", &ruling(5)).contains("unknown_question"), "nothing is asked");
    assert_eq!(
        Rulings::default().digest(),
        rulings("{}").digest(),
        "nothing decided has the digest of before"
    );
}
