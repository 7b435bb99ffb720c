//! After the last list: who is proposed is decided by people, made public with its period, objected to, and carried to the end.

use domain::access::{Caller, Denial, EndPublicity, Role, Scope, ask};
use domain::calendar::Instant;
use domain::collective::{ChoiceForm, DecisionState, Ground, TermsForm};
use domain::course::Waiting;
use domain::departure::{DepartureKind, DepartureState};
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::messages::Kind;
use domain::objections::{Effect, SaidForm};
use domain::publicity::{PeriodForm, Place, begin_of};
use domain::reason::{
    ActsWhy, DecisionsWhy, ListsWhy, ObjectionsWhy, PeopleWhy, PostingsWhy, PublicCode, RulingsWhy, TypedWhy,
    Why,
};
use domain::release::ReleaseState;
use domain::transfer::{EarlyEndForm, Following, ProbationEnd, TransferForm};
use domain::view::desk::decisions::{Decision, Term};
use domain::view::desk::lists::Against;
use domain::view::public::lists::{List, ListResult};
use service::departures::DepartureForm;
use service::objections::{About, AnswerForm};
use service::{Fault, applications, decisions, lists, messages, objections, open, postings, ranking};
use text::Lang;

use crate::altered;
use crate::departures::candidate;
use crate::exam::Exam;
use crate::messages::kinds;
use crate::stage::{NAME, Stage, account, caller, keep, load, reasons};

pub const ONE: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

/// Moves the clock to 09:00 in Beijing on a day.
fn to(exam: &Exam, day: &str) {
    let at = domain::typed::moment(&format!("{day}T09:00"), &"day".into()).expect("a time");
    let clock = &exam.stage.effects.clock;
    clock.advance(at.0 - clock.now().0);
}

/// The inspection list is out: `1`, `2`, `3` and `4` for two places, in this order.
pub async fn published() -> Exam {
    published_on(Stage::set().await).await
}

async fn published_on(stage: Stage) -> Exam {
    Box::pin(published_by(stage, ONE)).await
}

/// The same by another scheme of one list.
async fn published_by(stage: Stage, scheme: &str) -> Exam {
    let people = ["1", "2", "3", "4", "5"].map(|ticket| ("p", ticket));
    let exam = Exam::on(stage, scheme, &[("p", 2)], &people).await;
    exam.import("written.csv", "candidate,written\n1,90\n2,80\n3,70\n4,60\n5,50\n").await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    exam
}

fn terms(body: &str) -> TermsForm {
    TermsForm { body: body.to_owned(), minutes: "〔2026〕31号".to_owned(), day: "2026-09-20".to_owned() }
}

pub async fn begun(exam: &Exam) -> Code {
    let form = terms("市委组织部部务会");
    decisions::begin(&exam.stage.service, &exam.screener, exam.posting, &form).await.expect("begun")
}

pub async fn say(
    exam: &Exam,
    decision: Code,
    ticket: &str,
    proposed: &str,
    ground: &str,
) -> Result<(), Fault> {
    let form = ChoiceForm { proposed: proposed.to_owned(), ground: ground.to_owned(), words: String::new() };
    let of = (exam.posting, decision);
    decisions::choose(&exam.stage.service, &exam.screener, of, ticket, &form).await
}

async fn first(exam: &Exam, by: &Caller) -> Decision {
    let page = decisions::decisions(&exam.stage.service, by, exam.posting, "").await.expect("a page");
    page.decisions.into_iter().next().expect("a decision")
}

async fn send(exam: &Exam, decision: Code) -> Result<(), Fault> {
    let version = first(exam, &exam.screener).await.version;
    decisions::send(&exam.stage.service, &exam.screener, (exam.posting, decision, version)).await
}

async fn confirm(exam: &Exam, by: &Caller, decision: Code) -> Result<(), Fault> {
    let version = first(exam, &exam.publisher).await.version;
    decisions::confirm(&exam.stage.service, by, (exam.posting, decision, version)).await
}

/// The same, with everybody's file countersigned.
async fn inspected() -> Exam {
    inspected_on(Stage::set().await).await
}

async fn inspected_on(stage: Stage) -> Exam {
    let exam = Box::pin(published_on(stage)).await;
    Box::pin(crate::inspections::inspected(&exam, &["1", "2", "3", "4"])).await;
    exam
}

/// Ranks 2 and 3 are proposed; rank 1 is passed over for a ground.
async fn confirmed(exam: &Exam) -> Code {
    let decision = begun(exam).await;
    for (ticket, proposed, ground) in
        [("1", "no", "inspection"), ("2", "yes", ""), ("3", "yes", ""), ("4", "no", "")]
    {
        say(exam, decision, ticket, proposed, ground).await.expect("said");
    }
    send(exam, decision).await.expect("sent");
    confirm(exam, &exam.publisher, decision).await.expect("confirmed");
    decision
}

async fn sign(exam: &Exam, decision: Code) -> Result<Code, Fault> {
    let (service, of) = (&exam.stage.service, (exam.posting, decision));
    let form = PeriodForm::default();
    let proof = decisions::proof(service, &exam.publisher, of, &form, "").await?;
    let digest = proof.digest.to_string();
    decisions::publish(service, &exam.publisher, of, &digest, &form).await
}

/// The decision is confirmed and its people are public from 30 November; answers it, and their list.
async fn signed(exam: &Exam) -> (Code, Code) {
    to(exam, "2026-11-30");
    let decision = confirmed(exam).await;
    (decision, sign(exam, decision).await.expect("signed"))
}

async fn public(exam: &Exam) -> Vec<List> {
    let all = open::sealed(&exam.stage.service).await.expect("lists");
    assert!(all.damaged.is_empty(), "{:?}", all.damaged);
    all.whole.into_iter().map(|one| one.view).filter(|view| view.proposal.is_some()).collect()
}

