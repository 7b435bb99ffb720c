//! Accounts, assignments, sessions, throttles, remembered forms.

use domain::access::{self, AccountKind, AccountState, Assignment, Reach, Role, Scope};
use domain::digest::Digest;
use domain::reason::FieldPath;
use domain::typed::SignInName;
use store::kept_forms::KeptForm;
use store::{Conflict, StoreError, idempotency, kept_forms, people, refusals, sessions, throttle};

use crate::harness::{Db, NOW, account, code, later, nobody, permit, world};

contract!(
    a_sign_in_name_is_taken_once,
    a_person_carries_the_assignments_that_stand_now,
    a_role_that_was_taken_counts_from_the_next_request_on,
    two_accounts_of_one_person_are_one_person,
    a_one_time_code_and_a_password_exclude_each_other,
    a_session_ends_four_ways,
    guessing_is_counted_in_a_window,
    refusals_of_strangers_are_counted_by_day_and_have_a_term,
    what_was_typed_is_kept_for_its_owner_and_a_term,
    a_form_is_remembered_once,
);

async fn a_sign_in_name_is_taken_once(db: &Db) {
    let first = account(db, Role::Candidate, "wang").await;
    let name = SignInName::parse("WANG", &FieldPath::new("name")).unwrap();
    let open = permit::<access::OpenAccount>(&nobody(), Scope::system());
    let tx = db.store.write("second").await.unwrap();
    let new = people::NewAccount {
        code: code(),
        owner: people::Owner::New { code: code(), name: "" },
        kind: AccountKind::Candidate,
        sign_in: &name,
        verifier: Some("v"),
        one_time: None,
        at: NOW,
    };
    let refused = people::insert(&tx, &open, &new).await;
    assert!(matches!(refused, Err(StoreError::Conflict(Conflict::SignInName))), "{refused:?}");
    tx.rollback().await.unwrap();

    let tx = db.store.write("verifier").await.unwrap();
    let sign_in = permit::<access::SignIn>(&nobody(), Scope::system());
    let row = people::by_sign_in(&tx, &sign_in, &name).await.unwrap().unwrap();
    assert_eq!((row.person, row.verifier.as_deref(), row.version), (first, None, 1));
    people::set_verifier(&tx, &sign_in, (row.id, 1), "argon").await.unwrap();
    let stale = people::set_verifier(&tx, &sign_in, (row.id, 1), "other").await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    let row = people::by_sign_in(&tx, &sign_in, &name).await.unwrap().unwrap();
    assert_eq!((row.verifier.as_deref(), row.version), (Some("argon"), 2));
    assert!(!format!("{row:?}").contains("argon"), "a verifier never prints");
    tx.commit().await.unwrap();
}

async fn a_person_carries_the_assignments_that_stand_now(db: &Db) {
    let world = world(db).await;
    let clerk = world.clerk.id().unwrap();
    let here = Assignment { role: Role::Clerk, reach: Reach::Posting(world.posting) };
    let assign = permit::<access::AssignStaff>(&world.screener, world.scope());
    let tx = db.store.write("again").await.unwrap();
    let new = people::NewAssignment { code: code(), person: clerk, held: &here, until: None, at: NOW };
    assert!(!people::give(&tx, &assign, &new).await.unwrap(), "giving twice is harmless");
    let office = Assignment {
        role: Role::Clerk,
        reach: Reach::Authority { name: "Office".to_owned(), postings: Vec::new() },
    };
    let until = Some(later(60));
    let new = people::NewAssignment { code: code(), person: clerk, held: &office, until, at: NOW };
    assert!(people::give(&tx, &assign, &new).await.unwrap());
    tx.commit().await.unwrap();

    let look = db.store.snapshot("person").await.unwrap();
    let account = people::first_of(&look, clerk).await.unwrap().unwrap();
    let (_, person) = people::person(&look, account, NOW).await.unwrap().unwrap();
    let known = Reach::Authority { name: "Office".to_owned(), postings: vec![world.posting] };
    assert_eq!((person.id, person.account, person.name.as_str()), (clerk, account, "clerk"));
    assert_eq!(person.assignments, [here.clone(), Assignment { role: Role::Clerk, reach: known }]);
    assert_eq!(person.postings, [(world.posting_code, world.posting)]);
    let (_, later_on) = people::person(&look, account, later(60)).await.unwrap().unwrap();
    assert_eq!(later_on.assignments, [here], "a term ends by itself");
    let team = people::posting_members(&look, world.posting, NOW).await.unwrap();
    let roles: Vec<_> = team.iter().map(|one| one.role).collect();
    assert_eq!(roles, [Role::Screener, Role::Clerk, Role::Publisher]);
    assert_eq!(people::staff(&look, &assign).await.unwrap().len(), 4);
    assert_eq!(people::count(&look).await.unwrap(), 4);
    look.close().await.unwrap();
}

