//! Events, seals and the walk along the chain.

use domain::access::{self, ActName, Caller, Denial, Role, Scope};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, EventId};
use store::audit::{self, Filter, Head, Sealed, Told, Wrong};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, account, caller, code, later, permit, system, world};

contract!(
    events_read_back_by_posting_and_object,
    events_cannot_be_changed,
    events_are_sealed_when_they_rest,
    a_late_commit_is_sealed_all_the_same,
    two_sealers_seal_once,
    tampering_is_named,
    what_stands_beside_an_event_goes_after_its_term_and_the_chain_holds,
);

/// The caller, as a use case tells of it; here the digest has no key.
fn told(caller: &Caller) -> Told<'_> {
    let address = &caller.origin.address;
    Told { caller, address: (!address.is_empty()).then(|| Digest::of(address.as_bytes())) }
}

async fn record(db: &Db, at: Instant) -> Code {
    let code = code();
    let tx = db.bound().write("record").await.unwrap();
    let load = permit::<access::LoadDemonstration>(&system(), Scope::system());
    let event = Event::DemonstrationLoaded { posting: code, applications: 7 };
    audit::record(&tx, &load, told(&system()), at, &event).await.unwrap();
    tx.commit().await.unwrap();
    code
}

async fn seal(db: &Db, now: Instant) -> Option<audit::SealRow> {
    let tx = db.bound().write("seal").await.unwrap();
    let permit = permit::<access::SealEvents>(&system(), Scope::system());
    let sealed = audit::seal(&tx, &permit, now).await.unwrap();
    tx.commit().await.unwrap();
    sealed
}

async fn verify(db: &Db, witnesses: &[(i64, domain::digest::Digest)]) -> audit::Report {
    let look = db.bound().snapshot("verify").await.unwrap();
    let report = audit::verify_chain(&look, witnesses).await.unwrap();
    look.close().await.unwrap();
    report
}

async fn events_read_back_by_posting_and_object(db: &Db) {
    let world = world(db).await;
    let supervisor = account(db, Role::Supervisor, "supervisor").await;
    let supervisor = caller(supervisor, Role::Supervisor, &[]);
    let tx = db.store.write("act").await.unwrap();
    let edit = permit::<access::EditPosting>(&world.screener, world.scope());
    let event = Event::PostingEdited { posting: world.posting_code, opens: Some(NOW), closes: None };
    let first = audit::record(&tx, &edit, told(&world.screener), NOW, &event).await.unwrap();
    let denied = (ActName::ApprovePosting, Denial::Role);
    audit::record_denial(&tx, told(&world.clerk), later(1), denied, Some(world.posting)).await.unwrap();
    tx.commit().await.unwrap();
    record(db, later(2)).await;

    let look = db.store.snapshot("events").await.unwrap();
    let view = permit::<access::ViewEvents>(&supervisor, Scope::system());
    let all = audit::events(&look, &view, &Filter::default(), 10).await.unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!((all[0].role.as_str(), all[0].person), ("system", None));
    let of = Filter { posting: Some(world.posting), ..Filter::default() };
    let of = audit::events(&look, &view, &of, 10).await.unwrap();
    assert_eq!(of.len(), 2);
    assert_eq!(of[0].event, Event::Denied { act: denied.0, denial: denied.1 });
    let object = Filter { object: Some(world.posting_code), ..Filter::default() };
    let row = audit::events(&look, &view, &object, 10).await.unwrap().remove(0);
    assert_eq!((row.id, row.event.clone(), row.at), (first, event, NOW));
    assert_eq!((row.who.as_str(), row.role.as_str()), ("screener name", "screener"));
    assert_eq!((row.request.as_str(), row.address), ("r-1", Some(Digest::of(b"127.0.0.1"))));
    assert_eq!(audit::act_of(&row), Some(ActName::EditPosting));
    let page = Filter { before: Some(all[1].id), ..Filter::default() };
    assert_eq!(audit::events(&look, &view, &page, 10).await.unwrap().len(), 1);
    look.close().await.unwrap();
}

