//! What a scheme says beside the ranking, and what of it is left out of the digest where it is not said.

use super::*;

#[test]
fn what_is_carried_out_leaves_nothing_to_people_and_keeps_what_binds() {
    let mut text = full();
    text["entries"]["independent"] = Value::from(3);
    let whole = read(&text.to_string());
    assert_eq!(whole.left_to_people(), ["entries"]);
    let said = whole.carried_out();
    assert_eq!(said.left_to_people(), Vec::<&str>::new());
    assert_eq!(
        said.beside_ranking(),
        [
            "opening",
            "shortlists.replacement.until",
            "shortlists.within",
            "editing",
            "decision",
            "examiners",
            "interview_plan",
            "adjustment"
        ]
    );
    assert!(said.adjustment.as_ref().is_some_and(Adjustment::moves_after_marks), "moves after the marks");
    assert_eq!(said.carried_out(), said);
    assert_eq!(
        (&said.opening, &said.publicity, &said.adjustment),
        (&whole.opening, &whole.publicity, &whole.adjustment)
    );
    assert_eq!((said.components, said.total, said.rank), (whole.components, whole.total, whole.rank));
}

#[test]
fn moves_that_no_code_carries_out_are_refused() {
    let rule = |rule: &str| wrong(&two(&format!(r#""adjustment": {{{rule}}}"#)));
    for choices in [0, 2] {
        assert_eq!(rule(&format!(r#""choices": {choices}"#)), ["adjustment.choices: one_choice"]);
    }
    assert_eq!(rule(r#""unlisted_only": true"#), ["adjustment.unlisted_only: moves_together"]);
    assert_eq!(rule(r#""leaves_first": true"#), ["adjustment.leaves_first: moves_together"]);
    for carried_out in [r#""same_paper": true"#, r#""unlisted_only": true, "leaves_first": true"#] {
        assert_eq!(rule(carried_out), Vec::<String>::new(), "{carried_out}");
    }
}

#[test]
fn replacement_ends_before_a_stage_and_so_on_a_list_that_leads_to_one() {
    let list = |to: &str| {
        wrong(&two(&format!(
            r#""shortlists": [{{"to": "{to}", "score": "written", "ratio": "3:1",
                "replacement": {{"allowed": true, "until": {{"working_days_before": 2}}}}}}]"#
        )))
    };
    assert_eq!(list("interview"), Vec::<String>::new());
    assert_eq!(list("fitness"), ["shortlists.fitness.replacement.until.working_days_before: until_no_stage"]);
}

#[test]
fn that_interviews_need_a_plan_is_beside_the_ranking_and_its_absence_changes_no_digest() {
    let plain = read(&two(""));
    assert!(!plain.interview_plan && !plain.canonical().contains("interview_plan"), "{}", plain.canonical());
    assert_eq!(read(&two(r#""interview_plan": false"#)).digest(), plain.digest());
    let needed = read(&two(r#""interview_plan": true"#));
    assert_ne!(needed.digest(), plain.digest());
    assert_eq!((needed.check(), needed.beside_ranking()), (Vec::new(), vec!["interview_plan"]));
    assert_eq!(needed.carried_out(), needed, "the public reads it");
}

#[test]
fn what_panels_must_have_is_checked_and_its_absence_changes_no_digest() {
    let plain = read(&two(""));
    assert!(!plain.canonical().contains("examiners"), "{}", plain.canonical());
    let ruled = read(&two(r#""examiners": {"least": 5, "outside": "1/3"}"#));
    assert!(ruled.canonical().contains("examiners={least=5,outside=\"1/3\"}"), "{}", ruled.canonical());
    assert_ne!(plain.digest(), ruled.digest());
    assert_eq!(ruled.check(), []);
    let rule = ruled.examiners.unwrap();
    let met = [(5, 2), (6, 2), (7, 3), (9, 3)];
    let not = [(4, 4), (5, 1), (7, 2), (0, 0)];
    assert!(met.iter().all(|(all, outside)| rule.is_met(*all, *outside)));
    assert!(not.iter().all(|(all, outside)| !rule.is_met(*all, *outside)));
    assert_eq!(
        wrong(&two(r#""examiners": {"least": 0, "outside": 33}"#)),
        ["examiners.least: not_above_zero", "examiners.outside: share_above_whole"]
    );
    assert_eq!(wrong(&two(r#""examiners": {"least": 3, "outside": 0}"#)), ["examiners.outside: weight_zero"]);
}

#[test]
fn marks_of_whoever_left_count_unless_said_and_the_default_changes_no_digest() {
    let plain = read(&two(""));
    let spelled = read(&two(r#""rank": {"left_marks": "counted"}"#));
    assert_eq!((plain.digest(), plain.rank.left_marks), (spelled.digest(), LeftMarks::Counted));
    assert!(!plain.canonical().contains("left_marks"));
    assert_ne!(read(&two(r#""rank": {"left_marks": "kept"}"#)).digest(), plain.digest());
}

#[test]
fn what_is_beside_the_ranking_is_named() {
    assert_eq!(read(&two("")).beside_ranking(), Vec::<&str>::new());
    assert_eq!(
        read(&two(r#""opening": {"ratio": "5:1"}, "entries": {"independent": 3}"#)).beside_ranking(),
        ["opening", "entries"]
    );
    let alone = read(&two(r#""adjustment": {"choices": 0}, "entries": {"independent": 1}"#));
    assert_eq!(alone.beside_ranking(), ["adjustment", "entries"]);
    assert_eq!((alone.left_to_people(), alone.carried_out()), (Vec::new(), alone));
}

#[test]
fn a_list_shows_of_its_people_what_it_says_else_what_publicity_says_and_the_default_changes_no_digest() {
    let plain = read(&two(""));
    let spelled =
        read(&two(r#""publicity": {"working_days": 5, "columns": [], "names": "none", "unit": false}"#));
    assert_eq!(plain.digest(), spelled.digest());
    assert!(!plain.canonical().contains("names=") && !plain.canonical().contains("unit="));
    assert_eq!(plain.people_on("inspection"), (Names::None, false));
    let shown = read(&two(r#""publicity": {"names": "masked", "unit": true}, "shortlists": [
        {"to": "interview", "score": "written", "ratio": "3:1", "names": "none"},
        {"to": "inspection", "score": "total", "ratio": "2:1", "unit": false, "columns": ["written"]}]"#));
    assert_eq!(shown.people_on("interview"), (Names::None, true));
    assert_eq!(shown.people_on("inspection"), (Names::Masked, false));
    assert_eq!(shown.people_on("nothing"), (Names::None, false));
    assert_ne!(plain.digest(), shown.digest());
}
