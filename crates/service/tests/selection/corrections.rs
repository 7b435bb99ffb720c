//! Corrections of published lists: two people, a public reason, the next version or the statement that the list stands.

use domain::access::{Caller, Denial};
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::event::Event;
use domain::lifecycle::Phase;
use domain::lists::{Change, Shows};
use domain::messages::Kind;
use domain::reason::{ListsWhy, MarksWhy, PostingsWhy};
use domain::view::desk::lists::{Against, Correction};
use domain::view::public::lists::List;
use service::{Fault, lists, marks, messages, open, postings, ranking, runner};

use crate::altered;
use crate::exam::Exam;
use crate::ranked::rows;
use crate::releases::{MINUTE, at, signed};
use crate::rulings::approve;
use crate::stage::{Stage, reasons};

const TWO: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

/// Both lists are out: `1` and `2` were interviewed, `3` was one place short.
async fn published() -> Exam {
    published_on(Stage::set().await).await
}

/// The same on a stage.
async fn published_on(stage: Stage) -> Exam {
    let people = ["1", "2", "3", "4"].map(|ticket| ("p", ticket));
    let exam = Exam::on(stage, TWO, &[("p", 1)], &people).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n4,60\n").await;
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    exam.import("interview.csv", "candidate,interview\n1,80\n2,90\n").await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    assert_eq!(phase(&exam).await, Phase::Published);
    exam
}

async fn emptied(exam: &Exam, ticket: &str, component: &str) {
    let cell = (exam.code(ticket).await, component);
    let reason = "面试名单更正后不再进入";
    marks::empty(&exam.stage.service, &exam.clerk, exam.posting, cell, 1, reason).await.expect("emptied");
}

async fn phase(exam: &Exam) -> Phase {
    let seen = postings::view(&exam.stage.service, &exam.screener, exam.posting).await.expect("a posting");
    seen.entry.head.phase
}

async fn begin(exam: &Exam, stage: &str, version: u32, reason: &str) -> Result<(), Fault> {
    lists::correct(&exam.stage.service, &exam.screener, exam.posting, (stage, version), reason).await
}

async fn keep(exam: &Exam, by: &Caller, stage: &str, version: u32) -> Result<(), Fault> {
    let reason = "经复核，各科成绩无误";
    lists::keep(&exam.stage.service, by, exam.posting, (stage, version), reason).await
}

async fn page(exam: &Exam, by: &Caller, stage: &str) -> Correction {
    lists::correction(&exam.stage.service, by, exam.posting, stage).await.expect("a page")
}

/// What the public reads, newest list first.
async fn public(exam: &Exam, stage: &str) -> Vec<List> {
    let all = open::sealed(&exam.stage.service).await.expect("lists");
    assert!(all.damaged.is_empty(), "{:?}", all.damaged);
    all.whole.into_iter().map(|one| one.view).filter(|view| view.head.stage == stage).collect()
}

