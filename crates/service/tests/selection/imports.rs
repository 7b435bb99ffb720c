//! Tables from files: a dry run that shows everything, then exactly that, all or nothing.

use domain::access::Caller;
use domain::id::Code;
use domain::reason::ImportsWhy;
use rust_xlsxwriter::Workbook;
use service::Fault;
use service::imports::{self, Upload};
use text::Lang;

use super::stage::{Stage, reasons};

const HEAD: [&str; 5] = ["招录机关（单位）", "职位名称", "职位代码", "招录人数", "备注"];

/// A position table as offices make it: a workbook with texts and numbers.
fn book(rows: &[(&str, &str, &str, f64)]) -> Upload {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, title) in (0..).zip(HEAD) {
        sheet.write_string(0, at, title).expect("a title");
    }
    for (row, (unit, title, code, plan)) in (1..).zip(rows) {
        sheet.write_string(row, 0, *unit).expect("a cell").write_string(row, 1, *title).expect("a cell");
        sheet.write_string(row, 2, *code).expect("a cell").write_number(row, 3, *plan).expect("a cell");
    }
    Upload { name: "职位表.xlsx".to_owned(), bytes: book.save_to_buffer().expect("a workbook") }
}

async fn codes(stage: &Stage, caller: &Caller, posting: Code) -> Vec<String> {
    let found = service::postings::view(&stage.service, caller, posting).await.expect("a posting");
    found.positions.into_iter().map(|position| position.number).collect()
}

#[tokio::test]
async fn a_position_table_is_shown_first_and_then_written_exactly() {
    let stage = Stage::set().await;
    let (posting, caller) = stage.draft().await;
    let upload = book(&[("省财政厅", "预算处", "010001", 2.0), ("省财政厅", "国库处", "010002", 1.0)]);
    let import =
        imports::stage_positions(&stage.service, &caller, posting, upload.clone()).await.expect("a dry run");
    assert!(codes(&stage, &caller, posting).await.is_empty(), "a dry run writes nothing");
    let shown =
        imports::preview(&stage.service, &caller, posting, import, (Lang::Zh, 1)).await.expect("a preview");
    assert_eq!((shown.added, shown.same, shown.faults.len(), shown.open), (2, 0, 0, true));

    let written =
        imports::confirm_positions(&stage.service, &caller, posting, import).await.expect("written");
    assert_eq!(written, 2);
    assert_eq!(codes(&stage, &caller, posting).await, ["010001", "010002"], "leading zeros stay");
    let again =
        imports::confirm_positions(&stage.service, &caller, posting, import).await.expect("a double click");
    assert_eq!(again, 0);

    let import = imports::stage_positions(&stage.service, &caller, posting, upload).await.expect("a dry run");
    let shown =
        imports::preview(&stage.service, &caller, posting, import, (Lang::Zh, 1)).await.expect("a preview");
    assert_eq!(
        (shown.added, shown.changed, shown.same, shown.removed),
        (0, 0, 2, 0),
        "the same file: nothing to do"
    );
}

#[tokio::test]
async fn a_table_with_faults_names_every_cell_and_cannot_be_confirmed() {
    let stage = Stage::set().await;
    let (posting, caller) = stage.draft().await;
    let upload = book(&[
        ("省财政厅", "预算处", "010001", 1.5),
        ("省财政厅", "国库处", "010001", 1.0),
        ("", "国库处", "010003", 1.0),
    ]);
    let import = imports::stage_positions(&stage.service, &caller, posting, upload).await.expect("a dry run");
    let shown =
        imports::preview(&stage.service, &caller, posting, import, (Lang::En, 1)).await.expect("a preview");
    let places: Vec<&str> = shown.faults.iter().map(|fault| fault.at.as_str()).collect();
    assert!(places.contains(&"D2") && places.contains(&"A4"), "{:?}", shown.faults);
    assert!(!shown.open);
    let refused = reasons(imports::confirm_positions(&stage.service, &caller, posting, import).await);
    assert_eq!(refused, [ImportsWhy::Gone.reason()]);
    assert!(codes(&stage, &caller, posting).await.is_empty());
}

#[tokio::test]
async fn what_is_no_table_is_said_in_the_preview() {
    let stage = Stage::set().await;
    let (posting, caller) = stage.draft().await;
    let picture =
        Upload { name: "职位表.xlsx".to_owned(), bytes: b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec() };
    let import =
        imports::stage_positions(&stage.service, &caller, posting, picture).await.expect("a dry run");
    let shown =
        imports::preview(&stage.service, &caller, posting, import, (Lang::En, 1)).await.expect("a preview");
    assert_eq!(shown.faults.len(), 1);
    assert!(shown.faults[0].sentence.contains("a picture"), "{:?}", shown.faults);
    let stranger = stage.supervisor.clone();
    let upload = book(&[("省财政厅", "预算处", "010001", 2.0)]);
    let refused = imports::stage_positions(&stage.service, &stranger, posting, upload).await;
    assert!(matches!(refused, Err(Fault::Denied(_) | Fault::Missing)), "{refused:?}");
}
