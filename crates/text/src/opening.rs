//! The opening ratio in words: what the rule counts and what it proposes.

use domain::opening::{Opened, OpeningState, Proposal};
use domain::scheme::{Base, Opening};

use crate::Lang;
use crate::catalogue::catalogue;
use crate::scheme::ratio;

catalogue! {
    title => "开考比例", "Opening ratio";
    lede => "按计分规则核对各职位人数与计划数之比。规则只提出建议：由审核员逐个职位提出开考人数，由主管部门的另一人确认。确认后公告页立即公布，名单按开考人数计算。", "People per place of each position, by the scheme. The rule only proposes: a screener says for each position how many places open, and another person of the competent department confirms it. It is public at once, and lists count from it.";
    no_rule => "计分规则没有规定开考比例。", "The scheme has no opening ratio.";
    all_reached(count: i64) => "有此规定的 {count} 个职位都达到开考比例。", "Every position under the rule reaches its opening ratio: {count}.";
    some_reached(reached: i64, ruled: i64) => "有此规定的 {ruled} 个职位中，{reached} 个达到开考比例；没有达到的列在下面。", "Of the positions under the rule ({ruled}), {reached} reach the ratio; those that do not are listed below.";
    all_settled => "有此规定的职位都达到开考比例，或者已有确认。", "Every position under the rule reaches its ratio or is confirmed.";
    below => "未达到开考比例的职位", "Positions below their opening ratio";
    position => "职位", "Position";
    plan => "计划数", "Places";
    people => "人数", "People";
    asked => "开考比例", "Ratio";
    proposes => "规则的建议", "The rule proposes";
    registered(count: u32) => "报名 {count} 人", "{count} registered";
    passed(count: u32) => "资格审查合格 {count} 人", "{count} passed screening";
    confirmed(count: u32) => "合格且未退出 {count} 人", "{count} passed and did not leave";
    so_far(people: &str) => "目前{people}，还会变化", "{people} so far, not settled yet";
    reached => "无须处理", "Nothing to do";
    keep => "经批准仍可开考", "May open with approval";
    reduce(from: u32, to: u32) => "核减计划：{from} → {to}", "Cut the plan: {from} → {to}";
    cancel => "取消职位", "Cancel the position";
    propose => "提出开考确认", "Propose the openings";
    propose_lede => "填写每个职位开考的人数；填 0 即取消职位。", "Say how many places of each position open; 0 cancels it.";
    propose_hint(asked: &str, people: &str, proposal: &str) => "开考比例 {asked}，{people}。规则的建议：{proposal}。", "Ratio {asked}, {people}. The rule proposes: {proposal}.";
    places_of(number: &str, words: &str, plan: u32) => "{number} {words}（计划 {plan} 人）", "{number} {words} (planned: {plan})";
    merge_into(number: &str) => "职位 {number} 并入", "Merge position {number} into";
    merge_hint => "不合并的留空。并入的，上面填 0；报考人员只能改报这个职位，其计划数不变。", "Leave it empty to merge nothing. Where it is merged, write 0 above; its people may go to this position alone, whose plan stays as it is.";
    into_position(opened: &str, number: &str) => "{opened}，并入职位 {number}", "{opened}, merged into position {number}";
    until => "改报截止时间", "Another position can be chosen until";
    until_hint => "取消的职位有人、计分规则又规定可以调剂的，必须填写。日程安排已定改报时间的，留空即按日程安排。其余情况留空。格式如 2026-11-22T18:00。", "Needed where people stand on a cancelled position and the scheme lets them move; left empty it is what the timetable says, where that has a time for it. Otherwise leave it empty. For example 2026-11-22T18:00.";
    reason => "说明", "Reason";
    reason_hint => "会在公告页公开，不写个人信息。", "It stands on the public page; write nothing about persons.";
    send => "报主管部门确认", "Send to the competent department";
    waits => "等待确认", "Waits for confirmation";
    stands => "已确认", "Confirmed";
    returned => "已退回", "Sent back";
    opened => "开考人数", "Places that open";
    counted_people => "规则所计人数", "People counted";
    touched => "涉及报名", "Applications";
    planned => "计划数", "Planned";
    proposed_by => "提出", "Proposed";
    decided_by => "决定", "Decided";
    decide => "办理", "Decide";
    confirm => "确认", "Confirm";
    confirm_consequence => "确认后立即公布。取消职位的报名失效并通知本人；核减的职位通知本人；名单按开考人数计算，不能撤回。", "It is public at once. Applications for cancelled positions lapse and their people are told, as are those of positions with fewer places. Lists count from it, and it cannot be taken back.";
    confirm_until(until: &str) => "取消职位的人可以改报到 {until}。", "People of cancelled positions may choose another one until {until}.";
    no_rechoice => "不改报", "Nobody chooses again";
    send_back => "退回", "Send back";
    send_back_reason => "退回理由", "Why it is sent back";
    kept(plan: u32) => "{plan} 人，按计划开考", "{plan}, as planned";
    reduced_to(plan: u32, places: u32) => "{plan} → {places}，核减", "{plan} → {places}, cut";
    cancelled_from(plan: u32) => "{plan} → 0，取消", "{plan} → 0, cancelled";
    public_title => "开考确认", "Openings";
    public_line(number: &str, people: u32, opened: &str) => "职位 {number}：规则所计 {people} 人；{opened}", "Position {number}: people counted {people}; {opened}";
    planned_were(plan: i64) => "原计划 {plan}", "planned {plan}";
    is_cancelled => "取消", "Cancelled";
    rechoose_title => "您的职位已取消，可以改报", "Your position is cancelled; you may choose another one";
    rechoose_until(until: &str) => "报考这个职位的人数未达到开考比例，职位取消。{until}之前可以改报本次遴选的另一个职位，核对内容后重新提交，再经资格审查。过时不能改报。", "Too few people came for this position, so that it is cancelled. Until {until} you may choose another position of this selection, look through what you told and submit it again; it is then screened. Afterwards nothing can be chosen.";
    rechoose_merged(until: &str) => "报考这个职位的人数未达到开考比例，职位并入下列职位。{until}之前可以改报这个职位，核对内容后重新提交，再经资格审查。过时不能改报。", "Too few people came for this position, so that it is merged into the one below. Until {until} you may choose that one, look through what you told and submit it again; it is then screened. Afterwards nothing can be chosen.";
    rechoose_draft(until: &str) => "{until}之前还可以换另一个职位。换了之后须重新提交。", "Until {until} you may still change to another position; it must then be submitted.";
    rechoose_position => "改报的职位", "The other position";
    rechoose => "改报这个职位", "Choose this position";
    rechoose_none => "本次遴选没有您可以改报的职位。", "This selection has no position that you may choose.";
    lapsed_title => "您报考的职位已取消", "Your position is cancelled";
    lapsed_next(authority: &str) => "报考这个职位的人数未达到开考比例，职位取消，您的报名不再进入考试。如有疑问，请向{authority}咨询。", "Too few people came for this position, so that it is cancelled and your application does not go on. Questions go to {authority}.";
    lapsed_merged_title => "您报考的职位已并入另一职位", "Your position was merged into another one";
    lapsed_merged_next(into: &str, authority: &str) => "报考这个职位的人数未达到开考比例，职位并入 {into}。现在不能改报，您的报名不再进入考试。如有疑问，请向{authority}咨询。", "Too few people came for this position, so that it was merged into {into}. That position cannot be chosen now, and your application does not go on. Questions go to {authority}.";
    rechoose_title_merged => "您的职位已并入另一职位，可以改报", "Your position was merged into another one, which you may choose";
    blocks => "去办理开考确认", "To the openings";
    approvable(proposal: &str, lower: &str) => "{proposal}；已达到 {lower}，经批准可按原计划开考", "{proposal}; {lower} is reached, so that it may open whole with approval";
}

