//! Two signatures are two acts of two people, both on what the list says.

use domain::access::{Assignment, Caller, Denial, Reach, Role, Who};
use domain::course::Waiting;
use domain::posting::{Following, Telephones};
use domain::reason::{ActsWhy, ListsWhy};
use domain::revision::Contents;
use domain::timetable::Timetable;
use domain::view::desk::lists::FirstSignature;
use service::{Fault, imports, lists, open, ranking, rulings};
use store::postings::revisions::NewRevision;
use text::Lang;

use super::altered;
use super::exam::Exam;
use super::stage::{Stage, keep, load, reasons};

const PLAIN: &str = r#"{"scheme": {"shortlists": [{"to": "inspection", "ratio": "2:1", "score": "total"}],
    "components": [{"key": "written", "weight": "100"}]}}"#;

const STAGE: &str = "inspection";

async fn ranked(stage: Stage) -> Exam {
    let exam = Exam::on(stage, PLAIN, &[("p", 1)], &[("p", "1"), ("p", "2"), ("p", "3")]).await;
    exam.import("scores.csv", "candidate,written\n1,80\n2,70\n3,60\n").await;
    exam.compute().await;
    exam
}

/// The publisher signs what the page shows.
async fn publish(exam: &Exam, by: &Caller) -> Result<(), Fault> {
    let service = &exam.stage.service;
    let proof = lists::proof(service, by, exam.posting, STAGE).await.expect("a list");
    let shown = proof.digest.to_string();
    lists::publish(service, by, exam.posting, STAGE, &shown).await.map(drop)
}

/// The first signature as somebody's page of the lists shows it.
async fn first(exam: &Exam, by: &Caller) -> Option<FirstSignature> {
    let page = lists::lists(&exam.stage.service, by, exam.posting).await.expect("lists");
    page.stages.into_iter().find(|one| one.key == STAGE).and_then(|one| one.first)
}

async fn unsign(exam: &Exam, by: &Caller) -> Result<(), Fault> {
    lists::unsign_first(&exam.stage.service, by, exam.posting, STAGE).await
}

/// The same person with a further role on the posting.
fn also(caller: &Caller, role: Role) -> Caller {
    let mut caller = caller.clone();
    let Who::Person(person) = &mut caller.who else { panic!("a person") };
    let posting = person.postings[0].1;
    person.assignments.push(Assignment { role, reach: Reach::Posting(posting) });
    caller
}

#[tokio::test]
async fn nothing_is_published_before_another_person_signed_first_what_the_list_says() {
    for stage in Stage::on_both().await {
        let exam = ranked(stage).await;
        assert_eq!(reasons(publish(&exam, &exam.publisher).await), [ListsWhy::NotSignedFirst.reason()]);
        assert_eq!(first(&exam, &exam.publisher).await, None);

        // A publisher who screens too signs first, and then cannot be the second.
        let both = also(&exam.publisher, Role::Screener);
        exam.sign_first_as(&both, STAGE).await.expect("signed first");
        let same = publish(&exam, &both).await;
        assert!(matches!(same, Err(Fault::Denied(Denial::SamePerson))), "{same:?}");
        assert_eq!(exam.waits(&both).await, [], "another person publishes");
        let other = exam.sign_first_as(&exam.screener, STAGE).await;
        assert_eq!(reasons(other), [ListsWhy::SignedFirst.reason()]);
        assert_eq!(reasons(unsign(&exam, &exam.screener).await), [ListsWhy::NoFirstSignature.reason()]);
        unsign(&exam, &both).await.expect("taken back");
        unsign(&exam, &both).await.expect("twice is once");
        assert_eq!(reasons(publish(&exam, &exam.publisher).await), [ListsWhy::NotSignedFirst.reason()]);

        exam.sign_first(STAGE).await;
        exam.sign_first(STAGE).await;
        let seen = first(&exam, &exam.publisher).await.expect("signed first");
        assert!(seen.stands && !seen.own && !seen.by.is_empty(), "{seen:?}");
        // It does not age.
        exam.stage.effects.clock.advance(40 * 60 * 1000);
        assert!(first(&exam, &exam.screener).await.is_some_and(|one| one.stands && one.own));
        publish(&exam, &exam.publisher).await.expect("published");
        assert_eq!(first(&exam, &exam.publisher).await, None, "used up");
        let kept = lists::kept(&exam.stage.service, &exam.approver, exam.posting, (STAGE, 0)).await;
        let signers = kept.expect("a list").signers;
        assert!(signers.iter().all(|name| !name.is_empty()) && signers[0] != signers[1], "{signers:?}");
        // A supervisor signs it too: the public reads when, and no name.
        let service = &exam.stage.service;
        let before = open::marks(service).await.expect("marks");
        exam.supervise().await;
        assert_ne!(open::marks(service).await.expect("marks"), before, "its page is printed anew");
        let public = open::sealed(service).await.expect("lists").whole.remove(0).view;
        assert_eq!(public.supervised, [exam.stage.effects.clock.now()]);
        let told = exam.stage.events().await;
        let count = |event: &str| told.iter().filter(|one| one.contains(&format!("\"{event}\""))).count();
        assert_eq!((count("list_signed_first"), count("list_unsigned_first")), (2, 1));
    }
}

