//! Every worked number of the domain notes, section 2, by its paragraph.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail")]

mod common;

use common::{cell, panel, position, rank, ranks, row, scheme, seats, settle, sheet, total, try_rank};
use domain::marks::Wrong;
use domain::number::{Exact, Score};
use domain::ranking::{At, Refusal, Replaced, Rulings};
use domain::scheme::{Opening, Scheme};
use time::macros::date;

fn exact(text: &str) -> Exact {
    Exact::from(text.parse::<Score>().unwrap())
}

#[test]
fn w2_2_ratio_4_2_4_makes_81_60_and_its_first_two_79_83() {
    let scheme = scheme(
        r#"{"combine": "ratio", "components": [
            {"key": "fit", "weight": 4}, {"key": "written", "weight": 2}, {"key": "interview", "weight": 4}],
            "shortlists": [{"to": "interview", "ratio": "3:1", "partial": {"round": {"places": 2},
                "terms": [{"of": "fit", "weight": 4}, {"of": "written", "weight": 2}]}}]}"#,
    );
    let outcome = rank(&scheme, 1, &[sheet("p", "a", "fit=82.0 written=75.5 interview=84.25")]);
    assert_eq!(total(&scheme, &outcome, "a"), "81.60");
    assert_eq!(cell(&scheme, &outcome, "a", "fit.weighted"), "32.8");
    assert_eq!(cell(&scheme, &outcome, "a", "written.weighted"), "15.1");
    assert_eq!(cell(&scheme, &outcome, "a", "interview.weighted"), "33.7");
    let (positions, rulings) = ([position("p", 1)], Rulings::default());
    let settled =
        settle(&scheme, &positions, &[sheet("p", "a", "fit=82.0 written=75.5 interview=84.25")]).unwrap();
    let tracer =
        domain::ranking::Tracer::new(&scheme, &positions[0], &settled.entrants["p"], &rulings, &outcome)
            .unwrap();
    let steps = serde_json::to_string(&tracer.steps(&row(&outcome, "a")).unwrap().unwrap()).unwrap();
    assert!(steps.contains(r#""score":"79.83""#), "{steps}");
    assert!(steps.contains(r#"{"of":"fit","value":"82","share":"2/3","brings":"164/3"}"#), "{steps}");
}

#[test]
fn w2_3_two_papers_of_150_divided_by_3_make_79_8_and_81_72() {
    let scheme = scheme(
        r#"{"components": [
            {"key": "written", "weight": 60, "combine": "sum", "scale": 100,
                "parts": [{"key": "a", "full": 150}, {"key": "b", "full": 150}]},
            {"key": "interview", "weight": 40}]}"#,
    );
    let outcome = rank(&scheme, 1, &[sheet("p", "x", "a=118.4 b=121.0 interview=84.6")]);
    assert_eq!(cell(&scheme, &outcome, "x", "written.converted"), "79.8");
    assert_eq!(total(&scheme, &outcome, "x"), "81.72");
}

#[test]
fn w2_3_a_mark_above_the_full_mark_is_an_entry_error() {
    let scheme = scheme(r#"{"components": [{"key": "written", "weight": 100, "full": 275}]}"#);
    let faults = settle(&scheme, &[position("p", 1)], &[sheet("p", "x", "written=1179")]).unwrap_err();
    assert_eq!(faults[0].wrong, Wrong::AboveFull { full: "275".into() });
}

#[test]
fn w2_5_a_professional_test_inside_the_interview_makes_80_5() {
    let scheme = scheme(
        r#"{"components": [{"key": "interview", "weight": 100, "parts": [
            {"key": "talk", "weight": 70}, {"key": "test", "weight": 30}]}]}"#,
    );
    let outcome = rank(&scheme, 1, &[sheet("p", "x", "talk=85 test=70")]);
    assert_eq!(cell(&scheme, &outcome, "x", "interview"), "80.5");
}

#[test]
fn w2_5_yancheng_test_60_and_written_40_make_71_80() {
    let scheme = scheme(
        r#"{"components": [{"key": "first", "weight": 100, "round": {"value": {"places": 2}}, "parts": [
            {"key": "test", "weight": 60}, {"key": "written", "weight": 40}]}]}"#,
    );
    let outcome = rank(&scheme, 1, &[sheet("p", "x", "test=74 written=68.5")]);
    assert_eq!(cell(&scheme, &outcome, "x", "first"), "71.80");
}

