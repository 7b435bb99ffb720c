//! Departures and back-fill: who leaves, by whose word, and who moves up after which answers.

use domain::access::{Caller, Denial, Role, Scope};
use domain::calendar::{Instant, Window};
use domain::course::Waiting;
use domain::departure::{Answer, DepartureKind, DepartureState};
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::messages::Kind;
use domain::reason::{DecisionsWhy, PostingsWhy, RulingsWhy, TypedWhy};
use domain::timetable::StageKind;
use domain::view::desk::departures::{DeparturesPage, Vacancy};
use domain::view::desk::rulings::Reached;
use service::departures::{self, DepartureForm};
use service::{Fault, applications, decisions, lists, marks, open, postings, runner};

use crate::altered;
use crate::exam::Exam;
use crate::messages::kinds;
use crate::raised::announced;
use crate::stage::{caller, load, reasons};

const FILLED: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1","replacement":{"allowed":true,"rounds":1}},
                  {"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

/// The interview list is out: `1` and `2` are called, `3`, `4` and `5` follow.
async fn called() -> Exam {
    let people = ["1", "2", "3", "4", "5"].map(|ticket| ("p", ticket));
    let exam = Exam::set(FILLED, &[("p", 1)], &people).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n4,68\n5,60\n").await;
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    exam
}

/// The candidate of that ticket, with the number and version of the application.
pub async fn candidate(exam: &Exam, ticket: &str) -> (Caller, Code, i64) {
    let id = exam.screener.person().expect("a person").postings[0].1;
    let look = exam.stage.store.snapshot("candidate").await.expect("a snapshot");
    let all = store::applications::passed(&look, &load(Scope::posting(id, &[]))).await.expect("people");
    look.close().await.expect("closed");
    let row = all.into_iter().find(|one| one.ticket.as_deref() == Some(ticket)).expect("a person");
    (caller(row.candidate, Role::Candidate, &[]), row.code, row.version)
}

/// The person of that ticket leaves.
pub async fn leave(exam: &Exam, ticket: &str) {
    let (who, code, version) = candidate(exam, ticket).await;
    departures::leave(&exam.stage.service, &who, code, version).await.expect("left");
}

/// Somebody leaves the last list, and the next is called.
pub async fn left_and_called(exam: &Exam) {
    leave(exam, "1").await;
    let until = term(exam).form_text();
    let list = ("p", "inspection");
    departures::call(&exam.stage.service, &exam.screener, exam.posting, list, &until).await.expect("called");
}

async fn page(exam: &Exam, who: &Caller) -> DeparturesPage {
    departures::page(&exam.stage.service, who, exam.posting, (None, "")).await.expect("a page")
}

async fn vacancy(exam: &Exam) -> Vacancy {
    let page = page(exam, &exam.screener).await;
    assert!(!page.unknown, "{page:?}");
    page.vacancies.into_iter().next().expect("a vacant place")
}

async fn call(exam: &Exam, until: Instant) -> Result<(), Fault> {
    let list = ("p", "interview");
    departures::call(&exam.stage.service, &exam.screener, exam.posting, list, &until.form_text()).await
}

/// The term of a call, to the minute.
fn term(exam: &Exam) -> Instant {
    let later = exam.stage.effects.clock.now().plus_seconds(86_400);
    Instant(later.0 - later.0 % 60_000)
}

/// The last call of a person, from the own page.
async fn own_call(exam: &Exam, ticket: &str) -> (Caller, Code, domain::view::my::applications::Call) {
    let (who, code, _) = candidate(exam, ticket).await;
    let shown = applications::view(&exam.stage.service, &who, code).await.expect("own");
    (who, code, shown.call.expect("a call"))
}

fn form(ticket: &str, why: &str) -> DepartureForm {
    DepartureForm {
        ticket: ticket.to_owned(),
        list: "interview".to_owned(),
        why: why.to_owned(),
        day: "2026-01-01".to_owned(),
        ground: if why == "veto" { "investigation" } else { "" }.to_owned(),
        evidence: "体检机构结论第7号。".to_owned(),
    }
}

async fn expect_bound(exam: &Exam) {
    let stage = &exam.stage;
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "every row is bound to its act");
}

