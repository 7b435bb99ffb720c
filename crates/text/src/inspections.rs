//! Inspections and medicals in words: the page of a posting, the file of a person, and the closed lists of both.

use domain::departure::VetoGround;
use domain::inspection::{ArchiveFinding, AwardKind, InspectionState, MedicalResult, Relation, Shown, TalkKind};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "考察", "Inspection";
    lede => "名单上的每一个人由两名以上成员组成的考察组考察，一人登记、另一人会签。考察情况不计分，不影响名次，供集体研究时参考。", "A team of two or more inspects everybody on the list; one member enters the file and another countersigns it. Nothing of it is summed into a rank; the body that decides reads it.";
    no_inspection => "按计分规则，这次遴选没有考察。", "The scheme of this selection has no inspection.";
    not_yet => "考察人选名单发布之后，在这里登记考察情况。", "Once the inspection list is published, the files of its people stand here.";
    team => "考察组", "Inspection team";
    team_none => "还没有考察组成员；至少两人。", "Nobody is in the team yet; it needs two members at least.";
    member => "成员", "Member";
    member_since => "列入", "Named";
    member_state => "状态", "State";
    member_in => "在组", "In the team";
    member_out(at: &str) => "{at} 起不在组", "Not in the team since {at}";
    left_out(relation: &str, at: &str) => "回避：{relation}（{at} 申报）", "Left out: {relation} (declared {at})";
    name_member => "列入考察组", "Name into the team";
    name_hint => "从本次遴选的审核员、录入员中选。", "A screener or a clerk of this selection.";
    take_member(name: &str) => "把 {name} 移出考察组", "Take {name} off the team";
    people => "考察对象", "People";
    everybody => "全部", "Everybody";
    none => "没有符合的人。", "Nobody fits.";
    person => "姓名", "Name";
    position => "职位", "Position";
    file => "考察情况", "File";
    missing => "尚缺", "Missing";
    further => "体检、否决、退出", "Medical, veto, departure";
    state_open => "未登记", "Open";
    state_entered => "待会签", "Waits for the second member";
    state_countersigned => "已会签", "Countersigned";
    shown_unfit => "体检未通过或待复检", "Medical not passed or open";
    shown_veto => "一票否决", "Veto";
    shown_left => "已退出", "Left";
    waits_departure(why: &str) => "退出待批准：{why}", "A departure waits for approval: {why}";
    veto_is(ground: &str) => "一票否决：{ground}", "Veto: {ground}";
    medical_is(result: &str) => "体检：{result}", "Medical: {result}";
    // one file
    unit => "现工作单位", "Current unit";
    entered => "登记", "Entered";
    countersigned => "会签", "Countersigned";
    returned_for => "上次退回的理由", "Why it was sent back last";
    read => "打开考察情况", "Open what was found";
    read_hint => "只有考察组（回避者除外）和审批人可以打开；每次打开都有记录。", "Only the team without whoever is left out and the approver may open it; each opening is put on record.";
    read_until(until: &str) => "显示到 {until}。", "Shown until {until}.";
    appraisals => "历年年度考核", "Annual appraisals";
    appraisal_of(year: i32) => "{year} 年度考核", "Appraisal of {year}";
    year_of(no: u32) => "第 {no} 项奖励的年份", "Year of award {no}";
    not_recorded => "未填", "Not recorded";
    awards => "奖励", "Awards";
    award_no(no: u32) => "奖励 {no}", "Award {no}";
    tasks => "急难险重任务", "Urgent and hard tasks";
    tasks_hint => "一行一项：任务和本人表现。", "One a line: the task and what the person did.";
    task_count(count: u32) => "{count} 项", "{count} task" | "{count} tasks";
    talks => "谈话、走访、测评", "Talks, visits, ballots";
    talk_no(no: u32) => "第 {no} 次", "No. {no}";
    talk_day(no: u32) => "第 {no} 次的日期", "Day of no. {no}";
    talk_people(no: u32) => "第 {no} 次的人数", "People at no. {no}";
    talk_line(kind: &str, day: &str, people: u32) => "{kind}，{day}，{people} 人", "{kind}, {day}, people: {people}";
    points => "考察量化成绩", "Quantified result";
    points_hint => "满分 100，最多两位小数。计分规则按它与考试成绩合计，由另一名成员会签后起作用。", "Of a hundred, two decimals at most. The scheme weighs it with the examination once another member countersigned it.";
    archive => "干部人事档案审核", "Check of the personal archive";
    archive_by => "审核人", "Checked by";
    archive_line(finding: &str, by: &str) => "{finding}，审核人 {by}", "{finding}, by {by}";
    day_hint => "例如 2026-05-01。", "For example 2026-05-01.";
    findings => "考察情况和结论", "Findings";
    findings_hint => "德能勤绩廉、人岗相适。内容加密保存，不公开。", "Conduct, ability, diligence, results, integrity, fit for the post. Kept sealed and never public.";
    enter => "登记考察情况", "Enter the file";
    enter_consequence => "登记后由考察组另一人会签；会签前可以重新登记。", "Another member countersigns it; until then it can be entered anew.";
    countersign => "会签", "Countersign";
    countersign_consequence => "确认以上情况属实、完整。会签后不能再改，只能退回。", "It says that the above is true and whole. After that it can only be sent back.";
    return_reason => "退回的理由", "Why it is sent back";
    return_back => "退回重新登记", "Send it back";
    declare => "申报回避", "Declare a relation";
    declare_lede => "与此人有下列关系的，须申报回避：此后不能登记、会签或打开此人的考察情况，本人登记或会签过的情况退回重办。申报不能撤回。", "Whoever has such a relation to this person must say so: they can no longer enter, countersign or open this file, and what they entered or countersigned is open again. It is not taken back.";
    relation => "关系", "Relation";
    medical => "体检", "Medical";
    medical_none => "还没有体检结果。", "No result yet.";
    medical_record => "登记体检结果", "Write a result down";
    medical_lede => "复检只进行一次，以复检结果为准。最终不合格的，系统同时登记退出，由审批人批准。", "There is one re-examination, and its result is final. A final result that is not passed enters a departure, which the approver decides.";
    medical_result => "结果", "Result";
    medical_day => "体检日期", "Day of the medical";
    medical_words => "依据", "What it rests on";
    medical_void => "不计：所登记的退出未获批准或已撤销", "Does not count: the departure that it entered was refused or taken back";
    veto => "一票否决", "Veto";
    veto_lede => "否决是一项有依据的事实，不是分数。登记后由审批人批准；批准后此人退出，空出的名额按计分规则递补。", "A veto is a fact with evidence and never a score. The approver decides it; then the person leaves, and the place is filled as the scheme says.";
    veto_enter => "登记一票否决", "Enter a veto";
    // the candidate's own page
    own_what => "考察正在进行。考察情况不公开，也不计分；请留意遴选机关的通知。", "The inspection is under way. What it finds is not public and no score; the authority will tell you what it needs.";
    // closed lists
    award_commendation => "嘉奖", "Commendation";
    award_third_class => "记三等功", "Merit, third class";
    award_second_class => "记二等功", "Merit, second class";
    award_first_class => "记一等功", "Merit, first class";
    award_title => "授予称号", "Honorary title";
    talk_talk => "个别谈话", "Talk";
    talk_visit => "走访", "Visit";
    talk_ballot => "民主测评", "Ballot";
    archive_sound => "核查无疑问", "Nothing in doubt";
    archive_incomplete => "材料不全，待补充", "Papers missing, asked for";
    archive_mismatch => "“三龄两历”记载不一致", "Age, education or record do not agree";
    relation_spouse => "夫妻", "Husband or wife";
    relation_lineal => "直系血亲", "Direct line of blood";
    relation_collateral => "三代以内旁系血亲", "Collateral within three generations";
    relation_affinity => "近姻亲", "Close by marriage";
    relation_other => "其他可能影响公正的关系", "Another relation that could touch the judgement";
    medical_qualified => "合格", "Passed";
    medical_not_qualified => "不合格", "Not passed";
    medical_reexamine => "须复检", "Re-examination asked for";
    ground_condition => "不符合职位资格条件", "A condition of the position is not met";
    ground_false_material => "提供虚假材料或信息", "False material";
    ground_recusal => "存在任职回避情形", "A relation at the position that asks for recusal";
    ground_investigation => "被立案审查调查", "An investigation was opened";
    ground_sanction => "处分影响期未满", "A sanction is in its term";
    ground_archive => "档案造假（三龄两历）", "The archive was falsified";
    ground_consent => "所在单位撤回同意", "The unit withdrew its consent";
}

