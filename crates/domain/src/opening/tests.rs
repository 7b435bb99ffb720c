use std::collections::BTreeMap;

use super::*;

fn rule(json: &str) -> Opening {
    serde_json::from_str(json).expect("a rule")
}

#[test]
fn too_few_people_cut_the_plan_cancel_the_position_or_keep_it_as_the_scheme_says() {
    let cut = rule(r#"{"ratio": "5:1", "with_approval": "3:1"}"#);
    let said = [10, 9, 6, 4].map(|people| cut.proposal(2, people).expect("a number"));
    assert_eq!(said, [Proposal::Reached, Proposal::Reduce(1), Proposal::Reduce(1), Proposal::Cancel]);
    let may = [10, 9, 6, 5, 4].map(|people| cut.approvable(2, people).expect("a number"));
    assert_eq!(may, [false, true, true, false, false], "whole from 3:1 on, where 5:1 is not reached");
    let cancel = rule(r#"{"ratio": "5:1", "below": "cancel"}"#);
    assert_eq!(cancel.proposal(2, 9), Ok(Proposal::Cancel));
    let keep = rule(r#"{"ratio": "5:1", "below": "open"}"#);
    assert_eq!([9, 0].map(|people| keep.proposal(2, people)), [Ok(Proposal::Keep), Ok(Proposal::Keep)]);
    assert_eq!(keep.proposal(2, 10), Ok(Proposal::Reached));
    assert_eq!(keep.approvable(2, 9), Ok(false), "the scheme names no lower ratio");
}

#[test]
fn a_number_of_people_stands_once_its_base_is_over() {
    let at = [Phase::Registering, Phase::Screening, Phase::Examining];
    assert_eq!(at.map(|phase| is_settled(Base::Registered, phase, 3)), [false, true, true]);
    for base in [Base::Passed, Base::Confirmed] {
        assert_eq!(at.map(|phase| is_settled(base, phase, 3)), [false, false, true]);
        assert_eq!(at.map(|phase| is_settled(base, phase, 0)), [false, true, true], "no verdict is open");
    }
}

#[test]
fn a_confirmation_holds_for_the_plan_that_it_was_given_for_and_a_cancelled_position_stays_cancelled() {
    let of = |plan, places| Opened { plan, places };
    assert_eq!(of(3, 2).left(3), 2);
    assert_eq!(of(3, 2).left(5), 5, "a further revision came after it");
    assert_eq!(of(3, 3).left(3), 3);
    assert_eq!(of(3, 0).left(5), 0);
    let said = [of(3, 3), of(3, 1), of(3, 0)].map(Opened::as_proposal);
    assert_eq!(said, [Proposal::Keep, Proposal::Reduce(1), Proposal::Cancel]);
}

/// The published interview list of Zhengzhou 2024 at the 3:1 of its notice: four posts are shorter, as too few sat.
#[test]
fn four_posts_of_the_published_table_stay_below_their_ratio() {
    let table = include_str!("../../tests/cases/zhengzhou-2024.csv");
    let mut posts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(post), Some(plan)) = (cells.next(), cells.next()) else { panic!("{line}") };
        let found = posts.entry(post).or_insert((plan.parse().expect("a plan"), 0));
        found.1 = found.1.checked_add(1).expect("few");
    }
    let rule = rule(r#"{"ratio": "3:1"}"#);
    let said = posts.values().map(|(plan, people)| rule.proposal(*plan, *people).expect("a number"));
    let below: Vec<Proposal> = said.filter(|one| *one != Proposal::Reached).collect();
    assert_eq!((posts.len(), below.len()), (392, 4), "{below:?}");
}

/// Holds what is proposed for this plan and so many people against the ratio `up`, the lower one, and what the rule says of fewer.
fn is_within(rule: &Opening, (up, lower, below): (u32, u32, &str), (plan, people): (u32, u32)) -> bool {
    let enough = people >= up.saturating_mul(plan);
    let fits = match rule.proposal(plan, people).expect("a number") {
        Proposal::Reached => enough,
        Proposal::Keep => !enough && below == "open",
        Proposal::Reduce(left) => {
            let no_place_more = left.saturating_mul(up) <= people;
            let none_fewer = left.saturating_add(1).saturating_mul(up) > people;
            !enough && below == "reduce" && left >= 1 && left < plan && no_place_more && none_fewer
        }
        Proposal::Cancel => !enough && (below == "cancel" || (below == "reduce" && people < up)),
    };
    fits && rule.approvable(plan, people) == Ok(!enough && people >= lower.saturating_mul(plan))
}

fn expect_within((up, lower, below): (u32, u32, &str)) {
    let json = format!(r#"{{"ratio": "{up}:1", "below": "{below}", "with_approval": "{lower}:1"}}"#);
    let rule = rule(&json);
    for plan in [1, 2, 3, 5, 8, 13, 59] {
        for people in 0..400 {
            assert!(is_within(&rule, (up, lower, below), (plan, people)), "{json}: {plan} for {people}");
        }
    }
}

#[test]
fn a_proposal_never_gives_more_than_the_plan_or_than_people_and_ratio_allow() {
    for up in 1..9 {
        for lower in 1..9 {
            ["reduce", "cancel", "open"].into_iter().for_each(|below| expect_within((up, lower, below)));
        }
    }
}

#[test]
fn a_position_takes_in_people_of_its_own_unit_and_class_of_papers() {
    use crate::posting::{About, Detail, PositionCells};
    use crate::typed::{Line, Words};
    let position = |code: &str, unit: &str, scheme: &str, paper: &str| {
        let cells = PositionCells { code, unit, title: "t", plan: "1", conditions: "", scheme };
        let mut terms = PositionTerms::read("", &cells).expect("a position");
        terms.details.extend((!paper.is_empty()).then(|| Detail {
            title: Line::stored("c".to_owned()),
            text: Words::stored(paper.to_owned()),
            about: About::Paper,
        }));
        terms
    };
    let own = position("1", "u", "", "A");
    let takes = |other: &PositionTerms| takes_in(other, &own);
    assert!(takes(&position("2", "u", "", "A")));
    assert!(takes(&position("2", "u", "x", "A")), "one class under another scheme");
    assert!(!takes(&own), "itself");
    assert!(!takes(&position("2", "v", "", "A")), "another unit");
    assert!(!takes(&position("2", "u", "", "B")) && !takes(&position("2", "u", "", "")));
    let plain = position("1", "u", "", "");
    assert!(takes_in(&position("2", "u", "", ""), &plain));
    assert!(
        !takes_in(&position("2", "u", "x", ""), &plain),
        "the scheme stands for a class that nobody names"
    );
}