async fn events_cannot_be_changed(db: &Db) {
    record(db, NOW).await;
    seal(db, later(11)).await.unwrap();
    let mut statements = Vec::new();
    for (table, column) in [("event", "who"), ("seal", "root"), ("seal_entry", "event")] {
        statements.push((table, format!("UPDATE {table} SET {column} = {column}")));
        statements.push((table, format!("DELETE FROM {table}")));
        if !db.is_sqlite() {
            statements.push((table, format!("TRUNCATE {table} CASCADE")));
        }
    }
    for (table, statement) in statements {
        let refused = db.force(&[&statement]).await.unwrap_err();
        assert!(refused.contains("_permanent"), "{table}: {statement}: {refused}");
    }
}

async fn events_are_sealed_when_they_rest(db: &Db) {
    for second in 0..3 {
        record(db, later(second)).await;
    }
    assert_eq!(seal(db, later(9)).await, None, "nothing rests yet");
    let first = seal(db, later(11)).await.unwrap();
    assert_eq!((first.no, first.entries), (1, 2));
    let second = seal(db, later(12)).await.unwrap();
    assert_eq!((second.no, second.entries, second.prev), (2, 1, first.link()));
    assert_eq!(seal(db, later(600)).await, None);
    record(db, later(601)).await;
    let report = verify(db, &[(1, first.link())]).await;
    assert_eq!((report.seals, report.events, report.waiting), (2, 3, 1));
    assert_eq!((report.head, report.wrong.kept), (Some(Head { no: 2, link: second.link() }), Vec::new()));
}

/// A transaction that began early and commits after later events were sealed: no high-water mark may lose it.
async fn a_late_commit_is_sealed_all_the_same(db: &Db) {
    if db.is_sqlite() {
        // One writer at a time: ids commit in order, so an old entry time is all that can be late here.
        record(db, later(100)).await;
        seal(db, later(200)).await.unwrap();
        record(db, NOW).await;
    } else {
        let slow = db.bound().write("slow").await.unwrap();
        let load = permit::<access::LoadDemonstration>(&system(), Scope::system());
        let event = Event::DemonstrationLoaded { posting: code(), applications: 1 };
        audit::record(&slow, &load, told(&system()), NOW, &event).await.unwrap();
        record(db, later(1)).await;
        assert_eq!(seal(db, later(100)).await.unwrap().entries, 1, "the slow one is not there yet");
        slow.commit().await.unwrap();
    }
    assert_eq!(verify(db, &[]).await.waiting, 1);
    assert_eq!(seal(db, later(300)).await.unwrap().entries, 1);
    let report = verify(db, &[]).await;
    assert_eq!((report.events, report.waiting, report.wrong.kept), (2, 0, Vec::new()));
}

/// Two processes on one PostgreSQL: the second is told, and nothing is sealed twice. (SQLite has one writer.)
async fn two_sealers_seal_once(db: &Db) {
    record(db, NOW).await;
    let sealers = [11, 12].map(|second| {
        let store = db.bound();
        tokio::spawn(async move {
            let tx = store.write("seal").await?;
            let permit = permit::<access::SealEvents>(&system(), Scope::system());
            let sealed = audit::seal(&tx, &permit, later(second)).await?;
            tx.commit().await?;
            Ok::<_, StoreError>(sealed)
        })
    });
    let mut made = 0;
    for sealer in sealers {
        match sealer.await.unwrap() {
            Ok(sealed) => made += u32::from(sealed.is_some()),
            Err(error) => {
                assert!(
                    matches!(error, StoreError::Stale | StoreError::Conflict(Conflict::Seal)),
                    "{error:?}"
                );
            }
        }
    }
    assert_eq!(made, 1);
    let report = verify(db, &[]).await;
    assert_eq!((report.seals, report.events, report.waiting), (1, 1, 0));
    assert_eq!(report.wrong.kept, []);
}

