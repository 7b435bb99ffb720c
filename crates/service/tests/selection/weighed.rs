//! Where a scheme weighs the inspection, or leaves out whoever is found unfit: an order is computed after it, a body still decides, and
//! whoever it passes over has a ground.

use domain::collective::Computed;
use domain::id::Code;
use domain::inspection::RecordForm;
use domain::publicity::PeriodForm;
use domain::reason::{DecisionsWhy, InspectionsWhy, PublicCode, TypedWhy};
use domain::scheme::DecisionMode;
use domain::view::desk::decisions::DecisionPosition;
use service::{Fault, decisions, inspections, open};

use crate::altered;
use crate::decisions::{begun, say};
use crate::exam::Exam;
use crate::inspections::quantified;
use crate::stage::reasons;

fn scheme(decision: &str) -> String {
    format!(
        r#"{{"scheme":{{"components":[{{"key":"written","weight":100}}],"decision":{{{decision}}},
            "shortlists":[{{"to":"inspection","score":"total","ratio":"3:1"}}]}}}}"#
    )
}

/// The inspection list is out: `1`, `2` and `3` for one place, in this order.
async fn published(decision: &str) -> Exam {
    let people = ["1", "2", "3"].map(|ticket| ("p", ticket));
    let exam = Exam::set(&scheme(decision), &[("p", 1)], &people).await;
    exam.import("written.csv", "candidate,written\n1,80.10\n2,79.50\n3,70\n").await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    exam
}

async fn shown(exam: &Exam) -> DecisionPosition {
    decisions::position(&exam.stage.service, &exam.screener, exam.posting, "p").await.expect("a position")
}

/// `ticket result place` in the order of the page.
async fn order(exam: &Exam) -> Vec<String> {
    let page = shown(exam).await;
    let one = |ticket: &str, computed: &Computed| {
        let result = computed.result.map_or_else(|| "-".to_owned(), |result| result.to_string());
        let place = computed.place.map_or_else(|| "-".to_owned(), |place| place.to_string());
        format!("{ticket} {result} {place}")
    };
    page.people.iter().map(|person| one(&person.ticket, &person.computed.expect("a rule"))).collect()
}

async fn send(exam: &Exam, decision: Code) -> Result<(), Fault> {
    let page =
        decisions::decisions(&exam.stage.service, &exam.screener, exam.posting, "").await.expect("a page");
    let version = page.decisions[0].version;
    decisions::send(&exam.stage.service, &exam.screener, (exam.posting, decision, version)).await
}

fn missing(count: u32) -> domain::reason::Reason {
    DecisionsWhy::GroundMissing { position: PublicCode::new("p"), count }.reason()
}

