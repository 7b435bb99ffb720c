//! What a ranking lays down and what it refuses, and how the person who signs it is answered.

use domain::reason::RankingWhy;
use sea_orm::{ConnectionTrait, Database, Statement};
use service::{Fault, lists, open, ranking, rulings, runner};
use sheets::Value;
use text::Lang;

use crate::exam::Exam;
use crate::stage::{NAME, Stage, reasons};

const PLAIN: &str = r#"{"scheme":{"components":[{"key":"written","weight":100}],
    "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;

/// Five thousand people, so that their rows are written in several transactions.
async fn many() -> Exam {
    let tickets: Vec<String> = (0..5_000).map(|at| format!("{at:05}")).collect();
    let people: Vec<(&str, &str)> = tickets.iter().map(|ticket| ("p", ticket.as_str())).collect();
    let exam = Exam::set(PLAIN, &[("p", 3)], &people).await;
    let rows: String = (0..5_000).map(|at| format!("{at:05},{}.{:02}\n", 40 + at % 60, at % 100)).collect();
    exam.import("scores.csv", &format!("candidate,written\n{rows}")).await;
    exam
}

/// How many rows stand in a table.
pub async fn rows(exam: &Exam, sql: &str) -> i64 {
    let database = Database::connect(&exam.stage.url).await.expect("the file");
    let statement = Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(statement).await.expect("read").expect("a row");
    database.close().await.expect("closed");
    row.try_get_by_index(0).expect("a number")
}

#[tokio::test]
async fn rows_are_laid_down_whole_and_those_that_never_stood_are_taken_away() {
    let exam = many().await;
    exam.compute().await;
    let page = exam.ranking("p").await;
    assert_eq!(page.lines.len(), 5_000);
    assert_eq!(rows(&exam, "SELECT count(*) FROM ranking_row").await, 5_000);
    // The process of somebody who computes ends in the middle.
    let database = Database::connect(&exam.stage.url).await.expect("the file");
    let left = "INSERT INTO ranking SELECT 99, 'left', posting, scheme, scheme_digest, inputs_digest, rulings_digest, result_digest, \
                inputs, revision, engine, open_questions, 'preparing', 1, body, computed_by, computed_at FROM ranking LIMIT 1";
    database.execute_unprepared(left).await.expect("a head");
    let left = r#"INSERT INTO ranking_row (ranking, "position", application, place, tied, body, steps)
                  SELECT 99, "position", application, place, tied, body, steps FROM ranking_row WHERE place <= 10"#;
    database.execute_unprepared(left).await.expect("some rows");
    database.close().await.expect("closed");
    assert_eq!(exam.ranking("p").await.lines.len(), 5_000, "nobody sees them");
    exam.stage.effects.clock.advance(2 * 86_400_000);
    for _ in 0..2 {
        runner::sweep(&exam.stage.service).await.expect("swept");
    }
    assert_eq!(rows(&exam, "SELECT count(*) FROM ranking").await, 1);
    assert_eq!(rows(&exam, "SELECT count(*) FROM ranking_row").await, 5_000);
}

