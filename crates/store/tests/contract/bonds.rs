//! Rows are bound to the events that made them, and nothing that was written past the program is taken for genuine.

use std::collections::BTreeSet;

use domain::access::{self, AccountKind, AccountState, Scope};
use domain::event::Event;
use domain::id::{Code, EventId};
use domain::typed::SignInName;
use store::audit::{self, Told, Wrong};
use store::bonds::check::How;
use store::bonds::{BOUND, UNBOUND};
use store::people::{NewAccount, Owner};
use store::{StoreError, Tx, people};

use crate::harness::{Db, NOW, code, later, permit, system};

contract!(
    every_table_is_bound_or_named_with_its_reason,
    an_act_binds_what_it_wrote,
    an_act_of_many_rows_binds_them_in_their_order,
    bound_rows_without_an_event_are_not_committed,
    what_is_written_past_the_program_is_named,
    an_act_never_adopts_what_was_altered_before_it,
    a_store_without_a_key_binds_nothing_and_seals_nothing,
    a_forged_event_is_set_aside_and_hinders_no_other,
);

type Load = access::Permit<access::LoadDemonstration>;

fn load() -> Load {
    permit(&system(), Scope::system())
}

async fn open(tx: &Tx, name: &str) -> Code {
    let (code, sign_in) = (code(), SignInName::stored(name.to_owned()));
    let new = NewAccount {
        code,
        owner: Owner::New { code, name },
        kind: AccountKind::Staff,
        sign_in: &sign_in,
        verifier: None,
        one_time: None,
        at: NOW,
    };
    people::insert(tx, &load(), &new).await.unwrap();
    code
}

async fn record(tx: &Tx) -> EventId {
    let event = Event::DemonstrationLoaded { posting: code(), applications: 7 };
    audit::record(tx, &load(), Told { caller: &system(), address: None }, NOW, &event).await.unwrap()
}

/// An account with its person, opened by an act.
async fn act(db: &Db, name: &str) -> Code {
    let tx = db.bound().write("act").await.unwrap();
    let code = open(&tx, name).await;
    record(&tx).await;
    tx.commit().await.unwrap();
    code
}

async fn report(db: &Db) -> audit::Report {
    let look = db.bound().snapshot("verify").await.unwrap();
    let report = audit::verify_chain(&look, &[]).await.unwrap();
    look.close().await.unwrap();
    report
}

/// The findings about rows: table, code and kind.
async fn rows(db: &Db) -> Vec<(String, Option<String>, How)> {
    let found = report(db).await.wrong.kept.into_iter();
    found
        .map(|wrong| match wrong {
            Wrong::Row(amiss) => (amiss.table, amiss.code, amiss.how),
            other => panic!("{other:?}"),
        })
        .collect()
}

async fn every_table_is_bound_or_named_with_its_reason(db: &Db) {
    let sql = if db.is_sqlite() {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations'"
    } else {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' \
         AND table_name <> 'seaql_migrations'"
    };
    let tables: BTreeSet<String> = db.words(sql).await.into_iter().collect();
    let known = BOUND.iter().chain(UNBOUND).map(|(name, _)| (*name).to_owned());
    assert_eq!(tables, known.collect(), "each table is bound, or named with its reason, in bonds/tables.rs");
    assert_eq!(BOUND.len() + UNBOUND.len(), tables.len(), "none is both");
    let triggered: Vec<(&str, &str)> =
        migrations::bound().into_iter().map(|one| (one.table, one.key)).collect();
    assert_eq!(BOUND, triggered, "the tables that are bound are those that have triggers");
}

async fn an_act_binds_what_it_wrote(db: &Db) {
    act(db, "first").await;
    let tx = db.bound().write("savepoint").await.unwrap();
    let point = tx.savepoint().await.unwrap();
    open(&point, "undone").await;
    point.rollback().await.unwrap();
    let point = tx.savepoint().await.unwrap();
    open(&point, "kept").await;
    point.commit().await.unwrap();
    record(&tx).await;
    record(&tx).await;
    tx.commit().await.unwrap();
    let report = report(db).await;
    assert_eq!(report.wrong.kept, []);
    assert_eq!((report.waiting, report.rows), (3, 4), "two persons with their accounts");
    let count = db.words(
        "SELECT CAST(count(*) AS TEXT) FROM event_row UNION ALL SELECT CAST(count(*) AS TEXT) FROM touched",
    );
    assert_eq!(count.await, ["4", "0"]);
}

async fn an_act_of_many_rows_binds_them_in_their_order(db: &Db) {
    // More than are compared and written at a time.
    let tx = db.bound().write("many").await.unwrap();
    for number in 0..700 {
        open(&tx, &format!("one of many {number}")).await;
    }
    record(&tx).await;
    record(&tx).await;
    tx.commit().await.unwrap();
    let report = report(db).await;
    assert_eq!((report.wrong.kept, report.rows), (Vec::new(), 1_400));
}

