//! A round of moves after the marks, as the central selection of 2023 had it (variant 2): within one kind and one class of papers, line 60 or
//! 55 by paper, nobody who is on the interview list, one choice that is changed until the window closes.

use domain::access::{Caller, Denial, Scope};
use domain::adjusting::{ChoiceState, RoundState};
use domain::calendar::{Instant, Standing, Window};
use domain::course::Waiting;
use domain::id::Code;
use domain::lifecycle::ApplicationState;
use domain::messages::Kind;
use domain::posting::PositionTerms;
use domain::reason::{ApplicationsWhy, DecisionsWhy, PostingsWhy, Reason, RulingsWhy, TypedWhy, Why};
use domain::rulings::{FormKind, RulingForm};
use domain::typed::{Label, SignInName};
use domain::view::desk::adjustments::AdjustmentPage;
use domain::view::my::applications::Adjusting;
use service::adjustments::{self, RoundForm};
use service::{Fault, applications, decisions, lists, open};
use store::applications::Content;
use store::bulk;

use crate::altered;
use crate::departures::candidate;
use crate::exam::Exam;
use crate::messages::kinds;
use crate::rulings;
use crate::stage::{NAME, Stage, load, position, reasons, sealed};

/// The rule itself.
const RULE: &str = include_str!("../../../domain/tests/cases/variants/02.scheme.json");

/// Position and ticket of everybody; `a` and `b` are the classes of papers.
const PEOPLE: [(&str, &str); 17] = [
    ("a1", "11"),
    ("a1", "12"),
    ("a1", "13"),
    ("a1", "14"),
    ("a1", "15"),
    ("a1", "16"),
    ("a1", "17"),
    ("a2", "21"),
    ("a3", "22"),
    ("b1", "31"),
    ("b1", "32"),
    ("b1", "33"),
    ("b1", "34"),
    ("b1", "35"),
    ("b1", "36"),
    ("b1", "37"),
    ("b2", "41"),
];

/// Five are called of `a1` and `b1`; `16` and `36` are on their line, `17` and `37` below it.
const WRITTEN: &str = "candidate,written\n11,90\n12,85\n13,80\n14,75\n15,70\n16,60\n17,59.99\n21,70\n22,71\n31,90\n32,85\n33,80\n34,75\n\
    35,70\n36,55\n37,54.99\n41,60\n";

async fn ranked(stage: Stage) -> Exam {
    ranked_by(stage, RULE, 0).await
}

/// By that rule, with so many further positions of one person each.
async fn ranked_by(stage: Stage, rule: &str, more: usize) -> Exam {
    let terms = |number: &str, scheme: &str| PositionTerms {
        scheme: Some(Label::stored(scheme.to_owned())),
        ..position(number)
    };
    let positions =
        [("a1", "paper_a"), ("a2", "paper_a"), ("a3", "paper_a"), ("b1", "paper_b"), ("b2", "paper_b")];
    let mut positions = positions.map(|(number, scheme)| terms(number, scheme)).to_vec();
    let further: Vec<(String, String)> =
        (0..more).map(|at| (format!("c{at}"), (100 + at).to_string())).collect();
    positions.extend(further.iter().map(|(number, _)| terms(number, "paper_a")));
    let own = further.iter().map(|(number, ticket)| (number.as_str(), ticket.as_str()));
    let people: Vec<(&str, &str)> = PEOPLE.into_iter().chain(own).collect();
    let exam = Box::pin(Exam::with(stage, rule, positions, &people)).await;
    let written: Vec<String> = further.iter().map(|(_, ticket)| format!("{ticket},70\n")).collect();
    exam.import("written.csv", &format!("{WRITTEN}{}", written.concat())).await;
    exam.compute().await;
    exam
}

/// A moment to the minute, so many hours from now.
fn hours(exam: &Exam, hours: i64) -> Instant {
    let later = exam.stage.effects.clock.now().plus_seconds(hours * 3_600);
    Instant(later.0 - later.0 % 60_000)
}

