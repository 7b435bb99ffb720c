//! Whatever is altered past the program in a database that went through a selection is found and named, and nothing else is.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::access::Caller;
use domain::digest::{Digest, SealLink};
use domain::id::Code;
use domain::posting::PostingForm;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use service::audit::{How, Report, Wrong, verify_chain};
use service::effects::Random;
use service::{imports, lists, open, postings, runner, screening};
use store::Store;
use store::bonds::BOUND;
use store::connect::Settings;

use crate::exam::Exam;
use crate::stage::{PHONE, Stage, identity};
use crate::{
    adjustments, conditions, decisions, duplicates, marks, messages, notice_files, opening_confirmed,
    releases, rulings, schemes, uploads,
};

/// Alterations of each database of a world, and how many go into one copy of it.
const ALTERATIONS: usize = 340;
const TOGETHER: usize = 20;
/// Alterations of each copy that some table still owes: chance alone would leave some table out.
const OWED: usize = 10;

async fn verified(stage: &Stage) -> Report {
    verify_chain(&stage.store, &stage.keys, &[]).await.expect("a report")
}

/// Seals what rests, so that alterations meet sealed and waiting events.
async fn seal(stage: &Stage) {
    stage.effects.clock.advance(60_000);
    runner::seal(&stage.service).await.expect("sealed");
}

pub async fn publish(exam: &Exam, stage: &str) -> Code {
    let service = &exam.stage.service;
    exam.sign_first(stage).await;
    let proof = lists::proof(service, &exam.publisher, exam.posting, stage).await.expect("a list");
    lists::publish(service, &exam.publisher, exam.posting, stage, &proof.digest.to_string())
        .await
        .expect("published")
}