async fn places(exam: &Exam) -> Vec<(String, Place)> {
    let page = decisions::outcome(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page");
    page.people.into_iter().map(|one| (one.ticket, one.place)).collect()
}

fn said(kind: &str, ticket: &str, words: &str) -> SaidForm {
    let [kind, ticket, words] = [kind, ticket, words].map(str::to_owned);
    SaidForm { kind, ticket, words, contact: String::new() }
}

fn stranger() -> Caller {
    let mut caller = Caller::system("a stranger");
    caller.who = domain::access::Who::Anonymous;
    caller
}

async fn object(exam: &Exam, list: Code, key: Code, form: &SaidForm) -> Result<(Code, Code), Fault> {
    let about = About { posting: exam.posting, list: Some(list) };
    let received = objections::receive(&exam.stage.service, &stranger(), about, (key, form)).await?;
    Ok((received.code, received.secret))
}

async fn answer(exam: &Exam, by: &Caller, of: Code, effect: Effect, words: &str) -> Result<(), Fault> {
    let form =
        AnswerForm { effect: effect.word().to_owned(), ticket: String::new(), words: words.to_owned() };
    objections::answer(&exam.stage.service, by, (exam.posting, of), &form).await
}

/// Somebody who enters working days.
async fn admin(exam: &Exam) -> Caller {
    let tx = exam.stage.store.write("test").await.expect("a turn");
    let admin = account(&tx, exam.stage.key(), "admin", Role::Administrator).await;
    crate::stage::keep(tx).await;
    caller(admin, Role::Administrator, &[])
}

fn year() -> service::work_years::WorkYearForm {
    service::work_years::WorkYearForm {
        year: "2027".to_owned(),
        source: "国办发明电〔2026〕9号".to_owned(),
        days: "off 2027-01-01 2027-01-03\n".to_owned(),
        reason: "通知已发布".to_owned(),
    }
}

/// A selection with a row in every table that follows the last list.
pub async fn carried() -> Exam {
    let exam = inspected().await;
    let service = &exam.stage.service;
    crate::raised::reviewed(&exam, "4").await;
    service::work_years::enter(service, &admin(&exam).await, &year()).await.expect("entered");
    let (decision, list) = signed(&exam).await;
    let form = said("objection", "3", "提供材料不实");
    let (number, _) = object(&exam, list, exam.stage.key(), &form).await.expect("received");
    answer(&exam, &exam.approver, number, Effect::Nothing, "经核查，不影响").await.expect("answered");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("ended");
    follows(&exam, Following { trial: 30, service: 36 }).await;
    let terms = served("2026-11-29", "36", "因工作需要提前结束");
    decisions::approve(service, &exam.approver, (exam.posting, "2"), &terms).await.expect("transferred");
    let end = early("2027-12-10", "因工作需要交流任职");
    decisions::end_service(service, &exam.approver, (exam.posting, "2"), &end).await.expect("ended");
    crate::inspections::examined(&exam).await;
    exam.supervise().await;
    exam.stage.effects.clock.advance(366 * 86_400_000);
    lists::leave_due(service).await.expect("left");
    exam
}

/// The notice sets this around a transfer, as if it had from the beginning.
async fn follows(exam: &Exam, following: Following) {
    let tx = exam.stage.store.write("stage").await.expect("a turn");
    let found = store::postings::by_code(&tx, &exam.posting).await.expect("rows").expect("a posting");
    let load = crate::stage::load(found.scope());
    let row = found.open(&load).expect("a posting");
    let telephones = store::postings::telephones::of(&tx, &load).await.expect("rows");
    let terms = row.terms(telephones, following).expect("dates");
    store::postings::revise(&tx, &load, row.version, &terms).await.expect("revised");
    crate::stage::keep(tx).await;
}

/// The early end of a service term.
fn early(ends: &str, words: &str) -> EarlyEndForm {
    EarlyEndForm { ends: ends.to_owned(), words: words.to_owned() }
}

/// A transfer with half a year of probation after trial work from 1 November on.
fn served(until: &str, months: &str, words: &str) -> TransferForm {
    TransferForm {
        starts: "2026-12-10".to_owned(),
        probation: "6".to_owned(),
        trial_from: "2026-11-01".to_owned(),
        trial_until: until.to_owned(),
        service_term: months.to_owned(),
        words: words.to_owned(),
    }
}

async fn phase(exam: &Exam) -> (Phase, i64) {
    let seen = postings::view(&exam.stage.service, &exam.screener, exam.posting).await.expect("a posting");
    (seen.entry.head.phase, seen.version)
}

/// What the page of the correction says of the list of proposed people.
async fn against(exam: &Exam) -> Against {
    let page = lists::correction(&exam.stage.service, &exam.publisher, exam.posting, "proposed").await;
    page.expect("a page").against
}

#[tokio::test]
async fn a_decision_says_something_of_everybody_has_a_ground_for_rank_one_and_is_confirmed_by_another() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    let decision = begun(&exam).await;
    assert_eq!(begun(&exam).await, decision, "twice is once");
    let other = decisions::begin(service, &exam.screener, exam.posting, &terms("另一个会议")).await;
    assert_eq!(reasons(other), [DecisionsWhy::Waits.reason()]);
    assert_eq!(reasons(send(&exam, decision).await), [DecisionsWhy::Empty.reason()]);
    assert!(matches!(say(&exam, decision, "5", "yes", "").await, Err(Fault::Missing)), "not on the list");

    for ticket in ["2", "3", "4"] {
        say(&exam, decision, ticket, "yes", "").await.expect("said");
    }
    say(&exam, decision, "1", "no", "").await.expect("said");
    let codes = |outcome| {
        let reasons = reasons::<()>(outcome);
        reasons.into_iter().map(|one| format!("{:?}", one.why)).collect::<Vec<_>>().join(" ")
    };
    let lacks = codes(send(&exam, decision).await);
    assert!(lacks.contains("TooMany") && lacks.contains("GroundMissing"), "{lacks}");
    say(&exam, decision, "4", "no", "").await.expect("said otherwise");
    say(&exam, decision, "1", "no", Ground::Inspection.word()).await.expect("with a ground");
    send(&exam, decision).await.expect("sent");
    assert_eq!(
        reasons(say(&exam, decision, "1", "yes", "").await),
        [DecisionsWhy::WrongState.reason()],
        "what was sent is not changed"
    );
    let of = (exam.posting, decision, first(&exam, &exam.publisher).await.version);
    decisions::return_back(service, &exam.publisher, of, "请补充会议纪要编号").await.expect("sent back");
    assert_eq!(first(&exam, &exam.publisher).await.state, DecisionState::Draft);
    let back = (Waiting::ReturnedDecision, 1);
    assert!(exam.waits(&exam.screener).await.contains(&back), "whoever entered it hears of it");
    send(&exam, decision).await.expect("sent again");
    assert!(!exam.waits(&exam.screener).await.contains(&back));
    let denied = confirm(&exam, &exam.screener, decision).await;
    assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
    confirm(&exam, &exam.publisher, decision).await.expect("confirmed");
    confirm(&exam, &exam.publisher, decision).await.expect("twice is once");
    let now = first(&exam, &exam.screener).await;
    assert_eq!((now.state, now.proposed), (DecisionState::Confirmed, 2));
}

#[tokio::test]
async fn whoever_entered_a_decision_cannot_confirm_it_under_another_role() {
    let mut exam = inspected().await;
    let decision = begun(&exam).await;
    for (ticket, proposed) in [("1", "yes"), ("2", "yes"), ("3", "no"), ("4", "no")] {
        say(&exam, decision, ticket, proposed, "").await.expect("said");
    }
    send(&exam, decision).await.expect("sent");
    let own = exam.screener.id().expect("a person");
    let posting = exam.screener.person().expect("a person").postings[0].1;
    exam.publisher = caller(own, Role::Publisher, &[posting]);
    let denied = confirm(&exam, &exam.publisher.clone(), decision).await;
    assert!(matches!(denied, Err(Fault::Denied(Denial::SamePerson))), "{denied:?}");
}

#[tokio::test]
async fn proposed_people_are_public_by_name_for_working_days_and_nothing_but_what_was_shown_is_signed() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    let of = (exam.posting, decision);
    let proof =
        decisions::proof(service, &exam.publisher, of, &PeriodForm::default(), "").await.expect("a proof");
    assert_eq!(proof.period.text(), "2026-11-30/2026-12-04");
    let later = PeriodForm { first: "2026-12-01".to_owned(), last: String::new() };
    let digest = proof.digest.to_string();
    let other = decisions::publish(service, &exam.publisher, of, &digest, &later).await;
    assert_eq!(reasons(other), [ActsWhy::DigestChanged.reason()], "another period is another list");
    // The proof may be old: what it says is signed, and the list says when it was.
    exam.stage.effects.clock.advance(40 * 60 * 1000);
    let now = exam.stage.effects.clock.now();
    let shown = PeriodForm::default();
    let code = decisions::publish(service, &exam.publisher, of, &digest, &shown).await.expect("signed");
    exam.stage.effects.clock.advance(1);
    let again = decisions::publish(service, &exam.publisher, of, &digest, &shown).await;
    assert_eq!(again.expect("twice is once"), code);
    assert_eq!(reasons(sign(&exam, decision).await), [DecisionsWhy::AlreadyPublic.reason()]);

    let list = public(&exam).await.remove(0);
    assert_eq!((list.head.code, list.head.published_at), (code, now));
    let rows: Vec<_> = list.groups.iter().flat_map(|group| &group.rows).collect();
    let tickets: Vec<&str> = rows.iter().map(|row| row.ticket.as_str()).collect();
    assert_eq!((tickets, rows[0].name.as_deref()), (vec!["2", "3"], Some(NAME)));
    assert!(rows.iter().all(|row| row.rank.is_empty()), "the rank did not decide and does not stand there");
    assert_eq!(
        list.columns.iter().map(|column| column.key.as_str()).collect::<Vec<_>>(),
        ["current_unit", "current_post"]
    );
    let proposal = list.proposal.expect("what was decided");
    assert_eq!(
        (proposal.body.as_str(), proposal.period.text()),
        ("市委组织部部务会", "2026-11-30/2026-12-04".into())
    );
    assert_eq!(phase(&exam).await.0, Phase::Published);
}

#[tokio::test]
async fn the_scheme_says_how_many_working_days_proposed_people_are_public() {
    let scheme = ONE.replace(r#""shortlists""#, r#""publicity":{"working_days":7},"shortlists""#);
    let exam = Box::pin(published_by(Stage::set().await, &scheme)).await;
    Box::pin(crate::inspections::inspected(&exam, &["1", "2", "3", "4"])).await;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    let service = &exam.stage.service;
    let of = (exam.posting, decision);
    let form = PeriodForm::default();
    let proof = decisions::proof(service, &exam.publisher, of, &form, "").await.expect("a proof");
    assert_eq!(proof.period.text(), "2026-11-30/2026-12-08", "Monday to Friday, Monday and Tuesday");
    sign(&exam, decision).await.expect("signed");
    let period = public(&exam).await.remove(0).proposal.expect("what was decided").period;
    assert_eq!(period.text(), proof.period.text());
    // The usual five days are over, and the seventh is not.
    to(&exam, "2026-12-08");
    let end = decisions::end(service, &exam.publisher, (exam.posting, decision)).await;
    assert!(matches!(&reasons(end)[0].why, Why::Decisions(DecisionsWhy::NotOver { .. })));
    to(&exam, "2026-12-09");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("ended");
}

/// What names people stays public for good: whoever leaves between the proof and the signature is not on it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_leaves_while_the_list_of_proposed_people_is_signed_is_not_named() {
    for stage in Stage::on_both().await {
        let exam = Box::pin(inspected_on(stage)).await;
        to(&exam, "2026-11-30");
        let of = (exam.posting, confirmed(&exam).await);
        let (service, form) = (exam.stage.service.clone(), PeriodForm::default());
        let proof = decisions::proof(&service, &exam.publisher, of, &form, "").await.expect("a proof");
        let posting = exam.publisher.person().expect("a person").postings[0].1;
        let permit = load(Scope::posting(posting, &[]));
        let tx = exam.stage.store.write("stage").await.expect("a turn");
        let _held = store::postings::for_update(&tx, &exam.posting).await.expect("the posting");
        let people = store::applications::passed(&tx, &permit).await.expect("people");
        let one = people.iter().find(|one| one.ticket.as_deref() == Some("2")).expect("proposed");
        let new = store::departures::NewDeparture {
            code: exam.stage.key(),
            posting,
            application: one.id,
            stage: "inspection",
            kind: DepartureKind::Withdrew,
            state: DepartureState::Stands,
            day: exam.stage.effects.clock.now().date(),
            evidence_sealed: vec![1],
            at: exam.stage.effects.clock.now(),
        };
        store::departures::enter(&tx, &permit, new).await.expect("left");
        // The list is made again beside this, and its signature waits for the posting.
        let (publisher, digest) = (exam.publisher.clone(), proof.digest.to_string());
        let signing =
            tokio::spawn(async move { decisions::publish(&service, &publisher, of, &digest, &form).await });
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        crate::stage::keep(tx).await;
        let refused = reasons(signing.await.expect("an answer"));
        assert_eq!(refused, [ActsWhy::DigestChanged.reason()]);
        assert!(public(&exam).await.is_empty(), "nobody is named");
    }
}