/// The clock stands there now.
fn turn_to(exam: &Exam, at: Instant) {
    let clock = &exam.stage.effects.clock;
    clock.advance(at.0 - clock.now().0);
}

fn form(places: &[(&str, &str)], (opens, closes): (Instant, Instant)) -> RoundForm {
    RoundForm {
        places: places.iter().map(|(number, places)| ((*number).to_owned(), (*places).to_owned())).collect(),
        opens: opens.form_text(),
        closes: closes.form_text(),
        reason: "面试名单公布后部分职位缺人。".to_owned(),
    }
}

async fn propose(exam: &Exam, form: &RoundForm) -> Result<(), Fault> {
    adjustments::propose(&exam.stage.service, &exam.screener, exam.posting, form).await
}

async fn page(exam: &Exam) -> AdjustmentPage {
    adjustments::page(&exam.stage.service, &exam.screener, exam.posting).await.expect("a page")
}

/// The public code of a position.
async fn code(exam: &Exam, number: &str) -> Code {
    let public = open::posting(&exam.stage.service, exam.posting).await.expect("public");
    public.positions.iter().find(|one| one.number == number).expect("a position").code
}

async fn choose(exam: &Exam, ticket: &str, number: &str) -> Result<(), Fault> {
    let (who, application, _) = candidate(exam, ticket).await;
    let target = code(exam, number).await;
    adjustments::choose(&exam.stage.service, &who, application, target).await
}

/// What the person of that ticket reads of the round.
async fn own(exam: &Exam, ticket: &str) -> Option<Adjusting> {
    let (who, application, _) = candidate(exam, ticket).await;
    applications::view(&exam.stage.service, &who, application).await.expect("own").adjusting
}

/// The numbers of the positions that the person may choose, or why there is none.
async fn offered(exam: &Exam, ticket: &str) -> (Vec<String>, Option<ApplicationsWhy>) {
    let found = own(exam, ticket).await.expect("a round");
    let why = found.why.map(|reason| match reason.why {
        Why::Applications(why) => why,
        other => panic!("{other:?}"),
    });
    (found.positions.into_iter().map(|one| one.1).collect(), why)
}

/// The code of what the person of that ticket chose, as the desk has it.
async fn choice(exam: &Exam, ticket: &str) -> Code {
    let page = page(exam).await;
    page.rounds[0].choices.iter().find(|one| one.ticket == ticket).expect("a choice").code
}

async fn bound(exam: &Exam) {
    let stage = &exam.stage;
    let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
    assert_eq!(walk.wrong.kept, [], "every row is bound to its act");
}

/// What closing the selection is refused for, which its page says beforehand.
async fn close(exam: &Exam) -> Vec<Reason> {
    let service = &exam.stage.service;
    let page = decisions::outcome(service, &exam.screener, exam.posting).await.expect("a page");
    let refused = reasons(decisions::close(service, &exam.approver, (exam.posting, page.version)).await);
    assert_eq!(refused, page.against);
    refused
}

/// A round that was confirmed, whose window is open for two days.
async fn confirmed(exam: &Exam) -> (Instant, Instant) {
    let window = (hours(exam, 1), hours(exam, 49));
    let form = form(&[("a2", "1"), ("a3", "1"), ("b2", "1")], window);
    propose(exam, &form).await.expect("proposed");
    propose(exam, &form).await.expect("a double click does it once");
    assert!(exam.waits(&exam.approver).await.contains(&(Waiting::Adjustment, 1)), "somebody decides it");
    assert!(!exam.waits(&exam.screener).await.contains(&(Waiting::Adjustment, 1)), "but not who proposed it");
    let round = page(exam).await.rounds[0].code;
    let of = (exam.posting, round);
    let own = adjustments::confirm(&exam.stage.service, &exam.screener, of).await;
    assert!(matches!(own, Err(Fault::Denied(Denial::Role))), "{own:?}");
    assert!(open::posting(&exam.stage.service, exam.posting).await.expect("public").adjustments.is_empty());
    adjustments::confirm(&exam.stage.service, &exam.approver, of).await.expect("confirmed");
    adjustments::confirm(&exam.stage.service, &exam.approver, of).await.expect("twice is once");
    window
}