/// How far a file has come.
#[must_use]
pub fn state_word(state: InspectionState, lang: Lang) -> &'static str {
    match state {
        InspectionState::Open => state_open(lang),
        InspectionState::Entered => state_entered(lang),
        InspectionState::Countersigned => state_countersigned(lang),
    }
}

/// What the page shows of the people.
#[must_use]
pub fn shown_word(shown: Shown, lang: Lang) -> &'static str {
    match shown {
        Shown::Open => state_open(lang),
        Shown::Entered => state_entered(lang),
        Shown::Countersigned => state_countersigned(lang),
        Shown::Unfit => shown_unfit(lang),
        Shown::Veto => shown_veto(lang),
        Shown::Left => shown_left(lang),
    }
}

/// An award.
#[must_use]
pub fn award_word(kind: AwardKind, lang: Lang) -> &'static str {
    match kind {
        AwardKind::Commendation => award_commendation(lang),
        AwardKind::ThirdClass => award_third_class(lang),
        AwardKind::SecondClass => award_second_class(lang),
        AwardKind::FirstClass => award_first_class(lang),
        AwardKind::Title => award_title(lang),
    }
}

/// How people were heard.
#[must_use]
pub fn talk_word(kind: TalkKind, lang: Lang) -> &'static str {
    match kind {
        TalkKind::Talk => talk_talk(lang),
        TalkKind::Visit => talk_visit(lang),
        TalkKind::Ballot => talk_ballot(lang),
    }
}