#[test]
fn w2_6_the_appraisal_table_with_caps_makes_84() {
    let scheme = scheme(
        r#"{"components": [{"key": "appraisal", "weight": 100, "combine": "sum", "parts": [
            {"key": "education", "full": 10, "cap": 10}, {"key": "years", "full": 20, "cap": 20},
            {"key": "posts", "cap": 40, "combine": "sum", "parts": [
                {"key": "base", "full": 25}, {"key": "leading", "full": 20}]},
            {"key": "awards", "full": 30, "cap": 30}]}]}"#,
    );
    // Posts held: 25 and 2 × 10 are 45, the line is capped at 40.
    let outcome = rank(&scheme, 1, &[sheet("p", "x", "education=7 years=15 base=25 leading=20 awards=22")]);
    assert_eq!(total(&scheme, &outcome, "x"), "84.00");
    assert_eq!(cell(&scheme, &outcome, "x", "posts.adjusted"), "40");
}

fn qujing(at: &str) -> Scheme {
    scheme(&format!(
        r#"{{"components": [{{"key": "written", "weight": 100, "combine": "sum", "scale": 100,
                "parts": [{{"key": "a", "full": 150}}, {{"key": "b", "full": 150}}]}}],
            "bonus": [{{"key": "service", "at": "{at}", "to": "written"}}]}}"#
    ))
}

#[test]
fn w2_7_a_bonus_inside_the_bracket_makes_76_not_80() {
    let people = [sheet("p", "x", "a=110 b=112 bonus.service=6")];
    let before = qujing("before_conversion");
    assert_eq!(total(&before, &rank(&before, 1, &people), "x"), "76.00");
    let after = qujing("after_conversion");
    assert_eq!(total(&after, &rank(&after, 1, &people), "x"), "80.00");
}

#[test]
fn w2_8_a_line_compares_the_rounded_published_value() {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 100, "places": 3, "line": 60, "round": {"value": {"places": 2}}}]}"#,
    );
    let outcome = rank(&scheme, 1, &[sheet("p", "x", "written=59.995"), sheet("p", "y", "written=59.994")]);
    assert_eq!(ranks(&outcome), "x:1 y:-");
}

#[test]
fn w2_9_no_competition_asks_80_and_one_of_two_passes() {
    let scheme = scheme(
        r#"{"components": [{"key": "interview", "weight": 100}],
            "conditional": [{"of": "interview", "when": {"at_most": "1:1"}, "line": {"at": 80}}]}"#,
    );
    let two = [sheet("p", "a", "interview=79.6"), sheet("p", "b", "interview=81.0")];
    assert_eq!(ranks(&rank(&scheme, 2, &two)), "a:- b:1");
    // A third who did not sit is not counted; a third who sat is.
    let absent = [two[0].clone(), two[1].clone(), sheet("p", "c", "interview=absent")];
    assert_eq!(ranks(&rank(&scheme, 2, &absent)), "a:- b:1 c:-");
    let three = [two[0].clone(), two[1].clone(), sheet("p", "c", "interview=60")];
    assert_eq!(ranks(&rank(&scheme, 2, &three)), "a:2 b:1 c:3");
}

#[test]
fn w2_9_the_mean_of_the_room_is_the_line_and_absent_people_are_out_of_it() {
    let scheme = scheme(
        r#"{"components": [{"key": "interview", "weight": 100}],
            "conditional": [{"of": "interview", "when": {"at_most": "1:1"}, "line": "room_mean"}]}"#,
    );
    let positions = [position("p", 1), position("q", 1)];
    let sheets = [
        sheet("p", "a", "interview=80 room.interview=1"),
        sheet("q", "b", "interview=84 room.interview=1"),
        sheet("q", "c", "interview=76 room.interview=1"),
        sheet("q", "d", "interview=absent"),
    ];
    let settled = settle(&scheme, &positions, &sheets).unwrap();
    let ranked = |at: usize| {
        let entrants = &settled.entrants[&positions[at].code];
        domain::ranking::rank(&scheme, &positions[at], entrants, &Rulings::default()).unwrap()
    };
    assert_eq!(ranks(&ranked(0)), "a:1", "the mean is 80: at or above passes");
    assert_eq!(ranks(&ranked(1)), "b:1 c:2 d:-", "two contenders for one place: the rule does not hold");
}

