//! Marks are never lost: what replaces or empties one, by hand or by file, leaves it in its history; and what is confirmed of a
//! file is what was shown of it.

use domain::access::Role;
use domain::access::aggregate::Marks;
use domain::course::Waiting;
use domain::id::Code;
use domain::import::MarkEnd;
use domain::reason::{ImportsWhy, TypedWhy};
use domain::view::desk::audit::Beside;
use domain::view::desk::marks::MarkHistoryPage;
use service::marks::{self, Typed};
use service::{Fault, imports, postings, ranking};
use store::imports::Batch;
use store::schemes::NewScheme;
use text::Lang;

use super::exam::Exam;
use super::stage::{OPENS, caller, load, reasons};

const SCHEME: &str = r#"{"scheme": {"shortlists": [{"to": "inspection", "ratio": "2:1", "score": "total"}],
    "components": [{"key": "written", "weight": "100"}]}}"#;

async fn exam(people: &[(&str, &str)]) -> Exam {
    Exam::set(SCHEME, &[("p", 1)], people).await
}

async fn two() -> Exam {
    exam(&[("p", "a"), ("p", "b")]).await
}

async fn history(exam: &Exam, ticket: &str) -> MarkHistoryPage {
    let asked = (exam.code(ticket).await, "written");
    marks::history(&exam.stage.service, &exam.clerk, exam.posting, asked).await.expect("a history")
}

/// Types one mark over the version that the grid shows; answers why it was not saved, if it was not.
pub async fn enter(exam: &Exam, ticket: &str, text: &str, version: i64) -> Option<(String, String)> {
    let typed = [Typed { ticket: ticket.to_owned(), text: text.to_owned(), version }];
    let service = &exam.stage.service;
    let answers = marks::enter(service, &exam.clerk, exam.posting, "written", &typed, Lang::En).await;
    let answer = answers.expect("an answer").pop()?;
    (!answer.saved).then_some((answer.why, answer.theirs))
}

#[tokio::test]
async fn a_mark_names_the_revision_of_the_posting_that_was_in_force_when_it_was_entered() {
    let exam = two().await;
    let service = &exam.stage.service;
    let under = async |ticket: &str| history(&exam, ticket).await.now[0].entered.revision;
    assert_eq!(enter(&exam, "a", "70", 0).await, None);
    let before = under("a").await;

    exam.stage.effects.clock.advance(60_000);
    let form = service::rulings::NoticeForm {
        title: "Notice 1".to_owned(),
        reason: "more people to inspect".to_owned(),
    };
    let changed = SCHEME.replace("2:1", "3:1");
    let file = (&form, "scheme.json", changed.as_bytes());
    let key = service.form_key();
    let code = service::rulings::propose_notice(service, &exam.screener, exam.posting, key, file).await;
    let code = code.expect("read").expect("proposed");
    super::rulings::approve(&exam, code).await.expect("approved");
    exam.stage.effects.clock.advance(60_000);

    assert_eq!(enter(&exam, "b", "60", 0).await, None);
    assert_eq!(enter(&exam, "a", "71", 1).await, None);
    assert_eq!(under("b").await, before + 1);
    let page = history(&exam, "a").await;
    assert_eq!((page.now[0].entered.revision, page.past[0].state.entered.revision), (before + 1, before));
}

#[tokio::test]
async fn missing_marks_wait_for_clerks_then_the_ranking_for_the_screener_then_the_list_for_its_publisher() {
    let exam = two().await;
    let service = &exam.stage.service;
    assert_eq!(exam.waits(&exam.clerk).await, [(Waiting::Marks, 2)]);
    assert_eq!(exam.waits(&exam.screener).await, [], "a screener enters no marks");
    let shown =
        postings::view(service, &exam.screener, exam.posting).await.expect("a posting").progress.waits;
    let told: Vec<_> = shown.iter().map(|one| (one.what, one.count, one.own)).collect();
    assert_eq!(told, [(Waiting::Marks, 2, false)], "but sees what holds up the ranking");
    assert_eq!(enter(&exam, "a", "70", 0).await, None);
    let desk = postings::list(service, &exam.clerk).await.expect("a desk");
    let column = desk.tasks[0].column.as_ref().expect("a column").name.as_str();
    assert_eq!((column, desk.tasks[0].count), ("written", 1));
    let asked = (column, "", true, (1, 0));
    let page = marks::view(service, &exam.clerk, exam.posting, asked).await.expect("a page");
    assert_eq!((page.matching, page.lines[0].ticket.as_str()), (1, "b"), "the number opens its rows");
    assert_eq!(enter(&exam, "b", "absent", 0).await, None);
    assert_eq!(exam.waits(&exam.clerk).await, []);
    assert_eq!(exam.waits(&exam.screener).await, [(Waiting::Ranking, 1)]);
    exam.compute().await;
    assert_eq!(exam.waits(&exam.screener).await, [(Waiting::FirstSignature, 1)]);
    assert_eq!(exam.waits(&exam.publisher).await, [], "nobody signed first");
    exam.sign_first("inspection").await;
    assert_eq!(exam.waits(&exam.screener).await, []);
    assert_eq!(exam.waits(&exam.publisher).await, [(Waiting::Lists, 1)]);
}