/// How many vacant places wait for the screener at the start of the desk.
async fn vacant_waits(exam: &Exam) -> u32 {
    let waits = exam.waits(&exam.screener).await;
    waits.into_iter().filter(|one| one.0 == Waiting::Vacancy).map(|one| one.1).sum()
}

/// Whether the start of the desk names somebody who moved up and is on no list that is out.
async fn is_unlisted(exam: &Exam) -> bool {
    exam.waits(&exam.screener).await.contains(&(Waiting::Unlisted, 1))
}

#[tokio::test]
async fn a_withdrawal_is_filled_after_two_calls_and_the_list_says_so_with_its_next_version() {
    let exam = called().await;
    let service = &exam.stage.service;
    let (first, code, version) = candidate(&exam, "1").await;
    let (third, _, _) = candidate(&exam, "3").await;
    let foreign = departures::leave(service, &third, code, version).await;
    assert!(matches!(foreign, Err(Fault::Missing)), "another's application: {foreign:?}");
    let stale = departures::leave(service, &first, code, version + 1).await;
    assert!(matches!(stale, Err(Fault::Stale)), "{stale:?}");
    let before = applications::view(service, &first, code).await.expect("own");
    assert!(before.may_leave && before.left.is_none() && before.call.is_none());
    for _ in 0..2 {
        departures::leave(service, &first, code, version).await.expect("a double click leaves once");
    }
    let after = applications::view(service, &first, code).await.expect("own");
    assert!(!after.may_leave && after.left.is_some_and(|left| left.kind == DepartureKind::Withdrew));
    assert_eq!(kinds(&exam.stage, &first).await.iter().filter(|one| **one == Kind::Departed).count(), 1);
    let early = lists::proof(service, &exam.publisher, exam.posting, "interview").await;
    assert!(early.is_err(), "the ranking is stale: {early:?}");

    // The next is proposed by itself; nobody else is called, and only within the term.
    let vacant = vacancy(&exam).await;
    assert_eq!((vacant.places, vacant.next[0].0.as_str(), vacant.round), (1, "3", 1));
    assert_eq!(vacant_waits(&exam).await, 1);
    let over = call(&exam, Instant(0)).await;
    assert_eq!(reasons(over), [RulingsWhy::TermOver.at("until")]);
    let until = term(&exam);
    call(&exam, until).await.expect("called");
    assert_eq!(vacant_waits(&exam).await, 0, "somebody is called");
    assert_eq!(reasons(call(&exam, until).await), [RulingsWhy::NothingVacant.reason()], "a double click");
    assert_eq!(kinds(&exam.stage, &third).await, [Kind::CalledUp, Kind::ListReleased]);
    let (third, code, own) = own_call(&exam, "3").await;
    assert!(own.open && own.until == until && own.list == "interview");
    let foreign = departures::answer(service, &first, (code, own.code), "declined").await;
    assert!(matches!(foreign, Err(Fault::Missing)), "another's call: {foreign:?}");
    let silent = departures::answer(service, &third, (code, own.code), "silent").await;
    assert_eq!(reasons(silent), [TypedWhy::NotAChoice.at("answer")]);
    for _ in 0..2 {
        departures::answer(service, &third, (code, own.code), "declined").await.expect("declined once");
    }
    let other = departures::answer(service, &third, (code, own.code), "accepted").await;
    assert_eq!(reasons(other), [RulingsWhy::Answered.reason()]);

    // Silence counts as declining once the term is over, to the millisecond.
    let vacant = vacancy(&exam).await;
    assert_eq!((vacant.next[0].0.as_str(), vacant.round), ("4", 1), "the round is the same");
    assert_eq!(vacant_waits(&exam).await, 1, "and declined");
    let until = term(&exam);
    call(&exam, until).await.expect("called");
    let (fourth, code, own) = own_call(&exam, "4").await;
    exam.stage.effects.clock.advance(until.0 - 1 - exam.stage.effects.clock.now().0);
    runner::turn(service).await.expect("turned");
    assert!(own_call(&exam, "4").await.2.open, "a millisecond is left");
    exam.stage.effects.clock.advance(1);
    let late = departures::answer(service, &fourth, (code, own.code), "accepted").await;
    assert_eq!(reasons(late), [RulingsWhy::CallOver { until }.reason()]);
    while runner::work(service, "test").await.expect("worked") > 0 {}
    runner::turn(service).await.expect("turned");
    let own = own_call(&exam, "4").await.2;
    assert_eq!((own.answer, own.open), (Some(Answer::Silent), false));
    assert!(kinds(&exam.stage, &fourth).await.contains(&Kind::Departed));

    // The last one answers by telephone.
    call(&exam, term(&exam)).await.expect("called");
    let entries = page(&exam, &exam.screener).await.entries;
    let place = entries.iter().find(|one| one.ticket == "1").expect("the place");
    let tickets: Vec<&str> = place.calls.iter().map(|call| call.ticket.as_str()).collect();
    assert_eq!(tickets, ["3", "4", "5"], "the chain");
    let last = place.calls.last().expect("a call");
    assert!(last.may_record && last.round == 1);
    let record = async |word: &str, note: &str| {
        departures::record(service, &exam.screener, (exam.posting, last.code), (word, note)).await
    };
    assert_eq!(reasons(record("accepted", " ").await), [TypedWhy::Missing.at("note")]);
    record("accepted", "电话答复，王某接听。").await.expect("recorded");
    record("accepted", "电话答复，王某接听。").await.expect("a double click records once");
    assert!(page(&exam, &exam.screener).await.vacancies.is_empty(), "nothing is vacant");
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:out 2:in 3:out 4:out 5:in");
    assert!(is_unlisted(&exam).await, "the list that is out does not have them yet");

    // The public reads it with the next version.
    let public = async || {
        let all = open::sealed(service).await.expect("lists").whole;
        all.into_iter().map(|one| one.view).find(|view| view.head.stage == "interview").expect("a list")
    };
    assert_eq!(public().await.head.version, 1, "the list that is out stays as it is");
    lists::correct(service, &exam.screener, exam.posting, ("interview", 1), "递补 1 人")
        .await
        .expect("begun");
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    assert_eq!((public().await.head.version, is_unlisted(&exam).await), (2, false), "and now it has");
    let sealed = open::sealed(service).await.expect("lists").whole;
    let list = sealed.iter().find(|one| one.view.head.stage == "interview" && one.view.head.version == 2);
    let text = String::from_utf8(list.expect("the next version").bytes.clone()).expect("text");
    for (ticket, note) in [(",1,1,", ",left,"), (",1,3,", ",left,"), (",1,5,", ",moved_up,")] {
        let row = text.lines().find(|line| line.contains(ticket)).expect("a row");
        assert!(row.contains(note), "{row}");
    }
    assert!(
        !text.contains("withdrew") && !text.contains("declined"),
        "why somebody left is not for the public"
    );
    expect_bound(&exam).await;
    let events = exam.stage.events().await.join("\n");
    let times = |word: &str| events.matches(word).count();
    assert_eq!((times("\"called_up\""), times("\"call_answered\""), times("\"departed\"")), (3, 3, 3));
}

