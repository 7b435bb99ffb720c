//! Position tables with the header rows of published ones, read for a ranking and for a posting. The header rows are those of
//! Henan 2026 (`domain.md` 7) and of the national examination; codes and plans stand in `zhengzhou-2024.csv` and
//! `anhui-2026.csv`; units, titles and words are made up.
#![expect(clippy::unwrap_used, reason = "a table that cannot be read is a failure")]

use domain::import::ColumnUse;
use domain::posting::About;
use files::scheme_file::{self, SchemeFile};
use sheets::tables::Table;
use sheets::tables::positions::{Chosen, PositionLine, Purpose, Uses, read};
use sheets::{Limits, Remark, Sheet, Source, read_whole};

const HENAN: &str = "某市市直机关公开遴选公务员职位表,,,,,,,,,,,,\n招录机关（单位）,职位名称,职位代码,招录人数,年龄要求,学历要求,学位要求,专业,工作经历要求,其他要求,体检标准,是否进行体能测评,备注\n市直一局,一级主任科员及以下,11001011,4,35周岁以下,本科及以上,学士,法学类,两年以上基层工作经历,具有法律职业资格,通用标准,否,最低服务五年\n市直二局,一级主任科员及以下,11014011,1,不限,本科及以上,学士,不限,无,,通用标准,是,\n合计,,,5,,,,,,,,,\n注：以上职位不限性别,,,,,,,,,,,,\n";
const NATIONAL: &str = "序号,部门代码,部门名称,用人司局,机构性质,招考职位,职位属性,职位简介,职位代码,考试类别,招考人数,专业,学历,政治面貌,面试人员比例,工作地点,备注,咨询电话1\n1,101,某部机关,办公厅,机关,一级主任科员以下,普通,从事文稿工作,010001,综合,1,中文,本科及以上,中共党员,3:1,城区,,0000-1\n2,101,某部机关,规划司,机关,一级主任科员以下,普通,从事规划工作,010022,综合,2,经济学,本科及以上,不限,3:1,城区,限应届,0000-1\n";

fn schemes() -> SchemeFile {
    let text = "[scheme]\ncomponents = [{ key = \"written\", weight = 100 }]\n";
    scheme_file::read("s.toml", text.as_bytes()).unwrap()
}

fn sheet(text: &str) -> Sheet {
    read_whole(Source { name: "p.csv", bytes: text.as_bytes() }, &Limits::default()).unwrap()
}

/// The table as a posting reads it where an officer chose these uses.
fn posting(sheet: &Sheet, chosen: &[(usize, ColumnUse)]) -> Table<PositionLine> {
    read(sheet, Purpose::Posting(&Uses::of(sheet, &chosen.iter().copied().collect::<Chosen>())))
}

fn both(text: &str) -> [Table<PositionLine>; 2] {
    let sheet = sheet(text);
    let found = [read(&sheet, Purpose::Ranking(&schemes())), posting(&sheet, &[])];
    assert!(found.iter().all(|table| table.faults.is_empty()), "{:?}", found.map(|table| table.faults));
    found
}

fn unread(table: &Table<PositionLine>) -> Vec<&str> {
    let columns = table.notes.iter().filter_map(|note| match &note.remark {
        Remark::Unread { columns } => Some(columns.iter().map(String::as_str)),
        _ => None,
    });
    columns.flatten().collect()
}

#[test]
fn a_table_with_title_total_and_note_rows_is_read_by_both() {
    let [ranking, posting] = both(HENAN);
    for table in [&ranking, &posting] {
        let rows: Vec<_> = table.rows.iter().map(|line| (line.code.as_str(), line.plan)).collect();
        assert_eq!(rows, [("11001011", Some(4)), ("11014011", Some(1))]);
    }
    assert_eq!(posting.rows[0].unit.as_ref().unwrap().as_str(), "市直一局");
    assert_eq!(posting.rows[0].conditions.as_str(), "具有法律职业资格");
    let columns =
        ["年龄要求", "学历要求", "学位要求", "专业", "工作经历要求", "体检标准", "是否进行体能测评", "备注"];
    let kept: Vec<_> = posting.rows[0].details.iter().map(|detail| detail.title.as_str()).collect();
    assert_eq!((kept.as_slice(), unread(&posting).len()), (columns.as_slice(), 0), "every column is kept");
    assert_eq!(unread(&ranking).len(), columns.len() + 3, "a ranking reads code and plan alone");
    let second: Vec<_> = posting.rows[1].details.iter().map(|one| (one.text.as_str(), one.about)).collect();
    let asked = [("本科及以上", About::Education), ("学士", About::Degree)];
    let told = [("通用标准", About::Words), ("是", About::Words)];
    let none = [("不限", About::Nothing), ("不限", About::Nothing), ("无", About::Nothing)];
    assert_eq!(second, [&none[..1], &asked, &none[1..], &told].concat(), "an empty cell is none");
}