async fn a_role_that_was_taken_counts_from_the_next_request_on(db: &Db) {
    let world = world(db).await;
    let clerk = world.clerk.id().unwrap();
    let assign = permit::<access::AssignStaff>(&world.screener, world.scope());
    let tx = db.store.write("take").await.unwrap();
    let team = people::posting_members(&tx, world.posting, NOW).await.unwrap();
    let member = team.iter().find(|one| one.person.id == clerk).unwrap();
    people::take(&tx, &assign, member.id, later(1)).await.unwrap();
    let again = people::take(&tx, &assign, member.id, later(2)).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    let account = people::first_of(&tx, clerk).await.unwrap().unwrap();
    let (_, person) = people::person(&tx, account, later(2)).await.unwrap().unwrap();
    assert_eq!((person.assignments, person.postings), (Vec::new(), Vec::new()));
    let all = people::assignments_of(&tx, &assign, clerk).await.unwrap();
    assert_eq!((all[0].taken_at, all[0].taken_by), (Some(later(1)), world.screener.id()), "the row stays");
    let held = Assignment { role: Role::Clerk, reach: Reach::Posting(world.posting) };
    let new = people::NewAssignment { code: code(), person: clerk, held: &held, until: None, at: later(3) };
    assert!(people::give(&tx, &assign, &new).await.unwrap(), "what was taken can be given again");
    tx.commit().await.unwrap();
}

async fn two_accounts_of_one_person_are_one_person(db: &Db) {
    let first = account(db, Role::Screener, "first").await;
    let open = permit::<access::OpenStaffAccount>(&crate::harness::system(), Scope::system());
    let name = SignInName::parse("second", &FieldPath::new("name")).unwrap();
    let tx = db.store.write("second").await.unwrap();
    let new = people::NewAccount {
        code: code(),
        owner: people::Owner::Known(first),
        kind: AccountKind::Candidate,
        sign_in: &name,
        verifier: None,
        one_time: None,
        at: NOW,
    };
    let (second, owner) = people::insert(&tx, &open, &new).await.unwrap();
    assert_eq!(owner, first);
    let (_, person) = people::person(&tx, second, NOW).await.unwrap().unwrap();
    assert_eq!((person.id, person.is_candidate(), person.is_staff()), (first, true, false));
    assert_eq!(people::accounts_of(&tx, &open, first).await.unwrap().len(), 2);
    tx.commit().await.unwrap();
}

async fn a_one_time_code_and_a_password_exclude_each_other(db: &Db) {
    let person = account(db, Role::Clerk, "sun").await;
    let sign_in = permit::<access::SignIn>(&nobody(), Scope::system());
    let tx = db.store.write("code").await.unwrap();
    let id = people::first_of(&tx, person).await.unwrap().unwrap();
    let one = people::OneTime { digest: vec![7; 32], until: later(60) };
    people::set_verifier(&tx, &sign_in, (id, 1), "argon").await.unwrap();
    people::set_one_time(&tx, &sign_in, (id, 2), &one).await.unwrap();
    let row = &people::accounts_of(&tx, &sign_in, person).await.unwrap()[0];
    assert_eq!((row.verifier.as_deref(), row.one_time.as_ref()), (None, Some(&one)));
    people::set_verifier(&tx, &sign_in, (id, 3), "argon").await.unwrap();
    let row = &people::accounts_of(&tx, &sign_in, person).await.unwrap()[0];
    assert_eq!((row.verifier.as_deref(), row.one_time.as_ref()), (Some("argon"), None));
    people::set_state(&tx, &sign_in, (id, 4), AccountState::Closed).await.unwrap();
    let held = people::held(&tx, &sign_in, id).await.unwrap().unwrap();
    assert_eq!((held.active, held.version), (false, 5), "whoever signs in meanwhile sees it");
    assert!(people::person(&tx, id, NOW).await.unwrap().is_none(), "nobody is behind a closed account");
    tx.commit().await.unwrap();
}

