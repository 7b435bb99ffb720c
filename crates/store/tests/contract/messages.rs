//! Messages, the outbox, addresses and a posting's own words.

use domain::access::{self, Scope};
use domain::id::{Code, ContactId, DeliveryId, MessageId, PersonId};
use domain::messages::{Channel, DeliveryFault, DeliveryState, Kind, Matter};
use store::messages::{self, About, NewContact, NewMessage, NewTemplate, Parcel, Replaced, Settled, Way};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, World, later, permit, system, world};

contract!(
    a_message_is_queued_once_for_its_key,
    an_address_gets_its_messages_in_their_order_each_by_one_worker,
    a_dead_workers_delivery_is_given_again_and_its_late_word_is_not_taken,
    what_was_not_told_yet_is_taken_back,
    newer_messages_of_an_act_take_the_place_of_older_ones_and_stay,
    ways_are_proved_wanted_and_did_not_come_back,
    a_code_is_counted_before_it_is_looked_at,
    words_go_on_version_by_version,
    workers_side_by_side_take_nothing_twice
);

struct Ground {
    world: World,
    person: PersonId,
    contact: ContactId,
}

fn code(n: u64) -> Code {
    Code::from_bits(n)
}

async fn ground(db: &Db) -> Ground {
    let world = world(db).await;
    let person = world.screener.id().unwrap();
    let contact = contact(db, person, 1).await;
    Ground { world, person, contact }
}

async fn contact(db: &Db, person: PersonId, n: u64) -> ContactId {
    let caller = access::Caller { who: access::Who::Person(of(person)), origin: access::Origin::default() };
    let edit = permit::<access::EditContacts>(&caller, Scope::own(person, None));
    let tx = db.store.write("contact").await.unwrap();
    let new = NewContact { code: code(n), channel: Channel::Mail, lang: "zh", sealed: b"sealed", at: NOW };
    let id = messages::put_contact(&tx, &edit, (person, None), new).await.unwrap();
    messages::put_proof(&tx, &edit, id, b"digest", later(60)).await.unwrap();
    let proof = messages::proof(&tx, &edit, id).await.unwrap().unwrap();
    messages::confirm(&tx, &edit, id, &proof, NOW).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn of(id: PersonId) -> access::Person {
    access::Person {
        id,
        account: domain::id::AccountId(id.0),
        name: String::new(),
        assignments: Vec::new(),
        postings: Vec::new(),
        session: None,
    }
}

fn send() -> access::Permit<access::SendMessages> {
    permit(&system(), Scope::system())
}

/// A message to put, told at `due` seconds, and its way.
fn news<'a>(
    ground: &Ground,
    (n, due): (u64, i64),
    kind: Kind,
    once: Option<&'a str>,
) -> (NewMessage<'a>, Way) {
    let new = NewMessage {
        code: code(100 + n),
        person: ground.person,
        posting: Some(ground.world.posting),
        application: None,
        kind,
        sealed: b"said",
        once,
        at: NOW,
        due: later(due),
    };
    (new, Way { contact: ground.contact, channel: Channel::Mail, code: code(200 + n) })
}