#[test]
fn the_header_words_of_the_national_table_are_known() {
    let [ranking, posting] = both(NATIONAL);
    let rows: Vec<_> = ranking.rows.iter().map(|line| (line.code.as_str(), line.plan)).collect();
    assert_eq!(rows, [("010001", Some(1)), ("010022", Some(2))], "leading zeros stay");
    assert_eq!(posting.rows[1].title.as_ref().unwrap().as_str(), "一级主任科员以下");
    let asks: Vec<_> = posting.rows[0]
        .details
        .iter()
        .filter(|detail| detail.about != About::Nothing)
        .map(|detail| (detail.title.as_str(), detail.about))
        .collect();
    assert_eq!(asks, [("专业", About::Major), ("学历", About::Education), ("政治面貌", About::Politics)]);
    assert_eq!(posting.rows[1].details.last().unwrap().text.as_str(), "0000-1");
    assert_eq!(unread(&posting), [""; 0], "the number of a row is not worth a word");
}

#[test]
fn a_second_title_of_one_meaning_is_kept_and_the_same_title_twice_is_refused() {
    let head = "遴选机关,单位,职位名称,职位代码,计划数";
    let [_, table] = both(&format!("{head}\n市直一局,下属中心,职员,01,1\n"));
    assert_eq!(table.rows[0].unit.as_ref().unwrap().as_str(), "市直一局");
    assert_eq!(table.rows[0].details[0].text.as_str(), "下属中心");
    for (head, row) in [("计划数,计划数", "1,1"), ("计划数,备注,备注", "1,1,1")] {
        let table = sheet(&format!("遴选机关,职位名称,职位代码,{head}\n市直一局,职员,01,{row}\n"));
        let found = posting(&table, &[]);
        assert_eq!(found.faults[0].code.name(), "DuplicateColumn", "{head}");
    }
}

/// Every column of a real table with what it is read as, where nobody chose.
fn uses(text: &str) -> Vec<(String, ColumnUse)> {
    let sheet = sheet(text);
    let uses = Uses::of(&sheet, &Chosen::new());
    sheet.header.iter().enumerate().map(|(at, title)| (title.name.clone(), uses.at(at))).collect()
}

#[test]
fn every_column_of_the_real_tables_is_read_kept_or_named() {
    let zhengzhou = include_str!("../../domain/tests/cases/zhengzhou-2024.csv");
    let anhui = include_str!("../../domain/tests/cases/anhui-2026.csv");
    for text in [zhengzhou, anhui, HENAN, NATIONAL] {
        let table = sheet(text);
        // The two score tables have neither unit nor title: an officer says which columns to take for them.
        let (unit, title) = (table.header.len() - 2, table.header.len() - 1);
        let plan = table.header.iter().position(|title| title.name == "weights").unwrap_or(1);
        let chosen = if text == HENAN || text == NATIONAL {
            vec![]
        } else {
            vec![(unit, ColumnUse::Unit), (title, ColumnUse::Title), (plan, ColumnUse::Plan)]
        };
        let uses = Uses::of(&table, &chosen.iter().copied().collect());
        let found = posting(&table, &chosen);
        let named = unread(&found);
        for (at, header) in table.header.iter().enumerate() {
            let told = match uses.at(at) {
                ColumnUse::Kept | ColumnUse::Shown => {
                    let filled = table.rows.iter().any(|row| {
                        row.cells.get(at).is_some_and(|cell| !cell.is_blank() && cell.shown() != Some("-"))
                    });
                    let kept = |line: &PositionLine| {
                        line.details.iter().any(|one| one.title.as_str() == header.name)
                    };
                    !filled || found.rows.iter().any(kept)
                }
                ColumnUse::Unread => named.contains(&header.name.as_str()) || header.name == "序号",
                _ => true,
            };
            assert!(told, "{} is neither read nor kept nor named", header.name);
        }
    }
}

