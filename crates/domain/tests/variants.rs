//! The sixteen rule variants found in published notices, as data: `cases/variants/NN.scheme.json` is a scheme file as
//! `linxuan rank` reads it, `NN.cases.json` holds people and what must come out.

mod common;

use std::collections::BTreeMap;

use common::{case, panel, sheet};
use domain::lifecycle::ApplicationState;
use domain::marks::{self, Position, Settings};
use domain::number::Score;
use domain::ranking::{self, Rulings, table};
use domain::scheme::{EditableUntil, Hindrance, Mover, Scheme};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeFile {
    scheme: Option<Scheme>,
    #[serde(default)]
    schemes: BTreeMap<String, Scheme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[expect(dead_code, reason = "for the reader of the file")]
    source: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    what: String,
    plan: u32,
    #[serde(default)]
    scheme: Option<String>,
    /// Person: cells.
    people: BTreeMap<String, String>,
    /// Person: component: element (`""` without): marks.
    #[serde(default)]
    panels: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>,
    #[serde(default)]
    rulings: Rulings,
    /// Person: total.
    #[serde(default)]
    totals: BTreeMap<String, String>,
    #[serde(default)]
    ranks: Option<String>,
    /// List: seats.
    #[serde(default)]
    lists: BTreeMap<String, String>,
    #[serde(default)]
    questions: Vec<String>,
    /// The first refusal, by its word; then nothing else is looked at.
    #[serde(default)]
    refused: Option<String>,
}

fn schemes(number: &str) -> SchemeFile {
    let text = case(&format!("variants/{number}.scheme.json"));
    let file: SchemeFile = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{number}: {why}"));
    for scheme in file.scheme.iter().chain(file.schemes.values()) {
        let wrong: Vec<_> = scheme.check().into_iter().filter(|problem| !problem.is_warning()).collect();
        assert!(wrong.is_empty(), "{number}: {wrong:#?}");
    }
    file
}

fn run(number: &str) {
    let file = schemes(number);
    let cases: Cases = serde_json::from_str(&case(&format!("variants/{number}.cases.json")))
        .unwrap_or_else(|why| panic!("{number}: {why}"));
    for one in &cases.cases {
        check(&file, one, &format!("{number}: {}", one.what));
    }
}

fn check(file: &SchemeFile, one: &Case, label: &str) {
    let position = Position { code: "p".into(), plan: Some(one.plan), scheme: one.scheme.clone() };
    let mut sheets: Vec<_> = one.people.iter().map(|(name, cells)| sheet("p", name, cells)).collect();
    for sheet in &mut sheets {
        for (component, elements) in one.panels.get(&sheet.candidate).into_iter().flatten() {
            for (element, marks) in elements {
                let element = (!element.is_empty()).then_some(element.as_str());
                sheet.examiners.extend(panel(component, "1", element, marks));
            }
        }
    }
    let positions = [position];
    let settings = Settings { scheme: file.scheme.as_ref(), schemes: &file.schemes, positions: &positions };
    let settled = marks::settle(&settings, &sheets).unwrap_or_else(|why| panic!("{label}: {why:#?}"));
    let scheme = settings.scheme_of(&positions[0]).expect("a scheme");
    assert_eq!(ranking::strays(&settings, &one.rulings), [], "{label}");
    let outcome = match ranking::rank(scheme, &positions[0], &settled.entrants["p"], &one.rulings) {
        Ok(outcome) => outcome,
        Err(refusals) => {
            let word = serde_json::to_value(&refusals[0]).expect("JSON")["refusal"].clone();
            assert_eq!(word.as_str(), one.refused.as_deref(), "{label}: {refusals:#?}");
            return;
        }
    };
    assert_eq!(one.refused, None, "{label}");
    for (name, total) in &one.totals {
        assert_eq!(&common::total(scheme, &outcome, name), total, "{label}: total of {name}");
    }
    if let Some(ranks) = &one.ranks {
        assert_eq!(&common::ranks(&outcome), ranks, "{label}");
    }
    for (list, seats) in &one.lists {
        assert_eq!(&common::seats(scheme, &outcome, list), seats, "{label}: {list}");
    }
    let questions: Vec<&str> = outcome.questions().iter().map(|question| question.id.as_str()).collect();
    assert_eq!(questions, one.questions, "{label}");
    assert!(!table::columns(scheme).is_empty(), "{label}");
}