/// Marks typed, imported and replaced, a tie decided by lots, rankings, and a published list under correction.
async fn decided() -> Exam {
    let people = ["1", "2", "3", "4"].map(|ticket| ("p", ticket));
    let filled = r#""still_tied":"lots","replacement":{"allowed":true}"#;
    let scheme = rulings::LOTS.replace(r#""still_tied":"lots""#, filled);
    let exam = Exam::set(&scheme, &[("p", 1)], &people).await;
    let text = "candidate,written,interview\n1,80,90\n2,70,80\n3,70,80\n4,60,60\n";
    let import = exam.dry_run("scores.csv", text).await;
    marks::kept_as_before(&exam, import, text).await;
    imports::confirm_marks(&exam.stage.service, &exam.clerk, exam.posting, import).await.expect("written");
    assert_eq!(marks::enter(&exam, "4", "61", 1).await, None);
    exam.compute().await;
    rulings::decided(&exam, &rulings::lots(&["2", "1"]), None).await;
    exam.compute().await;
    seal(&exam.stage).await;
    releases::taken_back(&exam, "inspection").await;
    publish(&exam, "inspection").await;
    crate::departures::left_and_called(&exam).await;
    let of = ("inspection", 1);
    lists::correct(&exam.stage.service, &exam.screener, exam.posting, of, "成绩登记有误")
        .await
        .expect("begun");
    exam
}

/// Examiners' marks, imported and replaced; in another posting verdicts, tickets and clerks.
async fn panels() -> Exam {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/tests/cases/variants/09.scheme.json");
    let mut exam =
        Exam::set(&std::fs::read_to_string(path).unwrap(), &[("p", 1)], &[("p", "a"), ("p", "b")]).await;
    exam.import("scores.csv", "position,candidate,written\np,a,80\np,b,90\n").await;
    let row = |examiner: u32, mark: u32| {
        format!("p,a,interview,1,{examiner},analysis,{mark}\np,a,interview,1,{examiner},speech,40\n")
    };
    for mark in [30, 31] {
        let rows: String = (1..=5).map(|examiner| row(examiner, mark)).collect();
        exam.import(
            "panel.csv",
            &format!("position,candidate,component,panel,examiner,element,mark\n{rows}"),
        )
        .await;
    }
    exam.stage.examining().await;
    exam
}

/// Conditions, findings, submissions, files, verdicts, tickets, pairs that were compared, and the draft of a scheme.
async fn registered() -> Stage {
    let mut stage = Stage::set().await;
    let (posting, screener, positions) = conditions::published(&mut stage).await;
    let (candidate, _) = conditions::applied(&mut stage, positions[0], 31, &[]).await;
    messages::proved(&stage, &candidate, "a@example.cn").await;
    let (of, own) = (("passed", text::Lang::Zh, 0), ("通过", "{link}"));
    service::messages::save(&stage.service, &screener, posting, of, own).await.expect("saved");
    let (_, a) = duplicates::applied(&mut stage, "王芳", &identity(41), PHONE).await;
    let (_, b) = duplicates::applied(&mut stage, "李雷", &identity(42), PHONE).await;
    let by: Caller = stage.screeners[0].clone();
    screening::compare(&stage.service, &by, stage.code, (a, b), "different", 0).await.expect("compared");
    let applicant = stage.candidate().await;
    let of = (applicant.clone(), stage.filled(&applicant, &identity(43)).await);
    let applicant_draft = of.1;
    for words in ["degree", "rank", "appraisal"] {
        uploads::add(&stage, &of, words).await;
    }
    let form = service::extensions::ExtensionForm {
        application: applicant_draft.to_string(),
        until: crate::stage::CLOSES.plus_seconds(86_400).form_text(),
        reason: "报名系统当日故障。".to_owned(),
        evidence: "值班记录第12号。".to_owned(),
    };
    service::extensions::propose(&stage.service, &by, stage.code, &form).await.expect("proposed");
    opening_confirmed::waiting(&stage, &by).await;
    adjustments::waiting(&stage, &by).await;
    schemes::begin(&stage, &screener, posting).await;
    let further = postings::further(&stage.service, &screener, posting).await.expect("a page");
    let form = PostingForm { title: "Another title".to_owned(), ..further.form };
    postings::draft_terms(&stage.service, &screener, (posting, further.version), &form)
        .await
        .expect("drafted");
    postings::propose_cancel(&stage.service, &screener, posting, "另行安排。").await.expect("proposed");
    let (draft, officer) = stage.draft().await;
    for words in ["table", "form", "map"] {
        let version = postings::notice_files(&stage.service, &officer, draft).await.expect("a page").version;
        let named = (words, notice_files::pdf(words));
        postings::attach(&stage.service, &officer, (draft, version), named).await.expect("a file");
    }
    schemes::begin(&stage, &officer, draft).await;
    crate::timetable::begin(&stage, &officer, draft).await;
    cut(&stage, (posting, &screener)).await;
    let tx = stage.store.write("stage").await.expect("a turn");
    let over = store::postings::by_code(&tx, &draft).await.expect("rows").expect("a posting");
    let load = crate::stage::load(over.scope());
    store::applications::leavings::put(&tx, &load, 3, stage.effects.clock.now()).await.expect("left");
    crate::stage::keep(tx).await;
    seal(&stage).await;
    stage
}

/// A version with fewer places, why a position is asked for, panels, and the plan of interviews.
async fn cut(stage: &Stage, (posting, screener): (Code, &Caller)) {
    let tx = stage.store.write("stage").await.expect("a turn");
    let found = store::postings::by_code(&tx, &posting).await.expect("rows").expect("a posting");
    let permit = domain::access::ask::<domain::access::EditPosting>(screener, found.scope()).expect("may");
    let first = store::postings::revisions::newest(&tx, &permit).await.expect("rows").expect("a version");
    let reason = domain::typed::Grounds::stored("编制已满。".to_owned());
    let number = "0010001".to_owned();
    let cut = domain::revision::cut::Cut { number, asked: 2, places: 1, reason };
    store::postings::cuts::put(&tx, &permit, first.id, &[cut]).await.expect("cut");
    let words = domain::typed::Words::stored("业务增长。".to_owned());
    let of = (&domain::typed::Label::stored("0010001".to_owned()), &words);
    store::postings::cuts::explain(&tx, &permit, of, stage.effects.clock.now()).await.expect("said");
    let by = (screener.id().expect("a person"), stage.effects.clock.now());
    let panels = (stage.effects.random.code(), "[]");
    store::postings::panels::put(&tx, &permit, panels, by).await.expect("recorded");
    let plan = store::postings::interview_plans::NewPlan {
        code: stage.effects.random.code(),
        no: 1,
        digest: domain::digest::Digest::of(b"{}"),
        body_sealed: b"sealed".to_vec(),
        at: by.1,
    };
    store::postings::interview_plans::begin(&tx, &permit, plan).await.expect("written");
    let agreed = (text::standing::privacy_edition(), "zh");
    let people = crate::stage::load(domain::access::Scope::system());
    store::people::agree(&tx, &people, by.0, agreed, by.1).await.expect("agreed");
    crate::stage::keep(tx).await;
}

/// A copy of a database, altered as somebody with its password would.
struct Copy {
    folder: tempfile::TempDir,
    db: DatabaseConnection,
}

impl Copy {
    async fn of(stage: &Stage) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("copy.sqlite");
        let db = Database::connect(&stage.url).await.expect("a database");
        db.execute_unprepared(&format!("VACUUM INTO '{}'", path.display())).await.expect("a copy");
        db.close().await.expect("closed");
        let mut options = sea_orm::ConnectOptions::new(format!("sqlite://{}", path.display()));
        options.max_connections(1);
        let db = Database::connect(options).await.expect("a copy");
        db.execute_unprepared("PRAGMA foreign_keys = OFF").await.expect("done");
        db.execute_unprepared("PRAGMA ignore_check_constraints = ON").await.expect("done");
        Self { folder, db }
    }

    async fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        let rows = self.db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.expect("rows");
        let read = |row: &sea_orm::QueryResult, at: usize| row.try_get_by_index::<Option<String>>(at);
        rows.iter()
            .map(|row| {
                (0..row.column_names().len()).map(|at| read(row, at).unwrap().unwrap_or_default()).collect()
            })
            .collect()
    }

    async fn words(&self, sql: &str) -> Vec<String> {
        self.rows(sql).await.into_iter().map(|mut row| row.remove(0)).collect()
    }

    async fn disarm(&self) {
        for name in self.words("SELECT name FROM sqlite_master WHERE type = 'trigger'").await {
            self.db.execute_unprepared(&format!("DROP TRIGGER {name}")).await.expect("dropped");
        }
    }

    async fn try_run(&self, sql: &str) -> bool {
        self.db.execute_unprepared(sql).await.is_ok_and(|done| done.rows_affected() > 0)
    }

    async fn report(&self, stage: &Stage) -> Report {
        let url = format!("sqlite://{}", self.folder.path().join("copy.sqlite").display());
        let store = Store::connect(&Settings::new(&url)).await.expect("a store");
        let report = verify_chain(&store, &stage.keys, &[]).await.expect("a report");
        store.close().await.expect("closed");
        report
    }

    async fn close(self) {
        self.db.close().await.expect("closed");
    }
}