#[tokio::test]
async fn a_mark_that_was_misread_brings_the_next_version_of_both_lists_and_the_old_ones_stay() {
    let exam = published().await;
    begin(&exam, "interview", 1, "3 号笔试成绩登记有误").await.expect("begun");
    begin(&exam, "interview", 1, "3 号笔试成绩登记有误").await.expect("twice is once");
    assert_eq!(
        reasons(begin(&exam, "interview", 1, "另一个理由").await),
        [ListsWhy::UnderCorrection.reason()]
    );
    assert_eq!(phase(&exam).await, Phase::Examining, "marks can be corrected");
    assert!(exam.waits(&exam.screener).await.contains(&(Waiting::Correcting, 1)), "somebody works it off");
    let now = public(&exam, "interview").await;
    assert!(now[0].head.under_correction.is_some() && now[0].versions[0].corrections.len() == 1);

    exam.import("again.csv", "candidate,written\n3,75\n").await;
    assert_eq!(page(&exam, &exam.screener, "interview").await.against, Against::Nothing, "not computed yet");
    exam.compute().await;
    let Against::Differs(shows, seen) = page(&exam, &exam.publisher, "interview").await.against else {
        panic!("the interview list differs");
    };
    assert_eq!((seen.came, seen.left, seen.changed), (0, 0, 2), "{seen:?}");
    assert_eq!(shows, Shows::default(), "people are shown as before");
    altered::publish(&exam, "interview").await;

    let both = public(&exam, "interview").await;
    let versions: Vec<u32> = both.iter().map(|list| list.head.version).collect();
    assert_eq!(versions, [2, 1]);
    assert_eq!(both[1].head.superseded_by.map(|newer| newer.version), Some(2));
    assert_eq!(both[0].versions[0].reason.as_deref(), Some("3 号笔试成绩登记有误"));
    let moved = both[0].difference.as_ref().expect("a difference");
    let third = moved.moved.iter().find(|one| one.ticket == "3").expect("the one whose mark was misread");
    let result = third.cells.iter().find(|cell| cell.column == "result").expect("another result");
    assert_eq!((third.change, result.after.as_str()), (Change::Changed, "in"));

    // The third is interviewed as well, and the mark of the second, who was not called after all, goes with its reason.
    exam.import("third.csv", "candidate,interview\n3,95\n").await;
    let early = ranking::compute(&exam.stage.service, &exam.screener, exam.posting).await;
    assert_eq!(
        reasons(early),
        [MarksWhy::Faulty { count: 1 }.reason()],
        "a mark of somebody who is not called"
    );
    emptied(&exam, "2", "interview").await;
    exam.compute().await;
    let desk = lists::lists(&exam.stage.service, &exam.screener, exam.posting).await.expect("lists");
    let differs: Vec<bool> = desk.stages.iter().map(|stage| stage.differs).collect();
    assert_eq!(differs, [false, true]);
    begin(&exam, "inspection", 1, "面试名单已更正").await.expect("begun");
    assert_eq!(
        reasons(keep(&exam, &exam.publisher, "inspection", 1).await),
        [ListsWhy::NotAsRanked.reason()],
        "the last list says what the ranking says"
    );
    altered::publish(&exam, "inspection").await;
    assert_eq!(phase(&exam).await, Phase::Published, "everything is out again");
    assert_eq!(
        reasons(keep(&exam, &exam.publisher, "inspection", 2).await),
        [ListsWhy::NotUnderCorrection.reason()]
    );
}

/// A list says by which rule it was computed, also once another one is in force.
#[tokio::test]
async fn a_list_keeps_saying_the_rule_that_it_was_computed_under_after_a_notice_changed_it() {
    let exam = published().await;
    let ratio = |lists: &[List], at: usize| {
        let own = lists[at].schemes.first().expect("a rule").scheme.shortlists.first().map(|list| list.ratio);
        own.expect("a list")
    };
    let before = public(&exam, "interview").await;
    begin(&exam, "interview", 1, "比例应为 3:1").await.expect("begun");
    let changed = TWO.replacen("\"2:1\"", "\"3:1\"", 1);
    let form = service::rulings::NoticeForm {
        title: "补充公告".to_owned(),
        reason: "面试比例更正".to_owned(),
    };
    let file = (&form, "scheme.json", changed.as_bytes());
    let service = &exam.stage.service;
    let key = service.form_key();
    let code = service::rulings::propose_notice(service, &exam.screener, exam.posting, key, file).await;
    approve(&exam, code.expect("read").expect("proposed")).await.expect("approved");
    let after = public(&exam, "interview").await;
    assert_eq!(ratio(&after, 0), ratio(&before, 0), "the version that is out says its own rule");
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    let both = public(&exam, "interview").await;
    assert_eq!(both.len(), 2);
    assert_ne!(ratio(&both, 0), ratio(&both, 1), "each version says its own");
}

/// People read their own results in the newest ranking that is published: never in one that was made for an earlier list alone.
#[tokio::test]
async fn after_a_correction_that_leaves_the_last_list_alone_own_results_come_from_the_whole_ranking() {
    let exam = published().await;
    begin(&exam, "interview", 1, "4 号笔试成绩登记有误").await.expect("begun");
    exam.import("again.csv", "candidate,written\n4,61\n").await;
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    exam.compute().await;
    assert_eq!(phase(&exam).await, Phase::Published, "the last list is out as it was");
    let newest =
        "SELECT count(*) FROM ranking WHERE state = 'published' AND id = (SELECT max(id) FROM ranking)";
    assert_eq!(rows(&exam, newest).await, 1);
}