#[tokio::test]
async fn a_passed_person_without_a_ticket_is_a_fault_and_not_left_out() {
    let exam = Exam::set(PLAIN, &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
    exam.import("scores.csv", "candidate,written\n1,80\n2,70\n").await;
    exam.compute().await;
    let database = Database::connect(&exam.stage.url).await.expect("the file");
    database
        .execute_unprepared("UPDATE application SET ticket = NULL WHERE ticket = '2'")
        .await
        .expect("lost");
    database.close().await.expect("closed");
    let refused = ranking::compute(&exam.stage.service, &exam.screener, exam.posting).await;
    assert!(matches!(refused, Err(Fault::Internal(_))), "{refused:?}");
}

/// While people are still screened, some have passed and nobody has a number: the questions of the posting can be read all the same.
#[tokio::test]
async fn before_numbers_are_issued_there_is_nobody_to_rank_and_no_fault() {
    let exam = Exam::set(PLAIN, &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
    let database = Database::connect(&exam.stage.url).await.expect("the file");
    database.execute_unprepared("UPDATE application SET ticket = NULL").await.expect("not issued");
    database.close().await.expect("closed");
    let page = rulings::page(&exam.stage.service, &exam.screener, exam.posting).await;
    assert!(page.is_ok(), "{page:?}");
}

/// A page may stand open for long: what it shows is signed while the list says that, and the list says when it was signed, not when it was
/// shown. The same form twice publishes once.
#[tokio::test]
async fn a_list_says_the_instant_at_which_it_was_signed_and_the_same_form_publishes_once() {
    for stage in Stage::on_both().await {
        let exam = Exam::on(stage, PLAIN, &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
        exam.import("scores.csv", "candidate,written\n1,80\n2,70\n").await;
        exam.compute().await;
        exam.sign_first("inspection").await;
        let service = &exam.stage.service;
        let page = lists::proof(service, &exam.publisher, exam.posting, "inspection").await.expect("a list");
        let shown = page.digest.to_string();
        let publish =
            async || lists::publish(service, &exam.publisher, exam.posting, "inspection", &shown).await;
        exam.stage.effects.clock.advance(40 * 60 * 1000);
        let now = exam.stage.effects.clock.now();
        let (one, other) = tokio::join!(publish(), publish());
        // On PostgreSQL the slower of the two may be told to come again.
        let code = match (one, other) {
            (Ok(one), Ok(other)) => {
                assert_eq!(one, other);
                one
            }
            (Ok(code), Err(Fault::Busy | Fault::Stale)) | (Err(Fault::Busy | Fault::Stale), Ok(code)) => code,
            (one, other) => panic!("{one:?}, {other:?}"),
        };
        exam.stage.effects.clock.advance(1);
        assert_eq!(publish().await.expect("twice is once"), code);
        let out = open::sealed(service).await.expect("lists").whole;
        let heads: Vec<_> = out.iter().map(|one| (one.view.head.code, one.view.head.published_at)).collect();
        assert_eq!(heads, [(code, now)]);
        let told = exam.stage.events().await;
        assert_eq!(told.iter().filter(|one| one.contains("\"list_published\"")).count(), 1);
        let list = domain::lists::List::parse(&out[0].bytes).expect("a list");
        assert_eq!(list.content_digest().expect("a digest"), page.digest, "what was shown is what is out");
    }
}

/// A ranking that this program computes otherwise than it was kept blocks its lists: whoever changed it past the program, or another
/// version of it, publishes nothing.
#[tokio::test]
async fn a_ranking_that_comes_out_otherwise_publishes_nothing() {
    let exam = Exam::set(PLAIN, &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
    exam.import("scores.csv", "candidate,written\n1,80\n2,70\n").await;
    exam.compute().await;
    let service = &exam.stage.service;
    let change = async |sql: &str| {
        let database = Database::connect(&exam.stage.url).await.expect("the file");
        database.execute_unprepared(sql).await.expect("changed");
        database.close().await.expect("closed");
    };
    let publish = async || {
        exam.sign_first("inspection").await;
        let proof = lists::proof(service, &exam.publisher, exam.posting, "inspection").await.expect("a list");
        let signed = proof.digest.to_string();
        lists::publish(service, &exam.publisher, exam.posting, "inspection", &signed).await
    };
    change("UPDATE ranking_list SET body = replace(body, '80', '81')").await;
    assert!(matches!(publish().await, Err(Fault::Internal(_))), "rows that nobody computed");
    change("UPDATE ranking_list SET body = replace(body, '81', '80')").await;
    change("UPDATE ranking SET result_digest = inputs_digest").await;
    assert_eq!(reasons(publish().await), [RankingWhy::BasisLost.reason()], "what is kept is another's");
    change("DELETE FROM ranking_basis").await;
    assert!(matches!(publish().await, Err(Fault::Internal(_))), "another digest");
    assert_eq!(rows(&exam, "SELECT count(*) FROM list").await, 0);
}

/// Whoever may read applications reads the ranking with names, on the page as in the workbook; everybody else of the team by number alone.
#[tokio::test]
async fn names_stand_in_a_ranking_for_whoever_may_read_applications_alone() {
    let scheme = PLAIN.replace(r#""key":"written""#, r#""key":"written","name":"政策研究""#);
    let exam = Exam::set(&scheme, &[("p", 1), ("q", 1)], &[("p", "1"), ("p", "2"), ("q", "3")]).await;
    exam.import("scores.csv", "candidate,written\n1,80\n2,缺考\n3,60.5\n").await;
    exam.compute().await;
    let service = &exam.stage.service;
    for (who, named) in [(&exam.screener, true), (&exam.publisher, false)] {
        let page = ranking::view(service, who, exam.posting, "p").await.expect("a ranking");
        assert_eq!(page.named, named);
        assert!(page.lines.iter().all(|line| (line.name == NAME) == named), "{:?}", page.lines);
        assert_eq!(page.names.part("written"), Some("政策研究"));
        let bytes = ranking::book(service, who, exam.posting, Lang::Zh).await.expect("a workbook");
        let source = sheets::Source { name: "ranking.xlsx", bytes: &bytes };
        let sheet = sheets::read_whole(source, &sheets::Limits::default()).expect("read");
        let titles: Vec<&str> = sheet.header.iter().map(|header| header.name.as_str()).collect();
        assert_eq!(titles.contains(&"姓名"), named, "{titles:?}");
        assert!(titles.contains(&"政策研究"), "{titles:?}");
        // Values tell nothing of themselves to a log, so they are taken apart here.
        let text = |value: &Value| match value {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        };
        let cells: Vec<String> =
            sheet.rows.iter().map(|row| row.cells.iter().map(text).collect::<Vec<_>>().join("|")).collect();
        assert_eq!(cells.len(), 3, "both positions");
        assert_eq!(cells.iter().filter(|cells| cells.contains(NAME)).count(), if named { 3 } else { 0 });
        assert!(cells.iter().any(|cells| cells.contains("缺考")), "a status stands there as a word");
        let numbers = sheet.rows.iter().flat_map(|row| &row.cells);
        assert!(numbers.filter(|value| matches!(value, Value::Number(_))).count() >= 4, "marks are numbers");
    }
    let clerk = ranking::book(service, &exam.clerk, exam.posting, Lang::Zh).await;
    assert!(clerk.is_err(), "a clerk knows no rank before everybody does");
}
