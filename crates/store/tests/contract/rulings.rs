//! Rulings: proposed, settled once, permanent.

use domain::access::{self, Role};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::id::{Code, RulingId};
use domain::supervision::Supervised;
use store::rulings::{self, NewRuling, RulingRow, Said, Verdict, standing};
use store::{Conflict, StoreError, supervisions};

use crate::harness::{Db, NOW, World, account, caller, code, later, permit, world};

contract!(
    a_proposal_waits_until_it_is_settled_once,
    a_correction_takes_the_place_of_what_it_supersedes,
    rulings_cannot_be_changed_or_deleted,
    a_supervisor_signs_the_same_digest_once_and_another_one_again,
);

async fn propose(db: &Db, world: &World, body: &str, supersedes: Option<RulingId>) -> Code {
    let by = world.screener.id().unwrap();
    let permit = permit::<access::ProposeRuling>(&world.screener, world.plain());
    let said = Said::Sealed(body.as_bytes());
    let digest = domain::digest::Digest::of(body.as_bytes());
    let new = NewRuling { code: code(), subject: "tie/1/interview", said, digest, supersedes, by, at: NOW };
    let tx = db.store.write("propose").await.unwrap();
    rulings::propose(&tx, &permit, &new).await.unwrap();
    tx.commit().await.unwrap();
    new.code
}

async fn row(db: &Db, world: &World, code: &Code) -> RulingRow {
    let look = db.store.snapshot("ruling").await.unwrap();
    let locked = rulings::by_code(&look, code).await.unwrap().unwrap();
    let permit = permit::<access::ViewRanking>(&world.approver, locked.scope());
    let row = locked.open(&permit).unwrap();
    look.close().await.unwrap();
    row
}

async fn settle(db: &Db, world: &World, code: &Code, approved: bool) -> Result<(), StoreError> {
    let ruling = row(db, world, code).await;
    let tx = db.store.write("settle").await.unwrap();
    let permit = permit::<access::ApproveRuling>(&world.approver, rulings_scope(&ruling));
    let verdict = Verdict {
        approved,
        reason: None,
        reason_sealed: (!approved).then(|| b"no witness".to_vec()),
        by: world.approver.id().unwrap(),
        name: "chen".to_owned(),
        at: later(60),
    };
    match rulings::settle(&tx, &permit, &ruling, &verdict).await {
        Ok(()) => tx.commit().await,
        Err(error) => {
            tx.rollback().await.unwrap();
            Err(error)
        }
    }
}

fn rulings_scope(row: &RulingRow) -> access::Scope {
    store::locked::Scoped::scope(row)
}

async fn a_proposal_waits_until_it_is_settled_once(db: &Db) {
    let world = world(db).await;
    let first = propose(db, &world, "{}", None).await;
    let waiting = row(db, &world, &first).await;
    assert!(waiting.waits() && standing(std::slice::from_ref(&waiting)).is_empty());
    assert_eq!(waiting.digest, Digest::of(b"{}"));
    let scope = rulings_scope(&waiting);
    assert_eq!(scope.hands, [world.screener.id().unwrap()], "who proposed it may not approve it");
    assert_eq!(world.waits(db, &world.approver).await, [(Waiting::Ruling, 1)]);
    assert_eq!(world.waits(db, &world.screener).await, [], "nobody approves what they proposed");
    settle(db, &world, &first, true).await.unwrap();
    assert_eq!(world.waits(db, &world.approver).await, []);
    let again = settle(db, &world, &first, false).await;
    assert!(matches!(again, Err(StoreError::Conflict(Conflict::Verdict))), "{again:?}");
    let settled = row(db, &world, &first).await;
    let verdict = settled.verdict.clone().unwrap();
    assert_eq!((verdict.approved, verdict.name.as_str(), verdict.at), (true, "chen", later(60)));
    assert_eq!(standing(std::slice::from_ref(&settled)).len(), 1);
}

async fn a_correction_takes_the_place_of_what_it_supersedes(db: &Db) {
    let world = world(db).await;
    let first = propose(db, &world, "{\"a\":1}", None).await;
    settle(db, &world, &first, true).await.unwrap();
    let before = row(db, &world, &first).await.id;
    let returned = propose(db, &world, "{\"a\":2}", Some(before)).await;
    settle(db, &world, &returned, false).await.unwrap();
    let second = propose(db, &world, "{\"a\":3}", Some(before)).await;
    let view = permit::<access::ViewRanking>(&world.approver, world.plain());
    let bodies = async || {
        let look = db.store.snapshot("all").await.unwrap();
        let rows = rulings::all(&look, &view).await.unwrap();
        look.close().await.unwrap();
        assert_eq!(rows.len(), 3);
        standing(&rows).into_iter().filter_map(|row| row.said_sealed.clone()).collect::<Vec<_>>()
    };
    assert_eq!(bodies().await, [b"{\"a\":1}".to_vec()], "what waits or came back changes nothing");
    settle(db, &world, &second, true).await.unwrap();
    assert_eq!(bodies().await, [b"{\"a\":3}".to_vec()]);
}

async fn rulings_cannot_be_changed_or_deleted(db: &Db) {
    let world = world(db).await;
    let first = propose(db, &world, "{}", None).await;
    settle(db, &world, &first, true).await.unwrap();
    for statement in [
        "UPDATE ruling SET body = '[]'",
        "DELETE FROM ruling_verdict",
        "UPDATE ruling_verdict SET verdict = 'returned', reason = 'x'",
    ] {
        let refused = db.force(&[statement]).await.unwrap_err();
        assert!(refused.contains("_permanent"), "{statement}: {refused}");
    }
}

async fn a_supervisor_signs_the_same_digest_once_and_another_one_again(db: &Db) {
    let world = world(db).await;
    let of = propose(db, &world, "{}", None).await;
    let who = caller(account(db, Role::Supervisor, "watching").await, Role::Supervisor, &[world.posting]);
    let permit = permit::<access::SignSupervision>(&who, world.plain());
    let sign = async |digest: &[u8]| {
        let tx = db.store.write("sign").await.unwrap();
        let signed = (Supervised::Draw, of, Digest::of(digest));
        match supervisions::sign(&tx, &permit, signed, later(1)).await {
            Ok(()) => tx.commit().await,
            Err(error) => {
                tx.rollback().await.unwrap();
                Err(error)
            }
        }
    };
    sign(b"a").await.unwrap();
    let twice = sign(b"a").await;
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::Supervision))), "{twice:?}");
    sign(b"b").await.unwrap();
    let look = db.store.snapshot("signed").await.unwrap();
    let all = supervisions::all(&look, &permit).await.unwrap();
    look.close().await.unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.what, one.of, one.digest)).collect();
    assert_eq!(told, [b"a", b"b"].map(|digest| (Supervised::Draw, of, Digest::of(digest))));
    assert_eq!((all[0].by, all[0].at), (who.id().unwrap(), later(1)));
}
