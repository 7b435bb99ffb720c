//! The audit trail of what moves people between screening and the lists: extensions, the end of screening, openings, panels, interview plans, departures and
//! calls.

use domain::event::Event;

use crate::catalogue::catalogue;
use crate::{Lang, dates, departures};

catalogue! {
    extension_proposed(application: &str, until: &str) => "提请报名 {application} 延期至 {until}。", "It was proposed to extend application {application} until {until}.";
    opening_proposed(posting: &str, reduced: u32, cancelled: u32) => "遴选 {posting} 提出开考确认：核减职位 {reduced} 个，取消职位 {cancelled} 个。", "Openings of posting {posting} were proposed: positions with fewer places {reduced}, cancelled {cancelled}.";
    opening_confirmed(posting: &str, reduced: u32, cancelled: u32) => "遴选 {posting} 的开考确认获批准：核减职位 {reduced} 个，取消职位 {cancelled} 个。", "Openings of posting {posting} were confirmed: positions with fewer places {reduced}, cancelled {cancelled}.";
    position_merged(posting: &str, from: &str, to: &str) => "遴选 {posting} 的职位 {from} 并入职位 {to}。", "Position {from} of posting {posting} was merged into position {to}.";
    opening_returned(posting: &str) => "遴选 {posting} 的开考确认被退回。", "The proposal of openings of posting {posting} was sent back.";
    adjustment_proposed(posting: &str, positions: u32, places: u32) => "遴选 {posting} 提出调剂：职位 {positions} 个，共 {places} 人。", "An adjustment round of posting {posting} was proposed: positions {positions}, places {places}.";
    adjustment_confirmed(posting: &str, positions: u32, places: u32) => "遴选 {posting} 的调剂获批准：职位 {positions} 个，共 {places} 人。", "The adjustment round of posting {posting} was confirmed: positions {positions}, places {places}.";
    adjustment_returned(posting: &str) => "遴选 {posting} 的调剂被退回。", "The proposal of an adjustment round of posting {posting} was sent back.";
    adjustment_chosen(application: &str, from: &str, to: &str) => "报名 {application} 申请调剂：职位 {from} → {to}。", "Application {application} chose another position in the adjustment round: {from} → {to}.";
    adjustment_taken_back(application: &str) => "报名 {application} 取消调剂申请。", "Application {application} took its choice in the adjustment round back.";
    adjustment_taken(application: &str, from: &str, to: &str) => "报名 {application} 调剂到其他职位：{from} → {to}。", "Application {application} was taken into another position: {from} → {to}.";
    adjustment_refused(application: &str, to: &str) => "报名 {application} 调剂到职位 {to} 未获同意。", "The choice of position {to} by application {application} was refused.";
    extension_granted(application: &str, until: &str) => "报名 {application} 延期至 {until}。", "Application {application} was extended until {until}.";
    extension_refused(application: &str) => "报名 {application} 的延期未获批准。", "The extension of application {application} was refused.";
    panels_recorded(posting: &str, panels: u32, lacking: u32) => "遴选项目 {posting} 登记面试考官组 {panels} 个；缺少或不足的 {lacking} 处。", "Panels of examiners were recorded in posting {posting}: {panels}; missing or too few: {lacking}.";
    plan_written(posting: &str, no: u32) => "遴选项目 {posting} 拟定面试工作方案第 {no} 版。", "Version {no} of the interview plan of posting {posting} was written.";
    plan_sent(posting: &str, no: u32) => "遴选项目 {posting} 的面试工作方案第 {no} 版送主管部门审批。", "Version {no} of the interview plan of posting {posting} was sent for approval.";
    plan_approved(posting: &str, no: u32) => "遴选项目 {posting} 的面试工作方案第 {no} 版获批准。", "Version {no} of the interview plan of posting {posting} was approved.";
    plan_returned(posting: &str, no: u32) => "遴选项目 {posting} 的面试工作方案第 {no} 版被退回。", "Version {no} of the interview plan of posting {posting} was sent back.";
    finished_early(posting: &str, count: u32, until: &str) => "遴选项目 {posting} 结束资格审查时，还有 {count} 名审查不通过的人在异议期内，最晚到 {until}；他们仍可提出。", "When screening of posting {posting} was finished, refused people could still object: {count}, the last until {until}. They still can.";
    departure_entered(application: &str, why: &str) => "登记报名 {application} 的退出：{why}。", "The departure of application {application} was entered: {why}.";
    departed(application: &str, why: &str) => "报名 {application} 退出：{why}。", "Application {application} left: {why}.";
    departure_refused(application: &str) => "报名 {application} 的退出未获批准。", "The departure of application {application} was refused.";
    recall_proposed(application: &str) => "提请撤销报名 {application} 的退出。", "It was proposed to take back the departure of application {application}.";
    taken_back(application: &str, why: &str) => "撤销报名 {application} 的退出（{why}）。", "The departure of application {application} ({why}) was taken back.";
    recall_refused(application: &str) => "报名 {application} 的退出不予撤销。", "The departure of application {application} was not taken back.";
    called_up(application: &str, round: u32, until: &str) => "通知报名 {application} 递补，第 {round} 轮，{until} 前答复。", "Application {application} was called to move up, round {round}, to be answered until {until}.";
    call_answered(application: &str, answer: &str) => "报名 {application} 对递补通知的答复：{answer}。", "The call of application {application} to move up: {answer}.";
}

