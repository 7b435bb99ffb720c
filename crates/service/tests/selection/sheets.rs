//! Rooms, examiners' marks, points and facts through the database give what the same files give offline.

use std::path::Path;

use domain::access::{Assignment, Caller, Reach, Role, Who};
use service::imports;
use service::marks::{self, Sheet, Typed};
use service::offline::{self, Outcome, Request};
use text::Lang;

use crate::exam::Exam;
use crate::stage::NAME;

fn variant(number: &str) -> String {
    let path = format!("{}/../domain/tests/cases/variants/{number}.scheme.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a golden scheme")
}

/// What `linxuan rank` writes to `ranking.csv` from the same files: header and rows.
fn offline(scheme: &str, positions: &str, scores: &str, marks: Option<&str>) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let request = Request {
        scheme: put("s.json", scheme),
        positions: put("p.csv", positions),
        marks: put("x.csv", scores),
        examiners: marks.map(|text| put("m.csv", text)),
        rulings: None,
        out: folder.path().join("out"),
        wanted: service::offline::Wanted::All,
        lang: Lang::En,
    };
    let outcome = offline::run(&request);
    assert!(matches!(outcome, Outcome::Ranked(_)), "{:?}", outcome.lines(Lang::En));
    table(&request.out.join("ranking.csv"))
}

fn table(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).expect("a ranking");
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The same columns of the ranking in the database: candidate, total, rank, then each list.
async fn online(exam: &Exam, position: &str) -> Vec<Vec<String>> {
    let page = exam.ranking(position).await;
    let row = |line: &domain::view::desk::ranking::RankedLine| {
        let mut cells = vec![line.ticket.clone(), line.total.clone(), line.rank.clone()];
        cells.extend(line.seats.iter().map(|seat| seat.1.clone()));
        cells
    };
    page.lines.iter().map(row).collect()
}

fn narrowed(table: &[Vec<String>], lists: &[&str]) -> Vec<Vec<String>> {
    let at = |name: &str| table[0].iter().position(|title| title == name).expect("a column");
    let mut columns = vec![at("candidate"), at("total"), at("rank")];
    columns.extend(lists.iter().map(|list| at(list)));
    table[1..].iter().map(|row| columns.iter().map(|column| row[*column].clone()).collect()).collect()
}

#[tokio::test]
async fn panels_of_a_published_rule_rank_as_they_do_offline() {
    let scheme = variant("09");
    let scores = "position,candidate,written,interview\np,a,80,\np,b,90,\np,c,70,absent\n";
    let marks = |person: &str, element: &str, marks: [&str; 5]| -> String {
        (1..)
            .zip(marks)
            .map(|(examiner, mark): (u32, _)| format!("p,{person},interview,1,{examiner},{element},{mark}\n"))
            .collect()
    };
    let panel = [
        "position,candidate,component,panel,examiner,element,mark\n".to_owned(),
        marks("a", "analysis", ["30", "32", "35", "36", "38"]),
        marks("a", "speech", ["50", "45", "52", "40", "48"]),
        marks("b", "analysis", ["20", "20", "20", "20", "20"]),
        marks("b", "speech", ["39", "39", "40", "40", "40"]),
    ]
    .concat();
    let exam = Exam::set(&scheme, &[("p", 1)], &[("p", "a"), ("p", "b"), ("p", "c")]).await;
    assert_eq!(exam.import("scores.csv", scores).await, 4);
    assert_eq!(exam.import("panel.csv", &panel).await, 20);
    let again = exam.dry_run("panel.csv", &panel).await;
    let service = &exam.stage.service;
    let shown =
        imports::preview(service, &exam.clerk, exam.posting, again, (Lang::En, 1)).await.expect("a preview");
    assert_eq!((shown.added, shown.changed, shown.same, shown.removed), (0, 0, 20, 0), "nothing to do");
    exam.compute().await;
    let rows = online(&exam, "p").await;
    assert_eq!(
        rows,
        narrowed(&offline(&scheme, "position,plan\np,1\n", scores, Some(&panel)), &["inspection"])
    );
    assert_eq!(rows[0], ["a", "81.00", "1", "in"], "element by element makes 82.00");
}

