//! Why a ruling is refused: one sentence for each code of [`RulingsWhy`].

use domain::reason::RulingsWhy;

use crate::catalogue::catalogue;
use crate::{Lang, dates};

catalogue! {
    wrong_people => "裁决须正好列出同分的每一个人。", "A ruling must order exactly the people who are tied.";
    place_twice => "两人不能抽到同一个次序。", "Two people cannot have drawn the same place.";
    not_on_list => "这个人现在不在名单上。", "This person is not on the list now.";
    not_overridable => "这个人在名单上的位置现在不能依决定调整：已在所调整的位置、已退出、未进入前一份名单，或同分尚待裁决。", "This person's place cannot be changed by decision now: they stand there already, left, were not on the list before, or a tie is still open.";
    not_next => "应由下一名递补；同分的一并递补。", "The next reserve moves up, and with them everyone tied with them.";
    replacement_round => "递补轮次超出计分规则的规定，或跳过了一轮。", "The scheme allows no such round of back-filling, or one was left out.";
    transferred => "已经办理转任：试用不合格的，在“拟遴选人选的去向”中登记；没有试用期的，由审核员登记退出；试用期已通过的，不再退出名单。", "The transfer was approved: a probation that was not passed is entered where the transfer stands, a screener enters the departure of whoever has no probation, and whoever passed one leaves the lists no more.";
    left_already => "这个人已经退出，或有一项退出在等待批准。", "This person left already, or a departure of theirs waits for approval.";
    called_already => "已向这个人发出递补通知，尚未答复。", "This person is called already and has not answered.";
    call_over(until: &str) => "答复的期限 {until} 已过。", "The call could be answered until {until}.";
    answered => "这份递补通知已有另一答复。", "This call was answered otherwise.";
    leaves_later => "退出的日期不能晚于今天。", "The day cannot be later than today.";
    not_reversible => "只有登记后经另一人批准、现已生效的退出可以撤销。", "Only a departure that stands, entered by one person and approved by another, can be taken back.";
    place_filled => "已有人接受递补，这项退出不能撤销。", "Somebody moved up for it; this departure cannot be taken back.";
    place_given => "之后的集体决定已把这个名额给了别人，不能恢复。", "A later decision proposed somebody else for the place; it cannot be given back.";
    place_called => "已发出递补通知、尚可答复，这项退出现在不能撤销。", "Somebody is called for it and may still answer; it cannot be taken back now.";
    recall_waits => "已有一项撤销在等待决定。", "It was proposed already to take it back, and waits.";
    nothing_vacant => "这份名单没有空缺，或空缺都已发出通知、尚未答复。", "No place on this list is vacant, or each vacancy has a call that waits for its answer.";
    nobody_next => "没有可以递补的人。", "Nobody is left in reserve.";
    calls_wait(count: u32) => "前面的名单还有 {count} 份递补通知等待答复，之后才能发布。", "{count} call to move up on an earlier list waits for its answer before publication." | "{count} calls to move up on earlier lists wait for their answers before publication.";
    filling_over(until: &str) => "按计分规则，这份名单的递补到 {until} 截止，答复期限也不能晚于这个时间。", "The scheme fills places on this list until {until} and no longer; a term cannot end later either.";
    term_over => "答复期限要晚于现在。", "The term must end later than now.";
    few_qualified(count: u32) => "有 {count} 个职位进入人数不足规定比例，须由主管部门决定是否继续，之后才能签发；职位列在名单页。", "{count} position has fewer people than the ratio takes; going on must be decided before the list is signed. The page of lists names it." | "{count} positions have fewer people than the ratio takes; going on must be decided before the list is signed. The page of lists names them.";
    under_least => "合格人数低于经批准的最低比例，不能决定继续；须以补充公告核减计划或修改规则。", "Fewer qualified than the lowest ratio with approval: going on cannot be decided. Reduce the plan or change the scheme by a supplementary notice.";
    fewer_qualified => "决定之后合格人数又减少了，请按现在的人数重新决定。", "Fewer qualify now than when it was decided; decide again for this number.";
    question_closed => "这个事项现在不待裁决，请回到名次页核对。", "This is not open to be decided now. Look at the ranking again.";
    decided_already => "这个事项已有裁决。如需更正，请从那份裁决发起更正。", "It has been decided. To change it, correct that ruling.";
    proposal_waits => "同一事项已有一份裁决等待审批。", "A proposal about the same thing is waiting for the approver.";
    settled => "这份裁决已经审批或退回，或已不再有效。", "This has been approved or sent back, or no longer stands.";
    replacement_not_allowed => "按计分规则，这份名单不递补。", "The scheme allows no back-filling on this list.";
    against_marks(count: u32) => "照此裁决，有 {count} 人的成绩与名单不符（未进入却有成绩，或进入却缺成绩），请先核对。", "With this ruling the marks of {count} person no longer fit the list. Check first." | "With this ruling the marks of {count} people no longer fit the lists. Check first.";
    unfit(count: u32) => "有 {count} 项已有的裁决与现在的成绩、规则或职位上的人不符（其中的人可能已调剂到其他职位），请更正或撤销后再计算。", "{count} recorded ruling no longer fits the marks, the scheme or the people of its position (somebody in it may have moved to another one). Correct it or take it back, then compute." | "{count} recorded rulings no longer fit the marks, the scheme or the people of their positions (somebody in them may have moved to another one). Correct them or take them back, then compute.";
    needed(count: u32) => "有 {count} 处同分需要裁决，之后才能发布。", "{count} tie needs a ruling before publication." | "{count} ties need a ruling before publication.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: RulingsWhy, lang: Lang) -> String {
    match why {
        RulingsWhy::WrongPeople => wrong_people(lang).to_owned(),
        RulingsWhy::PlaceTwice => place_twice(lang).to_owned(),
        RulingsWhy::NotOnList => not_on_list(lang).to_owned(),
        RulingsWhy::NotOverridable => not_overridable(lang).to_owned(),
        RulingsWhy::NotNext => not_next(lang).to_owned(),
        RulingsWhy::ReplacementRound => replacement_round(lang).to_owned(),
        RulingsWhy::LeftAlready => left_already(lang).to_owned(),
        RulingsWhy::Transferred => transferred(lang).to_owned(),
        RulingsWhy::CalledAlready => called_already(lang).to_owned(),
        RulingsWhy::CallOver { until } => call_over(lang, &dates::moment(lang, until.0)),
        RulingsWhy::Answered => answered(lang).to_owned(),
        RulingsWhy::LeavesLater => leaves_later(lang).to_owned(),
        RulingsWhy::NotReversible => not_reversible(lang).to_owned(),
        RulingsWhy::PlaceFilled => place_filled(lang).to_owned(),
        RulingsWhy::PlaceGiven => place_given(lang).to_owned(),
        RulingsWhy::PlaceCalled => place_called(lang).to_owned(),
        RulingsWhy::RecallWaits => recall_waits(lang).to_owned(),
        RulingsWhy::NothingVacant => nothing_vacant(lang).to_owned(),
        RulingsWhy::NobodyNext => nobody_next(lang).to_owned(),
        RulingsWhy::CallsWait { count } => calls_wait(lang, count),
        RulingsWhy::FillingOver { until } => filling_over(lang, &dates::moment(lang, until.0)),
        RulingsWhy::TermOver => term_over(lang).to_owned(),
        RulingsWhy::FewQualified { count } => few_qualified(lang, count),
        RulingsWhy::UnderLeast => under_least(lang).to_owned(),
        RulingsWhy::FewerQualified => fewer_qualified(lang).to_owned(),
        RulingsWhy::QuestionClosed => question_closed(lang).to_owned(),
        RulingsWhy::DecidedAlready => decided_already(lang).to_owned(),
        RulingsWhy::ProposalWaits => proposal_waits(lang).to_owned(),
        RulingsWhy::Settled => settled(lang).to_owned(),
        RulingsWhy::ReplacementNotAllowed => replacement_not_allowed(lang).to_owned(),
        RulingsWhy::AgainstMarks { count } => against_marks(lang, count),
        RulingsWhy::Unfit { count } => unfit(lang, count),
        RulingsWhy::Needed { count } => needed(lang, count),
    }
}
