//! The audit trail of inspections and medicals.

use domain::event::Event;

use crate::catalogue::catalogue;
use crate::{Lang, inspections};

catalogue! {
    named(posting: &str, person: &str) => "遴选 {posting}：{person} 列入考察组。", "Posting {posting}: {person} was named into the inspection team.";
    taken(posting: &str, member: &str) => "遴选 {posting}：考察组成员 {member} 移出。", "Posting {posting}: member {member} was taken off the inspection team.";
    declared(application: &str, member: &str, relation: &str) => "考察组成员 {member} 对报名 {application} 申报回避：{relation}。", "Member {member} of the inspection team is left out for application {application}: {relation}.";
    entered(application: &str, version: &str) => "登记报名 {application} 的考察情况，第 {version} 次。", "The inspection of application {application} was entered, version {version}.";
    read(application: &str) => "打开报名 {application} 的考察情况。", "What the inspection of application {application} found was read.";
    countersigned(application: &str) => "会签报名 {application} 的考察情况。", "The inspection of application {application} was countersigned.";
    returned(application: &str) => "退回报名 {application} 的考察情况。", "The inspection of application {application} was sent back.";
    medical(application: &str, result: &str) => "登记报名 {application} 的体检结果：{result}。", "Medical of application {application}: {result}.";
}

/// An event of an inspection or of a medical; nothing for others.
pub(super) fn sentence(event: &Event, lang: Lang) -> String {
    match event {
        Event::InspectorNamed { posting, inspector, .. } => named(lang, posting.as_str(), inspector.as_str()),
        Event::InspectorTaken { posting, member } => taken(lang, posting.as_str(), member.as_str()),
        Event::RelationDeclared { application, member, relation } => {
            let relation = inspections::relation_word(*relation, lang);
            declared(lang, application.as_str(), member.as_str(), relation)
        }
        Event::InspectionEntered { application, version, .. } => {
            entered(lang, application.as_str(), &version.to_string())
        }
        Event::FindingsRead { application } => read(lang, application.as_str()),
        Event::InspectionCountersigned { application, .. } => countersigned(lang, application.as_str()),
        Event::InspectionReturned { application, .. } => returned(lang, application.as_str()),
        Event::MedicalRecorded { application, result, .. } => {
            medical(lang, application.as_str(), inspections::result_word(*result, lang))
        }
        _ => String::new(),
    }
}