#[tokio::test]
async fn a_mark_replaced_by_hand_or_by_a_file_stays_with_who_when_file_and_cell() {
    let exam = two().await;
    assert_eq!(enter(&exam, "a", "70", 0).await, None);
    exam.stage.effects.clock.advance(1_000);
    assert_eq!(exam.import("marks.csv", "ticket,written\na,71.5\n").await, 1);
    exam.stage.effects.clock.advance(1_000);
    assert_eq!(enter(&exam, "a", "absent", 2).await, None);

    let found = history(&exam, "a").await;
    assert_eq!((found.now[0].value.as_str(), found.version), ("absent", 3));
    let told: Vec<_> = found.past.iter().map(|past| (past.state.value.as_str(), past.ended)).collect();
    assert_eq!(told, [("71.5", MarkEnd::Replaced), ("70", MarkEnd::Replaced)], "newest first");
    let file = found.past[0].state.entered.file.as_ref().expect("a file");
    assert_eq!((file.name.as_str(), file.place.as_str()), ("marks.csv", "2:2"));
    assert_eq!(file.digest, domain::digest::Digest::of(b"ticket,written\na,71.5\n"));
    assert_eq!(found.past[0].by.file, None, "replaced by hand");
    assert_eq!(found.past[1].by.file.as_ref().map(|file| file.name.as_str()), Some("marks.csv"));
    assert_eq!(found.past[1].state.entered.by, "zhou");
    let moments: Vec<i64> = found.past.iter().map(|past| past.state.entered.at.0 - OPENS.0).collect();
    assert_eq!(moments, [1_000, 0]);
    let page = marks::view(&exam.stage.service, &exam.clerk, exam.posting, ("", "", false, (1, 100))).await;
    let line = page.expect("a page").lines.into_iter().find(|line| line.ticket == "a").expect("a line");
    let entered = line.entered.expect("a saved mark says who and when");
    assert_eq!((entered.by.as_str(), entered.at.0 - OPENS.0), ("zhou", 2_000));
}

#[tokio::test]
async fn a_mark_is_emptied_with_a_reason_only_and_is_still_known() {
    let exam = two().await;
    let service = &exam.stage.service;
    assert_eq!(enter(&exam, "a", "70", 0).await, None);
    let (why, _) = enter(&exam, "a", " ", 1).await.expect("clearing a cell is no way to empty it");
    assert!(why.contains("reason"), "{why}");
    assert_eq!(enter(&exam, "b", "", 0).await, None, "a cell without a mark may stay blank");
    assert_eq!(history(&exam, "a").await.now.len(), 1);

    let cell = (exam.code("a").await, "written");
    let empty = async |reason: &str, version: i64| {
        marks::empty(service, &exam.clerk, exam.posting, cell, version, reason).await
    };
    assert_eq!(reasons(empty("", 1).await), [TypedWhy::Missing.at("reason")]);
    assert!(matches!(empty("Typed into the wrong line.", 2).await, Err(Fault::Stale)));
    empty("Typed into the wrong line.", 1).await.expect("emptied");
    let found = history(&exam, "a").await;
    assert!(found.now.is_empty() && found.version == 0);
    assert_eq!(found.past[0].state.value, "70");
    assert_eq!(
        (found.past[0].ended, &found.past[0].reason),
        (MarkEnd::Emptied, &Beside::Kept("Typed into the wrong line.".to_owned()))
    );
    let trail = service::audit::events(service, &exam.stage.supervisor, None, None).await.expect("a page");
    assert_eq!(trail.lines[0].words, Beside::Kept("Typed into the wrong line.".to_owned()));
    let events = exam.stage.events().await;
    assert!(events[0].contains("mark_emptied") && !events[0].contains("wrong line"), "{}", events[0]);

    // Another clerk's page was opened before: it neither fills the cell nor, once it is filled again, replaces the new mark.
    assert_eq!(enter(&exam, "a", "71", 1).await, Some((String::new(), String::new())));
    assert_eq!(enter(&exam, "a", "72", 0).await, None);
    assert_eq!(enter(&exam, "a", "71", 1).await, Some((String::new(), "72".to_owned())));
}