/// Nobody could answer a call, or publish another version of a list, once a selection was closed.
#[tokio::test]
async fn a_selection_is_not_closed_over_a_call_nor_over_whoever_moved_up_and_is_on_no_list() {
    const LAST: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
        "shortlists":[{"to":"inspection","score":"total","ratio":"1:1","replacement":{"allowed":true}}]}}"#;
    let exam = Exam::set(LAST, &[("p", 1)], &["1", "2", "3"].map(|ticket| ("p", ticket))).await;
    let service = &exam.stage.service;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n").await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    let page = async || decisions::outcome(service, &exam.screener, exam.posting).await.expect("a page");
    assert_eq!(page().await.against, []);
    left_and_called(&exam).await;
    assert_eq!(page().await.against, [DecisionsWhy::CallsOpen { count: 1 }.reason()]);
    let (who, code, own) = own_call(&exam, "2").await;
    departures::answer(service, &who, (code, own.code), "accepted").await.expect("accepted");
    let seen = page().await;
    assert_eq!(seen.against, [DecisionsWhy::UpUnlisted { count: 1 }.reason()]);
    let closed = decisions::close(service, &exam.approver, (exam.posting, seen.version)).await;
    assert_eq!(reasons(closed), seen.against);
    let of = ("inspection", 1);
    lists::correct(service, &exam.screener, exam.posting, of, "递补 1 人").await.expect("begun");
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    assert_eq!(page().await.against, []);
}