#[tokio::test]
async fn an_objection_without_an_account_suspends_one_person_and_the_list_says_so_by_a_further_version() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    let (decision, list) = signed(&exam).await;
    let form = said("objection", "3", "提供材料不实");
    let key = exam.stage.key();
    let (number, code) = object(&exam, list, key, &form).await.expect("received");
    assert_eq!(object(&exam, list, key, &form).await.expect("twice is once"), (number, code));
    let stolen = object(&exam, list, key, &said("objection", "3", "别的内容")).await;
    assert!(matches!(stolen, Err(Fault::Stale)), "a number of somebody else's tells nothing");
    let unknown = object(&exam, list, exam.stage.key(), &said("objection", "1", "没有被提出的人")).await;
    assert_eq!(reasons(unknown), [ObjectionsWhy::NotOnList.at("ticket")]);
    let wrong = objections::follow(service, &stranger(), (number.as_str(), number.as_str())).await;
    assert_eq!(reasons(wrong), [ObjectionsWhy::NotFound.reason()]);

    let end = decisions::end(service, &exam.publisher, (exam.posting, decision)).await;
    assert!(matches!(&reasons(end)[0].why, Why::Decisions(DecisionsWhy::NotOver { .. })));
    let own = answer(&exam, &exam.publisher, number, Effect::Suspended, "正在核查").await;
    assert!(matches!(own, Err(Fault::Denied(Denial::SamePerson))), "who confirmed the decision: {own:?}");
    answer(&exam, &exam.approver, number, Effect::Suspended, "正在核查").await.expect("answered");
    answer(&exam, &exam.approver, number, Effect::Suspended, "正在核查").await.expect("twice is once");
    assert_eq!(places(&exam).await, [("2".into(), Place::Public), ("3".into(), Place::Suspended)]);
    let told =
        objections::follow(service, &stranger(), (number.as_str(), code.as_str())).await.expect("found");
    assert_eq!((told.answers.len(), told.answers[0].1.as_str()), (1, "正在核查"));

    lists::correct(service, &exam.screener, exam.posting, ("proposed", 1), "3 号因异议暂缓")
        .await
        .expect("begun");
    assert_eq!(phase(&exam).await.0, Phase::Published, "no mark is open by it");
    let kept = lists::keep(service, &exam.publisher, exam.posting, ("proposed", 1), "经复核").await;
    assert_eq!(reasons(kept), [ListsWhy::NotAsRanked.reason()], "the list does not say it yet");
    assert_eq!(against(&exam).await, Against::DecidedOtherwise, "the page says so before anybody asks");
    waits_only_for_its_instant(&exam, decision).await;
    sign(&exam, decision).await.expect("version 2");
    assert_eq!(against(&exam).await, Against::Same);
    let versions = public(&exam).await;
    let results: Vec<ListResult> =
        versions[0].groups.iter().flat_map(|group| &group.rows).map(|row| row.result.clone()).collect();
    assert_eq!((versions[0].head.version, results), (2, vec![ListResult::In, ListResult::Suspended]));
    assert_eq!(versions[1].head.superseded_by.map(|newer| newer.version), Some(2));

    to(&exam, "2026-12-07");
    let late = object(&exam, list, exam.stage.key(), &form).await;
    assert_eq!(reasons(late), [ObjectionsWhy::Closed.reason()]);
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("ended");
    let transfer =
        TransferForm { starts: "2026-12-10".to_owned(), probation: String::new(), ..TransferForm::default() };
    let held = decisions::approve(service, &exam.approver, (exam.posting, "3"), &transfer).await;
    assert_eq!(reasons(held), [DecisionsWhy::Suspended.reason()]);
    answer(&exam, &exam.approver, number, Effect::Cancelled, "查实，取消拟遴选")
        .await
        .expect("answered again");
    assert_eq!(places(&exam).await, [("2".into(), Place::Cleared), ("3".into(), Place::Cancelled)]);

    // The place is free again: a further decision fills it, and has a list of its own.
    let second = begun(&exam).await;
    assert_eq!(reasons(say(&exam, second, "2", "yes", "").await), [DecisionsWhy::AlreadyProposed.reason()]);
    say(&exam, second, "1", "no", "inspection").await.expect("said");
    say(&exam, second, "4", "yes", "").await.expect("said");
    send(&exam, second).await.expect("sent");
    confirm(&exam, &exam.publisher, second).await.expect("confirmed");
    sign(&exam, second).await.expect("signed");
    assert_eq!(public(&exam).await[0].head.stage, "proposed_2");
    let back = answer(&exam, &exam.approver, number, Effect::Nothing, "经复核，不影响").await;
    assert_eq!(reasons(back), [RulingsWhy::PlaceGiven.at("effect")], "two people have the two places");
}

/// The page offers the end of a period to nobody whom the act would refuse.
#[tokio::test]
async fn the_end_of_a_period_is_offered_once_no_answer_waits() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    let (decision, list) = signed(&exam).await;
    let form = said("objection", "3", "提供材料不实");
    let (number, _) = object(&exam, list, exam.stage.key(), &form).await.expect("received");
    to(&exam, "2026-12-07");
    assert!(!first(&exam, &exam.publisher).await.acts.end, "an answer waits");
    let end = decisions::end(service, &exam.publisher, (exam.posting, decision)).await;
    assert_eq!(reasons(end), [DecisionsWhy::ObjectionsOpen { count: 1 }.reason()]);
    answer(&exam, &exam.approver, number, Effect::Nothing, "经复核，不影响").await.expect("answered");
    assert!(first(&exam, &exam.publisher).await.acts.end);
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("ended");
}

/// Whoever ends a period says that nothing waits: what comes at the same moment is found by that act, or is told that it is late.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_objection_that_comes_while_its_period_is_ended_is_told_so() {
    for stage in Stage::on_both().await {
        let exam = Box::pin(inspected_on(stage)).await;
        let (_, list) = signed(&exam).await;
        let posting = exam.publisher.person().expect("a person").postings[0].1;
        let permit = ask::<EndPublicity>(&exam.publisher, Scope::posting(posting, &[])).expect("may");
        let tx = exam.stage.store.write("stage").await.expect("a turn");
        let _held = store::postings::for_update(&tx, &exam.posting).await.expect("the posting");
        let all = store::decisions::publicity::all(&tx, &permit).await.expect("periods");
        let by = (permit.by(), exam.stage.effects.clock.now());
        store::decisions::publicity::end(&tx, &permit, all[0].decision, by).await.expect("ended");
        // On PostgreSQL it is looked at while the period still runs, and waits for the posting.
        let (service, key) = (exam.stage.service.clone(), exam.stage.key());
        let about = About { posting: exam.posting, list: Some(list) };
        let sent = tokio::spawn(async move {
            let form = said("objection", "3", "提供材料不实");
            objections::receive(&service, &stranger(), about, (key, &form)).await.map(|_| ())
        });
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        crate::stage::keep(tx).await;
        let late = reasons(sent.await.expect("an answer"));
        assert_eq!(late, [ObjectionsWhy::Closed.reason()]);
        assert_eq!(exam.stage.number("SELECT COUNT(*) FROM objection").await, 0);
    }
}

