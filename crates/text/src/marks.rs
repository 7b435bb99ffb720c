//! Marks on the desk: their columns, what may stand in a cell, and what was not saved.

use domain::entering::{MarkFault, MarkRule};
use domain::view::desk::marks::ColumnKind;

use crate::catalogue::catalogue;
use crate::headers;
use crate::scheme::component_word;
use crate::states::status as status_word;
use crate::{Lang, capital};

catalogue! {
    marks => "成绩", "Marks";
    marks_lede => "按准考证号录入，不显示姓名。分数照原件录入，系统不作取舍。", "Marks are entered by ticket number; names are not shown. Type what the paper says; nothing is rounded.";
    component => "科目", "Paper or component";
    component_full(full: &str) => "满分 {full}", "full mark {full}";
    entered_of(done: i64, all: i64) => "已有 {done} / {all}", "{done} of {all} in";
    missing_only => "只看缺成绩的", "Only those still missing";
    ticket => "准考证号", "Ticket number";
    position => "职位", "Position";
    mark => "分数或状态", "Mark or status";
    mark_hint(full: &str, places: i64) => "0 至 {full}，最多 {places} 位小数；缺考等状态写词：缺考、违纪、零分……", "0 to {full}, at most {places} decimal places; or a status word: absent, void, zero …";
    panel_hint => "考官评分由考官评分表导入；这里只写状态：缺考、弃考……", "Examiners' marks come in with their table; only a status stands here: absent, withdrew …";
    room_hint => "考场或考官组的名称，例如 1、第二考场", "The name of the room, for example 1 or B";
    points_hint => "加分的分数，没有加分写 0", "The points, 0 where there are none";
    yes_no_hint => "是写 1，否写 0", "1 for yes, 0 for no";
    number_hint => "数字", "A number";
    room_title(component: &str) => "{component}考场", "Room of {component}";
    entry => "内容", "Entry";
    save_marks => "保存这一页", "Save this page";
    marks_saved(n: i64) => "已保存 {n} 个成绩。", "{n} mark saved." | "{n} marks saved.";
    mark_of(component: &str, ticket: &str) => "{ticket} 的{component}", "{component} of {ticket}";
    empty_keeps => "没有改动的格子保持原样；清空须写明理由。回车到下一行，上下键移动，Esc 还原这一格。可从表格复制一列成绩，或者准考证号和成绩两列，粘贴到格子里。", "Unchanged cells stay as they are; emptying one takes a reason. Enter goes to the next row, the arrows move, Esc restores the cell. A column of marks, or ticket numbers with their marks, can be copied from a spreadsheet and pasted into a cell.";
    no_components => "计分规则里没有需要录入的科目。", "The scheme has no paper to enter marks for.";
    no_rows => "还没有应考人员。资格审查结束、编排准考证号之后，名单出现在这里。", "Nobody sits this paper yet. Once screening is finished and tickets are issued, they appear here.";
    marks_closed => "现在不能录入成绩", "Marks cannot be entered now";
    marks_closed_why => "只有在考试环节才能录入。名次算出之后要更正成绩，须由审核员先退回更正。", "They are entered while the posting is being examined. After the ranking a screener has to reopen the marks first.";
    show_rows => "显示", "Show";
    ticket_or_position => "准考证号或职位代码", "Ticket number or position code";
    unsaved_title(n: i64) => "有 {n} 个成绩没有保存", "{n} mark was not saved" | "{n} marks were not saved";
    conflict(theirs: &str) => "其间别人已存为 {theirs}，没有覆盖。请对照原件：再保存一次以您录的为准，改成 {theirs} 则不动。", "Meanwhile somebody else saved {theirs}; nothing was overwritten. Check the paper: save again to put yours in its place, or type {theirs} to leave it.";
    emptied_meanwhile => "其间别人清空了这一格，没有覆盖。请看历次记录里的理由；再保存一次就存入您录的。", "Meanwhile somebody else emptied this cell; nothing was written. See the reason in its history; save again to put yours in.";
    not_saved_yet => "还没有保存。", "Not saved yet.";
    not_saved_elsewhere(yours: &str) => "您录的是 {yours}，没有保存；这一行不在本页。", "You typed {yours}; it was not saved, and its row is not on this page.";
    fault_not_a_mark => "含有不能用于成绩的字符。", "It has characters that no mark has.";
    fault_no_number(hint: &str) => "不是成绩。应为{hint}。", "This is no mark. It is {hint}.";
    fault_decimal_comma => "小数点请用“.”，不用逗号。", "Write a point, not a comma.";
    fault_too_fine(places: i64) => "小数超过 {places} 位。请照原件录入，系统不作取舍。", "More than {places} decimal places. Type what the paper says; nothing is rounded.";
    fault_above(full: &str) => "高于满分 {full}。", "Above the full mark {full}.";
    fault_negative => "低于 0。", "Below 0.";
    fault_status_only => "这里只写状态：缺考、弃考……考官评分由表导入。", "Only a status stands here: absent, withdrew …; examiners' marks come in with their table.";
    fault_yes_no => "是写 1，否写 0。", "1 for yes, 0 for no.";
    cells_unsaved(n: i64) => "{n} 格未保存", "{n} cell not saved" | "{n} cells not saved";
    rows_a_page => "每页行数", "Rows a page";
    paste_fits(n: i64) => "粘贴的内容中有 {n} 格可以填入", "{n} cell of what you pasted fits" | "{n} cells of what you pasted fit";
    paste_nothing_yet => "现在还没有填入，也没有保存。", "Nothing is filled in or saved yet.";
    paste_unfit(n: i64) => "有 {n} 行不能填入：", "{n} row does not fit:" | "{n} rows do not fit:";
    paste_no_row => "本页没有这一行", "no such row on this page";
    paste_twice => "准考证号重复，只取第一次", "the ticket stands twice; the first counts";
    paste_too_wide(n: i64) => "粘贴的内容有 {n} 列。请只复制一列成绩，或者准考证号和成绩两列。", "You pasted {n} columns. Copy one column of marks, or two: ticket number and mark.";
    paste_fill(n: i64) => "填入这 {n} 格", "Fill {n} cell" | "Fill {n} cells";
    paste_more(n: i64) => "另有 {n} 行", "{n} more row" | "{n} more rows";
    unsaved_more(n: i64) => "另有 {n} 个未逐一列出，在各自的行里标明。", "{n} more is not listed here; its row says so." | "{n} more are not listed here; their rows say so.";
    find_row => "找到这一行", "Find the row";
    import_marks => "导入成绩", "Import marks";
    import_marks_lede => "xlsx 或 CSV，一列准考证号，其余每列一个科目。先试读，确认的就是看到的；同一文件再次导入不会产生改动。", "An xlsx or CSV file: a column of ticket numbers and one column per paper. A dry run first, then exactly that; the same file again changes nothing.";
    template => "下载成绩模板", "Download a sheet to fill in";
    template_examiners => "下载考官评分表", "Download the examiners' sheet";
    import_examiners_lede => "考官评分也从这里导入：每位考官、每个要素一行，列名为准考证号、组成、考官组、考官、要素、成绩。一人一项的评分以文件为准。", "Examiners' marks come in here too: one row for each examiner and element, with ticket, component, panel, examiner, element and mark. Of the people it names, the file holds all their marks.";
    history => "历次记录", "History";
    history_of(component: &str, ticket: &str) => "{ticket} 的{component}：历次记录", "{component} of {ticket}: history";
    history_lede => "这一格现在和以前的内容，何人何时录入，由哪个文件导入。记录不能修改或删除。", "What stands in this cell and what stood there before, who entered it when, and by which file. The record can be neither changed nor deleted.";
    entered => "录入", "Entered";
    entered_by(when: &str, who: &str) => "{when} {who} 录入", "saved {when} by {who}";
    imported_by(when: &str, who: &str) => "{when} {who} 导入", "imported {when} by {who}";
    unnamed => "（账号没有姓名）", "(account without a name)";
    file_place(name: &str, place: &str) => "文件“{name}”，单元格 {place}", "file “{name}”, cell {place}";
    file_whole(name: &str) => "文件“{name}”", "file “{name}”";
    valid_now => "现行", "Valid now";
    nothing_now => "这一格现在是空的。", "The cell is empty now.";
    before => "以前", "Before";
    nothing_before => "这一格没有被替换或清空过。", "Nothing was replaced or emptied here.";
    examiner => "考官", "Examiner";
    ended => "失效", "Ended";
    replaced => "被替换", "replaced";
    emptied => "被清空", "emptied";
    dropped => "文件中不再有", "no longer in the file";
    emptied_cell => "已清空", "emptied";
    empty_title => "清空这一格", "Empty this cell";
    empty_lede => "原成绩留在历次记录里。清空之后，计算名次前须重新录入。", "The mark stays in the history. The cell has to be filled again before the ranking is computed.";
    empty_reason => "理由", "Reason";
    empty_reason_hint => "写明为什么清空，例如录错了行。", "Say why, for example that the mark stood on the wrong line.";
    emptying_asks => "清空已有的成绩须写明理由：请打开这一格的“历次记录”办理。", "A mark that is there is emptied with a reason only: open the history of this cell.";
    faults_list => "问题清单", "List of faults";
    absent => "缺考", "absent";
    late => "迟到", "late";
    withdrew => "弃考", "withdrew";
    void => "违纪", "void";
    exam_void => "取消资格", "exam void";
    identical => "雷同", "identical answers";
    zero => "零分", "zero";
    exempt => "免试", "exempt";
    withheld => "暂缓", "withheld";
}

