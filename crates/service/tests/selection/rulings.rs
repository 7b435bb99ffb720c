//! Lines, rulings and replacements: proposed, approved by another person, replayed by every computation.

use std::collections::BTreeMap;

use domain::access::{Caller, Scope};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::Code;
use domain::ranking::preview::Mover;
use domain::reason::{
    ActsWhy, FieldPath, ListsWhy, PostingsWhy, RankingWhy, Reason, RulingsWhy, SchemesWhy, TypedWhy, Unfit,
    Why,
};
use domain::rulings::{FormKind, NOBODY, RulingForm};
use domain::scheme::draft::Change as SchemeChange;
use domain::supervision::Supervised;
use domain::view::desk::revisions::{PositionForm, Weighing};
use domain::view::desk::rulings::{Asks, PossibleLine, PossibleLines, Reached, RulingState};
use domain::view::public::lists::{Decided, DecidedWhat, ListResult, Placed};
use service::Fault;
use service::lists;
use service::postings;
use service::rulings::{self, Subject};
use service::schemes::draft::{self, Seen};
use service::supervision;

use text::Lang;

use crate::altered;
use crate::exam::Exam;
use crate::stage::{classed, load, reasons};

/// Two papers' worth of one component each; ties at the inspection cut go to lots.
pub const LOTS: &str = r#"{"scheme":{"components":[
    {"key":"written","weight":50},{"key":"interview","weight":50}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1","tie":"ladder","ladder":["written"],"still_tied":"lots"}]}}"#;

const DECIDED: &str = r#"{"scheme":{"components":[
    {"key":"written","weight":50,"line":"decided"},{"key":"interview","weight":50}],
    "shortlists":[{"to":"interview","score":"written","ratio":"1:1","replacement":{"allowed":true,"rounds":1}},
                  {"to":"inspection","score":"total","ratio":"1:1"}]}}"#;

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

pub async fn tied() -> Exam {
    let people = ["1", "2", "3", "4"].map(|ticket| ("p", ticket));
    let exam = Exam::set(LOTS, &[("p", 1)], &people).await;
    let scores = "candidate,written,interview\n1,80,90\n2,70,80\n3,70,80\n4,60,60\n";
    exam.import("scores.csv", scores).await;
    exam.compute().await;
    exam
}

pub fn lots(places: &[&str]) -> RulingForm {
    RulingForm {
        kind: FormKind::Lots,
        question: "p/inspection".to_owned(),
        tickets: words(&["2", "3"]),
        places: words(places),
        witnesses: "Sun, Qian".to_owned(),
        number: "〔2026〕31号".to_owned(),
        ..RulingForm::default()
    }
}

pub async fn propose(exam: &Exam, form: &RulingForm, corrects: Option<Code>) -> Result<Code, Fault> {
    let service = &exam.stage.service;
    rulings::propose(service, &exam.screener, exam.posting, service.form_key(), (form, corrects)).await
}

pub async fn approve(exam: &Exam, ruling: Code) -> Result<(), Fault> {
    rulings::approve(&exam.stage.service, &exam.approver, exam.posting, ruling).await
}

pub async fn decided(exam: &Exam, form: &RulingForm, corrects: Option<Code>) -> Code {
    let code = propose(exam, form, corrects).await.expect("proposed");
    approve(exam, code).await.expect("approved");
    code
}

#[tokio::test]
async fn lots_are_proposed_by_one_and_approved_by_another_and_then_decide() {
    let exam = tied().await;
    let service = &exam.stage.service;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:open 3:open 4:reserve 2");
    let page = rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    assert!(page.may_propose && !page.may_approve && !page.stale);
    assert_eq!((page.ties.len(), page.ties[0].question.id.as_str()), (1, "p/inspection"));
    assert_eq!(exam.waits(&exam.screener).await, [(Waiting::Question, 1)]);
    let about = Subject { question: "p/inspection".to_owned(), ..Subject::default() };
    let form = rulings::form(service, &exam.screener, exam.posting, about).await.expect("a form");
    let Asks::Tie { question, people, .. } = form.asks else { panic!("no tie") };
    assert_eq!((question.seats, people[0].ticket.as_str(), people[0].name.as_str()), (1, "2", "欧阳**"));

    let key = service.form_key();
    let twice = [(); 2].map(|()| lots(&["2", "1"]));
    let (a, b) = tokio::join!(
        rulings::propose(service, &exam.screener, exam.posting, key, (&twice[0], None)),
        rulings::propose(service, &exam.screener, exam.posting, key, (&twice[1], None)),
    );
    let code = a.expect("proposed");
    assert_eq!(b.expect("the same answer"), code);
    assert_eq!(reasons(propose(&exam, &lots(&["1", "2"]), None).await), [RulingsWhy::ProposalWaits.reason()]);
    exam.compute().await;
    assert_eq!(
        exam.seats("p", "inspection").await,
        "1:in 2:open 3:open 4:reserve 2",
        "a proposal decides nothing"
    );
    let digests = async || {
        let head = exam.ranking("p").await.head.expect("a ranking");
        [head.inputs, head.rulings, head.result].map(|digest| digest.expect("shown"))
    };
    let before = digests().await;
    assert_eq!(exam.waits(&exam.screener).await, [], "a ruling is proposed");
    assert_eq!(exam.waits(&exam.approver).await, [(Waiting::Ruling, 1)]);
    let denied = rulings::approve(service, &exam.screener, exam.posting, code).await;
    assert!(matches!(denied, Err(Fault::Denied(_))), "{denied:?}");

    let of = (exam.posting, code);
    let early = rulings::minutes(service, &exam.screener, of, Lang::En).await;
    assert!(matches!(early, Err(Fault::Missing)), "no minutes of what was not approved: {early:?}");
    approve(&exam, code).await.expect("approved");
    approve(&exam, code).await.expect("a double click");
    let (_, told) = rulings::minutes(service, &exam.screener, of, Lang::En).await.expect("minutes");
    assert!(told.contains("  1: 3\n  2: 2\n") && told.contains("Witnesses: Sun, Qian"), "{told}");
    assert!(told.contains("chen") && told.contains("It stands."), "{told}");
    assert!(rulings::minutes(service, &exam.clerk, of, Lang::En).await.is_err(), "not for clerks");
    let page = rulings::page(service, &exam.approver, exam.posting).await.expect("a page");
    assert!(page.stale && page.ties.is_empty() && page.may_approve);
    assert_eq!((page.rulings.len(), page.rulings[0].state), (1, RulingState::Standing));
    let early = lists::proof(service, &exam.publisher, exam.posting, "inspection").await;
    assert_eq!(reasons(early), [RankingWhy::Stale.reason()]);
    assert_eq!(exam.waits(&exam.screener).await, [(Waiting::Ranking, 1)]);
    exam.compute().await;
    let after = digests().await;
    let same = [0, 1, 2].map(|at| before[at] == after[at]);
    assert_eq!(same, [true, false, false], "the same marks, other rulings, another outcome");
    assert_eq!(exam.waits(&exam.screener).await, [(Waiting::FirstSignature, 1)]);
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:reserve 1 3:in 4:reserve 2");
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:reserve 1 3:in 4:reserve 2", "replayed");
    let proof = lists::proof(service, &exam.publisher, exam.posting, "inspection").await;
    assert!(proof.is_ok(), "{:?}", proof.err());
    let events = exam.stage.events().await.join("\n");
    assert!(events.contains("ruling_proposed") && events.contains("ruling_approved"));
    assert_eq!(events.matches("ruling_approved").count(), 1);
    assert!(!events.contains("Qian"), "witnesses stand in the ruling, not in the events");

    supervised(&exam).await;

    // The public reads the lots with the list that rests on them, and not before.
    assert_eq!(public(&exam).await, Vec::<String>::new(), "decided, and no list is out");
    crate::altered::publish(&exam, "inspection").await;
    let out = ["p: 3 2, 〔2026〕31号, chen"];
    assert_eq!(public(&exam).await, out);
    let lines = supervision::view(service, &exam.publisher, exam.posting).await.expect("a page").lines;
    assert!(lines.last().is_some_and(|one| one.what == Supervised::List && one.signed.is_empty()));
    let list = service::open::sealed(service).await.expect("lists").whole.remove(0).view;
    assert_eq!(list.decided.iter().map(shown).collect::<Vec<_>>(), out);
}