/// Whether the correction of one list waits for the publisher, for whoever works it off, and on the page of the posting.
async fn waits(exam: &Exam) -> [bool; 3] {
    let seen = postings::view(&exam.stage.service, &exam.screener, exam.posting).await.expect("a posting");
    let mut here = seen.progress.waits.iter().filter(|one| one.count == 1).map(|one| one.what);
    [
        exam.waits(&exam.publisher).await.contains(&(Waiting::Correction, 1)),
        exam.waits(&exam.screener).await.contains(&(Waiting::Correcting, 1)),
        here.any(|what| matches!(what, Waiting::Correction | Waiting::Correcting)),
    ]
}

#[tokio::test]
async fn a_correction_whose_next_version_is_signed_for_an_instant_waits_for_nobody_while_that_stands() {
    for stage in Stage::on_both().await {
        let exam = published_on(stage).await;
        begin(&exam, "interview", 1, "3 号笔试成绩登记有误").await.expect("begun");
        exam.import("again.csv", "candidate,written\n3,75\n").await;
        exam.compute().await;
        assert_eq!(waits(&exam).await, [true; 3]);
        assert_eq!(page(&exam, &exam.publisher, "interview").await.signed, None);
        let release = Instant((exam.stage.effects.clock.now().0 / MINUTE + 60) * MINUTE);
        exam.sign_first("interview").await;
        signed(&exam, "interview", release).await.expect("signed");
        assert_eq!(waits(&exam).await, [false; 3], "it only waits for its instant");
        assert_eq!(page(&exam, &exam.publisher, "interview").await.signed, Some((2, release)));

        // What ends the signature lets the correction wait again, before the clock wrote that down.
        exam.import("other.csv", "candidate,written\n3,76\n").await;
        assert_eq!(waits(&exam).await, [true; 3]);
        assert_eq!(page(&exam, &exam.publisher, "interview").await.signed, None);
        exam.compute().await;
        exam.sign_first("interview").await;
        signed(&exam, "interview", release).await.expect("signed anew");
        // The correction of another list does wait.
        begin(&exam, "inspection", 1, "有人来电质疑 4 号成绩").await.expect("begun");
        assert_eq!(waits(&exam).await, [true; 3], "one of two");
        at(&exam, release.0);
        lists::release_due(&exam.stage.service).await.expect("released");
        assert_eq!(public(&exam, "interview").await.len(), 2, "the next version is out");
        assert_eq!(waits(&exam).await, [true; 3], "the other correction is open");
    }
}

#[tokio::test]
async fn those_whose_row_is_another_are_told_why_and_nobody_else() {
    let exam = published().await;
    let service = &exam.stage.service;
    runner::work(service, "test").await.expect("told");
    begin(&exam, "interview", 1, "3 号笔试成绩登记有误").await.expect("begun");
    exam.import("again.csv", "candidate,written\n3,75\n").await;
    exam.compute().await;
    let ahead =
        messages::about_to_tell(service, &exam.publisher, exam.posting, ("interview", text::Lang::Zh));
    let ahead = ahead.await.expect("ahead");
    assert_eq!(ahead.people, 2, "the second and the third change places");
    assert!(ahead.example.expect("one").body.contains("3 号笔试成绩登记有误"));
    altered::publish(&exam, "interview").await;
    runner::work(service, "test").await.expect("told");
    let told = messages::of_posting(service, &exam.screener, exam.posting, None).await.expect("told").told;
    assert_eq!(told.iter().filter(|line| line.kind == Kind::ListCorrected).count(), 2);
}

