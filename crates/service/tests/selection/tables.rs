//! Whole position tables: every column is kept, shown and told; what its words ask a person checks, until an officer says that
//! typed conditions cover it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use domain::access::{Caller, Role};
use domain::eligibility::{Change, ConditionForm, Finding, Judgement, Kind, Listed, Used};
use domain::id::Code;
use domain::import::ColumnUse;
use domain::posting::Column;
use domain::reason::{FieldPath, ImportsWhy};
use domain::screening::QueueFilter;
use service::imports::{self, Upload};
use service::{Fault, applications, conditions, open, postings, schemes, screening};
use text::Lang;

use crate::stage::{
    Stage, account, caller, family_part, identity, person, reasons, record_part, service_part, statement,
};

const SCHEME: &[u8] = br#"[scheme]
shortlists = [{ to = "inspection", ratio = "2:1", score = "total" }]
[[scheme.components]]
key = "written"
weight = "100"
"#;

const TABLE: &str = "某市市直机关公开遴选公务员职位表,,,,,,,\n招录机关（单位）,职位名称,职位代码,要几个人,学历,工作地点,是否需要值班,备注\n市直一局,职员,0010001,1,研究生,市区,是,最低服务五年\n市直二局,职员,0010002,1,不限,市区,,\n合计,,,2,,,,\n注：以上职位不限性别,,,,,,,\n";

fn file(text: &str) -> Upload {
    Upload { name: "职位表.csv".to_owned(), bytes: text.as_bytes().to_vec() }
}

fn column(title: &str) -> Column {
    Column::parse(title, &FieldPath::new("column")).unwrap()
}

fn cover(title: &str, covered: bool) -> Change {
    Change::Cover { column: column(title), covered }
}

fn education(level: &str) -> Change {
    let kind = Kind::Listed(Listed::Education).word().to_owned();
    let form = ConditionForm { kind, level: level.to_owned(), ..Default::default() };
    Change::Add { list: "general".to_owned(), form }
}

/// Brings a table in with the unknown title read as the plan.
async fn brought(stage: &Stage, caller: &Caller, posting: Code, text: &str) {
    let first = imports::stage_positions(&stage.service, caller, posting, file(text)).await.unwrap();
    let chosen = BTreeMap::from([(3, ColumnUse::Plan)]);
    let import = imports::choose_columns(&stage.service, caller, posting, first, &chosen).await.unwrap();
    imports::confirm_positions(&stage.service, caller, posting, import).await.unwrap();
}

#[tokio::test]
async fn an_officer_says_what_a_column_is_and_the_table_is_read_so() {
    for stage in Stage::on_both().await {
        let (posting, screener) = stage.draft().await;
        let service = &stage.service;
        let first = imports::stage_positions(service, &screener, posting, file(TABLE)).await.unwrap();
        let shown = imports::preview(service, &screener, posting, first, (Lang::Zh, 1)).await.unwrap();
        assert!(!shown.open && !shown.faults.is_empty(), "the plan is missing");
        let read: Vec<_> = shown.columns.iter().map(|one| (one.read_as, one.unknown)).collect();
        let known = [ColumnUse::Unit, ColumnUse::Title, ColumnUse::Code].map(|of| (of, false));
        let rest = [
            (ColumnUse::Kept, true),
            (ColumnUse::Kept, false),
            (ColumnUse::Shown, false),
            (ColumnUse::Kept, true),
            (ColumnUse::Kept, false),
        ];
        assert_eq!(read, [&known[..], &rest].concat());
        assert_eq!(shown.columns[3].example, "1");

        let chosen = BTreeMap::from([(3, ColumnUse::Plan), (6, ColumnUse::Unread)]);
        let import = imports::choose_columns(service, &screener, posting, first, &chosen).await.unwrap();
        let shown = imports::preview(service, &screener, posting, import, (Lang::Zh, 1)).await.unwrap();
        assert_eq!((shown.open, shown.faults.len(), shown.added), (true, 0, 2));
        assert!(shown.notes.iter().any(|note| note.sentence.contains("是否需要值班")), "{:?}", shown.notes);
        assert_eq!(imports::confirm_positions(service, &screener, posting, import).await.unwrap(), 2);
        let table = postings::view(service, &screener, posting).await.unwrap().positions;
        let details: Vec<_> = table[0].details.iter().map(|one| one.title.as_str()).collect();
        assert_eq!((table[0].plan, details.as_slice()), (1, ["学历", "工作地点", "备注"].as_slice()));

        let gone = imports::choose_columns(service, &screener, posting, import, &chosen).await;
        assert_eq!(reasons(gone), [ImportsWhy::Gone.reason()], "what was confirmed is read no more");
        let stranger = caller(stage.screeners[1].id().unwrap(), Role::Screener, &[]);
        let theirs = imports::choose_columns(service, &stranger, posting, first, &chosen).await;
        assert!(matches!(theirs, Err(Fault::Missing)));
        let (other, screener) = stage.draft().await;
        let elsewhere = imports::choose_columns(service, &screener, other, first, &chosen).await;
        assert!(matches!(elsewhere, Err(Fault::Missing | Fault::Denied(_))), "{elsewhere:?}");
    }
}

