//! The plan of the interviews: laid down, approved by another person or sent back, in versions; waited for at the interview where one was
//! begun or the scheme asks for it; signed by a supervisor; seen by nobody outside.

use domain::access::{Caller, Denial};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::interview_plan::PlanState;
use domain::reason::{ActsWhy, PostingsWhy, TypedWhy};
use domain::supervision::Supervised;
use domain::timetable::StageKind;
use domain::view::desk::interview_plan::InterviewPlanPage;
use service::{Fault, postings, supervision};

use crate::exam::Exam;
use crate::own_page::interview_to_come;
use crate::stage::{Stage, reasons};

const PLAIN: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},{"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

/// A form with something under each heading that is needed.
pub fn whole(days: &str) -> Vec<String> {
    [days, "外单位考官不少于三分之一。", "面试当天抽签。", "候考期间不得使用通讯工具。", "双人双锁。", ""]
        .map(str::to_owned)
        .to_vec()
}

async fn page(exam: &Exam) -> InterviewPlanPage {
    postings::interview_plan(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page")
}

pub async fn write(exam: &Exam, who: &Caller, form: &[String]) -> Result<(), Fault> {
    let shown = page(exam).await.shown;
    postings::write_interview_plan(&exam.stage.service, who, (exam.posting, &shown), form).await
}

pub async fn send(exam: &Exam, who: &Caller) -> Result<(), Fault> {
    let shown = page(exam).await.shown;
    postings::send_interview_plan(&exam.stage.service, who, (exam.posting, &shown)).await
}

pub async fn approve(exam: &Exam, who: &Caller) -> Result<(), Fault> {
    let shown = page(exam).await.shown;
    postings::approve_interview_plan(&exam.stage.service, who, (exam.posting, &shown)).await
}

async fn send_back(exam: &Exam, why: &str) -> Result<(), Fault> {
    let shown = page(exam).await.shown;
    let service = &exam.stage.service;
    postings::return_interview_plan(service, &exam.approver, (exam.posting, &shown), why).await
}

/// What waits at the interview, as the page of the course links it for this person.
async fn held(exam: &Exam, who: &Caller) -> Vec<(Waiting, u32, bool)> {
    let page = postings::course(&exam.stage.service, who, exam.posting).await.expect("a page");
    let interview = page.stages.iter().find(|one| one.stage.kind == StageKind::Interview).expect("a stage");
    let plans = [Waiting::InterviewPlan, Waiting::SentInterviewPlan];
    let waits = interview.waits.iter().filter(|one| plans.contains(&one.what));
    waits.map(|one| (one.what, one.count, one.own)).collect()
}

#[tokio::test]
async fn a_plan_that_was_begun_holds_up_the_interview_until_another_person_approves_it() {
    for stage in Stage::on_both().await {
        let exam = Exam::on(stage, PLAIN, &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
        interview_to_come(&exam).await;
        assert_eq!(held(&exam, &exam.screener).await, [], "nothing waits where nobody began one");
        let none =
            postings::send_interview_plan(&exam.stage.service, &exam.screener, (exam.posting, "")).await;
        assert!(matches!(none, Err(Fault::Missing)), "{none:?}");

        written_and_sent(&exam).await;
        decided(&exam).await;
        changed(&exam).await;
        let events = exam.stage.events().await.join("\n");
        for (name, times) in [("written", 4), ("sent", 3), ("returned", 1), ("approved", 2)] {
            let event = format!("\"interview_plan_{name}\"");
            assert_eq!(events.matches(&event).count(), times, "{name}: {events}");
        }
        assert!(!events.contains("双人双锁") && !events.contains("外单位"), "no event says what a plan says");
        let walk =
            service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "the plan is bound to its acts");
    }
}

/// The scheme of these tests, which asks for a plan.
fn asking() -> String {
    let asking = PLAIN.replace("}]}}", "}],\"interview_plan\":true}}");
    assert_ne!(asking, PLAIN);
    asking
}

#[tokio::test]
async fn where_the_scheme_asks_for_a_plan_the_interview_waits_for_it_before_anybody_begins_one() {
    for stage in Stage::on_both().await {
        let exam = Exam::on(stage, &asking(), &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
        let lacks = (Waiting::InterviewPlan, 1);
        assert!(!exam.waits(&exam.screener).await.contains(&lacks), "the timetable has no interview");
        interview_to_come(&exam).await;
        assert!(page(&exam).await.needed);
        assert_eq!(held(&exam, &exam.screener).await, [(Waiting::InterviewPlan, 1, true)]);
        assert!(exam.waits(&exam.screener).await.contains(&lacks));
        assert_eq!(held(&exam, &exam.approver).await, [(Waiting::InterviewPlan, 1, false)]);
        assert_eq!(held(&exam, &exam.clerk).await, [], "a clerk reads nothing of plans");
        write(&exam, &exam.screener, &whole("5月6日")).await.expect("written");
        assert_eq!(held(&exam, &exam.screener).await, [(Waiting::InterviewPlan, 1, true)], "named once");
        send(&exam, &exam.screener).await.expect("sent");
        assert_eq!(held(&exam, &exam.screener).await, [(Waiting::SentInterviewPlan, 1, false)]);
        approve(&exam, &exam.approver).await.expect("approved");
        assert_eq!(held(&exam, &exam.screener).await, [], "nothing lacks");
    }
}

/// A draft is changed until it is sent whole.
async fn written_and_sent(exam: &Exam) {
    let hostile = write(exam, &exam.screener, &["a\u{0}".to_owned()]).await;
    assert_eq!(reasons(hostile), [TypedWhy::ControlCharacter.at("heading.0.")]);
    write(exam, &exam.screener, &["5月6日\u{202e}".to_owned()]).await.expect("written");
    let shown = page(exam).await;
    assert_eq!(shown.versions[0].plan.form()[0], "5月6日", "nothing turns the text around it");
    assert_eq!((shown.may_write, shown.may_send, shown.may_decide), (true, true, false));
    assert_eq!(held(exam, &exam.screener).await, [(Waiting::InterviewPlan, 1, true)]);
    let open = reasons(send(exam, &exam.screener).await);
    assert_eq!(open.len(), 4, "what the department must read is missing: {open:?}");
    assert_eq!(open[0], TypedWhy::Missing.at("heading.1."));

    write(exam, &exam.screener, &whole("5月6日")).await.expect("written");
    let service = &exam.stage.service;
    postings::write_interview_plan(service, &exam.screener, (exam.posting, &shown.shown), &whole("5月6日"))
        .await
        .expect("the same twice is once");
    let (of, days) = ((exam.posting, shown.shown.as_str()), whole("5月7日"));
    let stale = postings::write_interview_plan(service, &exam.screener, of, &days).await;
    assert!(matches!(stale, Err(Fault::Stale)), "somebody was faster: {stale:?}");
    let other = postings::send_interview_plan(service, &exam.screener, (exam.posting, &shown.shown)).await;
    assert_eq!(reasons(other), [ActsWhy::DigestChanged.reason()]);
    send(exam, &exam.screener).await.expect("sent");
    send(exam, &exam.screener).await.expect("twice is once");
    assert_eq!(held(exam, &exam.screener).await.len(), 1, "whoever looks sees that it waits");
    assert!(exam.waits(&exam.approver).await.contains(&(Waiting::SentInterviewPlan, 1)));
    assert!(exam.waits(&exam.screener).await.iter().all(|one| one.0 != Waiting::InterviewPlan));
    let late = write(exam, &exam.screener, &whole("5月8日")).await;
    assert_eq!(reasons(late), [PostingsWhy::InterviewPlanWaits.reason()]);
}

/// Sent back with a reason, written anew, and approved; by no one but an approver.
async fn decided(exam: &Exam) {
    for who in [&exam.screener, &exam.publisher, &exam.clerk] {
        let denied = approve(exam, who).await;
        assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
    }
    assert_eq!(reasons(send_back(exam, "").await), [TypedWhy::Missing.at("answer")]);
    send_back(exam, "候考规定不明确。").await.expect("sent back");
    let shown = page(exam).await;
    let first = &shown.versions[0];
    assert_eq!((first.no, first.state), (1, PlanState::Returned));
    assert_eq!(first.returned_because.as_deref(), Some("候考规定不明确。"));
    assert_eq!(held(exam, &exam.screener).await, [(Waiting::InterviewPlan, 1, true)]);
    let over = approve(exam, &exam.approver).await;
    assert!(matches!(over, Err(Fault::Stale)), "it was decided: {over:?}");

    write(exam, &exam.screener, &whole("5月9日")).await.expect("a further version");
    send(exam, &exam.screener).await.expect("sent");
    let service = &exam.stage.service;
    let other = Digest::of(b"other").to_string();
    let unseen = postings::approve_interview_plan(service, &exam.approver, (exam.posting, &other)).await;
    assert_eq!(reasons(unseen), [ActsWhy::DigestChanged.reason()]);
    approve(exam, &exam.approver).await.expect("approved");
    approve(exam, &exam.approver).await.expect("twice is once");
    assert_eq!(held(exam, &exam.screener).await, [], "nothing lacks");
    signed(exam, 0).await;
}

/// A change of what was approved is a further version; what was approved and signed stands until that is approved too.
async fn changed(exam: &Exam) {
    write(exam, &exam.screener, &whole("5月10日")).await.expect("a further version");
    assert_eq!(held(exam, &exam.screener).await, [], "the approved one stands");
    signed(exam, 1).await;
    send(exam, &exam.screener).await.expect("sent");
    approve(exam, &exam.approver).await.expect("approved");
    let states: Vec<(u32, PlanState)> =
        page(exam).await.versions.iter().map(|one| (one.no, one.state)).collect();
    assert_eq!(states, [(3, PlanState::Approved), (2, PlanState::Approved), (1, PlanState::Returned)]);
    signed(exam, 0).await;
}

/// A supervisor reads the approved version and signs it under its digest, where that many signed it before.
async fn signed(exam: &Exam, before: usize) {
    let (service, who) = (&exam.stage.service, exam.supervisor());
    let lines = supervision::view(service, &who, exam.posting).await.expect("a page").lines;
    let one = lines.into_iter().find(|one| one.what == Supervised::InterviewPlan).expect("a plan to sign");
    let page = postings::interview_plan(service, &who, exam.posting).await.expect("a supervisor reads it");
    let approved = page.versions.iter().find(|one| one.state == PlanState::Approved).expect("a version");
    assert_eq!((one.digest, one.by.len(), one.signed.len()), (approved.digest, 2, before));
    assert_eq!((page.may_write, page.may_send, page.may_decide), (false, false, false));
    let digest = one.digest.to_string();
    supervision::sign(service, &who, exam.posting, (one.what, one.of), &digest).await.expect("signed");
    let denied = write(exam, &who, &whole("5月1日")).await;
    assert!(matches!(denied, Err(Fault::Denied(_))), "a supervisor writes nothing: {denied:?}");
}

#[tokio::test]
async fn whoever_wrote_a_plan_never_approves_it_and_nobody_outside_reads_it() {
    let exam = Exam::set(PLAIN, &[("p", 1)], &[("p", "1")]).await;
    interview_to_come(&exam).await;
    write(&exam, &exam.screener, &whole("5月6日")).await.expect("written");
    send(&exam, &exam.screener).await.expect("sent");
    // The same person, as an approver of the posting.
    let id = exam.screener.id().expect("a person");
    let here = exam.screener.person().expect("a person").postings[0].1;
    let both = crate::stage::caller(id, domain::access::Role::Approver, &[here]);
    let own = approve(&exam, &both).await;
    assert!(matches!(own, Err(Fault::Denied(Denial::SamePerson))), "{own:?}");

    let service = &exam.stage.service;
    let (candidate, code, _) = crate::departures::candidate(&exam, "1").await;
    let unseen = postings::interview_plan(service, &candidate, exam.posting).await;
    assert!(matches!(unseen, Err(Fault::Missing)), "to a candidate there is no such thing: {unseen:?}");
    let clerk = postings::interview_plan(service, &exam.clerk, exam.posting).await;
    assert!(matches!(clerk, Err(Fault::Denied(Denial::Role))), "{clerk:?}");
    assert_eq!(held(&exam, &exam.clerk).await, [], "a clerk is told of none either");
    let own = service::applications::view(service, &candidate, code).await.expect("the own page");
    let told = serde_json::to_string(&own).expect("JSON");
    assert!(!told.contains("interview_plan") && !told.contains("5月6日"), "{told}");
}