#[tokio::test]
async fn examination_and_inspection_make_an_order_and_whoever_it_passes_over_has_a_ground() {
    let exam = published(r#""mode":"weighted","exam":50,"inspection":50"#).await;
    let service = &exam.stage.service;
    quantified(&exam, &[("1", "88"), ("2", "91")]).await;

    // A result out of range is refused, and a file without one is not countersigned.
    let third = exam.code("3").await;
    let wrong = async |points: &str, version: i64| {
        let form = RecordForm {
            years: vec!["2020".to_owned()],
            grades: vec!["competent".to_owned()],
            talks: vec!["talk".to_owned()],
            talk_days: vec!["2020-05-01".to_owned()],
            talk_people: vec!["3".to_owned()],
            archive: "sound".to_owned(),
            archive_by: "张三".to_owned(),
            findings: "表现良好".to_owned(),
            points: points.to_owned(),
            ..RecordForm::default()
        };
        inspections::enter(service, &exam.screener, (exam.posting, third, version), &form).await
    };
    assert_eq!(reasons(wrong("100.5", 0).await), [TypedWhy::OutOfRange { min: 0, max: 100 }.at("points")]);
    assert_eq!(reasons(wrong("80.123", 0).await), [TypedWhy::TooManyPlaces { places: 2 }.at("points")]);
    wrong("", 0).await.expect("entered without a result");
    inspections::read(service, &exam.clerk, (exam.posting, third)).await.expect("opened");
    let early = inspections::countersign(service, &exam.clerk, (exam.posting, third, 1)).await;
    assert_eq!(reasons(early), [InspectionsWhy::NoPoints.reason()]);
    assert_eq!(order(&exam).await, ["2 85.25 1", "1 84.05 2", "3 - -"], "the second of the list comes first");
    let rule = shown(&exam).await.rule.expect("a rule");
    assert_eq!(rule.mode, DecisionMode::Weighted);

    // While somebody's result is missing the order is not whole.
    let decision = begun(&exam).await;
    say(&exam, decision, "1", "no", "").await.expect("said");
    say(&exam, decision, "2", "yes", "").await.expect("said");
    say(&exam, decision, "3", "no", "").await.expect("said");
    let waits = DecisionsWhy::ResultMissing { position: PublicCode::new("p"), count: 1 }.reason();
    assert_eq!(reasons(send(&exam, decision).await), [waits]);
    wrong("80", 1).await.expect("entered");
    inspections::read(service, &exam.clerk, (exam.posting, third)).await.expect("opened");
    inspections::countersign(service, &exam.clerk, (exam.posting, third, 2)).await.expect("countersigned");
    assert_eq!(order(&exam).await, ["2 85.25 1", "1 84.05 2", "3 75.00 3"].map(|one| one.replace(".00", "")));
    assert!(shown(&exam).await.lacks.is_empty(), "the first by the rule is proposed");

    // Another one is proposed: the first needs a ground.
    say(&exam, decision, "1", "yes", "").await.expect("said");
    say(&exam, decision, "2", "no", "").await.expect("said");
    assert_eq!(shown(&exam).await.lacks, [missing(1)]);
    assert_eq!(reasons(send(&exam, decision).await), [missing(1)]);
    say(&exam, decision, "2", "no", "fit").await.expect("said");
    send(&exam, decision).await.expect("sent");
    let page = decisions::decisions(service, &exam.publisher, exam.posting, "").await.expect("a page");
    let of = (exam.posting, decision, page.decisions[0].version);
    decisions::confirm(service, &exam.publisher, of).await.expect("confirmed");

    // The result stands on the list of proposed people.
    let form = PeriodForm::default();
    let of = (exam.posting, decision);
    let proof = decisions::proof(service, &exam.publisher, of, &form, "").await.expect("a list");
    let at = proof.header.iter().position(|one| one == "weighted").expect("a column");
    assert_eq!(proof.rows[0][at], "84.05");
    let digest = proof.digest.to_string();
    decisions::publish(service, &exam.publisher, of, &digest, &form).await.expect("public");
    let lists = open::sealed(service).await.expect("lists").whole;
    assert!(lists.iter().any(|one| one.view.head.stage == "proposed"));
    let walk = service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "every row is bound to its act");
}

#[tokio::test]
async fn the_composite_order_leaves_out_whoever_is_found_unfit() {
    let exam = published(r#""mode":"order_after_veto""#).await;
    quantified(&exam, &[("1", ""), ("2", ""), ("3", "")]).await;
    assert_eq!(order(&exam).await, ["1 - 1", "2 - 2", "3 - 3"]);
    let form = inspections::MedicalForm {
        result: "not_qualified".to_owned(),
        day: "2020-06-01".to_owned(),
        words: "体检结论第7号".to_owned(),
    };
    let service = &exam.stage.service;
    let of = (exam.posting, exam.code("1").await);
    inspections::record_medical(service, &exam.screener, of, &form).await.expect("recorded");
    assert_eq!(order(&exam).await, ["2 - 1", "3 - 2", "1 - -"]);
    let decision = begun(&exam).await;
    say(&exam, decision, "1", "no", "").await.expect("said");
    say(&exam, decision, "2", "no", "").await.expect("said");
    say(&exam, decision, "3", "yes", "").await.expect("said");
    assert_eq!(
        shown(&exam).await.lacks,
        [missing(1)],
        "who is unfit needs no ground, who is passed over does"
    );
    say(&exam, decision, "2", "yes", "").await.expect("said");
    say(&exam, decision, "3", "no", "").await.expect("said");
    assert!(shown(&exam).await.lacks.is_empty());
}

#[tokio::test]
async fn where_the_scheme_weighs_nothing_no_result_is_asked_for() {
    let exam = published("").await;
    crate::inspections::team(&exam).await;
    let form =
        RecordForm { findings: "表现良好".to_owned(), points: "80".to_owned(), ..RecordForm::default() };
    let of = (exam.posting, exam.code("1").await, 0);
    let refused = inspections::enter(&exam.stage.service, &exam.screener, of, &form).await;
    assert_eq!(reasons(refused), [InspectionsWhy::NotQuantified.at("points")]);
    let page = shown(&exam).await;
    assert!(page.rule.is_none() && page.people.iter().all(|one| one.computed.is_none()));
}