/// A supervisor reads the draw and the totals and signs each under its digest; the desk sees who did.
async fn supervised(exam: &Exam) {
    let service = &exam.stage.service;
    let who = exam.supervisor();
    let page = async || supervision::view(service, &who, exam.posting).await.expect("a page").lines;
    let lines = page().await;
    let told: Vec<_> = lines.iter().map(|one| (one.what, one.may_sign, one.signed.len())).collect();
    assert_eq!(told, [(Supervised::Draw, true, 0), (Supervised::Totals, true, 0)]);
    assert_eq!(
        (lines[0].position.as_deref(), lines[0].by.len()),
        (Some("p"), 2),
        "beside the two signatures"
    );
    let foreign = ((lines[1].what, lines[1].of), lines[0].digest.to_string());
    let other = supervision::sign(service, &who, exam.posting, foreign.0, &foreign.1).await;
    assert_eq!(reasons(other), [ActsWhy::DigestChanged.reason()]);
    for one in &lines {
        let (of, digest) = ((one.what, one.of), one.digest.to_string());
        for _ in 0..2 {
            supervision::sign(service, &who, exam.posting, of, &digest).await.expect("twice is once");
        }
        let denied = supervision::sign(service, &exam.approver, exam.posting, of, &digest).await;
        assert!(matches!(denied, Err(Fault::Denied(_))), "{denied:?}");
    }
    let told: Vec<_> = page().await.iter().map(|one| (one.may_sign, one.signed.len())).collect();
    assert_eq!(told, [(false, 1), (false, 1)]);
    let seen = supervision::view(service, &exam.publisher, exam.posting).await.expect("a page").lines;
    assert!(seen.iter().all(|one| !one.may_sign && one.signed.len() == 1), "the desk sees who signed");
    let events = exam.stage.events().await.join("\n");
    assert_eq!(events.matches("\"supervisor_signed\"").count(), 2);
    let walk = service::audit::verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "signatures are bound to their events");
}

/// A ruling as the public reads it.
fn shown(one: &Decided) -> String {
    let what = match &one.what {
        DecidedWhat::Line { of, line, position, paper, .. } => {
            format!("{of} {line} {}", position.as_deref().or(paper.as_deref()).unwrap_or("all"))
        }
        DecidedWhat::Lots { position, order } => format!("{position}: {}", order.join(" ")),
        DecidedWhat::Ratio { position, qualified, reason } => format!("{position} {qualified}: {reason}"),
    };
    format!("{what}, {}, {}", one.number, one.by)
}

/// The rulings that the public reads with the posting.
pub async fn public(exam: &Exam) -> Vec<String> {
    let seen = service::open::posting(&exam.stage.service, exam.posting).await.expect("public");
    seen.decided.iter().map(shown).collect()
}