/// A table as it was before anything was altered.
struct Table {
    name: &'static str,
    key: &'static str,
    /// Name and declared type.
    columns: Vec<(String, String)>,
    /// Row number and key of each bound row.
    rows: Vec<(i64, i64)>,
}

async fn tables(copy: &Copy) -> Vec<Table> {
    let mut found = Vec::new();
    for (name, key) in BOUND {
        let bound = match *name {
            "import_batch" => "state = 'applied'",
            "import_content" => "applied = 1",
            "import_file" | "import_change" => {
                "batch IN (SELECT id FROM import_batch WHERE state = 'applied')"
            }
            _ => "1 = 1",
        };
        let all = format!("SELECT CAST(rowid AS TEXT), CAST({key} AS TEXT) FROM \"{name}\" WHERE {bound}");
        let rows: Vec<(i64, i64)> = copy
            .rows(&all)
            .await
            .iter()
            .map(|row| (row[0].parse().unwrap(), row[1].parse().unwrap()))
            .collect();
        let columns = copy.rows(&format!("SELECT name, type FROM pragma_table_info('{name}')")).await;
        let columns = columns.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
        if !rows.is_empty() {
            found.push(Table { name, key, columns, rows });
        }
    }
    found
}

fn pick(random: &Random, among: usize) -> usize {
    usize::try_from(u64::from_le_bytes(random.bytes()) % u64::try_from(among).unwrap()).unwrap()
}