#[test]
fn w2_10_nine_applicants_for_two_places_at_5_to_1_leave_one_and_four_none() {
    let opening: Opening = serde_json::from_str(r#"{"ratio": "5:1", "with_approval": "3:1"}"#).unwrap();
    assert_eq!(opening.plan_left(2, 9, false), Ok(1));
    assert_eq!(opening.plan_left(2, 4, false), Ok(0));
    assert_eq!(opening.plan_left(2, 10, false), Ok(2));
    assert_eq!(opening.plan_left(2, 6, true), Ok(2), "not below 3:1 with approval");
}

fn interview(tie: &str, ratio: &str) -> Scheme {
    scheme(&format!(
        r#"{{"components": [{{"key": "written", "weight": 100}}],
            "shortlists": [{{"to": "talk", "score": "written", {ratio}, "tie": "{tie}"}}]}}"#
    ))
}

fn written(marks: &[&str]) -> Vec<domain::marks::Sheet> {
    marks
        .iter()
        .zip('a'..)
        .map(|(mark, name)| sheet("p", &name.to_string(), &format!("written={mark}")))
        .collect()
}

#[test]
fn w2_11_a_tie_at_the_sixth_place_calls_seven() {
    let scheme = interview("all", r#""ratio": "3:1""#);
    let outcome = rank(&scheme, 2, &written(&["70", "69", "68", "67", "66", "63.60", "63.60", "60"]));
    assert_eq!(seats(&scheme, &outcome, "talk"), "a:in b:in c:in d:in e:in f:in g:in h:r1");
}

#[test]
fn w2_11_bands_by_plan() {
    let ningxia = interview("all", r#""bands": [{"up_to": 2, "ratio": "3:1"}, {"ratio": "2:1"}]"#);
    let list = &ningxia.shortlists[0];
    assert_eq!([1, 2, 3, 4].map(|plan| list.seats(plan)), [Some(3), Some(6), Some(6), Some(8)]);
    let twelve = interview(
        "all",
        r#""bands": [{"up_to": 4, "ratio": "3:1"}, {"up_to": 5, "count": 12}, {"ratio": "2:1"}]"#,
    );
    assert_eq!(twelve.shortlists[0].seats(5), Some(12));
    let teacher = interview("all", r#""bands": [{"up_to": 4, "plus": 1}, {"ratio": "1.2:1"}]"#);
    assert_eq!(
        [1, 4, 5, 6].map(|plan| teacher.shortlists[0].seats(plan)),
        [Some(2), Some(5), Some(6), Some(8)]
    );
}

fn moved(stage: &str, out: &str, up: &[&str], round: u8) -> Replaced {
    Replaced {
        position: "p".into(),
        stage: stage.into(),
        out: out.into(),
        r#in: up.iter().map(|name| (*name).to_owned()).collect(),
        round,
        reason: None,
        approver: "主管部门".into(),
        date: date!(2026 - 05 - 01),
    }
}

#[test]
fn w2_12_post_010006_interviews_ranks_1_2_and_4() {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 60}, {"key": "interview", "weight": 40}],
            "shortlists": [{"to": "interview", "score": "written", "ratio": "3:1",
                "replacement": {"allowed": true, "rounds": 2}}]}"#,
    );
    let people = [("a", "74.1"), ("b", "73.6"), ("c", "72.5"), ("d", "72.2")];
    let sheets = people.map(|(name, mark)| sheet("p", name, &format!("written={mark}")));
    let rulings = Rulings { replacements: vec![moved("interview", "c", &["d"], 1)], ..Rulings::default() };
    let outcome = try_rank(&scheme, 1, &sheets, &rulings).unwrap();
    assert_eq!(seats(&scheme, &outcome, "interview"), "a:in b:in c:out d:in");
    assert_eq!(row(&outcome, "d").seats().next().flatten().unwrap().rank, Some(4), "ranks keep their gaps");
    let wrong = Rulings { replacements: vec![moved("interview", "d", &["c"], 1)], ..Rulings::default() };
    assert!(matches!(try_rank(&scheme, 1, &sheets, &wrong).unwrap_err()[0], Refusal::NotOnList { .. }));
}

#[test]
fn w2_12_the_next_reserve_and_all_tied_with_it_are_called() {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 100}],
            "shortlists": [{"to": "talk", "score": "written", "ratio": "1:1", "replacement": {"allowed": true, "rounds": 1}}]}"#,
    );
    let sheets = written(&["70", "69", "69", "60"]);
    let with = |moves: Vec<Replaced>| {
        try_rank(&scheme, 1, &sheets, &Rulings { replacements: moves, ..Rulings::default() })
    };
    let outcome = with(vec![moved("talk", "a", &["b", "c"], 1)]).unwrap();
    assert_eq!(seats(&scheme, &outcome, "talk"), "a:out b:in c:in d:r3");
    assert!(matches!(with(vec![moved("talk", "a", &["b"], 1)]).unwrap_err()[0], Refusal::NotNext { .. }));
    assert!(matches!(with(vec![moved("talk", "a", &["d"], 1)]).unwrap_err()[0], Refusal::NotNext { .. }));
    let twice = vec![moved("talk", "a", &["b", "c"], 1), moved("talk", "b", &["d"], 2)];
    assert!(matches!(with(twice).unwrap_err()[0], Refusal::Round { round: 2, .. }));
}

