//! What each kind of message says where no posting says it otherwise: templates, with names in braces for the values.
//!
//! A subject alone is what a short message to a telephone says: it holds the whole matter in one line.

use domain::messages::{Filled, Kind, Template};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    submitted_subject => "报名申请 {number} 已提交", "Application {number} has been submitted";
    submitted_body => "您报考“{posting}”职位 {position} 的申请已于 {time} 提交。\n申请编号：{number}。\n回执（含所填内容）：{link}\n资格审查有结果后，您会收到消息。", "Your application for {position} in “{posting}” was submitted at {time}.\nApplication number: {number}.\nReceipt with everything that was sent: {link}\nYou will be told when screening has a result.";
    recalled_subject => "报名申请 {number} 已取回修改", "Application {number} has been taken back";
    recalled_body => "您于 {time} 取回了“{posting}”职位 {position} 的申请 {number}。现在它没有提交，请在报名截止前修改后重新提交：\n{link}", "At {time} you took back application {number} for {position} in “{posting}”. It is not submitted now. Change it and submit it again before registration closes:\n{link}";
    withdrew_subject => "报名申请 {number} 已撤回", "Application {number} has been withdrawn";
    withdrew_body => "您于 {time} 撤回了“{posting}”职位 {position} 的报名，申请编号 {number}。\n{link}", "At {time} you withdrew application {number} for {position} in “{posting}”.\n{link}";
    passed_subject => "报名申请 {number}：资格审查通过", "Application {number} passed screening";
    passed_body => "您报考“{posting}”职位 {position} 的申请 {number} 于 {time} 通过资格审查。\n下一步安排见：{link}", "Application {number} for {position} in “{posting}” passed screening at {time}.\nWhat comes next: {link}";
    refused_subject => "报名申请 {number}：资格审查不通过", "Application {number} was refused in screening";
    refused_body => "您报考“{posting}”职位 {position} 的申请 {number} 于 {time} 经资格审查不通过。\n理由：{ground}。\n说明：{words}\n{link}", "Application {number} for {position} in “{posting}” was refused in screening at {time}.\nGround: {ground}.\nThe officer writes: {words}\n{link}";
    reopened_subject => "报名申请 {number}：重新审查", "Application {number} is being screened again";
    reopened_body => "先前告知您的“{posting}”职位 {position}、申请 {number} 的资格审查结果已于 {time} 撤销，将重新审查。新的结果出来后，您会收到消息。\n{link}", "The verdict on application {number} for {position} in “{posting}” that you were told does not stand any more since {time}. The file is being screened again, and you will be told the result.\n{link}";
    list_released_subject => "“{posting}”已发布名单：{list}", "“{posting}”: a list has been published ({list})";
    list_released_body => "“{posting}”已于 {time} 发布名单：{list}。您的申请 {number} 在其中。\n名单与本人结果：{link}", "“{posting}” published a list at {time}: {list}. It has a row of your application {number}.\nYour own result: {link}";
    list_corrected_subject => "“{posting}”更正了名单：{list}", "“{posting}”: a list has been corrected ({list})";
    list_corrected_body => "“{posting}”于 {time} 发布了更正后的名单：{list}。您的申请 {number} 在名单上的内容有变化。\n更正理由：{words}\n名单与本人结果：{link}", "“{posting}” published a corrected version of a list at {time}: {list}. What it says of your application {number} has changed.\nReason: {words}\nThe list and your own result: {link}";
    objection_answered_subject => "“{posting}”：申请 {number} 提出的异议或复核已答复", "“{posting}”: what you raised for application {number} was answered";
    objection_answered_body => "您就“{posting}”职位 {position}、申请 {number} 提出的异议或成绩复核已于 {time} 答复。请登录查看：\n{link}", "What you raised for application {number} for {position} in “{posting}” was answered at {time}. Sign in to read the answer:\n{link}";
    move_ruled_subject => "“{posting}”：申请 {number} 的调剂申请已办理", "“{posting}”: the position that application {number} chose was decided";
    move_ruled_body => "您以申请 {number} 在“{posting}”提出的调剂到职位 {position} 的申请已于 {time} 办理。为保护个人信息，消息中不写结果，请登录查看：\n{link}", "Your choice of {position} in “{posting}”, made with application {number}, was decided at {time}. To protect what is personal this message does not say how; sign in to read it:\n{link}";
    place_changed_subject => "“{posting}”：申请 {number} 的情况有变化", "“{posting}”: where application {number} stands has changed";
    place_changed_body => "“{posting}”职位 {position}、申请 {number} 的情况于 {time} 有变化。为保护个人信息，消息中不写内容，请登录查看：\n{link}", "Where application {number} for {position} in “{posting}” stands changed at {time}. To protect what is personal this message does not say how; sign in to read it:\n{link}";
    second_waits_subject => "“{posting}”有事项待您办理", "“{posting}”: something waits for you";
    second_waits_body => "“{posting}”有一项于 {time} 由他人提出，须由另一人确认或退回：\n{link}", "Somebody entered something in “{posting}” at {time} that another person confirms or sends back:\n{link}";
    objection_waits_subject => "“{posting}”收到异议、举报或咨询", "“{posting}”: somebody objects, reports or asks";
    objection_waits_body => "“{posting}”于 {time} 收到一件异议、举报、咨询或公开申请，请在期限内答复：\n{link}", "At {time} somebody objected, reported, asked or requested information about “{posting}”. Answer it within its term:\n{link}";
    suspended_subject => "“{posting}”暂停，申请 {number}", "“{posting}” is suspended: application {number}";
    suspended_body => "“{posting}”已于 {time} 暂停，报名、修改、撤回和提交停止办理。您在职位 {position} 的申请 {number} 保持原状。\n原因：{words}\n恢复时您会收到消息。\n{link}", "“{posting}” was suspended at {time}; nothing can be registered, changed, taken back or submitted. Your application {number} for {position} stays as it is.\nReason: {words}\nYou will be told when it is resumed.\n{link}";
    resumed_subject => "“{posting}”恢复，申请 {number}", "“{posting}” is resumed: application {number}";
    resumed_body => "“{posting}”已于 {time} 恢复。您在职位 {position} 的申请 {number} 保持原状。\n说明：{words}\n现行的日期和下一步：{link}", "“{posting}” was resumed at {time}. Your application {number} for {position} is as it was.\nReason: {words}\nThe dates in force, and what comes next: {link}";
    cancelled_subject => "“{posting}”终止，申请 {number}", "“{posting}” has ended: application {number}";
    cancelled_body => "“{posting}”已于 {time} 终止，不再办理。您在职位 {position} 的申请 {number} 保持原状。\n原因：{words}\n{link}", "“{posting}” was ended at {time}; nothing more will be done. Your application {number} for {position} stays as it is.\nReason: {words}\n{link}";
    extended_subject => "报名申请 {number} 可以办理到 {closes}", "Application {number} can be sent until {closes}";
    extended_body => "您在“{posting}”职位 {position} 的申请 {number} 于 {time} 获准延期。在 {closes} 之前可以填写、修改和提交，过时不能提交。延期只对您的这份申请有效。\n{link}", "Your application {number} for {position} in “{posting}” was granted an extension at {time}. It can be filled, changed and submitted until {closes}, and not afterwards. The extension holds for this application only.\n{link}";
    position_cancelled_subject => "报名申请 {number} 的职位已取消", "The position of application {number} is cancelled";
    screening_reopened_subject => "“{posting}”重新进行资格审查，申请 {number}", "“{posting}”: screening is opened again, application {number}";
    screening_reopened_body => "“{posting}”的资格审查已于 {time} 重新进行。您在职位 {position} 的申请 {number} 目前的结论不变；结论如有改动，您会收到消息。已编的准考证号，仍通过资格审查的继续有效，审查结束后可以再次查看。\n原因：{words}\n{link}", "Screening of “{posting}” was opened again at {time}. The verdict on your application {number} for {position} stands for now; you will be told if it changes. A ticket number that was given stays with whoever still passes, and can be read again once screening is finished.\nReason: {words}\n{link}";
    position_cancelled_body => "“{posting}”职位 {position} 未达到开考比例，于 {time} 取消。您的申请 {number} 不再进入考试。能否改报其他职位、到什么时候为止，请登录查看：\n{link}", "Too few people came for {position} in “{posting}”; at {time} it was cancelled. Your application {number} does not go on to the examination. Whether you may choose another position, and until when, stands here:\n{link}";
    position_merged_subject => "报名申请 {number} 的职位已并入另一职位，{until}前可以改报", "The position of application {number} is merged into another one: choose it until {until}";
    position_merged_body => "“{posting}”职位 {position} 未达到开考比例，于 {time} 并入职位 {into}。您的申请 {number} 不会自动转入：{until}之前可以改报这个职位，核对内容后重新提交，再经资格审查；过时不能改报。\n{link}", "Too few people came for {position} in “{posting}”; at {time} it was merged into {into}. Your application {number} does not go there by itself: until {until} you may choose that position, look through what you told and submit it again; it is then screened. Afterwards nothing can be chosen.\n{link}";
    plan_reduced_subject => "报名申请 {number} 的职位核减计划", "Fewer places for application {number}";
    plan_reduced_body => "“{posting}”职位 {position} 未达到开考比例，于 {time} 核减计划后开考。您的申请 {number} 继续有效。核减后的人数见：\n{link}", "Too few people came for {position} in “{posting}”; at {time} its places were cut, and it opens. Your application {number} goes on. How many places there are now: \n{link}";
    departed_subject => "报名申请 {number} 已退出遴选", "Application {number} has left the selection";
    departed_body => "您在“{posting}”职位 {position} 的申请 {number} 于 {time} 登记为退出，不再列入其后的名单。成绩和名次保留。原因和日期见：{link}", "Your application {number} for {position} in “{posting}” was recorded at {time} as having left the selection; it is on none of the lists that follow. Marks and rank stay. Why, and since which day: {link}";
    called_up_subject => "请在 {until} 前答复递补通知，申请 {number}", "Answer by {until}: application {number} may move up";
    called_up_body => "“{posting}”职位 {position} 的{list}出现空缺，于 {time} 通知您递补，申请 {number}。请在 {until} 前答复是否接受。逾期未答复视为放弃。\n{link}", "A place is vacant in “{posting}”, {position}, {list}. At {time} your application {number} was called to move up. Answer by {until} whether you accept; no answer counts as declining.\n{link}";
    draft_waits_subject => "报名申请 {number} 还没有提交，{closes} 截止", "Application {number} is not submitted; registration closes {closes}";
    draft_waits_body => "您在“{posting}”职位 {position} 填写的申请 {number} 还没有提交。报名将于 {closes} 截止，过时不能提交。\n{link}", "Your application {number} for {position} in “{posting}” is not submitted. Registration closes {closes}, and nothing can be submitted afterwards.\n{link}";
    files_wait_subject => "“{posting}”报名已截止，{count} 份申请待审查", "“{posting}”: registration has closed, files to judge: {count}";
    files_wait_body => "“{posting}”报名已于 {closes} 截止，还有 {count} 份申请等待资格审查。\n{link}", "Registration for “{posting}” closed {closes}. Applications that wait for a verdict: {count}.\n{link}";
    verdicts_due_subject => "“{posting}”资格审查 {closes} 截止，还有 {count} 份申请待审查", "“{posting}”: screening ends {closes}, files to judge: {count}";
    verdicts_due_body => "“{posting}”资格审查将于 {closes} 截止，还有 {count} 份申请等待资格审查。\n{link}", "Screening for “{posting}” ends {closes}. Applications that wait for a verdict: {count}.\n{link}";
    approval_waits_subject => "“{posting}”报请审批", "“{posting}” waits for approval";
    approval_waits_body => "“{posting}”已于 {time} 报请审批。\n{link}", "“{posting}” was sent for approval at {time}.\n{link}";
    returned_subject => "“{posting}”被退回", "“{posting}” was sent back";
    returned_body => "“{posting}”于 {time} 被退回。\n理由：{words}\n{link}", "“{posting}” was sent back at {time}.\nReason: {words}\n{link}";
    approved_subject => "“{posting}”已批准公布", "“{posting}” is approved and public";
    approved_body => "“{posting}”于 {time} 获批准，现已公布。\n{link}", "“{posting}” was approved at {time} and is public now.\n{link}";
    new_sign_in_subject => "帐号 {account} 从新的地址登录", "Account {account} was signed in to from a new address";
    new_sign_in_body => "帐号 {account} 于 {time} 从地址 {address} 登录，这个地址以前没有登录过。\n如果不是您本人，请立即修改密码并结束其他登录：{link}", "Account {account} was signed in to at {time} from the address {address}, from which it never was before.\nIf that was not you, change the password and end the other sessions at once: {link}";
    password_changed_subject => "帐号 {account} 的密码已修改", "The password of account {account} has been changed";
    password_changed_body => "帐号 {account} 的密码于 {time} 修改，其他登录已结束。\n如果不是您本人，请联系管理员。\n{link}", "The password of account {account} was changed at {time}, and its other sessions have ended.\nIf that was not you, ask an administrator.\n{link}";
    password_reset_subject => "帐号 {account} 的密码已由管理员重置", "The password of account {account} was replaced by an administrator";
    password_reset_body => "管理员于 {time} 为帐号 {account} 发放了一次性代码，原密码已失效。请向管理员领取代码，设定新密码。\n{link}", "At {time} an administrator issued a one-time code for account {account}; the old password is void. Ask the administrator for the code and choose a new password.\n{link}";
    password_recovered_subject => "帐号 {account} 的密码已由{office}重置", "The password of account {account} was replaced by {office}";
    password_recovered_body => "{office}于 {time} 核对身份证件后，为帐号 {account} 发放了一次性代码。原密码和所有登录已失效，须用一次性代码设定新密码。\n如果不是您本人办理，请立即与{office}联系。\n{link}", "At {time}, after an identity document was checked, {office} issued a one-time code for account {account}. The old password and every session are void; a new password is chosen with the code.\nIf that was not you, ask {office} at once.\n{link}";
    proof_subject => "验证码 {code}", "Your code is {code}";
    proof_body => "您的验证码是 {code}，{until}前有效。请在“消息与通知”页填写，不要告诉任何人。\n如果不是您本人操作，请不必理会。", "Your code is {code}, valid until {until}. Enter it on the page “Messages and notices” and tell nobody.\nIf you did not ask for it, do nothing.";
}