/// One alteration of a table: what it is, the statement, and the key that it is about.
fn alteration(table: &Table, random: &Random) -> (&'static str, String, i64) {
    let (row, _) = table.rows[pick(random, table.rows.len())];
    match pick(random, 8) {
        0 => deletion(table, random),
        1 if table.key == "id" => {
            let fresh = 1_000_000 + i64::try_from(pick(random, 1_000_000)).unwrap();
            ("insert", copied(table, row, fresh), fresh)
        }
        _ => change(table, random),
    }
}

fn change(table: &Table, random: &Random) -> (&'static str, String, i64) {
    let Table { name, columns, .. } = table;
    let (row, key) = table.rows[pick(random, table.rows.len())];
    let (column, declared) = &columns[pick(random, columns.len())];
    let value = other(column, declared, pick(random, 3));
    ("update", format!("UPDATE \"{name}\" SET \"{column}\" = {value} WHERE rowid = {row}"), key)
}

fn deletion(table: &Table, random: &Random) -> (&'static str, String, i64) {
    let (row, key) = table.rows[pick(random, table.rows.len())];
    ("delete", format!("DELETE FROM \"{}\" WHERE rowid = {row}", table.name), key)
}

/// A row more, like another one.
fn copied(Table { name, columns, .. }: &Table, row: i64, fresh: i64) -> String {
    let value = |column: &String| match column.as_str() {
        "code" | "sign_in" | "channel" | "ticket" | "component" | "place" | "number" => format!("'{fresh}'"),
        "id" | "version" | "revision" | "no" | "posting" | "ruling" | "application" | "supersedes" => {
            fresh.to_string()
        }
        _ => format!("\"{column}\""),
    };
    let names: Vec<String> = columns.iter().map(|(column, _)| format!("\"{column}\"")).collect();
    let values: Vec<String> = columns.iter().map(|(column, _)| value(column)).collect();
    let (names, values) = (names.join(","), values.join(","));
    format!("INSERT INTO \"{name}\" ({names}) SELECT {values} FROM \"{name}\" WHERE rowid = {row}")
}

/// A value that the column does not have.
fn other(column: &str, declared: &str, kind: usize) -> String {
    match (declared, kind) {
        ("TEXT", 0) => format!("coalesce(\"{column}\", '') || 'x'"),
        ("TEXT", 1) => format!("CASE WHEN \"{column}\" IS NULL THEN '' ELSE ' ' || \"{column}\" END"),
        ("TEXT", _) => format!("'y' || coalesce(\"{column}\", '')"),
        ("BLOB", _) => format!("coalesce(CAST(CAST(\"{column}\" AS TEXT) || 'z' AS BLOB), x'00')"),
        (_, 0) => format!("coalesce(\"{column}\", 0) + 7"),
        (_, _) => format!("coalesce(\"{column}\", 0) - 1000"),
    }
}

