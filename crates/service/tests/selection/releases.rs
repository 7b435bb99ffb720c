//! Lists that are signed for an instant: nobody sees them before it, everybody at it, and whatever changes under a signature ends it.

use domain::access::{Caller, Denial, Role, Scope};
use domain::calendar::Instant;
use domain::course::Waiting;
use domain::id::Code;
use domain::lifecycle::Phase;
use domain::messages::Kind;
use domain::reason::{ActsWhy, ListsWhy, TypedWhy};
use domain::release::ReleaseState;
use domain::view::desk::lists::{AsCandidate, Pick, Signature};
use service::audit::verify_chain;
use service::keys::Keys;
use service::{Fault, Service, applications, lists, messages, open, postings, ranking, runner};

use text::Lang;

use crate::exam::Exam;
use crate::stage::{Stage, caller, load, reasons};

const TWO: &str = r#"{"scheme":{"components":[{"key":"written","weight":60},{"key":"interview","weight":40}],
    "shortlists":[{"to":"interview","score":"written","ratio":"2:1"},{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;
pub const MINUTE: i64 = 60_000;

/// Everybody has both marks, and the ranking stands.
pub async fn ranked(stage: Stage) -> Exam {
    let people = ["1", "2", "3"].map(|ticket| ("p", ticket));
    let exam = Exam::on(stage, TWO, &[("p", 1)], &people).await;
    exam.import("written.csv", "candidate,written\n1,80\n2,70\n3,60\n").await;
    exam.compute().await;
    exam.import("interview.csv", "candidate,interview\n1,80\n2,90\n").await;
    exam.compute().await;
    exam
}

pub fn at(exam: &Exam, millis: i64) {
    let clock = &exam.stage.effects.clock;
    clock.advance(millis - clock.now().0);
}

/// Signs a list for an instant, as its page shows it.
pub async fn signed(exam: &Exam, stage: &str, release: Instant) -> Result<(), Fault> {
    let (service, by) = (&exam.stage.service, &exam.publisher);
    let typed = release.form_text();
    let proof = lists::proof_for(service, by, exam.posting, (stage, &typed)).await.expect("a proof");
    assert_eq!((proof.release, proof.wrong.clone()), (Some(release), None));
    let digest = proof.digest.to_string();
    lists::schedule(service, by, exam.posting, stage, &digest, release).await
}

/// The signatures of both lists as the desk shows them.
pub async fn signatures(exam: &Exam) -> Vec<Signature> {
    let page = lists::lists(&exam.stage.service, &exam.approver, exam.posting).await.expect("lists");
    page.stages.into_iter().filter_map(|stage| stage.signature).collect()
}

async fn ended(exam: &Exam) -> Vec<Option<ReleaseState>> {
    signatures(exam).await.into_iter().map(|one| one.ended).collect()
}

pub async fn public(service: &Service) -> Vec<(String, Instant)> {
    let all = open::sealed(service).await.expect("lists");
    assert!(all.damaged.is_empty(), "{:?}", all.damaged);
    all.whole.into_iter().map(|one| (one.view.head.stage, one.view.head.published_at)).collect()
}

/// How many people were told of a list.
async fn told(exam: &Exam) -> usize {
    told_by(&exam.stage.service, exam).await
}

/// The same as another process finds it.
pub async fn told_by(service: &Service, exam: &Exam) -> usize {
    let page = messages::of_posting(service, &exam.screener, exam.posting, None).await;
    page.expect("told").told.iter().filter(|line| line.kind == Kind::ListReleased).count()
}

/// What the candidate with that ticket is shown to read, in Chinese.
async fn as_candidate(exam: &Exam, stage: &str, ticket: &str) -> Result<AsCandidate, Fault> {
    let of = (stage, ticket, Lang::Zh);
    lists::as_candidate(&exam.stage.service, &exam.publisher, exam.posting, of).await
}

/// The candidate with that ticket, and the own application.
async fn candidate(exam: &Exam, ticket: &str) -> (Caller, Code) {
    let look = exam.stage.store.snapshot("test").await.expect("a snapshot");
    let id = exam.screener.person().expect("a person").postings[0].1;
    let permit = load(Scope::posting(id, &[]));
    let found = store::applications::holders_with(&look, &permit, &[ticket]).await.expect("holders");
    look.close().await.expect("closed");
    (caller(found[0].candidate, Role::Candidate, &[]), found[0].code)
}

/// What waits for the publisher on the start of the desk.
async fn waits(exam: &Exam) -> Vec<Waiting> {
    let desk = postings::list(&exam.stage.service, &exam.publisher).await.expect("a desk");
    desk.tasks.into_iter().map(|task| task.what).collect()
}

async fn count(exam: &Exam, event: &str) -> usize {
    exam.stage.events().await.iter().filter(|one| one.contains(&format!("\"{event}\""))).count()
}

#[tokio::test]
async fn signed_lists_become_public_together_at_their_instant_once_whoever_comes_first() {
    for stage in Stage::on_both().await {
        let exam = ranked(stage).await;
        let service = &exam.stage.service;
        let now = exam.stage.effects.clock.now();
        let release = Instant((now.0 / MINUTE + 5) * MINUTE);
        for (typed, why) in [
            (now.plus_seconds(-60), ListsWhy::ReleaseOver.at("release")),
            (
                now.plus_seconds(31 * 86_400),
                ListsWhy::ReleaseFar { last: now.plus_seconds(30 * 86_400) }.at("release"),
            ),
        ] {
            let of = ("interview", typed.form_text());
            let proof =
                lists::proof_for(service, &exam.publisher, exam.posting, (of.0, &of.1)).await.unwrap();
            assert_eq!((proof.release, proof.wrong), (None, Some(why)));
        }
        // What is signed is what the list says; when it is released is said beside it.
        let proof = lists::proof(service, &exam.publisher, exam.posting, "interview").await.unwrap();
        let shown = proof.digest.to_string();
        let other = lists::proof(service, &exam.publisher, exam.posting, "inspection").await.unwrap();
        let other = other.digest.to_string();
        let other =
            lists::schedule(service, &exam.publisher, exam.posting, "interview", &other, release).await;
        assert_eq!(reasons(other), [ActsWhy::DigestChanged.reason()]);
        assert_eq!(waits(&exam).await, [], "nobody signed first");
        exam.sign_first("inspection").await;
        exam.sign_first("interview").await;
        let before = (open::marks(service).await.unwrap(), exam.stage.events().await.len());
        assert_eq!(waits(&exam).await, [Waiting::Lists]);
        signed(&exam, "inspection", release).await.expect("signed");
        exam.sign_first("interview").await;
        signed(&exam, "interview", release).await.expect("signed");
        assert_eq!(reasons(signed(&exam, "interview", release).await), [ListsWhy::ReleaseWaits.reason()]);
        let publish = lists::publish(service, &exam.publisher, exam.posting, "interview", &shown).await;
        assert_eq!(reasons(publish), [ListsWhy::ReleaseWaits.reason()]);
        assert_eq!(ended(&exam).await, [None, None]);
        assert_eq!(waits(&exam).await, [], "both are signed for an instant: nothing waits for anybody");
        let seen = as_candidate(&exam, "interview", "").await.expect("the first");
        assert!(seen.ticket == "1" && seen.scored.is_none() && seen.steps.is_empty());
        let picks: Vec<_> = seen.picks.iter().map(|(pick, ticket)| (*pick, ticket.as_str())).collect();
        assert_eq!(picks, [(Pick::In, "1"), (Pick::Reserve, "3")]);
        let seen = as_candidate(&exam, "inspection", "2").await.expect("the second");
        let scored = seen.scored.clone().expect("the last list opens own results");
        let stranger = as_candidate(&exam, "inspection", "9").await;
        assert_eq!(reasons(stranger), [TypedWhy::NotAChoice.at("ticket")]);

        at(&exam, release.0 - 1);
        runner::turn(service).await.unwrap();
        runner::work(service, "test").await.unwrap();
        assert_eq!((public(service).await.len(), told(&exam).await), (0, 0));
        assert_eq!(open::marks(service).await.unwrap(), before.0, "nothing public moved");
        assert_eq!(exam.stage.events().await.len(), before.1 + 2, "two signatures");

        at(&exam, release.0);
        let second = exam.stage.process(Keys::from_master(&[7; 32]));
        let (one, other) = tokio::join!(lists::release_due(service), lists::release_due(&second));
        assert!([one, other].iter().all(|done| matches!(done, Ok(()) | Err(Fault::Busy))));
        runner::turn(service).await.unwrap();
        assert_eq!(count(&exam, "list_published").await, 2, "each once");
        let mut lists_out = public(service).await;
        lists_out.sort();
        assert_eq!(lists_out, [("inspection".to_owned(), release), ("interview".to_owned(), release)]);
        assert_eq!(told(&exam).await, 5, "three and two people, told in the act itself");
        runner::work(service, "test").await.unwrap();
        assert_eq!(told(&exam).await, 5, "and by no job again");
        // What was shown before is what the candidate reads now, result and message.
        let (candidate, code) = candidate(&exam, "2").await;
        let own = applications::view(service, &candidate, code).await.expect("an own application");
        assert_eq!(own.result, Some(scored));
        assert_eq!(ranking::own_steps(service, &candidate, code).await.expect("steps").steps, seen.steps);
        let inbox = messages::inbox(service, &candidate, Lang::Zh, None).await.expect("messages");
        let subject = seen.message.expect("a message").0;
        assert!(inbox.lines.iter().any(|line| line.subject == subject), "{subject}");
        let seen = postings::view(service, &exam.screener, exam.posting).await.unwrap();
        assert_eq!(seen.entry.head.phase, Phase::Published);
        assert!(signatures(&exam).await.is_empty());
        let report = verify_chain(&exam.stage.store, &exam.stage.keys, &[]).await.expect("a report");
        assert!(report.wrong.is_empty(), "{:?}", report.wrong);
    }
}

/// A signature that was taken back, for whoever wants a row of every table.
pub async fn taken_back(exam: &Exam, stage: &str) {
    let now = exam.stage.effects.clock.now();
    exam.sign_first(stage).await;
    signed(exam, stage, Instant((now.0 / MINUTE + 60) * MINUTE)).await.expect("signed");
    let one = signatures(exam).await.remove(0);
    take_back(exam, &exam.approver, &one).await.expect("taken back");
}

async fn take_back(exam: &Exam, by: &Caller, of: &Signature) -> Result<(), Fault> {
    lists::take_back(&exam.stage.service, by, (exam.posting, of.code), "时间定错了。").await.map(drop)
}

async fn reopened(exam: &Exam) {
    let reason = "笔试成绩登记有误，须更正。";
    ranking::reopen(&exam.stage.service, &exam.screener, exam.posting, reason).await.expect("reopened");
}

#[tokio::test]
async fn whatever_changes_under_a_signature_ends_it_and_the_desk_says_so() {
    let exam = ranked(Stage::set().await).await;
    let service = &exam.stage.service;
    let release = Instant((exam.stage.effects.clock.now().0 / MINUTE + 60) * MINUTE);

    exam.sign_first("interview").await;
    signed(&exam, "interview", release).await.expect("signed");
    let one = signatures(&exam).await.remove(0);
    assert!(matches!(take_back(&exam, &exam.screener, &one).await, Err(Fault::Denied(Denial::Role))));
    take_back(&exam, &exam.approver, &one).await.expect("taken back");
    take_back(&exam, &exam.approver, &one).await.expect("twice is once");
    assert_eq!(
        reasons(take_back(&exam, &exam.publisher, &one).await),
        [ListsWhy::ReleaseNotWaiting.reason()]
    );
    let seen = signatures(&exam).await.remove(0);
    assert_eq!((seen.ended, seen.reason.as_deref()), (Some(ReleaseState::TakenBack), Some("时间定错了。")));

    // Another mark: the desk says so before anybody looked, and the next round writes it down.
    exam.sign_first("interview").await;
    signed(&exam, "interview", release).await.expect("signed again");
    reopened(&exam).await;
    assert_eq!(ended(&exam).await, [Some(ReleaseState::Ranked)]);
    exam.import("again.csv", "candidate,written\n3,65\n").await;
    exam.compute().await;
    assert_eq!(ended(&exam).await, [Some(ReleaseState::Ranked)], "another ranking does not bring it back");
    assert_eq!(count(&exam, "list_signature_ended").await, 0);
    runner::turn(service).await.unwrap();
    runner::turn(service).await.unwrap();
    assert_eq!(count(&exam, "list_signature_ended").await, 1);

    // A suspension ends it for good, although the phase comes back; signing anew ends what nobody wrote down yet.
    exam.sign_first("interview").await;
    signed(&exam, "interview", release).await.expect("signed again");
    let version = async || postings::view(service, &exam.approver, exam.posting).await.unwrap().version;
    let of = (exam.posting, version().await);
    postings::suspend(service, &exam.approver, of, "接到举报，正在核查。").await.expect("suspended");
    assert_eq!(ended(&exam).await, [Some(ReleaseState::Stopped)]);
    let of = (exam.posting, version().await);
    postings::resume(service, &exam.approver, of, "核查结束。").await.expect("resumed");
    assert_eq!(ended(&exam).await, [Some(ReleaseState::Stopped)]);
    exam.sign_first("interview").await;
    signed(&exam, "interview", release).await.expect("signed again");
    assert_eq!((ended(&exam).await, count(&exam, "list_signature_ended").await), (vec![None], 2));

    // At its instant only what still stands is released.
    reopened(&exam).await;
    at(&exam, release.0);
    runner::turn(service).await.unwrap();
    assert_eq!((public(service).await.len(), count(&exam, "list_signature_ended").await), (0, 3));
}

/// After its term the public reads counts and digest of a list, and nobody on it; its team reads all of it.
#[tokio::test]
async fn a_list_leaves_the_web_after_its_term_and_stays_whole_on_the_desk() {
    for stage in Stage::on_both().await {
        let exam = ranked(stage).await;
        let service = &exam.stage.service;
        crate::altered::publish(&exam, "interview").await;
        let marks = open::marks(service).await.unwrap();
        let days = |days: i64| exam.stage.effects.clock.advance(days * 86_400_000);
        days(364);
        runner::sweep(service).await.unwrap();
        assert_eq!((public(service).await.len(), open::marks(service).await.unwrap()), (1, marks.clone()));
        days(2);
        runner::sweep(service).await.unwrap();
        runner::sweep(service).await.unwrap();
        assert_eq!(count(&exam, "list_left").await, 1, "once");
        assert_ne!(open::marks(service).await.unwrap(), marks, "the press is told");
        let all = open::sealed(service).await.unwrap();
        assert!(all.whole.is_empty() && all.damaged.is_empty());
        let [left] = all.left.as_slice() else { panic!("one left: {:?}", all.left) };
        assert_eq!((left.head.people, left.head.chosen, left.positions), (3, 2, 1));
        let kept = lists::kept(service, &exam.publisher, exam.posting, ("interview", 0)).await.unwrap();
        assert_eq!((kept.list.head.people, kept.published.digest), (3, left.digest));
        assert!(kept.left.is_some());
        assert!(matches!(
            lists::kept(service, &exam.clerk, exam.posting, ("interview", 0)).await,
            Err(Fault::Denied(Denial::Role))
        ));
    }
}