#[tokio::test]
async fn what_does_not_fit_the_question_is_told_beside_its_field() {
    let exam = tied().await;
    let others = RulingForm { tickets: words(&["1", "3"]), ..lots(&["1", "2"]) };
    let refused = reasons(propose(&exam, &others, None).await);
    assert_eq!(refused, [RulingsWhy::WrongPeople.at("places")]);
    let test = RulingForm { kind: FormKind::ExtraTest, marks: words(&["80", "81"]), ..lots(&[]) };
    let refused = reasons(propose(&exam, &test, None).await);
    assert_eq!(refused, [RulingsWhy::WrongPeople.at("marks")], "the scheme asks for lots");
    let elsewhere = RulingForm { question: "p/interview".to_owned(), ..lots(&["1", "2"]) };
    assert_eq!(reasons(propose(&exam, &elsewhere, None).await), [RulingsWhy::QuestionClosed.reason()]);
    let line = RulingForm { of: "written".to_owned(), line: "60".to_owned(), ..RulingForm::default() };
    assert_eq!(reasons(propose(&exam, &line, None).await), [RulingsWhy::QuestionClosed.reason()]);
    let private = RulingForm { number: "电话 13800138000".to_owned(), ..lots(&["1", "2"]) };
    assert_eq!(reasons(propose(&exam, &private, None).await), [TypedWhy::PrivateNumber.at("number")]);
}

#[tokio::test]
async fn a_ruling_is_corrected_with_a_reason_and_never_in_silence() {
    let exam = tied().await;
    let first = decided(&exam, &lots(&["1", "2"]), None).await;
    assert_eq!(
        reasons(propose(&exam, &lots(&["2", "1"]), None).await),
        [RulingsWhy::DecidedAlready.reason()]
    );
    let silent = reasons(propose(&exam, &lots(&["2", "1"]), Some(first)).await);
    assert_eq!(silent, [TypedWhy::Missing.at("reason")]);
    let because =
        RulingForm { reason: "the slips were read the wrong way round".to_owned(), ..lots(&["2", "1"]) };
    let second = propose(&exam, &because, Some(first)).await.expect("proposed");
    let service = &exam.stage.service;
    rulings::return_back(service, &exam.approver, exam.posting, second, "add the minutes")
        .await
        .expect("sent back");
    assert_eq!(reasons(approve(&exam, second).await), [RulingsWhy::Settled.reason()]);
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:in 3:reserve 1 4:reserve 2");
    let third = decided(&exam, &because, Some(first)).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:reserve 1 3:in 4:reserve 2");
    let old = rulings::view(service, &exam.approver, exam.posting, first).await.expect("kept");
    assert_eq!((old.ruling.state, old.ruling.superseded_by), (RulingState::Superseded, Some(third)));
    assert_eq!(reasons(propose(&exam, &because, Some(first)).await), [RulingsWhy::Settled.reason()]);
    // Taken back altogether, the question is open again.
    let back = RulingForm {
        kind: FormKind::Withdrawal,
        reason: "a mark was wrong".to_owned(),
        ..RulingForm::default()
    };
    decided(&exam, &back, Some(third)).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:open 3:open 4:reserve 2");
}

#[tokio::test]
async fn a_ruling_on_a_tie_that_is_gone_stops_the_computation_until_it_is_taken_back() {
    let exam = tied().await;
    let first = decided(&exam, &lots(&["1", "2"]), None).await;
    exam.compute().await;
    let service = &exam.stage.service;
    service::ranking::reopen(service, &exam.screener, exam.posting, "a mark was misread")
        .await
        .expect("reopened");
    exam.import("scores.csv", "candidate,written\n3,72\n").await;
    let refused = service::ranking::compute(service, &exam.screener, exam.posting).await;
    assert_eq!(reasons(refused), [RulingsWhy::Unfit { count: 1 }.reason()]);
    let page = rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    assert!(page.rulings[0].unfit);
    let back = RulingForm {
        kind: FormKind::Withdrawal,
        reason: "the tie is gone".to_owned(),
        ..RulingForm::default()
    };
    decided(&exam, &back, Some(first)).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:reserve 1 3:in 4:reserve 2");
}

async fn written() -> Exam {
    let people = [("p", "1"), ("p", "2"), ("p", "3"), ("q", "4")];
    let exam = Exam::set(DECIDED, &[("p", 1), ("q", 1)], &people).await;
    exam.import("scores.csv", "candidate,written\n1,80\n2,70\n3,50\n4,58\n").await;
    exam.compute().await;
    exam
}

fn line(position: &str, line: &str) -> RulingForm {
    RulingForm {
        of: "written".to_owned(),
        position: position.to_owned(),
        line: line.to_owned(),
        ..RulingForm::default()
    }
}