/// The program's own subject and body of a kind, with names in braces.
#[must_use]
pub fn own(kind: Kind, lang: Lang) -> (&'static str, &'static str) {
    match kind {
        Kind::Submitted => (submitted_subject(lang), submitted_body(lang)),
        Kind::Recalled => (recalled_subject(lang), recalled_body(lang)),
        Kind::Withdrew => (withdrew_subject(lang), withdrew_body(lang)),
        Kind::Passed => (passed_subject(lang), passed_body(lang)),
        Kind::Refused => (refused_subject(lang), refused_body(lang)),
        Kind::Reopened => (reopened_subject(lang), reopened_body(lang)),
        Kind::Extended => (extended_subject(lang), extended_body(lang)),
        Kind::PositionCancelled => (position_cancelled_subject(lang), position_cancelled_body(lang)),
        Kind::PositionMerged => (position_merged_subject(lang), position_merged_body(lang)),
        Kind::PlanReduced => (plan_reduced_subject(lang), plan_reduced_body(lang)),
        Kind::Departed => (departed_subject(lang), departed_body(lang)),
        Kind::CalledUp => (called_up_subject(lang), called_up_body(lang)),
        Kind::ListReleased => (list_released_subject(lang), list_released_body(lang)),
        Kind::ListCorrected => (list_corrected_subject(lang), list_corrected_body(lang)),
        Kind::ObjectionAnswered => (objection_answered_subject(lang), objection_answered_body(lang)),
        Kind::MoveRuled => (move_ruled_subject(lang), move_ruled_body(lang)),
        Kind::PlaceChanged => (place_changed_subject(lang), place_changed_body(lang)),
        Kind::SecondWaits => (second_waits_subject(lang), second_waits_body(lang)),
        Kind::ObjectionWaits => (objection_waits_subject(lang), objection_waits_body(lang)),
        Kind::Suspended => (suspended_subject(lang), suspended_body(lang)),
        Kind::Resumed => (resumed_subject(lang), resumed_body(lang)),
        Kind::Cancelled => (cancelled_subject(lang), cancelled_body(lang)),
        Kind::ScreeningReopened => (screening_reopened_subject(lang), screening_reopened_body(lang)),
        Kind::DraftWaits => (draft_waits_subject(lang), draft_waits_body(lang)),
        Kind::FilesWait => (files_wait_subject(lang), files_wait_body(lang)),
        Kind::VerdictsDue => (verdicts_due_subject(lang), verdicts_due_body(lang)),
        Kind::ApprovalWaits => (approval_waits_subject(lang), approval_waits_body(lang)),
        Kind::Returned => (returned_subject(lang), returned_body(lang)),
        Kind::Approved => (approved_subject(lang), approved_body(lang)),
        Kind::NewSignIn => (new_sign_in_subject(lang), new_sign_in_body(lang)),
        Kind::PasswordChanged => (password_changed_subject(lang), password_changed_body(lang)),
        Kind::PasswordReset => (password_reset_subject(lang), password_reset_body(lang)),
        Kind::PasswordRecovered => (password_recovered_subject(lang), password_recovered_body(lang)),
        Kind::Proof => (proof_subject(lang), proof_body(lang)),
    }
}

