//! A line (合格分数线) that is set after marking: whoever may set it sees nobody of the ranking before it stands.

use domain::access::{Assignment, Caller, Denial, Reach, Role, Scope, Who};
use domain::event::Event;
use domain::rulings::{FormKind, RulingForm};
use domain::supervision::Supervised;
use domain::view::desk::audit::EventLine;
use domain::view::desk::lists::Against;
use domain::view::desk::revisions::{PositionForm, Weighing};
use domain::view::desk::rulings::Asks;
use service::departures::{self, DepartureForm};
use service::rulings::Subject;
use service::{Fault, audit, lists, postings, ranking, rulings, supervision};
use text::Lang;

use crate::altered;
use crate::exam::Exam;
use crate::rulings::{approve, decided, propose};
use crate::stage::load;

const OPEN: &str = r#"{"scheme":{"components":[
    {"key":"written","weight":50,"line":"decided"},{"key":"interview","weight":50}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},
                  {"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

/// The same with a line of the interview, and somebody who moves up.
const BOTH: &str = r#"{"scheme":{"components":[
    {"key":"written","weight":50,"line":"decided"},{"key":"interview","weight":50,"line":"decided"}],
    "rank":{"left_marks":"kept"},
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1","replacement":{"allowed":true}},
                  {"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

async fn marked() -> Exam {
    let people = ["1", "2", "3"].map(|ticket| ("p", ticket));
    let exam = Exam::set(OPEN, &[("p", 1)], &people).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,55\n").await;
    exam.compute().await;
    exam
}

/// The line of the written test.
fn line() -> RulingForm {
    let [of, line] = ["written", "60"].map(str::to_owned);
    RulingForm { kind: FormKind::Line, of, line, ..RulingForm::default() }
}

fn is_unseen<T: std::fmt::Debug>(found: &Result<T, Fault>) {
    assert!(matches!(found, Err(Fault::Denied(Denial::LineOpen))), "{found:?}");
}

/// Whether the reader sees people on every page that has them.
async fn sees(exam: &Exam, who: &Caller) -> bool {
    let (service, of) = (&exam.stage.service, exam.code("1").await);
    let page = ranking::view(service, who, exam.posting, "p").await.expect("a page");
    assert_eq!((page.positions.len(), page.positions[0].people), (1, 3), "counts are shown to all of them");
    // The marks of few people can be guessed against a digest of them.
    let head = page.head.as_ref().expect("a head");
    assert_eq!([head.inputs, head.rulings, head.result].map(|one| one.is_none()), [page.withheld; 3]);
    let signable = supervision::view(service, who, exam.posting).await.expect("a page").lines;
    assert_eq!(signable.iter().any(|one| one.what == Supervised::Totals), !page.withheld);
    if !page.withheld {
        assert_eq!(page.lines.len(), 3);
        let first = page.lines.iter().find(|line| line.ticket == "1").expect("a line");
        assert_eq!(first.application, of);
        let explained = ranking::steps(service, who, exam.posting, of).await.expect("steps");
        assert_eq!(explained.ticket, "1");
        ranking::book(service, who, exam.posting, Lang::En).await.expect("a workbook");
        ranking::try_mark(service, who, exam.posting, (of, "", ""), Lang::En).await.expect("a page");
        return true;
    }
    assert!(page.lines.is_empty());
    let named = page.head.expect("a head").questions.iter().map(|one| one.1.len()).sum::<usize>();
    assert_eq!(named, 0, "no ticket numbers");
    is_unseen(&ranking::steps(service, who, exam.posting, of).await);
    is_unseen(&ranking::book(service, who, exam.posting, Lang::En).await);
    is_unseen(&ranking::try_mark(service, who, exam.posting, (of, "", ""), Lang::En).await);
    false
}

/// A supervisor who is also a screener of the posting, and so may propose its lines.
fn also_screener(exam: &Exam) -> Caller {
    let mut caller = exam.stage.supervisor.clone();
    let posting = exam.screener.person().expect("a person").postings[0].1;
    if let Who::Person(person) = &mut caller.who {
        person.assignments.push(Assignment { role: Role::Screener, reach: Reach::Posting(posting) });
    }
    caller
}

/// Of each event with digests of a ranking, whether the audit trail shows them: in the event, and in the record as it is printed.
async fn digests(exam: &Exam, who: &Caller) -> Vec<bool> {
    let trail = audit::events(&exam.stage.service, who, None, None).await.expect("a page");
    let shown = |line: EventLine| match line.event {
        Event::RankingComputed { inputs, result, .. } => {
            assert_eq!(inputs.is_some(), result.is_some());
            assert_eq!(line.stored.contains("\"result\""), result.is_some(), "{}", line.stored);
            assert_eq!(line.stored.contains("\"inputs\""), result.is_some(), "{}", line.stored);
            Some(result.is_some())
        }
        Event::SupervisorSigned { what: Supervised::Totals, digest, .. } => {
            assert_eq!(line.stored.contains("\"digest\""), digest.is_some(), "{}", line.stored);
            Some(digest.is_some())
        }
        _ => None,
    };
    trail.lines.into_iter().filter_map(shown).collect()
}

#[tokio::test]
async fn whoever_may_set_a_line_sees_counts_and_nobody_before_it_stands() {
    let exam = marked().await;
    let service = &exam.stage.service;
    let everybody = async || {
        let readers =
            [exam.screener.clone(), exam.approver.clone(), exam.publisher.clone(), exam.supervisor()];
        let mut all = Vec::new();
        for who in &readers {
            all.push(sees(&exam, who).await);
        }
        all
    };
    assert_eq!(everybody().await, [false, false, true, true]);
    exam.supervise().await;
    assert_eq!(digests(&exam, &exam.stage.supervisor).await, [true, true], "signed, and computed before");
    let both = also_screener(&exam);
    assert_eq!(digests(&exam, &both).await, [false, false]);
    let whole = Subject { position: "p".to_owned(), list: "interview".to_owned(), ..Subject::default() };
    is_unseen(&rulings::form(service, &exam.screener, exam.posting, whole.clone()).await);

    // The form counts the lines that could be set, and names nobody.
    let about = Subject { of: "written".to_owned(), ..Subject::default() };
    let form = rulings::form(service, &exam.screener, exam.posting, about).await.expect("a form");
    let Asks::Line { possible, .. } = form.asks else { panic!("no line") };
    assert_eq!(possible.expect("counted").people, 3);
    let code = propose(&exam, &line(), None).await.expect("proposed");
    let shown = rulings::view(service, &exam.approver, exam.posting, code).await.expect("a page");
    assert!(shown.withheld && shown.moves.is_none() && shown.possible.is_some());
    approve(&exam, code).await.expect("approved");
    assert_eq!(everybody().await, [false, false, true, true], "until it is computed with the line");
    exam.compute().await;
    assert_eq!(everybody().await, [true, true, true, true]);
    assert_eq!(digests(&exam, &both).await, [true, true, true], "of the first too");
    rulings::form(service, &exam.screener, exam.posting, whole).await.expect("a form");
}

/// A departure that waits tells whoever may set the open line that something waits, and not who would move by it.
#[tokio::test]
async fn who_would_move_by_a_departure_is_withheld_from_whoever_may_set_an_open_line() {
    let exam = marked().await;
    disqualified(&exam).await;
    is_effect_unseen(&exam).await;
}

/// The ranking falls, as it does where screening is opened again.
async fn fall(exam: &Exam) {
    let id = exam.screener.person().expect("a person").postings[0].1;
    let tx = exam.stage.store.write("stage").await.expect("a turn");
    store::rankings::supersede(&tx, &load(Scope::posting(id, &[]))).await.expect("superseded");
    crate::stage::keep(tx).await;
}

/// A departure that waits.
async fn disqualified(exam: &Exam) {
    let [ticket, list, why, day] = ["3", "interview", "disqualified", "2026-01-01"].map(str::to_owned);
    let (ground, evidence) = (String::new(), "提供材料不实".to_owned());
    let form = DepartureForm { ticket, list, why, day, ground, evidence };
    departures::enter(&exam.stage.service, &exam.screener, exam.posting, &form).await.expect("entered");
}

/// Whoever sets lines reads that something waits alone, and the supervisor who would move by it.
async fn is_effect_unseen(exam: &Exam) {
    let effect = async |who: &Caller| {
        let service = &exam.stage.service;
        let page = departures::page(service, who, exam.posting, (None, "")).await.expect("a page");
        page.effect.expect("it waits")
    };
    for who in [&exam.screener, &exam.approver] {
        let found = effect(who).await;
        assert!(found.withheld && found.moves.is_none(), "{found:?}");
    }
    let found = effect(&exam.supervisor()).await;
    assert!(!found.withheld && found.moves.is_some(), "{found:?}");
}

/// Whoever lets the ranking fall, or computes none, learns nothing more: pages that compute what they show ask whether a line is open by
/// what stands now.
#[tokio::test]
async fn without_a_ranking_pages_that_compute_show_nobody_to_whoever_may_set_an_open_line() {
    let exam = marked().await;
    let service = &exam.stage.service;
    disqualified(&exam).await;
    let code = propose(&exam, &line(), None).await.expect("proposed");
    fall(&exam).await;
    is_effect_unseen(&exam).await;
    assert_eq!(digests(&exam, &also_screener(&exam)).await, [false], "nor the digests of what fell");
    assert_eq!(digests(&exam, &exam.stage.supervisor).await, [true]);
    let of = exam.code("1").await;
    let tried = async |who: &Caller| {
        ranking::try_mark(service, who, exam.posting, (of, "written", "90"), Lang::En).await
    };
    for who in [&exam.screener, &exam.approver] {
        is_unseen(&tried(who).await);
        let shown = rulings::view(service, who, exam.posting, code).await.expect("a page");
        assert!(shown.withheld && shown.moves.is_none() && shown.possible.is_some());
    }
    for by_decision in [true, false] {
        let [position, list] = ["p", "interview"].map(str::to_owned);
        let whole = Subject { position, list, by_decision, ..Subject::default() };
        is_unseen(&rulings::form(service, &exam.screener, exam.posting, whole).await);
    }
    let who = exam.supervisor();
    assert!(tried(&who).await.expect("a page").tried.is_some_and(|one| one.moves.is_some()));
    let shown = rulings::view(service, &who, exam.posting, code).await.expect("a page");
    assert!(!shown.withheld && shown.moves.is_some());
}

/// Who is next for a vacant place is somebody of the ranking too: with one line set and another one open, the place is shown and the person
/// is not.
#[tokio::test]
async fn who_is_next_for_a_vacant_place_is_withheld_while_another_line_is_open() {
    let people = ["1", "2", "3", "4"].map(|ticket| ("p", ticket));
    let exam = Exam::set(BOTH, &[("p", 1)], &people).await;
    let service = &exam.stage.service;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,65\n4,55\n").await;
    exam.compute().await;
    decided(&exam, &line(), None).await;
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    exam.import("interview.csv", "candidate,interview\n1,80\n2,70\n").await;
    let [ticket, list, why, day] = ["2", "interview", "disqualified", "2026-01-01"].map(str::to_owned);
    let (ground, evidence) = (String::new(), "提供材料不实".to_owned());
    let form = DepartureForm { ticket, list, why, day, ground, evidence };
    departures::enter(service, &exam.screener, exam.posting, &form).await.expect("entered");
    let page =
        async |who: &Caller| departures::page(service, who, exam.posting, (None, "")).await.expect("a page");
    let entry = page(&exam.approver).await.entries[0].code;
    departures::approve(service, &exam.approver, (exam.posting, entry)).await.expect("approved");
    for who in [&exam.screener, &exam.approver] {
        let vacant = page(who).await.vacancies.remove(0);
        assert!(vacant.places == 1 && vacant.withheld && vacant.next.is_empty(), "{vacant:?}");
    }
    let vacant = page(&exam.supervisor()).await.vacancies.remove(0);
    assert!(!vacant.withheld && vacant.next[0].0 == "3", "{vacant:?}");
}

/// Other places in a further revision tell whoever may set the open line that people are reached, and not who.
#[tokio::test]
async fn who_would_move_by_other_places_is_withheld_from_whoever_may_set_an_open_line() {
    let exam = marked().await;
    let service = &exam.stage.service;
    let page = async |who: &Caller| postings::further(service, who, exam.posting).await.expect("a page");
    let before = page(&exam.screener).await;
    let form = PositionForm { plan: "2".to_owned(), ..before.positions[0].clone() };
    let at = (exam.posting, before.version);
    postings::draft_position(service, &exam.screener, at, (Some("p"), &form)).await.expect("drafted");
    let withheld = async || {
        for who in [&exam.screener, &exam.approver] {
            assert_eq!(page(who).await.weighed, Weighing::Withheld);
        }
        let found = page(&exam.supervisor()).await.weighed;
        assert!(matches!(found, Weighing::Known(_)), "supervisors set no line: {found:?}");
    };
    withheld().await;
    fall(&exam).await;
    withheld().await;
}

/// A line that is taken back while its list is under correction is open again: what the ranking says of people against the public version
/// is withheld from whoever may set it.
#[tokio::test]
async fn the_page_of_a_correction_withholds_people_while_a_line_is_open_again() {
    let exam = marked().await;
    let service = &exam.stage.service;
    let set = decided(&exam, &line(), None).await;
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    let of = ("interview", 1);
    lists::correct(service, &exam.screener, exam.posting, of, "合格分数线登记有误").await.expect("begun");
    let against = async |who: &Caller| {
        let page = lists::correction(service, who, exam.posting, "interview").await.expect("a page");
        page.against
    };
    assert_eq!(against(&exam.approver).await, Against::Nothing, "to be computed again");
    exam.compute().await;
    assert_eq!(against(&exam.approver).await, Against::Same);
    let back = RulingForm {
        kind: FormKind::Withdrawal,
        reason: "the line was set by mistake".to_owned(),
        ..RulingForm::default()
    };
    decided(&exam, &back, Some(set)).await;
    exam.compute().await;
    for who in [&exam.screener, &exam.approver] {
        assert_eq!(against(who).await, Against::Withheld);
    }
    for who in [exam.publisher.clone(), exam.supervisor()] {
        assert!(matches!(against(&who).await, Against::Differs(..)), "they set no line");
    }
}
