use time::macros::date;

use super::*;
use crate::reason::Why;

fn not(ground: Option<Ground>) -> Choice {
    Choice::Not { ground, words: None }
}

fn codes(reasons: Vec<Reason>) -> Vec<&'static str> {
    let code = |reason: Reason| match reason.why {
        Why::Decisions(DecisionsWhy::Unsaid { .. }) => "unsaid",
        Why::Decisions(DecisionsWhy::TooMany { .. }) => "too many",
        Why::Decisions(DecisionsWhy::GroundMissing { .. }) => "ground",
        _ => "other",
    };
    reasons.into_iter().map(code).collect()
}

fn judge(places: u32, people: &[(&str, Option<Choice>)]) -> Vec<&'static str> {
    let people: Vec<Considered<'_>> =
        people.iter().map(|(rank, choice)| Considered { rank, choice: choice.as_ref() }).collect();
    codes(lacks("010001", places, &people))
}

/// The Chongqing case of 2025: rank 1 is passed over for ranks 2 and 3. That is right, and it needs a ground.
#[test]
fn rank_one_may_be_passed_over_but_never_without_a_ground() {
    let two_and_three = |first: Choice| {
        judge(2, &[("1", Some(first)), ("2", Some(Choice::Proposed)), ("3", Some(Choice::Proposed))])
    };
    assert_eq!(two_and_three(not(None)), ["ground"]);
    assert!(two_and_three(not(Some(Ground::Fit))).is_empty());
    assert!(
        judge(1, &[("1", Some(Choice::Proposed)), ("2", Some(not(None)))]).is_empty(),
        "nobody was passed over"
    );
}

#[test]
fn people_of_one_rank_pass_nobody_over() {
    let tied = [("1", Some(not(None))), ("1", Some(Choice::Proposed))];
    assert!(judge(1, &tied).is_empty());
}

#[test]
fn a_place_that_stays_empty_asks_for_everybodys_ground() {
    let nobody = [("1", Some(not(Some(Ground::Inspection)))), ("2", Some(not(None)))];
    assert_eq!(judge(1, &nobody), ["ground"]);
}

#[test]
fn a_decision_says_something_of_everybody_and_fills_no_more_than_the_plan() {
    let both = [("1", Some(Choice::Proposed)), ("2", Some(Choice::Proposed)), ("3", None)];
    assert_eq!(judge(1, &both), ["unsaid", "too many"]);
    assert_eq!(judge(0, &[("1", Some(Choice::Proposed))]), ["too many"]);
}

#[test]
fn what_was_typed_is_checked_at_its_field() {
    let today = date!(2026 - 11 - 29);
    let form = |body: &str, minutes: &str, on: &str| TermsForm {
        body: body.to_owned(),
        minutes: minutes.to_owned(),
        day: on.to_owned(),
    };
    assert!(form("市委组织部部务会", "〔2026〕31号", "2026-11-29").check(today).is_ok());
    let refused = form("联系 13800138000", "", "2026-11-30").check(today).expect_err("three faults");
    let at: Vec<&str> = refused.iter().filter_map(|one| one.field()).map(FieldPath::as_str).collect();
    assert_eq!(at, ["body", "minutes", "day"]);
    let choice = |proposed: &str, ground: &str, words: &str| {
        let form =
            ChoiceForm { proposed: proposed.to_owned(), ground: ground.to_owned(), words: words.to_owned() };
        form.check()
    };
    assert_eq!(choice("yes", "fit", "kept from before"), Ok(Choice::Proposed));
    assert_eq!(choice("", "", ""), Err(TypedWhy::Missing.at("proposed")));
    assert_eq!(choice("no", "fate", ""), Err(TypedWhy::NotAChoice.at("ground")));
    assert_eq!(choice("no", "other", " "), Err(DecisionsWhy::WordsMissing.at("words")));
    assert_eq!(choice("no", "", ""), Ok(not(None)));
}

#[test]
fn each_decision_has_a_list_of_its_own() {
    assert_eq!([stage(1), stage(2)], ["proposed", "proposed_2"]);
    assert!([1, 2, 12].into_iter().all(|no| is_proposed(&stage(no))));
    assert!(!["interview", "proposed_1", "proposed_x", "proposed2"].into_iter().any(is_proposed));
}