/// The program's own template of a kind. `None` does not come: a test reads every one.
#[must_use]
pub fn template(kind: Kind, lang: Lang) -> Option<Template> {
    let (subject, body) = own(kind, lang);
    Template::parse(kind, subject, body).ok()
}

/// Says a template with these values; `None` where it names one that is not there. `origin` is the address people type, ahead of every
/// link.
#[must_use]
pub fn say(
    template: &Template,
    values: &domain::messages::Values,
    (lang, origin): (Lang, &str),
) -> Option<Filled> {
    template.fill(|name| values.get(&name).map(|value| super::value(value, (lang, origin)))).ok()
}

#[cfg(test)]
mod tests {
    use domain::calendar::Instant;
    use domain::messages::{Kind, Value, Values};
    use domain::placeholder::Placeholder as P;
    use domain::screening::RefusalGround;

    use super::{own, say, template};
    use crate::Lang;

    /// Taken back (取回) can be sent again, withdrawn (撤回) is over while registration runs, left (退出) comes after screening.
    #[test]
    fn an_act_is_called_in_a_message_as_on_its_page() {
        let acts = [(Kind::Recalled, "取回"), (Kind::Withdrew, "撤回"), (Kind::Departed, "退出")];
        for (kind, word) in acts {
            let (subject, body) = own(kind, Lang::Zh);
            let named = crate::messages::words::kind(kind, Lang::Zh);
            for said in [subject, body, named] {
                assert!(said.contains(word), "{kind:?}: {said}");
                let is_own = acts.iter().all(|one| one.0 == kind || !said.contains(one.1));
                assert!(is_own, "{kind:?}: {said}");
            }
        }
    }