/// A try is counted before anything is looked up for it: a number that is on no list costs a stranger as much as one that is.
#[tokio::test]
async fn whoever_tries_ticket_numbers_in_the_form_for_objections_waits_after_some() {
    let exam = inspected().await;
    let (_, list) = signed(&exam).await;
    let form = said("objection", "1", "没有被提出的人");
    let mut waits = false;
    for _ in 0..12 {
        let refused = reasons(object(&exam, list, exam.stage.key(), &form).await);
        waits |= matches!(&refused[0].why, Why::People(PeopleWhy::TooManyTries { .. }));
    }
    assert!(waits);
}

/// A further answer takes the place of the one before it, also where the first was about the wrong person.
#[tokio::test]
async fn an_answer_about_another_person_lets_go_of_whom_the_one_before_held_back() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    let report = said("report", "2", "材料不实");
    let taken =
        objections::take_down(service, &exam.screener, exam.posting, (exam.stage.key(), &report)).await;
    let number = taken.expect("taken down").code;
    let about = async |ticket: &str| {
        let [effect, ticket, words] = [Effect::Cancelled.word(), ticket, "查实"].map(str::to_owned);
        let form = AnswerForm { effect, ticket, words };
        objections::answer(service, &exam.approver, (exam.posting, number), &form).await
    };
    about("3").await.expect("a wrong number");
    assert_eq!(places(&exam).await, [("2".into(), Place::Public), ("3".into(), Place::Cancelled)]);
    about("2").await.expect("the right one");
    about("2").await.expect("twice is once");
    assert_eq!(places(&exam).await, [("2".into(), Place::Cancelled), ("3".into(), Place::Public)]);
    assert_eq!(own(&exam, "3").await, Some(Some(Place::Public)), "and reads it");
    assert_eq!(told(&exam, "3", Kind::PlaceChanged).await, 2, "held back, and no longer");
    assert_eq!(told(&exam, "2", Kind::PlaceChanged).await, 1);
}

/// A departure is not taken back once a later decision gave the place to somebody else.
#[tokio::test]
async fn a_departure_stays_whose_place_a_later_decision_gave_away() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    confirmed(&exam).await;
    let [ticket, list, why, day, ground, evidence] =
        ["3", "inspection", "withdrew", "2026-11-30", "", "书面放弃"].map(str::to_owned);
    let form = DepartureForm { ticket, list, why, day, ground, evidence };
    service::departures::enter(service, &exam.screener, exam.posting, &form).await.expect("entered");
    let page = service::departures::page(service, &exam.approver, exam.posting, (None, "")).await;
    let of = (exam.posting, page.expect("a page").entries[0].code);
    service::departures::approve(service, &exam.approver, of).await.expect("approved");
    let second = begun(&exam).await;
    say(&exam, second, "1", "no", "inspection").await.expect("said");
    say(&exam, second, "4", "yes", "").await.expect("said");
    send(&exam, second).await.expect("sent");
    confirm(&exam, &exam.publisher, second).await.expect("confirmed");
    let back = service::departures::propose_recall(service, &exam.screener, of, "登记有误").await;
    assert_eq!(reasons(back), [RulingsWhy::PlaceGiven.reason()], "three people would have two places");
}

#[tokio::test]
async fn the_way_ends_with_transfer_probation_and_a_selection_that_is_closed() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    let transfer = |probation: &str| TransferForm {
        starts: "2026-12-10".to_owned(),
        probation: probation.to_owned(),
        ..TransferForm::default()
    };
    let early = decisions::approve(service, &exam.approver, (exam.posting, "2"), &transfer("6")).await;
    assert_eq!(reasons(early), [DecisionsWhy::PublicityOpen.reason()]);
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("over at midnight");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("twice is once");
    let unproposed = decisions::approve(service, &exam.approver, (exam.posting, "1"), &transfer("")).await;
    assert_eq!(reasons(unproposed), [DecisionsWhy::NotProposed.reason()]);
    // A probation that began before anybody decided would be over before it was approved.
    let long_ago = TransferForm { starts: "2026-09-19".to_owned(), ..transfer("6") };
    let long_ago = decisions::approve(service, &exam.approver, (exam.posting, "2"), &long_ago).await;
    let decided = domain::calendar::parse_date("2026-09-20").expect("a day");
    assert_eq!(reasons(long_ago), [DecisionsWhy::BeforeDecided { decided }.at("starts")]);
    decisions::approve(service, &exam.approver, (exam.posting, "2"), &transfer("6"))
        .await
        .expect("transferred");
    decisions::approve(service, &exam.approver, (exam.posting, "2"), &transfer("6"))
        .await
        .expect("twice is once");
    decisions::approve(service, &exam.approver, (exam.posting, "3"), &transfer(""))
        .await
        .expect("transferred");
    assert_eq!(places(&exam).await, [("2".into(), Place::Probation), ("3".into(), Place::Appointed)]);
    let (_, version) = phase(&exam).await;
    let close = |version| decisions::close(service, &exam.approver, (exam.posting, version));
    assert_eq!(reasons(close(version).await), [DecisionsWhy::StillRunning { count: 1 }.reason()]);
    let end = (exam.posting, "2");
    let passed = (ProbationEnd::Passed, "");
    to(&exam, "2027-06-09");
    let early = decisions::end_probation(service, &exam.screener, end, passed).await;
    let until = time::macros::date!(2027 - 06 - 10);
    assert_eq!(reasons(early), [DecisionsWhy::ProbationRuns { until }.reason()]);
    to(&exam, "2027-06-10");
    decisions::end_probation(service, &exam.screener, end, passed).await.expect("ended");
    let again =
        decisions::end_probation(service, &exam.screener, end, (ProbationEnd::Returned, "依据")).await;
    assert_eq!(reasons(again), [DecisionsWhy::NoProbation.reason()]);
    close(version).await.expect("closed");
    close(version).await.expect("twice is once");
    assert_eq!(phase(&exam).await.0, Phase::Closed);
    let late = decisions::begin(service, &exam.screener, exam.posting, &terms("市委组织部部务会")).await;
    assert_eq!(reasons(late), [PostingsWhy::WrongPhase { phase: Phase::Closed }.reason()]);
}

#[tokio::test]
async fn trial_work_and_the_service_term_stand_beside_a_transfer_as_the_notice_sets_them() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("ended");
    let approve = async |ticket, form: TransferForm| {
        decisions::approve(service, &exam.approver, (exam.posting, ticket), &form).await
    };
    let unset = approve("2", served("2026-11-30", "", "")).await;
    assert_eq!(reasons(unset), [DecisionsWhy::TrialLong { days: 0 }.at("trial_until")]);

    follows(&exam, Following { trial: 30, service: 36 }).await;
    let shorter = [DecisionsWhy::ShorterThanSet.at("words")];
    assert_eq!(reasons(approve("2", served("2026-11-29", "", "")).await), shorter);
    let bare = TransferForm { starts: "2026-12-10".to_owned(), ..TransferForm::default() };
    assert_eq!(reasons(approve("2", bare).await), shorter, "no trial work at all");
    let why = "因工作需要提前结束";
    approve("2", served("2026-11-29", "12", why)).await.expect("transferred");
    approve("2", served("2026-11-29", "12", why)).await.expect("twice is once");
    let other = approve("2", served("2026-11-29", "24", why)).await;
    assert_eq!(
        reasons(other),
        [DecisionsWhy::AlreadyTransferred.reason()],
        "another term is another transfer"
    );
    approve("3", served("2026-11-30", "", "")).await.expect("transferred");

    let page = decisions::outcome(service, &exam.screener, exam.posting).await.expect("a page");
    let terms: Vec<_> = page.people.into_iter().filter_map(|one| one.term).collect();
    let first = time::macros::date!(2026 - 11 - 01);
    let [early, last] = [time::macros::date!(2026 - 11 - 29), time::macros::date!(2026 - 11 - 30)];
    let shown = [
        Term { trial: Some((first, early)), months: 12, why: Some(why.to_owned()), ended: None },
        Term { trial: Some((first, last)), months: 36, why: None, ended: None },
    ];
    assert_eq!((terms.as_slice(), page.following.service), (shown.as_slice(), 36));
    let (who, code, _) = candidate(&exam, "2").await;
    let own = applications::view(service, &who, code).await.expect("the own page").outcome.expect("decided");
    assert_eq!((own.service, own.trial.map(|(_, until)| until.date())), (12, Some(early)));
    let rests = exam.stage.everything().await;
    let seen = rests.windows(why.len()).any(|part| part == why.as_bytes());
    assert!(!seen, "why it ended early is sealed");
    let walk = service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "it is bound to its event");
}

/// Who serves a term, when and why it was ended early, and whether the caller may do that now.
async fn serving(exam: &Exam, who: &Caller) -> Vec<(String, Option<(time::Date, String)>, bool)> {
    let page = decisions::outcome(&exam.stage.service, who, exam.posting).await.expect("a page");
    let line = |one: domain::view::desk::decisions::Outcome| {
        (one.ticket, one.term.and_then(|term| term.ended), one.may_end_term)
    };
    page.people.into_iter().map(line).collect()
}

