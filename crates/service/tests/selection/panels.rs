//! The panels of the interviews: recorded, held against the scheme, waited for at the interview, read by the team and signed by a supervisor.

use domain::access::Caller;
use domain::course::Waiting;
use domain::panels::PanelForm;
use domain::reason::{PostingsWhy, TypedWhy};
use domain::supervision::Supervised;
use domain::timetable::StageKind;
use service::{Fault, postings, supervision};

use crate::exam::Exam;
use crate::own_page::interview_to_come;
use crate::stage::{Stage, reasons};

pub const RULED: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},{"to":"inspection","score":"total","ratio":"1:1"}],
    "examiners":{"least":5,"outside":"1/3"}}}"#;

pub fn panel(name: &str, examiners: &str, outside: &str) -> PanelForm {
    PanelForm {
        name: name.to_owned(),
        examiners: examiners.to_owned(),
        outside: outside.to_owned(),
        chief: "yes".to_owned(),
        ..PanelForm::default()
    }
}

pub async fn record(exam: &Exam, who: &Caller, rows: &[PanelForm]) -> Result<(), Fault> {
    let service = &exam.stage.service;
    let shown = postings::panels(service, &exam.screener, exam.posting).await.expect("a page").shown;
    postings::record_panels(service, who, (exam.posting, &shown), rows).await
}

/// What waits at the interview, as the page of the course links it.
async fn held(exam: &Exam) -> Vec<(Waiting, u32, bool)> {
    let page = postings::course(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page");
    let interview = page.stages.iter().find(|one| one.stage.kind == StageKind::Interview).expect("a stage");
    let waits = interview.waits.iter().filter(|one| one.what == Waiting::Panels);
    waits.map(|one| (one.what, one.count, one.own)).collect()
}

#[tokio::test]
async fn panels_that_are_missing_or_too_few_hold_up_the_interview_until_they_are_recorded() {
    for stage in Stage::on_both().await {
        let exam = Exam::on(stage, RULED, &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
        let service = &exam.stage.service;
        let none = record(&exam, &exam.screener, &[panel("A", "7", "3")]).await;
        assert_eq!(reasons(none), [PostingsWhy::NoInterview.reason()], "the timetable has no interview");
        interview_to_come(&exam).await;
        assert_eq!(held(&exam).await, [(Waiting::Panels, 1, true)], "no panel yet");
        assert!(exam.waits(&exam.screener).await.contains(&(Waiting::Panels, 1)));

        let wrong = record(&exam, &exam.screener, &[panel("A", "3", "4")]).await;
        assert_eq!(reasons(wrong), [PostingsWhy::MoreOutside { examiners: 3 }.at("panel_outside.0.")]);
        let unsaid = record(&exam, &exam.screener, &[panel("A", "", "1")]).await;
        assert_eq!(reasons(unsaid), [TypedWhy::Missing.at("panel_examiners.0.")]);

        // What is too few is recorded as it is, and goes on waiting.
        let rows = [panel("A", "7", "2"), panel("B", "5", "2")];
        record(&exam, &exam.screener, &rows).await.expect("recorded");
        let page = postings::panels(service, &exam.screener, exam.posting).await.expect("a page");
        let short: Vec<bool> = page.panels.iter().map(|one| one.short).collect();
        assert_eq!((short, page.missing.len(), page.rules.len()), (vec![true, false], 0, 1));
        assert_eq!(held(&exam).await, [(Waiting::Panels, 1, true)]);
        let first = page.shown.clone();
        let rows = [panel("A", "7", "3"), panel("B", "5", "2")];
        record(&exam, &exam.screener, &rows).await.expect("recorded");
        assert_eq!(held(&exam).await, [], "nothing lacks");
        postings::record_panels(service, &exam.screener, (exam.posting, &first), &rows)
            .await
            .expect("the same twice is once");
        let stale = postings::record_panels(service, &exam.screener, (exam.posting, &first), &[]).await;
        assert!(matches!(stale, Err(Fault::Stale)), "somebody was faster: {stale:?}");
        let denied = record(&exam, &exam.clerk, &[]).await;
        assert!(matches!(denied, Err(Fault::Denied(_))), "{denied:?}");

        signed(&exam).await;
        let events = exam.stage.events().await.join("\n");
        assert_eq!(events.matches("\"panels_recorded\"").count(), 2, "{events}");
        let walk =
            service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "the panels are bound to their acts");
    }
}

/// A supervisor reads the panels and signs them, and records none.
async fn signed(exam: &Exam) {
    let (service, who) = (&exam.stage.service, exam.supervisor());
    let line = async || {
        let lines = supervision::view(service, &who, exam.posting).await.expect("a page").lines;
        lines.into_iter().find(|one| one.what == Supervised::Panels).expect("panels to sign")
    };
    let one = line().await;
    let page = postings::panels(service, &who, exam.posting).await.expect("a supervisor reads them");
    assert_eq!((one.digest.to_string(), one.by.len(), page.may_record), (page.shown, 1, false));
    let digest = one.digest.to_string();
    supervision::sign(service, &who, exam.posting, (one.what, one.of), &digest).await.expect("signed");
    assert_eq!(line().await.signed.len(), 1);
    let rows = [panel("A", "7", "4"), panel("B", "5", "2")];
    let denied = record(exam, &who, &rows).await;
    assert!(matches!(denied, Err(Fault::Denied(_))), "a supervisor records nothing: {denied:?}");
}

#[tokio::test]
async fn nothing_is_held_against_panels_where_the_scheme_asks_nothing() {
    let plain = RULED.replace(",\n    \"examiners\":{\"least\":5,\"outside\":\"1/3\"}", "");
    assert_ne!(plain, RULED);
    let exam = Exam::set(&plain, &[("p", 1)], &[("p", "1")]).await;
    interview_to_come(&exam).await;
    assert_eq!(held(&exam).await, []);
    record(&exam, &exam.screener, &[panel("A", "1", "0")]).await.expect("recorded");
    let page = postings::panels(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page");
    assert_eq!((page.panels.len(), page.panels[0].short, page.rules.len()), (1, false, 0));
}
