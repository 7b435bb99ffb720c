//! The plan of a posting's interviews, at the desk and in the archive.

use domain::interview_plan::{PlanPart, PlanState};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "面试工作方案", "Interview plan";
    lede => "遴选机关拟定面试工作方案，送主管部门审批。方案不公开，报名人员看不到。不写试题内容。", "The selecting authority lays down how the interviews are held and sends it to the competent department for approval. It is never public, and no candidate sees it. Write no question of the interview in it.";
    needed => "按本项目的计分规则，面试前须有获批准的面试工作方案。", "By the scheme of this posting the interviews need a plan that was approved.";
    none_yet => "还没有面试工作方案。", "There is no interview plan yet.";
    version(no: u32) => "第 {no} 版", "Version {no}";
    // the headings
    days => "时间和地点", "Days and places";
    days_hint => "哪几天、在哪里、几个考场。", "On which days, where, and in how many rooms.";
    examiners => "考官来源", "Where examiners come from";
    examiners_hint => "考官组怎样组成，多少人来自外单位，何时抽签。不写考官姓名。", "How panels are made up, how many come from outside, and when they are drawn. Name no examiner.";
    order => "面试次序", "Order of candidates";
    order_hint => "怎样抽签决定次序，迟到和缺考怎样处理。", "How the order is drawn, and what is done about people who are late or absent.";
    waiting => "候考管理", "Waiting";
    waiting_hint => "候考室、通讯工具、引导和离场。", "The waiting room, telephones, who leads people in and how they leave.";
    question => "试题保管", "Safekeeping of the questions";
    question_hint => "由谁命制、保管、启封和交接。", "Who makes, keeps, opens and hands over the questions.";
    further => "其他", "Anything else";
    further_hint => "应急处置、监督和记录等。", "Emergencies, supervision, records.";
    // how far a version has come
    draft => "草稿", "Draft";
    sent => "待审批", "Waits for approval";
    approved => "已批准", "Approved";
    returned => "已退回", "Sent back";
    state => "状态", "State";
    written_by => "拟定", "Written by";
    sent_by => "送审", "Sent by";
    decided_by => "审批", "Decided by";
    digest => "摘要", "Digest";
    returned_because => "退回理由", "Why it was sent back";
    signed_there => "获批准的方案由监督人员查阅并签名：", "Supervisors read what was approved and sign it there:";
    // the forms
    write => "拟定方案", "Write the plan";
    write_lede => "保存后仍是草稿，可以继续修改。已批准或已退回的，保存后成为新的一版，原版本保留；新版获批准之前，已批准的仍然有效。", "What is saved stays a draft that can be changed. After an approval or a return it becomes a further version; the earlier one is kept, and what was approved stands until the further version is approved too.";
    save => "保存草稿", "Save the draft";
    send => "送主管部门审批", "Send for approval";
    send_consequence => "送审后不能再修改，除非被退回。“其他”可以不填，其余各项都要写明。", "It cannot be changed any more unless it is sent back. Everything but the last heading must be filled in.";
    approve => "批准方案", "Approve the plan";
    approve_consequence => "批准的是上面摘要所代表的内容；内容若有变动，批准不会成立。", "You approve what the digest above stands for; if anything changed, the approval does not stand.";
    send_back => "退回", "Send back";
    // in the archive
    digest_is(digest: &str) => "方案内容的 SHA-256：{digest}", "SHA-256 of what it says: {digest}";
    by_at(what: &str, who: &str, at: &str) => "{what}：{who}，{at}", "{what}: {who}, {at}";
    signed(who: &str, at: &str) => "监督人员 {who} 于 {at} 签名。", "Signed by the supervisor {who} on {at}.";
}

/// The heading.
#[must_use]
pub fn part(part: PlanPart, lang: Lang) -> &'static str {
    match part {
        PlanPart::Days => days(lang),
        PlanPart::Examiners => examiners(lang),
        PlanPart::Order => order(lang),
        PlanPart::Waiting => waiting(lang),
        PlanPart::Question => question(lang),
        PlanPart::Further => further(lang),
    }
}

/// What is to be said under the heading.
#[must_use]
pub fn hint(part: PlanPart, lang: Lang) -> &'static str {
    match part {
        PlanPart::Days => days_hint(lang),
        PlanPart::Examiners => examiners_hint(lang),
        PlanPart::Order => order_hint(lang),
        PlanPart::Waiting => waiting_hint(lang),
        PlanPart::Question => question_hint(lang),
        PlanPart::Further => further_hint(lang),
    }
}

/// How far a version has come.
#[must_use]
pub fn state_word(state: PlanState, lang: Lang) -> &'static str {
    match state {
        PlanState::Draft => draft(lang),
        PlanState::Sent => sent(lang),
        PlanState::Approved => approved(lang),
        PlanState::Returned => returned(lang),
    }
}
