//! Rounds of moves after the marks (调剂): words of the desk, of the public page and of the own page.

use domain::adjusting::{ChoiceState, RoundState};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "调剂", "Adjustment";
    lede => "名单公布后仍缺人的职位，可以在规定的时间内接收其他职位未进入名单的人。由审核员提出职位、人数和时间，由主管部门的另一人确认，公告页立即公布。时间截止后，由审核员逐人办理；同意调剂的，从下一次计算起在新职位排名，原职位不再递补。", "Positions that still lack people once a list is public may take people of other positions who are on no list. A screener proposes positions, places and the time; another person of the competent department confirms it, and it is public at once. Afterwards a screener rules on each choice; whoever is taken is ranked in the new position from the next computation on, and is out of replacement in the first.";
    no_rule => "计分规则没有规定成绩产生之后的调剂。“只限未进入名单的人”和“调剂后退出原职位递补”须同时选定。", "The scheme has no moves after the marks: “Only people on no list” and “Leaves the first position” must both be set.";
    too_early => "名单公布后才能提出调剂。", "A round can be proposed once a list is public.";
    none => "还没有提出过调剂。", "No round was proposed yet.";
    propose => "提出调剂", "Propose a round";
    propose_lede => "填写每个职位接收几人；不接收的留空。谁能进入名单，由排名决定。", "Say how many people each position takes; leave it empty where it takes nobody. Who gets on a list is decided by the ranking.";
    places_of(number: &str, words: &str, plan: u32) => "{number} {words}（计划 {plan} 人）", "{number} {words} (planned: {plan})";
    opens => "开始时间", "Opens";
    closes => "截止时间", "Closes";
    time_hint => "格式如 2026-11-22T18:00。", "For example 2026-11-22T18:00.";
    reason => "说明", "Reason";
    reason_hint => "会在公告页公开，不写个人信息。", "It stands on the public page; write nothing about persons.";
    send => "报主管部门确认", "Send to the competent department";
    waits => "等待确认", "Waits for confirmation";
    stands => "已确认", "Confirmed";
    returned => "已退回", "Sent back";
    window => "申请时间", "Time to choose";
    from_until(opens: &str, closes: &str) => "{opens} 至 {closes}", "{opens} until {closes}";
    takes => "接收职位", "Positions that take people";
    takes_one(number: &str, words: &str, places: u32) => "{number} {words}：{places} 人", "{number} {words}: {places}";
    proposed_by => "提出", "Proposed";
    decided_by => "决定", "Decided";
    decide => "办理", "Decide";
    confirm => "确认", "Confirm";
    confirm_consequence => "确认后立即公布，符合规定的人可以在规定的时间内申请，不能撤回。", "It is public at once, people who may can choose within the time for it, and it cannot be taken back.";
    send_back => "退回", "Send back";
    send_back_reason => "退回理由", "Why it is sent back";
    choices => "申请调剂的人", "What people chose";
    no_choices => "还没有人申请。", "Nobody has chosen yet.";
    ticket => "准考证号", "Ticket number";
    from => "原职位", "From position";
    to => "申请的职位", "To position";
    state_of => "状态", "State";
    chosen => "已申请", "Chosen";
    taken_back => "已取消", "Taken back";
    taken => "同意调剂", "Taken";
    refused => "不同意", "Refused";
    rule => "办理申请", "Rule on it";
    rule_lede(ticket: &str, to: &str) => "核对 {ticket} 是否符合职位 {to} 的条件。", "Look whether {ticket} meets the conditions of position {to}.";
    take => "同意调剂", "Take into the position";
    take_consequence => "从下一次计算起在新职位排名，原职位不再递补，不能撤回。", "From the next computation on the person is ranked in the new position and is out of replacement in the first; this cannot be taken back.";
    named => "原职位的一项裁决写有此人：同意调剂后，须更正或撤销该裁决，才能再计算名次。", "A ruling on the first position names this person: once the person is taken, it has to be corrected or taken back before the ranking is computed again.";
    to_rulings => "查看裁决", "To the rulings";
    refuse => "不同意", "Refuse";
    refuse_reason => "不同意的理由", "Why it is refused";
    refuse_hint => "本人会看到。", "The person reads it.";
    public_rule => "只有未进入已公布名单、成绩达到该职位合格分数线的人员可以申请，每人限报一个职位，截止前可以改动；同意调剂的，不再参加原职位的递补。请在“我的报名”里办理。", "Whoever is on no list that is public, and whose score reaches the line of the position, may choose one position and change it until the time is over. Whoever is taken is out of replacement in the first position. It is done under “My applications”.";
    own_title => "可以申请调剂", "You may choose another position";
    own_until(closes: &str) => "{closes}之前可以申请调剂到一个下列职位，截止前可以改动或取消。同意调剂的，不再参加原职位的递补。", "Until {closes} you may choose one of these positions, change that or take it back. If you are taken there, you are out of replacement in your first position.";
    own_opens(opens: &str) => "调剂申请于{opens}开始。", "The time to choose another position begins {opens}.";
    own_none => "您不能申请调剂", "You cannot choose another position";
    own_chosen(number: &str, words: &str) => "您已申请调剂到职位 {number} {words}。", "You chose position {number} {words}.";
    own_back(number: &str, words: &str) => "您已取消调剂到职位 {number} {words} 的申请。", "You took your choice of position {number} {words} back.";
    own_taken(number: &str, words: &str) => "您已调剂到职位 {number} {words}，从下一次公布的名单起在这个职位排名，原职位不再递补。", "You were taken into position {number} {words}. From the next list that is published you are ranked there, and out of replacement in your first position.";
    own_refused(number: &str, words: &str) => "您调剂到职位 {number} {words} 的申请未获同意。", "Your choice of position {number} {words} was refused.";
    own_waits => "申请已截止，等待办理。", "The time to choose is over; it will be decided.";
    own_position => "申请的职位", "The other position";
    own_choose => "申请这个职位", "Choose this position";
    own_take_back => "取消申请", "Take it back";
}

/// How far a round has come.
#[must_use]
pub fn round(state: RoundState, lang: Lang) -> &'static str {
    match state {
        RoundState::Waits => waits(lang),
        RoundState::Stands => stands(lang),
        RoundState::Returned => returned(lang),
    }
}

/// How far a choice has come.
#[must_use]
pub fn choice(state: ChoiceState, lang: Lang) -> &'static str {
    match state {
        ChoiceState::Chosen => chosen(lang),
        ChoiceState::TakenBack => taken_back(lang),
        ChoiceState::Taken => taken(lang),
        ChoiceState::Refused => refused(lang),
    }
}
