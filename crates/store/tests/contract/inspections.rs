//! Inspections and medicals: a person has one file, another member countersigns it, whoever declared a relation is left out, and a result
//! falls with the departure that it entered.

use domain::access;
use domain::calendar::parse_date;
use domain::departure::{DepartureKind, DepartureState, VetoGround};
use domain::inspection::{InspectionState, MedicalResult, Relation};
use domain::lifecycle::ApplicationState;
use store::departures::{self, NewDeparture, vetoes};
use store::inspections::medicals::{self, NewMedical};
use store::inspections::team::{self, RecusalRow};
use store::inspections::{self, Change, Entered};
use store::{Conflict, StoreError};

use crate::harness::{Db, NOW, applicant, code, later, permit, world};

contract!(
    a_file_has_two_hands_of_a_team_that_leaves_the_related_out,
    a_medical_falls_with_the_departure_that_it_entered,
);

fn entered(byte: u8) -> Entered {
    Entered { record_sealed: vec![byte], findings_sealed: vec![byte] }
}

async fn a_file_has_two_hands_of_a_team_that_leaves_the_related_out(db: &Db) {
    let world = world(db).await;
    let (_, one) = applicant(db, &world, 1, ApplicationState::Passed).await;
    let naming = permit::<access::NameInspectors>(&world.screener, world.plain());
    let (first, second) = (world.screener.id().unwrap(), world.clerk.id().unwrap());
    let tx = db.store.write("team").await.unwrap();
    for person in [first, second] {
        team::name(&tx, &naming, (code(), person), NOW).await.unwrap();
    }
    tx.commit().await.unwrap();
    let tx = db.store.write("again").await.unwrap();
    let again = team::name(&tx, &naming, (code(), first), NOW).await;
    tx.rollback().await.unwrap();
    assert!(matches!(again, Err(StoreError::Conflict(Conflict::Member))), "{again:?}");

    let tx = db.store.write("enter").await.unwrap();
    let scope = inspections::file(&tx, (world.posting, one)).await.unwrap().scope();
    assert_eq!((scope.team.clone(), scope.hands.len()), (vec![first, second], 0));
    let entering = permit::<access::EnterInspection>(&world.screener, scope.clone());
    inspections::begin(&tx, &entering, (code(), one), entered(1), NOW).await.unwrap();
    tx.commit().await.unwrap();
    let tx = db.store.write("second").await.unwrap();
    let twice = inspections::begin(&tx, &entering, (code(), one), entered(1), NOW).await;
    tx.rollback().await.unwrap();
    assert!(matches!(twice, Err(StoreError::Conflict(Conflict::Inspection))), "{twice:?}");
    let own = "UPDATE inspection SET countersigned_by = entered_by, countersigned_at = 1";
    let refused = db.force(&[own]).await.unwrap_err();
    assert!(refused.contains("inspection_two_people"), "{refused}");

    let tx = db.store.write("sign").await.unwrap();
    let locked = inspections::file(&tx, (world.posting, one)).await.unwrap();
    assert_eq!(locked.scope().hands, [first]);
    let signing = permit::<access::CountersignInspection>(&world.clerk, locked.scope());
    let row = locked.open(&signing).unwrap().inspection.unwrap();
    let at = (row.id, 1, &[InspectionState::Entered][..]);
    inspections::change(&tx, &signing, at, Change::Countersigned, later(1)).await.unwrap();
    let stale = inspections::change(&tx, &signing, at, Change::Countersigned, later(1)).await;
    assert!(matches!(stale, Err(StoreError::Stale)), "{stale:?}");
    tx.commit().await.unwrap();

    let view = permit::<access::ViewInspections>(&world.screener, world.plain());
    let tx = db.store.write("related").await.unwrap();
    let members = team::members(&tx, &view).await.unwrap();
    let declaring = permit::<access::DeclareRelation>(&world.clerk, scope.clone());
    let said = RecusalRow { application: one, member: members[1].id, relation: Relation::Spouse, at: NOW };
    team::recuse(&tx, &declaring, said).await.unwrap();
    team::take(&tx, &naming, members[0].id, later(2)).await.unwrap();
    assert!(matches!(team::take(&tx, &naming, members[0].id, later(2)).await, Err(StoreError::Stale)));
    let left = inspections::file(&tx, (world.posting, one)).await.unwrap().scope();
    assert_eq!(left.team, [], "one is left out, and one was taken off");
    // Whoever was taken off may be named again; whoever is left out stays so under a new name.
    team::name(&tx, &naming, (code(), first), later(3)).await.unwrap();
    team::take(&tx, &naming, members[1].id, later(3)).await.unwrap();
    team::name(&tx, &naming, (code(), second), later(3)).await.unwrap();
    let left = inspections::file(&tx, (world.posting, one)).await.unwrap().scope();
    assert_eq!(left.team, [first]);
    assert_eq!(team::recusals(&tx, &view).await.unwrap(), [said]);
    tx.commit().await.unwrap();
}

async fn a_medical_falls_with_the_departure_that_it_entered(db: &Db) {
    let world = world(db).await;
    let (_, one) = applicant(db, &world, 1, ApplicationState::Passed).await;
    let recording = permit::<access::RecordMedical>(&world.screener, world.plain());
    let tx = db.store.write("medical").await.unwrap();
    let new = NewDeparture {
        code: code(),
        posting: world.posting,
        application: one,
        stage: "inspection",
        kind: DepartureKind::Medical,
        state: DepartureState::Waits,
        day: parse_date("2026-05-01").unwrap(),
        evidence_sealed: vec![1],
        at: NOW,
    };
    let departure = departures::enter(&tx, &recording, new).await.unwrap();
    for (result, departure) in
        [(MedicalResult::Reexamine, None), (MedicalResult::NotQualified, Some(departure))]
    {
        let new = NewMedical {
            code: code(),
            application: one,
            result,
            day: parse_date("2026-05-01").unwrap(),
            words_sealed: vec![2],
            departure,
            at: NOW,
        };
        medicals::record(&tx, &recording, new).await.unwrap();
    }
    vetoes::enter(&tx, &recording, (departure, VetoGround::Archive)).await.unwrap();
    assert_eq!(vetoes::all(&tx, &recording).await.unwrap(), [(departure, VetoGround::Archive)]);
    assert_eq!(vetoes::of(&tx, &recording, departure).await.unwrap(), Some(VetoGround::Archive));
    let counting = async || {
        let all = medicals::all(&tx, &recording).await.unwrap();
        all.into_iter().map(|row| (row.result, row.counts)).collect::<Vec<_>>()
    };
    assert_eq!(counting().await, [(MedicalResult::Reexamine, true), (MedicalResult::NotQualified, true)]);
    let refusing = permit::<access::RefuseDeparture>(&world.approver, world.plain());
    departures::decide(&tx, &refusing, (departure, Some(vec![3])), ("chen", later(1))).await.unwrap();
    assert_eq!(counting().await, [(MedicalResult::Reexamine, true), (MedicalResult::NotQualified, false)]);
    tx.commit().await.unwrap();
}