#[tokio::test]
async fn a_service_term_ends_early_by_the_department_for_a_reason_also_once_the_selection_is_closed() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("ended");
    follows(&exam, Following { trial: 0, service: 36 }).await;
    let end = async |who: &Caller, ticket: &str, form: EarlyEndForm| {
        decisions::end_service(service, who, (exam.posting, ticket), &form).await
    };
    let why = "因工作需要交流任职";
    let none = [DecisionsWhy::NoServiceTerm.reason()];
    assert_eq!(
        reasons(end(&exam.approver, "2", early("2027-12-10", why)).await),
        none,
        "not transferred yet"
    );
    let starts = "2026-12-10".to_owned();
    let bare = TransferForm { starts, ..TransferForm::default() };
    for ticket in ["2", "3"] {
        decisions::approve(service, &exam.approver, (exam.posting, ticket), &bare)
            .await
            .expect("transferred");
    }
    for who in [&exam.screener, &exam.publisher, &exam.clerk] {
        let denied = end(who, "2", early("2027-12-10", why)).await;
        assert!(matches!(denied, Err(Fault::Denied(_))), "{denied:?}");
    }
    let outside = DecisionsWhy::ServiceOutside {
        from: time::macros::date!(2026 - 12 - 10),
        until: time::macros::date!(2029 - 12 - 10),
    };
    assert_eq!(reasons(end(&exam.approver, "2", early("2029-12-10", why)).await), [outside.at("ends")]);
    assert_eq!(
        reasons(end(&exam.approver, "2", early("2027-12-10", "")).await),
        [TypedWhy::Missing.at("words")]
    );
    end(&exam.approver, "2", early("2027-12-10", why)).await.expect("ended");
    end(&exam.approver, "2", early("2027-12-10", why)).await.expect("twice is once");
    let on = time::macros::date!(2027 - 12 - 10);
    let again = end(&exam.approver, "2", early("2027-12-11", why)).await;
    assert_eq!(reasons(again), [DecisionsWhy::ServiceEnded { on }.reason()]);
    // On the same day in other words, or by another person: nobody is told that it was done, because that was not.
    let words = end(&exam.approver, "2", early("2027-12-10", "另有任用")).await;
    assert_eq!(reasons(words), [DecisionsWhy::ServiceEnded { on }.reason()]);
    let tx = exam.stage.store.write("stage").await.expect("a turn");
    let second = account(&tx, exam.stage.key(), "second", Role::Approver).await;
    keep(tx).await;
    let second = end(&caller(second, Role::Approver, &[]), "2", early("2027-12-10", why)).await;
    assert_eq!(reasons(second), [DecisionsWhy::ServiceEnded { on }.reason()]);
    let shown = [("2".to_owned(), Some((on, why.to_owned())), false), ("3".to_owned(), None, true)];
    assert_eq!(serving(&exam, &exam.approver).await, shown);

    let (_, version) = phase(&exam).await;
    decisions::close(service, &exam.approver, (exam.posting, version)).await.expect("closed");
    let may: Vec<bool> = serving(&exam, &exam.approver).await.into_iter().map(|one| one.2).collect();
    assert_eq!(may, [false, true], "a term outlasts its selection");
    end(&exam.approver, "3", early("2028-01-31", why)).await.expect("ended after closing");
    let (who, code, _) = candidate(&exam, "2").await;
    let own = applications::view(service, &who, code).await.expect("the own page");
    assert!(!serde_json::to_string(&own).expect("JSON").contains(why), "the person reads the day alone");
    assert_eq!(own.outcome.expect("decided").service_over.map(Instant::date), Some(on));
    let events = exam.stage.events().await.join("\n");
    assert_eq!(events.matches("\"service_term_ended\"").count(), 2, "{events}");
    let rests = exam.stage.everything().await;
    assert!(!rests.windows(why.len()).any(|part| part == why.as_bytes()), "why it ended early is sealed");
    let walk = service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "it is bound to its event");
}

#[tokio::test]
async fn whoever_is_not_fit_after_trial_work_is_not_transferred_and_leaves_a_place() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("over");
    let form = DepartureForm {
        ticket: "2".to_owned(),
        list: "inspection".to_owned(),
        why: "trial".to_owned(),
        day: "2026-12-04".to_owned(),
        ground: String::new(),
        evidence: "跟班期间考核不合格，见鉴定表。".to_owned(),
    };
    let enter = async || service::departures::enter(service, &exam.screener, exam.posting, &form).await;
    let page =
        async || service::departures::page(service, &exam.screener, exam.posting, (None, "")).await.unwrap();
    assert_eq!(reasons(enter().await), [TypedWhy::NotAChoice.at("why")], "the notice sets no trial work");
    assert!(!page().await.trial);
    follows(&exam, Following { trial: 30, service: 0 }).await;
    enter().await.expect("entered");
    let of = (exam.posting, "2");
    let held = decisions::approve(service, &exam.approver, of, &served("2026-11-30", "", "")).await;
    let waits = DecisionsWhy::DepartureWaits { position: PublicCode::new("p"), count: 1 };
    assert_eq!(reasons(held), [waits.reason()]);
    let seen = page().await;
    assert_eq!((seen.trial, seen.entries[0].kind), (true, DepartureKind::Trial));
    let of = (exam.posting, seen.entries[0].code);
    service::departures::approve(service, &exam.approver, of).await.expect("approved");
    assert_eq!(page().await.vacancies.len(), 1, "the next one can be called");
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Cancelled));
}

/// A medical can be recorded after the decision: one that waits for its re-examination holds the transfer up.
#[tokio::test]
async fn nobody_is_transferred_whose_medical_waits_for_its_reexamination() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("over");
    crate::inspections::medical(&exam, "2", "reexamine").await.expect("recorded");
    let transfer = TransferForm { starts: "2026-12-10".to_owned(), ..TransferForm::default() };
    let approve = async || decisions::approve(service, &exam.approver, (exam.posting, "2"), &transfer).await;
    let unfit = DecisionsWhy::NotFit { position: PublicCode::new("p"), count: 1 };
    assert_eq!(reasons(approve().await), [unfit.reason()]);
    crate::inspections::medical(&exam, "2", "qualified").await.expect("recorded");
    approve().await.expect("transferred");
}

/// A transfer takes the place for good: nobody is called for it because its person pressed a button, or an officer entered a departure.
#[tokio::test]
async fn whoever_is_transferred_leaves_no_list_any_more() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("over");
    let form = |ticket: &str| DepartureForm {
        ticket: ticket.to_owned(),
        list: "inspection".to_owned(),
        why: "withdrew".to_owned(),
        day: "2026-12-04".to_owned(),
        ground: String::new(),
        evidence: "书面放弃".to_owned(),
    };
    let transfer = TransferForm {
        starts: "2026-12-10".to_owned(),
        probation: "6".to_owned(),
        ..TransferForm::default()
    };
    let move_over = async |ticket: &str| {
        decisions::approve(service, &exam.approver, (exam.posting, ticket), &transfer).await
    };
    service::departures::enter(service, &exam.screener, exam.posting, &form("3")).await.expect("entered");
    let held = DecisionsWhy::DepartureWaits { position: PublicCode::new("p"), count: 1 };
    assert_eq!(
        reasons(move_over("3").await),
        [held.reason()],
        "first somebody decides whether the person stays"
    );
    move_over("2").await.expect("transferred");

    let (who, code, version) = candidate(&exam, "2").await;
    let left = service::departures::leave(service, &who, code, version).await;
    assert_eq!(reasons(left), [RulingsWhy::Transferred.reason()]);
    let own = applications::view(service, &who, code).await.expect("an own application");
    assert!(!own.may_leave, "and the own page offers it no more");
    let entered = service::departures::enter(service, &exam.screener, exam.posting, &form("2")).await;
    assert_eq!(reasons(entered), [RulingsWhy::Transferred.at("ticket")]);
    // Nor does an answer to a report say that it cancels a transfer that was approved.
    let report = said("report", "2", "材料不实");
    let taken =
        objections::take_down(service, &exam.screener, exam.posting, (exam.stage.key(), &report)).await;
    let number = taken.expect("taken down").code;
    for effect in [Effect::Suspended, Effect::Cancelled] {
        let late = answer(&exam, &exam.approver, number, effect, "查实").await;
        assert_eq!(reasons(late), [DecisionsWhy::AlreadyTransferred.reason()]);
    }
    answer(&exam, &exam.approver, number, Effect::Nothing, "已转有关机关处理").await.expect("answered");
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Probation));
}