async fn a_session_ends_four_ways(db: &Db) {
    let person = account(db, Role::Candidate, "zhang").await;
    let permit = permit::<access::SignIn>(&nobody(), Scope::system());
    let tx = db.store.write("sign in").await.unwrap();
    let account = people::first_of(&tx, person).await.unwrap().unwrap();
    let mut ids = Vec::new();
    for token in [[1; 32], [2; 32], [3; 32]] {
        let new = sessions::NewSession {
            code: code(),
            address_sealed: b"sealed",
            token_hash: &token,
            account,
            at: NOW,
            idle_until: later(60),
            expires_at: later(600),
        };
        ids.push(sessions::open(&tx, &permit, &new).await.unwrap());
    }
    assert!(sessions::find(&tx, &[9; 32], NOW).await.unwrap().is_none(), "unknown");
    let found = sessions::find(&tx, &[1; 32], later(59)).await.unwrap().unwrap();
    assert_eq!((found.id, found.person.account), (ids[0], account));
    assert_eq!(found.person.name, "", "a candidate's name goes nowhere");
    assert!(sessions::find(&tx, &[1; 32], later(60)).await.unwrap().is_none(), "idle");
    sessions::seen(&tx, ids[0], later(30), later(900)).await.unwrap();
    assert!(sessions::find(&tx, &[1; 32], later(599)).await.unwrap().is_some());
    assert!(sessions::find(&tx, &[1; 32], later(600)).await.unwrap().is_none(), "absolute end");
    assert_eq!(sessions::ended_of(&tx, &[1; 32], later(599)).await.unwrap(), None, "it lives");
    assert_eq!(sessions::ended_of(&tx, &[1; 32], later(600)).await.unwrap(), Some(account));
    sessions::revoke(&tx, &permit, ids[1], NOW).await.unwrap();
    assert!(sessions::find(&tx, &[2; 32], NOW).await.unwrap().is_none(), "revoked");
    assert_eq!(sessions::ended_of(&tx, &[2; 32], later(600)).await.unwrap(), None, "ended on purpose");
    assert_eq!(sessions::open_of(&tx, &permit, &[account], NOW).await.unwrap().len(), 2);
    let kept = Some(ids[0]);
    assert_eq!(sessions::revoke_all(&tx, &permit, &[account], kept, NOW).await.unwrap(), 1);
    assert!(sessions::find(&tx, &[1; 32], NOW).await.unwrap().is_some(), "the kept one lives");
    assert!(sessions::find(&tx, &[3; 32], NOW).await.unwrap().is_none(), "all revoked");
    assert_eq!(sessions::sweep(&tx, later(600)).await.unwrap(), 0);
    assert_eq!(sessions::sweep(&tx, later(601)).await.unwrap(), 3);
    tx.commit().await.unwrap();
}

async fn guessing_is_counted_in_a_window(db: &Db) {
    let tx = db.store.write("guess").await.unwrap();
    for expected in 1..=3 {
        let counter = throttle::count(&tx, "k", later(expected), 60_000).await.unwrap();
        assert_eq!((counter.failures, counter.window_from), (expected, later(1)));
    }
    throttle::block(&tx, "k", later(90)).await.unwrap();
    assert_eq!(throttle::read(&tx, "k").await.unwrap().unwrap().blocked_until, Some(later(90)));
    let counter = throttle::count(&tx, "k", later(62), 60_000).await.unwrap();
    assert_eq!((counter.failures, counter.window_from), (1, later(62)), "a new window");
    assert_eq!(throttle::sweep(&tx, later(80)).await.unwrap(), 0, "still blocked");
    throttle::clear(&tx, "k").await.unwrap();
    assert_eq!(throttle::read(&tx, "k").await.unwrap(), None);
    // A window that a clock ahead of its time began does not go on for that long.
    throttle::count(&tx, "k", later(90_000), 60_000).await.unwrap();
    let counter = throttle::count(&tx, "k", later(1), 60_000).await.unwrap();
    assert_eq!((counter.failures, counter.window_from), (1, later(1)));
    // What was right is taken back, with the wait that it brought.
    throttle::count(&tx, "k", later(2), 60_000).await.unwrap();
    throttle::block(&tx, "k", later(60)).await.unwrap();
    throttle::forgive(&tx, "k", 1).await.unwrap();
    let counter = throttle::read(&tx, "k").await.unwrap().unwrap();
    assert_eq!((counter.failures, counter.blocked_until), (1, None));
    throttle::remember(&tx, "known", NOW, later(5)).await.unwrap();
    throttle::remember(&tx, "known", later(1), later(9)).await.unwrap();
    assert_eq!(throttle::read(&tx, "known").await.unwrap().unwrap().blocked_until, Some(later(9)));
    tx.commit().await.unwrap();
}

