//! Screening that was finished is opened again: by two persons, with its reason public, before any list; numbers stay with their
//! people, marks stay as they were typed, a ranking that stood falls.

use domain::access::{Caller, Denial, Role};
use domain::calendar::Instant;
use domain::course::{DecisionKind, Waiting};
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::messages::Kind;
use domain::reason::{PostingsWhy, ScreeningWhy, TypedWhy};
use domain::screening::QueueFilter;
use service::screening::{self, VerdictForm};
use service::{Fault, applications, postings, ranking, runner};

use crate::conditions::approver;
use crate::exam::Exam;
use crate::messages::kinds;
use crate::ranked::rows;
use crate::stage::{Stage, reasons};

const WHY: &str = "工作经历的计算有误，须重新审查。";
const PLAIN: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

async fn judge(stage: &Stage, code: Code, form: VerdictForm) {
    let (service, by, filter) = (&stage.service, &stage.screeners[0], QueueFilter::default());
    let at = screening::file(service, by, stage.code, code, &filter).await.expect("a file").file.version;
    screening::judge(service, by, stage.code, code, at, &filter, form).await.expect("judged");
}

async fn undo(stage: &Stage, code: Code) {
    let (service, by, filter) = (&stage.service, &stage.screeners[0], QueueFilter::default());
    let at = screening::file(service, by, stage.code, code, &filter).await.expect("a file").file.version;
    screening::undo(service, by, stage.code, code, at, "重新审查").await.expect("undone");
}

fn refuse() -> VerdictForm {
    VerdictForm::Refuse {
        ground: "grassroots_years".to_owned(), words: "基层工作经历不足 2 年。".to_owned()
    }
}

async fn finish(stage: &Stage) {
    let version = stage.posting_version().await;
    let by = &stage.screeners[0];
    screening::finish_early(&stage.service, by, stage.code, version).await.expect("finished");
}

async fn ticket(stage: &Stage, (who, code): &(Caller, Code)) -> Option<String> {
    applications::view(&stage.service, who, *code).await.expect("an own application").ticket
}

async fn waiting(stage: &Stage, who: &Caller, posting: Code) -> Code {
    let page = postings::course(&stage.service, who, posting).await.expect("a page");
    page.waiting().expect("it waits").code
}

async fn reopen(stage: &Stage, (posting, screener, approver): (Code, &Caller, &Caller)) {
    postings::propose_reopening(&stage.service, screener, posting, WHY).await.expect("proposed");
    let decision = waiting(stage, approver, posting).await;
    postings::reopen_screening(&stage.service, approver, (posting, decision)).await.expect("opened again");
}

/// Three people, of whom the last is refused, with screening finished.
async fn screened(stage: &mut Stage) -> [(Caller, Code); 3] {
    let third = stage.submitted().await;
    judge(stage, third.1, refuse()).await;
    let first = stage.submitted().await;
    let second = stage.submitted().await;
    stage.close().await;
    for one in [first.1, second.1] {
        judge(stage, one, VerdictForm::Pass).await;
    }
    finish(stage).await;
    [first, second, third]
}

async fn expect_bound(stage: &Stage) {
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "everything is bound to its act");
}

/// Whoever may not propose or decide it is refused; returns the proposal that waits.
async fn proposed(stage: &Stage, approver: &Caller) -> Code {
    let (service, screener, code) = (&stage.service, &stage.screeners[0], stage.code);
    let propose = async |who: &Caller, why: &str| postings::propose_reopening(service, who, code, why).await;
    assert!(matches!(propose(approver, WHY).await, Err(Fault::Denied(Denial::Role))));
    let private = propose(screener, "请致电 13800138000。").await;
    assert_eq!(reasons(private), [TypedWhy::PrivateNumber.at("reason")]);
    propose(screener, WHY).await.expect("proposed");
    propose(screener, WHY).await.expect("a double click does it once");
    assert_eq!(reasons(propose(screener, "另有原因。").await), [PostingsWhy::DecisionWaits.reason()]);
    let cancel = postings::propose_cancel(service, screener, code, WHY).await;
    assert_eq!(reasons(cancel), [PostingsWhy::DecisionWaits.reason()]);
    let decision = waiting(stage, approver, code).await;
    let other = postings::cancel(service, approver, (code, decision)).await;
    assert!(matches!(other, Err(Fault::Missing)), "it is no proposal to cancel: {other:?}");
    let mut both = screener.clone();
    if let domain::access::Who::Person(person) = &mut both.who {
        person.assignments.iter_mut().for_each(|one| one.role = Role::Approver);
    }
    let own = postings::reopen_screening(service, &both, (code, decision)).await;
    assert!(matches!(own, Err(Fault::Denied(Denial::SamePerson))), "{own:?}");
    let desk = postings::list(service, approver).await.expect("a desk");
    assert!(desk.tasks.iter().any(|task| task.what == Waiting::Reopening), "{:?}", desk.tasks);
    decision
}

