//! Words of states, roles and kinds: the schema holds no list of them, so the store reads each and refuses the rest.

use domain::access::{self, AccountKind, AccountState, Role, Scope};
use domain::adjusting::{ChoiceState, RoundState};
use domain::course::DecisionKind;
use domain::departure::{Answer, DepartureKind, DepartureState, VetoGround};
use domain::digest::Digest;
use domain::inspection::{InspectionState, MedicalResult, Relation};
use domain::interview_plan::PlanState;
use domain::lifecycle::{ApplicationState, Phase};
use domain::objections::{Effect, ObjectionKind};
use domain::opening::OpeningState;
use domain::revision::RevisionState;
use domain::supervision::Supervised;
use store::{StoreError, applications, departures, inspections, objections, people, postings, supervisions};

use crate::harness::{Db, NOW, World, applicant, permit, system, world};

contract!(every_word_of_a_list_is_read_back, a_word_that_no_list_has_fails_its_reader);

/// A column of words as `table.column`, and the words that it may hold.
fn columns() -> [(&'static str, Vec<&'static str>); 22] {
    [
        ("posting.phase", Phase::ALL.iter().map(|one| one.word()).collect()),
        ("posting.stop_from", Phase::ALL.iter().map(|one| one.word()).collect()),
        ("posting_decision.kind", DecisionKind::ALL.iter().map(|one| one.word()).collect()),
        ("application.state", ApplicationState::ALL.iter().map(|one| one.word()).collect()),
        ("account.kind", AccountKind::ALL.iter().map(|one| one.word()).collect()),
        ("account.state", AccountState::ALL.iter().map(|one| one.word()).collect()),
        ("posting_revision.state", RevisionState::ALL.iter().map(|one| one.word()).collect()),
        ("departure.kind", DepartureKind::ALL.iter().map(|one| one.word()).collect()),
        ("departure.state", DepartureState::ALL.iter().map(|one| one.word()).collect()),
        ("backfill.answer", Answer::ALL.iter().map(|one| one.word()).collect()),
        ("inspection.state", InspectionState::ALL.iter().map(|one| one.word()).collect()),
        ("recusal.relation", Relation::ALL.iter().map(|one| one.word()).collect()),
        ("medical.result", MedicalResult::ALL.iter().map(|one| one.word()).collect()),
        ("veto.ground", VetoGround::ALL.iter().map(|one| one.word()).collect()),
        ("supervision.what", Supervised::ALL.iter().map(|one| one.word()).collect()),
        ("opening.state", OpeningState::ALL.iter().map(|one| one.word()).collect()),
        ("adjustment.state", RoundState::ALL.iter().map(|one| one.word()).collect()),
        ("adjustment_choice.state", ChoiceState::ALL.iter().map(|one| one.word()).collect()),
        ("interview_plan.state", PlanState::ALL.iter().map(|one| one.word()).collect()),
        ("objection.kind", ObjectionKind::ALL.iter().map(|one| one.word()).collect()),
        ("objection_answer.effect", Effect::ALL.iter().map(|one| one.word()).collect()),
        ("assignment.role", Role::ALL.iter().map(|one| one.word()).collect()),
    ]
}

/// Puts the word into every row of the column, past the store.
async fn put(db: &Db, column: &str, word: &str) {
    let (table, column) = column.split_once('.').unwrap();
    db.force(&[&format!("UPDATE {table} SET {column} = '{word}'")]).await.unwrap();
}