#[tokio::test]
async fn a_list_that_was_right_is_kept_by_another_person_for_a_public_reason() {
    let exam = published().await;
    begin(&exam, "inspection", 1, "有人来电质疑 4 号成绩").await.expect("begun");
    exam.compute().await;
    assert_eq!(phase(&exam).await, Phase::Ranked);
    assert_eq!(page(&exam, &exam.publisher, "inspection").await.against, Against::Same);
    let again = lists::proof(&exam.stage.service, &exam.publisher, exam.posting, "inspection")
        .await
        .expect("a proof");
    let signed = again.digest.to_string();
    let refused = lists::publish(&exam.stage.service, &exam.publisher, exam.posting, "inspection", &signed);
    assert_eq!(reasons(refused.await), [ListsWhy::NothingCorrected.reason()]);

    let refused = keep(&exam, &exam.screener, "inspection", 1).await;
    assert!(matches!(refused, Err(Fault::Denied(Denial::Role))), "{refused:?}");
    keep(&exam, &exam.publisher, "inspection", 1).await.expect("kept");
    assert_eq!(phase(&exam).await, Phase::Published);
    let list = public(&exam, "inspection").await.remove(0);
    assert_eq!(list.head.under_correction, None);
    let line = &list.versions[0].corrections[0];
    assert_eq!(line.kept.as_ref().map(|kept| kept.1.as_str()), Some("经复核，各科成绩无误"));
    let seen = page(&exam, &exam.screener, "inspection").await;
    assert!(seen.open.is_none() && seen.ended.len() == 1 && seen.may_begin);
    // The history of the course tells lists and corrections, newest first.
    let course = postings::course(&exam.stage.service, &exam.screener, exam.posting).await.expect("a course");
    let told = course.turned.iter().filter_map(|one| match &one.event {
        Event::ListPublished { stage, .. } => Some(format!("{stage} out")),
        Event::ListCorrectionBegun { stage, .. } => Some(format!("{stage} corrected")),
        Event::ListKept { stage, .. } => Some(format!("{stage} kept")),
        _ => None,
    });
    let told: Vec<String> = told.collect();
    assert_eq!(told, ["inspection kept", "inspection corrected", "inspection out", "interview out"]);
}

#[tokio::test]
async fn while_an_earlier_list_is_under_correction_later_marks_are_left_aside_and_count_again_afterwards() {
    let exam = published().await;
    begin(&exam, "interview", 1, "2 号笔试成绩有疑问").await.expect("begun");
    exam.import("misread.csv", "candidate,written\n2,68\n").await;
    exam.compute().await;
    assert_eq!(phase(&exam).await, Phase::Examining, "the interview is left aside");
    let refused = keep(&exam, &exam.publisher, "interview", 1).await;
    assert_eq!(reasons(refused), [ListsWhy::NotAsRanked.reason()]);
    exam.import("right.csv", "candidate,written\n2,70\n").await;
    exam.compute().await;
    keep(&exam, &exam.publisher, "interview", 1).await.expect("kept");
    assert_eq!(
        phase(&exam).await,
        Phase::Examining,
        "the interview counts again, and nothing is computed yet"
    );
    exam.compute().await;
    assert_eq!(phase(&exam).await, Phase::Published, "every list is out as the ranking has it");
    let refused = begin(&exam, "medical", 1, "没有这份名单").await;
    assert!(matches!(refused, Err(Fault::Missing)), "{refused:?}");
}

#[tokio::test]
async fn before_a_list_is_out_nothing_is_corrected_and_a_reason_that_is_not_for_the_public_is_refused() {
    let people = ["1", "2"].map(|ticket| ("p", ticket));
    let exam = Exam::set(TWO, &[("p", 1)], &people).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n").await;
    exam.compute().await;
    let early = begin(&exam, "interview", 1, "还没有发布").await;
    assert!(matches!(early, Err(Fault::Missing)), "{early:?}");
    altered::publish(&exam, "interview").await;
    for (reason, code) in [("致电 13800138000 核实", "not_for_public"), ("", "missing"), ("=1+1", "")] {
        let refused = reasons(begin(&exam, "interview", 1, reason).await);
        let told = serde_json::to_string(&refused).expect("json");
        assert!(told.contains(code), "{reason}: {told}");
    }
    let stale = begin(&exam, "interview", 2, "另一个版本").await;
    assert!(matches!(stale, Err(Fault::Stale)), "{stale:?}");
    let out = ranking::reopen(&exam.stage.service, &exam.screener, exam.posting, "退回更正").await;
    assert_eq!(reasons(out), [PostingsWhy::WrongPhase { phase: Phase::Examining }.reason()]);
}