#[tokio::test]
async fn an_officers_departure_needs_another_person_and_never_is_a_mark_of_zero() {
    let exam = called().await;
    let service = &exam.stage.service;
    let enter =
        async |form: &DepartureForm| departures::enter(service, &exam.screener, exam.posting, form).await;
    let wrong = DepartureForm { list: "medical".to_owned(), ..form("2", "medical") };
    assert_eq!(reasons(enter(&wrong).await), [TypedWhy::NotAChoice.at("list")]);
    assert_eq!(reasons(enter(&form("9", "medical")).await), [TypedWhy::NotAChoice.at("ticket")]);
    assert_eq!(reasons(enter(&form("2", "silent")).await), [TypedWhy::NotAChoice.at("why")]);
    let later = DepartureForm { day: "2099-01-01".to_owned(), ..form("2", "medical") };
    assert_eq!(reasons(enter(&later).await), [RulingsWhy::LeavesLater.at("day")]);
    // Nobody fails a medical that the timetable puts at a later time.
    let now = exam.stage.effects.clock.now();
    let mut window = Window { opens: now.plus_seconds(60), closes: now.plus_seconds(120) };
    announced(&exam, StageKind::Medical, window).await;
    let why = PostingsWhy::StageNotBegun { stage: StageKind::Medical, opens: window.opens };
    assert_eq!(reasons(enter(&form("2", "medical")).await), [why.reason()]);
    window.opens = now;
    announced(&exam, StageKind::Medical, window).await;
    for _ in 0..2 {
        enter(&form("2", "medical")).await.expect("a double click enters once");
    }
    assert_eq!(reasons(enter(&form("2", "veto")).await), [RulingsWhy::LeftAlready.at("ticket")]);
    exam.compute().await;
    assert_eq!(
        exam.seats("p", "interview").await,
        "1:in 2:in 3:reserve 1 4:reserve 2 5:reserve 3",
        "it waits"
    );
    let waiting = page(&exam, &exam.approver).await.entries.remove(0);
    assert!(waiting.may_decide && waiting.state == DepartureState::Waits);
    assert_eq!(waiting.evidence, "体检机构结论第7号。");
    let at = (exam.posting, waiting.code);
    let own = departures::approve(service, &exam.screener, at).await;
    assert!(matches!(own, Err(Fault::Denied(Denial::Role))), "{own:?}");
    let silent = departures::refuse(service, &exam.approver, at, "").await;
    assert_eq!(reasons(silent), [TypedWhy::Missing.at("answer")]);
    departures::refuse(service, &exam.approver, at, "结论尚未复检。").await.expect("refused");
    assert!(matches!(departures::approve(service, &exam.approver, at).await, Err(Fault::Stale)));
    enter(&form("2", "medical")).await.expect("entered again");
    let at = (exam.posting, page(&exam, &exam.approver).await.entries[0].code);
    for _ in 0..2 {
        departures::approve(service, &exam.approver, at).await.expect("a double click approves once");
    }
    let (second, code, _) = candidate(&exam, "2").await;
    let left = applications::view(service, &second, code).await.expect("own").left.expect("left");
    assert_eq!(left.kind, DepartureKind::Medical);
    assert_eq!(kinds(&exam.stage, &second).await, [Kind::Departed, Kind::ListReleased]);
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:out 3:reserve 1 4:reserve 2 5:reserve 3");
    let ranking = exam.ranking("p").await;
    let line = ranking.lines.iter().find(|line| line.ticket == "2").expect("a line");
    assert!(line.values.iter().any(|(_, value)| value == "70.00"), "marks stay: {line:?}");
    let kept = exam.stage.everything().await;
    let words = "体检机构结论第7号".as_bytes();
    assert!(!kept.windows(words.len()).any(|some| some == words), "what it rests on is sealed");
    expect_bound(&exam).await;
}