/// A full mark that is changed after marks were entered: no mark is rescaled, and what was signed has to be signed again.
#[tokio::test]
async fn a_full_mark_that_changes_after_entry_rescales_no_mark_and_ends_the_first_signature() {
    let exam = ranked(Stage::set().await).await;
    let service = &exam.stage.service;
    exam.sign_first(STAGE).await;
    assert!(first(&exam, &exam.publisher).await.is_some_and(|one| one.stands));
    let changed = PLAIN.replace("\"weight\"", "\"full\": \"150\", \"scale\": \"100\", \"weight\"");
    let form = rulings::NoticeForm { title: "Notice 1".to_owned(), reason: "papers of 150".to_owned() };
    let file = (&form, "scheme.json", changed.as_bytes());
    let key = service.form_key();
    let proposed = rulings::propose_notice(service, &exam.screener, exam.posting, key, file).await;
    let code = proposed.expect("read").expect("proposed");
    crate::rulings::approve(&exam, code).await.expect("approved");
    assert!(exam.ranking("p").await.head.expect("a ranking").stale, "computed with the old full mark");
    exam.compute().await;
    assert!(first(&exam, &exam.publisher).await.is_some_and(|one| !one.stands), "another score was signed");
    assert_eq!(reasons(publish(&exam, &exam.publisher).await), [ListsWhy::NotSignedFirst.reason()]);
    ranking::reopen(service, &exam.screener, exam.posting, "按150分卷面重新核对登记。")
        .await
        .expect("reopened");
    let import = exam.dry_run("scores.csv", "candidate,written\n1,120\n2,70\n3,60\n").await;
    let shown = imports::preview(service, &exam.clerk, exam.posting, import, (Lang::En, 1)).await;
    let shown = shown.expect("a preview");
    assert_eq!(
        (shown.faults.len(), shown.added, shown.same, shown.changed),
        (0, 0, 2, 1),
        "{:?}",
        shown.faults
    );
    let change = shown.changes.first().expect("the one that is another");
    assert!(change.before.contains("80") && change.after.contains("120"), "{change:?}");
}

/// A revision of words leaves the ranking as it is; the head of a list names the revision in force all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_revision_that_comes_into_force_while_a_list_is_signed_has_it_signed_anew() {
    for stage in Stage::on_both().await {
        let exam = ranked(stage).await;
        exam.sign_first(STAGE).await;
        let (service, publisher, posting) =
            (exam.stage.service.clone(), exam.publisher.clone(), exam.posting);
        let proof = lists::proof(&service, &publisher, posting, STAGE).await.expect("a list");
        let tx = exam.stage.store.write("stage").await.expect("a turn");
        let held = store::postings::for_update(&tx, &posting).await.expect("read").expect("the posting");
        let permit = load(held.scope());
        let row = held.open(&permit).expect("in scope");
        let terms = row.terms(Telephones::stored("0551-62606371", ""), Following::default());
        let contents = Contents {
            terms: terms.expect("a window"),
            timetable: Timetable::default(),
            positions: Vec::new(),
            files: Vec::new(),
            conditions: String::new(),
            schemes: String::new(),
        };
        let at = exam.stage.effects.clock.now();
        let by = exam.screener.id().expect("a person");
        let new = NewRevision {
            code: exam.stage.key(),
            follows: 0,
            reason: "改正公告中的电话",
            contents: &contents,
            by,
            at,
        };
        let approver = exam.approver.id().expect("a person");
        store::postings::revisions::keep(&tx, &permit, &new, (1, approver, at)).await.expect("in force");
        // The list is made again beside this, and its signature waits for the posting.
        let shown = proof.digest.to_string();
        let signing =
            tokio::spawn(async move { lists::publish(&service, &publisher, posting, STAGE, &shown).await });
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        keep(tx).await;
        let refused = reasons(signing.await.expect("an answer"));
        assert_eq!(refused, [ActsWhy::DigestChanged.reason()]);
    }
}