#[tokio::test]
async fn a_change_of_any_column_is_shown_and_takes_the_mark_of_being_covered_from_it() {
    for stage in Stage::on_both().await {
        let (posting, screener) = stage.draft().await;
        let service = &stage.service;
        brought(&stage, &screener, posting, TABLE).await;
        let page = conditions::view(service, &screener, posting).await.unwrap();
        let by_person: Vec<_> =
            page.columns.iter().map(|one| (one.column.title(), one.positions, one.by_person)).collect();
        assert_eq!(by_person, [("学历", 1, 1), ("是否需要值班", 1, 1), ("备注", 1, 1)]);
        let nowhere = conditions::change(service, &screener, posting, 0, &cover("工作地点", true)).await;
        assert!(matches!(nowhere, Err(Fault::Missing)), "it asks nothing: {nowhere:?}");
        let before = postings::view(service, &screener, posting).await.unwrap().version;
        for (version, change) in
            (0..).zip([education("postgraduate"), cover("学历", true), cover("备注", true)])
        {
            conditions::change(service, &screener, posting, version, &change).await.unwrap();
        }
        let page = conditions::view(service, &screener, posting).await.unwrap();
        let by_person: Vec<_> = page.columns.iter().map(|one| (one.covered, one.by_person)).collect();
        assert_eq!(by_person, [(true, 0), (false, 1), (true, 0)]);
        assert!(postings::view(service, &screener, posting).await.unwrap().version > before);

        let other = TABLE.replace("最低服务五年", "限男性");
        let first = imports::stage_positions(service, &screener, posting, file(&other)).await.unwrap();
        let chosen = BTreeMap::from([(3, ColumnUse::Plan)]);
        let import = imports::choose_columns(service, &screener, posting, first, &chosen).await.unwrap();
        let shown = imports::preview(service, &screener, posting, import, (Lang::Zh, 1)).await.unwrap();
        assert_eq!(
            (shown.changed, shown.same, shown.uncovered.as_slice()),
            (1, 1, [column("备注")].as_slice())
        );
        assert!(
            shown.changes[0].before.contains("最低服务五年") && shown.changes[0].after.contains("限男性")
        );
        imports::confirm_positions(service, &screener, posting, import).await.unwrap();
        let page = conditions::view(service, &screener, posting).await.unwrap();
        assert_eq!((page.version, page.conditions.covered), (4, vec![column("学历")]));
        assert_eq!(stage.events().await.join("\n").matches("conditions_changed").count(), 4);
    }
}

/// Approves the posting and opens its registration; answers the codes of its positions.
async fn published(stage: &Stage, screener: &Caller, posting: Code) -> Vec<Code> {
    let service = &stage.service;
    schemes::save_file(service, screener, posting, 0, ("a.toml", SCHEME)).await.unwrap().unwrap();
    let at = postings::view(service, screener, posting).await.unwrap().version;
    postings::submit(service, screener, posting, at).await.unwrap();
    let tx = stage.store.write("stage").await.unwrap();
    let id = account(&tx, stage.effects.random.code(), "approver", Role::Approver).await;
    crate::stage::keep(tx).await;
    let approver = caller(id, Role::Approver, &[]);
    let shown = postings::view(service, &approver, posting).await.unwrap();
    let digest = shown.approval_digest.unwrap().to_string();
    postings::approve(service, &approver, posting, shown.version, &digest).await.unwrap();
    postings::turn_due(service).await.unwrap();
    shown.positions.iter().map(|one| one.code).collect()
}

