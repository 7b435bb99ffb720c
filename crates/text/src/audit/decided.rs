//! The audit trail after the last list: decisions, publicity periods, objections, transfers, working days.

use domain::event::Event;
use domain::id::Code;
use domain::scheme::PartNames;

use crate::catalogue::catalogue;
use crate::{Lang, dates, decisions, objections, supervision};

catalogue! {
    decision_begun(posting: &str, decision: &str) => "遴选项目 {posting} 开始登记集体研究决定 {decision}。", "Collective decision {decision} of posting {posting} was begun.";
    decision_edited(decision: &str) => "修改集体研究决定 {decision} 的会议信息。", "What collective decision {decision} says of its meeting changed.";
    choice_proposed(decision: &str, ticket: &str) => "集体研究决定 {decision}：登记 {ticket} 拟遴选。", "Collective decision {decision}: {ticket} is proposed.";
    choice_not(decision: &str, ticket: &str, ground: &str) => "集体研究决定 {decision}：登记 {ticket} 未选定，理由：{ground}。", "Collective decision {decision}: {ticket} is not proposed, ground: {ground}.";
    decision_sent(decision: &str) => "集体研究决定 {decision} 送交确认。", "Collective decision {decision} was sent to be confirmed.";
    decision_returned(decision: &str) => "集体研究决定 {decision} 被退回。", "Collective decision {decision} was sent back.";
    decision_confirmed(decision: &str, proposed: u32) => "集体研究决定 {decision} 已确认，拟遴选 {proposed} 人。", "Collective decision {decision} was confirmed; people proposed: {proposed}.";
    publicity_begun(decision: &str, opens: &str, closes: &str) => "集体研究决定 {decision} 的人选自 {opens} 公示，至 {closes}。", "The publicity period of decision {decision} runs from {opens} until {closes}.";
    publicity_ended(decision: &str) => "集体研究决定 {decision} 的人选公示结束。", "The publicity period of decision {decision} was ended.";
    transfer_approved(ticket: &str, from: &str, months: u32) => "批准 {ticket} 自 {from} 转任，试用期 {months} 个月。", "The transfer of {ticket} from {from} was approved; months of probation: {months}.";
    term_set(ticket: &str, months: u32) => "{ticket}：没有跟班（借调），服务期 {months} 个月。", "{ticket}: no trial work; months of the service term: {months}.";
    term_ended(ticket: &str, over: &str) => "{ticket} 的服务期提前到 {over} 结束。", "The service term of {ticket} was ended early; it is over on {over}.";
    term_set_trial(ticket: &str, from: &str, until: &str, months: u32) => "{ticket}：跟班（借调）自 {from} 至 {until}，服务期 {months} 个月。", "{ticket}: trial work from {from} to {until}; months of the service term: {months}.";
    probation_ended(ticket: &str, end: &str) => "{ticket}：{end}。", "{ticket}: {end}.";
    objection_terms(posting: &str, kind: &str, within: u32, answer: u32) => "遴选项目 {posting} 的{kind}：{within} 个工作日内提出，{answer} 个工作日内答复。", "{kind} in posting {posting}: working days to raise it {within}, to answer it {answer}.";
    objection_taken(posting: &str, objection: &str, kind: &str) => "遴选项目 {posting}：记下来电、来访或来信，{kind}，编号 {objection}。", "Taken down in posting {posting} from a call, a visit or a letter: {kind}, {objection}.";
    objection_raised(application: &str, objection: &str, kind: &str) => "报名申请 {application} 的考生提出{kind}，编号 {objection}。", "The candidate of application {application} raised {objection}: {kind}.";
    objection_answered(objection: &str, effect: &str) => "答复事项 {objection}：{effect}。", "{objection} was answered: {effect}.";
    supervisor_signed_unseen(posting: &str, what: &str, of: &str) => "监督人员查阅并签名：遴选项目 {posting}，{what} {of}。", "A supervisor read and signed in posting {posting}: {what} {of}.";
    supervisor_signed(posting: &str, what: &str, of: &str, digest: &str) => "监督人员查阅并签名：遴选项目 {posting}，{what} {of}，摘要 {digest}。", "A supervisor read and signed in posting {posting}: {what} {of}, digest {digest}.";
    work_year_entered(year: &str, digest: &str) => "录入 {year} 年工作日历，摘要 {digest}。", "The working days of {year} were entered, digest {digest}.";
}

