//! The ranking as officers read it, and the own result of a candidate.

use crate::catalogue::catalogue;

catalogue! {
    withheld_title => "分数线尚待划定", "A pass line is still to be set";
    withheld => "可以提出或审批划线的人，在划定并重新计算之前看不到各人的成绩和名次；可划的分数线和各线人数在划线页。", "Whoever may propose or approve it sees nobody's scores and ranks before it is set and the ranking computed again; the lines that could be set, with how many each lets through, stand on the page that sets one.";
    ranking => "名次", "Ranking";
    ranking_lede => "名次由成绩和计分规则算出，每一步都可以查看。名次用于确定考察人选，不等于决定人选。", "The ranking follows from marks and scheme; every step can be read. It leads into the inspection and decides nobody's appointment.";
    compute => "计算名次", "Compute the ranking";
    compute_again => "重新计算", "Compute again";
    computed_at => "计算时间", "Computed";
    computed_by => "计算人", "Computed by";
    not_computed => "尚未计算。", "Not computed yet.";
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
    try_mark => "试改一项成绩", "Try another mark";
    try_mark_of(ticket: &str) => "试改 {ticket} 的一项成绩", "Try another mark of {ticket}";
    try_mark_lede => "更正之前先看：如果这项成绩改为所填的数，谁的成绩、名次和名单会变动。这里只计算，什么都不保存。", "Before a mark is corrected: whose score, rank and place on a list would change if it were the one typed here. It is only computed and nothing is kept.";
    try_component => "哪一项", "Which one";
    try_value => "改为", "The other mark";
    try_value_hint => "数字，或缺考等状态。", "A number, or a status such as absent.";
    try_go => "计算变动", "Count who would move";
    try_moves => "改成这样，谁会变动", "Who would move by it";
    try_unfit => "已有的裁决与改后的成绩不符，须更正或撤销；上面按没有这些裁决计算。", "Rulings that stand would no longer fit and have to be corrected or taken back; the people above are counted without them.";
    try_none => "这个人没有可以试改的成绩；考官打分须在表格中更正后导入。", "This person has no mark that can be tried; examiners' marks are corrected in their file.";
    now_is(now: &str) => "现为 {now}", "now {now}";
    position_before(number: &str) => "上一职位 {number}", "Position before: {number}";
    position_after(number: &str) => "下一职位 {number}", "Next position: {number}";
    book => "下载全部名次（xlsx）", "Download the whole ranking (xlsx)";
    book_note => "内部工作表，未封存，不是公布的名单。", "A working sheet for officers: it is not sealed and no published list.";
    back_to_ranking => "返回名次", "Back to the ranking";
    compute_lede => "成绩齐全的环节才能计算；计算不改动成绩，可以重算。", "It computes the stages whose marks are complete; it changes no mark and can be repeated.";
    ranking_of(position: &str) => "{position} 的名次", "Ranking of {position}";
    questions_none => "没有待裁决的问题。", "Nothing is open.";
    reopen => "退回更正成绩", "Reopen marks";
    reopen_consequence => "名次随即作废，成绩可以更正，之后须重新计算。", "The ranking falls; marks can be corrected and it must be computed again.";
    reopen_reason => "更正理由", "Reason";
    my_result => "我的成绩", "My result";
    my_result_lede => "这是您的成绩从原分到名次的全部计算过程，与公布的名单出自同一次计算。", "Every step from your marks to your rank, from the same computation as the published list.";
}
