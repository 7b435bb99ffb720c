//! Until when places on a list are filled: counted in working days before the stage, as the scheme and the timetable say.

use domain::calendar::{Instant, Window};
use domain::course::Waiting;
use domain::deadline::Deadline;
use domain::reason::{FieldPath, RulingsWhy, WorkdaysWhy};
use domain::rulings::{FormKind, RulingForm};
use domain::timetable::StageKind;
use domain::typed::moment;
use domain::view::desk::departures::Vacancy;
use service::{Fault, departures, rulings};

use crate::altered;
use crate::departures::{candidate, leave};
use crate::exam::Exam;
use crate::raised::announced;
use crate::stage::reasons;

const UNTIL: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1",
                   "replacement":{"allowed":true,"until":{"working_days_before":2}}},
                  {"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

fn at(text: &str) -> Instant {
    moment(text, &FieldPath::new("at")).expect("a time")
}

/// The interview begins at nine on that day.
async fn interview_on(exam: &Exam, day: &str) {
    let opens = at(&format!("{day}T09:00"));
    announced(exam, StageKind::Interview, Window { opens, closes: opens.plus_seconds(36_000) }).await;
}

fn now_is(exam: &Exam, now: Instant) {
    let clock = &exam.stage.effects.clock;
    clock.advance(now.0 - clock.now().0);
}

async fn vacancy(exam: &Exam) -> Vacancy {
    let page = departures::page(&exam.stage.service, &exam.screener, exam.posting, (None, ""))
        .await
        .expect("a page");
    page.vacancies.into_iter().next().expect("a vacant place")
}

async fn call(exam: &Exam, until: Instant) -> Result<(), Fault> {
    let list = ("p", "interview");
    departures::call(&exam.stage.service, &exam.screener, exam.posting, list, &until.form_text()).await
}

/// What the person of that ticket reads before leaving.
async fn leaving(exam: &Exam, ticket: &str) -> (Deadline, bool) {
    let (who, code, _) = candidate(exam, ticket).await;
    departures::leaving(&exam.stage.service, &who, code).await.expect("own")
}

async fn vacant_waits(exam: &Exam) -> u32 {
    let waits = exam.waits(&exam.screener).await;
    waits.into_iter().filter(|one| one.0 == Waiting::Vacancy).map(|one| one.1).sum()
}

/// A ruling that fills the place of `1` by `4`.
async fn by_ruling(exam: &Exam) -> Result<domain::id::Code, Fault> {
    let form = RulingForm {
        kind: FormKind::Replacement,
        position: "p".to_owned(),
        list: "interview".to_owned(),
        out: "1".to_owned(),
        fill: "4".to_owned(),
        round: "1".to_owned(),
        cause: "withdrew".to_owned(),
        ..RulingForm::default()
    };
    let key = exam.stage.effects.random.code();
    rulings::propose(&exam.stage.service, &exam.screener, exam.posting, key, (&form, None)).await
}

/// The interview list is out; two are called and three follow.
async fn called() -> Exam {
    let people = ["1", "2", "3", "4", "5"].map(|ticket| ("p", ticket));
    let exam = Exam::set(UNTIL, &[("p", 1)], &people).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n4,68\n5,60\n").await;
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    exam
}

#[tokio::test]
async fn places_are_filled_until_the_working_days_before_the_stage_begin_and_no_longer() {
    let exam = called().await;
    let service = &exam.stage.service;
    assert_eq!(leaving(&exam, "1").await, (Deadline::Missing, false), "the timetable has no interview");
    // Thursday; Wednesday is one working day before, Tuesday two.
    interview_on(&exam, "2026-10-29").await;
    let until = at("2026-10-28T00:00");
    assert_eq!(leaving(&exam, "1").await, (Deadline::Before(until), false));
    let (_, code, _) = candidate(&exam, "1").await;
    let (other, _, _) = candidate(&exam, "2").await;
    let foreign = departures::leaving(service, &other, code).await;
    assert!(matches!(foreign, Err(Fault::Missing)), "another's application: {foreign:?}");
    leave(&exam, "1").await;
    let vacant = vacancy(&exam).await;
    assert_eq!((vacant.until, vacant.over, vacant.next[0].0.as_str()), (Deadline::Before(until), false, "3"));

    // No term lies after it; one that ends with it is the last.
    let late = call(&exam, until.plus_seconds(60)).await;
    assert_eq!(reasons(late), [RulingsWhy::FillingOver { until }.at("until")]);
    call(&exam, until).await.expect("called");
    let (third, code, _) = candidate(&exam, "3").await;
    let own = service::applications::view(service, &third, code).await.expect("own").call.expect("a call");
    departures::answer(service, &third, (code, own.code), "declined").await.expect("declined");
    now_is(&exam, Instant(until.0 - 1));
    let vacant = vacancy(&exam).await;
    assert_eq!((vacant.over, vacant.next[0].0.as_str()), (false, "4"), "a millisecond is left");
    assert_eq!(vacant_waits(&exam).await, 1);

    // Then the place stays empty, by a call and by a ruling, and so does that of whoever leaves now.
    now_is(&exam, until);
    let vacant = vacancy(&exam).await;
    assert!(vacant.over && vacant.next.is_empty(), "{vacant:?}");
    assert_eq!(vacant_waits(&exam).await, 0, "nobody is asked to call anybody");
    let late = call(&exam, until.plus_seconds(3_600)).await;
    assert_eq!(reasons(late), [RulingsWhy::FillingOver { until }.at("until")]);
    assert_eq!(reasons(by_ruling(&exam).await), [RulingsWhy::FillingOver { until }.reason()]);
    assert_eq!(leaving(&exam, "2").await, (Deadline::Before(until), true));
    leave(&exam, "2").await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:out 2:out 3:out 4:reserve 2 5:reserve 3");
    assert_eq!((vacancy(&exam).await.places, vacant_waits(&exam).await), (2, 0));

    // It moves with the stage.
    interview_on(&exam, "2026-11-05").await;
    let vacant = vacancy(&exam).await;
    assert_eq!((vacant.until, vacant.over), (Deadline::Before(at("2026-11-04T00:00")), false));
    call(&exam, at("2026-10-30T18:00")).await.expect("called");
}

#[tokio::test]
async fn a_year_whose_working_days_nobody_entered_is_asked_for_before_anybody_is_called() {
    let exam = called().await;
    interview_on(&exam, "2031-10-30").await;
    leave(&exam, "1").await;
    let vacant = vacancy(&exam).await;
    assert_eq!((vacant.until, vacant.over, vacant.next.len()), (Deadline::Unknown(2031), false, 0));
    let unknown = WorkdaysWhy::UnknownYear { year: 2031 }.reason();
    assert_eq!(reasons(call(&exam, at("2026-10-01T18:00")).await), std::slice::from_ref(&unknown));
    assert_eq!(reasons(by_ruling(&exam).await), [unknown]);
    assert_eq!(leaving(&exam, "2").await, (Deadline::Unknown(2031), false));
    assert_eq!(vacant_waits(&exam).await, 1, "it waits for whoever has the year entered");
}
