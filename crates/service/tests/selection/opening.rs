//! The opening ratio on the desk: which positions are below it, by whom the rule counts, and what it proposes.

use domain::access::Denial;
use domain::opening::Proposal;
use domain::view::desk::opening::OpeningPage;
use service::{Fault, postings};

use crate::departures::leave;
use crate::exam::Exam;

const RULED: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
    "shortlists":[{"to":"interview","score":"written","ratio":"1:1"}],
    "opening":{"ratio":"2:1","base":"confirmed","with_approval":"1:1"}}}"#;

async fn page(exam: &Exam) -> OpeningPage {
    postings::opening(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page")
}

fn below(page: &OpeningPage) -> Vec<(&str, u32, Proposal, bool)> {
    let each = page.below.iter();
    each.map(|one| (one.number.as_str(), one.people, one.proposal, one.approvable)).collect()
}

#[tokio::test]
async fn positions_below_the_ratio_are_named_with_what_the_rule_proposes_as_people_leave() {
    let people = [("p", "1"), ("p", "2"), ("q", "3"), ("q", "4"), ("q", "5")];
    let exam = Exam::set(RULED, &[("p", 1), ("q", 2), ("r", 1)], &people).await;
    let seen = page(&exam).await;
    assert_eq!((seen.ruled, seen.reached), (3, 1));
    assert_eq!(below(&seen), [("q", 3, Proposal::Reduce(1), true), ("r", 0, Proposal::Cancel, false)]);
    assert!(seen.below.iter().all(|one| one.settled), "screening is over");
    leave(&exam, "1").await;
    let seen = page(&exam).await;
    assert_eq!(seen.reached, 0);
    assert_eq!(below(&seen)[0], ("p", 1, Proposal::Cancel, true), "whoever left is not counted");

    let clerk = postings::opening(&exam.stage.service, &exam.clerk, exam.posting).await;
    assert!(matches!(clerk, Err(Fault::Denied(Denial::Role))), "{clerk:?}");
}

#[tokio::test]
async fn a_scheme_without_the_rule_proposes_nothing() {
    let scheme = r#"{"scheme":{"components":[{"key":"written","weight":100}]}}"#;
    let exam = Exam::set(scheme, &[("p", 2)], &[("p", "1")]).await;
    let seen = page(&exam).await;
    assert_eq!((seen.ruled, seen.reached, seen.below.len()), (0, 0, 0));
}
