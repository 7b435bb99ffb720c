//! Phases of a posting, states of an application, results on a list: one word for one thing, everywhere.

use domain::lifecycle::{ApplicationState, Phase};
use domain::scheme::Status;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    // phases of a posting
    draft => "草稿", "Draft";
    awaiting_approval => "待审批", "Awaiting approval";
    approved => "已批准，待开始报名", "Approved, registration to come";
    registering => "报名", "Registration";
    screening => "资格审查", "Screening";
    examining => "考试", "Examination";
    ranked => "成绩已计算", "Ranked";
    published => "名单已公布", "List published";
    ended => "遴选已终止", "Selection ended";
    suspended => "遴选暂停", "Selection suspended";
    withdrawn => "已撤回申报", "Plan withdrawn";
    notice => "公告", "Notice";
    publishing => "公布名单", "List";
    interview => "面试", "Interview";
    inspection => "差额考察", "Differential inspection";
    // states of an application
    not_submitted => "尚未提交", "Not submitted";
    submitted => "已提交，待审查", "Submitted, awaiting screening";
    passed => "资格审查通过", "Passed screening";
    refused => "资格审查不通过", "Refused at screening";
    withdrew => "已撤回", "Withdrawn";
    lapsed => "职位已取消", "Position cancelled";
    merged => "职位已并入另一职位", "Position merged";
    // results on a list
    in_interview => "进入面试", "To interview";
    in_inspection => "进入考察", "To inspection";
    not_in => "未进入", "Not on the list";
    reserve(n: i64) => "递补第 {n}", "Reserve {n}";
    goes_on => "进入", "Goes on";
    reserve_word => "递补", "Reserve";
    late => "迟到", "Late";
    gave_up => "弃考", "Withdrew";
    void => "违纪", "Void";
    exam_void => "取消资格", "Examination void";
    identical => "雷同", "Identical paper";
    zero => "零分", "Zero";
    exempt => "免试", "Exempt";
    withheld => "暂缓", "Withheld";
    open_question => "待裁决", "Awaiting a ruling";
    tied => "并列", "tied";
    absent => "缺考", "Absent";
    below_line => "未达合格分数线", "Below the pass line";
    closed => "已办结", "Closed";
    superseded => "已被更正", "Superseded";
    in_force => "现行", "In force";
    corrected => "已更正", "Corrected";
}

/// The word for a phase.
#[must_use]
pub fn phase(phase: Phase, lang: Lang) -> &'static str {
    match phase {
        Phase::Draft => draft(lang),
        Phase::Submitted => awaiting_approval(lang),
        Phase::Approved => approved(lang),
        Phase::Registering => registering(lang),
        Phase::Screening => screening(lang),
        Phase::Examining => examining(lang),
        Phase::Ranked => ranked(lang),
        Phase::Published => published(lang),
        Phase::Ended => ended(lang),
        Phase::Closed => closed(lang),
        Phase::Suspended => suspended(lang),
        Phase::Withdrawn => withdrawn(lang),
    }
}

/// The word for the state of an application.
#[must_use]
pub fn application(state: ApplicationState, lang: Lang) -> &'static str {
    match state {
        ApplicationState::Draft => not_submitted(lang),
        ApplicationState::Submitted => submitted(lang),
        ApplicationState::Passed => passed(lang),
        ApplicationState::Refused => refused(lang),
        ApplicationState::Withdrew => withdrew(lang),
        ApplicationState::Lapsed => lapsed(lang),
    }
}

/// The word for the status of a mark.
#[must_use]
pub fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Absent => absent(lang),
        Status::Late => late(lang),
        Status::Withdrew => gave_up(lang),
        Status::Void => void(lang),
        Status::ExamVoid => exam_void(lang),
        Status::Identical => identical(lang),
        Status::Zero => zero(lang),
        Status::Exempt => exempt(lang),
        Status::Withheld => withheld(lang),
    }
}
