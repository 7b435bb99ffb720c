//! The lines that could be set (合格分数线): counted for whoever sets one, of each list whatever it is built on.

use domain::rulings::RulingForm;
use domain::view::desk::rulings::{Asks, PossibleLine, PossibleLines};
use service::rulings::{self, Subject};

use crate::exam::Exam;
use crate::rulings::{approve, propose};

/// The interview list is drawn on four parts of the fit and two of the written test; only three go to the medical before.
const PARTIAL: &str = r#"{"scheme":{"components":[
    {"key":"fit","weight":40},{"key":"written","weight":20},{"key":"interview","weight":40}],
    "shortlists":[{"to":"medical","score":"written","ratio":"3:1"},
                  {"to":"interview","ratio":"2:1","floor":"decided","partial":
                      {"terms":[{"of":"fit","weight":4},{"of":"written","weight":2}],"round":{"places":2}}},
                  {"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

const DECIDED: &str = r#"{"scheme":{"components":[{"key":"written","weight":100,"line":"decided"}],
    "shortlists":[{"to":"interview","score":"written","ratio":"1:1"}]}}"#;

/// Each line with who passes and who is on it; the proposed one with a star.
fn told(lines: &PossibleLines) -> String {
    let one = |line: &PossibleLine| {
        format!("{}:{}/{}{}", line.line, line.pass, line.tied, if line.chosen { "*" } else { "" })
    };
    lines.shown.iter().map(one).collect::<Vec<_>>().join(" ")
}

async fn lines(exam: &Exam, about: Subject) -> PossibleLines {
    let form = rulings::form(&exam.stage.service, &exam.screener, exam.posting, about).await.expect("a form");
    let Asks::Line { possible: Some(lines), .. } = form.asks else { panic!("no lines") };
    lines
}

#[tokio::test]
async fn the_floor_of_a_list_on_a_part_of_the_composite_is_weighed_by_that_part_and_by_who_stands_for_it() {
    let people = ["1", "2", "3", "4"].map(|ticket| ("p", ticket));
    let exam = Exam::set(PARTIAL, &[("p", 1)], &people).await;
    exam.import("scores.csv", "candidate,fit,written\n1,82,75.5\n2,70,80\n3,85,50\n4,95,40\n").await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "medical").await, "1:in 2:in 3:in 4:reserve 1");
    let found = lines(&exam, Subject { of: "floor.interview".to_owned(), ..Subject::default() }).await;
    // (4 × 82 + 2 × 75.5) ÷ 6 = 79.83; 2 and 3 have 440 ÷ 6 alike; 4 has 460 ÷ 6 and is not called to the medical.
    assert_eq!((found.people, found.seats, found.all), (3, 2, 2));
    assert_eq!(told(&found), "79.83:1/1 73.33:3/2");

    let floor =
        RulingForm { of: "floor.interview".to_owned(), line: "75".to_owned(), ..RulingForm::default() };
    let code = propose(&exam, &floor, None).await.expect("proposed");
    let shown =
        rulings::view(&exam.stage.service, &exam.approver, exam.posting, code).await.expect("a ruling");
    assert_eq!(told(&shown.possible.expect("counted")), "79.83:1/1* 73.33:3/2");
    approve(&exam, code).await.expect("approved");
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:out 3:out 4:out");
}

#[tokio::test]
async fn every_possible_line_is_listed_where_that_is_asked_for() {
    let tickets: Vec<String> = (1..=25_u32).map(|number| format!("{number:02}")).collect();
    let people: Vec<(&str, &str)> = tickets.iter().map(|ticket| ("p", ticket.as_str())).collect();
    let exam = Exam::set(DECIDED, &[("p", 1)], &people).await;
    let marks: Vec<String> =
        (1_u32..).zip(&tickets).map(|(mark, ticket)| format!("{ticket},{mark}")).collect();
    exam.import("scores.csv", &format!("candidate,written\n{}\n", marks.join("\n"))).await;
    exam.compute().await;
    let about = Subject { of: "written".to_owned(), ..Subject::default() };
    let near = lines(&exam, about.clone()).await;
    assert_eq!((near.all, near.shown.len()), (25, 11), "the cut is the first, and ten stand below it");
    let all = lines(&exam, Subject { all: true, ..about }).await;
    let passes: Vec<u32> = all.shown.iter().map(|one| one.pass).collect();
    assert_eq!(passes, (1..=25).collect::<Vec<u32>>());
}
