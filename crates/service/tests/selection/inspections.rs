//! Inspections and medicals before a decision: two members enter and countersign, whoever is related is left out, every reading is on
//! record, and nobody is proposed whose file, medical or veto stands in the way.

use domain::access::{Assignment, Caller, Denial, Reach, Role};
use domain::course::Waiting;
use domain::departure::{DepartureKind, DepartureState, VetoGround};
use domain::inspection::{InspectionState, MedicalResult, RecordForm, Shown};
use domain::messages::Kind;
use domain::reason::{DecisionsWhy, InspectionsWhy, Reason, TypedWhy, Why};
use domain::view::desk::inspections::{InspectionFile, InspectionsPage};
use service::departures::{self, DepartureForm};
use service::inspections::{self, MedicalForm};
use service::{Fault, applications, decisions, messages, postings};
use store::people::NewAssignment;
use text::Lang;

use crate::decisions::{begun, published, say};
use crate::departures::candidate;
use crate::exam::Exam;
use crate::stage::{OPENS, load, reasons};

fn strings(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

/// A record that lacks nothing.
fn record(findings: &str) -> RecordForm {
    RecordForm {
        years: strings(&["2020", "2019"]),
        grades: strings(&["excellent", "competent"]),
        awards: strings(&["third_class"]),
        award_years: strings(&["2018"]),
        tasks: "防汛值守".to_owned(),
        talks: strings(&["talk"]),
        talk_days: strings(&["2020-05-01"]),
        talk_people: strings(&["12"]),
        archive: "sound".to_owned(),
        archive_by: "张三".to_owned(),
        findings: findings.to_owned(),
        points: String::new(),
    }
}

/// Screener and clerk are put on the posting, and the screener names both into the team.
pub async fn team(exam: &Exam) {
    let posting = exam.screener.person().expect("a person").postings[0].1;
    let tx = exam.stage.store.write("team").await.expect("a turn");
    for (who, role) in [(&exam.screener, Role::Screener), (&exam.clerk, Role::Clerk)] {
        let held = Assignment { role, reach: Reach::Posting(posting) };
        let person = who.id().expect("a person");
        let new = NewAssignment { code: exam.stage.key(), person, held: &held, until: None, at: OPENS };
        store::people::give(&tx, &load(domain::access::Scope::system()), &new).await.expect("assigned");
    }
    crate::stage::keep(tx).await;
    for (code, _) in page(exam, "").await.staff {
        let code = code.to_string();
        for _ in 0..2 {
            inspections::name(&exam.stage.service, &exam.screener, exam.posting, &code).await.expect("named");
        }
    }
}

/// Everybody's file is entered by the screener and countersigned by the clerk.
pub async fn inspected(exam: &Exam, tickets: &[&str]) {
    let all: Vec<(&str, &str)> = tickets.iter().map(|ticket| (*ticket, "")).collect();
    quantified(exam, &all).await;
}

/// The same, each with a quantified result.
pub async fn quantified(exam: &Exam, people: &[(&str, &str)]) {
    team(exam).await;
    for (ticket, points) in people {
        let form = RecordForm { points: (*points).to_owned(), ..record("表现良好") };
        enter(exam, &exam.screener, (ticket, 0), &form).await.expect("entered");
        read(exam, &exam.clerk, ticket).await.expect("opened");
        countersign(exam, &exam.clerk, (ticket, 1)).await.expect("countersigned");
    }
}

async fn enter(exam: &Exam, by: &Caller, of: (&str, i64), form: &RecordForm) -> Result<(), Fault> {
    let of = (exam.posting, exam.code(of.0).await, of.1);
    inspections::enter(&exam.stage.service, by, of, form).await
}

async fn countersign(exam: &Exam, by: &Caller, of: (&str, i64)) -> Result<(), Fault> {
    let of = (exam.posting, exam.code(of.0).await, of.1);
    inspections::countersign(&exam.stage.service, by, of).await
}

async fn page(exam: &Exam, shown: &str) -> InspectionsPage {
    inspections::page(&exam.stage.service, &exam.screener, exam.posting, (shown, "")).await.expect("a page")
}

async fn file(exam: &Exam, by: &Caller, ticket: &str) -> InspectionFile {
    let of = exam.code(ticket).await;
    inspections::file(&exam.stage.service, by, exam.posting, of).await.expect("a file")
}

async fn read(exam: &Exam, by: &Caller, ticket: &str) -> Result<(), Fault> {
    inspections::read(&exam.stage.service, by, (exam.posting, exam.code(ticket).await)).await
}

/// A result of a medical, and a veto: what a database needs to have a row of each.
pub async fn examined(exam: &Exam) {
    medical(exam, "4", "reexamine").await.expect("recorded");
    let of = (exam.posting, exam.code("4").await);
    inspections::declare(&exam.stage.service, &exam.clerk, of, "other").await.expect("declared");
    veto(exam, "4", "investigation").await.expect("entered");
    crate::departures::recalled(exam, "4").await;
}

pub async fn medical(exam: &Exam, ticket: &str, result: &str) -> Result<(), Fault> {
    let form = MedicalForm {
        result: result.to_owned(),
        day: "2020-06-01".to_owned(),
        words: "体检结论第7号".to_owned(),
    };
    let of = (exam.posting, exam.code(ticket).await);
    inspections::record_medical(&exam.stage.service, &exam.screener, of, &form).await
}

async fn veto(exam: &Exam, ticket: &str, ground: &str) -> Result<(), Fault> {
    let form = DepartureForm {
        ticket: ticket.to_owned(),
        list: "inspection".to_owned(),
        why: "veto".to_owned(),
        day: "2020-06-02".to_owned(),
        ground: ground.to_owned(),
        evidence: "纪检监察机关函〔2026〕3号".to_owned(),
    };
    departures::enter(&exam.stage.service, &exam.screener, exam.posting, &form).await
}

/// The departure of a person that waits or was decided last, decided by the approver.
async fn decide(exam: &Exam, ticket: &str, approve: bool) {
    let (service, who) = (&exam.stage.service, &exam.approver);
    let page = departures::page(service, who, exam.posting, (None, "")).await.expect("a page");
    let entry = page.entries.into_iter().find(|one| one.ticket == ticket).expect("a departure");
    let of = (exam.posting, entry.code);
    if approve {
        departures::approve(service, who, of).await.expect("approved");
    } else {
        departures::refuse(service, who, of, "结论登记有误").await.expect("refused");
    }
}

fn all_whys(outcome: Result<(), Fault>) -> Vec<Why> {
    reasons(outcome).into_iter().map(|one| one.why).collect()
}

/// What waits for somebody on the start of the desk.
async fn waits(exam: &Exam, who: &Caller) -> Vec<(Waiting, u32)> {
    let desk = postings::list(&exam.stage.service, who).await.expect("a desk");
    desk.tasks.into_iter().map(|task| (task.what, task.count)).collect()
}

/// How many messages tell somebody that something waits for a second person.
async fn told(exam: &Exam, who: &Caller) -> usize {
    let inbox = messages::inbox(&exam.stage.service, who, Lang::Zh, None).await.expect("an inbox");
    inbox.lines.iter().filter(|one| one.kind == Kind::SecondWaits).count()
}

async fn events(exam: &Exam, word: &str) -> usize {
    exam.stage.events().await.iter().filter(|one| one.contains(word)).count()
}

#[tokio::test]
async fn a_file_is_entered_by_one_countersigned_by_another_and_nobody_else_reads_it() {
    let exam = published().await;
    let alone = enter(&exam, &exam.screener, ("1", 0), &record("可")).await;
    assert!(matches!(alone, Err(Fault::Missing)), "no team yet: {alone:?}");
    team(&exam).await;
    let seen = page(&exam, "").await;
    assert_eq!((seen.team.len(), seen.people.len(), seen.staff.len()), (2, 4, 0));
    assert_eq!(seen.counts[0], (Shown::Open, 4));
    assert_eq!(seen.people[0].lacks, [], "that nothing stands in it is said by its state alone");

    let bare = RecordForm { findings: "待补充".to_owned(), ..RecordForm::default() };
    enter(&exam, &exam.screener, ("1", 0), &bare).await.expect("entered as far as it goes");
    let own = countersign(&exam, &exam.screener, ("1", 1)).await;
    assert!(matches!(own, Err(Fault::Denied(Denial::SamePerson))), "{own:?}");
    let lacks = all_whys(countersign(&exam, &exam.clerk, ("1", 1)).await);
    assert_eq!(lacks.len(), 3, "{lacks:?}");
    assert_eq!(page(&exam, "").await.people[0].lacks.len(), 3);
    // It waits for the other member alone, on the start of the desk, on the posting's page and as a message.
    assert_eq!(waits(&exam, &exam.clerk).await, [(Waiting::Inspection, 1)]);
    assert_eq!(waits(&exam, &exam.screener).await, []);
    for (who, own) in [(&exam.clerk, true), (&exam.screener, false)] {
        let seen = postings::view(&exam.stage.service, who, exam.posting).await.expect("a posting");
        let told: Vec<_> = seen.progress.waits.iter().map(|one| (one.what, one.own)).collect();
        assert_eq!(told, [(Waiting::Inspection, own)]);
    }
    assert_eq!(told(&exam, &exam.clerk).await, 1);
    assert_eq!(told(&exam, &exam.screener).await, 0);
    let stale = enter(&exam, &exam.screener, ("1", 7), &record("表现良好")).await;
    assert!(matches!(stale, Err(Fault::Stale)), "{stale:?}");
    for _ in 0..2 {
        enter(&exam, &exam.screener, ("1", 1), &record("表现良好")).await.expect("twice is once");
    }
    assert_eq!(file(&exam, &exam.clerk, "1").await.version, 2);
    assert_eq!(told(&exam, &exam.clerk).await, 1, "once a day, however many files");
    let unread = countersign(&exam, &exam.clerk, ("1", 2)).await;
    assert_eq!(reasons(unread), [InspectionsWhy::Unread.reason()], "the act asks, not only the page");

    // Nobody sees what was found before the opening is on record, and most never do.
    assert_eq!(file(&exam, &exam.clerk, "1").await.opened, None);
    let denied = read(&exam, &exam.publisher, "1").await;
    assert!(matches!(denied, Err(Fault::Denied(_))), "{denied:?}");
    let before = events(&exam, "findings_read").await;
    for who in [&exam.clerk, &exam.approver] {
        read(&exam, who, "1").await.expect("opened");
        let (record, findings, _) = file(&exam, who, "1").await.opened.expect("in view");
        assert_eq!((record.appraisals.len(), findings.as_str()), (2, "表现良好"));
    }
    assert_eq!(events(&exam, "findings_read").await, before + 2);
    assert_eq!(file(&exam, &exam.publisher, "1").await.opened, None);
    exam.stage.effects.clock.advance(601_000);
    assert_eq!(file(&exam, &exam.clerk, "1").await.opened, None, "after ten minutes it is closed again");

    for _ in 0..2 {
        countersign(&exam, &exam.clerk, ("1", 2)).await.expect("twice is once");
    }
    assert_eq!(waits(&exam, &exam.clerk).await, []);
    let late = enter(&exam, &exam.screener, ("1", 3), &record("另写")).await;
    assert_eq!(reasons(late), [InspectionsWhy::WrongState.reason()]);
    let service = &exam.stage.service;
    let back = (exam.posting, exam.code("1").await, 3);
    for _ in 0..2 {
        inspections::return_back(service, &exam.clerk, back, "谈话人数有误").await.expect("twice is once");
    }
    assert_eq!(file(&exam, &exam.screener, "1").await.returned_because.as_deref(), Some("谈话人数有误"));
    assert_eq!(file(&exam, &exam.publisher, "1").await.returned_because, None);
    assert_eq!(page(&exam, "open").await.matching, 4);
    assert_eq!(page(&exam, "countersigned").await.matching, 0);
}

#[tokio::test]
async fn whoever_is_related_is_left_out_and_what_they_signed_is_open_again() {
    let exam = published().await;
    inspected(&exam, &["1", "2"]).await;
    let service = &exam.stage.service;
    let of = (exam.posting, exam.code("1").await);
    let wrong = inspections::declare(service, &exam.clerk, of, "friend").await;
    assert_eq!(reasons(wrong), [TypedWhy::NotAChoice.at("relation")]);
    for _ in 0..2 {
        inspections::declare(service, &exam.clerk, of, "affinity").await.expect("twice is once");
    }
    let seen = file(&exam, &exam.clerk, "1").await;
    assert_eq!((seen.line.state, seen.acts.enter, seen.acts.read), (InspectionState::Open, false, false));
    assert!(seen.line.lacks.contains(&Reason::from(InspectionsWhy::TeamSmall)), "{:?}", seen.line.lacks);
    assert_eq!(seen.team.iter().filter(|one| one.left_out.is_some()).count(), 1);
    let denied = read(&exam, &exam.clerk, "1").await;
    assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
    let denied = countersign(&exam, &exam.clerk, ("1", 3)).await;
    assert!(matches!(denied, Err(Fault::Missing)), "{denied:?}");
    let small = enter(&exam, &exam.screener, ("1", 3), &record("表现良好")).await;
    assert_eq!(reasons(small), [InspectionsWhy::TeamSmall.reason()]);
    assert_eq!(
        file(&exam, &exam.clerk, "2").await.line.state,
        InspectionState::Countersigned,
        "this one only"
    );
    // Named anew, the person is left out all the same.
    let clerk = page(&exam, "").await.team.into_iter().find(|one| one.name == "zhou").expect("the clerk");
    inspections::take(service, &exam.screener, exam.posting, clerk.code).await.expect("taken off");
    let code = page(&exam, "").await.staff[0].0.to_string();
    inspections::name(service, &exam.screener, exam.posting, &code).await.expect("named again");
    let again = enter(&exam, &exam.clerk, ("1", 3), &record("表现良好")).await;
    assert!(matches!(again, Err(Fault::Missing)), "{again:?}");
    assert!(
        enter(&exam, &exam.clerk, ("3", 0), &record("表现良好")).await.is_ok(),
        "for others the person inspects"
    );
}

#[tokio::test]
async fn nobody_is_proposed_whose_inspection_medical_or_veto_stands_in_the_way() {
    let exam = published().await;
    let decision = begun(&exam).await;
    let count = |why: fn(domain::reason::PublicCode, u32) -> DecisionsWhy| {
        vec![Why::Decisions(why(domain::reason::PublicCode::new("p"), 1))]
    };
    let not_inspected = count(|position, count| DecisionsWhy::NotInspected { position, count });
    let not_fit = count(|position, count| DecisionsWhy::NotFit { position, count });
    let waits = count(|position, count| DecisionsWhy::DepartureWaits { position, count });
    assert_eq!(all_whys(say(&exam, decision, "1", "yes", "").await), not_inspected);
    say(&exam, decision, "1", "no", "inspection").await.expect("whoever is not proposed needs no file");
    inspected(&exam, &["1", "2", "3"]).await;
    for ticket in ["1", "2", "3"] {
        say(&exam, decision, ticket, "yes", "").await.expect("inspected");
    }
    // One re-examination, and its result is final; refused, the result counts no longer.
    medical(&exam, "1", "reexamine").await.expect("recorded");
    medical(&exam, "1", "reexamine").await.expect("twice is once");
    assert_eq!(all_whys(say(&exam, decision, "1", "yes", "").await), not_fit);
    medical(&exam, "1", "not_qualified").await.expect("final");
    assert_eq!(reasons(medical(&exam, "1", "qualified").await), [InspectionsWhy::MedicalFinal.at("result")]);
    assert_eq!(page(&exam, "unfit").await.matching, 1);
    decide(&exam, "1", false).await;
    assert_eq!(
        all_whys(say(&exam, decision, "1", "yes", "").await),
        not_fit,
        "the re-examination is open again"
    );
    medical(&exam, "1", "qualified").await.expect("the result fell with its departure");
    say(&exam, decision, "1", "yes", "").await.expect("passed");
    medical(&exam, "2", "not_qualified").await.expect("final at once");
    let page_now = page(&exam, "").await;
    assert_eq!(page_now.people[1].medical, Some(MedicalResult::NotQualified));
    assert_eq!(page_now.people[1].leaving, Some(DepartureKind::Medical), "it enters the departure by itself");

    assert_eq!(reasons(veto(&exam, "3", "").await), [TypedWhy::NotAChoice.at("ground")]);
    for _ in 0..2 {
        veto(&exam, "3", "investigation").await.expect("twice is once");
    }
    let service = &exam.stage.service;
    let seen = decisions::position(service, &exam.screener, exam.posting, "p").await.expect("a position");
    assert_eq!(seen.people[2].veto, Some(VetoGround::Investigation));
    assert_eq!(all_whys(say(&exam, decision, "3", "yes", "").await), waits);
    decide(&exam, "3", true).await;
    assert_eq!(reasons(say(&exam, decision, "3", "yes", "").await), [DecisionsWhy::Left.reason()]);
    let left = departures::page(service, &exam.screener, exam.posting, (None, "")).await.expect("a page");
    let entry = left.entries.iter().find(|one| one.ticket == "3").expect("a departure");
    assert_eq!((entry.state, entry.ground), (DepartureState::Stands, Some(VetoGround::Investigation)));
    // The form is begun for whoever the way to it names, and for nobody by a code of another posting.
    for (who, of, about) in [
        (&exam.screener, exam.code("2").await, "2"),
        (&exam.screener, exam.stage.key(), ""),
        (&exam.approver, exam.code("2").await, ""),
    ] {
        let begun = departures::page(service, who, exam.posting, (Some(of), "")).await.expect("a page");
        assert_eq!(begun.about, about);
    }
    assert_eq!(page(&exam, "left").await.matching, 1);
}

#[tokio::test]
async fn a_candidate_reads_that_the_inspection_is_under_way_and_nothing_of_it() {
    let exam = published().await;
    inspected(&exam, &["1"]).await;
    for (ticket, inspected) in [("1", true), ("5", false)] {
        let (who, code, _) = candidate(&exam, ticket).await;
        let own = applications::view(&exam.stage.service, &who, code).await.expect("the own page");
        assert_eq!(own.is_inspected(), inspected, "{ticket}");
        let outside = inspections::file(&exam.stage.service, &who, exam.posting, code).await;
        assert!(matches!(outside, Err(Fault::Missing)), "{outside:?}");
        let outside = read(&exam, &who, ticket).await;
        assert!(matches!(outside, Err(Fault::Missing)), "{outside:?}");
    }
}
