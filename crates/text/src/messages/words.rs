//! The words of the closed lists.

use domain::messages::{DeliveryFault, DeliveryState, Kind, Matter};
use domain::placeholder::Placeholder;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    submitted => "申请已提交", "Application submitted";
    recalled => "申请已取回修改", "Application taken back";
    withdrew => "申请已撤回", "Application withdrawn";
    passed => "资格审查通过", "Passed screening";
    refused => "资格审查不通过", "Refused in screening";
    reopened => "重新审查", "Screened again";
    list_released => "名单发布", "List published";
    list_corrected => "名单更正", "List corrected";
    extended => "报名延期", "Extended for one application";
    position_cancelled => "职位取消", "Position cancelled";
    position_merged => "职位并入", "Position merged";
    plan_reduced => "职位核减计划", "Places cut";
    departed => "退出遴选", "Left the selection";
    called_up => "递补通知", "Called to move up";
    place_changed => "拟遴选情况变化", "What follows the lists";
    move_ruled => "调剂申请已办理", "Choice in an adjustment round decided";
    objection_answered => "异议或复核已答复", "Objection or review answered";
    second_waits => "待另一人办理", "Waits for another person";
    objection_waits => "异议、举报、咨询待答复", "Waits for an answer";
    suspended => "遴选暂停", "Selection suspended";
    resumed => "遴选恢复", "Selection resumed";
    cancelled => "遴选终止", "Selection ended";
    screening_reopened => "重新进行资格审查", "Screening opened again";
    draft_waits => "申请未提交提醒", "Reminder: not submitted";
    files_wait => "待审查提醒", "Reminder: files to judge";
    verdicts_due => "资格审查截止提醒", "Reminder: screening ends";
    approval_waits => "报请审批", "Waits for approval";
    returned => "退回", "Sent back";
    approved => "批准公布", "Approved";
    new_sign_in => "新地址登录", "Sign-in from a new address";
    password_changed => "密码已修改", "Password changed";
    password_reset => "密码已重置", "Password replaced";
    password_recovered => "密码已由遴选机关重置", "Password replaced by an authority";
    proof => "验证码", "Code for an address";
    application => "报名与审查结果", "Applications and their results";
    reminder => "截止提醒", "Reminders";
    desk => "工作事项", "Work at the desk";
    account => "帐号安全", "Safety of the account";
    waiting => "等待发送", "waits";
    sending => "正在发送", "being sent";
    sent => "已发出", "sent";
    failed => "未能发出", "not sent";
    bounced => "被退回：没有这个地址", "came back: no such address";
    withdrawn => "不再发送", "not sent any more";
    unreachable => "连接不上", "the other side could not be reached";
    later => "对方要求稍后再试", "the other side asks to come again";
    refused_by => "对方拒收", "the other side refused it";
    no_such_address => "对方没有这个地址", "the other side knows no such address";
    unfit => "无法写成对方要求的格式", "it does not fit the form that the way asks for";
    because(state: &str, why: &str) => "{state}（{why}）", "{state} ({why})";
    name_posting => "遴选项目名称", "Title of the posting";
    name_position => "职位（代码、单位、名称）", "The position: code, unit, title";
    name_number => "申请编号", "Number of the application";
    name_time => "发生的时间", "When it happened";
    name_link => "相关页面的网址", "Address of the page with more";
    name_ground => "不通过的理由（目录中的一项）", "Ground of the refusal, from the catalogue";
    name_words => "审核员、审批人写的说明，或更正的理由", "What the officer wrote, or the reason of a correction";
    name_closes => "报名截止时间", "When registration closes";
    name_count => "待审查的申请数", "How many files wait";
    name_list => "名单的名称", "Name of the list";
    name_account => "用户名", "User name";
    name_office => "办理的遴选机关", "Selecting authority that acted";
    name_address => "登录的地址", "From where somebody signed in";
    name_code => "验证码", "The code";
    name_until => "验证码的有效期，或答复、改报的期限", "Until when the code can be used, an answer counts, or another position can be chosen";
    name_into => "并入的职位（代码、单位、名称）", "The position that it is merged into: code, unit, title";
}