#[tokio::test]
async fn whoever_is_on_no_list_moves_within_the_paper_at_its_line_and_is_ranked_there_alone() {
    for stage in Stage::on_both().await {
        let exam = ranked(stage).await;
        let service = &exam.stage.service;
        let early = form(&[("a2", "1")], (hours(&exam, 1), hours(&exam, 49)));
        assert_eq!(reasons(propose(&exam, &early).await), [PostingsWhy::AdjustmentTooEarly.reason()]);
        altered::publish(&exam, "interview").await;
        assert!(own(&exam, "16").await.is_none(), "no round stands");
        let (opens, closes) = confirmed(&exam).await;
        let public = open::posting(service, exam.posting).await.expect("public");
        let taking: Vec<_> =
            public.adjustments[0].places.iter().map(|one| (one.number.as_str(), one.places)).collect();
        assert_eq!(taking, [("a2", 1), ("a3", 1), ("b2", 1)]);

        // The window opens at its instant, for those whom the rule lets.
        turn_to(&exam, Instant(opens.0 - 1));
        let before = reasons(choose(&exam, "16", "a2").await);
        assert_eq!(before, [ApplicationsWhy::AdjustmentNotOpen { opens }.reason()]);
        assert_eq!(own(&exam, "16").await.expect("a round").standing, Standing::Before);
        turn_to(&exam, opens);
        assert_eq!(offered(&exam, "16").await, (vec!["a2".to_owned(), "a3".to_owned()], None));
        assert_eq!(offered(&exam, "11").await, (Vec::new(), Some(ApplicationsWhy::OnList)));
        assert_eq!(offered(&exam, "17").await, (Vec::new(), Some(ApplicationsWhy::BelowLine)));
        assert_eq!(offered(&exam, "36").await, (vec!["b2".to_owned()], None), "its own line, by paper");
        let refused = async |ticket: &str, number: &str| reasons(choose(&exam, ticket, number).await);
        assert_eq!(refused("11", "a2").await, [ApplicationsWhy::OnList.at("position")]);
        assert_eq!(refused("17", "a2").await, [ApplicationsWhy::BelowLine.at("position")]);
        assert_eq!(refused("37", "b2").await, [ApplicationsWhy::BelowLine.at("position")]);
        assert_eq!(refused("16", "b2").await, [ApplicationsWhy::OtherScheme.at("position")]);
        assert_eq!(refused("16", "a1").await, [TypedWhy::NotAChoice.at("position")]);

        // One choice, changed and taken back until the last instant.
        choose(&exam, "16", "a3").await.expect("chosen");
        choose(&exam, "16", "a3").await.expect("a double click does it once");
        let (who, application, _) = candidate(&exam, "16").await;
        adjustments::take_back(service, &who, application).await.expect("taken back");
        choose(&exam, "16", "a2").await.expect("chosen anew");
        assert_eq!(page(&exam).await.rounds[0].choices.len(), 1);
        let mine = (exam.posting, choice(&exam, "16").await);
        let soon = reasons(adjustments::take(service, &exam.screener, mine).await);
        assert_eq!(soon, [ApplicationsWhy::ChoiceStillOpen { closes }.reason()]);
        turn_to(&exam, Instant(closes.0 - 1));
        choose(&exam, "36", "b2").await.expect("in time");
        turn_to(&exam, closes);
        let late = reasons(choose(&exam, "36", "b2").await);
        assert_eq!(late, [ApplicationsWhy::AdjustmentClosed { closed: closes }.reason()]);
        assert!(own(&exam, "17").await.is_none(), "who chose nothing reads nothing more");

        assert!(exam.waits(&exam.screener).await.contains(&(Waiting::Choice, 2)), "both wait for a ruling");

        // One is taken, one refused with a reason that the person alone reads.
        let other = (exam.posting, choice(&exam, "36").await);
        adjustments::take(service, &exam.screener, mine).await.expect("taken");
        adjustments::take(service, &exam.screener, mine).await.expect("twice is once");
        let why = "不具备该职位要求的工作经历。";
        adjustments::refuse(service, &exam.screener, other, why).await.expect("refused");
        for ticket in ["16", "36"] {
            let (who, ..) = candidate(&exam, ticket).await;
            let told = kinds(&exam.stage, &who).await;
            assert_eq!(told.iter().filter(|one| **one == Kind::MoveRuled).count(), 1, "{ticket}: {told:?}");
        }
        let settled = reasons(adjustments::refuse(service, &exam.screener, mine, why).await);
        assert_eq!(settled, [ApplicationsWhy::ChoiceSettled.reason()]);
        let read = own(&exam, "36").await.and_then(|one| one.choice).expect("a choice");
        assert_eq!((read.state, read.refused.as_deref()), (ChoiceState::Refused, Some(why)));
        let read = own(&exam, "16").await.and_then(|one| one.choice).expect("a choice");
        assert_eq!((read.state, read.number.as_str()), (ChoiceState::Taken, "a2"));
        assert!(!exam.stage.events().await.iter().any(|event| event.contains("工作经历")), "sealed");

        // The ranking that stands still has the person, the next one has them in the new position, and there alone.
        assert!(exam.seats("a1", "interview").await.contains("16:reserve 1"));
        let unlisted = DecisionsWhy::MovedUnlisted { count: 1 }.reason();
        assert_eq!(close(&exam).await, [unlisted], "nothing is closed before a list has them there");
        let due = async || exam.waits(&exam.screener).await.contains(&(Waiting::Unlisted, 1));
        assert!(due().await, "the next version is due");
        let (reason, of) = ("按调剂结果更新名单", ("interview", 1));
        lists::correct(service, &exam.screener, exam.posting, of, reason).await.expect("begun");
        exam.compute().await;
        assert_eq!(exam.seats("a2", "interview").await, "16:in 21:in");
        assert!(!exam.seats("a1", "interview").await.contains("16:"), "nobody calls them up in the first");
        assert!(exam.seats("b1", "interview").await.contains("36:reserve 1"), "who was refused stays");
        altered::publish(&exam, "interview").await;
        let outcome = decisions::outcome(service, &exam.screener, exam.posting).await.expect("a page");
        assert_eq!(outcome.against, []);
        assert!(!due().await);
        bound(&exam).await;
    }
}