/// How many people the rule counts, and whether that can still change.
#[must_use]
pub fn counted(lang: Lang, base: Base, people: u32, settled: bool) -> String {
    let said = match base {
        Base::Registered => registered(lang, people),
        Base::Passed => passed(lang, people),
        Base::Confirmed => confirmed(lang, people),
    };
    if settled { said } else { so_far(lang, &said) }
}

/// The ratio that the rule asks for.
#[must_use]
pub fn asked_for(lang: Lang, rule: &Opening) -> String {
    ratio(lang, rule.ratio)
}

/// What opens of a position.
#[must_use]
pub fn opened_word(lang: Lang, of: Opened) -> String {
    match of.as_proposal() {
        Proposal::Cancel => cancelled_from(lang, of.plan),
        Proposal::Reduce(left) => reduced_to(lang, of.plan, left),
        Proposal::Keep | Proposal::Reached => kept(lang, of.plan),
    }
}

/// What opens of a position, and into which one it is merged.
#[must_use]
pub fn opened_into(lang: Lang, of: Opened, into: Option<&str>) -> String {
    let opened = opened_word(lang, of);
    match into {
        Some(number) => into_position(lang, &opened, number),
        None => opened,
    }
}

/// How far a confirmation has come.
#[must_use]
pub fn state(state: OpeningState, lang: Lang) -> &'static str {
    match state {
        OpeningState::Waits => waits(lang),
        OpeningState::Stands => stands(lang),
        OpeningState::Returned => returned(lang),
    }
}

/// What the rule proposes for a position.
#[must_use]
pub fn proposed(lang: Lang, (rule, may): (&Opening, bool), plan: u32, proposal: Proposal) -> String {
    let said = match proposal {
        Proposal::Reached => reached(lang).to_owned(),
        Proposal::Keep => keep(lang).to_owned(),
        Proposal::Reduce(left) => reduce(lang, plan, left),
        Proposal::Cancel => cancel(lang).to_owned(),
    };
    match rule.with_approval.filter(|_| may) {
        Some(lower) => approvable(lang, &said, &ratio(lang, lower)),
        None => said,
    }
}
