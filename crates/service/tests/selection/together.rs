//! Two at the same instant, on both databases: whoever comes second loses nothing and is told the truth.

use domain::access::{Caller, Origin, Scope, Who};
use domain::lifecycle::{ApplicationState, Phase};
use domain::reason::PeopleWhy;
use domain::screening::QueueFilter;
use domain::typed::SignInName;
use service::Fault;
use service::applications::{start, submit, view};
use service::imports::{self, Upload};
use service::marks::{self, Typed};
use service::password::{Cost, Hasher, Password, PoolSize};
use service::people::{self, AccountForm};
use service::screening::{self, undo};
use text::Lang;

use crate::stage::{Stage, identity, keep, load, reasons};

fn typed(ticket: &str, text: &str, version: i64) -> Vec<Typed> {
    vec![Typed { ticket: ticket.to_owned(), text: text.to_owned(), version }]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_double_click_does_a_thing_once_and_both_answers_are_alike() {
    for mut stage in Stage::on_both().await {
        let anonymous = Caller { who: Who::Anonymous, origin: Origin::default() };
        let form = AccountForm {
            key: stage.key().to_string(),
            sign_in_name: "newcomer".to_owned(),
            password: "ninety purple lamps".to_owned(),
            again: "ninety purple lamps".to_owned(),
            agreed: "yes".to_owned(),
            ..AccountForm::default()
        };
        let (a, b) = tokio::join!(
            people::open(&stage.service, &anonymous, &form),
            people::open(&stage.service, &anonymous, &form)
        );
        assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
        let candidate = stage.candidate().await;
        let key = stage.key();
        let (a, b) = tokio::join!(
            start(&stage.service, &candidate, stage.positions[0], key),
            start(&stage.service, &candidate, stage.positions[0], key)
        );
        assert_eq!(a.unwrap(), b.unwrap());
        let code = stage.filled(&candidate, &identity(9)).await;
        let version = stage.version(&candidate, code).await;
        let (a, b) = tokio::join!(
            submit(&stage.service, &candidate, code, version),
            submit(&stage.service, &candidate, code, version)
        );
        assert_eq!(a.unwrap(), b.unwrap());
        let events = stage.events().await;
        let count = |word: &str| events.iter().filter(|event| event.contains(word)).count();
        assert_eq!(
            (count("account_opened"), count("application_started"), count("application_turned")),
            (1, 1, 1)
        );
        // Starting again, even for another position, leads to the one that is there.
        let again = start(&stage.service, &candidate, stage.positions[1], stage.key()).await.unwrap();
        assert_eq!(again, code);
    }
}

/// Whoever knows the old password and signs in while a one-time code takes its place is not left with a session that outlives it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_password_that_is_replaced_while_somebody_signs_in_by_it_opens_nothing() {
    for stage in Stage::on_both().await {
        let anonymous = Caller { who: Who::Anonymous, origin: Origin::default() };
        let (name, password) = ("newcomer", "ninety purple lamps");
        let form = AccountForm {
            key: stage.key().to_string(),
            sign_in_name: name.to_owned(),
            password: password.to_owned(),
            again: password.to_owned(),
            agreed: "yes".to_owned(),
            ..AccountForm::default()
        };
        people::open(&stage.service, &anonymous, &form).await.expect("an account");
        let sign_in = || {
            let (service, caller) = (stage.service.clone(), anonymous.clone());
            async move { people::sign_in(&service, &caller, None, name, password).await }
        };
        assert!(sign_in().await.is_ok(), "the password is right");
        let tx = stage.store.write("stage").await.expect("a turn");
        let permit = load(Scope::system());
        let found = store::people::by_sign_in(&tx, &permit, &SignInName::stored(name.to_owned())).await;
        let account = found.expect("read").expect("the account");
        let now = stage.effects.clock.now();
        let one_time = store::people::OneTime { digest: vec![7; 32], until: now.plus_seconds(60) };
        let of = (account.id, account.version);
        store::people::set_one_time(&tx, &permit, of, &one_time).await.expect("replaced");
        store::sessions::revoke_all(&tx, &permit, &[account.id], None, now).await.expect("ended");
        // On PostgreSQL the password is compared with the old one meanwhile, and the session waits for the account.
        let signing_in = tokio::spawn(sign_in());
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        keep(tx).await;
        let refused = reasons(signing_in.await.expect("an answer").map(|_| ()));
        assert_eq!(refused, [PeopleWhy::SignInFailed.reason()]);
        let open = stage.number("SELECT COUNT(*) FROM session WHERE revoked_at IS NULL").await;
        assert_eq!(open, 0, "nobody is signed in");
    }
}