/// What the check of the archive found.
#[must_use]
pub fn archive_word(finding: ArchiveFinding, lang: Lang) -> &'static str {
    match finding {
        ArchiveFinding::Sound => archive_sound(lang),
        ArchiveFinding::Incomplete => archive_incomplete(lang),
        ArchiveFinding::Mismatch => archive_mismatch(lang),
    }
}

/// Why a member is left out.
#[must_use]
pub fn relation_word(relation: Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Spouse => relation_spouse(lang),
        Relation::Lineal => relation_lineal(lang),
        Relation::Collateral => relation_collateral(lang),
        Relation::Affinity => relation_affinity(lang),
        Relation::Other => relation_other(lang),
    }
}

/// The result of a medical.
#[must_use]
pub fn result_word(result: MedicalResult, lang: Lang) -> &'static str {
    match result {
        MedicalResult::Qualified => medical_qualified(lang),
        MedicalResult::NotQualified => medical_not_qualified(lang),
        MedicalResult::Reexamine => medical_reexamine(lang),
    }
}

/// The ground of a veto.
#[must_use]
pub fn ground_word(ground: VetoGround, lang: Lang) -> &'static str {
    match ground {
        VetoGround::Condition => ground_condition(lang),
        VetoGround::FalseMaterial => ground_false_material(lang),
        VetoGround::Recusal => ground_recusal(lang),
        VetoGround::Investigation => ground_investigation(lang),
        VetoGround::Sanction => ground_sanction(lang),
        VetoGround::Archive => ground_archive(lang),
        VetoGround::Consent => ground_consent(lang),
    }
}