#[tokio::test]
async fn rounds_end_where_the_scheme_says_and_whoever_is_called_later_waits_for_whoever_came_before() {
    let exam = called().await;
    let service = &exam.stage.service;
    leave(&exam, "1").await;
    leave(&exam, "2").await;
    let vacant = vacancy(&exam).await;
    assert_eq!((vacant.places, vacant.next.len()), (2, 2));
    call(&exam, term(&exam)).await.expect("two are called");
    let (fourth, code, own) = own_call(&exam, "4").await;
    departures::answer(service, &fourth, (code, own.code), "accepted").await.expect("accepted");
    exam.compute().await;
    let seats = "1:out 2:out 3:reserve 1 4:reserve 2 5:reserve 3";
    assert_eq!(exam.seats("p", "interview").await, seats, "the first may still move up");
    let early = lists::proof(service, &exam.publisher, exam.posting, "inspection").await;
    assert_eq!(
        reasons(early),
        [RulingsWhy::CallsWait { count: 1 }.reason()],
        "no later list while a call waits"
    );
    // Whoever is called and leaves has answered.
    leave(&exam, "3").await;
    let (_, _, own) = own_call(&exam, "3").await;
    assert_eq!(own.answer, Some(Answer::Declined));
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:out 2:out 3:out 4:in 5:reserve 3");
    let vacant = vacancy(&exam).await;
    assert_eq!((vacant.next[0].0.as_str(), vacant.round), ("5", 1), "the same round goes on");

    // A suspended posting ends no term.
    let until = term(&exam);
    call(&exam, until).await.expect("called");
    let seen = postings::view(service, &exam.approver, exam.posting).await.expect("a posting");
    let at = (exam.posting, seen.version);
    postings::suspend(service, &exam.approver, at, "考点停电。").await.expect("suspended");
    exam.stage.effects.clock.advance(until.0 + 1 - exam.stage.effects.clock.now().0);
    runner::turn(service).await.expect("turned");
    assert_eq!(own_call(&exam, "5").await.2.answer, None, "it stands still");
    let at = (exam.posting, seen.version + 1);
    postings::resume(service, &exam.approver, at, "已恢复。").await.expect("resumed");
    runner::turn(service).await.expect("turned");
    assert_eq!(own_call(&exam, "5").await.2.answer, Some(Answer::Silent));
    let page = page(&exam, &exam.screener).await;
    assert!(page.vacancies[0].next.is_empty(), "nobody is left, and the place stays empty");
    assert_eq!(reasons(call(&exam, term(&exam)).await), [RulingsWhy::NobodyNext.reason()]);
    expect_bound(&exam).await;
}

/// A selection that was cancelled asks nobody for a decision that no page offers, and takes none.
#[tokio::test]
async fn a_departure_that_waits_in_a_cancelled_selection_waits_for_nobody() {
    let exam = called().await;
    let service = &exam.stage.service;
    departures::enter(service, &exam.screener, exam.posting, &form("1", "medical")).await.expect("entered");
    let of = (exam.posting, page(&exam, &exam.approver).await.entries[0].code);
    let waits = (Waiting::Departure, 1);
    assert!(exam.waits(&exam.approver).await.contains(&waits));
    postings::propose_cancel(service, &exam.screener, exam.posting, "编制调整。").await.expect("proposed");
    let course = postings::course(service, &exam.approver, exam.posting).await.expect("a page");
    let decision = course.waiting().expect("it waits").code;
    postings::cancel(service, &exam.approver, (exam.posting, decision)).await.expect("cancelled");
    assert!(!exam.waits(&exam.approver).await.contains(&waits));
    assert!(!page(&exam, &exam.approver).await.entries[0].may_decide);
    let over = PostingsWhy::WrongPhase { phase: Phase::Ended }.reason();
    assert_eq!(
        reasons(departures::refuse(service, &exam.approver, of, "不").await),
        std::slice::from_ref(&over)
    );
    assert_eq!(reasons(departures::approve(service, &exam.approver, of).await), [over]);
}

