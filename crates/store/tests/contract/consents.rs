//! What a person agreed to: every time is kept, the newest first, and nobody changes it.

use domain::access::{self, Scope};
use domain::digest::Digest;
use store::people;

use crate::harness::{Db, NOW, later, permit, world};

contract!(what_was_agreed_to_is_kept_for_each_person_and_is_permanent);

async fn what_was_agreed_to_is_kept_for_each_person_and_is_permanent(db: &Db) {
    let world = world(db).await;
    let (who, other) = (world.screener.id().unwrap(), world.approver.id().unwrap());
    let own = permit::<access::EndOwnSession>(&world.screener, Scope::own(who, None));
    let editions = [Digest::of(b"one"), Digest::of(b"two")];
    let tx = db.store.write("agree").await.unwrap();
    for (edition, (lang, at)) in editions.iter().zip([("zh", NOW), ("en", later(1))]) {
        people::agree(&tx, &own, who, (*edition, lang), at).await.unwrap();
    }
    let kept = people::agreed(&tx, &own, who).await.unwrap();
    let told: Vec<_> = kept.iter().map(|one| (one.edition, one.lang.as_str(), one.at)).collect();
    assert_eq!(told, [(editions[1], "en", later(1)), (editions[0], "zh", NOW)]);
    assert_eq!(people::agreed(&tx, &own, other).await.unwrap(), [], "nobody else's");
    tx.commit().await.unwrap();
    for statement in ["UPDATE consent SET lang = 'zh'", "DELETE FROM consent"] {
        let refused = db.force(&[statement]).await.unwrap_err();
        assert!(refused.contains("consent_permanent"), "{statement}: {refused}");
    }
}
