//! Why an act on an application is refused: one sentence for each code of [`ApplicationsWhy`].

use domain::calendar::Instant;
use domain::reason::ApplicationsWhy;

use crate::catalogue::catalogue;
use crate::{Lang, dates, states};

catalogue! {
    spell_backwards => "结束日期早于开始日期。", "It ends before it begins.";
    identity_taken => "这个身份证号在本次遴选中已经报名。如果不是您本人所报，请与遴选机关联系。", "There is an application with this identity number in this selection already. If it is not yours, contact the selecting authority.";
    extension_waits => "这份报名已有一项延期在等待批准。", "An extension of this application waits for approval already.";
    extension_too_short(when: &str) => "延期的时间要晚于现在，也要晚于报名截止时间（{when}）。", "An extension must end later than now and later than registration closes ({when}).";
    extension_after_verdict => "这份报名已有审查结论。请先撤销结论，再办理延期。", "A verdict stands on this application. Undo it first, then extend.";
    wrong_state(state: &str) => "这份报名现在是“{state}”，不能办理这项操作。", "The application is “{state}” now; this cannot be done.";
    not_yet_open(when: &str) => "报名尚未开始，{when}开始。", "Registration has not opened. It opens {when}.";
    already_closed(when: &str) => "报名已于{when}截止。", "Registration closed {when}.";
    sent_for_good => "按计分规则，报名提交后不能取回修改。", "By the scheme an application cannot be changed once it is sent.";
    position_for_good => "按计分规则，提交过报名的，不能再改报其他职位。", "By the scheme no other position can be chosen once an application was sent.";
    refused_here => "这个职位的资格审查没有通过，不能再报。报名截止前可以改报本次遴选的其他职位。", "An application for this position was refused, so it cannot be made again. Before registration closes another position of the selection can be chosen.";
    position_cancelled => "这个职位未达到开考比例，已经取消。", "Too few people came for this position; it is cancelled.";
    no_rechoice => "只有职位被取消的人，才能在规定的时间内改报。", "Only people whose position was cancelled may choose another one, within the time for it.";
    other_scheme => "按计分规则，只能在同一类职位之间改报。", "By the scheme another position of the same kind can be chosen, and no other.";
    other_paper => "按计分规则，只能改报使用同一类试卷的职位。", "By the scheme another position with the same class of papers can be chosen, and no other.";
    merged_elsewhere => "您报考的职位已并入另一职位，只能改报那个职位。", "Your position was merged into another one; only that one can be chosen.";
    no_adjustment => "现在没有您可以申请的调剂。", "There is no adjustment round in which you may choose.";
    adjustment_not_open(when: &str) => "调剂申请尚未开始，{when}开始。", "The time to choose another position has not begun. It begins {when}.";
    adjustment_closed(when: &str) => "调剂申请已于{when}截止。", "The time to choose another position ended {when}.";
    on_list => "已进入名单的人员不能调剂。", "Whoever goes on by a list cannot choose another position.";
    not_on_any_list => "公布的名单上没有这个人的成绩，不能调剂。", "No list that is out has this person's score, so that no other position can be chosen.";
    called_up => "已被通知递补的人员不能调剂。", "Whoever is called to move up cannot choose another position.";
    no_choice_left => "调剂的次数已经用完。", "No choice is left.";
    below_line => "成绩没有达到这个职位的合格分数线。", "The score is below the line of this position.";
    choice_settled => "这项调剂申请已经办理，不能再改。", "This choice was decided and cannot be changed any more.";
    choice_still_open(when: &str) => "调剂申请于{when}截止，之前本人可以改动。请届时办理。", "Until {when} the person may still choose otherwise. Come back then.";
    applied_since => "这个人已另报了本次遴选的其他职位，这份报名的结论不能再撤销。", "The person has applied for another position of the selection since, so this verdict cannot be undone.";
    privacy_changed => "个人信息保护说明在您上次确认之后有改动。请在本页阅读并确认，再提交；填写的内容都还在。", "The privacy page has changed since you agreed to it. Read it and agree on this page, then submit; everything that you typed is still there.";
    already_applied => "您在本次遴选中已有一份报名。每人报一个职位；审查之前可以撤回原报名再改报。", "You have an application in this selection already. One position per person; until it is judged it can be withdrawn and another chosen.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: ApplicationsWhy, lang: Lang) -> String {
    match why {
        ApplicationsWhy::SpellBackwards => spell_backwards(lang).to_owned(),
        ApplicationsWhy::IdentityTaken => identity_taken(lang).to_owned(),
        ApplicationsWhy::ExtensionWaits => extension_waits(lang).to_owned(),
        ApplicationsWhy::ExtensionTooShort { closes } => extension_too_short(lang, &when(lang, closes)),
        ApplicationsWhy::ExtensionAfterVerdict => extension_after_verdict(lang).to_owned(),
        ApplicationsWhy::WrongState { state } => wrong_state(lang, states::application(state, lang)),
        ApplicationsWhy::NotYetOpen { opens } => not_yet_open(lang, &when(lang, opens)),
        ApplicationsWhy::SentForGood => sent_for_good(lang).to_owned(),
        ApplicationsWhy::PositionForGood => position_for_good(lang).to_owned(),
        ApplicationsWhy::AlreadyClosed { closed } => already_closed(lang, &when(lang, closed)),
        ApplicationsWhy::RefusedHere => refused_here(lang).to_owned(),
        ApplicationsWhy::PositionCancelled => position_cancelled(lang).to_owned(),
        ApplicationsWhy::NoRechoice => no_rechoice(lang).to_owned(),
        ApplicationsWhy::OtherScheme => other_scheme(lang).to_owned(),
        ApplicationsWhy::OtherPaper => other_paper(lang).to_owned(),
        ApplicationsWhy::MergedElsewhere => merged_elsewhere(lang).to_owned(),
        ApplicationsWhy::NoAdjustment => no_adjustment(lang).to_owned(),
        ApplicationsWhy::AdjustmentNotOpen { opens } => adjustment_not_open(lang, &when(lang, opens)),
        ApplicationsWhy::AdjustmentClosed { closed } => adjustment_closed(lang, &when(lang, closed)),
        ApplicationsWhy::OnList => on_list(lang).to_owned(),
        ApplicationsWhy::NotOnAnyList => not_on_any_list(lang).to_owned(),
        ApplicationsWhy::CalledUp => called_up(lang).to_owned(),
        ApplicationsWhy::NoChoiceLeft => no_choice_left(lang).to_owned(),
        ApplicationsWhy::BelowLine => below_line(lang).to_owned(),
        ApplicationsWhy::ChoiceSettled => choice_settled(lang).to_owned(),
        ApplicationsWhy::ChoiceStillOpen { closes } => choice_still_open(lang, &when(lang, closes)),
        ApplicationsWhy::AppliedSince => applied_since(lang).to_owned(),
        ApplicationsWhy::PrivacyChanged => privacy_changed(lang).to_owned(),
        ApplicationsWhy::AlreadyApplied => already_applied(lang).to_owned(),
    }
}

fn when(lang: Lang, at: Instant) -> String {
    dates::moment(lang, at.0)
}