#[tokio::test]
async fn a_departure_entered_in_error_is_taken_back_by_two_people_unless_somebody_moved_up() {
    let exam = called().await;
    let service = &exam.stage.service;
    departures::enter(service, &exam.screener, exam.posting, &form("1", "medical")).await.expect("entered");
    let code = async || page(&exam, &exam.approver).await.entries[0].code;
    let of = (exam.posting, code().await);
    let propose = || departures::propose_recall(service, &exam.screener, of, "准考证号登记错");
    assert_eq!(reasons(propose().await), [RulingsWhy::NotReversible.reason()], "it does not stand yet");
    departures::approve(service, &exam.approver, of).await.expect("approved");
    exam.compute().await;
    assert_eq!(vacancy(&exam).await.next[0].0, "3", "somebody would be called");
    let until = term(&exam);
    call(&exam, until).await.expect("called");
    assert_eq!(reasons(propose().await), [RulingsWhy::PlaceCalled.reason()]);
    let (third, third_code, own) = own_call(&exam, "3").await;
    departures::answer(service, &third, (third_code, own.code), "declined").await.expect("declined");
    assert!(page(&exam, &exam.screener).await.entries.iter().any(|one| one.code == of.1 && one.may_recall));
    for _ in 0..2 {
        propose().await.expect("twice is once");
    }
    let other = departures::propose_recall(service, &exam.screener, of, "另有理由").await;
    assert_eq!(reasons(other), [RulingsWhy::RecallWaits.reason()]);
    let recall = page(&exam, &exam.approver).await.entries.into_iter().find(|one| one.code == of.1);
    let recall = (exam.posting, recall.expect("a departure").recalls[0].code);
    let denied = departures::take_back(service, &exam.screener, recall).await;
    assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
    for _ in 0..2 {
        departures::take_back(service, &exam.approver, recall).await.expect("twice is once");
    }
    let late = departures::keep(service, &exam.approver, recall, "不").await;
    assert!(matches!(late, Err(Fault::Stale)), "{late:?}");
    let (first, first_code, _) = candidate(&exam, "1").await;
    let own = applications::view(service, &first, first_code).await.expect("own");
    assert!(own.left.is_none() && own.may_leave, "the person stands again");
    assert_eq!(kinds(&exam.stage, &first).await.iter().filter(|one| **one == Kind::PlaceChanged).count(), 1);
    exam.compute().await;
    assert_eq!(
        exam.seats("p", "interview").await,
        "1:in 2:in 3:out 4:reserve 2 5:reserve 3",
        "the place is not vacant"
    );
    let again = departures::propose_recall(service, &exam.screener, of, "再撤一次").await;
    assert_eq!(reasons(again), [RulingsWhy::NotReversible.reason()]);

    // Somebody moves up for the next departure: that one stays.
    departures::enter(service, &exam.screener, exam.posting, &form("2", "recheck")).await.expect("entered");
    let of = (exam.posting, code().await);
    departures::approve(service, &exam.approver, of).await.expect("approved");
    exam.compute().await;
    call(&exam, term(&exam)).await.expect("called");
    let (fourth, fourth_code, own) = own_call(&exam, "4").await;
    departures::answer(service, &fourth, (fourth_code, own.code), "accepted").await.expect("accepted");
    let filled = departures::propose_recall(service, &exam.screener, of, "登记有误").await;
    assert_eq!(reasons(filled), [RulingsWhy::PlaceFilled.reason()]);
    leave(&exam, "5").await;
    let own = (exam.posting, code().await);
    let withdrew = departures::propose_recall(service, &exam.screener, own, "本人反悔").await;
    assert_eq!(reasons(withdrew), [RulingsWhy::NotReversible.reason()]);
    expect_bound(&exam).await;
}