/// Without a probation a departure is the only way out of a transfer, for whoever is found unfit and for whoever leaves.
#[tokio::test]
async fn whoever_was_transferred_without_probation_leaves_once_another_person_approves_it() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("over");
    let transfer = TransferForm { starts: "2026-12-10".to_owned(), ..TransferForm::default() };
    decisions::approve(service, &exam.approver, (exam.posting, "2"), &transfer).await.expect("transferred");
    to(&exam, "2027-01-11");
    let form = DepartureForm {
        ticket: "2".to_owned(),
        list: "inspection".to_owned(),
        why: "disqualified".to_owned(),
        day: "2027-01-10".to_owned(),
        ground: String::new(),
        evidence: "到岗后发现不具备任职条件".to_owned(),
    };
    service::departures::enter(service, &exam.screener, exam.posting, &form).await.expect("entered");
    let page = async || {
        service::departures::page(service, &exam.screener, exam.posting, (None, "")).await.expect("a page")
    };
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Appointed), "until it is approved");
    assert_eq!(page().await.vacancies.len(), 0);
    let departure = (exam.posting, page().await.entries[0].code);
    service::departures::approve(service, &exam.approver, departure).await.expect("approved");
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Returned));
    assert_eq!(own(&exam, "2").await, Some(Some(Place::Returned)));
    assert_eq!(page().await.vacancies.len(), 1, "the next one can be called");

    service::departures::propose_recall(service, &exam.screener, departure, "登记错")
        .await
        .expect("proposed");
    let recall = (exam.posting, page().await.entries[0].recalls[0].code);
    service::departures::take_back(service, &exam.approver, recall).await.expect("taken back");
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Appointed));
}

#[tokio::test]
async fn whoever_does_not_pass_probation_leaves_a_place_that_the_next_is_called_for() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("over");
    let transfer = TransferForm {
        starts: "2026-12-10".to_owned(),
        probation: "6".to_owned(),
        ..TransferForm::default()
    };
    decisions::approve(service, &exam.approver, (exam.posting, "2"), &transfer).await.expect("transferred");
    to(&exam, "2027-06-11");
    let end = async |words: &str| {
        let end = (ProbationEnd::Returned, words);
        decisions::end_probation(service, &exam.screener, (exam.posting, "2"), end).await
    };
    assert_eq!(reasons(end("").await), [TypedWhy::Missing.at("words")]);
    end("试用期考核不合格，见考核表。").await.expect("ended");
    end("试用期考核不合格，见考核表。").await.expect("twice is once");
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Returned));
    assert!(waits(&exam, &exam.approver).await.contains(&(Waiting::Departure, 1)));

    // Nothing is closed over a departure that waits, nor over a list that the public reads as under correction.
    lists::correct(service, &exam.screener, exam.posting, ("proposed", 1), "2 号试用不合格")
        .await
        .expect("begun");
    let outcome = decisions::outcome(service, &exam.screener, exam.posting).await.expect("a page");
    for why in [DecisionsWhy::DeparturesOpen { count: 1 }, DecisionsWhy::CorrectionOpen] {
        assert!(outcome.against.contains(&why.reason()), "{:?}", outcome.against);
    }
    let closed = decisions::close(service, &exam.approver, (exam.posting, phase(&exam).await.1)).await;
    assert_eq!(reasons(closed), outcome.against);

    let page = async || {
        service::departures::page(service, &exam.screener, exam.posting, (None, "")).await.expect("a page")
    };
    let seen = page().await;
    assert_eq!((seen.entries[0].kind, seen.vacancies.len()), (DepartureKind::Probation, 0));
    let departure = seen.entries[0].code;
    service::departures::approve(service, &exam.approver, (exam.posting, departure)).await.expect("approved");
    let seen = page().await;
    assert_eq!(seen.vacancies.len(), 1, "the place is vacant");
    assert_eq!(seen.vacancies[0].list.key, "inspection");
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Returned), "and says why");
}

/// An end that the approver does not approve is none: probation runs on, with its place, and ends anew.
#[tokio::test]
async fn a_probation_whose_departure_is_refused_or_taken_back_runs_on() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    sign(&exam, decision).await.expect("signed");
    to(&exam, "2026-12-05");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("over");
    let transfer = TransferForm {
        starts: "2026-12-10".to_owned(),
        probation: "6".to_owned(),
        ..TransferForm::default()
    };
    decisions::approve(service, &exam.approver, (exam.posting, "2"), &transfer).await.expect("transferred");
    to(&exam, "2027-06-11");
    let end = async |end: ProbationEnd, words: &str| {
        decisions::end_probation(service, &exam.screener, (exam.posting, "2"), (end, words)).await
    };
    let before = told(&exam, "2", Kind::PlaceChanged).await;
    let departure = async || {
        let page = service::departures::page(service, &exam.approver, exam.posting, (None, "")).await;
        (exam.posting, page.expect("a page").entries[0].code)
    };
    end(ProbationEnd::Returned, "试用期考核不合格").await.expect("ended");
    assert_eq!(reasons(end(ProbationEnd::Passed, "").await), [DecisionsWhy::NoProbation.reason()]);
    // The place is not free before it is approved.
    let further = begun(&exam).await;
    say(&exam, further, "1", "yes", "").await.expect("said");
    say(&exam, further, "4", "no", "").await.expect("said");
    let taken = DecisionsWhy::TooMany { position: PublicCode::new("p"), places: 0, found: 1 };
    assert!(reasons(send(&exam, further).await).contains(&taken.reason()), "whoever may stay has it");
    assert_eq!(own(&exam, "2").await, Some(Some(Place::Probation)), "and nobody is told before");
    let first = departure().await;
    service::departures::refuse(service, &exam.approver, first, "考核材料不全").await.expect("refused");
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Probation));
    assert_eq!(told(&exam, "2", Kind::PlaceChanged).await, before);
    let form = DepartureForm {
        ticket: "2".to_owned(),
        list: "inspection".to_owned(),
        why: "withdrew".to_owned(),
        day: "2027-06-10".to_owned(),
        ground: String::new(),
        evidence: "书面放弃".to_owned(),
    };
    let entered = service::departures::enter(service, &exam.screener, exam.posting, &form).await;
    assert_eq!(
        reasons(entered),
        [RulingsWhy::Transferred.at("ticket")],
        "nobody leaves a probation otherwise"
    );

    // It ends anew, is approved in error, and is taken back.
    end(ProbationEnd::Returned, "试用期考核不合格，见考核表").await.expect("ended anew");
    let second = departure().await;
    assert_ne!(first, second);
    service::departures::approve(service, &exam.approver, second).await.expect("approved");
    assert_eq!(own(&exam, "2").await, Some(Some(Place::Returned)));
    service::departures::propose_recall(service, &exam.screener, second, "考核表登记错")
        .await
        .expect("proposed");
    let page = service::departures::page(service, &exam.approver, exam.posting, (None, "")).await;
    let recall = (exam.posting, page.expect("a page").entries[0].recalls[0].code);
    service::departures::take_back(service, &exam.approver, recall).await.expect("taken back");
    assert_eq!(own(&exam, "2").await, Some(Some(Place::Probation)));
    end(ProbationEnd::Passed, "").await.expect("passed");
    end(ProbationEnd::Passed, "").await.expect("twice is once");
    assert_eq!(places(&exam).await[0], ("2".into(), Place::Appointed));
    assert_eq!(reasons(end(ProbationEnd::Returned, "不合格").await), [DecisionsWhy::NoProbation.reason()]);
}

#[tokio::test]
async fn an_administrator_enters_a_year_and_periods_count_by_it() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-12-30");
    let decision = confirmed(&exam).await;
    let unknown = sign(&exam, decision).await;
    assert_eq!(reasons(unknown), [DecisionsWhy::LastDayNeeded { year: 2027 }.at("last")]);
    let form = year();
    let denied = service::work_years::enter(service, &exam.approver, &form).await;
    assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
    let admin = admin(&exam).await;
    service::work_years::enter(service, &admin, &form).await.expect("entered");
    service::work_years::enter(service, &admin, &form).await.expect("twice is once");
    let years = service::work_years::years(service, &admin).await.expect("years");
    assert_eq!(years.years.iter().map(|one| one.year).collect::<Vec<_>>(), [2024, 2025, 2026, 2027]);
    let of = (exam.posting, decision);
    let proof =
        decisions::proof(service, &exam.publisher, of, &PeriodForm::default(), "").await.expect("a proof");
    assert_eq!(proof.period.text(), "2026-12-30/2027-01-06");
}

/// What the person with this ticket reads on the own page: where they stand, or that they were passed over.
async fn own(exam: &Exam, ticket: &str) -> Option<Option<Place>> {
    let (who, code, _) = candidate(exam, ticket).await;
    let page = applications::view(&exam.stage.service, &who, code).await.expect("the own page");
    page.outcome.map(|outcome| outcome.place)
}

/// How often the person with this ticket was told something of this kind.
async fn told(exam: &Exam, ticket: &str, kind: Kind) -> usize {
    let (who, _, _) = candidate(exam, ticket).await;
    kinds(&exam.stage, &who).await.into_iter().filter(|one| *one == kind).count()
}