/// Alters copies of the database of `stage` and sees that each alteration is found at its row; answers which tables and kinds.
async fn alter(stage: &Stage, seed: u64) -> (BTreeSet<String>, usize) {
    let clean = verified(stage).await;
    assert_eq!(clean.wrong.kept, [], "nothing is found where nothing was altered");
    let random = Random::seeded(seed);
    let (mut met, mut done) = (BTreeSet::new(), 0);
    // Each table is changed and deleted from at least once, however many there are.
    let each = BOUND.iter().flat_map(|(name, _)| [(*name, true), (*name, false)]);
    let mut owed: VecDeque<(&str, bool)> = each.collect();
    while done < ALTERATIONS {
        let copy = Copy::of(stage).await;
        let armed = pick(&random, 2) == 0;
        if !armed {
            copy.disarm().await;
        }
        let tables = tables(&copy).await;
        let mut made: BTreeMap<(&str, i64), String> = BTreeMap::new();
        owed.retain(|(name, _)| tables.iter().any(|table| table.name == *name));
        for attempt in 0..TOGETHER * 3 {
            let due = if attempt < OWED { owed.pop_front() } else { None };
            let found = |(name, deleted)| Some((tables.iter().find(|table| table.name == name)?, deleted));
            let due = due.and_then(found);
            let table = due.map_or_else(|| &tables[pick(&random, tables.len())], |due| due.0);
            let (kind, sql, key) = match due {
                Some((_, true)) => deletion(table, &random),
                Some((_, false)) => change(table, &random),
                None => alteration(table, &random),
            };
            // One alteration a key: two could undo each other. A batch that is no longer applied takes its parts with it.
            let import = |name: &str| name.starts_with("import_");
            let met_before = import(table.name) && made.keys().any(|(name, _)| import(name));
            let known = made.contains_key(&(table.name, key)) || met_before || made.len() >= TOGETHER;
            if known || !copy.try_run(&sql).await {
                owed.extend(due.map(|(table, deleted)| (table.name, deleted)));
                continue;
            }
            met.insert(format!("{} {kind}", table.name));
            made.insert((table.name, key), sql);
        }
        let report = copy.report(stage).await;
        let found: BTreeSet<(String, i64)> = report
            .wrong
            .kept
            .iter()
            .filter_map(|wrong| match wrong {
                Wrong::Row(amiss) if amiss.how != How::Outside => Some((amiss.table.clone(), amiss.key.1)),
                _ => None,
            })
            .collect();
        for ((table, key), sql) in &made {
            assert!(found.contains(&((*table).to_owned(), *key)), "{sql}: {:?}", report.wrong.kept);
        }
        done += made.len();
        copy.close().await;
    }
    (met, done)
}

#[tokio::test]
async fn a_thousand_alterations_of_state_are_found_each_at_its_row_and_none_where_there_is_none() {
    let (decided, panels, registered) = (decided().await, panels().await, registered().await);
    let carried = Box::pin(decisions::carried()).await;
    seal(&carried.stage).await;
    let (mut met, mut done) = (BTreeSet::new(), 0);
    let stages = [(&decided.stage, 11), (&panels.stage, 12), (&registered, 13), (&carried.stage, 14)];
    for (stage, seed) in stages {
        let (some, count) = alter(stage, seed).await;
        met.extend(some);
        done += count;
    }
    assert!(done >= 1_000, "{done}");
    for (table, _) in BOUND {
        for kind in ["update", "delete"] {
            assert!(met.contains(&format!("{table} {kind}")), "{kind} of {table} was never tried");
        }
    }
}