#[tokio::test]
async fn a_dry_run_shows_every_change_also_beyond_the_first_page() {
    let tickets: Vec<String> = (0..250).map(|at| format!("t{at:03}")).collect();
    let people: Vec<(&str, &str)> = tickets.iter().map(|ticket| ("p", ticket.as_str())).collect();
    let exam = exam(&people).await;
    let lines: String = tickets.iter().map(|ticket| format!("{ticket},60\n")).collect();
    let import = exam.dry_run("marks.csv", &format!("ticket,written\n{lines}")).await;
    let service = &exam.stage.service;
    let mut shown = Vec::new();
    for page in 1..=3 {
        let found = imports::preview(service, &exam.clerk, exam.posting, import, (Lang::En, page)).await;
        let found = found.expect("a preview");
        assert_eq!((found.added, found.page, found.per_page), (250, page, 200));
        shown.extend(found.changes.into_iter().map(|change| change.key));
    }
    assert_eq!(shown, tickets);
}

#[tokio::test]
async fn repaired_numbers_of_a_table_are_told_and_a_row_of_another_position_is_refused() {
    let exam = Exam::set(SCHEME, &[("p", 1), ("q", 1)], &[("p", "a"), ("q", "b")]).await;
    let preview = async |table: &str| {
        let (service, import) = (&exam.stage.service, exam.dry_run("marks.csv", table).await);
        let shown = imports::preview(service, &exam.clerk, exam.posting, import, (Lang::En, 1)).await;
        shown.expect("a preview")
    };
    let shown = preview("职位代码,ticket,written\nｐ,ａ,70\n").await;
    let notes: Vec<&str> = shown.notes.iter().map(|note| note.sentence.as_str()).collect();
    assert_eq!((shown.faults.len(), shown.added), (0, 1), "{notes:?}");
    for repair in ["“ｐ” was read as “p”", "“ａ” was read as “a”"] {
        assert!(notes.iter().any(|note| note.contains(repair)), "{repair}: {notes:?}");
    }
    let shown = preview("职位代码,ticket,written\nq,a,70\n").await;
    assert_eq!((shown.faults.len(), shown.added), (1, 0), "somebody of another position");
}

#[tokio::test]
async fn a_dry_run_is_confirmed_under_the_scheme_and_the_posting_that_it_was_shown_for() {
    let exam = two().await;
    let service = &exam.stage.service;
    assert_eq!(exam.import("marks.csv", "ticket,written\na,70\nb,80\n").await, 2);
    let before = exam.dry_run("marks.csv", "ticket,written\na,71\n").await;
    exam.compute().await;
    ranking::reopen(service, &exam.screener, exam.posting, "A paper was found.").await.expect("reopened");
    let refused = imports::confirm_marks(service, &exam.clerk, exam.posting, before).await;
    assert_eq!(reasons(refused), [ImportsWhy::PostingChanged.reason()]);

    let before = exam.dry_run("marks.csv", "ticket,written\na,71\n").await;
    let id = exam.screener.person().expect("a person").postings[0].1;
    let permit = load(domain::access::Scope::posting(id, &[]));
    let tx = exam.stage.store.write("scheme").await.expect("a turn");
    let saved = store::schemes::newest(&tx, &permit).await.expect("read").expect("a scheme");
    let by = exam.screener.id().expect("a person");
    let new = NewScheme { after: saved.revision, body: &saved.body, digest: saved.digest, by, at: OPENS };
    store::schemes::insert(&tx, &permit, &new).await.expect("a revision");
    crate::stage::keep(tx).await;
    let refused = imports::confirm_marks(service, &exam.clerk, exam.posting, before).await;
    assert_eq!(reasons(refused), [ImportsWhy::SchemeChanged.reason()]);

    let before = exam.dry_run("marks.csv", "ticket,written\na,71\n").await;
    assert_eq!(enter(&exam, "a", "72", 1).await, None);
    let refused = imports::confirm_marks(service, &exam.clerk, exam.posting, before).await;
    assert_eq!(reasons(refused), [ImportsWhy::MarksChanged.reason()]);
    assert_eq!(history(&exam, "a").await.now[0].value, "72", "nothing was written");
}