/// What waits for somebody on the desk.
async fn waits(exam: &Exam, who: &Caller) -> Vec<(Waiting, u32)> {
    let desk = postings::list(&exam.stage.service, who).await.expect("a desk");
    desk.tasks.into_iter().map(|task| (task.what, task.count)).collect()
}

async fn jobs(exam: &Exam) {
    while service::runner::work(&exam.stage.service, "test").await.expect("worked") > 0 {}
}

#[tokio::test]
async fn a_person_is_told_what_a_public_decision_came_to_and_reads_it_on_the_own_page() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    for (code, role) in [("AAAAAAAAAA", "approver"), ("BBBBBBBBBB", "publisher")] {
        let person = if role == "approver" { &exam.approver } else { &exam.publisher };
        let person = person.id().expect("a person").0;
        let assigned = format!(
            "INSERT INTO assignment (code, person, role, reach, from_at, given_at) \
             VALUES ('{code}', {person}, '{role}', 'installation', 0, 0)"
        );
        exam.stage.force(&assigned).await;
    }
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    assert!(kinds(&exam.stage, &exam.publisher).await.contains(&Kind::SecondWaits), "who confirms is told");
    jobs(&exam).await;
    for ticket in ["1", "2", "5"] {
        assert_eq!(own(&exam, ticket).await, None, "{ticket}: nothing is said of what is not public");
    }
    let before = told(&exam, "1", Kind::PlaceChanged).await;
    let of_it = (exam.posting, decision);
    let of = of_it;
    let ahead = decisions::publish_ahead(service, &exam.publisher, of, Lang::Zh).await.expect("what is told");
    let people: Vec<u32> = ahead.iter().map(|one| one.people).collect();
    assert_eq!(people, [2, 2], "those on the list, and those who are passed over");
    assert!(ahead.iter().all(|one| one.example.is_some()));
    let theirs = decisions::publish_ahead(service, &exam.screener, of, Lang::Zh).await;
    assert!(matches!(theirs, Err(Fault::Denied(_))), "{theirs:?}");
    let list = sign(&exam, decision).await.expect("signed");
    jobs(&exam).await;
    assert_eq!(own(&exam, "2").await, Some(Some(Place::Public)));
    assert_eq!(own(&exam, "1").await, Some(None), "rank 1, and passed over");
    assert_eq!(own(&exam, "5").await, None, "never considered");
    assert_eq!(told(&exam, "1", Kind::PlaceChanged).await, before + 1);
    assert_eq!(told(&exam, "4", Kind::PlaceChanged).await, 1, "as many as it said");
    assert_eq!(told(&exam, "2", Kind::PlaceChanged).await, 0, "the list itself was told");
    assert_eq!(told(&exam, "5", Kind::PlaceChanged).await, 0);
    // A correction of the list before it takes nothing back that is public.
    let of = ("inspection", 1);
    lists::correct(service, &exam.screener, exam.posting, of, "有人来电质疑").await.expect("begun");
    assert_eq!((phase(&exam).await.0, own(&exam, "2").await), (Phase::Examining, Some(Some(Place::Public))));
    ranking::compute(service, &exam.screener, exam.posting).await.expect("ranked again");
    lists::keep(service, &exam.publisher, exam.posting, of, "经复核，成绩无误").await.expect("kept");
    assert_eq!(phase(&exam).await.0, Phase::Published);

    let form = said("objection", "3", "提供材料不实");
    let (number, _) = object(&exam, list, exam.stage.key(), &form).await.expect("received");
    assert!(kinds(&exam.stage, &exam.approver).await.contains(&Kind::ObjectionWaits));
    assert_eq!(waits(&exam, &exam.approver).await, [(Waiting::Objection, 1)]);
    assert_eq!(waits(&exam, &exam.screener).await, [], "only who may settle it");
    for (effect, place) in [(Effect::Suspended, Place::Suspended), (Effect::Nothing, Place::Public)] {
        answer(&exam, &exam.approver, number, effect, "经核查").await.expect("answered");
        assert_eq!(own(&exam, "3").await, Some(Some(place)));
    }
    assert_eq!(told(&exam, "3", Kind::PlaceChanged).await, 2, "held back, and no longer");

    to(&exam, "2026-12-05");
    let ahead = decisions::end_ahead(service, &exam.publisher, of_it, Lang::Zh).await.expect("what is told");
    let example = ahead[0].example.clone().expect("a message");
    assert_eq!(ahead[0].people, 2);
    let theirs = decisions::end_ahead(service, &exam.screener, of_it, Lang::Zh).await;
    assert!(matches!(theirs, Err(Fault::Denied(_))), "{theirs:?}");
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("ended");
    jobs(&exam).await;
    let (who, _, _) = candidate(&exam, "2").await;
    let inbox = messages::inbox(service, &who, Lang::Zh, None).await.expect("messages");
    assert_eq!(inbox.lines[0].subject, example.subject, "just what was shown ahead");
    assert_eq!(
        (own(&exam, "2").await, told(&exam, "2", Kind::PlaceChanged).await),
        (Some(Some(Place::Cleared)), 1)
    );
    assert_eq!(told(&exam, "1", Kind::PlaceChanged).await, before + 1, "who is not proposed is not cleared");
    for ticket in ["2", "3"] {
        let terms = TransferForm {
            starts: "2026-12-10".to_owned(),
            probation: String::new(),
            ..TransferForm::default()
        };
        decisions::approve(service, &exam.approver, (exam.posting, ticket), &terms).await.expect("approved");
    }
    assert_eq!(own(&exam, "2").await, Some(Some(Place::Appointed)));
    let (_, version) = phase(&exam).await;
    decisions::close(service, &exam.approver, (exam.posting, version)).await.expect("closed");
    let kept = postings::view(service, &exam.screener, exam.posting).await.expect("a posting").kept;
    let until = exam.stage.effects.clock.now().plus_seconds(1_095 * 86_400);
    assert_eq!(kept.until, Some(until), "files of applicants are kept from closing on");

    let (who, code, _) = candidate(&exam, "1").await;
    let page = applications::view(service, &who, code).await.expect("the own page");
    let result = page.result.expect("the result stays after closing");
    assert_eq!((result.rank.as_str(), result.seats.last().map(|seat| seat.1.as_str())), ("1", Some("in")));
    assert!(!ranking::own_steps(service, &who, code).await.expect("every step").steps.is_empty());
}

#[tokio::test]
async fn a_corrected_last_list_holds_up_a_confirmed_decision_until_it_is_confirmed_anew_or_entered_anew() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    service::work_years::enter(service, &admin(&exam).await, &year()).await.expect("entered");
    let (decision, list) = signed(&exam).await;
    let corrected = async |version: u32, marks: &str| {
        let of = ("inspection", version);
        lists::correct(service, &exam.screener, exam.posting, of, "笔试成绩登记有误").await.expect("begun");
        exam.import("again.csv", marks).await;
        exam.compute().await;
        altered::publish(&exam, "inspection").await;
        assert_eq!(phase(&exam).await.0, Phase::Published);
    };

    // A mark that moves no rank overtakes nothing.
    corrected(1, "candidate,written\n1,91\n").await;
    assert!(!first(&exam, &exam.publisher).await.overtaken);
    // The first and the second change places: nothing follows from the decision, and its publisher is told.
    corrected(2, "candidate,written\n2,95\n").await;
    let now = first(&exam, &exam.publisher).await;
    assert!(now.overtaken && now.acts.confirm && now.acts.return_back && !now.acts.publish && !now.acts.end);
    assert!(exam.waits(&exam.publisher).await.contains(&(Waiting::Decision, 1)));
    to(&exam, "2026-12-20");
    let ended = decisions::end(service, &exam.publisher, (exam.posting, decision)).await;
    assert_eq!(reasons(ended), [DecisionsWhy::Overtaken.reason()]);
    let denied = confirm(&exam, &exam.screener, decision).await;
    assert!(matches!(denied, Err(Fault::Denied(Denial::Role))), "{denied:?}");
    confirm(&exam, &exam.publisher, decision).await.expect("confirmed anew");
    confirm(&exam, &exam.publisher, decision).await.expect("twice is once");
    assert!(!first(&exam, &exam.publisher).await.overtaken);
    assert!(!exam.waits(&exam.publisher).await.contains(&(Waiting::Decision, 1)));
    decisions::end(service, &exam.publisher, (exam.posting, decision)).await.expect("ended");

    // Who was proposed is off the list, and somebody is on it of whom nothing was said: it is entered anew.
    corrected(3, "candidate,written\n3,40\n").await;
    let terms = TransferForm {
        starts: "2026-12-30".to_owned(),
        probation: "6".to_owned(),
        ..TransferForm::default()
    };
    let early = decisions::approve(service, &exam.approver, (exam.posting, "2"), &terms).await;
    assert_eq!(reasons(early), [DecisionsWhy::Overtaken.reason()]);
    let lacks = reasons(confirm(&exam, &exam.publisher, decision).await);
    assert!(lacks.contains(&DecisionsWhy::OffList { count: 1 }.reason()), "{lacks:?}");
    let of = (exam.posting, decision, first(&exam, &exam.publisher).await.version);
    for _ in 0..2 {
        decisions::return_back(service, &exam.publisher, of, "名单已更正").await.expect("twice is once");
    }
    assert!(exam.waits(&exam.screener).await.contains(&(Waiting::ReturnedDecision, 1)));
    assert!(!reasons(send(&exam, decision).await).is_empty(), "nothing was said of the fifth");
    for (ticket, proposed, ground) in [("4", "yes", ""), ("5", "no", "")] {
        say(&exam, decision, ticket, proposed, ground).await.expect("said");
    }
    send(&exam, decision).await.expect("sent on the list in force");
    confirm(&exam, &exam.publisher, decision).await.expect("confirmed");
    assert_eq!(first(&exam, &exam.publisher).await.proposed, 2);
    assert_eq!(
        against(&exam).await,
        Against::DecidedOtherwise,
        "the list of proposed people is to be corrected"
    );
    let page = open::sealed(service).await.expect("lists").whole;
    assert!(page.iter().any(|one| one.view.head.code == list));
    decisions::approve(service, &exam.approver, (exam.posting, "2"), &terms).await.expect("transferred");
    let walk = service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "decisions are bound to their events");
}

