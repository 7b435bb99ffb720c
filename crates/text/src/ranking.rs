//! The ranking as officers read it, and the own result of a candidate.

use domain::view::desk::ranking::{Again, BasisPart};

use crate::catalogue::catalogue;
use crate::{Lang, numbers};

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
    again => "按留存依据复算", "Computed again";
    again_lede => "每次计算名次，都把当时的计分规则、职位、成绩、裁决和退出情况封存下来。在这里按当时的依据重新计算，逐项与当时的摘要核对；之后的变动不影响复算。", "With each ranking the scheme, positions, marks, rulings and departures that it was computed from are kept sealed. Here it is computed from them once more, whatever changed since, and every digest compared.";
    again_rankings => "算过的名次", "Rankings that were computed";
    again_lists => "名单", "Lists";
    again_public => "已据此发布", "a list of it is public";
    again_not_public => "未据此发布", "no list of it is public";
    again_kept => "留存依据", "What was kept";
    again_nothing => "没有留存", "nothing was kept";
    again_go => "复算", "Compute it again";
    again_go_of(when: &str) => "复算 {when} 的名次", "Compute the ranking of {when} again";
    again_engines => "程序版本", "Versions of the program";
    again_engines_said(then: &str, now: &str) => "当时 {then}，复算 {now}", "{then} then, {now} now";
    again_same => "摘要一致", "Same digest";
    again_same_said => "依据和结果的摘要都与当时一致。", "What it was computed from and what came out have the digests that they had.";
    again_differs => "与当时不一致", "Not what it was";
    again_differs_said(parts: &str) => "与当时摘要不同的有{parts}。查明原因之前，不要使用这个名次和据此发布的名单。", "Another digest: {parts}. Do not rely on this ranking or on a list of it before the cause is found.";
    again_lost => "留存的依据不在了，或者被改动而打不开。", "What was kept is gone, or was altered and does not open.";
    again_unreadable => "留存的依据读不出来。", "What was kept cannot be read.";
    again_not_kept => "这个名次由没有留存依据的旧版程序计算。", "A version of the program computed it that kept nothing.";
    basis_head => "依据自述的名称", "what it says that it is of";
    basis_scheme => "计分规则", "scheme";
    basis_inputs => "职位和成绩", "positions and marks";
    basis_rulings => "裁决和退出情况", "rulings and departures";
    basis_result => "计算结果", "outcome";
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

/// A part of what a ranking was computed from, or what came out.
#[must_use]
pub fn basis_word(part: BasisPart, lang: Lang) -> &'static str {
    match part {
        BasisPart::Head => basis_head(lang),
        BasisPart::Scheme => basis_scheme(lang),
        BasisPart::Inputs => basis_inputs(lang),
        BasisPart::Rulings => basis_rulings(lang),
        BasisPart::Result => basis_result(lang),
    }
}

/// What came of computing a ranking again.
#[must_use]
pub fn again_said(outcome: &Again, lang: Lang) -> String {
    match outcome {
        Again::Same => again_same_said(lang).to_owned(),
        Again::Differs(parts) => {
            let words: Vec<&str> = parts.iter().map(|part| basis_word(*part, lang)).collect();
            again_differs_said(lang, &numbers::list(lang, &words))
        }
        Again::Lost => again_lost(lang).to_owned(),
        Again::Unreadable => again_unreadable(lang).to_owned(),
        Again::NotKept => again_not_kept(lang).to_owned(),
    }
}