pub(super) fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Submitted => submitted(lang),
        Kind::Recalled => recalled(lang),
        Kind::Withdrew => withdrew(lang),
        Kind::Passed => passed(lang),
        Kind::Refused => refused(lang),
        Kind::Reopened => reopened(lang),
        Kind::Extended => extended(lang),
        Kind::PositionCancelled => position_cancelled(lang),
        Kind::PositionMerged => position_merged(lang),
        Kind::PlanReduced => plan_reduced(lang),
        Kind::Departed => departed(lang),
        Kind::CalledUp => called_up(lang),
        Kind::ListReleased => list_released(lang),
        Kind::ListCorrected => list_corrected(lang),
        Kind::PlaceChanged => place_changed(lang),
        Kind::MoveRuled => move_ruled(lang),
        Kind::ObjectionAnswered => objection_answered(lang),
        Kind::SecondWaits => second_waits(lang),
        Kind::ObjectionWaits => objection_waits(lang),
        Kind::Suspended => suspended(lang),
        Kind::Resumed => resumed(lang),
        Kind::Cancelled => cancelled(lang),
        Kind::ScreeningReopened => screening_reopened(lang),
        Kind::DraftWaits => draft_waits(lang),
        Kind::FilesWait => files_wait(lang),
        Kind::VerdictsDue => verdicts_due(lang),
        Kind::ApprovalWaits => approval_waits(lang),
        Kind::Returned => returned(lang),
        Kind::Approved => approved(lang),
        Kind::NewSignIn => new_sign_in(lang),
        Kind::PasswordChanged => password_changed(lang),
        Kind::PasswordReset => password_reset(lang),
        Kind::PasswordRecovered => password_recovered(lang),
        Kind::Proof => proof(lang),
    }
}

pub(super) fn matter(matter: Matter, lang: Lang) -> &'static str {
    match matter {
        Matter::Application => application(lang),
        Matter::Reminder => reminder(lang),
        Matter::Desk => desk(lang),
        Matter::Account => account(lang),
    }
}

pub(super) fn state(state: DeliveryState, fault: Option<DeliveryFault>, lang: Lang) -> String {
    let said = match state {
        DeliveryState::Waiting => waiting(lang),
        DeliveryState::Sending => sending(lang),
        DeliveryState::Sent => sent(lang),
        DeliveryState::Failed => failed(lang),
        DeliveryState::Bounced => bounced(lang),
        DeliveryState::Withdrawn => withdrawn(lang),
    };
    match fault {
        Some(fault) if matches!(state, DeliveryState::Waiting | DeliveryState::Failed) => {
            because(lang, said, why(fault, lang))
        }
        _ => said.to_owned(),
    }
}

fn why(fault: DeliveryFault, lang: Lang) -> &'static str {
    match fault {
        DeliveryFault::Unreachable => unreachable(lang),
        DeliveryFault::Later => later(lang),
        DeliveryFault::Refused => refused_by(lang),
        DeliveryFault::NoSuchAddress => no_such_address(lang),
        DeliveryFault::Unfit => unfit(lang),
    }
}

pub(super) fn name(name: Placeholder, lang: Lang) -> &'static str {
    match name {
        Placeholder::Posting => name_posting(lang),
        Placeholder::Position => name_position(lang),
        Placeholder::Number => name_number(lang),
        Placeholder::Time => name_time(lang),
        Placeholder::Link => name_link(lang),
        Placeholder::Ground => name_ground(lang),
        Placeholder::Words => name_words(lang),
        Placeholder::Closes => name_closes(lang),
        Placeholder::Count => name_count(lang),
        Placeholder::List => name_list(lang),
        Placeholder::Account => name_account(lang),
        Placeholder::Office => name_office(lang),
        Placeholder::Address => name_address(lang),
        Placeholder::Code => name_code(lang),
        Placeholder::Until => name_until(lang),
        Placeholder::Into => name_into(lang),
    }
}