async fn applied(stage: &mut Stage, position: Code, n: u64) -> Code {
    let candidate = stage.candidate().await;
    let service = &stage.service;
    let code = applications::start(service, &candidate, position, stage.key()).await.unwrap();
    for part in [person(&identity(n)), service_part(), record_part(), family_part(), statement()] {
        applications::fill(service, &candidate, code, part).await.unwrap();
    }
    let own = applications::view(service, &candidate, code).await.unwrap();
    applications::submit(service, &candidate, code, own.version).await.unwrap();
    code
}

#[tokio::test]
async fn words_of_the_table_reach_the_public_page_and_are_never_counted_as_met() {
    for mut stage in Stage::on_both().await {
        let (posting, screener) = stage.draft().await;
        brought(&stage, &screener, posting, TABLE).await;
        let changes = [education("undergraduate"), cover("是否需要值班", true)];
        for (version, change) in (0..).zip(&changes) {
            conditions::change(&stage.service, &screener, posting, version, change).await.unwrap();
        }
        let positions = published(&stage, &screener, posting).await;
        let page = open::posting(&stage.service, posting).await.unwrap().position_page(positions[0]).unwrap();
        let told: Vec<_> = page.position.details.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(told, ["研究生", "市区", "是", "最低服务五年"]);
        let asked = page.asked.unwrap();
        let words: Vec<_> = asked.by_person().map(|(column, words)| (column.title(), words)).collect();
        assert_eq!(words, [("学历", "研究生"), ("备注", "最低服务五年")]);

        // The same answers: at the first position words are left to a person, at the second nothing is.
        let [first, second] =
            [applied(&mut stage, positions[0], 1).await, applied(&mut stage, positions[1], 2).await];
        let queue =
            screening::queue(&stage.service, &screener, posting, &QueueFilter::default()).await.unwrap();
        let finding = |code| queue.lines.iter().find(|line| line.code == code).and_then(|line| line.finding);
        assert_eq!((finding(first), finding(second)), (Some(Finding::CannotTell), Some(Finding::Met)));
        let filter = QueueFilter::default();
        let opened = screening::file(&stage.service, &screener, posting, first, &filter).await.unwrap();
        let Judgement::All(of) = opened.file.checked.unwrap().judgement else { panic!("all of them") };
        let Judgement::One(words) = &of[1] else { panic!("one line of words") };
        assert_eq!((words.finding, words.used[0].clone()), (Finding::CannotTell, Used::InWords));
        assert!(matches!(words.used[1], Used::Choice(_)), "the declared education stands beside");
        // Checking all again says the same.
        let tally = screening::check_all(&stage.service, &screener, posting).await.unwrap();
        assert_eq!((tally.met, tally.not_met, tally.cannot_tell), (1, 0, 1));
    }
}

#[tokio::test]
async fn words_alone_are_asked_and_there_is_nothing_to_check_oneself() {
    let mut stage = Stage::set().await;
    let (posting, screener) = stage.draft().await;
    brought(&stage, &screener, posting, TABLE).await;
    let positions = published(&stage, &screener, posting).await;
    let page = open::posting(&stage.service, posting).await.unwrap().position_page(positions[0]).unwrap();
    assert!(page.self_check(None).is_none());
    let code = applied(&mut stage, positions[0], 1).await;
    let queue = screening::queue(&stage.service, &screener, posting, &QueueFilter::default()).await.unwrap();
    assert!(queue.conditions && queue.may_check);
    assert_eq!(queue.lines[0].code, code);
    assert_eq!(queue.lines[0].finding, Some(Finding::CannotTell));
    let plain = open::posting(&stage.service, posting).await.unwrap().position_page(positions[1]).unwrap();
    assert_eq!(plain.asked, None, "“no limit” asks nothing");
}
