//! A list with a least ratio: fewer people than the ratio takes go on only by a decision of two people, and under the least by none.

use domain::course::Waiting;
use domain::id::Code;
use domain::reason::{RulingsWhy, TypedWhy};
use domain::rulings::{FormKind, RulingForm};
use domain::view::desk::rulings::{Asks, OpenRatio};
use service::rulings::Subject;
use service::{Fault, lists, rulings};

use crate::altered;
use crate::exam::Exam;
use crate::rulings::{approve, propose, public};
use crate::stage::reasons;

const LEAST: &str = r#"{"scheme":{"components":[{"key":"written","weight":60,"line":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"5:1","least":"3:1"},
                  {"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

fn goes_on(position: &str, qualified: &str) -> RulingForm {
    RulingForm {
        kind: FormKind::Ratio,
        position: position.to_owned(),
        list: "interview".to_owned(),
        qualified: qualified.to_owned(),
        cause: "职位专业性强，经研究继续。".to_owned(),
        number: "〔2026〕40号".to_owned(),
        ..RulingForm::default()
    }
}

/// `p` has four of five, `q` has two.
async fn few() -> Exam {
    let people = [("p", "1"), ("p", "2"), ("p", "3"), ("p", "4"), ("q", "5"), ("q", "6"), ("q", "7")];
    let exam = Exam::set(LEAST, &[("p", 1), ("q", 1)], &people).await;
    let marks = "candidate,written\n1,80\n2,79\n3,78\n4,77\n5,76\n6,75\n7,59\n";
    exam.import("written.csv", marks).await;
    exam.compute().await;
    exam
}

/// What keeps the list from being signed: position, qualified, wanted, least, and whether it can be decided.
async fn blockers(exam: &Exam) -> Vec<(String, u32, u32, u32, bool)> {
    let page = lists::lists(&exam.stage.service, &exam.publisher, exam.posting).await.expect("lists");
    let thin = page.stages.into_iter().find(|one| one.key == "interview").expect("a list").thin;
    let told = |one: OpenRatio| {
        (one.position.number.clone(), one.qualified, one.seats, one.least, one.is_decidable())
    };
    thin.into_iter().map(told).collect()
}

async fn sign(exam: &Exam) -> Result<domain::view::desk::lists::Proof, Fault> {
    lists::proof(&exam.stage.service, &exam.publisher, exam.posting, "interview").await
}

#[tokio::test]
async fn too_few_people_go_on_by_a_decision_of_two_people_that_the_public_reads_and_under_the_least_by_none()
{
    let exam = few().await;
    let service = &exam.stage.service;
    let both = [("p".to_owned(), 4, 5, 3, true), ("q".to_owned(), 2, 5, 3, false)];
    assert_eq!(blockers(&exam).await, both);
    assert_eq!(reasons(sign(&exam).await), [RulingsWhy::FewQualified { count: 2 }.reason()]);
    assert_eq!(exam.waits(&exam.screener).await, [(Waiting::Question, 1)], "only one can be decided");
    let page = rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    assert_eq!((page.ratios.len(), page.ties.len(), page.lines.len()), (2, 0, 0));

    // What the form asks, and what it refuses.
    let about =
        |position: &str| Subject { question: format!("{position}/ratio.interview"), ..Subject::default() };
    let form = rulings::form(service, &exam.screener, exam.posting, about("p")).await.expect("a form");
    let Asks::Ratio { open } = form.asks else { panic!("no ratio") };
    assert_eq!((form.kind, open.qualified), (FormKind::Ratio, 4));
    let under = rulings::form(service, &exam.screener, exam.posting, about("q")).await;
    assert_eq!(reasons(under), [RulingsWhy::UnderLeast.reason()]);
    assert_eq!(reasons(propose(&exam, &goes_on("q", "2"), None).await), [RulingsWhy::UnderLeast.reason()]);
    assert_eq!(
        reasons(propose(&exam, &goes_on("p", "3"), None).await),
        [RulingsWhy::FewerQualified.reason()]
    );
    let silent = RulingForm { cause: " ".to_owned(), ..goes_on("p", "4") };
    assert_eq!(reasons(propose(&exam, &silent, None).await), [TypedWhy::Missing.at("cause")]);
    let leaks = RulingForm { cause: "联系 13800138000".to_owned(), ..goes_on("p", "4") };
    assert_eq!(reasons(propose(&exam, &leaks, None).await), [TypedWhy::PrivateNumber.at("cause")]);
    let whole = RulingForm { list: "inspection".to_owned(), ..goes_on("p", "4") };
    assert_eq!(reasons(propose(&exam, &whole, None).await), [RulingsWhy::QuestionClosed.reason()]);

    // Proposed by one, approved by another.
    let code: Code = propose(&exam, &goes_on("p", "4"), None).await.expect("proposed");
    let own = rulings::approve(service, &exam.screener, exam.posting, code).await;
    assert!(matches!(own, Err(Fault::Denied(_))), "{own:?}");
    exam.compute().await;
    assert_eq!(blockers(&exam).await, both, "a proposal decides nothing");
    assert_eq!(exam.waits(&exam.screener).await, [], "it is proposed");
    approve(&exam, code).await.expect("approved");
    exam.compute().await;
    assert_eq!(blockers(&exam).await, both[1..], "the other is still named");
    assert_eq!(reasons(sign(&exam).await), [RulingsWhy::FewQualified { count: 1 }.reason()]);
    assert_eq!(public(&exam).await, Vec::<String>::new(), "nobody reads it before the list");

    // One more of the other position passes: it can be decided, too, and the list is signed.
    exam.import("written.csv", "candidate,written\n7,61\n").await;
    exam.compute().await;
    let second = propose(&exam, &goes_on("q", "3"), None).await.expect("proposed");
    approve(&exam, second).await.expect("approved");
    exam.compute().await;
    assert_eq!(blockers(&exam).await, []);
    sign(&exam).await.expect("a list to sign");
    altered::publish(&exam, "interview").await;
    assert_eq!(
        public(&exam).await,
        [
            "p 4: 职位专业性强，经研究继续。, 〔2026〕40号, chen",
            "q 3: 职位专业性强，经研究继续。, 〔2026〕40号, chen"
        ]
    );

    // The next list has no such rule, and takes whoever is there.
    exam.import("interview.csv", "candidate,interview\n1,80\n2,80\n3,80\n4,80\n5,80\n6,80\n7,80\n").await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    let walk = service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "every row is bound to its act");
}

#[tokio::test]
async fn a_decision_holds_for_as_many_as_it_was_made_for_and_not_for_fewer() {
    let exam = few().await;
    let code = propose(&exam, &goes_on("p", "4"), None).await.expect("proposed");
    approve(&exam, code).await.expect("approved");
    exam.import("written.csv", "candidate,written\n4,50\n").await;
    let page =
        service::rulings::page(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page");
    assert!(page.stale && page.rulings[0].unfit, "three qualify now");
    let refused =
        service::ranking::compute(&exam.stage.service, &exam.screener, exam.posting).await.map(|_| ());
    assert_eq!(reasons(refused), [RulingsWhy::Unfit { count: 1 }.reason()]);
    let form = RulingForm { reason: "一人更正为不合格。".to_owned(), ..goes_on("p", "3") };
    let again = propose(&exam, &form, Some(code)).await.expect("a correction");
    approve(&exam, again).await.expect("approved");
    exam.compute().await;
    assert_eq!(blockers(&exam).await.len(), 1, "only the other is left");
}