#[tokio::test]
async fn an_imported_file_is_kept_sealed_and_handed_out_to_whoever_may_see_the_import() {
    let exam = two().await;
    let (service, text) = (&exam.stage.service, "ticket,written\na,70\n");
    let import = exam.dry_run("成绩.csv", text).await;
    imports::confirm_marks(service, &exam.clerk, exam.posting, import).await.expect("written");
    let file = imports::file(service, &exam.clerk, exam.posting, import).await.expect("a file");
    assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("成绩.csv", text.as_bytes()));
    let shown = imports::preview(service, &exam.clerk, exam.posting, import, (Lang::En, 1)).await;
    let shown = shown.expect("a preview");
    assert_eq!((shown.size, shown.by.as_str(), shown.at), (20, "zhou", OPENS));

    let id = exam.screener.person().expect("a person").postings[0].1;
    let permit = load(domain::access::Scope::posting(id, &[]));
    let look = exam.stage.store.snapshot("file").await.expect("a snapshot");
    let Some(Batch::Marks(locked)) = store::imports::by_code(&look, &import).await.expect("read") else {
        panic!("an import of marks");
    };
    let row = locked.open(&permit).expect("in scope");
    let kept = store::imports::file::<Marks, _>(&look, &permit, row.id).await.expect("read").expect("kept");
    look.close().await.expect("closed");
    let store::imports::File::Lies(lies) = kept else { panic!("it lies in the store") };
    let name = lies.to_string();
    let place = exam.stage.files().join(&name[..2]).join(&name[2..]);
    let sealed = std::fs::read(&place).expect("sealed contents");
    assert!(!sealed.windows(5).any(|part| part == b"writt"), "not in clear");
    let told = exam.stage.events().await.join("\n");
    assert_eq!(told.matches("import_file_opened").count(), 1, "whoever opens the file is on record");

    let stranger = caller(exam.publisher.id().expect("a person"), Role::Clerk, &[]);
    for who in [&exam.screener, &stranger] {
        let refused = imports::file(service, who, exam.posting, import).await;
        assert!(matches!(refused, Err(Fault::Missing | Fault::Denied(_))), "marks are the clerks' alone");
        // Nor what was shown of it: whoever reads position tables reads no marks by that.
        let shown = imports::preview(service, who, exam.posting, import, (Lang::En, 1)).await;
        assert!(matches!(shown, Err(Fault::Missing | Fault::Denied(_))), "marks are the clerks' alone");
    }
    let told = exam.stage.events().await.join("\n");
    assert_eq!(told.matches("import_file_opened").count(), 1, "nobody else opened it");

    // A month later the sweep has taken what nobody confirmed, and nothing else.
    exam.dry_run("marks.csv", "ticket,written\na,71\n").await;
    exam.stage.effects.clock.advance(30 * 86_400_000);
    service.maintain(service::maintenance::Maintenance::Sweep).await.expect("swept");
    let swept = service::uploads::sweep(service).await.expect("swept");
    assert_eq!((swept.removed, swept.missing), (1, vec![]));
    std::fs::rename(&place, exam.stage.files().join("aside")).expect("lost");
    let lost = service::uploads::sweep(service).await.expect("swept");
    assert_eq!(lost.missing, [import], "the operator is told by the import's code");
}

#[tokio::test]
async fn a_file_from_before_there_was_a_store_is_handed_out() {
    let exam = two().await;
    let (service, text) = (&exam.stage.service, "ticket,written\na,70\n");
    let import = exam.dry_run("marks.csv", text).await;
    kept_as_before(&exam, import, text).await;
    exam.stage.force("DELETE FROM import_content").await;
    imports::confirm_marks(service, &exam.clerk, exam.posting, import).await.expect("written");
    let file = imports::file(service, &exam.clerk, exam.posting, import).await.expect("a file");
    assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("marks.csv", text.as_bytes()));
}

/// Puts the file of a dry run into the database, as before there was a store of files.
pub async fn kept_as_before(exam: &Exam, import: Code, text: &str) {
    let id = exam.screener.person().expect("a person").postings[0].1;
    let permit = load(domain::access::Scope::posting(id, &[]));
    let tx = exam.stage.store.write("older").await.expect("a turn");
    let Some(Batch::Marks(locked)) = store::imports::by_code(&tx, &import).await.expect("read") else {
        panic!("an import of marks");
    };
    let row = locked.open(&permit).expect("in scope");
    let place = service::keys::Place::of("import_file.sealed", import);
    let sealed = exam.stage.keys.seal_bytes(&place, text.as_bytes(), &exam.stage.effects.random);
    store::imports::keep_file(&tx, row.id, sealed).await.expect("kept");
    tx.commit().await.expect("kept");
}