/// Of two who sign in at once after the cost was raised, both hash the password anew: to the second it is no wrong password.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_password_that_is_hashed_anew_while_somebody_signs_in_by_it_is_still_right() {
    for stage in Stage::on_both().await {
        let anonymous = Caller { who: Who::Anonymous, origin: Origin::default() };
        let (name, password) = ("newcomer", "ninety purple lamps");
        let form = AccountForm {
            key: stage.key().to_string(),
            sign_in_name: name.to_owned(),
            password: password.to_owned(),
            again: password.to_owned(),
            agreed: "yes".to_owned(),
            ..AccountForm::default()
        };
        people::open(&stage.service, &anonymous, &form).await.expect("an account");
        let tx = stage.store.write("stage").await.expect("a turn");
        let permit = load(Scope::system());
        let found = store::people::by_sign_in(&tx, &permit, &SignInName::stored(name.to_owned())).await;
        let account = found.expect("read").expect("the account");
        let random = &stage.effects.random;
        let size = PoolSize { threads: 1, queue: 4 };
        let hasher = Hasher::new(&stage.keys, Cost::FOR_TESTS, size, random);
        let typed = Password::attempt(password).expect("a password");
        let fresh = hasher.hash(typed, account.code, random).await.expect("hashed");
        let of = (account.id, account.version);
        store::people::set_verifier(&tx, &permit, of, fresh.as_str()).await.expect("replaced");
        let (service, caller) = (stage.service.clone(), anonymous.clone());
        let signing_in =
            tokio::spawn(async move { people::sign_in(&service, &caller, None, name, password).await });
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        keep(tx).await;
        assert!(signing_in.await.expect("an answer").is_ok(), "the same password");
    }
}

