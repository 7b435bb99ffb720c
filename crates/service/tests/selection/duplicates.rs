//! Applications that may be one person's: found by blind indexes, listed, compared, and nobody kept out by it: verdicts are given by people,
//! and screening does not end while two files of one person both passed.

use domain::access::Caller;
use domain::id::Code;
use domain::lifecycle::{ApplicationState as State, Phase};
use domain::reason::{ScreeningWhy, TypedWhy};
use domain::screening::Compared;
use domain::screening::QueueFilter;
use service::Fault;
use service::applications::{self, recall};
use service::screening::{VerdictForm, blockers, compare, duplicates, file, finish_early, judge, undo};
use store::applications::Content;

use crate::stage::{PHONE, Stage, identity, load, named, reasons};

/// A submitted application of a new candidate with that name, identity number and phone.
pub async fn applied(stage: &mut Stage, name: &str, identity: &str, phone: &str) -> (Caller, Code) {
    let candidate = stage.candidate().await;
    let code = stage.filled(&candidate, identity).await;
    applications::fill(&stage.service, &candidate, code, named(name, identity, phone)).await.expect("done");
    let version = stage.version(&candidate, code).await;
    applications::submit(&stage.service, &candidate, code, version).await.expect("done");
    stage.effects.clock.advance(1000);
    (candidate, code)
}

/// Pairs as their codes and what is alike.
async fn pairs(stage: &Stage) -> Vec<(Code, Code, bool, bool)> {
    let shown = duplicates(&stage.service, &stage.screeners[0], stage.code, "").await.expect("done");
    shown.pairs.iter().map(|pair| (pair.first.code, pair.second.code, pair.person, pair.phone)).collect()
}

#[tokio::test]
async fn the_same_name_and_birthday_or_phone_makes_a_pair_for_officers_only() {
    for mut stage in Stage::on_both().await {
        let (first, a) = applied(&mut stage, "王 芳", &identity(1), "13800000001").await;
        let (_, b) = applied(&mut stage, "王芳", &identity(2), "13800000002").await;
        let (_, c) = applied(&mut stage, "李雷", &identity(3), "138-0000-0002").await;
        let (_, _) = applied(&mut stage, "韩梅", &identity(4), "13800000004").await;
        assert_eq!(pairs(&stage).await, [(a, b, true, false), (b, c, false, true)]);
        // In the file, and nothing of the numbers in it.
        let opened =
            file(&stage.service, &stage.screeners[0], stage.code, b, &QueueFilter::default()).await.unwrap();
        assert_eq!(opened.file.alike.len(), 2);
        assert!(!format!("{:?}", opened.file.alike).contains("1380000000"));
        // Whoever takes the application back or changes the phone leaves the list.
        recall(&stage.service, &first, a, stage.version(&first, a).await).await.unwrap();
        assert_eq!(pairs(&stage).await, [(b, c, false, true)]);
        // Candidates and officers of other selections see none of it.
        let outsider =
            crate::stage::caller(stage.screeners[0].id().unwrap(), domain::access::Role::Screener, &[]);
        for caller in [&first, &outsider] {
            let refused = duplicates(&stage.service, caller, stage.code, "").await;
            assert!(matches!(refused, Err(Fault::Missing | Fault::Denied(_))), "{refused:?}");
        }
    }
}

#[tokio::test]
async fn what_was_found_is_noted_once_and_changes_no_application() {
    for mut stage in Stage::on_both().await {
        let (candidate, a) = applied(&mut stage, "王芳", &identity(1), PHONE).await;
        let (_, b) = applied(&mut stage, "李雷", &identity(2), PHONE).await;
        let (_, c) = applied(&mut stage, "韩梅", &identity(3), "13800000003").await;
        let [one, two] = stage.screeners.clone();
        let note = async |by: &Caller, pair, found: &str, seen| {
            compare(&stage.service, by, stage.code, pair, found, seen).await
        };
        note(&one, (a, b), "different", 0).await.unwrap();
        note(&one, (a, b), "different", 0).await.expect("a double click notes it once");
        let stale = note(&two, (a, b), "same_person", 0).await;
        assert!(matches!(stale, Err(Fault::Stale)), "{stale:?}");
        note(&two, (a, b), "same_person", 1).await.unwrap();
        let shown = duplicates(&stage.service, &stage.supervisor, stage.code, "1").await.unwrap();
        assert_eq!((shown.all, shown.open, shown.may_mark), (1, 0, false), "the supervisor only reads");
        let line = shown.pairs[0].clone();
        assert_eq!((line.seen, line.compared.unwrap().compared), (2, Compared::SamePerson));
        assert_eq!((line.first.state, line.second.state), (State::Submitted, State::Submitted));
        let events = stage.events().await;
        assert_eq!(events.iter().filter(|event| event.contains("duplicate_compared")).count(), 2);
        // Not alike, one and the same, the wrong way round, another's word, no such thing.
        for pair in [(a, c), (a, a), (b, a), (a, stage.key())] {
            let refused = note(&one, pair, "different", 0).await;
            assert!(matches!(refused, Err(Fault::Missing)), "{refused:?}");
        }
        assert_eq!(reasons(note(&one, (a, b), "perhaps", 2).await), [TypedWhy::NotAChoice.at("compared")]);
        for caller in [&candidate, &stage.supervisor] {
            let refused = note(caller, (a, b), "different", 2).await;
            assert!(matches!(refused, Err(Fault::Missing | Fault::Denied(_))), "{refused:?}");
        }
        // A verdict is free of it.
        let opened = file(&stage.service, &one, stage.code, a, &QueueFilter::default()).await.unwrap().file;
        assert!(opened.may_judge && opened.posting.phase == Phase::Registering);
    }
}

