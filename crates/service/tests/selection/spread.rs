//! How marks are distributed, and of whom those on a list consist: read off the ranking, shown to whoever may read what it rests on.

use domain::access::Role;
use domain::id::Code;
use domain::registration::{Answers, Field};
use domain::view::desk::ranking::Spread;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use service::ranking;

use crate::exam::Exam;
use crate::stage::{account, caller, keep, sealed};

const LINE: &str = r#"{"scheme":{"components":[{"key":"written","weight":100,"line":"60"}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

/// Puts answers into the form of the person with this ticket number.
async fn tell(database: &DatabaseConnection, ticket: u32, pairs: &[(&str, &str)]) {
    let backend = database.get_database_backend();
    let sql = format!("SELECT code FROM application WHERE ticket = '{ticket}'");
    let row = database.query_one_raw(Statement::from_string(backend, sql)).await.expect("read");
    let code: String = row.expect("a person").try_get_by_index(0).expect("a code");
    let of: Code = code.parse().expect("a code");
    let document =
        serde_json::to_string(&Answers::default().with(pairs.iter().copied())).expect("a document");
    let values = [sealed("application.answers_sealed", of, &document).into(), code.into()];
    let sql = "UPDATE application SET answers_sealed = ? WHERE code = ?";
    database.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await.expect("told");
}

/// Of a field each group with its classes.
fn groups(page: &Spread, field: Field) -> Vec<(&str, Option<&[u32]>)> {
    let found = page.compositions.iter().find(|one| one.field == field).expect("the field");
    found.groups.iter().map(|group| (group.word.as_str(), group.classes.as_deref())).collect()
}

#[tokio::test]
async fn the_distribution_is_read_off_the_ranking_and_few_people_are_left_out() {
    let tickets: Vec<String> = (1..=20).map(|at| at.to_string()).collect();
    let people: Vec<(&str, &str)> = tickets.iter().map(|ticket| ("p", ticket.as_str())).collect();
    let exam = Exam::set(LINE, &[("p", 5)], &people).await;
    let (service, posting) = (&exam.stage.service, exam.posting);
    let before = ranking::spread(service, &exam.screener, posting).await.expect("a page");
    assert!(before.components.is_empty() && before.compositions.is_empty());
    let database = Database::connect(&exam.stage.url).await.expect("the file");
    for ticket in (1..=5).chain(11..=15) {
        tell(&database, ticket, &[("politics", "party_member")]).await;
    }
    for ticket in [6, 7] {
        tell(&database, ticket, &[("education_level", "doctor")]).await;
    }
    database.close().await.expect("closed");
    // 97, 94, … 40: ten reach the list, of which the last has 70.
    let rows: String = (1..=20).map(|at| format!("{at},{}\n", 100 - at * 3)).collect();
    exam.import("written.csv", &format!("candidate,written\n{rows}")).await;
    exam.compute().await;
    let page = ranking::spread(service, &exam.screener, posting).await.expect("a page");
    let [written] = page.components.as_slice() else { panic!("one component: {:?}", page.components) };
    assert_eq!((written.scored, written.reached), (20, Some(13)));
    assert_eq!((written.lowest.display(0), written.highest.display(0)), ("40".to_owned(), "97".to_owned()));
    let bins: Vec<u32> = written.bins.iter().map(|bin| bin.people).collect();
    assert_eq!(bins, [0, 0, 0, 0, 4, 3, 3, 4, 3, 3]);
    assert_eq!(page.cuts.iter().map(|cut| cut.0.as_str()).collect::<Vec<_>>(), ["inspection"]);
    let five = Some([5, 5].as_slice());
    assert_eq!(groups(&page, Field::Politics), [("", five), ("party_member", five)]);
    assert_eq!(groups(&page, Field::EducationLevel), [("", None), ("doctor", None)], "two would be told");
    // What people answered is shown to nobody who may not read applications.
    assert!(page.may_compose);
    for by in [&exam.approver, &exam.publisher] {
        let page = ranking::spread(service, by, posting).await.expect("a page");
        assert!(!page.may_compose && page.compositions.is_empty() && page.components.len() == 1);
    }
    let tx = exam.stage.store.write("test").await.expect("a turn");
    let supervisor = account(&tx, exam.stage.key(), "overseer", Role::Supervisor).await;
    keep(tx).await;
    let supervisor = caller(supervisor, Role::Supervisor, &[]);
    let page = ranking::spread(service, &supervisor, posting).await.expect("a page");
    assert_eq!(page.compositions.len(), 4);
}
