//! Marks, ranking and publication on the desk.

use domain::view::marks::ColumnKind;

use crate::Lang;
use crate::catalogue::catalogue;
use crate::headers;
use crate::scheme::component_word;
use crate::states::status as status_word;

catalogue! {
    // marks
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
    import_marks_lede => "xlsx 或 CSV，第一列准考证号，其余每列一个科目。先试读，确认的就是看到的；同一文件再次导入不会产生改动。", "An xlsx or CSV file: ticket number, then one column per paper. A dry run first, then exactly that; the same file again changes nothing.";
    template => "下载成绩模板", "Download a sheet to fill in";
    template_panel => "下载考官评分表", "Download the examiners' sheet";
    import_panel_lede => "考官评分也从这里导入：每位考官、每个要素一行，列名为准考证号、组成、考官组、考官、要素、成绩。一人一项的评分以文件为准。", "Examiners' marks come in here too: one row for each examiner and element, with ticket, component, panel, examiner, element and mark. Of the people it names, the file holds all their marks.";
    faults_list => "问题清单", "List of faults";
    // statuses
    absent => "缺考", "absent";
    late => "迟到", "late";
    withdrew => "弃考", "withdrew";
    void => "违纪", "void";
    exam_void => "取消资格", "exam void";
    identical => "雷同", "identical answers";
    zero => "零分", "zero";
    exempt => "免试", "exempt";
    withheld => "暂缓", "withheld";
    // ranking
    ranking => "名次", "Ranking";
    ranking_lede => "名次由成绩和计分规则算出，每一步都可以查看。名次用于确定考察人选，不等于决定人选。", "The ranking follows from marks and scheme; every step can be read. It leads into the inspection and decides nobody's appointment.";
    compute => "计算名次", "Compute the ranking";
    compute_again => "重新计算", "Compute again";
    computed_at => "计算时间", "Computed";
    computed_by => "计算人", "Computed by";
    not_computed => "尚未计算。", "Not computed yet.";
    missing_marks(n: i64) => "还缺 {n} 个成绩", "{n} mark is still missing" | "{n} marks are still missing";
    stale => "成绩、规则或裁决在计算之后有变动，请重新计算。", "Marks, scheme or rulings changed after this was computed; compute again.";
    inputs_digest => "输入摘要", "Digest of the inputs";
    result_digest => "结果摘要", "Digest of the result";
    total => "综合成绩", "Composite score";
    rank => "名次", "Rank";
    tied => "并列", "tied";
    interview => "面试", "Interview";
    inspection => "考察", "Inspection";
    steps => "计算过程", "Steps";
    steps_of(ticket: &str) => "{ticket} 的计算过程", "Steps of {ticket}";
    questions => "待裁决的事项", "What has to be decided";
    questions_lede => "计分规则把这些事项留给人决定：待划定的分数线，或者规则分不出先后的末位同分。决定之前，涉及的名单不能发布。", "The scheme leaves these to people: a line that is set after marking, or a tie at the cut that it cannot break. The list concerned cannot be published before.";
    to_rulings => "到裁决页提出", "Propose them on the rulings page";
    concerned => "涉及的人", "People concerned";
    question => "问题", "Question";
    show_position => "职位", "Position";
    clause_of(clause: &str) => "规则条目 {clause}", "Clause {clause}";
    public_already => "已有名单据此发布。", "A list of it is public.";
    back_to_ranking => "返回名次", "Back to the ranking";
    compute_lede => "成绩齐全的环节才能计算；计算不改动成绩，可以重算。", "It computes the stages whose marks are complete; it changes no mark and can be repeated.";
    ranking_of(position: &str) => "{position} 的名次", "Ranking of {position}";
    questions_none => "没有待裁决的问题。", "Nothing is open.";
    reopen => "退回更正成绩", "Reopen marks";
    reopen_consequence => "名次随即作废，成绩可以更正，之后须重新计算。", "The ranking falls; marks can be corrected and it must be computed again.";
    reopen_reason => "更正理由", "Reason";
    // publication
    publish => "发布名单", "Publish a list";
    publish_lede => "发布人核对后签署。名单封存为不可更改的一版，网页、CSV 与 xlsx 同出一份字节，摘要相同。", "The publisher checks and signs. The list is sealed as a version that cannot change; page, CSV and xlsx come from the same bytes with the same digest.";
    stage_interview => "面试人选名单", "Interview list";
    stage_inspection => "差额考察人选名单", "Inspection list";
    stage_ready => "可以发布", "Ready";
    stage_published => "已发布", "Published";
    stage_not_ready => "尚无结果", "No result yet";
    preview_as_public => "按公众所见预览", "Preview as the public will see it";
    list_digest => "名单摘要", "Digest of the list";
    list_digest_proves => "公众下载 CSV 后自行计算 SHA-256，应与此完全一致。", "Anyone who computes the SHA-256 of the CSV must get exactly this.";
    sign => "签署并发布", "Sign and publish";
    sign_title => "签署并发布这份名单？", "Sign and publish this list?";
    sign_consequence_now => "名单立即对所有人公开，不能撤回；更正只能发布新的一版并说明理由。", "It is public at once and cannot be taken back; a correction is a new version with a reason.";
    sign_consequence_people(n: i64, inside: i64) => "共 {n} 人，其中 {inside} 人入围。", "{n} person, {inside} selected." | "{n} people, {inside} selected.";
    sign_consequence_two(first: &str) => "名次由 {first} 计算；您是第二位签署人。", "{first} computed the ranking; you are the second signature.";
    list_name => "名单", "List";
    list_state => "状态", "State";
    people => "人数", "People";
    people_inside => "入围", "Selected";
    check_and_sign => "核对并签署", "Check and sign";
    no_lists => "名次算出之后，可以发布的名单出现在这里。", "Once the ranking is computed, the lists that can be published appear here.";
    rows_as_public => "名单全文", "The whole list";
    rows_first(n: &str) => "名单很长，这里显示前 {n} 行。可按职位查看其余各行；签署的始终是整份名单。", "The list is long; these are its first {n} rows. Look at the others by position; the signature always covers the whole list.";
    proof_minutes => "请在 15 分钟内签署；过后须重新打开本页核对。", "Sign within 15 minutes; after that the page has to be opened and checked again.";
    sign_not_yours => "签署由工作组里的发布人进行，且不能是计算名次的人。", "The publisher of the team signs; it cannot be the person who computed the ranking.";
    note => "说明", "Note";
    result => "结果", "Result";
    name => "姓名", "Name";
    my_result => "我的成绩", "My result";
    my_result_lede => "这是您的成绩从原分到名次的全部计算过程，与公布的名单出自同一次计算。", "Every step from your marks to your rank, from the same computation as the published list.";
    published_at => "发布时间", "Published";
    open_list => "打开公开名单", "Open the public list";
    // stages of the file answers
    dry_run => "试读结果", "Dry run";
    dry_run_counts(added: i64, changed: i64, same: i64) => "新增 {added}，改动 {changed}，相同 {same}", "{added} new, {changed} changed, {same} the same";
    before => "现在", "Now";
    after => "改为", "Becomes";
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

/// English words at the beginning of a line or a column take a capital.
#[must_use]
pub fn capital(lang: Lang, word: &str) -> String {
    let mut letters = word.chars();
    match (lang, letters.next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
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
