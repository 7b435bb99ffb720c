//! The position table of a draft, position by position, and as a workbook that comes back unchanged.

use std::collections::BTreeMap;

use domain::access::Caller;
use domain::id::Code;
use domain::import::ColumnUse;
use domain::posting::{About, titles};
use domain::reason::{PostingsWhy, TypedWhy};
use domain::view::desk::postings::Posting;
use domain::view::desk::revisions::PositionForm;
use service::imports::{self, Upload};
use service::{Fault, postings};
use text::Lang;

use super::stage::{Stage, reasons};

/// 遴选机关 is the second title of its meaning here, so it is kept; an officer says that 备注 asks nothing.
const TABLE: &str = "单位,遴选机关,职位名称,职位代码,招录人数,学历,工作地点,备注\n\
    预算处,省财政厅,处员,0010001,2,,合肥,\n\
    国库处,省财政厅,处员,0010002,1,本科,,不限\n\
    税政处,省财政厅,处员,0010003,1,研究生,合肥,\"有经验\n优先\"\n";

async fn see(stage: &Stage, who: &Caller, posting: Code) -> Posting {
    postings::view(&stage.service, who, posting).await.expect("a posting")
}

async fn stage_up(stage: &Stage, who: &Caller, posting: Code, (name, bytes): (&str, Vec<u8>)) -> Code {
    let upload = Upload { name: name.to_owned(), bytes };
    imports::stage_positions(&stage.service, who, posting, upload).await.expect("a dry run")
}

/// A table of three positions, whose remarks were chosen to be shown only.
async fn tabled(stage: &Stage) -> (Code, Caller) {
    let (posting, screener) = stage.draft().await;
    let first = stage_up(stage, &screener, posting, ("a.csv", TABLE.as_bytes().to_vec())).await;
    let shown = BTreeMap::from([(7, ColumnUse::Shown)]);
    let again =
        imports::choose_columns(&stage.service, &screener, posting, first, &shown).await.expect("chosen");
    imports::confirm_positions(&stage.service, &screener, posting, again).await.expect("written");
    (posting, screener)
}

fn form(posting: &Posting, number: &str) -> PositionForm {
    let columns = titles(posting.positions.iter().map(|one| one.details.as_slice()));
    let position = posting.positions.iter().find(|one| one.number == number).expect("a position");
    PositionForm::of(position, &columns)
}

#[tokio::test]
async fn a_draft_is_written_position_by_position() {
    for stage in Stage::on_both().await {
        let (posting, screener) = tabled(&stage).await;
        let service = &stage.service;
        let before = see(&stage, &screener, posting).await;
        let at = (posting, before.version);
        let second = form(&before, "0010002");
        assert_eq!(second.details, ["省财政厅", "本科", "", "不限"], "every column has its place");

        let bad = PositionForm { plan: "0".to_owned(), ..second.clone() };
        let faults = postings::put_position(service, &screener, at, (Some("0010002"), &bad)).await;
        assert_eq!(reasons(faults), [TypedWhy::OutOfRange { min: 1, max: 999 }.at("plan")]);
        let mut bad = second.clone();
        bad.details[1] = "电话 13800138000".to_owned();
        let faults = postings::put_position(service, &screener, at, (Some("0010002"), &bad)).await;
        assert_eq!(reasons(faults), [TypedWhy::PrivateNumber.at("c1")]);

        postings::put_position(service, &screener, at, (Some("0010002"), &second))
            .await
            .expect("nothing to do");
        assert_eq!(see(&stage, &screener, posting).await.version, before.version, "the same is no change");
        let mut other = PositionForm { plan: "3".to_owned(), conditions: "不限".to_owned(), ..second };
        other.details[2] = "芜湖".to_owned();
        postings::put_position(service, &screener, at, (Some("0010002"), &other)).await.expect("written");
        let stale = postings::put_position(service, &screener, at, (Some("0010001"), &other)).await;
        assert!(matches!(stale, Err(Fault::Stale)), "two officers at once: {stale:?}");

        let now = see(&stage, &screener, posting).await;
        let at = (posting, now.version);
        let gone = postings::put_position(service, &screener, at, (Some("0010009"), &other)).await;
        assert!(matches!(gone, Err(Fault::Missing)), "{gone:?}");
        let twice = PositionForm { code: "0010003".to_owned(), ..other.clone() };
        let twice = postings::put_position(service, &screener, at, (None, &twice)).await;
        assert_eq!(reasons(twice), [PostingsWhy::PositionTaken.at("code")]);
        let further = PositionForm { code: "0010004".to_owned(), ..other };
        postings::put_position(service, &screener, at, (None, &further)).await.expect("added");
        let now = see(&stage, &screener, posting).await;
        postings::take_position(service, &screener, (posting, now.version), "0010001").await.expect("taken");
        let after = see(&stage, &screener, posting).await;
        let told: Vec<_> = after.positions.iter().map(|one| (one.number.as_str(), one.plan)).collect();
        assert_eq!(told, [("0010002", 3), ("0010003", 1), ("0010004", 3)]);
        assert_eq!(after.positions[0].code, before.positions[1].code, "its address stays");
        assert_eq!(after.positions[0].conditions, "", "words that ask nothing are none");
        let about: Vec<_> = after.positions[0].details.iter().map(|detail| detail.about).collect();
        assert_eq!(about, [About::Nothing, About::Education, About::Nothing, About::Nothing]);

        postings::submit(service, &screener, posting, after.version).await.expect_err("no scheme yet");
        let events = stage.events().await.join("\n");
        for event in ["position_written", "position_taken"] {
            assert!(events.contains(&format!("\"event\":\"{event}\"")), "{event}");
        }
        let walk = service::audit::verify_chain(&stage.store, &stage.keys, &[]).await.expect("a walk");
        assert_eq!(walk.wrong.kept, [], "positions are bound to their events");
    }
}