/// The head of a component's column: what the scheme calls it, in English with a capital.
#[must_use]
pub fn column_word(lang: Lang, key: &str, name: Option<&str>) -> String {
    match key {
        "current_unit" => crate::decisions::column_unit(lang).to_owned(),
        "current_post" => crate::decisions::column_post(lang).to_owned(),
        "weighted" => crate::decisions::column_weighted(lang).to_owned(),
        _ => capital(lang, &component_word(lang, key, name)),
    }
}

/// The head of a column of the sheets: of a room column the component's room.
#[must_use]
pub fn sheet_word(lang: Lang, kind: ColumnKind, key: &str, name: Option<&str>) -> String {
    let bare = key.split_once('.').filter(|(kind, _)| ["room", "bonus", "fact"].contains(kind));
    match (kind, bare) {
        (ColumnKind::Room, Some((_, of))) => room_title(lang, &component_word(lang, of, name)),
        (_, Some((_, of))) => column_word(lang, of, name),
        (_, None) => column_word(lang, key, name),
    }
}

/// What may stand in a column.
#[must_use]
pub fn sheet_hint(lang: Lang, kind: ColumnKind, full: &str, places: u8) -> String {
    match kind {
        ColumnKind::Mark => mark_hint(lang, full, places.into()),
        ColumnKind::Panel => panel_hint(lang).to_owned(),
        ColumnKind::Room => room_hint(lang).to_owned(),
        ColumnKind::Bonus => points_hint(lang).to_owned(),
        ColumnKind::YesNo => yes_no_hint(lang).to_owned(),
        ColumnKind::Number => number_hint(lang).to_owned(),
    }
}