/// Signs the list of a decision's people for an instant, as its page shows it.
async fn schedule(exam: &Exam, decision: Code, release: Instant) -> Result<(), Fault> {
    let (service, of, form) = (&exam.stage.service, (exam.posting, decision), PeriodForm::default());
    let proof = decisions::proof(service, &exam.publisher, of, &form, &release.form_text()).await?;
    assert_eq!((proof.release, proof.wrong.clone()), (Some(release), None));
    let digest = proof.digest.to_string();
    decisions::schedule(service, &exam.publisher, of, (&digest, release), &form).await
}

/// What ended the last signature on the list of a decision's people, as its page shows it; `None` where it waits.
async fn ended(exam: &Exam, decision: Code) -> Option<ReleaseState> {
    let (service, of, form) = (&exam.stage.service, (exam.posting, decision), PeriodForm::default());
    let proof = decisions::proof(service, &exam.publisher, of, &form, "").await.expect("a proof");
    proof.signature.expect("a signature").ended
}

/// The next version of a list of proposed people under correction is signed for an instant, which lets the correction wait for nobody,
/// and taken back, after which it waits again.
async fn waits_only_for_its_instant(exam: &Exam, decision: Code) {
    let waits = async || exam.waits(&exam.publisher).await.contains(&(Waiting::Correction, 1));
    assert!(waits().await, "somebody signs the next version");
    let release = exam.stage.effects.clock.now().plus_seconds(3_600);
    schedule(exam, decision, release).await.expect("signed for an instant");
    assert!(!waits().await, "it only waits for its instant");
    let (service, of, form) = (&exam.stage.service, (exam.posting, decision), PeriodForm::default());
    let proof = decisions::proof(service, &exam.publisher, of, &form, "").await.expect("a proof");
    let code = proof.signature.expect("a signature").code;
    lists::take_back(service, &exam.publisher, (exam.posting, code), "改为立即发布").await.expect("back");
    assert!(waits().await, "taken back, it waits for the publisher again");
}

#[tokio::test]
async fn proposed_people_signed_for_an_instant_are_public_at_it_and_nothing_tells_before() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    jobs(&exam).await;
    let clock = &exam.stage.effects.clock;
    let now = clock.now();
    let of = (exam.posting, decision);
    let (form, early) = (PeriodForm::default(), now.plus_seconds(-60).form_text());
    let over = decisions::proof(service, &exam.publisher, of, &form, &early).await.expect("a proof");
    assert_eq!((over.release, over.wrong), (None, Some(ListsWhy::ReleaseOver.at("release"))));
    let release = now.plus_seconds(86_400);
    let listed = told(&exam, "2", Kind::ListReleased).await;
    let passed = told(&exam, "1", Kind::PlaceChanged).await;
    let before = open::marks(service).await.expect("marks");
    schedule(&exam, decision, release).await.expect("signed");
    assert_eq!(reasons(schedule(&exam, decision, release).await), [ListsWhy::ReleaseWaits.reason()]);
    assert_eq!(reasons(sign(&exam, decision).await), [ListsWhy::ReleaseWaits.reason()]);
    assert_eq!(first(&exam, &exam.publisher).await.waits, Some(release));
    let rests = exam.stage.everything().await;
    assert!(!rests.windows(NAME.len()).any(|some| some == NAME.as_bytes()), "nobody is named before");

    clock.advance(release.0 - now.0 - 1);
    lists::release_due(service).await.expect("nothing is due");
    jobs(&exam).await;
    assert_eq!(open::marks(service).await.expect("marks"), before, "nothing public moved");
    assert!(public(&exam).await.is_empty() && own(&exam, "2").await.is_none());
    assert_eq!(own(&exam, "1").await, None);
    assert_eq!(told(&exam, "2", Kind::ListReleased).await, listed);

    // Taken back and signed again: the later signature is the one that counts.
    let proof = decisions::proof(service, &exam.publisher, of, &PeriodForm::default(), "").await;
    let code = proof.expect("a proof").signature.expect("a signature").code;
    let back = lists::take_back(service, &exam.publisher, (exam.posting, code), "时间定错了。").await;
    let back = back.expect("taken back");
    assert!(domain::collective::is_proposed(&back), "{back}: its reader is led back to the decision");
    assert_eq!(ended(&exam, decision).await, Some(ReleaseState::TakenBack));
    let release = release.plus_seconds(3_600);
    schedule(&exam, decision, release).await.expect("signed again");
    clock.advance(3_600_001);
    lists::release_due(service).await.expect("released");
    // List, own page and message at the same moment; those who are passed over by the job that it queues.
    let list = public(&exam).await.remove(0);
    assert_eq!((list.head.published_at, list.head.version), (release, 1));
    let rows: Vec<_> = list.groups.iter().flat_map(|group| &group.rows).collect();
    assert!(rows.len() == 2 && rows.iter().all(|row| row.name.as_deref() == Some(NAME)));
    assert_eq!(own(&exam, "2").await, Some(Some(Place::Public)));
    assert_eq!(own(&exam, "1").await, Some(None));
    assert_eq!(told(&exam, "2", Kind::ListReleased).await, listed + 1);
    jobs(&exam).await;
    assert_eq!(told(&exam, "2", Kind::ListReleased).await, listed + 1, "and by no job again");
    assert_eq!(told(&exam, "1", Kind::PlaceChanged).await, passed + 1);
    let seen = first(&exam, &exam.publisher).await;
    assert_eq!(seen.waits, None);
    let opens = seen.publicity.expect("a period").window.opens;
    assert_eq!(opens, begin_of(release.date()), "the period begins with the day of the release");
    lists::release_due(service).await.expect("once");
    assert_eq!(public(&exam).await.len(), 1);
}

#[tokio::test]
async fn whatever_changes_the_proposed_people_ends_the_signature_on_their_list() {
    let exam = inspected().await;
    let service = &exam.stage.service;
    to(&exam, "2026-11-30");
    let decision = confirmed(&exam).await;
    let release = exam.stage.effects.clock.now().plus_seconds(3_600);
    // The last list is questioned, and stands in the end: the signature does not come back.
    schedule(&exam, decision, release).await.expect("signed");
    let of = ("inspection", 1);
    lists::correct(service, &exam.screener, exam.posting, of, "有人来电质疑").await.expect("begun");
    assert_eq!(ended(&exam, decision).await, Some(ReleaseState::Corrected));
    lists::release_due(service).await.expect("ended");
    ranking::compute(service, &exam.screener, exam.posting).await.expect("ranked again");
    lists::keep(service, &exam.publisher, exam.posting, of, "经复核，成绩无误").await.expect("kept");
    assert_eq!(ended(&exam, decision).await, Some(ReleaseState::Corrected));

    // The decision says something else than what was signed.
    schedule(&exam, decision, release).await.expect("signed");
    assert_eq!(ended(&exam, decision).await, None);
    exam.stage.force("UPDATE collective_decision SET body = '另一机关'").await;
    assert_eq!(ended(&exam, decision).await, Some(ReleaseState::Decided));
    exam.stage.effects.clock.advance(3_600_000);
    lists::release_due(service).await.expect("ended");
    assert!(public(&exam).await.is_empty() && own(&exam, "2").await.is_none());
    let events = exam.stage.events().await;
    let count = events.iter().filter(|one| one.contains("\"list_signature_ended\"")).count();
    assert_eq!(count, 2, "each on record");
}
