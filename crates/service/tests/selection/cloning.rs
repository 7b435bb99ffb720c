//! A posting started from another one: what goes along, and what never does.

use domain::access::{Denial, Role};
use domain::lifecycle::Phase;
use domain::reason::PostingsWhy;
use domain::timetable::StageForm;
use service::maintenance::Maintenance;
use service::postings::{self, Taken};
use service::{Fault, conditions};

use crate::conditions::drafted;
use crate::stage::{Stage, caller, reasons};

const ALL: Taken = Taken { positions: true, team: true, templates: true, files: true };

#[tokio::test]
async fn a_clone_takes_words_rules_and_positions_and_never_a_date_or_a_person() {
    for stage in Stage::on_both().await {
        let (from, screener, _) = drafted(&stage).await;
        let service = &stage.service;
        let at = postings::view(service, &screener, from).await.expect("a posting").version;
        let written =
            StageForm { kind: "written".to_owned(), day: "2026-10-20".to_owned(), ..StageForm::default() };
        postings::write_timetable(service, &screener, (from, at), &[written]).await.expect("written");
        let at = (from, at + 1);
        postings::attach(service, &screener, at, ("职位表", crate::notice_files::pdf("table")))
            .await
            .expect("a file");
        let of = ("submitted", text::Lang::Zh, 0);
        let own = ("收到：{number}", "{time}\n{link}");
        service::messages::save(service, &screener, from, of, own).await.expect("saved");
        let key = stage.key();
        let code = postings::clone_from(service, &screener, (from, key), ALL).await.expect("a clone");
        let again = postings::clone_from(service, &screener, (from, key), ALL).await.expect("a double click");
        assert_eq!(code, again);
        let events = stage.events().await;
        assert_eq!(events.iter().filter(|one| one.contains("\"event\":\"posting_cloned\"")).count(), 1);

        // Whoever cloned it is on its team, as one would be after starting it.
        let look = stage.store.snapshot("stage").await.expect("a snapshot");
        let id = store::postings::by_code(&look, &code).await.expect("read").expect("there").scope().posting;
        look.close().await.expect("closed");
        let own = caller(screener.id().expect("a person"), Role::Screener, &[id.expect("a posting")]);
        let before = postings::view(service, &screener, from).await.expect("a posting");
        let after = postings::view(service, &own, code).await.expect("a posting");
        assert_eq!((after.entry.head.phase, after.entry.head.registration), (Phase::Draft, None));
        assert_eq!((&after.form.title, &after.form.notice), (&before.form.title, &before.form.notice));
        let files = [&before, &after].map(|posting| &posting.files[0]);
        assert_eq!((files[0].digest, &files[0].title), (files[1].digest, &files[1].title));
        assert_ne!(files[0].code, files[1].code, "a row of its own, which names the same bytes");
        let bytes = postings::notice_file(service, &own, (code, files[1].code)).await.expect("the file");
        assert_eq!(domain::digest::Digest::of(&bytes.bytes), files[0].digest);
        let words = service::messages::words(service, &own, code, ("submitted", text::Lang::Zh)).await;
        assert!(words.expect("words").own);
        assert_eq!((after.form.opens.as_str(), after.form.closes.as_str()), ("", ""));
        assert!(
            after.timetable.is_empty() && !before.timetable.is_empty(),
            "no stage has a date to begin with"
        );
        let digest =
            |posting: &domain::view::desk::postings::Posting| posting.scheme.as_ref().map(|one| one.digest);
        assert_eq!(digest(&after), digest(&before));
        let numbers = |posting: &domain::view::desk::postings::Posting| {
            posting.positions.iter().map(|one| (one.number.clone(), one.plan)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&after), numbers(&before));
        assert!(after.positions.iter().all(|one| before.positions.iter().all(|old| old.code != one.code)));
        let asked = conditions::view(service, &own, code).await.expect("conditions");
        assert_eq!(
            asked.conditions,
            conditions::view(service, &screener, from).await.expect("conditions").conditions
        );
        let refused = postings::submit(service, &own, code, after.version).await;
        assert_eq!(reasons(refused), [PostingsWhy::NoDates.reason()], "it has no dates");

        let bare = postings::clone_from(service, &screener, (from, stage.key()), Taken::default()).await;
        let bare = bare.expect("without positions");
        let look = stage.store.snapshot("stage").await.expect("a snapshot");
        let id = store::postings::by_code(&look, &bare).await.expect("read").expect("there").scope().posting;
        look.close().await.expect("closed");
        let own = caller(screener.id().expect("a person"), Role::Screener, &[id.expect("a posting")]);
        let bare = postings::view(service, &own, bare).await.expect("a posting");
        assert_eq!(bare.positions, []);
        assert_eq!(bare.files, [], "on request only");
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "every row is bound to the act");
    }
}

#[tokio::test]
async fn nobody_clones_what_is_not_their_own_or_with_it_what_happened() {
    let mut stage = Stage::set().await;
    stage.submitted().await;
    let service = &stage.service;
    let screener = stage.screeners[0].clone();
    let code =
        postings::clone_from(service, &screener, (stage.code, stage.key()), ALL).await.expect("a clone");
    let look = stage.store.snapshot("stage").await.expect("a snapshot");
    let id = store::postings::by_code(&look, &code).await.expect("read").expect("there").scope().posting;
    let counts = store::applications::tally(&look, &[id.expect("a posting")]).await.expect("counted");
    look.close().await.expect("closed");
    assert!(
        counts.iter().all(|one| one.1 == store::applications::Counts::default()),
        "no application goes along"
    );
    assert!(
        matches!(service::open::posting(service, code).await, Err(Fault::Missing)),
        "and it is not public"
    );
    let stranger = caller(stage.screeners[1].id().expect("a person"), Role::Screener, &[]);
    let foreign = postings::clone_from(service, &stranger, (stage.code, stage.key()), ALL).await;
    assert!(matches!(foreign, Err(Fault::Missing | Fault::Denied(Denial::NotAssigned))), "{foreign:?}");
    let clerk = caller(stage.screeners[1].id().expect("a person"), Role::Clerk, &[]);
    let foreign = postings::clone_from(service, &clerk, (stage.code, stage.key()), ALL).await;
    assert!(matches!(foreign, Err(Fault::Denied(Denial::Role))), "{foreign:?}");
    let unknown = postings::clone_from(service, &screener, (stage.key(), stage.key()), ALL).await;
    assert!(matches!(unknown, Err(Fault::Missing)), "{unknown:?}");
}

#[tokio::test]
async fn a_form_that_comes_back_days_later_starts_nothing_again() {
    let stage = Stage::set().await;
    let (from, screener, _) = drafted(&stage).await;
    let (service, key) = (&stage.service, stage.key());
    let code = postings::clone_from(service, &screener, (from, key), ALL).await.expect("a clone");
    stage.effects.clock.advance(26 * 3_600_000);
    service.maintain(Maintenance::Sweep).await.expect("swept");
    let again = postings::clone_from(service, &screener, (from, key), ALL).await.expect("the same form");
    assert_eq!(code, again);
}