#[tokio::test]
async fn rooms_of_a_published_rule_rank_as_they_do_offline() {
    let scheme = variant("15");
    let scores =
        "position,candidate,interview,room.interview\np,a,79,1\np,b,81,1\np,c,88,2\np,d,92,2\np,e,absent,\n";
    let people = ["a", "b", "c", "d", "e"].map(|ticket| ("p", ticket));
    let exam = Exam::set(&scheme, &[("p", 1)], &people).await;
    assert_eq!(exam.import("scores.csv", scores).await, 9);
    exam.compute().await;
    let rows = online(&exam, "p").await;
    assert_eq!(rows, narrowed(&offline(&scheme, "position,plan\np,1\n", scores, None), &[]));
    assert_eq!(rows[0][..2], ["d", "86.88"], "80 and 90 meet at 85");
}

#[tokio::test]
async fn a_panel_that_cannot_be_scored_is_told_at_its_row() {
    let exam = Exam::set(&variant("12"), &[("p", 1)], &[("p", "a"), ("p", "b")]).await;
    let head = "candidate,component,panel,examiner,mark\n";
    let rows = |ticket: &str, count: u32| -> String {
        (1..=count).map(|examiner| format!("{ticket},interview,A,{examiner},8{examiner}\n")).collect()
    };
    let service = &exam.stage.service;
    let short = exam.dry_run("panel.csv", &format!("{head}{}{}", rows("a", 7), rows("b", 6))).await;
    let shown =
        imports::preview(service, &exam.clerk, exam.posting, short, (Lang::En, 1)).await.expect("a preview");
    assert_eq!(shown.faults.len(), 1, "{:?}", shown.faults);
    assert!(shown.faults[0].sentence.contains("6 examiners"), "{:?}", shown.faults);
    assert!(!shown.open);
    let wrong = format!("{head}a,written,A,1,80\nz,interview,A,1,80\na,interview,A,1,101\n");
    let wrong = exam.dry_run("panel.csv", &wrong).await;
    let shown =
        imports::preview(service, &exam.clerk, exam.posting, wrong, (Lang::En, 1)).await.expect("a preview");
    let places: Vec<&str> = shown.faults.iter().map(|fault| fault.at.as_str()).collect();
    assert!(
        places.iter().any(|at| at.contains('2')) && places.iter().any(|at| at.contains('3')),
        "{places:?}"
    );

    // The file holds all marks of the people it names: an eighth examiner is refused, a wrong one goes.
    assert_eq!(exam.import("panel.csv", &format!("{head}{}", rows("a", 7))).await, 7);
    let other = format!("{head}{}a,interview,A,9,88\n", rows("a", 6));
    let import = exam.dry_run("panel.csv", &other).await;
    let shown =
        imports::preview(service, &exam.clerk, exam.posting, import, (Lang::En, 1)).await.expect("a preview");
    assert_eq!((shown.added, shown.same, shown.removed, shown.faults.len()), (1, 6, 1, 0));
    imports::confirm_marks(service, &exam.clerk, exam.posting, import).await.expect("written");
    let import = exam.dry_run("panel.csv", &other).await;
    let shown =
        imports::preview(service, &exam.clerk, exam.posting, import, (Lang::En, 1)).await.expect("a preview");
    assert_eq!((shown.added, shown.same, shown.removed), (0, 7, 0));
}