fn judged(rule: &str, groups: &[(Option<&str>, &str)]) -> String {
    let scheme = scheme(&format!(
        r#"{{"components": [{{"key": "interview", "weight": 100, "round": {{"value": {{"places": 2}}}}, "panel": {rule}}}]}}"#
    ));
    let mut person = sheet("p", "x", "");
    person.examiners =
        groups.iter().flat_map(|(element, marks)| panel("interview", "1", *element, marks)).collect();
    total(&scheme, &rank(&scheme, 1, &[person]), "x")
}

#[test]
fn w2_14_seven_examiners_without_extremes_make_84_30() {
    let marks = [(None, "85 82.5 88 79 84 86 84")];
    assert_eq!(judged(r#"{"size": 7, "drop_high": 1, "drop_low": 1}"#, &marks), "84.30");
}

#[test]
fn w2_14_trimming_totals_makes_81_and_trimming_elements_82() {
    let marks = [(Some("a"), "30 32 35 36 38"), (Some("b"), "50 45 52 40 48")];
    let rule = |trim: &str| {
        format!(
            r#"{{"size": 5, "drop_high": 1, "drop_low": 1, "trim": "{trim}", "elements": [{{"key": "a", "full": 40}}, {{"key": "b", "full": 60}}]}}"#
        )
    };
    assert_eq!(judged(&rule("total"), &marks), "81.00");
    assert_eq!(judged(&rule("element"), &marks), "82.00");
}

#[test]
fn w2_14_of_equal_extremes_only_one_is_dropped() {
    let marks = [(None, "90 90 80 80 85 85 84")];
    // 90 and 80 remain: (90 + 80 + 85 + 85 + 84) / 5.
    assert_eq!(judged(r#"{"size": 7, "drop_high": 1, "drop_low": 1}"#, &marks), "84.80");
}

#[test]
fn w2_14_a_missing_examiner_is_refused_unless_the_scheme_allows_it() {
    let scheme = scheme(
        r#"{"components": [{"key": "interview", "weight": 100, "panel": {"size": 7, "drop_high": 1, "drop_low": 1}}]}"#,
    );
    let mut person = sheet("p", "x", "");
    person.examiners = panel("interview", "1", None, "85 82.5 88 79 84 86");
    let faults = settle(&scheme, &[position("p", 1)], &[person]).unwrap_err();
    assert_eq!(faults[0].wrong, Wrong::PanelSize { found: 6, least: 7, most: 7 });
    let six = [(None, "85 82.5 88 79 84 86")];
    assert_eq!(judged(r#"{"size": 7, "least": 5, "drop_high": 1, "drop_low": 1}"#, &six), "84.38");
    let small: Scheme = serde_json::from_str(
        r#"{"components": [{"key": "interview", "weight": 100, "panel": {"size": 4, "drop_high": 1, "drop_low": 1}}]}"#,
    )
    .unwrap();
    assert!(!small.is_usable(), "fewer than three would be left");
}

fn roomed(round: &str, mark: &str) -> String {
    let scheme = scheme(&format!(
        r#"{{"components": [{{"key": "interview", "weight": 100, "rooms": {{"overall": "pooled", {round}}}}}]}}"#
    ));
    // Room A has the mean 76.12, all together 79.40.
    let sheets = [
        sheet("p", "x", &format!("interview={mark} room.interview=a")),
        sheet("p", "y", "interview=67.74 room.interview=a"),
        sheet("p", "z", "interview=82.68 room.interview=b"),
        sheet("p", "w", "interview=82.68 room.interview=b"),
    ];
    let outcome = rank(&scheme, 1, &sheets);
    cell(&scheme, &outcome, "x", "interview.corrected")
}

#[test]
fn w2_15_two_places_of_the_coefficient_make_87_88_and_four_88_14() {
    assert_eq!(roomed(r#""round_coefficient": {"places": 2}, "round": {"places": 2}"#, "84.50"), "87.88");
    assert_eq!(roomed(r#""round_coefficient": {"places": 4}, "round": {"places": 2}"#, "84.50"), "88.14");
}

#[test]
fn w2_15_a_corrected_score_can_pass_100_unless_capped() {
    let scheme = |cap: &str| {
        scheme(&format!(
            r#"{{"components": [{{"key": "interview", "weight": 100, "rooms": {{"overall": "pooled",
                "round_coefficient": {{"places": 2}}, "round": {{"places": 2}}{cap}}}}}]}}"#
        ))
    };
    let sheets = [
        sheet("p", "x", "interview=97 room.interview=a"),
        sheet("p", "y", "interview=55.24 room.interview=a"),
        sheet("p", "z", "interview=82.68 room.interview=b"),
        sheet("p", "w", "interview=82.68 room.interview=b"),
    ];
    let free = scheme("");
    assert_eq!(total(&free, &rank(&free, 1, &sheets), "x"), "100.88");
    let capped = scheme(r#", "cap": 100"#);
    assert_eq!(total(&capped, &rank(&capped, 1, &sheets), "x"), "100.00");
}

#[test]
fn w2_16_half_up_84_26_and_cut_84_25() {
    let rule = |mode: &str| {
        format!(
            r#"{{"components": [{{"key": "interview", "weight": 100, "panel": {{"size": 5}}, "round": {{"value": {{"places": 2, "mode": "{mode}"}}}}}}]}}"#
        )
    };
    let mut person = sheet("p", "x", "");
    person.examiners = panel("interview", "1", None, "84 84 84 84 85.28");
    for (mode, expected) in [("half_up", "84.26"), ("half_even", "84.26"), ("cut", "84.25")] {
        let scheme = scheme(&rule(mode));
        assert_eq!(total(&scheme, &rank(&scheme, 1, &[person.clone()]), "x"), expected, "{mode}");
    }
}

#[test]
fn w2_16_rounding_at_every_stage_makes_77_846_and_once_77_845() {
    let rule = |round: &str| {
        scheme(&format!(
            r#"{{"components": [
                {{"key": "written", "weight": 40, "full": 550, "scale": 100{round}}}, {{"key": "interview", "weight": 60}}],
                "total": {{"round": {{"places": 3}}}}}}"#
        ))
    };
    let people = [sheet("p", "x", "written=431 interview=77.5")];
    let staged = rule(r#", "round": {"converted": {"places": 3}, "weighted": {"places": 3}}"#);
    let outcome = rank(&staged, 1, &people);
    assert_eq!(cell(&staged, &outcome, "x", "written.converted"), "78.364");
    assert_eq!(cell(&staged, &outcome, "x", "written.weighted"), "31.346");
    assert_eq!(total(&staged, &outcome, "x"), "77.846");
    let once = rule("");
    assert_eq!(total(&once, &rank(&once, 1, &people), "x"), "77.845");
}

#[test]
fn w2_16_exact_halves() {
    let rule = |mode: &str| {
        scheme(&format!(
            r#"{{"components": [{{"key": "written", "weight": 100, "places": 3}}], "total": {{"round": {{"places": 2, "mode": "{mode}"}}}}}}"#
        ))
    };
    for (mode, mark, expected) in
        [("half_up", "66.125", "66.13"), ("half_up", "2.675", "2.68"), ("half_even", "66.125", "66.12")]
    {
        let scheme = rule(mode);
        assert_eq!(
            total(&scheme, &rank(&scheme, 1, &[sheet("p", "x", &format!("written={mark}"))]), "x"),
            expected
        );
    }
}

#[test]
fn w2_17_competition_dense_and_average_ranks() {
    let rule = |method: &str| {
        scheme(&format!(
            r#"{{"components": [{{"key": "written", "weight": 100}}], "rank": {{"method": "{method}"}}}}"#
        ))
    };
    let people = written(&["72", "71", "71", "71", "70"]);
    for (method, expected) in [
        ("competition", "a:1 b:2 c:2 d:2 e:5"),
        ("dense", "a:1 b:2 c:2 d:2 e:3"),
        ("average", "a:1 b:3 c:3 d:3 e:5"),
    ] {
        assert_eq!(ranks(&rank(&rule(method), 1, &people)), expected);
    }
    assert_eq!(ranks(&rank(&rule("average"), 1, &written(&["72", "71", "71", "70"]))), "a:1 b:2.5 c:2.5 d:4");
}

#[test]
fn w2_18_an_absent_interview_leaves_45_69_and_no_further_step() {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 60}, {"key": "talk", "weight": 40}],
            "shortlists": [{"to": "inspection", "score": "total", "ratio": "2:1"}]}"#,
    );
    let outcome = rank(
        &scheme,
        1,
        &[sheet("p", "x", "written=76.15 talk=absent"), sheet("p", "y", "written=60 talk=60")],
    );
    assert_eq!(total(&scheme, &outcome, "x"), "45.69");
    assert_eq!(ranks(&outcome), "x:- y:1");
    assert_eq!(seats(&scheme, &outcome, "inspection"), "x:out y:in");
}