/// What the attack of the audit did to state, by name: none of it was found before rows were bound.
#[tokio::test]
async fn the_alterations_that_the_audit_named_are_found() {
    let (decided, registered) = (decided().await, registered().await);
    let of_exam = [
        ("mark", "UPDATE mark SET value = 99000000 WHERE id = 1"),
        ("mark", "UPDATE mark SET value = NULL, status = 'absent' WHERE id = 1"),
        ("mark", "DELETE FROM mark WHERE id = 1"),
        (
            "ranking_row",
            "UPDATE ranking_row SET body = replace(body, '1', '2') WHERE id = (SELECT max(id) FROM ranking_row)",
        ),
        ("ranking", "UPDATE ranking SET result_digest = inputs_digest WHERE id = 1"),
        ("list", "UPDATE list SET bytes = CAST('forged' AS BLOB)"),
        ("list", "UPDATE list SET bytes = CAST('forged' AS BLOB), digest = inputs_digest FROM ranking"),
        ("list", "DELETE FROM list"),
        ("list", "UPDATE list SET first_signer = second_signer + 1"),
        ("list", "UPDATE list SET published_at = published_at - 1000"),
        ("ruling", "UPDATE ruling SET subject = replace(subject, 'p', 'q')"),
        ("ruling_words", "UPDATE ruling_words SET sealed = x'01'"),
        ("ruling_verdict", "UPDATE ruling_verdict SET decided_by = decided_by - 1"),
        ("mark_version", "DELETE FROM mark_version"),
        ("scheme", "UPDATE scheme SET body = replace(body, '50', '60')"),
        ("position", "UPDATE position SET plan = 9"),
    ];
    let of_registration = [
        ("application", "UPDATE application SET state = 'passed' WHERE id = 1"),
        ("application", "UPDATE application SET answers_sealed = x'01' WHERE id = 1"),
        ("application", "UPDATE application SET name_sealed = x'01' WHERE id = 1"),
        ("application", "UPDATE application SET submitted_at = submitted_at - 1 WHERE id = 1"),
        ("application", "UPDATE application SET ticket = '1' WHERE id = 1"),
        ("submission", "DELETE FROM submission WHERE id = 1"),
        ("notice_file", "UPDATE notice_file SET lies = digest WHERE id = 1"),
        ("upload", "UPDATE upload SET application = 1 WHERE id = 1"),
        ("posting", "UPDATE posting SET title = 'x' WHERE id = 1"),
        ("posting", "UPDATE posting SET closes_at = closes_at + 1 WHERE id = 1"),
        ("condition_set", "UPDATE condition_set SET body = '{}'"),
        ("account", "UPDATE account SET verifier = 'x' WHERE id = 1"),
        ("person", "UPDATE person SET name = 'x' WHERE id = 1"),
        ("duplicate_mark", "UPDATE duplicate_mark SET compared = 'same_person'"),
    ];
    let both = of_exam.iter().map(|one| (&decided.stage, one));
    for (stage, (table, sql)) in both.chain(of_registration.iter().map(|one| (&registered, one))) {
        for armed in [false, true] {
            let copy = Copy::of(stage).await;
            if !armed {
                copy.disarm().await;
            }
            // What triggers keep permanent is refused while they stand.
            if copy.try_run(sql).await {
                let report = copy.report(stage).await;
                let named = |wrong: &Wrong| matches!(wrong, Wrong::Row(amiss) if amiss.table == *table);
                assert!(report.wrong.kept.iter().any(named), "{sql}: {:?}", report.wrong.kept);
                assert_eq!(report.head, None);
            } else {
                assert!(armed, "{sql} altered nothing");
            }
            copy.close().await;
        }
    }
}

#[tokio::test]
async fn a_list_prints_the_seal_that_a_witness_takes_and_is_withheld_once_it_is_altered() {
    let exam = decided().await;
    let stage = &exam.stage;
    let whole = open::sealed(&stage.service).await.expect("lists");
    assert!(whole.damaged.is_empty(), "{:?}", whole.damaged);
    let list = whole.whole.first().expect("a list");
    let printed = list.view.audit_seal.expect("a seal before it");
    let text = String::from_utf8(list.bytes.clone()).unwrap();
    assert!(text.contains(&format!("\naudit_seal: {}:{}\n", printed.no, printed.link)), "{text}");
    let read: SealLink = printed.to_string().parse().expect("what is printed reads back");
    for (witness, fits) in [((read.no, read.link), true), ((read.no, Digest::of(b"x")), false)] {
        let report = verify_chain(&stage.store, &stage.keys, &[witness]).await.expect("a report");
        assert_eq!(report.wrong.is_empty(), fits, "{:?}", report.wrong.kept);
    }

    let db = Database::connect(&stage.url).await.expect("a database");
    for trigger in ["list_permanent_update", "list_touched_update"] {
        db.execute_unprepared(&format!("DROP TRIGGER {trigger}")).await.expect("dropped");
    }
    // Bytes and digest together: the list still is whole in itself.
    let forged = text.replace(",in\n", ",out\n");
    let digest = Digest::of(forged.as_bytes());
    let sql = "UPDATE list SET bytes = CAST(? AS BLOB), digest = ?";
    let values = [forged.into(), digest.to_string().into()];
    db.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await.expect("altered");
    db.close().await.expect("closed");
    let after = open::sealed(&stage.service).await.expect("lists");
    let named: Vec<Code> = after.damaged.iter().map(|one| one.code).collect();
    assert_eq!((after.whole.len(), named), (0, vec![list.view.head.code]));
}
