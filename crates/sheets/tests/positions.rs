//! Position tables with the header rows of published ones, read for a ranking and for a posting. The header rows are those of
//! Henan 2026 (`domain.md` 7) and of the national examination; codes and plans stand in `zhengzhou-2024.csv` and
//! `anhui-2026.csv`; units, titles and words are made up.
#![expect(clippy::unwrap_used, reason = "a table that cannot be read is a failure")]

use files::scheme_file::{self, SchemeFile};
use sheets::tables::Table;
use sheets::tables::positions::{PositionLine, Purpose, read};
use sheets::{Limits, Remark, Source, read_whole};

const HENAN: &str = "某市市直机关公开遴选公务员职位表,,,,,,,,,,,,\n招录机关（单位）,职位名称,职位代码,招录人数,年龄要求,学历要求,学位要求,专业,工作经历要求,其他要求,体检标准,是否进行体能测评,备注\n市直一局,一级主任科员及以下,11001011,4,35周岁以下,本科及以上,学士,法学类,两年以上基层工作经历,具有法律职业资格,通用标准,否,最低服务五年\n市直二局,一级主任科员及以下,11014011,1,不限,本科及以上,学士,不限,无,,通用标准,是,\n合计,,,5,,,,,,,,,\n注：以上职位不限性别,,,,,,,,,,,,\n";
const NATIONAL: &str = "序号,部门代码,部门名称,用人司局,机构性质,招考职位,职位属性,职位简介,职位代码,考试类别,招考人数,专业,学历,政治面貌,面试人员比例,工作地点,备注,咨询电话1\n1,101,某部机关,办公厅,机关,一级主任科员以下,普通,从事文稿工作,010001,综合,1,中文,本科及以上,中共党员,3:1,城区,,0000-1\n2,101,某部机关,规划司,机关,一级主任科员以下,普通,从事规划工作,010022,综合,2,经济学,本科及以上,不限,3:1,城区,限应届,0000-1\n";

fn schemes() -> SchemeFile {
    let text = "[scheme]\ncomponents = [{ key = \"written\", weight = 100 }]\n";
    scheme_file::read("s.toml", text.as_bytes()).unwrap()
}

fn both(text: &str) -> [Table<PositionLine>; 2] {
    let sheet = read_whole(Source { name: "p.csv", bytes: text.as_bytes() }, &Limits::default()).unwrap();
    let found = [read(&sheet, Purpose::Ranking(&schemes())), read(&sheet, Purpose::Posting)];
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
    assert_eq!(unread(&posting), columns);
    assert_eq!(unread(&ranking).len(), columns.len() + 3, "a ranking reads code and plan alone");
}

#[test]
fn the_header_words_of_the_national_table_are_known() {
    let [ranking, posting] = both(NATIONAL);
    let rows: Vec<_> = ranking.rows.iter().map(|line| (line.code.as_str(), line.plan)).collect();
    assert_eq!(rows, [("010001", Some(1)), ("010022", Some(2))], "leading zeros stay");
    assert_eq!(posting.rows[1].title.as_ref().unwrap().as_str(), "一级主任科员以下");
    assert!(unread(&posting).contains(&"用人司局") && !unread(&posting).contains(&"序号"));
}

#[test]
fn a_second_title_of_one_meaning_is_left_unread_and_the_same_title_twice_is_refused() {
    let head = "遴选机关,单位,职位名称,职位代码,计划数";
    let [_, posting] = both(&format!("{head}\n市直一局,下属中心,职员,01,1\n"));
    assert_eq!(posting.rows[0].unit.as_ref().unwrap().as_str(), "市直一局");
    assert_eq!(unread(&posting), ["单位"]);
    let text = "遴选机关,职位名称,职位代码,计划数,计划数\n市直一局,职员,01,1,1\n";
    let sheet = read_whole(Source { name: "p.csv", bytes: text.as_bytes() }, &Limits::default()).unwrap();
    assert_eq!(read(&sheet, Purpose::Posting).faults[0].code.name(), "DuplicateColumn");
}
