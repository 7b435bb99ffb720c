//! The bulk door.

use domain::access::{self, Role};
use domain::calendar::Instant;
use domain::id::{AccountId, ApplicationId, PersonId};
use domain::lifecycle::ApplicationState as State;
use domain::typed::SignInName;
use store::applications::{self, Content};
use store::bulk::{self, Application, Candidate};
use store::marks::{self, Cell, NewMark, Source};
use store::screenings::{Ruled, Said};

use crate::harness::{Db, NOW, account, applicant, code, permit, system, world};

contract!(thousands_come_in_at_once_and_single_rows_after_them);

const MANY: i64 = 6000;

async fn thousands_come_in_at_once_and_single_rows_after_them(db: &Db) {
    let world = world(db).await;
    let load = permit::<access::LoadDemonstration>(&system(), world.plain());
    let screener = world.screener.id().unwrap();
    let clerk = world.clerk.id().unwrap();
    let tx = db.store.write("load").await.unwrap();
    let first = bulk::first_free(&tx, &load).await.unwrap();
    let people: Vec<_> = (0..MANY)
        .map(|n| Candidate {
            person: PersonId(first.person.0 + n),
            account: AccountId(first.account.0 + n),
            code: code(),
            sign_in: SignInName::stored(format!("demo{n}")),
            at: NOW,
        })
        .collect();
    assert_eq!(bulk::candidates(&tx, &load, &people).await.unwrap(), 6000);
    let rows = (0..MANY).map(|n| Application {
        id: ApplicationId(first.application.0 + n),
        code: code(),
        posting: world.posting,
        position: world.positions[usize::from(n % 2 == 0)],
        candidate: PersonId(first.person.0 + n),
        state: State::Passed,
        content: Content {
            name_sealed: Some(vec![3]),
            identity_sealed: Some(vec![1]),
            identity_index: Some(n.to_be_bytes().to_vec()),
            phone_index: None,
            person_index: None,
            phone_sealed: Some(vec![2]),
            unit_sealed: None,
            answers_sealed: Some(vec![4]),
        },
        ticket: Some(format!("{n:06}")),
        at: NOW,
    });
    bulk::applications(&tx, &load, rows.collect()).await.unwrap();
    let ids: Vec<_> = (0..MANY).map(|n| ApplicationId(first.application.0 + n)).collect();
    let passed = || Said { ruled: Ruled::Passed, words_sealed: None };
    let verdict = |id: &ApplicationId| (*id, passed(), screener, NOW);
    let verdicts: Vec<(ApplicationId, Said, PersonId, Instant)> = ids.iter().map(verdict).collect();
    bulk::screenings(&tx, &load, &verdicts, 1).await.unwrap();
    let marks: Vec<_> = ids
        .iter()
        .map(|id| NewMark {
            application: *id,
            component: "written".to_owned(),
            cell: Cell::Value(id.0),
            source: Source::Hand,
        })
        .collect();
    bulk::marks(&tx, &load, &marks, clerk, NOW).await.unwrap();
    bulk::finish(&tx, &load).await.unwrap();
    tx.commit().await.unwrap();

    let later = account(db, Role::Candidate, "afterwards").await;
    assert_eq!(later.0, first.person.0 + MANY, "the database counts on");
    applicant(db, &world, 200, State::Submitted).await;
    let look = db.store.snapshot("count").await.unwrap();
    assert_eq!(applications::counts(&look, &load).await.unwrap().passed, 6000);
    assert_eq!(marks::all(&look, &load).await.unwrap().len(), 6000);
    look.close().await.unwrap();
}