#[test]
fn w2_18_a_void_paper_voids_the_composite() {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 60, "parts": [{"key": "a", "weight": 50}, {"key": "b", "weight": 50}]},
            {"key": "talk", "weight": 40}]}"#,
    );
    let outcome =
        rank(&scheme, 1, &[sheet("p", "x", "a=80 b=void talk=90"), sheet("p", "y", "a=1 b=zero talk=1")]);
    assert_eq!((total(&scheme, &outcome, "x"), ranks(&outcome)), (String::new(), "x:- y:1".to_owned()));
}

#[test]
fn w2_19_one_and_a_half_persons_per_place_round_up() {
    let scheme = interview("all", r#""ratio": "1.5:1""#);
    assert_eq!(scheme.shortlists[0].seats(3), Some(5));
    assert_eq!(scheme.shortlists[0].seats(1), Some(2));
}

#[test]
fn w2_19_a_tie_at_the_inspection_cut_takes_three_or_with_the_interview_ladder_two() {
    let rule = |tie: &str| {
        scheme(&format!(
            r#"{{"components": [{{"key": "written", "weight": 50}}, {{"key": "talk", "weight": 50}}],
                "shortlists": [{{"to": "inspection", "score": "total", "ratio": "2:1", {tie}}}]}}"#
        ))
    };
    let people = [
        sheet("p", "a", "written=79.45 talk=79.45"),
        sheet("p", "b", "written=77.10 talk=79.10"),
        sheet("p", "c", "written=78.10 talk=78.10"),
    ];
    let all = rule(r#""tie": "all""#);
    let outcome = rank(&all, 1, &people);
    assert_eq!(total(&all, &outcome, "b"), "78.10");
    assert_eq!(seats(&all, &outcome, "inspection"), "a:in b:in c:in");
    let ladder = rule(r#""tie": "ladder", "ladder": ["talk"]"#);
    let outcome = rank(&ladder, 1, &people);
    assert_eq!(seats(&ladder, &outcome, "inspection"), "a:in b:in c:r1");
    assert_eq!(ranks(&outcome), "a:1 b:2 c:2", "the ladder works at the cut only");
}

#[test]
fn w2_20_examination_and_inspection_half_and_half_make_85_25() {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 50}, {"key": "interview", "weight": 50}],
            "shortlists": [{"to": "inspection", "score": "total", "ratio": "2:1"}],
            "decision": {"mode": "weighted", "exam": 50, "inspection": 50}}"#,
    );
    let outcome = rank(&scheme, 1, &[sheet("p", "x", "written=76.4 interview=82.6")]);
    assert_eq!(total(&scheme, &outcome, "x"), "79.50");
    let result = scheme.decision.weighted(row(&outcome, "x").total().unwrap(), exact("91")).unwrap().unwrap();
    assert_eq!(result.display(2), "85.25");
}

#[test]
fn w2_22_only_when_both_inspected_fail_the_list_goes_to_rank_3() {
    let scheme = scheme(
        r#"{"components": [{"key": "written", "weight": 100}],
            "shortlists": [{"to": "inspection", "score": "total", "ratio": "2:1", "replacement": {"allowed": true}}]}"#,
    );
    let people = written(&["80", "79", "78"]);
    let one = Rulings { replacements: vec![moved("inspection", "a", &[], 1)], ..Rulings::default() };
    let outcome = try_rank(&scheme, 1, &people, &one).unwrap();
    assert_eq!(seats(&scheme, &outcome, "inspection"), "a:out b:in c:r1");
    let both = vec![moved("inspection", "a", &[], 1), moved("inspection", "b", &["c"], 2)];
    let outcome =
        try_rank(&scheme, 1, &people, &Rulings { replacements: both, ..Rulings::default() }).unwrap();
    assert_eq!(seats(&scheme, &outcome, "inspection"), "a:out b:out c:in");
    assert_eq!(row(&outcome, "c").seats().next().flatten().unwrap().at, At::In);
}