#[tokio::test]
async fn whoever_left_moves_no_more_and_a_further_round_waits_until_the_first_is_over_and_gives_no_second_choice()
 {
    let exam = ranked(Stage::set().await).await;
    let service = &exam.stage.service;
    altered::publish(&exam, "interview").await;
    let (opens, closes) = confirmed(&exam).await;
    turn_to(&exam, opens);
    choose(&exam, "16", "a2").await.expect("chosen");
    choose(&exam, "36", "b2").await.expect("chosen");
    let next = form(&[("a3", "1")], (hours(&exam, 50), hours(&exam, 60)));
    let runs = reasons(propose(&exam, &next).await);
    assert_eq!(runs, [PostingsWhy::AdjustmentRuns { closes }.reason()]);
    // Nothing is closed over people who still choose, nor over choices that nobody ruled on.
    let open = DecisionsWhy::ChoicesOpen { count: 2 }.reason();
    assert_eq!(close(&exam).await, [DecisionsWhy::RoundOpen.reason(), open.clone()]);
    turn_to(&exam, closes);
    assert_eq!(close(&exam).await, [open]);
    crate::departures::leave(&exam, "36").await;
    let other = (exam.posting, choice(&exam, "36").await);
    let gone = reasons(adjustments::take(service, &exam.screener, other).await);
    assert_eq!(gone, [RulingsWhy::LeftAlready.reason()]);
    let mine = (exam.posting, choice(&exam, "16").await);
    adjustments::refuse(service, &exam.screener, mine, "不符合职位条件。").await.expect("refused");

    let nobody = form(&[("a3", "")], (hours(&exam, 1), hours(&exam, 9)));
    assert_eq!(reasons(propose(&exam, &nobody).await), [PostingsWhy::NobodyTaken.reason()]);
    let many = form(&[("a2", "1"), ("a3", "2")], (hours(&exam, 1), hours(&exam, 9)));
    assert_eq!(reasons(propose(&exam, &many).await), [PostingsWhy::MorePlaces { plan: 1 }.at("places.2.")]);
    let next = form(&[("a3", "1")], (hours(&exam, 1), hours(&exam, 9)));
    propose(&exam, &next).await.expect("proposed");
    let round = page(&exam).await.rounds[0].code;
    let of = (exam.posting, round);
    adjustments::send_back(service, &exam.approver, of, "时间太短。").await.expect("sent back");
    assert_eq!(page(&exam).await.rounds[0].state, RoundState::Returned);
    propose(&exam, &next).await.expect("proposed again");
    let of = (exam.posting, page(&exam).await.rounds[0].code);
    adjustments::confirm(service, &exam.approver, of).await.expect("confirmed");
    turn_to(&exam, hours(&exam, 2));
    assert_eq!(offered(&exam, "16").await, (Vec::new(), Some(ApplicationsWhy::NoChoiceLeft)));
    let spent = reasons(choose(&exam, "16", "a3").await);
    assert_eq!(spent, [ApplicationsWhy::NoChoiceLeft.at("position")]);
    // What came of the first choice, and why, is read all the same.
    let first = own(&exam, "16").await.and_then(|one| one.choice).expect("the first choice");
    assert_eq!((first.state, first.refused.as_deref()), (ChoiceState::Refused, Some("不符合职位条件。")));
    bound(&exam).await;
}