/// Queues a message with one way, told at `due` seconds.
async fn tell(
    db: &Db,
    ground: &Ground,
    (n, due): (u64, i64),
    kind: Kind,
    once: Option<&str>,
) -> Option<MessageId> {
    let tx = db.store.write("tell").await.unwrap();
    let (new, way) = news(ground, (n, due), kind, once);
    let id = messages::queue(&tx, &send(), &new, &[way]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn claim(db: &Db, worker: &str, second: i64) -> Vec<Parcel> {
    let tx = db.store.write("claim").await.unwrap();
    let times = (later(second), later(second + 30));
    let parcels = messages::claim(&tx, &send(), worker, times, 10).await.unwrap();
    tx.commit().await.unwrap();
    parcels
}

async fn settle(
    db: &Db,
    id: DeliveryId,
    worker: &str,
    settled: Settled,
    second: i64,
) -> Result<(), StoreError> {
    let tx = db.store.write("settle").await.unwrap();
    let done = messages::settle(&tx, &send(), id, worker, (settled, later(second))).await;
    tx.commit().await.unwrap();
    done
}

async fn a_message_is_queued_once_for_its_key(db: &Db) {
    let ground = ground(db).await;
    assert!(tell(db, &ground, (1, 0), Kind::FilesWait, Some("k")).await.is_some());
    assert!(tell(db, &ground, (2, 0), Kind::FilesWait, Some("k")).await.is_none());
    assert!(tell(db, &ground, (3, 0), Kind::FilesWait, None).await.is_some());
    assert!(
        tell(db, &ground, (4, 0), Kind::FilesWait, None).await.is_some(),
        "without a key as often as told"
    );
    let count = db.words("SELECT CAST(count(*) AS TEXT) FROM message_delivery").await;
    assert_eq!(count, ["3"], "nothing was put on a way for the one that was told before");
}

async fn an_address_gets_its_messages_in_their_order_each_by_one_worker(db: &Db) {
    let ground = ground(db).await;
    tell(db, &ground, (1, 600), Kind::Passed, None).await;
    tell(db, &ground, (2, 0), Kind::Returned, None).await;
    tell(db, &ground, (3, 0), Kind::FilesWait, None).await;
    let first = claim(db, "a", 0).await;
    assert_eq!(first.len(), 1, "one at a time for an address; what is held back keeps nobody");
    assert_eq!((first[0].kind, first[0].tried, first[0].confirmed), (Kind::Returned, 1, true));
    assert!(claim(db, "b", 0).await.is_empty());
    let later_on = Settled::Again(DeliveryFault::Later, later(60));
    settle(db, first[0].id, "a", later_on, 0).await.unwrap();
    assert!(claim(db, "a", 1).await.is_empty(), "the next one waits for it");
    let again = claim(db, "a", 60).await;
    assert_eq!((again[0].id, again[0].tried, again[0].code), (first[0].id, 2, first[0].code));
    settle(db, again[0].id, "a", Settled::Sent, 61).await.unwrap();
    assert_eq!(claim(db, "a", 61).await[0].kind, Kind::FilesWait);
}

async fn a_dead_workers_delivery_is_given_again_and_its_late_word_is_not_taken(db: &Db) {
    let ground = ground(db).await;
    tell(db, &ground, (1, 0), Kind::Returned, None).await;
    let first = claim(db, "a", 0).await.remove(0);
    assert!(claim(db, "b", 29).await.is_empty());
    let second = claim(db, "b", 30).await.remove(0);
    assert_eq!((second.id, second.tried), (first.id, 2));
    let late = settle(db, first.id, "a", Settled::Bounced, 31).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    settle(db, second.id, "b", Settled::Sent, 31).await.unwrap();
    assert!(claim(db, "a", 3_600).await.is_empty());
    // One that is given back has not been tried.
    tell(db, &ground, (2, 0), Kind::Returned, None).await;
    let third = claim(db, "a", 0).await.remove(0);
    let tx = db.store.write("release").await.unwrap();
    messages::release(&tx, &send(), third.id, "a", later(5)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(claim(db, "a", 4).await.is_empty());
    assert_eq!(claim(db, "a", 5).await[0].tried, 1);
}

async fn what_was_not_told_yet_is_taken_back(db: &Db) {
    let ground = ground(db).await;
    tell(db, &ground, (1, 0), Kind::Returned, None).await;
    tell(db, &ground, (2, 600), Kind::Passed, None).await;
    tell(db, &ground, (3, 600), Kind::FilesWait, None).await;
    let tx = db.store.write("withdraw").await.unwrap();
    let about = About::Posting(ground.world.posting);
    let kinds = [Kind::Returned, Kind::Passed];
    assert_eq!(messages::withdraw(&tx, &send(), &[about], &kinds, NOW).await.unwrap(), 1);
    let view =
        permit::<access::ViewDeliveries>(&ground.world.screener, Scope::posting(ground.world.posting, &[]));
    let told = messages::told(&tx, &view, (None, 10)).await.unwrap();
    let states: Vec<_> = told.iter().map(|one| (one.kind, one.withdrawn, one.ways[0].state)).collect();
    assert_eq!(
        states,
        [
            (Kind::FilesWait, false, DeliveryState::Waiting),
            (Kind::Passed, true, DeliveryState::Withdrawn),
            (Kind::Returned, false, DeliveryState::Withdrawn),
        ]
    );
    tx.commit().await.unwrap();
}

async fn newer_messages_of_an_act_take_the_place_of_older_ones_and_stay(db: &Db) {
    use DeliveryState as W;
    let ground = ground(db).await;
    tell(db, &ground, (1, 0), Kind::Returned, None).await;
    tell(db, &ground, (2, 0), Kind::FilesWait, None).await;
    let tx = db.store.write("replace").await.unwrap();
    let about = [About::Posting(ground.world.posting)];
    let replaced = Replaced { about: &about, kinds: &[Kind::Returned], at: NOW };
    let (sent, way) = news(&ground, (3, 0), Kind::Returned, None);
    let (untold, _) = news(&ground, (4, 0), Kind::Returned, None);
    messages::queue_each(&tx, &send(), replaced, &[(sent, vec![way]), (untold, Vec::new())]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(states(db, &ground).await, [None, Some(W::Waiting), Some(W::Waiting), Some(W::Withdrawn)]);
    let tx = db.store.write("replace").await.unwrap();
    let (alone, _) = news(&ground, (5, 0), Kind::Returned, None);
    messages::queue_each(&tx, &send(), replaced, &[(alone, Vec::new())]).await.unwrap();
    tx.commit().await.unwrap();
    let left = [None, None, Some(W::Withdrawn), Some(W::Waiting), Some(W::Withdrawn)];
    assert_eq!(states(db, &ground).await, left, "the second act replaced what the first had put");
}

/// How the ways of all messages stand, the newest first.
async fn states(db: &Db, ground: &Ground) -> Vec<Option<DeliveryState>> {
    let view =
        permit::<access::ViewDeliveries>(&ground.world.screener, Scope::posting(ground.world.posting, &[]));
    let tx = db.store.write("told").await.unwrap();
    let told = messages::told(&tx, &view, (None, 10)).await.unwrap();
    told.iter().map(|one| one.ways.first().map(|way| way.state)).collect()
}

async fn ways_are_proved_wanted_and_did_not_come_back(db: &Db) {
    let ground = ground(db).await;
    let caller =
        access::Caller { who: access::Who::Person(of(ground.person)), origin: access::Origin::default() };
    let edit = permit::<access::EditContacts>(&caller, Scope::own(ground.person, None));
    let tx = db.store.write("ways").await.unwrap();
    let ways = async |matter| messages::ways(&tx, &[ground.person], matter).await.unwrap();
    assert_eq!(ways(Matter::Desk).await, [(ground.person, ground.contact, Channel::Mail)]);
    let off = [(Matter::Desk, Channel::Mail)];
    messages::choose(&tx, &edit, ground.person, &off).await.unwrap();
    assert_eq!(messages::choices(&tx, &edit, ground.person).await.unwrap(), off);
    assert_eq!((ways(Matter::Desk).await.len(), ways(Matter::Account).await.len()), (0, 1));
    messages::choose(&tx, &edit, ground.person, &[]).await.unwrap();
    tx.commit().await.unwrap();
    tell(db, &ground, (1, 0), Kind::Returned, None).await;
    let parcel = claim(db, "a", 0).await.remove(0);
    settle(db, parcel.id, "a", Settled::Bounced, 1).await.unwrap();
    let tx = db.store.write("ways").await.unwrap();
    assert!(messages::ways(&tx, &[ground.person], Matter::Desk).await.unwrap().is_empty());
    let held = messages::contacts_of(&tx, &edit, ground.person).await.unwrap();
    assert_eq!(held[0].bounced, Some(later(1)));
    messages::take_contact(&tx, &edit, ground.contact).await.unwrap();
    assert!(messages::contacts_of(&tx, &edit, ground.person).await.unwrap().is_empty());
    let row = messages::contact(&tx, &edit, (ground.person, Channel::Mail)).await.unwrap();
    assert_eq!(row, Some((ground.contact, code(1))), "that there was one stays, for what was sent to it");
    tx.commit().await.unwrap();
}

async fn a_code_is_counted_before_it_is_looked_at(db: &Db) {
    let ground = ground(db).await;
    let caller =
        access::Caller { who: access::Who::Person(of(ground.person)), origin: access::Origin::default() };
    let edit = permit::<access::EditContacts>(&caller, Scope::own(ground.person, None));
    let tx = db.store.write("proof").await.unwrap();
    messages::put_proof(&tx, &edit, ground.contact, b"fresh", later(60)).await.unwrap();
    let tried = async |digest: &[u8]| messages::try_proof(&tx, ground.contact, digest, 2).await.unwrap();
    assert!(!tried(b"older").await, "a code that was replaced meanwhile");
    assert_eq!((tried(b"fresh").await, tried(b"fresh").await, tried(b"fresh").await), (true, true, false));
    assert_eq!(messages::proof(&tx, &edit, ground.contact).await.unwrap().unwrap().tries, 2);
    tx.commit().await.unwrap();
}

async fn words_go_on_version_by_version(db: &Db) {
    let world = world(db).await;
    let edit = permit::<access::EditTemplates>(&world.screener, Scope::posting(world.posting, &[]));
    let save = async |from: i64, words: Option<(&str, &str)>| {
        let tx = db.store.write("words").await.unwrap();
        let new = NewTemplate { kind: Kind::Passed, lang: "zh", from, words, at: NOW };
        match messages::save(&tx, &edit, &new).await {
            Ok(()) => tx.commit().await,
            Err(error) => tx.rollback().await.and(Err(error)),
        }
    };
    save(0, Some(("a", "b"))).await.unwrap();
    let again = save(0, Some(("c", "d"))).await;
    assert!(matches!(again, Err(StoreError::Conflict(Conflict::Template))), "{again:?}");
    save(1, None).await.unwrap();
    let look = db.store.snapshot("words").await.unwrap();
    let newest = messages::newest(&look, &edit).await.unwrap();
    assert_eq!((newest.len(), newest[0].version, newest[0].words.clone()), (1, 2, None));
    assert_eq!(messages::templates(&look, (world.posting, Kind::Passed)).await.unwrap(), newest);
    assert_eq!(messages::templates(&look, (world.posting, Kind::Refused)).await.unwrap(), []);
    look.close().await.unwrap();
}

async fn workers_side_by_side_take_nothing_twice(db: &Db) {
    let mut ground = ground(db).await;
    for n in 0..20 {
        let person = db.words("SELECT CAST(max(id) AS TEXT) FROM person").await[0].parse::<i64>().unwrap();
        db.force(&[&format!("INSERT INTO person (code, name, created_at) VALUES ('P{n:09}', '', 0)")])
            .await
            .unwrap();
        ground.person = PersonId(person + 1);
        ground.contact = contact(db, ground.person, 10 + n).await;
        tell(db, &ground, (n, 0), Kind::Returned, None).await;
    }
    let workers = ["a", "b", "c"].map(|worker| {
        let store = db.store.clone();
        tokio::spawn(async move {
            let mut ids = Vec::new();
            loop {
                let tx = store.write("claim").await.unwrap();
                let found = messages::claim(&tx, &send(), worker, (NOW, later(30)), 3).await.unwrap();
                tx.commit().await.unwrap();
                if found.is_empty() {
                    return ids;
                }
                ids.extend(found.into_iter().map(|parcel| parcel.id));
            }
        })
    });
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.unwrap());
    }
    let found = all.len();
    all.sort();
    all.dedup();
    assert_eq!((found, all.len()), (20, 20));
}