macro_rules! variants {
    ($($name:ident $number:literal;)*) => { $(#[test] fn $name() { run($number); })* };
}

variants! {
    v01_central_2017 "01";
    v02_central_2023_adjustment_round "02";
    v03_fujian "03";
    v04_liupanshui_2024 "04";
    v05_yancheng_2025 "05";
    v06_interview_first "06";
    v07_shandong_facts "07";
    v08_three_decimals "08";
    v09_bands_and_elements "09";
    v10_hunan_county "10";
    v11_suizhou "11";
    v12_pixian_2016 "12";
    v13_national_guide "13";
    v14_changyang_2018 "14";
    v15_double_mean "15";
    v16_wenshan_2010 "16";
}

#[test]
fn v01_the_opening_ratio_cancels_and_approval_lowers_it() {
    let scheme = schemes("01").scheme.expect("a scheme");
    assert_eq!((scheme.shortlists[0].seats(2), scheme.shortlists[0].least_for(2)), (Some(10), Some(6)));
    let lower = "3:1".parse().expect("a ratio");
    let mut opening = scheme.opening.expect("an opening ratio");
    opening.with_approval = Some(lower);
    assert_eq!(opening.plan_left(1, 5, false), Ok(1));
    assert_eq!(opening.plan_left(1, 4, false), Ok(0));
    assert_eq!(opening.plan_left(1, 3, true), Ok(1));
    assert_eq!(opening.plan_left(1, 2, true), Ok(0));
}

#[test]
fn v02_who_may_move_in_the_adjustment_round() {
    let file = schemes("02");
    let rule = file.schemes["paper_b"].adjustment.as_ref().expect("an adjustment");
    let score = |text: &str| text.parse::<Score>().expect("a score");
    let mover = Mover {
        same_kind: true,
        same_paper: true,
        listed: false,
        chosen: 0,
        score: score("55"),
        line: score("55"),
    };
    assert_eq!(rule.hindrances(&mover), []);
    let other = Mover {
        same_kind: false,
        same_paper: false,
        listed: true,
        chosen: 1,
        score: score("54.99"),
        ..mover
    };
    assert_eq!(
        rule.hindrances(&other),
        [
            Hindrance::OtherKind,
            Hindrance::OtherPaper,
            Hindrance::Listed,
            Hindrance::NoChoice,
            Hindrance::BelowLine
        ]
    );
    assert!(rule.leaves_first);
}

#[test]
fn v13_what_may_be_edited_and_when() {
    let editing = schemes("13").scheme.expect("a scheme").editing;
    let states = [ApplicationState::Submitted, ApplicationState::Refused, ApplicationState::Passed];
    let allows = |until: EditableUntil| states.map(|state| until.allows(state));
    assert_eq!(allows(editing.personal), [true, true, false]);
    assert_eq!(allows(editing.position), [true, true, false]);
    assert!(editing.outlasts_registration());
    assert_eq!(allows(EditableUntil::default()), [true, false, false]);
    assert_eq!(allows(EditableUntil::Submitted), [false, false, false]);
    let city: Scheme = serde_json::from_value(serde_json::json!({
        "components": [{"key": "written", "weight": 100}], "editing": {"city": "review_ends"}
    }))
    .expect("a scheme");
    assert_eq!(city.check().iter().map(|one| one.at.as_str()).collect::<Vec<_>>(), ["editing.city"]);
}

#[test]
fn v14_three_compute_independently_before_the_score_is_read_out() {
    let entries = schemes("14").scheme.expect("a scheme").entries;
    let scores =
        |texts: &[&str]| texts.iter().map(|text| text.parse::<Score>().expect("a score")).collect::<Vec<_>>();
    assert_eq!(entries.agreed(&scores(&["84.3", "84.3"])), None, "the third is missing");
    assert_eq!(entries.agreed(&scores(&["84.3", "84.3", "84.30"])), Some("84.3".parse().expect("a score")));
    assert_eq!(entries.agreed(&scores(&["84.3", "84.3", "84.2"])), None);
}