#[tokio::test]
async fn applications_of_earlier_versions_get_their_index_once() {
    for mut stage in Stage::on_both().await {
        let (first, a) = applied(&mut stage, "王芳", &identity(1), PHONE).await;
        let (_, b) = applied(&mut stage, "李雷", &identity(2), PHONE).await;
        // As an earlier version left it: submitted, without the two indexes.
        let version = stage.version(&first, a).await;
        let tx = stage.store.write("test").await.unwrap();
        let locked = store::applications::by_code(&tx, &a).await.unwrap().unwrap();
        let permit = load(locked.scope());
        let row = locked.open(&permit).unwrap();
        let old = Content { phone_index: None, person_index: None, ..row.content.clone() };
        let turn = async |version, from, to| {
            store::applications::turn(&tx, &permit, (row.id, version), (from, to), stage.service.now()).await
        };
        turn(version, State::Submitted, State::Draft).await.unwrap();
        let at = (row.id, version + 1);
        store::applications::save_draft(&tx, &permit, at, row.position, &old, stage.service.now())
            .await
            .unwrap();
        turn(version + 2, State::Draft, State::Submitted).await.unwrap();
        crate::stage::keep(tx).await;
        assert_eq!(pairs(&stage).await, []);
        assert_eq!(stage.service.index_applications().await.unwrap(), 1);
        assert_eq!(pairs(&stage).await, [(a, b, false, true)]);
        assert_eq!(stage.service.index_applications().await.unwrap(), 0, "done once");
        assert_eq!(stage.version(&first, a).await, version + 3, "nobody's page grows stale by it");
    }
}

#[tokio::test]
async fn screening_does_not_end_while_two_files_of_one_person_both_passed() {
    for mut stage in Stage::on_both().await {
        let (_, a) = applied(&mut stage, "王芳", &identity(1), PHONE).await;
        let (_, b) = applied(&mut stage, "王方", &identity(2), PHONE).await;
        stage.close().await;
        let (service, by, filter) = (&stage.service, &stage.screeners[0], QueueFilter::default());
        let version =
            async |code| file(service, by, stage.code, code, &filter).await.expect("a file").file.version;
        for one in [a, b] {
            let at = version(one).await;
            judge(service, by, stage.code, one, at, &filter, VerdictForm::Pass).await.expect("passed");
        }
        let seen = async || {
            let page = blockers(service, by, stage.code).await.expect("a page");
            (page.alike, page.twice)
        };
        assert_eq!(seen().await, (1, 0), "nobody has compared them, which holds nothing up");
        compare(service, by, stage.code, (a, b), "same_person", 0).await.expect("noted");
        assert_eq!(seen().await, (0, 1));
        let end = async || {
            let posting = stage.posting_version().await;
            finish_early(service, by, stage.code, posting).await
        };
        assert_eq!(reasons(end().await), [ScreeningWhy::PassedTwice { count: 1 }.reason()]);
        let at = version(b).await;
        undo(service, by, stage.code, b, at, "同一人重复报名").await.expect("undone");
        let at = version(b).await;
        let refuse = VerdictForm::Refuse {
            ground: "other".to_owned(),
            words: "与另一份报名是同一人。".to_owned(),
        };
        judge(service, by, stage.code, b, at, &filter, refuse).await.expect("refused");
        assert_eq!(seen().await, (0, 0));
        end().await.expect("finished");
    }
}