/// An event of the openings of positions; nothing for others.
pub(super) fn of_opening(event: &Event, lang: Lang) -> String {
    match event {
        Event::OpeningProposed { posting, reduced, cancelled, .. } => {
            opening_proposed(lang, posting.as_str(), *reduced, *cancelled)
        }
        Event::OpeningConfirmed { posting, reduced, cancelled, .. } => {
            opening_confirmed(lang, posting.as_str(), *reduced, *cancelled)
        }
        Event::PositionMerged { posting, from, to, .. } => position_merged(lang, posting.as_str(), from, to),
        Event::OpeningReturned { posting, .. } => opening_returned(lang, posting.as_str()),
        _ => String::new(),
    }
}

/// An event of a round of moves after the marks; nothing for others.
pub(super) fn of_adjustment(event: &Event, lang: Lang) -> String {
    match event {
        Event::AdjustmentProposed { posting, positions, places, .. } => {
            adjustment_proposed(lang, posting.as_str(), *positions, *places)
        }
        Event::AdjustmentConfirmed { posting, positions, places, .. } => {
            adjustment_confirmed(lang, posting.as_str(), *positions, *places)
        }
        Event::AdjustmentReturned { posting, .. } => adjustment_returned(lang, posting.as_str()),
        Event::AdjustmentChosen { application, from, to, .. } => {
            adjustment_chosen(lang, application.as_str(), from, to)
        }
        Event::AdjustmentTakenBack { application, .. } => adjustment_taken_back(lang, application.as_str()),
        Event::AdjustmentTaken { application, from, to, .. } => {
            adjustment_taken(lang, application.as_str(), from, to)
        }
        Event::AdjustmentRefused { application, to, .. } => {
            adjustment_refused(lang, application.as_str(), to)
        }
        _ => String::new(),
    }
}

/// An event of the end of screening, or of what an interview needs; nothing for others.
pub(super) fn of_stages(event: &Event, lang: Lang) -> String {
    match event {
        Event::FinishedEarly { posting, count, until } => {
            finished_early(lang, posting.as_str(), *count, &dates::stamp(lang, until.0))
        }
        Event::PanelsRecorded { posting, panels, lacking, .. } => {
            panels_recorded(lang, posting.as_str(), *panels, *lacking)
        }
        _ => String::new(),
    }
}

/// An event of the interview's plan; nothing for others.
pub(super) fn of_plan(event: &Event, lang: Lang) -> String {
    match event {
        Event::InterviewPlanWritten { posting, no, .. } => plan_written(lang, posting.as_str(), *no),
        Event::InterviewPlanSent { posting, no, .. } => plan_sent(lang, posting.as_str(), *no),
        Event::InterviewPlanApproved { posting, no, .. } => plan_approved(lang, posting.as_str(), *no),
        Event::InterviewPlanReturned { posting, no, .. } => plan_returned(lang, posting.as_str(), *no),
        _ => String::new(),
    }
}

/// An event of a departure, or of a call to move up; nothing for others.
pub(super) fn of_departure(event: &Event, lang: Lang) -> String {
    match event {
        Event::DepartureEntered { application, kind, .. } => {
            departure_entered(lang, application.as_str(), departures::kind(*kind, lang))
        }
        Event::Departed { application, kind, .. } => {
            departed(lang, application.as_str(), departures::kind(*kind, lang))
        }
        Event::DepartureRefused { application, .. } => departure_refused(lang, application.as_str()),
        Event::RecallProposed { application, .. } => recall_proposed(lang, application.as_str()),
        Event::DepartureTakenBack { application, kind, .. } => {
            taken_back(lang, application.as_str(), departures::kind(*kind, lang))
        }
        Event::RecallRefused { application, .. } => recall_refused(lang, application.as_str()),
        Event::CalledUp { application, round, until, .. } => {
            called_up(lang, application.as_str(), *round, &dates::moment(lang, until.0))
        }
        Event::CallAnswered { application, answer, .. } => {
            call_answered(lang, application.as_str(), departures::answer(*answer, lang))
        }
        _ => String::new(),
    }
}

/// An event of an individual extension; nothing for others.
pub(super) fn of_extension(event: &Event, lang: Lang) -> String {
    match event {
        Event::ExtensionProposed { application, until, .. } => {
            extension_proposed(lang, application.as_str(), &dates::moment(lang, until.0))
        }
        Event::ExtensionGranted { application, until, .. } => {
            extension_granted(lang, application.as_str(), &dates::moment(lang, until.0))
        }
        Event::ExtensionRefused { application, .. } => extension_refused(lang, application.as_str()),
        _ => String::new(),
    }
}
