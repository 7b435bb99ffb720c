//! By when a list is to be published: working days after a stage, said on the desk and never enforced.

use domain::calendar::{Instant, Window};
use domain::course::Waiting;
use domain::deadline::Deadline;
use domain::reason::FieldPath;
use domain::timetable::StageKind;
use domain::typed::moment;
use domain::view::desk::postings::{DueList, Task};
use service::postings;

use crate::altered;
use crate::exam::Exam;
use crate::raised::announced;

const DUE: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},
                  {"to":"inspection","score":"total","ratio":"1:1","within":{"working_days":3,"after":"interview"}}]}}"#;

fn at(text: &str) -> Instant {
    moment(text, &FieldPath::new("at")).expect("a time")
}

fn now_is(exam: &Exam, now: Instant) {
    let clock = &exam.stage.effects.clock;
    clock.advance(now.0 - clock.now().0);
}

/// What the page of the posting says is due.
async fn shown(exam: &Exam) -> Vec<DueList> {
    let page = postings::view(&exam.stage.service, &exam.clerk, exam.posting).await.expect("a posting");
    page.progress.due
}

/// What waits for the screener and is counted in working days.
async fn task(exam: &Exam, what: Waiting) -> Option<Task> {
    let caller = if what == Waiting::Lists { &exam.publisher } else { &exam.screener };
    let desk = postings::list(&exam.stage.service, caller).await.expect("a desk");
    desk.tasks.into_iter().find(|one| one.what == what)
}

#[tokio::test]
async fn a_list_is_due_within_working_days_after_its_stage_and_late_until_it_is_published() {
    let people = ["1", "2"].map(|ticket| ("p", ticket));
    let exam = Exam::set(DUE, &[("p", 1)], &people).await;
    let due = shown(&exam).await;
    assert_eq!((due.len(), due[0].list.key.as_str(), due[0].until), (1, "inspection", Deadline::Missing));
    assert!(task(&exam, Waiting::Publication).await.is_none());

    // The interviews end on Thursday the fifteenth: Friday, Monday, Tuesday.
    let opens = at("2026-10-14T09:00");
    announced(&exam, StageKind::Interview, Window { opens, closes: at("2026-10-15T18:00") }).await;
    let until = at("2026-10-21T00:00");
    assert_eq!((shown(&exam).await[0].until, shown(&exam).await[0].late), (Deadline::Before(until), false));
    now_is(&exam, at("2026-10-15T17:59"));
    assert!(task(&exam, Waiting::Publication).await.is_none(), "the interviews are not over");
    now_is(&exam, at("2026-10-15T18:00"));
    let waits = task(&exam, Waiting::Publication).await.expect("it waits");
    assert_eq!((waits.count, waits.until, waits.late), (1, Some(until), false));
    assert_eq!(waits.since, Some(at("2026-10-15T18:00")));
    now_is(&exam, until);
    assert!(task(&exam, Waiting::Publication).await.expect("it waits").late);
    assert!(shown(&exam).await[0].late, "everybody of the team reads it");

    // Publishing late is not refused, and ends it.
    exam.import("written.csv", "candidate,written,interview\n1,80,80\n2,70,70\n").await;
    exam.compute().await;
    let lists = task(&exam, Waiting::FirstSignature).await.expect("lists to sign first");
    assert_eq!((lists.until, lists.late), (Some(until), true), "whoever signs reads it too");
    altered::publish(&exam, "interview").await;
    assert_eq!(shown(&exam).await.len(), 1, "another list");
    altered::publish(&exam, "inspection").await;
    assert_eq!(shown(&exam).await, []);
    assert!(task(&exam, Waiting::Publication).await.is_none());
}
