//! Marks, ranking and publication on the desk.

use crate::catalogue::catalogue;

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
    save_marks => "保存这一页", "Save this page";
    marks_saved(n: i64) => "已保存 {n} 个成绩。", "{n} mark saved." | "{n} marks saved.";
    conflict_title => "这个成绩刚被别人改过", "Somebody else changed this mark";
    conflict(yours: &str, theirs: &str, who: &str) => "您录的是 {yours}，{who} 已存为 {theirs}。请对照原件，改定后再保存。", "You typed {yours}; {who} saved {theirs}. Check the paper and save again.";
    import_marks => "导入成绩", "Import marks";
    import_marks_lede => "xlsx 或 CSV，第一列准考证号，其余每列一个科目。先试读，确认的就是看到的；同一文件再次导入不会产生改动。", "An xlsx or CSV file: ticket number, then one column per paper. A dry run first, then exactly that; the same file again changes nothing.";
    template => "下载成绩模板", "Download a template";
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
    stale => "成绩在计算之后有变动，请重新计算。", "Marks changed after this was computed; compute again.";
    inputs_digest => "输入摘要", "Digest of the inputs";
    result_digest => "结果摘要", "Digest of the result";
    total => "综合成绩", "Composite score";
    rank => "名次", "Rank";
    tied => "并列", "tied";
    interview => "面试", "Interview";
    inspection => "考察", "Inspection";
    steps => "计算过程", "Steps";
    steps_of(ticket: &str) => "{ticket} 的计算过程", "Steps of {ticket}";
    questions => "待裁决的同分", "Ties that need a ruling";
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
    published_at => "发布时间", "Published";
    open_list => "打开公开名单", "Open the public list";
    // stages of the file answers
    dry_run => "试读结果", "Dry run";
    dry_run_counts(added: i64, changed: i64, same: i64) => "新增 {added}，改动 {changed}，相同 {same}", "{added} new, {changed} changed, {same} the same";
    before => "现在", "Now";
    after => "改为", "Becomes";
}
