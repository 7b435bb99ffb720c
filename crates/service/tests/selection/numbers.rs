//! Ticket numbers of many people go out in several acts, and nobody reads one before the last of them.

use domain::access::{Caller, Role};
use domain::id::{Code, PersonId};
use domain::screening::QueueFilter;
use sea_orm::{ConnectionTrait, Database, Statement};
use service::screening::{VerdictForm, finish, finish_early, judge, queue, undo};
use service::{Fault, applications, postings, rulings};

use crate::exam::Exam;
use crate::ranked::rows;
use crate::stage::caller;

const PLAIN: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

/// So many people who passed, in a posting that is still screened, and none has a number.
async fn screened(people: usize) -> Exam {
    let tickets: Vec<String> = (0..people).map(|at| format!("{at:05}")).collect();
    let people: Vec<(&str, &str)> = tickets.iter().map(|ticket| ("p", ticket.as_str())).collect();
    let exam = Exam::set(PLAIN, &[("p", 3)], &people).await;
    exam.stage.force("UPDATE application SET ticket = NULL").await;
    exam.stage
        .force(&format!("UPDATE posting SET phase = 'screening' WHERE code = '{}'", exam.posting))
        .await;
    exam
}

/// An application with its candidate, its version and its number as the row has it.
struct Held {
    code: Code,
    candidate: Caller,
    version: i64,
    number: String,
}

async fn held(exam: &Exam, order: &str) -> Held {
    let database = Database::connect(&exam.stage.url).await.expect("the file");
    let sql = format!(
        "SELECT code, candidate, version, ticket FROM application WHERE ticket IS NOT NULL ORDER BY id {order} LIMIT 1"
    );
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(statement).await.expect("read").expect("a row");
    database.close().await.expect("closed");
    let code: String = row.try_get_by_index(0).expect("a code");
    Held {
        code: code.parse().expect("a code"),
        candidate: caller(PersonId(row.try_get_by_index(1).expect("a person")), Role::Candidate, &[]),
        version: row.try_get_by_index(2).expect("a version"),
        number: row.try_get_by_index(3).expect("a number"),
    }
}

#[tokio::test]
async fn numbers_that_were_cut_off_are_nobodys_business_and_screening_ends_all_the_same() {
    let exam = screened(2_100).await;
    let (service, by) = (&exam.stage.service, &exam.screener);
    let version = postings::view(service, by, exam.posting).await.expect("a posting").version;
    // The process ends before the last act.
    let halt = "CREATE TRIGGER halt BEFORE UPDATE OF phase ON posting WHEN NEW.phase = 'examining' \
                BEGIN SELECT RAISE(ABORT, 'halt'); END";
    exam.stage.force(halt).await;
    let cut = finish(service, by, exam.posting, version).await;
    assert!(matches!(cut, Err(Fault::Internal(_))), "{cut:?}");
    let given = "SELECT count(*) FROM application WHERE ticket IS NOT NULL";
    assert_eq!(rows(&exam, given).await, 2_000);

    let (first, last) = (held(&exam, "ASC").await, held(&exam, "DESC").await);
    let own = async |one: &Held| {
        let shown = applications::view(service, &one.candidate, one.code).await;
        shown.expect("an application").ticket
    };
    assert_eq!(own(&first).await, None, "not by its candidate");
    let by_number =
        QueueFilter { state: "all".to_owned(), find: first.number.clone(), ..QueueFilter::default() };
    let found = queue(service, by, exam.posting, &by_number).await.expect("a queue");
    assert_eq!(found.matching, 0, "not by a search");
    let page = rulings::page(service, by, exam.posting).await;
    assert!(page.is_ok(), "nobody is ranked with half of the numbers: {page:?}");

    // Somebody who has a number already is judged otherwise.
    undo(service, by, exam.posting, last.code, last.version, "登记时看错了").await.expect("undone");
    let refusing =
        VerdictForm::Refuse { ground: "grassroots_years".to_owned(), words: "年限不足两年".to_owned() };
    judge(service, by, exam.posting, last.code, last.version + 1, &QueueFilter::default(), refusing)
        .await
        .expect("refused");
    exam.stage.force("DROP TRIGGER halt").await;
    let (one, two) = tokio::join!(
        finish_early(service, by, exam.posting, version),
        finish_early(service, by, exam.posting, version)
    );
    assert!(one.is_ok() && two.is_ok(), "twice does it once: {one:?} {two:?}");
    assert_eq!(rows(&exam, given).await, 2_099);
    assert_eq!(rows(&exam, "SELECT count(DISTINCT ticket) FROM application").await, 2_099);
    assert_eq!(own(&first).await, Some(first.number.clone()), "a number that was drawn stays");
    assert_eq!(own(&last).await, None, "who does not pass has none");
    let issued: Vec<String> =
        exam.stage.events().await.into_iter().filter(|event| event.contains("tickets_issued")).collect();
    let counts =
        |count: u32| issued.iter().filter(|event| event.contains(&format!("\"count\":{count}"))).count();
    assert_eq!((issued.len(), counts(2_000), counts(100)), (2, 1, 1), "{issued:?}");
}