/// What many send at the same moment shares transactions: what one is refused for touches nobody else, and everything that was written of an
/// application is bound to the event that tells of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_send_at_the_same_moment_and_each_is_answered_and_told_of_alone() {
    for mut stage in Stage::on_both().await {
        let mut people = Vec::new();
        for n in 0..14 {
            let candidate = stage.candidate().await;
            // The last two have one identity number.
            let code = stage.filled(&candidate, &identity(40 + n.min(12))).await;
            let version = stage.version(&candidate, code).await;
            people.push((candidate, code, version));
        }
        people[3].2 -= 1;
        let stranger = stage.candidate().await;
        people.push((stranger, people[5].1, people[5].2));
        people.push(people[6].clone());
        let sent = people.iter().cloned().map(|(candidate, code, version)| {
            let service = stage.service.clone();
            tokio::spawn(async move { submit(&service, &candidate, code, version).await })
        });
        let mut outcomes = Vec::new();
        for one in sent.collect::<Vec<_>>() {
            outcomes.push(one.await.unwrap());
        }
        let fine = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert!(matches!(outcomes[3], Err(Fault::Stale)), "{:?}", outcomes[3]);
        assert!(matches!(outcomes[14], Err(Fault::Missing)), "{:?}", outcomes[14]);
        assert_eq!(outcomes[6].as_ref().ok(), outcomes[15].as_ref().ok(), "a double click is one");
        assert_eq!((fine, outcomes[12].is_ok()), (13, outcomes[13].is_err()), "{outcomes:?}");
        let of_events = stage.number("SELECT COUNT(*) FROM event WHERE act = 'application.submit'").await;
        assert_eq!(of_events, 12, "one event for each that was sent");
        let strange = |table: &str, joined: &str| {
            format!(
                "SELECT COUNT(*) FROM event_row r JOIN event e ON e.id = r.event {joined} \
                 WHERE r.relation = '{table}' AND e.act = 'application.submit' AND e.object_code <> a.code"
            )
        };
        let own = strange("application", "JOIN application a ON a.id = r.key");
        let kept = "JOIN submission s ON s.id = r.key JOIN application a ON a.id = s.application";
        assert_eq!(stage.number(&own).await, 0, "each is bound to its own event");
        assert_eq!(stage.number(&strange("submission", kept)).await, 0);
        let report = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a report");
        assert!(report.wrong.is_empty(), "{report:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_officers_on_one_mark_both_see_both_values() {
    for mut stage in Stage::on_both().await {
        let (tickets, [first, second]) = stage.examining().await;
        let (a, b) = (typed(&tickets[0], "81.5", 0), typed(&tickets[0], "85.1", 0));
        let (a, b) = tokio::join!(
            marks::enter(&stage.service, &first, stage.code, "written", &a, Lang::En),
            marks::enter(&stage.service, &second, stage.code, "written", &b, Lang::En)
        );
        let (a, b) = (a.unwrap().remove(0), b.unwrap().remove(0));
        assert!(a.saved != b.saved, "one is saved: {a:?} {b:?}");
        let (winner, other) = if a.saved { (a, b) } else { (b, a) };
        assert_eq!((&other.theirs, other.why.as_str()), (&winner.typed, ""), "the second sees what is there");
        assert!(["81.5", "85.1"].contains(&other.typed.as_str()) && other.typed != winner.typed);
        let line =
            stage.marks(&first).await.lines.into_iter().find(|line| line.ticket == tickets[0]).unwrap();
        assert_eq!((line.value, line.version), (winner.typed, 1), "and nothing is overwritten");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_table_confirmed_twice_at_once_is_written_once() {
    for mut stage in Stage::on_both().await {
        let (tickets, [clerk, _]) = stage.examining().await;
        let table = format!("准考证号,written\n{},81.5\n{},缺考\n", tickets[0], tickets[1]);
        let upload = Upload { name: "marks.csv".to_owned(), bytes: table.into_bytes() };
        let import = imports::stage_marks(&stage.service, &clerk, stage.code, upload.clone()).await.unwrap();
        let shown =
            imports::preview(&stage.service, &clerk, stage.code, import, (Lang::En, 1)).await.unwrap();
        assert_eq!((shown.added, shown.faults.len()), (2, 0), "{:?}", shown.faults);
        let (a, b) = tokio::join!(
            imports::confirm_marks(&stage.service, &clerk, stage.code, import),
            imports::confirm_marks(&stage.service, &clerk, stage.code, import)
        );
        let mut written = [a.unwrap(), b.unwrap()];
        written.sort_unstable();
        assert_eq!(written, [0, 2]);
        let again = imports::stage_marks(&stage.service, &clerk, stage.code, upload).await.unwrap();
        let shown = imports::preview(&stage.service, &clerk, stage.code, again, (Lang::En, 1)).await.unwrap();
        assert_eq!((shown.added, shown.changed, shown.same), (0, 0, 2), "the same file again: nothing to do");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_verdict_undone_while_screening_ends_is_never_left_behind() {
    for mut stage in Stage::on_both().await {
        let (candidate, code) = stage.submitted().await;
        stage.submitted().await;
        stage.close().await;
        let [first, second] = stage.screeners.clone();
        let filter = QueueFilter::default();
        let queue = screening::queue(&stage.service, &first, stage.code, &filter).await.unwrap();
        for line in queue.lines {
            let file =
                screening::file(&stage.service, &first, stage.code, line.code, &filter).await.unwrap().file;
            let pass = screening::VerdictForm::Pass;
            screening::judge(&stage.service, &first, stage.code, line.code, file.version, &filter, pass)
                .await
                .unwrap();
        }
        let file = screening::file(&stage.service, &second, stage.code, code, &filter).await.unwrap().file;
        let version = stage.posting_version().await;
        let (undone, finished) = tokio::join!(
            undo(&stage.service, &second, stage.code, code, file.version, "passed in haste"),
            screening::finish(&stage.service, &first, stage.code, version)
        );
        assert!(undone.is_ok() != finished.is_ok(), "{undone:?} {finished:?}");
        let state = view(&stage.service, &candidate, code).await.unwrap().state;
        let phase =
            service::postings::view(&stage.service, &first, stage.code).await.unwrap().entry.head.phase;
        let expected = if undone.is_ok() {
            (ApplicationState::Submitted, Phase::Screening)
        } else {
            assert!(matches!(undone, Err(Fault::Refused(_) | Fault::Stale)), "{undone:?}");
            (ApplicationState::Passed, Phase::Examining)
        };
        assert_eq!((state, phase), expected);
    }
}