/// What somebody with the database's password may do; each is found.
async fn tampering_is_named(db: &Db) {
    for second in 0..4 {
        record(db, later(second)).await;
    }
    let first = seal(db, later(11)).await.unwrap();
    let second = seal(db, later(100)).await.unwrap();
    let witnesses = [(1, first.link()), (2, second.link())];
    assert_eq!(wrong(db, &witnesses).await, []);

    disarm(db).await;
    let cases = [
        ("event", "who = 'x'", "who = ''", "id = 1", vec![Wrong::Events(1), Wrong::Forged(EventId(1))]),
        (
            "event",
            "payload = ' ' || payload",
            "payload = substr(payload, 2)",
            "id = 4",
            vec![Wrong::Events(2)],
        ),
        (
            "seal",
            "at = at + 1",
            "at = at - 1",
            "no = 1",
            vec![Wrong::Witness(1), Wrong::SealTag(1), Wrong::Link(2)],
        ),
        ("seal", "entries = 9", "entries = 2", "no = 2", vec![Wrong::Witness(2), Wrong::Entries(2)]),
        ("seal", "algorithm = 'none'", "algorithm = 'linxuan-sha256-1'", "no = 2", vec![Wrong::Algorithm(2)]),
        ("event_bond", "entries = 1", "entries = 0", "event = 2", vec![Wrong::Forged(EventId(2))]),
    ];
    for (table, change, mend, which, expected) in cases {
        db.force(&[&format!("UPDATE {table} SET {change} WHERE {which}")]).await.unwrap();
        let found = wrong(db, &witnesses).await;
        assert!(expected.iter().all(|one| found.contains(one)), "{table}: {change}: {found:?}");
        db.force(&[&format!("UPDATE {table} SET {mend} WHERE {which}")]).await.unwrap();
        db.force(&["DELETE FROM touched"]).await.unwrap();
        assert_eq!(wrong(db, &witnesses).await, [], "{table}: {mend}");
    }

    db.force(&["DELETE FROM seal_entry WHERE seal = 2", "DELETE FROM seal WHERE no = 2"]).await.unwrap();
    assert!(wrong(db, &witnesses).await.contains(&Wrong::SealMissing(2)), "a cut tail");
    assert!(wrong(db, &[]).await.contains(&Wrong::Stray(EventId(3))), "its events are strays");
    db.force(&["DELETE FROM seal_entry", "DELETE FROM event_bond", "DELETE FROM event"]).await.unwrap();
    assert!(wrong(db, &[]).await.contains(&Wrong::Entries(1)), "emptied");
}

async fn wrong(db: &Db, witnesses: &[(i64, domain::digest::Digest)]) -> Vec<Wrong> {
    verify(db, witnesses).await.wrong.kept
}

/// Drops the triggers, as the owner of the database can.
async fn disarm(db: &Db) {
    let mut statements = Vec::new();
    for table in ["event", "event_bond", "seal", "seal_entry"] {
        if db.is_sqlite() {
            statements.push(format!("DROP TRIGGER {table}_permanent_update"));
            statements.push(format!("DROP TRIGGER {table}_permanent_delete"));
        } else {
            statements.push(format!("ALTER TABLE {table} DISABLE TRIGGER USER"));
        }
    }
    let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
    db.force(&statements).await.unwrap();
}

async fn what_stands_beside_an_event_goes_after_its_term_and_the_chain_holds(db: &Db) {
    record(db, NOW).await;
    seal(db, later(11)).await.unwrap();
    let supervisor = account(db, Role::Supervisor, "supervisor").await;
    let view = permit::<access::ViewEvents>(&caller(supervisor, Role::Supervisor, &[]), Scope::system());
    let before = wrong(db, &[]).await;
    let set_up = |one: &Wrong| matches!(one, Wrong::Row(amiss) if ["account", "assignment", "person"].contains(&amiss.table.as_str()));
    assert!(before.iter().all(set_up), "the account alone was set up past the program: {before:?}");
    let tx = db.store.write("beside").await.unwrap();
    let event = audit::events(&tx, &view, &Filter::default(), 1).await.unwrap()[0].id;
    let sealed = Sealed { address: Some(vec![1, 2]), words: Some(vec![1, 3]) };
    audit::keep(&tx, event, sealed, NOW).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("sweep").await.unwrap();
    let kept = audit::beside(&tx, &view, &[event]).await.unwrap();
    assert_eq!((&kept.addresses[&event], &kept.words[&event]), (&vec![1, 2], &vec![1, 3]));
    assert_eq!(audit::sweep(&tx, NOW, NOW).await.unwrap(), 0, "the term is not over");
    assert_eq!(audit::sweep(&tx, later(1), NOW).await.unwrap(), 1);
    let kept = audit::beside(&tx, &view, &[event]).await.unwrap();
    assert!(kept.addresses.is_empty() && kept.words.len() == 1, "each has its own term");
    assert_eq!(audit::sweep(&tx, later(1), later(1)).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(wrong(db, &[]).await, before);
}