/// A posting that was approved, so that every phase may stand in its row, with an applicant.
async fn approved(db: &Db) -> World {
    let world = world(db).await;
    applicant(db, &world, 1, ApplicationState::Submitted).await;
    let (by, digest) = (world.approver.id().unwrap().0, Digest::of(b"approved"));
    let approve = format!(
        "UPDATE posting SET submitted_by = created_by, submitted_at = 1, approved_by = {by}, approved_at = 2, \
         approved_digest = '{digest}', stop_reason = 'r', stop_at = 3, stop_from = 'registering'"
    );
    let contents = crate::revisions::contents("t");
    let (text, digest) = (contents.canonical(), contents.digest());
    let version = format!(
        "INSERT INTO posting_revision (code, posting, no, state, follows, reason, contents, digest, proposed_by, \
         proposed_at, settled_by, settled_at) SELECT code, id, 1, 'approved', 0, '', '{text}', '{digest}', created_by, \
         1, {by}, 2 FROM posting"
    );
    let decision = format!(
        "INSERT INTO posting_decision (code, posting, kind, reason, decided_by, decided_at) SELECT code, id, 'suspend', 'r', \
         {by}, 3 FROM posting"
    );
    let departure = "INSERT INTO departure (code, posting, application, stage, kind, state, day, evidence_sealed, entered_at) \
         SELECT code, posting, id, 'interview', 'veto', 'waits', '2026-05-01', name_sealed, 3 FROM application";
    let call = "INSERT INTO backfill (code, posting, departure, application, round, until_at, called_by, called_at, answer, \
         answered_at) SELECT d.code, d.posting, d.id, d.application, 1, 4, p.created_by, 3, 'silent', 5 FROM departure d \
         JOIN posting p ON p.id = d.posting";
    let opening = "INSERT INTO opening (code, posting, state, reason, proposed_by, proposed_at) SELECT code, id, 'waits', 'r', \
         created_by, 3 FROM posting";
    let adjustment = "INSERT INTO adjustment (code, posting, state, reason, opens_at, closes_at, proposed_by, proposed_at) SELECT code, \
         id, 'waits', 'r', 4, 5, created_by, 3 FROM posting";
    let choice = "INSERT INTO adjustment_choice (code, adjustment, application, position, target, state, chosen_at) SELECT a.code, \
         r.id, a.id, a.position, (SELECT MIN(p.id) FROM position p WHERE p.posting = a.posting AND p.id <> a.position), 'chosen', 4 \
         FROM application a JOIN adjustment r ON r.posting = a.posting";
    let inspection = "INSERT INTO inspection (code, posting, application, state, version, record_sealed, findings_sealed, entered_by, \
         entered_at) SELECT a.code, a.posting, a.id, 'open', 1, a.name_sealed, a.name_sealed, p.created_by, 3 FROM application a \
         JOIN posting p ON p.id = a.posting";
    let member = "INSERT INTO inspection_member (code, posting, person, named_by, named_at) SELECT code, id, created_by, created_by, 3 \
         FROM posting";
    let recusal = "INSERT INTO recusal (application, member, relation, declared_at) SELECT a.id, m.id, 'other', 3 FROM application a \
         JOIN inspection_member m ON m.posting = a.posting";
    let medical = "INSERT INTO medical (code, posting, application, result, day, words_sealed, recorded_by, recorded_at) \
         SELECT a.code, a.posting, a.id, 'qualified', '2026-05-01', a.name_sealed, p.created_by, 3 FROM application a \
         JOIN posting p ON p.id = a.posting";
    let veto = "INSERT INTO veto (departure, posting, ground) SELECT id, posting, 'archive' FROM departure";
    db.force(&[&approve, &version, &decision, departure, call, opening]).await.unwrap();
    db.force(&[adjustment, choice]).await.unwrap();
    let signed = format!(
        "INSERT INTO supervision (posting, what, of_code, digest, signed_by, signed_at) SELECT id, 'draw', code, '{digest}', \
         created_by, 3 FROM posting"
    );
    let plan = format!(
        "INSERT INTO interview_plan (code, posting, no, state, digest, body_sealed, written_by, written_at) SELECT p.code, p.id, \
         1, 'draft', '{digest}', a.name_sealed, p.created_by, 3 FROM posting p JOIN application a ON a.posting = p.id"
    );
    db.force(&[inspection, member, recusal, medical, veto, &signed, &plan]).await.unwrap();
    let objection = "INSERT INTO objection (code, posting, kind, application, words_sealed, secret, received_at, answered) \
         SELECT code, posting, 'report', id, name_sealed, 's', 3, 1 FROM application";
    let answer = "INSERT INTO objection_answer (code, objection, posting, application, effect, words_sealed, answered_by, \
         answered_at) SELECT o.code, o.id, o.posting, o.application, 'nothing', o.words_sealed, p.created_by, 4 \
         FROM objection o JOIN posting p ON p.id = o.posting";
    db.force(&[objection, answer]).await.unwrap();
    world
}

/// Reads every row of the world that holds words.
async fn read(db: &Db, world: &World) -> Result<(), StoreError> {
    let look = db.store.snapshot("words").await.unwrap();
    let system = permit::<access::OpenStaffAccount>(&system(), Scope::system());
    postings::by_code(&look, &world.posting_code).await?;
    let view = permit::<access::ViewPosting>(&world.screener, world.plain());
    postings::revisions::newest(&look, &view).await?;
    postings::decisions::all(&look, &view).await?;
    postings::openings::all(&look, &view).await?;
    postings::interview_plans::all(&look, &view).await?;
    let moves = permit::<access::ViewAdjustment>(&world.screener, world.plain());
    postings::adjustments::all(&look, &moves).await?;
    applications::choices::all(&look, &moves).await?;
    let left = permit::<access::ViewDepartures>(&world.screener, world.plain());
    departures::all(&look, &left).await?;
    departures::calls::all(&look, &left).await?;
    departures::vetoes::all(&look, &left).await?;
    let inspected = permit::<access::ViewInspections>(&world.screener, world.plain());
    inspections::all(&look, &inspected).await?;
    inspections::team::recusals(&look, &inspected).await?;
    inspections::medicals::all(&look, &inspected).await?;
    let ranking = permit::<access::ViewRanking>(&world.screener, world.plain());
    supervisions::all(&look, &ranking).await?;
    let said = permit::<access::ViewObjections>(&world.screener, world.plain());
    objections::all(&look, &said).await?;
    objections::answers(&look, &said).await?;
    applications::tally(&look, &[world.posting]).await?;
    people::accounts_of(&look, &system, world.screener.id().unwrap()).await?;
    people::posting_members(&look, world.posting, NOW).await?;
    people::assignments_of(&look, &system, world.screener.id().unwrap()).await?;
    look.close().await
}

async fn every_word_of_a_list_is_read_back(db: &Db) {
    let world = approved(db).await;
    for (column, words) in columns() {
        for word in words {
            put(db, column, word).await;
            let found = read(db, &world).await;
            assert!(found.is_ok(), "{column} = {word}: {found:?}");
        }
    }
}

async fn a_word_that_no_list_has_fails_its_reader(db: &Db) {
    let world = approved(db).await;
    let reach = ("assignment.reach", vec!["posting"]);
    for (column, words) in columns().into_iter().chain([reach]) {
        put(db, column, "no_such_word").await;
        let found = read(db, &world).await;
        assert!(matches!(found, Err(StoreError::Unreadable(at)) if at == column), "{column}: {found:?}");
        put(db, column, words[0]).await;
    }
}