/// Why a typed text cannot stand in a cell, and what may.
#[must_use]
pub fn typed_fault(lang: Lang, fault: MarkFault, rule: MarkRule) -> String {
    match fault {
        MarkFault::NotAMark => fault_not_a_mark(lang).to_owned(),
        MarkFault::NotANumber => {
            let full = rule.full.map(|full| full.to_string()).unwrap_or_default();
            fault_no_number(lang, &sheet_hint(lang, rule.kind, &full, rule.places))
        }
        MarkFault::DecimalComma => fault_decimal_comma(lang).to_owned(),
        MarkFault::TooFine { places } => fault_too_fine(lang, places.into()),
        MarkFault::AboveFull { full } => fault_above(lang, &full.to_string()),
        MarkFault::Negative => fault_negative(lang).to_owned(),
        MarkFault::StatusOnly => fault_status_only(lang).to_owned(),
        MarkFault::NotYesNo => fault_yes_no(lang).to_owned(),
    }
}

/// Whether a word means a status in a file or a cell.
#[must_use]
pub fn is_status(word: &str) -> bool {
    headers::status(word).is_some()
}

/// What stands for a mark to read: a number as it is, a status as a word.
#[must_use]
pub fn value_word(lang: Lang, value: &str) -> String {
    domain::scheme::Status::from_word(value)
        .map_or_else(|| value.to_owned(), |status| status_word(status, lang).to_owned())
}

/// What stands for a mark in a field: a number as it is, a status as the word that can be typed for it.
#[must_use]
pub fn typed_word(lang: Lang, value: &str) -> String {
    match lang {
        Lang::Zh => headers::statuses().find(|one| one.0 == value).map_or(value, |one| one.1).to_owned(),
        Lang::En => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_in_a_field_can_be_typed_back() {
        for (code, _) in headers::statuses() {
            for lang in [Lang::Zh, Lang::En] {
                assert_eq!(headers::status(&typed_word(lang, code)), Some(code));
                assert_ne!(value_word(lang, code), "");
            }
        }
        assert_eq!(typed_word(Lang::Zh, "78.5"), "78.5");
        assert_eq!(value_word(Lang::En, "78.5"), "78.5");
    }

    #[test]
    fn english_columns_begin_with_a_capital() {
        assert_eq!(column_word(Lang::En, "written", None), "Written test");
        assert_eq!(capital(Lang::En, ""), "");
    }
}