#[tokio::test]
async fn whatever_changes_what_the_list_says_ends_the_first_signature() {
    let exam = ranked(Stage::set().await).await;
    let service = &exam.stage.service;
    let shown = lists::proof(service, &exam.screener, exam.posting, STAGE).await.expect("a list").digest;
    exam.sign_first(STAGE).await;
    ranking::reopen(service, &exam.screener, exam.posting, "3号成绩登记有误，须更正。")
        .await
        .expect("reopened");
    exam.import("scores.csv", "candidate,written\n1,80\n2,70\n3,65\n").await;
    let stale = first(&exam, &exam.publisher).await.expect("said of it");
    assert!(!stale.stands, "no ranking stands");
    exam.compute().await;
    let seen = first(&exam, &exam.publisher).await.expect("said of it");
    assert!(!seen.stands && seen.digest == shown, "signed under another content");
    assert_eq!(reasons(publish(&exam, &exam.publisher).await), [ListsWhy::NotSignedFirst.reason()]);
    assert_eq!(exam.waits(&exam.screener).await, [(Waiting::FirstSignature, 1)]);
    assert_eq!(exam.waits(&exam.publisher).await, []);
    let old = lists::sign_first(service, &exam.screener, exam.posting, STAGE, &shown.to_string()).await;
    assert_eq!(reasons(old), [ActsWhy::DigestChanged.reason()]);
    // The same ranking computed again says the same.
    exam.sign_first(STAGE).await;
    exam.compute().await;
    assert!(first(&exam, &exam.publisher).await.is_some_and(|one| one.stands));
    publish(&exam, &exam.publisher).await.expect("published");

    // A further version needs a first signature of its own; whoever began the correction may give it, and nobody gives both.
    lists::correct(service, &exam.screener, exam.posting, (STAGE, 1), "3号成绩登记有误")
        .await
        .expect("begun");
    assert_eq!(first(&exam, &exam.publisher).await, None);
    exam.import("scores.csv", "candidate,written\n1,80\n2,70\n3,75\n").await;
    exam.compute().await;
    assert_eq!(reasons(publish(&exam, &exam.publisher).await), [ListsWhy::NotSignedFirst.reason()]);
    assert!(exam.waits(&exam.screener).await.contains(&(Waiting::FirstSignature, 1)));
    exam.sign_first(STAGE).await;
    let both = also(&exam.screener, Role::Publisher);
    assert!(matches!(publish(&exam, &both).await, Err(Fault::Denied(Denial::SamePerson))));
    altered::publish(&exam, STAGE).await;
}

#[tokio::test]
async fn a_first_signature_is_not_taken_back_under_the_publishers() {
    let exam = ranked(Stage::set().await).await;
    let service = &exam.stage.service;
    exam.sign_first(STAGE).await;
    let minute = 60_000;
    let release = domain::calendar::Instant((exam.stage.effects.clock.now().0 / minute + 5) * minute);
    let proof = lists::proof_for(service, &exam.publisher, exam.posting, (STAGE, &release.form_text())).await;
    let proof = proof.expect("a proof");
    let shown = proof.digest.to_string();
    lists::schedule(service, &exam.publisher, exam.posting, STAGE, &shown, release).await.expect("signed");
    assert_eq!(reasons(unsign(&exam, &exam.screener).await), [ListsWhy::ReleaseWaits.reason()]);
    assert_eq!(reasons(exam.sign_first_as(&exam.screener, STAGE).await), [ListsWhy::ReleaseWaits.reason()]);
    exam.stage.effects.clock.advance(6 * minute);
    lists::release_due(service).await.expect("released");
    let kept = lists::kept(service, &exam.approver, exam.posting, (STAGE, 0)).await.expect("public");
    assert!(kept.signers[0] != kept.signers[1]);
    assert_eq!(reasons(unsign(&exam, &exam.screener).await), [ListsWhy::NoFirstSignature.reason()]);
}

/// A mark that was altered past the program leaves the ranking looking current: no act knows of it. It is computed once more before it is
/// signed, and what comes to something else is published by nobody.
#[tokio::test]
async fn a_ranking_that_comes_to_something_else_when_it_is_computed_again_is_not_published() {
    for stage in Stage::on_both().await {
        let exam = ranked(stage).await;
        exam.sign_first(STAGE).await;
        exam.stage.force("UPDATE mark SET value = 95000000 WHERE value = 60000000").await;
        let refused = publish(&exam, &exam.publisher).await;
        assert!(matches!(refused, Err(Fault::Internal(_))), "{refused:?}");
        let public = open::sealed(&exam.stage.service).await.expect("lists");
        assert_eq!((public.whole.len(), public.damaged.len()), (0, 0), "nothing is out");
        exam.stage.force("UPDATE mark SET value = 60000000 WHERE value = 95000000").await;
        publish(&exam, &exam.publisher).await.expect("as it was computed");
    }
}