async fn bound_rows_without_an_event_are_not_committed(db: &Db) {
    let tx = db.bound().write("silent").await.unwrap();
    open(&tx, "silent").await;
    assert!(matches!(tx.commit().await, Err(StoreError::Unrecorded)));
    assert_eq!(db.words("SELECT code FROM account").await, Vec::<String>::new());
    assert_eq!(report(db).await.wrong.kept, []);
}

async fn what_is_written_past_the_program_is_named(db: &Db) {
    let one = act(db, "one").await.to_string();
    let two = act(db, "two").await.to_string();
    let account = |code: &str, how| ("account".to_owned(), Some(code.to_owned()), how);
    db.force(&["UPDATE account SET verifier = 'v' WHERE sign_in = 'one'"]).await.unwrap();
    assert_eq!(rows(db).await, [account(&one, How::Altered), account(&one, How::Outside)]);
    db.force(&["UPDATE account SET verifier = NULL WHERE sign_in = 'one'"]).await.unwrap();
    assert_eq!(rows(db).await, [account(&one, How::Outside)], "changed and changed back");
    db.force(&["DELETE FROM touched", "DELETE FROM account WHERE sign_in = 'two'"]).await.unwrap();
    let found = rows(db).await;
    assert_eq!((found[0].0.as_str(), found[0].2), ("account", How::Missing), "{two}: {found:?}");
    let copy = "INSERT INTO account (code, person, kind, sign_in, state, version, created_at) \
                SELECT 'stray', person, kind, 'stray', state, version, created_at FROM account WHERE sign_in = 'one'";
    db.force(&[copy, "DELETE FROM touched"]).await.unwrap();
    assert!(rows(db).await.contains(&account("stray", How::Stray)));
}

async fn an_act_never_adopts_what_was_altered_before_it(db: &Db) {
    let one = act(db, "one").await;
    // A later act writes the same row, with what the triggers noted and without.
    for (forgotten, version) in [(false, 1), (true, 2)] {
        db.force(&["UPDATE account SET created_at = created_at + 1"]).await.unwrap();
        if forgotten {
            db.force(&["DELETE FROM touched"]).await.unwrap();
        }
        let tx = db.bound().write("later").await.unwrap();
        let event = record(&tx).await;
        let locked = people::by_code(&tx, &one).await.unwrap().unwrap();
        let load: Load = permit(&system(), locked.scope());
        let found = locked.open(&load).unwrap();
        let state = if forgotten { AccountState::Active } else { AccountState::Closed };
        people::set_state(&tx, &load, (found.id, version), state).await.unwrap();
        tx.commit().await.unwrap();
        let found = rows(db).await;
        let told = ("account".to_owned(), Some(one.to_string()), How::Before(event.0));
        assert!(found.contains(&told), "{forgotten}: {found:?}");
        assert!(!found.iter().any(|row| row.2 == How::Altered), "{found:?}");
    }
}

async fn a_store_without_a_key_binds_nothing_and_seals_nothing(db: &Db) {
    let tx = db.store.write("keyless").await.unwrap();
    open(&tx, "keyless").await;
    let event = record(&tx).await;
    tx.commit().await.unwrap();
    let found = report(db).await.wrong.kept;
    assert!(found.contains(&Wrong::Forged(event)), "{found:?}");
    let strays = found.iter().filter(|one| matches!(one, Wrong::Row(row) if row.how == How::Stray)).count();
    assert_eq!(strays, 2, "{found:?}");
    let look = db.store.snapshot("verify").await.unwrap();
    assert!(matches!(audit::verify_chain(&look, &[]).await, Err(StoreError::NoKey)));
    look.close().await.unwrap();
    let tx = db.store.write("seal").await.unwrap();
    let seal = permit::<access::SealEvents>(&system(), Scope::system());
    assert!(matches!(audit::seal(&tx, &seal, later(60)).await, Err(StoreError::NoKey)));
    tx.rollback().await.unwrap();
}

async fn a_forged_event_is_set_aside_and_hinders_no_other(db: &Db) {
    act(db, "genuine").await;
    let forge = "INSERT INTO event (who, role, at, request, address_digest, act, payload) \
                 SELECT who, role, at, request, address_digest, act, payload FROM event WHERE id = 1";
    let queue =
        format!("INSERT INTO unsealed (event, at, refused) SELECT id, {}, 0 FROM event WHERE id > 1", NOW.0);
    db.force(&[forge, &queue]).await.unwrap();
    act(db, "later").await;
    let tx = db.bound().write("seal").await.unwrap();
    let seal = permit::<access::SealEvents>(&system(), Scope::system());
    assert_eq!(audit::seal(&tx, &seal, later(60)).await.unwrap().unwrap().entries, 2);
    tx.commit().await.unwrap();
    let look = db.bound().snapshot("refused").await.unwrap();
    let refused = audit::refused(&look, 5).await.unwrap();
    assert_eq!(refused.len(), 1);
    assert_eq!(audit::oldest_unsealed(&look).await.unwrap(), None, "it holds up nothing");
    look.close().await.unwrap();
    let found = report(db).await.wrong.kept;
    assert!(found.contains(&Wrong::Forged(refused[0])), "{found:?}");
}