/// The lines, each with who passes and who is on it; the proposed one with a star.
fn told(lines: &PossibleLines) -> String {
    let one = |line: &PossibleLine| {
        format!("{}:{}/{}{}", line.line, line.pass, line.tied, if line.chosen { "*" } else { "" })
    };
    lines.shown.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Who would move by a ruling that waits, as the supervisor reads it: everybody computed, the lists with how many cross and whether they
/// are public, the people. Whoever sets a line reads counts alone before it stands.
async fn moving(exam: &Exam, ruling: Code) -> String {
    let page = rulings::view(&exam.stage.service, &exam.supervisor(), exam.posting, ruling).await;
    let moves = page.expect("a ruling").moves.expect("computed");
    let list = |one: &Reached| format!("{} {} {}", one.list.key, one.people, one.public);
    let lists: Vec<String> = moves.lists.iter().map(list).collect();
    let people: Vec<&str> = moves.movers.rows.iter().map(|one| one.candidate.as_str()).collect();
    format!("people {}, {}: {}", moves.movers.people, lists.join(" "), people.join(" "))
}

#[tokio::test]
async fn a_line_is_set_after_marking_for_all_positions_and_for_one() {
    let exam = written().await;
    let service = &exam.stage.service;
    let page = rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    assert_eq!((page.lines.len(), page.lines[0].of.as_str(), page.lines[0].positions), (1, "written", 2));
    let possible = async |position: &str| {
        let about = Subject { of: "written".to_owned(), position: position.to_owned(), ..Subject::default() };
        let form = rulings::form(service, &exam.screener, exam.posting, about).await.expect("a form");
        let Asks::Line { possible: Some(lines), counted, .. } = form.asks else { panic!("no lines") };
        assert_eq!(counted, position);
        (lines.people, lines.seats, told(&lines))
    };
    assert_eq!(possible("").await, (4, 2, "80:1/1 70:2/1 58:3/1 50:4/1".to_owned()));
    assert_eq!(possible("p").await, (3, 1, "80:1/1 70:2/1 50:3/1".to_owned()));
    let first = propose(&exam, &line("", "60"), None).await.expect("proposed");
    let waiting = rulings::view(service, &exam.approver, exam.posting, first).await.expect("a ruling");
    let lines = waiting.possible.expect("what the approver weighs it against");
    assert_eq!(told(&lines), "80:1/1 70:2/1* 58:3/1 50:4/1", "60 lets through whom 70 lets through");
    let weighed = "people 4, interview 1 false: 1 2 3 4";
    assert_eq!(moving(&exam, first).await, weighed);
    // A weighing is kept while nothing changed; under another mark it is made anew.
    exam.import("again.csv", "candidate,written\n4,61\n").await;
    assert_ne!(moving(&exam, first).await, weighed);
    exam.import("back.csv", "candidate,written\n4,58\n").await;
    assert_eq!(moving(&exam, first).await, weighed);
    approve(&exam, first).await.expect("approved");
    let settled = rulings::view(service, &exam.approver, exam.posting, first).await.expect("a ruling");
    assert_eq!(settled.possible, None);
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:reserve 1 3:out");
    assert_eq!(exam.seats("q", "interview").await, "4:out");
    assert_eq!(reasons(propose(&exam, &line("", "61"), None).await), [RulingsWhy::DecidedAlready.reason()]);
    decided(&exam, &line("q", "55"), None).await;
    exam.compute().await;
    assert_eq!(exam.seats("q", "interview").await, "4:in", "the position's own line comes first");
    let lower = RulingForm { reason: "approved at 50".to_owned(), ..line("", "50") };
    let lower = propose(&exam, &lower, Some(first)).await.expect("proposed");
    assert_eq!(moving(&exam, lower).await, "people 4, : 3", "3 becomes a reserve, and nobody crosses");
    approve(&exam, lower).await.expect("approved");
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:reserve 1 3:reserve 2");
    let page = rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    let standing = page.rulings.iter().filter(|line| line.state == RulingState::Standing).count();
    assert_eq!((page.rulings.len(), standing), (3, 2));

    assert_eq!(public(&exam).await, Vec::<String>::new(), "decided, and no list is out");
    crate::altered::publish(&exam, "interview").await;
    assert_eq!(
        public(&exam).await,
        ["written 55 q, , chen", "written 50 all, , chen"],
        "and none superseded"
    );
}

/// The digest of all that decide, as the newest approval recorded it and as the ranking that stands was computed with it.
async fn recorded_and_computed(exam: &Exam) -> (Digest, Digest) {
    let id = exam.screener.person().expect("a person").postings[0].1;
    let look = exam.stage.store.snapshot("rulings").await.expect("a snapshot");
    let standing = store::rankings::standing(&look, id).await.expect("read").expect("a ranking");
    let permit = load(standing.scope());
    let computed = standing.open(&permit).expect("opened").digests.rulings;
    let filter = store::audit::Filter::default();
    let events = store::audit::events(&look, &load(Scope::system()), &filter, 1_000).await.expect("events");
    look.close().await.expect("closed");
    let recorded = events.into_iter().find_map(|row| match row.event {
        Event::RulingApproved { rulings, .. } => Some(rulings),
        _ => None,
    });
    (recorded.expect("an approval"), computed)
}

#[tokio::test]
async fn a_line_is_set_for_one_class_of_papers() {
    let exam = written().await;
    let service = &exam.stage.service;
    let id = exam.screener.person().expect("a person").postings[0].1;
    let (p, q) = (classed("p", "A类"), classed("q", "B类"));
    let tx = exam.stage.store.write("stage").await.expect("a turn");
    let permit = load(Scope::posting(id, &[]));
    store::postings::positions::revise(&tx, &permit, &[&p, &q], &[]).await.expect("classes");
    crate::stage::keep(tx).await;

    let about = Subject { of: "written".to_owned(), paper: "A类".to_owned(), ..Subject::default() };
    let form = rulings::form(service, &exam.screener, exam.posting, about).await.expect("a form");
    let Asks::Line { possible: Some(lines), papers, paper, .. } = form.asks else { panic!("no lines") };
    assert_eq!((papers, paper.as_str()), (words(&["A类", "B类"]), "A类"));
    assert_eq!((lines.people, told(&lines).as_str()), (3, "80:1/1 70:2/1 50:3/1"), "of its class alone");

    let of = |paper: &str, score: &str| RulingForm { paper: paper.to_owned(), ..line("", score) };
    let both = RulingForm { position: "p".to_owned(), ..of("A类", "60") };
    assert_eq!(reasons(propose(&exam, &both, None).await), [TypedWhy::NotAChoice.at("paper")]);
    let nobody = propose(&exam, &of("C类", "60"), None).await;
    assert_eq!(reasons(nobody), [RulingsWhy::QuestionClosed.reason()]);
    let first = decided(&exam, &of("A类", "60"), None).await;
    let page = rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    assert_eq!(page.lines[0].positions, 1, "only the other class waits, before anything is computed anew");
    assert_eq!(reasons(propose(&exam, &of("A类", "61"), None).await), [RulingsWhy::DecidedAlready.reason()]);
    decided(&exam, &of("B类", "55"), None).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:reserve 1 3:out");
    assert_eq!(exam.seats("q", "interview").await, "4:in");
    let (recorded, computed) = recorded_and_computed(&exam).await;
    assert_eq!(
        recorded, computed,
        "the record names what was counted: the lines of the positions of each class"
    );

    // A correction stays with its class.
    let about = Subject { corrects: Some(first), ..Subject::default() };
    let form = rulings::form(service, &exam.screener, exam.posting, about).await.expect("a form");
    let Asks::Line { fixed, paper, .. } = form.asks else { panic!("no line") };
    assert_eq!((fixed.as_deref(), paper.as_str()), (Some(""), "A类"));
    let lower = RulingForm { reason: "approved at 50".to_owned(), ..of("A类", "50") };
    decided(&exam, &lower, Some(first)).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:reserve 1 3:reserve 2");
    crate::altered::publish(&exam, "interview").await;
    assert_eq!(public(&exam).await, ["written 55 B类, , chen", "written 50 A类, , chen"]);
}

#[tokio::test]
async fn a_line_of_a_class_holds_where_the_class_is_once_a_position_has_another() {
    let exam = written().await;
    let id = exam.screener.person().expect("a person").postings[0].1;
    let classes = async |of_p: &str, of_q: &str| {
        let tx = exam.stage.store.write("test").await.expect("a turn");
        let (p, q) = (classed("p", of_p), classed("q", of_q));
        let permit = load(Scope::posting(id, &[]));
        store::postings::positions::revise(&tx, &permit, &[&p, &q], &[]).await.expect("classes");
        crate::stage::keep(tx).await;
    };
    classes("A类", "B类").await;
    for (paper, score) in [("A类", "60"), ("B类", "55")] {
        decided(&exam, &RulingForm { paper: paper.to_owned(), ..line("", score) }, None).await;
    }
    exam.compute().await;
    assert_eq!(exam.seats("q", "interview").await, "4:in", "58 passes the line of its class");
    classes("A类", "A类").await;
    let page = rulings::page(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page");
    assert!(page.stale, "the ranking that stands is of the classes before");
    exam.compute().await;
    assert_eq!(exam.seats("q", "interview").await, "4:out", "and not that of the other class");
}

/// Another class of papers brings the line of that class along.
#[tokio::test]
async fn who_would_move_by_another_class_of_papers_is_weighed_before_it_is_approved() {
    let exam = written().await;
    let service = &exam.stage.service;
    let id = exam.screener.person().expect("a person").postings[0].1;
    let tx = exam.stage.store.write("test").await.expect("a turn");
    let (p, q) = (classed("p", "A类"), classed("q", "B类"));
    let permit = load(Scope::posting(id, &[]));
    store::postings::positions::revise(&tx, &permit, &[&p, &q], &[]).await.expect("classes");
    crate::stage::keep(tx).await;
    for (paper, score) in [("A类", "60"), ("B类", "55")] {
        decided(&exam, &RulingForm { paper: paper.to_owned(), ..line("", score) }, None).await;
    }
    exam.compute().await;
    let page = async || postings::further(service, &exam.screener, exam.posting).await.expect("a page");
    let before = page().await;
    assert_eq!(before.weighed, Weighing::Nothing, "nothing is drafted");
    let known = before.positions.iter().find(|one| one.code == "q").expect("a position");
    let form = PositionForm { details: vec!["A类".to_owned()], ..known.clone() };
    let at = (exam.posting, before.version);
    postings::draft_position(service, &exam.screener, at, (Some("q"), &form)).await.expect("drafted");
    let Weighing::Known(moves) = page().await.weighed else { panic!("it is not weighed") };
    let lists: Vec<_> = moves.lists.iter().map(|one| (one.list.key.as_str(), one.people)).collect();
    let people: Vec<_> = moves.movers.rows.iter().map(|one| one.candidate.as_str()).collect();
    assert_eq!(
        (lists, people),
        (vec![("interview", 1)], vec!["4"]),
        "58 is below the line of the other class"
    );
}

#[tokio::test]
async fn a_reserve_moves_up_by_the_schemes_rule() {
    let exam = written().await;
    let service = &exam.stage.service;
    decided(&exam, &line("", "45"), None).await;
    exam.compute().await;
    let about = Subject { position: "p".to_owned(), list: "interview".to_owned(), ..Subject::default() };
    let form = rulings::form(service, &exam.screener, exam.posting, about.clone()).await.expect("a form");
    let Asks::Replacement { next, rounds, most, allowed, people, .. } = form.asks else { panic!("no list") };
    assert_eq!((next, rounds, most, allowed, people.len()), (words(&["2"]), 0, Some(1), true, 3));
    let leaves = |fill: &str, round: &str| RulingForm {
        kind: FormKind::Replacement,
        position: "p".to_owned(),
        list: "interview".to_owned(),
        out: "1".to_owned(),
        fill: fill.to_owned(),
        round: round.to_owned(),
        cause: "gave up in writing".to_owned(),
        ..RulingForm::default()
    };
    let skipped = reasons(propose(&exam, &leaves("3", "1"), None).await);
    assert_eq!(skipped, [RulingsWhy::NotNext.at("fill")]);
    let second = reasons(propose(&exam, &leaves("2", "2"), None).await);
    assert_eq!(second, [RulingsWhy::ReplacementRound.at("round")]);
    let reserve = RulingForm { out: "2".to_owned(), ..leaves(NOBODY, "1") };
    assert_eq!(reasons(propose(&exam, &reserve, None).await), [RulingsWhy::NotOnList.at("out")]);
    decided(&exam, &leaves("2", "1"), None).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:out 2:in 3:reserve 2", "reserve numbers stay");
    exam.import("scores.csv", "candidate,interview\n2,85\n4,80\n").await;
    exam.compute().await;
    let proof = lists::proof(service, &exam.publisher, exam.posting, "interview").await.expect("a list");
    let rows = proof.list.groups.iter().flat_map(|group| &group.rows);
    let row = |whose: &str| {
        let row = rows.clone().find(|row| row.ticket == whose).expect("a row");
        (row.result.clone(), row.placed)
    };
    assert_eq!(row("1"), (ListResult::Out, None));
    assert_eq!(row("2"), (ListResult::In, Some(Placed::MovedUp)));
    // With the marks in, taking it back would leave them without a place.
    let page = rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    let back =
        RulingForm { kind: FormKind::Withdrawal, reason: "mistaken".to_owned(), ..RulingForm::default() };
    let refused = reasons(propose(&exam, &back, Some(page.rulings[0].code)).await);
    assert!(
        matches!(refused[..], [Reason { why: Why::Rulings(RulingsWhy::AgainstMarks { .. }), .. }]),
        "{refused:?}"
    );
}

#[tokio::test]
async fn where_no_replacement_is_allowed_the_place_stays_empty() {
    let exam = tied().await;
    let leaves = |fill: &str| RulingForm {
        kind: FormKind::Replacement,
        position: "p".to_owned(),
        list: "inspection".to_owned(),
        out: "1".to_owned(),
        fill: fill.to_owned(),
        round: "1".to_owned(),
        cause: "file check failed".to_owned(),
        ..RulingForm::default()
    };
    decided(&exam, &lots(&["1", "2"]), None).await;
    exam.compute().await;
    assert_eq!(
        reasons(propose(&exam, &leaves("3"), None).await),
        [RulingsWhy::ReplacementNotAllowed.reason()]
    );
    decided(&exam, &leaves(NOBODY), None).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:out 2:in 3:reserve 1 4:reserve 2");
}

#[tokio::test]
async fn a_scheme_changes_by_an_approved_notice_alone_and_what_was_computed_keeps_its_digest() {
    let exam = tied().await;
    let service = &exam.stage.service;
    let changed = LOTS.replace("\"2:1\"", "\"3:1\"");
    let file = ("scheme.json", changed.as_bytes());
    let refused = service::schemes::save_file(service, &exam.screener, exam.posting, 1, file).await;
    assert_eq!(
        reasons(refused.map(|_| ())),
        [PostingsWhy::WrongPhase { phase: domain::lifecycle::Phase::Ranked }.reason()]
    );

    let before = service::open::posting(service, exam.posting).await.expect("public");
    assert!(before.notices.is_empty());
    let form =
        rulings::NoticeForm { title: "Notice 1".to_owned(), reason: "more posts to inspect".to_owned() };
    let key = service.form_key();
    let propose = async |key: Code, text: &str| {
        let file = (&form, "scheme.json", text.as_bytes());
        rulings::propose_notice(service, &exam.screener, exam.posting, key, file).await
    };
    let faulty = propose(key, "{\"scheme\":{\"componets\":[]}}").await.expect("read");
    assert!(faulty.is_err_and(|faults| !faults.is_empty()));
    assert_eq!(reasons(propose(key, LOTS).await.map(|_| ())), [ActsWhy::NothingToDo.reason()]);
    let words = ("公告 990001900307123".to_owned(), "致电 13800138000".to_owned());
    let private = rulings::NoticeForm { title: words.0, reason: words.1 };
    let file = (&private, "scheme.json", changed.as_bytes());
    let refused = rulings::propose_notice(service, &exam.screener, exam.posting, key, file).await;
    let both = ["title", "reason"].map(|field| TypedWhy::PrivateNumber.at(field));
    assert_eq!(reasons(refused.map(|_| ())), both, "both are public");
    // What the first approval asks of a scheme is asked of this one too: all of it is public at once.
    let brought = async |from: &str, to: &str| propose(key, &changed.replacen(from, to, 1)).await.map(|_| ());
    let number = brought(r#""key":"written""#, r#""key":"written","name":"笔试13800138000""#).await;
    let (column, why) = (FieldPath::new("name"), Unfit::Phone);
    assert_eq!(reasons(number), [ListsWhy::NotForPublic { position: None, column, why }.reason()]);
    let nameless = brought(r#""key":"interview""#, r#""key":"second_round""#).await;
    assert_eq!(reasons(nameless), [SchemesWhy::Unnamed { count: 1 }.reason()]);
    let late = brought(r#""components""#, r#""editing":{"personal":"review_ends"},"components""#).await;
    let stage = domain::timetable::StageKind::Screening;
    assert_eq!(reasons(late), [PostingsWhy::StageNeeded { stage }.reason()]);
    let code = propose(key, &changed).await.expect("read").expect("proposed");
    assert_eq!(propose(key, &changed).await.expect("read").expect("the same answer"), code);
    assert_eq!(
        reasons(propose(service.form_key(), &changed).await.map(|_| ())),
        [RulingsWhy::ProposalWaits.reason()]
    );
    let public = service::open::posting(service, exam.posting).await.expect("public");
    assert!(public.notices.is_empty(), "not before the approval");
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:open 3:open 4:reserve 2");
    assert!(!exam.ranking("p").await.head.expect("a ranking").stale);

    approve(&exam, code).await.expect("approved");
    approve(&exam, code).await.expect("a double click");
    let head = exam.ranking("p").await.head.expect("the ranking stands");
    assert!(head.stale, "computed by the old scheme");
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:open 3:open 4:reserve 2", "it keeps what it was");
    let early = lists::proof(service, &exam.publisher, exam.posting, "inspection").await;
    assert_eq!(reasons(early), [RankingWhy::Stale.reason()]);
    let public = service::open::posting(service, exam.posting).await.expect("public");
    let notice = public.notices.first().expect("public at once");
    assert_eq!((notice.title.as_str(), notice.reason.as_str()), ("Notice 1", "more posts to inspect"));
    assert_ne!(notice.before, notice.scheme);
    assert_eq!(public.notices.len(), 1);
    let versions =
        service::postings::versions(service, &exam.screener, exam.posting).await.expect("versions");
    let newest = versions.versions.first().expect("the notice made a revision");
    assert!(newest.no.is_some() && newest.settled_by.is_some() && newest.reason == "more posts to inspect");
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:in 3:in 4:reserve 1");
    let proof = lists::proof(service, &exam.publisher, exam.posting, "inspection").await;
    assert!(proof.is_ok(), "{:?}", proof.err());
    let events = exam.stage.events().await.join("\n");
    assert!(events.contains("\"revision\":2") && events.contains("notice/1"));
    // The next notice follows the scheme that holds now.
    let next = propose(service.form_key(), LOTS).await.expect("read").expect("proposed");
    let shown = rulings::view(service, &exam.approver, exam.posting, next).await.expect("a page");
    assert!(shown.may_settle && !shown.may_correct);
}

#[tokio::test]
async fn the_draft_of_the_editor_goes_as_a_notice_with_its_difference_and_who_would_move() {
    let exam = tied().await;
    let service = &exam.stage.service;
    let drafted = async |who: &Caller| rulings::drafted_page(service, who, exam.posting).await;
    let none = drafted(&exam.screener).await.expect("a page");
    assert!(none.may_propose && none.version == 0 && none.changes.is_empty());
    let values = BTreeMap::from([("ratio".to_owned(), "3:1".to_owned())]);
    let change = SchemeChange::Set { at: "shortlists.0".to_owned(), values };
    let seen = Seen { version: 0, based_on: 1 };
    draft::change(service, &exam.screener, exam.posting, seen, ("", &change)).await.expect("drafted");
    let page = drafted(&exam.screener).await.expect("a page");
    assert!(page.follows && page.faults == 0, "{page:?}");
    let told = text::revisions::tell(&page.changes[0], text::Lang::En);
    assert!(told.gone[0].contains("2:1") && told.come[0].contains("3:1"), "{:?} {:?}", told.gone, told.come);
    assert_eq!(page.moves.as_ref().expect("computed").movers.moved, 3, "two get in, one is first in reserve");
    assert!(!drafted(&exam.approver).await.expect("a page").may_propose);

    let form = rulings::NoticeForm { title: "Notice 1".to_owned(), reason: "more posts".to_owned() };
    let key = service.form_key();
    let propose = async |seen: (i64, u32)| {
        rulings::propose_drafted(service, &exam.screener, (exam.posting, key), seen, &form).await
    };
    let stale = propose((0, 1)).await;
    assert!(matches!(stale, Err(Fault::Stale)), "somebody changed the draft: {stale:?}");
    let code = propose((page.version, page.based_on)).await.expect("proposed");
    assert_eq!(propose((page.version, page.based_on)).await.expect("a double click"), code);
    let shown = rulings::view(service, &exam.approver, exam.posting, code).await.expect("a page");
    assert!(shown.may_settle && shown.changes == page.changes, "the approver reads the same difference");
    approve(&exam, code).await.expect("approved");
    let after = draft::view(service, &exam.screener, exam.posting).await.expect("a page");
    assert!(after.drafted.is_none() && after.revision == 2, "the draft is in force and ends");
    let public = service::open::posting(service, exam.posting).await.expect("public");
    assert_eq!(public.notices.len(), 1);
}

#[tokio::test]
async fn who_types_marks_learns_who_was_called_only_once_the_list_is_public() {
    let exam = written().await;
    let service = &exam.stage.service;
    decided(&exam, &line("", "45"), None).await;
    exam.compute().await;
    let offered = async || {
        let asked = ("interview", "", false, (1, 100));
        let page = service::marks::view(service, &exam.clerk, exam.posting, asked).await.expect("marks");
        let lines = page.lines.into_iter().filter(|line| line.position == "p");
        lines.map(|line| line.ticket).collect::<Vec<_>>()
    };
    let everybody = exam.ranking("p").await.lines.len();
    assert_eq!(offered().await.len(), everybody, "the grid tells nothing before the list");
    let called: Vec<String> = exam
        .ranking("p")
        .await
        .lines
        .into_iter()
        .filter(|line| line.seats.iter().any(|seat| seat.0 == "interview" && seat.1 == "in"))
        .map(|line| line.ticket)
        .collect();
    assert!(called.len() < everybody && !called.is_empty());
    exam.sign_first("interview").await;
    let proof = lists::proof(service, &exam.publisher, exam.posting, "interview").await.expect("a list");
    let shown = proof.digest.to_string();
    lists::publish(service, &exam.publisher, exam.posting, "interview", &shown).await.expect("published");
    assert_eq!(offered().await, called);
}

#[tokio::test]
async fn a_place_is_changed_by_decision_with_a_ground_and_a_second_person_and_the_list_marks_it() {
    let exam = tied().await;
    let service = &exam.stage.service;
    decided(&exam, &lots(&["1", "2"]), None).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:in 3:reserve 1 4:reserve 2");
    let about = Subject {
        position: "p".to_owned(),
        list: "inspection".to_owned(),
        by_decision: true,
        ..Subject::default()
    };
    let form = rulings::form(service, &exam.screener, exam.posting, about).await.expect("a form");
    let Asks::Override { people, .. } = form.asks else { panic!("no list") };
    assert_eq!((form.kind, people.len()), (FormKind::Override, 4));
    let place = |person: &str, ground: &str| RulingForm {
        kind: FormKind::Override,
        position: "p".to_owned(),
        list: "inspection".to_owned(),
        person: person.to_owned(),
        ground: ground.to_owned(),
        cause: "decision 12 of 2026 of the competent department".to_owned(),
        ..RulingForm::default()
    };
    let blank = RulingForm { cause: String::new(), ..place("4", "because") };
    assert_eq!(
        reasons(propose(&exam, &blank, None).await),
        [TypedWhy::Missing.at("ground"), TypedWhy::Missing.at("cause")]
    );
    let there = reasons(propose(&exam, &place("1", "took_part"), None).await);
    assert_eq!(there, [RulingsWhy::NotOverridable.at("person")]);
    let code = propose(&exam, &place("4", "took_part"), None).await.expect("proposed");
    assert_eq!(moving(&exam, code).await, "people 4, inspection 1 false: 4");
    let own = rulings::approve(service, &exam.screener, exam.posting, code).await;
    assert!(matches!(own, Err(Fault::Denied(_))), "{own:?}");
    approve(&exam, code).await.expect("approved");
    decided(&exam, &place("1", "recusal"), None).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:out 2:in 3:reserve 1 4:in");
    let proof = lists::proof(service, &exam.publisher, exam.posting, "inspection").await.expect("a list");
    let rows = proof.list.groups.iter().flat_map(|group| &group.rows);
    let by_decision = rows.filter(|row| row.placed == Some(Placed::ByDecision));
    let mut marked: Vec<&str> = by_decision.map(|row| row.ticket.as_str()).collect();
    marked.sort_unstable();
    assert_eq!(marked, ["1", "4"], "both are marked, and why is not for the public");
    let back = RulingForm {
        kind: FormKind::Withdrawal,
        reason: "the decision was annulled".to_owned(),
        ..RulingForm::default()
    };
    decided(&exam, &back, Some(code)).await;
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:out 2:in 3:reserve 1 4:reserve 2");
}

/// Rulings on later lists are left aside while an earlier one is under correction: they count neither against a ruling on that list nor
/// among who would move by it.
#[tokio::test]
async fn a_ruling_on_a_list_under_correction_is_weighed_without_what_was_decided_on_later_ones() {
    let people = ["1", "2", "3", "4"].map(|ticket| ("p", ticket));
    let scheme = LOTS
        .replace(r#""shortlists":["#, r#""shortlists":[{"to":"interview","score":"written","ratio":"3:1"},"#);
    let exam = Exam::set(&scheme, &[("p", 1)], &people).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,70\n4,60\n").await;
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    exam.import("interview.csv", "candidate,interview\n1,90\n2,80\n3,80\n").await;
    exam.compute().await;
    decided(&exam, &lots(&["2", "1"]), None).await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    let (service, of) = (&exam.stage.service, ("interview", 1));
    lists::correct(service, &exam.screener, exam.posting, of, "4 号应当进入面试").await.expect("begun");
    let form = RulingForm {
        kind: FormKind::Override,
        position: "p".to_owned(),
        list: "interview".to_owned(),
        person: "4".to_owned(),
        ground: "took_part".to_owned(),
        cause: "decision 12 of 2026 of the competent department".to_owned(),
        ..RulingForm::default()
    };
    let code = propose(&exam, &form, None).await.expect("the lots of the inspection list stand beside it");
    assert_eq!(moving(&exam, code).await, "people 4, interview 1 true: 4");
    approve(&exam, code).await.expect("approved");
    exam.compute().await;
    assert_eq!(exam.seats("p", "interview").await, "1:in 2:in 3:in 4:in");
    // What is proposed about a list that is left aside is weighed all the same: its question is not asked now.
    let again = lots(&["1", "2"]);
    let later = propose(&exam, &RulingForm { question: "p/inspection.2".to_owned(), ..again }, None).await;
    assert_eq!(reasons(later), [RulingsWhy::QuestionClosed.reason()]);
}

#[tokio::test]
async fn whoever_would_move_by_another_mark_is_told_before_it_is_corrected() {
    let exam = tied().await;
    let service = &exam.stage.service;
    decided(&exam, &lots(&["1", "2"]), None).await;
    exam.compute().await;
    let fourth = exam.code("4").await;
    let tried = async |component: &str, mark: &str| {
        let of = (fourth, component, mark);
        service::ranking::try_mark(service, &exam.screener, exam.posting, of, text::Lang::En).await
    };
    let page = tried("", "").await.expect("a page");
    let marks: Vec<&str> = page.marks.iter().map(|one| one.now.as_str()).collect();
    assert_eq!((marks, page.tried), (vec!["60", "60"], None));
    let page = tried("interview", "95").await.expect("a page").tried.expect("tried");
    let moves = page.moves.expect("counted");
    let row = |one: &Mover| format!("{} {} {}", one.candidate, one.after.total, one.after.seats[0].1);
    let rows: Vec<String> = moves.movers.rows.iter().map(row).collect();
    // 4 overtakes 2 and 3, who are no longer tied at the cut: their lots decide nothing any more, which is said.
    assert_eq!((rows.contains(&"4 77.50 in".to_owned()), page.unfit), (true, true), "{rows:?}");
    let list: Vec<u32> = moves.lists.iter().map(|one| one.people).collect();
    assert_eq!(list, [2], "2 leaves the list and 4 comes");
    let page = tried("interview", "61").await.expect("a page").tried.expect("tried");
    assert_eq!(
        (page.moves.expect("counted").movers.moved, page.unfit),
        (1, false),
        "a mark that changes no place"
    );
    for (typed, why) in [("", "missing"), ("1000", "full"), ("9O", "number")] {
        let page = tried("interview", typed).await.expect("a page").tried.expect("tried");
        assert!(page.wrong.is_some() && page.moves.is_none(), "{why}: {page:?}");
    }
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:in 3:reserve 1 4:reserve 2", "nothing is kept");
    let outside = (exam.stage.key(), "interview", "80");
    let found =
        service::ranking::try_mark(service, &exam.screener, exam.posting, outside, text::Lang::En).await;
    assert!(matches!(found, Err(Fault::Missing)), "{found:?}");
}

#[tokio::test]
async fn a_notice_calls_no_list_so_that_it_could_not_be_published() {
    let exam = tied().await;
    let (service, key) = (&exam.stage.service, exam.stage.key());
    let form = rulings::NoticeForm { title: "Notice 1".to_owned(), reason: "another name".to_owned() };
    let named = LOTS.replace(r#""to":"inspection""#, r#""to":"inspection","name":"考察 13812345678""#);
    let file = (&form, "scheme.json", named.as_bytes());
    let refused = rulings::propose_notice(service, &exam.screener, exam.posting, key, file).await;
    let column = FieldPath::new("name");
    let why = ListsWhy::NotForPublic { position: None, column, why: Unfit::Phone };
    assert_eq!(reasons(refused), [why.reason()]);
}