/// Whoever has the identity number of the person at that place of [`PEOPLE`] was refused at a position, under another account.
async fn refused_before(exam: &Exam, at: i64, number: &str) {
    let stage = &exam.stage;
    let id = exam.screener.person().expect("a person").postings[0].1;
    let permit = load(Scope::posting(id, &[]));
    let tx = stage.store.write("stage").await.expect("a turn");
    let places = store::postings::positions::all(&tx, &permit).await.expect("positions");
    let free = bulk::first_free(&tx, &permit).await.expect("keys");
    let now = stage.effects.clock.now();
    let person = bulk::Candidate {
        person: free.person,
        account: free.account,
        code: stage.effects.random.code(),
        sign_in: SignInName::stored("earlier".to_owned()),
        at: now,
    };
    let code = stage.effects.random.code();
    let application = bulk::Application {
        id: free.application,
        code,
        posting: id,
        position: places.iter().find(|one| one.terms.code.as_str() == number).expect("a position").id,
        candidate: person.person,
        state: ApplicationState::Refused,
        content: Content {
            name_sealed: Some(sealed("application.name_sealed", code, NAME)),
            identity_sealed: Some(sealed("application.identity_sealed", code, "")),
            identity_index: Some(at.to_be_bytes().to_vec()),
            phone_index: None,
            person_index: None,
            phone_sealed: Some(sealed("application.phone_sealed", code, "")),
            unit_sealed: Some(sealed("application.unit_sealed", code, "unit")),
            answers_sealed: Some(sealed("application.answers_sealed", code, "{}")),
        },
        ticket: None,
        at: now,
    };
    bulk::candidates(&tx, &permit, &[person]).await.expect("an account");
    bulk::applications(&tx, &permit, vec![application]).await.expect("an application");
    crate::stage::keep(tx).await;
}

/// On the last evening of a round many choose: what grows with a posting is read before the act takes its turn.
#[tokio::test]
async fn a_choice_asks_no_more_while_others_wait_where_there_are_more_positions() {
    let mut asked = Vec::new();
    for more in [0, 20] {
        let exam = ranked_by(Stage::set().await, RULE, more).await;
        altered::publish(&exam, "interview").await;
        let (opens, _) = confirmed(&exam).await;
        turn_to(&exam, opens);
        let (who, application, _) = candidate(&exam, "16").await;
        let target = code(&exam, "a2").await;
        let before = exam.stage.store.asked_in_acts();
        adjustments::choose(&exam.stage.service, &who, application, target).await.expect("chosen");
        let after = exam.stage.store.asked_in_acts();
        asked.push((after.statements - before.statements, after.rows - before.rows));
    }
    assert_eq!(asked[0], asked[1]);
}