const KEPT: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "rank":{"left_marks":"kept"},
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},{"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

/// The values of a person's interview as the ranking shows them.
async fn interviewed(exam: &Exam, ticket: &str) -> Vec<String> {
    let ranking = exam.ranking("p").await;
    let line = ranking.lines.into_iter().find(|line| line.ticket == ticket).expect("a line");
    let shown = line.values.into_iter().filter(|(name, value)| name == "interview" && !value.is_empty());
    shown.map(|(_, value)| value).collect()
}

/// Who would move by the one thing that waits: the lists with how many cross and whether they are public, and the people.
async fn moving(exam: &Exam) -> String {
    let effect = page(exam, &exam.approver).await.effect.expect("one thing waits");
    let moves = effect.moves.filter(|_| !effect.withheld).expect("computed");
    let list = |one: &Reached| format!("{} {} {}", one.list.key, one.people, one.public);
    let lists: Vec<String> = moves.lists.iter().map(list).collect();
    let people: Vec<&str> = moves.movers.rows.iter().map(|one| one.candidate.as_str()).collect();
    format!("{}: {}", lists.join(" "), people.join(" "))
}

#[tokio::test]
async fn marks_of_whoever_left_stay_on_record_with_their_history_and_count_nowhere() {
    let people = ["1", "2", "3"].map(|ticket| ("p", ticket));
    let exam = Exam::set(KEPT, &[("p", 1)], &people).await;
    let service = &exam.stage.service;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,69\n").await;
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    exam.import("interview.csv", "candidate,interview\n1,80\n2,90\n").await;
    exam.import("corrected.csv", "candidate,interview\n2,99\n").await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:reserve 1 2:in 3:out", "80 and 81.6");
    departures::enter(service, &exam.screener, exam.posting, &form("2", "disqualified"))
        .await
        .expect("entered");
    let of = (exam.posting, page(&exam, &exam.approver).await.entries[0].code);
    assert_eq!(moving(&exam).await, "inspection 2 false interview 1 true: 1 2", "before it is approved");
    departures::approve(service, &exam.approver, of).await.expect("approved");
    assert_eq!(page(&exam, &exam.approver).await.effect, None, "nothing waits");
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:out 3:reserve 1");
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:out 3:out");
    assert_eq!(interviewed(&exam, "2").await, [""; 0], "the mark counts nowhere");
    assert_eq!(interviewed(&exam, "1").await.len(), 1);
    let asked = (exam.code("2").await, "interview");
    let record = marks::history(service, &exam.clerk, exam.posting, asked).await.expect("a history");
    let now: Vec<&str> = record.now.iter().map(|state| state.value.as_str()).collect();
    let past: Vec<&str> = record.past.iter().map(|past| past.state.value.as_str()).collect();
    assert_eq!((now, past), (vec!["99"], vec!["90"]), "and is lost to nobody who may read it");

    // Taken back, the departure leaves nothing behind: the mark counts again.
    departures::propose_recall(service, &exam.screener, of, "登记有误").await.expect("proposed");
    let recall = (exam.posting, page(&exam, &exam.approver).await.entries[0].recalls[0].code);
    assert_eq!(moving(&exam).await, "inspection 2 false interview 1 true: 2 1", "before it is taken back");
    departures::take_back(service, &exam.approver, recall).await.expect("taken back");
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:reserve 1 2:in 3:out");
}

/// A departure that waits to be taken back: what a database needs to have a row of it.
pub async fn recalled(exam: &Exam, ticket: &str) {
    let service = &exam.stage.service;
    let entries =
        departures::page(service, &exam.approver, exam.posting, (None, "")).await.expect("a page").entries;
    let entry = entries.into_iter().find(|one| one.ticket == ticket).expect("a departure");
    departures::approve(service, &exam.approver, (exam.posting, entry.code)).await.expect("approved");
    let of = (exam.posting, entry.code);
    departures::propose_recall(service, &exam.screener, of, "登记有误").await.expect("proposed");
}