#[test]
fn an_unknown_title_is_kept_and_an_officer_says_otherwise() {
    let text =
        "用人单位代号,遴选机关,职位名称,职位代码,要几个人,是否要求党员,序号\n7,市直一局,职员,01,2,是,1\n";
    let table = sheet(text);
    assert_eq!(posting(&table, &[]).faults[0].code.name(), "MissingColumn");
    assert_eq!(uses(text)[4], ("要几个人".to_owned(), ColumnUse::Kept));
    let chosen = [(0, ColumnUse::Unread), (4, ColumnUse::Plan)];
    let read = posting(&table, &chosen);
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    assert_eq!((read.rows[0].plan, unread(&read)), (Some(2), vec!["用人单位代号"]));
    let details = |chosen: &[(usize, ColumnUse)]| {
        let one = posting(&table, chosen).rows.remove(0);
        one.details.into_iter().map(|one| (one.title.as_str().to_owned(), one.about)).collect::<Vec<_>>()
    };
    assert_eq!(details(&chosen), [("是否要求党员".to_owned(), About::Words)], "a person reads it");
    let shown = [&chosen[..], &[(5, ColumnUse::Shown)]].concat();
    assert_eq!(details(&shown), [("是否要求党员".to_owned(), About::Nothing)]);
    let twice = [(0, ColumnUse::Plan), (4, ColumnUse::Plan)];
    assert_eq!(posting(&table, &twice).faults[0].code.name(), "DuplicateColumn");
}

#[test]
fn what_may_not_be_public_is_refused_at_its_cell() {
    let head = "遴选机关,职位名称,职位代码,计划数,其他条件,备注";
    let code = |row: &str| {
        let faults = posting(&sheet(&format!("{head}\n{row}\n")), &[]).faults;
        faults.first().map(|fault| (fault.at.unwrap().to_string(), fault.code.name()))
    };
    let private = |at: &str| Some((at.to_owned(), "PrivateNumber".into()));
    assert_eq!(code("市直一局,职员,01,1,,电话13800138000"), private("2:6"));
    assert_eq!(code("市直一局,职员,01,1,电话13800138000,"), private("2:5"));
    assert_eq!(code("市直一局,职员,01,1,,=1+1").map(|fault| fault.1), Some("FormulaSign".into()));
    let long = "字".repeat(domain::posting::DETAIL_LENGTH + 1);
    assert_eq!(code(&format!("市直一局,职员,01,1,,{long}")).map(|fault| fault.1), Some("CellTooLong".into()));
    let many: String = (0..=domain::posting::MAX_DETAILS).map(|n| format!(",栏{n}")).collect();
    let cells = ",".repeat(domain::posting::MAX_DETAILS + 1);
    let wide = sheet(&format!("遴选机关,职位名称,职位代码,计划数{many}\n市直一局,职员,01,1{cells}\n"));
    let wide = posting(&wide, &[]);
    assert_eq!(wide.faults[0].code.name(), "TooManyColumns");
}

#[test]
fn the_class_of_the_papers_is_read_under_each_of_its_titles() {
    for title in ["试卷类别", "卷 别", "Paper class"] {
        let head = "遴选机关,职位名称,职位代码,计划数";
        let table = sheet(&format!("{head},{title}\n市直一局,职员,01,1,Ａ类\n市直一局,职员,02,1,无\n"));
        let found = posting(&table, &[]);
        assert!(found.faults.is_empty(), "{:?}", found.faults);
        let about: Vec<About> = found.rows.iter().flat_map(|row| &row.details).map(|one| one.about).collect();
        assert_eq!(about, [About::Paper, About::Nothing], "{title}");
        let terms = found.rows.into_iter().filter_map(PositionLine::into_terms);
        let classes: Vec<Option<String>> = terms.map(|one| one.paper()).collect();
        assert_eq!(classes, [Some("A类".to_owned()), None]);
        let kept = posting(&table, &[(4, ColumnUse::Kept)]);
        assert_eq!(kept.rows[0].details[0].about, About::Words, "an officer lets a person read it");
    }
}
