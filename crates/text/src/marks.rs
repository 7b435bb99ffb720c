//! Marks on the desk: their columns, what may stand in a cell, and what was not saved.

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
    empty_keeps => "留空或没有改动的格子保持原样。回车到下一行，上下键移动，Esc 还原这一格。", "Cells left empty or unchanged stay as they are. Enter goes to the next row, the arrows move, Esc restores the cell.";
    no_components => "计分规则里没有需要录入的科目。", "The scheme has no paper to enter marks for.";
    no_rows => "还没有应考人员。资格审查结束、编排准考证号之后，名单出现在这里。", "Nobody sits this paper yet. Once screening is finished and tickets are issued, they appear here.";
    marks_closed => "现在不能录入成绩", "Marks cannot be entered now";
    marks_closed_why => "只有在考试环节才能录入。名次算出之后要更正成绩，须由审核员先退回更正。", "They are entered while the posting is being examined. After the ranking a screener has to reopen the marks first.";
    show_rows => "显示", "Show";
    ticket_or_position => "准考证号或职位代码", "Ticket number or position code";
    unsaved_title(n: i64) => "有 {n} 个成绩没有保存", "{n} mark was not saved" | "{n} marks were not saved";
    conflict(yours: &str, theirs: &str) => "您录的是 {yours}，其间别人已存为 {theirs}。没有覆盖。请对照原件，需要更正时改过再保存。", "You typed {yours}; meanwhile somebody else saved {theirs}. Nothing was overwritten. Check the paper and save again if it has to change.";
    conflict_elsewhere(yours: &str) => "您录的是 {yours}，其间别人已存了另一个成绩。没有覆盖。请对照原件。", "You typed {yours}; meanwhile somebody else saved another mark. Nothing was overwritten. Check the paper.";
    no_mark(yours: &str, hint: &str) => "您录的是 {yours}，不能作为成绩。应为{hint}。", "You typed {yours}, which cannot be a mark. It is {hint}.";
    not_plain => "（不是数字）", "(no number)";
    unsaved_more(n: i64) => "另有 {n} 个未逐一列出，请用“只看缺成绩的”查找。", "{n} more is not listed; look for those still missing." | "{n} more are not listed; look for those still missing.";
    find_row => "找到这一行", "Find the row";
    import_marks => "导入成绩", "Import marks";
    import_marks_lede => "xlsx 或 CSV，一列准考证号，其余每列一个科目。先试读，确认的就是看到的；同一文件再次导入不会产生改动。", "An xlsx or CSV file: a column of ticket numbers and one column per paper. A dry run first, then exactly that; the same file again changes nothing.";
    template => "下载成绩模板", "Download a sheet to fill in";
    template_examiners => "下载考官评分表", "Download the examiners' sheet";
    import_examiners_lede => "考官评分也从这里导入：每位考官、每个要素一行，列名为准考证号、组成、考官组、考官、要素、成绩。一人一项的评分以文件为准。", "Examiners' marks come in here too: one row for each examiner and element, with ticket, component, panel, examiner, element and mark. Of the people it names, the file holds all their marks.";
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
    capital(lang, &component_word(lang, key, name))
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