/// Screening refuses the person at a position, and not the account: by moving nobody gets there after all.
#[tokio::test]
async fn whoever_was_refused_at_a_position_under_another_account_does_not_move_there() {
    let exam = ranked(Stage::set().await).await;
    let service = &exam.stage.service;
    altered::publish(&exam, "interview").await;
    let (opens, closes) = confirmed(&exam).await;
    turn_to(&exam, opens);
    choose(&exam, "16", "a3").await.expect("chosen");
    refused_before(&exam, 5, "a3").await;
    assert_eq!(offered(&exam, "16").await, (vec!["a2".to_owned()], None));
    let again = reasons(choose(&exam, "16", "a3").await);
    assert_eq!(again, [ApplicationsWhy::RefusedHere.at("position")]);
    turn_to(&exam, closes);
    let mine = (exam.posting, choice(&exam, "16").await);
    let refused = reasons(adjustments::take(service, &exam.screener, mine).await);
    assert_eq!(refused, [ApplicationsWhy::RefusedHere.reason()]);
    bound(&exam).await;
}

/// Between the ruling and the next version of the list nothing that is out says that the person goes on.
#[tokio::test]
async fn whoever_is_moved_up_by_a_ruling_or_left_by_one_moves_nowhere_else() {
    let rule = RULE.replace(r#""ratio": "5:1""#, r#""ratio": "5:1", "replacement": {"allowed": true}"#);
    let exam = ranked_by(Stage::set().await, &rule, 0).await;
    let service = &exam.stage.service;
    altered::publish(&exam, "interview").await;
    let (opens, closes) = confirmed(&exam).await;
    turn_to(&exam, opens);
    choose(&exam, "16", "a2").await.expect("chosen");
    lists::correct(service, &exam.screener, exam.posting, ("interview", 1), "按递补结果更新名单")
        .await
        .expect("begun");
    exam.compute().await;
    let up = RulingForm {
        kind: FormKind::Replacement,
        position: "a1".to_owned(),
        list: "interview".to_owned(),
        out: "11".to_owned(),
        fill: "16".to_owned(),
        round: "1".to_owned(),
        cause: "withdrew".to_owned(),
        ..RulingForm::default()
    };
    rulings::decided(&exam, &up, None).await;
    assert_eq!(offered(&exam, "16").await, (Vec::new(), Some(ApplicationsWhy::CalledUp)));
    exam.compute().await;
    altered::publish(&exam, "interview").await;
    assert!(exam.seats("a1", "interview").await.contains("11:out"));
    let left = reasons(choose(&exam, "11", "a2").await);
    assert_eq!(left, [RulingsWhy::LeftAlready.reason()], "the list that is out has them no more");
    turn_to(&exam, closes);
    let mine = (exam.posting, choice(&exam, "16").await);
    let refused = reasons(adjustments::take(service, &exam.screener, mine).await);
    assert_eq!(refused, [ApplicationsWhy::CalledUp.reason()], "as the ruling says, and the list since");
}

/// Lots stay drawn when one of the people moves to another position: it is told before, and what no longer fits is taken back.
#[tokio::test]
async fn a_ruling_that_names_whoever_moves_is_told_and_taken_back_before_anything_is_computed() {
    let moves = r#""still_tied":"lots"}],"adjustment":{"unlisted_only":true,"leaves_first":true}"#;
    let scheme = rulings::LOTS.replace(r#""still_tied":"lots"}]"#, moves);
    let people = [("p", "1"), ("p", "2"), ("p", "3"), ("p", "4"), ("q", "5")];
    let exam = Exam::set(&scheme, &[("p", 1), ("q", 1)], &people).await;
    let service = &exam.stage.service;
    let scores = "candidate,written,interview\n1,80,90\n2,70,80\n3,70,80\n4,60,60\n5,60,60\n";
    exam.import("scores.csv", scores).await;
    exam.compute().await;
    let drawn = rulings::decided(&exam, &rulings::lots(&["1", "2"]), None).await;
    exam.compute().await;
    altered::publish(&exam, "inspection").await;
    let window = (hours(&exam, 1), hours(&exam, 49));
    propose(&exam, &form(&[("q", "1")], window)).await.expect("proposed");
    let round = page(&exam).await.rounds[0].code;
    adjustments::confirm(service, &exam.approver, (exam.posting, round)).await.expect("confirmed");
    turn_to(&exam, window.0);
    choose(&exam, "3", "q").await.expect("chosen");
    choose(&exam, "4", "q").await.expect("chosen");
    turn_to(&exam, window.1);
    let named = async |ticket: &str| {
        let page = page(&exam).await;
        page.rounds[0].choices.iter().find(|one| one.ticket == ticket).expect("a choice").named
    };
    assert_eq!((named("3").await, named("4").await), (true, false), "only one of them drew lots");
    let chosen = (exam.posting, choice(&exam, "3").await);
    adjustments::take(service, &exam.screener, chosen).await.expect("taken");

    let (reason, of) = ("按调剂结果更新名单", ("inspection", 1));
    lists::correct(service, &exam.screener, exam.posting, of, reason).await.expect("begun");
    let refused = service::ranking::compute(service, &exam.screener, exam.posting).await;
    assert_eq!(reasons(refused), [RulingsWhy::Unfit { count: 1 }.reason()]);
    let seen = service::rulings::page(service, &exam.screener, exam.posting).await.expect("a page");
    assert!(seen.rulings[0].unfit, "the page says which one");
    assert!(
        exam.waits(&exam.screener).await.contains(&(Waiting::Unfit, 1)),
        "and the start of the desk leads there"
    );
    let (kind, reason) = (FormKind::Withdrawal, "3 号已调剂".to_owned());
    let back = RulingForm { kind, reason, ..RulingForm::default() };
    rulings::decided(&exam, &back, Some(drawn)).await;
    assert!(!exam.waits(&exam.screener).await.iter().any(|one| one.0 == Waiting::Unfit), "it was taken back");
    exam.compute().await;
    assert_eq!(exam.seats("p", "inspection").await, "1:in 2:in 4:reserve 1");
    assert_eq!(exam.seats("q", "inspection").await, "3:in 5:in");
    assert!(!named("3").await, "nothing names the person there any more");
}

/// A round with what somebody chose, written past the use cases.
pub async fn waiting(stage: &Stage, by: &Caller) {
    let tx = stage.store.write("stage").await.expect("a turn");
    let found = store::postings::by_code(&tx, &stage.code).await.expect("read").expect("the posting");
    let scope = found.scope();
    let permit = domain::access::ask::<domain::access::ProposeAdjustment>(by, scope.clone()).expect("may");
    let load = crate::stage::load(scope);
    let table = store::postings::positions::all(&tx, &permit).await.expect("positions");
    let ids: Vec<_> = table.iter().map(|one| one.id).collect();
    let sent = [ApplicationState::Submitted, ApplicationState::Passed];
    let people = store::applications::of_positions(&tx, &load, &ids, &sent).await.expect("people");
    let one = people.first().expect("somebody applied");
    let target = ids.into_iter().find(|id| *id != one.position).expect("another position");
    let now = stage.effects.clock.now();
    let new = store::postings::adjustments::NewRound {
        code: stage.effects.random.code(),
        reason: "部分职位缺人。",
        window: Window { opens: now, closes: now.plus_seconds(3_600) },
        places: &[(target, 1)],
        at: now,
    };
    store::postings::adjustments::propose(&tx, &permit, &new).await.expect("proposed");
    let round = store::postings::adjustments::all(&tx, &permit).await.expect("rounds")[0].id;
    let choice = store::applications::choices::NewChoice {
        code: stage.effects.random.code(),
        adjustment: round,
        application: one.id,
        position: one.position,
        target,
        at: now,
    };
    store::applications::choices::choose(&tx, &load, &choice).await.expect("chosen");
    crate::stage::keep(tx).await;
}