/// What happens after the last list.
pub(super) fn sentence(event: &Event, names: &PartNames, lang: Lang) -> String {
    let code = Code::as_str;
    match event {
        Event::DecisionBegun { posting, decision, .. } => decision_begun(lang, code(posting), code(decision)),
        Event::DecisionEdited { decision, .. } => decision_edited(lang, code(decision)),
        Event::ChoiceMade { decision, ticket, proposed: true, .. } => {
            choice_proposed(lang, code(decision), ticket)
        }
        Event::ChoiceMade { decision, ticket, ground, .. } => {
            let ground =
                ground.map_or(decisions::no_ground(lang), |ground| decisions::ground_word(ground, lang));
            choice_not(lang, code(decision), ticket, ground)
        }
        Event::DecisionSent { decision, .. } => decision_sent(lang, code(decision)),
        Event::DecisionReturned { decision, .. } => decision_returned(lang, code(decision)),
        Event::DecisionConfirmed { decision, proposed, .. } => {
            decision_confirmed(lang, code(decision), *proposed)
        }
        Event::PublicityBegun { decision, opens, closes, .. } => {
            let [opens, closes] = [opens, closes].map(|at| dates::moment(lang, at.0));
            publicity_begun(lang, code(decision), &opens, &closes)
        }
        Event::PublicityEnded { decision, .. } => publicity_ended(lang, code(decision)),
        Event::TransferApproved { ticket, from, probation, .. } => {
            transfer_approved(lang, ticket, &dates::day(lang, from.date()), u32::from(*probation))
        }
        Event::ServiceTermSet { ticket, trial_from, trial_until, months, .. } => {
            match trial_from.zip(*trial_until) {
                Some((from, until)) => {
                    let [from, until] = [from, until].map(|at| dates::day(lang, at.date()));
                    term_set_trial(lang, ticket, &from, &until, *months)
                }
                None => term_set(lang, ticket, *months),
            }
        }
        Event::ServiceTermEnded { ticket, over, .. } => {
            term_ended(lang, ticket, &dates::day(lang, over.date()))
        }
        Event::ProbationEnded { ticket, end, .. } => {
            probation_ended(lang, ticket, decisions::end_word(*end, lang))
        }
        Event::ObjectionTermsSet { posting, kind, within, answer } => {
            objection_terms(lang, code(posting), objections::kind_word(*kind, lang), *within, *answer)
        }
        Event::ObjectionTakenDown { posting, objection, kind } => {
            objection_taken(lang, code(posting), code(objection), objections::kind_word(*kind, lang))
        }
        Event::ObjectionRaised { application, objection, kind, component, .. } => {
            let kind = objections::about_what(*kind, component.as_deref(), names, lang);
            objection_raised(lang, code(application), code(objection), &kind)
        }
        Event::ObjectionAnswered { objection, effect, .. } => {
            objection_answered(lang, code(objection), objections::effect_word(*effect, lang))
        }
        Event::SupervisorSigned { posting, what, of, digest } => {
            let what = supervision::what_word(*what, lang);
            match digest {
                Some(digest) => supervisor_signed(lang, code(posting), what, code(of), &digest.to_string()),
                None => supervisor_signed_unseen(lang, code(posting), what, code(of)),
            }
        }
        Event::WorkYearEntered { year, digest, .. } => {
            work_year_entered(lang, &year.to_string(), &digest.to_string())
        }
        _ => String::new(),
    }
}
