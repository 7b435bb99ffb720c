//! The course of a posting in words: suspended, resumed, cancelled, withdrawn.

use domain::course::DecisionKind;
use domain::lifecycle::Phase;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "进展", "Course";
    lede => "各环节按日程安排的进展，和暂停、恢复、终止、重新进行资格审查的决定。主管部门可以暂停遴选，由一人决定，立即生效；恢复也由一人决定。终止由一人提出、主管部门另一人批准，终止后不能恢复。", "How far each stage of the timetable has come, and what was decided on the course. The competent department can suspend the selection; one person decides it, and it takes effect at once, as resuming does. Ending it is proposed by one person and approved by another of the department, and it is for good.";
    runs => "遴选正常进行。", "The selection goes on.";
    // what the public and candidates read
    since(at: &str) => "自 {at} 起", "Since {at}";
    suspended_what => "遴选暂停期间，报名、修改、撤回、提交和其他各环节都停止办理。恢复后在这里公布。", "While the selection is suspended nothing can be registered, changed, taken back or submitted, and no other step goes on. It will say here when it is resumed.";
    ended_what => "遴选已经终止，不再办理。", "The selection has ended; nothing more will be done.";
    withdrawn_what => "这个项目在批准之前已由遴选机关撤回。", "The selecting authority took this plan back before it was approved.";
    decisions => "暂停、恢复、终止与重新审查", "Suspended, resumed, ended, screened again";
    suspend_done => "暂停遴选", "Suspended";
    resume_done => "恢复遴选", "Resumed";
    cancel_done => "终止遴选", "Ended";
    cancel_waits => "提请终止，等待批准", "Proposed to end, waits for approval";
    cancel_returned => "提请终止，被退回", "Proposed to end, sent back";
    reopen_done => "重新进行资格审查", "Screening was opened again";
    reopen_waits => "提请重新进行资格审查，等待批准", "Proposed to open screening again, waits for approval";
    reopen_returned => "提请重新进行资格审查，被退回", "Proposed to open screening again, sent back";
    // the desk
    suspend => "暂停遴选", "Suspend the selection";
    suspend_title => "暂停这个遴选项目？", "Suspend this selection?";
    suspend_consequence_windows => "报名、修改、撤回、提交、审查、录入、计算和公布立即停止，不论日期写的是什么。", "Registering, changing, taking back, submitting, screening, marking, computing and publishing stop at once, whatever the dates say.";
    suspend_consequence_told => "公告的每一页立即写明暂停、原因和时间；正在报名和已报名的人会收到消息。", "Every public page of it says so at once with reason and time; whoever applied or is applying is told.";
    resume => "恢复遴选", "Resume the selection";
    resume_title => "恢复这个遴选项目？", "Resume this selection?";
    resume_consequence => "从暂停时所在的环节继续，报名日期以现行公告为准；正在报名和已报名的人会收到消息。", "It goes on where it stopped, with the dates of the notice in force; whoever applied or is applying is told.";
    closed_meanwhile(closes: &str) => "报名截止时间 {closes} 在暂停期间已过。请先在“修改公告”中改动截止时间并经批准，再恢复。", "Registration would have closed on {closes}, while the selection was suspended. Change the closing time of the notice first, have it approved, and then resume.";
    cancel => "提请终止遴选", "Propose to end the selection";
    cancel_title => "提请终止这个遴选项目？", "Propose to end this selection?";
    cancel_consequence_second => "须由主管部门的另一人批准；批准之前不影响任何人。", "Another person of the competent department must approve it; until then it touches nobody.";
    cancel_consequence_last => "批准后立即公布原因，不能恢复；报名的状态不再改动，正在报名和已报名的人会收到消息。", "Once approved it is public at once with its reason and cannot be taken back; applications keep their state, and whoever applied or is applying is told.";
    cancel_send => "送主管部门批准", "Send for approval";
    cancel_yes => "批准终止并公布", "Approve: end it and make it public";
    return_title => "退回提请", "Send the proposal back";
    return_reason => "退回的理由", "Why it is sent back";
    reopen => "提请重新进行资格审查", "Propose to open screening again";
    reopen_title => "提请重新进行资格审查？", "Propose to open screening again?";
    reopen_consequence_second => "须由主管部门的另一人批准；批准之前不影响任何人。", "Another person of the competent department must approve it; until then it touches nobody.";
    reopen_consequence_verdicts => "批准后项目回到资格审查：结论可以撤销、改判，审查要再次结束；原因公开，已有结论的人会收到消息。", "Once approved the selection is in screening again: verdicts can be undone and given anew, and screening must be finished again. The reason is public, and whoever has a verdict is told.";
    reopen_consequence_tickets => "已编的准考证号跟人走：仍通过的保留原号，不再通过的收回，不会给别人；新通过的在再次结束审查时编号。审查期间不显示。", "Ticket numbers stay with their people: whoever still passes keeps the own number, whoever no longer passes gives it back and nobody else gets it, whoever newly passes gets one when screening is finished again. Meanwhile no number is shown.";
    reopen_consequence_marks => "已录入的成绩原样保留，审查期间不能录入和计算。", "Marks that were typed stay as they are; meanwhile none can be typed and nothing is computed.";
    rests_ranking => "现有的成绩计算作废，须重新计算。", "The ranking that stands falls and is computed anew.";
    rests_openings(count: u32) => "有 {count} 个职位的开考确认是按通过人数作出的，不会自动改变；人数变了的，结束审查的页面会列出。", "The opening of {count} position was confirmed on the people who passed, and does not change by itself; the page that finishes screening names it where the number is another one." | "The openings of {count} positions were confirmed on the people who passed, and do not change by themselves; the page that finishes screening names those whose number is another one.";
    rests_rulings(count: u32) => "有 {count} 项分数线或裁决已经批准，重新计算后请核对是否仍然适用。", "{count} line or ruling was approved; look at it again once the ranking is computed anew." | "{count} lines and rulings were approved; look at them again once the ranking is computed anew.";
    rests_departures(count: u32) => "有 {count} 人此前已退出，退出不变。", "{count} person left before; that stays." | "{count} people left before; that stays.";
    reopen_yes => "批准，重新进行资格审查", "Approve: open screening again";
    withdraw => "撤回申报", "Withdraw the plan";
    withdraw_title => "撤回这个还没有批准的项目？", "Withdraw this plan before it is approved?";
    withdraw_consequence => "撤回后不能再送审；已送审的版本随之撤回，公众看不到任何内容。", "It cannot be sent for approval any more; a version that waits is withdrawn with it, and the public never sees any of it.";
    reason => "原因", "Reason";
    reason_public => "会在公告页公开。", "It will stand on the public page.";
    reason_inside => "只有工作组看得到。", "Only the team reads it.";
    proposed => "提出", "Proposed";
    decided => "决定", "Decided";
    returned_for => "退回的理由", "Why it was sent back";
    // a posting started from another one
    another => "新项目", "Another posting";
    clone => "以此为底稿新建", "Start another from it";
    clone_title => "以这个项目为底稿新建遴选项目", "Start another posting from this one";
    clone_lede => "新项目是一份草稿，与这个项目互不影响。", "The new posting is a draft; neither touches the other.";
    clone_always => "带入：名称、遴选机关、公告正文、咨询和监督电话、跟班（借调）和服务期、资格条件、计分规则。", "Taken over: title, authority, text of the notice, telephones, trial work and service term, conditions, schemes.";
    clone_never => "不带入：任何日期、报名人员和申请、成绩、名单。", "Never taken over: any date, any candidate or application, marks, lists.";
    clone_positions => "带入职位表", "Take the position table over";
    clone_templates => "带入改写过的消息文字", "Take the words of messages over that were changed in it";
    clone_files => "带入公告附件", "Take the files of its notice over";
    clone_team => "带入工作组（审核员、录入员、发布人）", "Take the team over: screeners, clerks, publishers";
    // what ended a stage or opened one again
    turned => "环节的结束与重新打开", "Stages that ended or were opened again";
    turned_at => "时间", "When";
    turned_by => "办理人", "By";
    turned_what => "变动", "What";
    clock => "按时间自动", "The clock";
    turned_phase(from: &str, to: &str) => "由“{from}”转入“{to}”", "From “{from}” to “{to}”";
    turned_ranked => "计算成绩和名次", "The ranking was computed";
    turned_published(list: &str, version: u32) => "公布{list}，第 {version} 版", "{list}, version {version}: published";
    turned_correcting(list: &str, version: u32) => "开始更正{list}，第 {version} 版；此前的成绩可以修改", "{list}, version {version}: its correction begins, and marks can be changed";
    turned_kept(list: &str, version: u32) => "{list}第 {version} 版经复核维持", "{list}, version {version}: it was looked at again and stands";
    turned_reopened => "重新打开成绩录入：此前的成绩计算和据此签署、尚未公布的名单不再有效，须重新计算和签署；已公布的名单不变", "Marks were opened again: the ranking before it, and lists that were signed on it and are not public, no longer count and are computed and signed anew; public lists stay";
    nothing_yet => "还没有暂停、恢复或终止的决定。", "Nothing was decided on its course yet.";
}

/// What a decision on the course was.
#[must_use]
pub fn done(kind: DecisionKind, lang: Lang) -> &'static str {
    match kind {
        DecisionKind::Suspend => suspend_done(lang),
        DecisionKind::Resume => resume_done(lang),
        DecisionKind::Cancel => cancel_done(lang),
        DecisionKind::ReopenScreening => reopen_done(lang),
    }
}

/// What it means for people that a posting stopped; `None` for one that goes on.
#[must_use]
pub fn what(phase: Phase, lang: Lang) -> Option<&'static str> {
    match phase {
        Phase::Suspended => Some(suspended_what(lang)),
        Phase::Ended => Some(ended_what(lang)),
        Phase::Closed => Some(crate::decisions::closed_what(lang)),
        Phase::Withdrawn => Some(withdrawn_what(lang)),
        Phase::Draft
        | Phase::Submitted
        | Phase::Approved
        | Phase::Registering
        | Phase::Screening
        | Phase::Examining
        | Phase::Ranked
        | Phase::Published => None,
    }
}