#[tokio::test]
async fn a_table_that_was_taken_out_comes_back_unchanged() {
    let stage = Stage::set().await;
    let (posting, screener) = tabled(&stage).await;
    let service = &stage.service;
    let before = see(&stage, &screener, posting).await;
    let kept = before.positions[2].details.last().expect("a remark");
    assert_eq!((kept.about, kept.text.as_str()), (About::Nothing, "有经验\n优先"));
    for lang in Lang::ALL {
        let book = imports::positions_table(service, &screener, posting, lang).await.expect("a workbook");
        let import = stage_up(&stage, &screener, posting, ("a.xlsx", book)).await;
        let shown =
            imports::preview(service, &screener, posting, import, (Lang::En, 1)).await.expect("a preview");
        let counts = (shown.added, shown.changed, shown.same, shown.removed, shown.faults.len());
        assert_eq!(counts, (0, 0, 3, 0, 0), "{lang:?}: {:?} {:?}", shown.changes, shown.faults);
    }
    let stranger = imports::positions_table(service, &stage.screeners[1], posting, Lang::Zh).await;
    assert!(matches!(stranger, Err(Fault::Missing)), "{:?}", stranger.map(|book| book.len()));
}

#[tokio::test]
async fn a_class_of_papers_is_typed_where_the_table_has_no_column_for_it() {
    let stage = Stage::set().await;
    let (posting, screener) = tabled(&stage).await;
    let service = &stage.service;
    let before = see(&stage, &screener, posting).await;
    let mut first = form(&before, "0010001");
    first.details.push("A类".to_owned());
    let at = (posting, before.version);
    postings::put_position(service, &screener, at, (Some("0010001"), &first)).await.expect("written");
    let now = see(&stage, &screener, posting).await;
    let classed: Vec<_> = now
        .positions
        .iter()
        .flat_map(|one| one.details.iter().map(|detail| (one.number.as_str(), detail)))
        .filter(|(_, detail)| detail.about == About::Paper)
        .map(|(number, detail)| (number, detail.title.as_str(), detail.text.as_str()))
        .collect();
    assert_eq!(classed, [("0010001", "试卷类别", "A类")]);
    // The column is one of the table now: it is asked for at every position, and there is no second one.
    let second = form(&now, "0010002");
    assert_eq!(second.details.len(), 5);
    let at = (posting, now.version);
    let mut more = second.clone();
    more.details.push("B类".to_owned());
    postings::put_position(service, &screener, at, (Some("0010002"), &more)).await.expect("nothing to do");
    assert_eq!(see(&stage, &screener, posting).await.version, now.version);
    let book = imports::positions_table(service, &screener, posting, Lang::Zh).await.expect("a workbook");
    let import = stage_up(&stage, &screener, posting, ("a.xlsx", book)).await;
    let shown =
        imports::preview(service, &screener, posting, import, (Lang::En, 1)).await.expect("a preview");
    assert_eq!(
        (shown.added, shown.changed, shown.same, shown.faults.len()),
        (0, 0, 3, 0),
        "it comes back as a class"
    );
}
