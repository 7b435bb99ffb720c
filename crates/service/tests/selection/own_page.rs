//! What a candidate's own page says once lists are released: the newest one that concerns the person, and nothing that is not out.

use domain::access::Caller;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::reason::PapersWhy;
use domain::timetable::StageKind;
use domain::view::my::applications::Application;
use service::{Fault, applications, lists, messages, postings, ranking, runner};
use text::Lang;

use crate::altered::publish;
use crate::departures::candidate;
use crate::exam::Exam;

const TWO: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},{"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

async fn own(exam: &Exam, (who, code): (&Caller, Code)) -> Application {
    applications::view(&exam.stage.service, who, code).await.expect("an own application")
}

/// List and seat of the page of each of the first three, and whether there is a result.
async fn seen(exam: &Exam) -> String {
    let mut all = Vec::new();
    for ticket in ["1", "2", "3"] {
        let (who, code, _) = candidate(exam, ticket).await;
        let page = own(exam, (&who, code)).await;
        let steps = ranking::own_steps(&exam.stage.service, &who, code).await;
        assert_eq!(steps.is_ok(), page.result.is_some(), "{ticket}: {steps:?}");
        assert!(page.result.is_some() || matches!(steps, Err(Fault::Missing)));
        let listed = applications::list(&exam.stage.service, &who).await.expect("a list").remove(0);
        assert_eq!(listed.on, page.on, "{ticket}");
        let on = page.on.map_or_else(|| "-".to_owned(), |on| format!("{} {}", on.stage, on.seat));
        all.push(format!("{on}{}", if page.result.is_some() { " +" } else { "" }));
    }
    all.join(", ")
}

/// An interview that is to come, so that there is something to wait for.
pub async fn interview_to_come(exam: &Exam) {
    let id = exam.screener.person().expect("a person").postings[0].1;
    let tx = exam.stage.store.write("test").await.expect("a turn");
    let permit = crate::stage::load(domain::access::Scope::posting(id, &[]));
    let by = exam.screener.id().expect("a person");
    let body = r#"[{"kind":"interview","name":null,"when":"open"}]"#;
    store::postings::timetables::put(&tx, &permit, body, (by, exam.stage.effects.clock.now()))
        .await
        .expect("written");
    crate::stage::keep(tx).await;
}

#[tokio::test]
async fn the_own_page_says_what_the_newest_released_list_says_and_keeps_saying_it_while_it_is_corrected() {
    let people = ["1", "2", "3"].map(|ticket| ("p", ticket));
    let exam = Exam::set(TWO, &[("p", 1)], &people).await;
    let service = &exam.stage.service;
    interview_to_come(&exam).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n").await;
    exam.compute().await;
    assert_eq!(seen(&exam).await, "-, -, -", "nothing before it is released");
    publish(&exam, "interview").await;
    let called = "interview in, interview in, interview reserve 1";
    assert_eq!(seen(&exam).await, called);

    // Whom the list calls has a notice of the interview: here nothing was sent that it could be made of. Nobody else has one.
    for (ticket, invited) in [("1", true), ("3", false)] {
        let (who, code, _) = candidate(&exam, ticket).await;
        let paper =
            applications::summons(service, &who, code, (applications::Summons::Interview, Lang::Zh)).await;
        let refused = matches!(&paper, Err(Fault::Refused(why)) if *why == [PapersWhy::NotInvited.reason()]);
        assert_eq!(refused, !invited, "{ticket}: {paper:?}");
        assert!(refused || matches!(paper, Err(Fault::Missing)), "{ticket}: {paper:?}");
    }

    // Who is not called waits for no interview; the message leads to a page that is there.
    for (ticket, waits) in [("1", true), ("3", false)] {
        let (who, code, _) = candidate(&exam, ticket).await;
        let next = own(&exam, (&who, code)).await.next.map(|one| one.kind);
        assert_eq!(next == Some(StageKind::Interview), waits, "{ticket}: {next:?}");
        runner::work(service, "test").await.expect("told");
        let inbox = messages::inbox(service, &who, Lang::Zh, None).await.expect("messages");
        let said =
            messages::message(service, &who, Lang::Zh, Some(inbox.lines[0].code)).await.expect("a message");
        let body = format!("{said:?}");
        assert!(body.contains(&format!("my/applications/{code}")) && !body.contains("/result"), "{body}");
    }

    exam.import("interview.csv", "candidate,interview\n1,80\n2,99\n").await;
    exam.compute().await;
    assert_eq!(seen(&exam).await, called, "the last list is computed and not out");
    publish(&exam, "inspection").await;
    let out = "inspection reserve 1 +, inspection in +, inspection out +";
    assert_eq!(seen(&exam).await, out);

    // A correction is prepared: what stands is shown, with the results that came with it.
    let (who, code, _) = candidate(&exam, "2").await;
    let before = own(&exam, (&who, code)).await;
    let of = ("inspection", 1);
    lists::correct(service, &exam.screener, exam.posting, of, "2 号面试成绩登记有误").await.expect("begun");
    exam.import("again.csv", "candidate,interview\n2,60\n").await;
    exam.compute().await;
    assert_eq!(seen(&exam).await, out, "what the correction prepares is not out");
    let now = own(&exam, (&who, code)).await;
    assert_eq!((&now.result, now.is_inspected()), (&before.result, true));
    assert!(now.on.is_some_and(|on| on.correcting.is_some()));
    publish(&exam, "inspection").await;
    let version = own(&exam, (&who, code)).await;
    assert!(version.on.is_some_and(|on| on.seat != "in" && on.correcting.is_none()), "version 2 says it");
    assert_ne!(version.result, before.result);
}

#[tokio::test]
async fn the_last_list_that_is_out_first_strands_no_other() {
    let people = ["1", "2", "3"].map(|ticket| ("p", ticket));
    let exam = Exam::set(TWO, &[("p", 1)], &people).await;
    let phase = async || {
        let page = postings::view(&exam.stage.service, &exam.screener, exam.posting).await;
        page.expect("a posting").entry.head.phase
    };
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n").await;
    exam.compute().await;
    exam.import("interview.csv", "candidate,interview\n1,80\n2,99\n").await;
    exam.compute().await;
    publish(&exam, "inspection").await;
    assert_eq!(phase().await, Phase::Ranked, "the list for the interview can still be published");
    publish(&exam, "interview").await;
    assert_eq!(phase().await, Phase::Published);
}
