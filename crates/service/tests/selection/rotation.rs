//! The change of key generations while people go on working.

use std::path::Path;

use domain::id::Code;
use domain::screening::QueueFilter;
use sea_orm::{ConnectionTrait, Database, Statement};
use service::effects::Random;
use service::keys::{self, Change, Keys};
use service::rotation::{self, Progress, Refused};
use service::{applications, audit, screening};

use super::stage::{NAME, OPENS, Stage};

fn opened(file: &Path) -> Keys {
    keys::open(file, file.exists(), (&Random::system(), OPENS)).expect("a key file")
}

/// A stage on each database with a key file each.
async fn stages() -> Vec<(Stage, std::path::PathBuf, tempfile::TempDir)> {
    let folder = || tempfile::tempdir().expect("a folder");
    let mut all = Vec::new();
    let folders = [folder(), folder()];
    let mut files = folders.iter().map(|folder| folder.path().join("master.key"));
    let taken = std::cell::RefCell::new(Vec::new());
    let next = std::cell::RefCell::new(&mut files);
    let stages = Stage::on_both_with(|| {
        let file = next.borrow_mut().next().expect("at most two databases");
        taken.borrow_mut().push(file.clone());
        opened(&file)
    })
    .await;
    for ((stage, file), folder) in stages.into_iter().zip(taken.into_inner()).zip(folders) {
        all.push((stage, file, folder));
    }
    all
}

/// Everything of an application can be read by officer and owner.
async fn is_whole(stage: &Stage, service: &service::Service, (owner, code): &(domain::access::Caller, Code)) {
    let filter = QueueFilter::default();
    let file =
        screening::file(service, &stage.screeners[0], stage.code, *code, &filter).await.expect("a file").file;
    assert_eq!(
        (file.name.as_str(), file.answers.told(domain::registration::Field::Remark)),
        (NAME, "曾借调省厅一年")
    );
    applications::receipt(service, owner, *code).await.expect("a receipt");
}

/// The first column of the first row.
async fn word(stage: &Stage, sql: &str) -> String {
    let database = Database::connect(&stage.url).await.expect("a database");
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(statement).await.expect("read").expect("a row");
    database.close().await.expect("closed");
    row.try_get_by_index(0).expect("a word")
}

async fn resealed(service: &service::Service) {
    for _ in 0..1_000 {
        if rotation::round(service).await.expect("a round") {
            return;
        }
    }
    panic!("sealing anew does not end");
}

/// Generations that still seal something.
async fn sealing(service: &service::Service) -> Vec<u8> {
    let mut all: Vec<u8> =
        rotation::counts(service).await.expect("counts").iter().map(|count| count.generation).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_generation_seals_everything_anew_while_people_submit_and_the_old_one_is_retired() {
    for (mut stage, file, _folder) in stages().await {
        let mut people = vec![stage.submitted().await, stage.submitted().await];
        let service = stage.service.clone();
        // Another process that was told nothing.
        let other = stage.process(opened(&file));
        assert_eq!(sealing(&service).await, [1]);
        assert_eq!(rotation::rotate(&service).await.expect("added").number(), 2);
        assert!(matches!(rotation::progress(&service).await.expect("told"), Progress::At { columns: 0, .. }));
        let background = tokio::spawn({
            let service = service.clone();
            async move { resealed(&service).await }
        });
        for _ in 0..4 {
            people.push(stage.submitted().await);
        }
        background.await.expect("done");
        assert_eq!(rotation::progress(&service).await.expect("told"), Progress::Done);
        assert_eq!(sealing(&service).await, [2]);
        for one in &people {
            is_whole(&stage, &other, one).await;
        }
        assert!(matches!(rotation::retire(&service, 1).await, Err(Refused::TooSoon { .. })));
        stage.effects.clock.advance(121_000);
        assert!(matches!(rotation::retire(&service, 2).await, Err(Refused::File(Change::Newest(2)))));
        assert!(matches!(rotation::retire(&service, 9).await, Err(Refused::File(Change::Unknown(9)))));
        rotation::retire(&service, 1).await.expect("retired");
        let fresh = stage.process(opened(&file));
        for one in &people {
            is_whole(&stage, &fresh, one).await;
        }
        let told = stage.events().await.join("\n");
        for word in ["keys_rotated", "keys_resealed", "keys_retired"] {
            assert!(told.contains(word), "{word} is on record");
        }
        let twice = "SELECT CAST(count(*) AS TEXT) FROM (SELECT 1 AS one FROM event_row r JOIN event e ON e.id = r.event \
                     WHERE r.relation = 'application' AND e.payload LIKE '%keys_resealed%' GROUP BY r.key \
                     HAVING count(*) > 1) many";
        assert_eq!(word(&stage, twice).await, "0", "all values of a row are bound anew together");
        let walk = audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "what was sealed anew is bound to the act that did it");
    }
}

#[tokio::test]
async fn a_generation_that_still_seals_something_is_not_retired() {
    for (mut stage, file, _folder) in stages().await {
        let person = stage.submitted().await;
        let service = stage.service.clone();
        // Keys that never look at the file again: a process that hangs.
        let stale = stage.process(Keys::of(&keys::load(&file).expect("a file")));
        rotation::rotate(&service).await.expect("added");
        resealed(&service).await;
        stage.effects.clock.advance(121_000);
        let candidate = stage.candidate().await;
        applications::start(&stale, &candidate, stage.positions[0], stage.key()).await.expect("a draft");
        let code = applications::list(&stale, &candidate).await.expect("a list")[0].code;
        applications::fill(&stale, &candidate, code, super::stage::service_part()).await.expect("a section");
        match rotation::retire(&service, 1).await {
            Err(Refused::InUse { generation: 1, left }) => {
                let columns: Vec<_> = left.iter().map(|count| count.column).collect();
                assert_eq!(columns, ["application.unit_sealed", "application.answers_sealed"]);
            }
            other => panic!("retired: {other:?}"),
        }
        resealed(&service).await;
        // A value that nothing opens keeps its generation, and the rest is sealed anew all the same.
        let zeros = "00".repeat(39);
        let broken =
            if stage.is_sqlite() { format!("x'01{zeros}'") } else { format!("'\\x01{zeros}'::bytea") };
        stage.force(&format!("UPDATE application SET name_sealed = {broken} WHERE code = '{code}'")).await;
        assert!(matches!(rotation::retire(&service, 1).await, Err(Refused::InUse { .. })));
        resealed(&service).await;
        assert!(matches!(rotation::retire(&service, 1).await, Err(Refused::InUse { .. })), "told, not lost");
        stage.force(&format!("UPDATE application SET name_sealed = NULL WHERE code = '{code}'")).await;
        rotation::retire(&service, 1).await.expect("retired");
        is_whole(&stage, &service, &person).await;
    }
}