async fn refusals_of_strangers_are_counted_by_day_and_have_a_term(db: &Db) {
    let tx = db.store.write("refuse").await.unwrap();
    for at in [NOW, later(1), later(2)] {
        refusals::count(&tx, "account 7", "posting.view", at).await.unwrap();
    }
    refusals::count(&tx, "account 7", "mark.view", NOW).await.unwrap();
    refusals::count(&tx, "account 8", "mark.view", NOW).await.unwrap();
    assert_eq!(refusals::of(&tx, "account 7").await.unwrap(), 4);
    assert_eq!(refusals::sweep(&tx, later(1)).await.unwrap(), 2);
    assert_eq!(refusals::of(&tx, "account 7").await.unwrap(), 3);
    tx.commit().await.unwrap();
}

async fn what_was_typed_is_kept_for_its_owner_and_a_term(db: &Db) {
    let tx = db.store.write("keep").await.unwrap();
    let form = |byte: u8| KeptForm { code: code(), fields: vec![byte] };
    let first = form(1);
    kept_forms::keep(&tx, ("a", "/api/x"), &first, NOW).await.unwrap();
    assert_eq!(kept_forms::find(&tx, ("a", "/api/x"), later(-1)).await.unwrap(), Some(first));
    assert_eq!(kept_forms::find(&tx, ("b", "/api/x"), later(-1)).await.unwrap(), None, "another's");
    assert_eq!(kept_forms::find(&tx, ("a", "/api/x"), NOW).await.unwrap(), None, "its term is over");
    let newer = form(2);
    kept_forms::keep(&tx, ("a", "/api/x"), &newer, later(1)).await.unwrap();
    assert_eq!(kept_forms::find(&tx, ("a", "/api/x"), NOW).await.unwrap(), Some(newer), "in its place");
    kept_forms::keep(&tx, ("a", "/api/y"), &form(3), later(2)).await.unwrap();
    kept_forms::keep(&tx, ("a", "/api/z"), &form(4), later(3)).await.unwrap();
    assert_eq!(kept_forms::behind(&tx, "a", 2).await.unwrap().as_deref(), Some("/api/x"), "the oldest");
    assert_eq!(kept_forms::behind(&tx, "a", 3).await.unwrap(), None);
    assert_eq!(kept_forms::behind(&tx, "b", 0).await.unwrap(), None, "another's");
    let emptied = form(5);
    kept_forms::replace(&tx, ("a", "/api/x"), &emptied).await.unwrap();
    assert_eq!(kept_forms::find(&tx, ("a", "/api/x"), NOW).await.unwrap(), Some(emptied));
    assert_eq!(kept_forms::find(&tx, ("a", "/api/x"), later(1)).await.unwrap(), None, "its term stays");
    kept_forms::forget(&tx, ("a", "/api/y")).await.unwrap();
    assert_eq!(kept_forms::sweep(&tx, later(4)).await.unwrap(), 2);
    tx.commit().await.unwrap();
}

async fn a_form_is_remembered_once(db: &Db) {
    let form = idempotency::FormKey { owner: "-", act: "account.open", key: "k1" };
    let body = Digest::of(b"body");
    let tx = db.store.write("form").await.unwrap();
    assert_eq!(idempotency::find(&tx, form).await.unwrap(), None);
    idempotency::remember(&tx, form, body, "ABC", NOW).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("again").await.unwrap();
    let again = idempotency::remember(&tx, form, body, "DEF", NOW).await;
    assert!(matches!(again, Err(StoreError::Conflict(Conflict::IdempotencyKey))), "{again:?}");
    tx.rollback().await.unwrap();
    let tx = db.store.write("read").await.unwrap();
    let found = idempotency::find(&tx, form).await.unwrap().unwrap();
    assert_eq!((found.body, found.result.as_str()), (body, "ABC"));
    let other = idempotency::FormKey { owner: "X", ..form };
    assert_eq!(idempotency::find(&tx, other).await.unwrap(), None);
    assert_eq!(idempotency::sweep(&tx, later(1)).await.unwrap(), 1);
    tx.commit().await.unwrap();
}