#[tokio::test]
async fn screening_is_opened_again_by_two_and_numbers_stay_with_their_people() {
    for mut stage in Stage::on_both().await {
        let [first, second, third] = screened(&mut stage).await;
        let approver = approver(&mut stage).await;
        let (one, two) = (ticket(&stage, &first).await, ticket(&stage, &second).await);
        assert!(one.is_some() && two.is_some() && one != two);
        assert_eq!(ticket(&stage, &third).await, None);
        let decision = proposed(&stage, &approver).await;
        let (service, code) = (&stage.service, stage.code);
        postings::return_reopening(service, &approver, (code, decision), "再核实。")
            .await
            .expect("sent back");
        let late = postings::reopen_screening(service, &approver, (code, decision)).await;
        assert!(matches!(late, Err(Fault::Stale)), "{late:?}");
        assert_eq!(service::open::posting(service, code).await.expect("public").decisions, []);

        let screener = stage.screeners[0].clone();
        reopen(&stage, (code, &screener, &approver)).await;
        let page = postings::course(service, &screener, code).await.expect("a page");
        assert_eq!(page.posting.phase, Phase::Screening);
        postings::reopen_screening(service, &approver, (code, page.decisions[0].code))
            .await
            .expect("a double click");
        let public = service::open::posting(service, code).await.expect("public");
        let told: Vec<_> = public.decisions.iter().map(|one| (one.kind, one.reason.as_str())).collect();
        assert_eq!(told, [(DecisionKind::ReopenScreening, WHY)]);
        while runner::work(service, "test").await.expect("worked") > 0 {}
        for (who, _) in [&first, &second, &third] {
            let count =
                kinds(&stage, who).await.iter().filter(|one| **one == Kind::ScreeningReopened).count();
            assert_eq!(count, 1, "whoever was judged is told once");
        }
        assert_eq!(ticket(&stage, &first).await, None, "no number is shown meanwhile");

        undo(&stage, second.1).await;
        judge(&stage, second.1, refuse()).await;
        undo(&stage, third.1).await;
        judge(&stage, third.1, VerdictForm::Pass).await;
        finish(&stage).await;
        let three = ticket(&stage, &third).await;
        assert_eq!((ticket(&stage, &first).await, ticket(&stage, &second).await), (one.clone(), None));
        assert!(three.is_some() && three != one && three != two, "{one:?} {two:?} {three:?}");

        // Whoever passes after all has the own number again.
        reopen(&stage, (code, &screener, &approver)).await;
        undo(&stage, second.1).await;
        judge(&stage, second.1, VerdictForm::Pass).await;
        finish(&stage).await;
        let all = [ticket(&stage, &first).await, ticket(&stage, &second).await, ticket(&stage, &third).await];
        assert_eq!(all, [one, two, three]);
        let events = stage.events().await.join("\n");
        assert!(events.contains("tickets_given_back"), "{events}");
        assert!(!events.contains(WHY), "a reason is no word of a permanent row");
        expect_bound(&stage).await;
    }
}

#[tokio::test]
async fn marks_stay_and_a_ranking_falls_and_after_a_list_nothing_is_opened() {
    let exam = Exam::set(PLAIN, &[("p", 1)], &[("p", "1"), ("p", "2"), ("p", "3")]).await;
    let stage = &exam.stage;
    exam.import("scores.csv", "candidate,written\n1,80\n2,70\n3,60\n").await;
    exam.compute().await;
    let of = (exam.posting, &exam.screener, &exam.approver);
    let page = postings::course(&stage.service, &exam.screener, exam.posting).await.expect("a page");
    assert!(page.acts.reopen);
    assert_eq!(page.resting.map(|one| (one.ranking, one.openings, one.rulings)), Some((true, 0, 0)));
    reopen(stage, of).await;
    assert_eq!(rows(&exam, "SELECT count(*) FROM ranking WHERE state = 'current'").await, 0);
    assert_eq!(rows(&exam, "SELECT count(*) FROM mark").await, 3, "what was typed stays");
    let computed = ranking::compute(&stage.service, &exam.screener, exam.posting).await;
    assert_eq!(reasons(computed), [PostingsWhy::WrongPhase { phase: Phase::Screening }.reason()]);
    let at = page.version + 1;
    screening::finish(&stage.service, &exam.screener, exam.posting, at).await.expect("finished again");
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:in 3:reserve 1");

    // Signed, and then out: its people rely on it.
    let service = &stage.service;
    let minute = stage.effects.clock.now().0 / 60_000;
    exam.sign_first("inspection").await;
    crate::releases::signed(&exam, "inspection", Instant((minute + 5) * 60_000)).await.expect("signed");
    let signed = postings::propose_reopening(service, &exam.screener, exam.posting, WHY).await;
    assert_eq!(reasons(signed), [ScreeningWhy::ListSigned.reason()]);
    let waits = crate::releases::signatures(&exam).await.remove(0).code;
    let taken =
        service::lists::take_back(service, &exam.approver, (exam.posting, waits), "时间定错了。").await;
    taken.expect("taken back");
    postings::propose_reopening(service, &exam.screener, exam.posting, WHY).await.expect("proposed");
    crate::altered::publish(&exam, "inspection").await;
    let decision = waiting(stage, &exam.approver, exam.posting).await;
    let late = postings::reopen_screening(service, &exam.approver, (exam.posting, decision)).await;
    let phase = Phase::Published;
    assert_eq!(reasons(late), [PostingsWhy::WrongPhase { phase }.reason()]);
    postings::return_reopening(service, &exam.approver, (exam.posting, decision), "名单已公布。")
        .await
        .expect("sent back");
    expect_bound(stage).await;
}