#[tokio::test]
async fn rooms_points_and_facts_are_typed_like_marks() {
    let scheme = r#"{"scheme":{"components":[{"key":"interview","weight":100,"rooms":{"overall":"pooled"}}],
        "bonus":[{"key":"veteran"}],
        "facts":[{"key":"party","kind":"yes_no"}],
        "shortlists":[{"to":"inspection","score":"total","ratio":"2:1","tie":"ladder","ladder":["fact.party"]}]}}"#;
    let exam = Exam::set(scheme, &[("p", 1)], &[("p", "a"), ("p", "b")]).await;
    let service = &exam.stage.service;
    let page =
        marks::view(service, &exam.clerk, exam.posting, ("", "", false, (1, 100))).await.expect("a page");
    let names: Vec<&str> = page.components.iter().map(|head| head.name.as_str()).collect();
    assert_eq!(names, ["interview", "room.interview", "bonus.veteran", "fact.party"]);
    let typed = |text: &str| {
        [("a", text), ("b", text)].map(|(ticket, text)| Typed {
            ticket: ticket.to_owned(),
            text: text.to_owned(),
            version: 0,
        })
    };
    let enter = async |column: &str, text: &str| {
        let answers = marks::enter(service, &exam.clerk, exam.posting, column, &typed(text), Lang::En).await;
        answers.expect("an answer").iter().filter(|answer| answer.saved).count()
    };
    assert_eq!(enter("interview", "81").await, 2);
    assert_eq!(enter("room.interview", "East").await, 2);
    assert_eq!(enter("bonus.veteran", "-1").await, 0);
    assert_eq!(enter("bonus.veteran", "1.5").await, 2);
    assert_eq!(enter("fact.party", "2").await, 0);
    assert_eq!(enter("fact.party", "1").await, 2);
    exam.compute().await;
    let rows = online(&exam, "p").await;
    assert_eq!(rows[0][1..3], ["82.50", "1"]);
    let sheet = marks::template(service, &exam.clerk, exam.posting, (Sheet::Marks, Lang::Zh)).await;
    assert!(sheet.expect("a workbook").starts_with(b"PK"));
    let none = marks::template(service, &exam.clerk, exam.posting, (Sheet::Examiners, Lang::Zh)).await;
    assert!(matches!(none, Err(service::Fault::Missing)), "no panel in this scheme");
}

/// An answer of any kind would tell a clerk who has which number; whoever may know that is told of a number that is another's.
#[tokio::test]
async fn names_beside_the_numbers_are_compared_for_those_alone_who_may_know_them() {
    let scheme = r#"{"scheme":{"components":[{"key":"written","weight":100}],
        "shortlists":[{"to":"inspection","score":"total","ratio":"2:1"}]}}"#;
    let exam = Exam::set(scheme, &[("p", 1)], &[("p", "1"), ("p", "2")]).await;
    let service = &exam.stage.service;
    let mut both = exam.clerk.clone();
    if let Who::Person(person) = &mut both.who {
        let id = person.postings[0].1;
        person.assignments.push(Assignment { role: Role::Screener, reach: Reach::Posting(id) });
    }
    let spaced: String = NAME.chars().flat_map(|ch| [ch, '\u{3000}']).collect();
    let table = |second: &str| format!("candidate,姓名,written\n1,{spaced},80\n2,{second},70\n");
    let shown = async |who: &Caller, text: &str| {
        let upload = imports::Upload { name: "scores.csv".to_owned(), bytes: text.as_bytes().to_vec() };
        let import = imports::stage_marks(service, who, exam.posting, upload).await.expect("a dry run");
        let page = imports::preview(service, who, exam.posting, import, (Lang::En, 1)).await;
        (import, page.expect("a preview"))
    };
    for second in [NAME, "王芳"] {
        let (_, page) = shown(&exam.clerk, &table(second)).await;
        let notes: Vec<&str> = page.notes.iter().map(|note| note.sentence.as_str()).collect();
        assert!(
            notes.iter().any(|note| note.contains("姓名")),
            "the column is said not to be read: {notes:?}"
        );
        assert_eq!((page.faults.len(), page.added), (0, 2), "a clerk learns nothing of {second}");
    }
    let (crossed, page) = shown(&both, &table("王芳")).await;
    assert_eq!(page.faults.len(), 1, "{:?}", page.faults);
    assert!(page.faults[0].at.contains('3') && page.faults[0].column.contains("姓名"), "{:?}", page.faults);
    let said = format!("{:?}", page.faults);
    assert!(!said.contains("王芳") && !said.contains(NAME), "it quotes neither name: {said}");
    assert!(
        imports::confirm_marks(service, &both, exam.posting, crossed).await.is_err(),
        "nothing is written"
    );
    let (import, page) = shown(&both, &table(NAME)).await;
    assert_eq!((page.faults.len(), page.notes.len(), page.added), (0, 0, 2), "{:?}", page.notes);
    assert_eq!(imports::confirm_marks(service, &both, exam.posting, import).await.expect("written"), 2);
}