    /// A value of each name, of a record whose words are awkward.
    fn values(kind: Kind, words: &str) -> Values {
        let value = |name: P| match name {
            P::Time | P::Closes | P::Until => Value::At(Instant(1_795_341_600_000)),
            P::Count => Value::Count(2_137),
            P::Link => Value::Page("my/applications/0123456789".to_owned()),
            P::Ground => Value::Ground(RefusalGround::ServiceYears),
            P::List => Value::List("interview".to_owned(), None),
            P::Posting
            | P::Position
            | P::Into
            | P::Number
            | P::Words
            | P::Account
            | P::Office
            | P::Address
            | P::Code => Value::Text(words.to_owned()),
        };
        kind.placeholders().iter().map(|name| (*name, value(*name))).collect()
    }

    #[test]
    fn every_kind_is_said_in_both_languages_and_leaves_no_name_open() {
        for (kind, lang) in Kind::ALL.iter().flat_map(|kind| Lang::ALL.map(|lang| (*kind, lang))) {
            let template =
                template(kind, lang).unwrap_or_else(|| panic!("{kind:?} {lang:?}: {:?}", own(kind, lang)));
            let said = say(&template, &values(kind, "名"), (lang, "https://x.cn")).expect("every value");
            assert!(
                !said.subject.contains(['{', '}']) && !said.body.contains(['{', '}']),
                "{kind:?}: {said:?}"
            );
            assert!(!said.subject.contains('\n') && said.subject.chars().count() <= 120, "{said:?}");
        }
    }

    #[test]
    fn braces_in_what_a_person_wrote_are_said_as_they_are_and_never_read_as_names() {
        let template = template(Kind::Returned, Lang::En).expect("sound");
        let said = say(&template, &values(Kind::Returned, "{link}\n{nobody"), (Lang::En, "https://x.cn"));
        let said = said.expect("every value");
        assert!(said.body.contains("Reason: {link}\n{nobody"), "{said:?}");
        assert!(said.body.ends_with("https://x.cn/en/my/applications/0123456789"), "{said:?}");
        assert!(!said.subject.contains('\n'), "{said:?}");
    }
}
