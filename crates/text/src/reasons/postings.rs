//! Why an act on a posting is refused: one sentence for each code of [`PostingsWhy`].

use domain::reason::PostingsWhy;

use crate::catalogue::catalogue;
use crate::{Lang, dates, states};

catalogue! {
    position_taken => "本公告中已有这个职位代码。", "The posting has this position code already.";
    closes_in_the_past => "报名截止时间应当晚于现在。", "Registration must close in the future.";
    wrong_phase(phase: &str) => "现在处于“{phase}”环节，不能办理这项操作。", "The selection is at “{phase}” now; this cannot be done.";
    decision_waits => "已有一项提请在等主管部门决定。请等它批准或退回。", "A proposal on the course of the selection waits for the competent department already. Wait until it is approved or sent back.";
    closed_meanwhile(closes: &str) => "报名截止时间 {closes} 在暂停期间已过。请先以修改公告定出新的截止时间，再恢复遴选。", "Registration would have closed on {closes}, while the selection was suspended. Let a change of the notice set another closing time first, then resume.";
    revision_waits => "已有一份修改在等主管部门审批。请等它批准或退回后再提出。", "A change waits for the competent department already. Propose this one once that is approved or returned.";
    revision_overtaken => "提出之后，公告已有新的版本生效。请退回，让提出的人对照现行版本重新提出。", "Another revision came in force after this was proposed. Send it back, so that it is proposed again against what stands now.";
    authority_stands => "公告批准后不能更换遴选机关。须更换的，请终止后另行发布。", "The selecting authority of an approved notice cannot change. Where it must, end this selection and publish another.";
    opened_already(opens: &str) => "报名已于 {opens} 开始，开始时间不能再改。可以改动截止时间。", "Registration opened on {opens}; its opening cannot change any more. The closing time can.";
    opens_in_the_past => "报名开始时间应当晚于现在。", "Registration must open in the future.";
    registration_settled => "资格审查已经结束，报名时间不能再改。", "Screening is over; the registration dates cannot change any more.";
    conditions_settled => "资格审查已经结束，资格条件不能再改。", "Screening is over; the conditions cannot change any more.";
    already_listed => "已有名单公布，名单所依据的职位计划、单位、名称和规则不能再改。", "A list is public; plan, unit, title and scheme, by which it was counted, cannot change any more.";
    position_too_late => "报名已经截止，不能增加职位。请先改动报名截止时间。", "Registration has closed; no position can be added. Move the closing time first.";
    position_stays => "已批准的职位不能去掉。", "A position that was approved cannot be taken out.";
    opening_waits => "已有一份开考确认在等主管部门决定。请等它批准或退回。", "A confirmation of openings waits for the competent department already. Wait until it is approved or returned.";
    nothing_below => "没有未达到开考比例而尚未决定的职位。", "No position is below its opening ratio that was not decided on.";
    opening_unsettled => "开考比例所计的人数还会变化。请等报名截止、资格审查都有结论后再提出。", "How many people the opening ratio counts can still change. Propose it once registration has closed and every application is decided.";
    opening_overtaken => "提出之后，职位或人数有变化。请退回，由提出的人按现在的人数重新提出。", "Positions or their numbers of people changed since this was proposed. Send it back, so that it is proposed again on what is counted now.";
    more_places(plan: u32) => "开考的名额不能多于计划数 {plan}。", "No more places can open than are planned: {plan}.";
    no_rechoice => "计分规则没有规定调剂，或取消的职位没有人，不能设改报时间。", "The scheme lets nobody move between positions, or nobody stands on a cancelled one; no time to choose again can be set.";
    no_dates => "公告还没有报名时间。请先填写报名起止时间。", "The posting has no registration dates yet. Set when registration opens and closes first.";
    no_positions => "公告还没有职位。请先导入职位表。", "The posting has no positions. Import the position table first.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: PostingsWhy, lang: Lang) -> String {
    match why {
        PostingsWhy::PositionTaken => position_taken(lang).to_owned(),
        PostingsWhy::ClosesInThePast => closes_in_the_past(lang).to_owned(),
        PostingsWhy::WrongPhase { phase } => wrong_phase(lang, states::phase(phase, lang)),
        PostingsWhy::DecisionWaits => decision_waits(lang).to_owned(),
        PostingsWhy::ClosedMeanwhile { closes } => closed_meanwhile(lang, &dates::moment(lang, closes.0)),
        PostingsWhy::RevisionWaits => revision_waits(lang).to_owned(),
        PostingsWhy::RevisionOvertaken => revision_overtaken(lang).to_owned(),
        PostingsWhy::AuthorityStands => authority_stands(lang).to_owned(),
        PostingsWhy::OpenedAlready { opens } => opened_already(lang, &dates::moment(lang, opens.0)),
        PostingsWhy::OpensInThePast => opens_in_the_past(lang).to_owned(),
        PostingsWhy::RegistrationSettled => registration_settled(lang).to_owned(),
        PostingsWhy::ConditionsSettled => conditions_settled(lang).to_owned(),
        PostingsWhy::AlreadyListed => already_listed(lang).to_owned(),
        PostingsWhy::PositionTooLate => position_too_late(lang).to_owned(),
        PostingsWhy::PositionStays => position_stays(lang).to_owned(),
        PostingsWhy::OpeningWaits => opening_waits(lang).to_owned(),
        PostingsWhy::NothingBelow => nothing_below(lang).to_owned(),
        PostingsWhy::OpeningUnsettled => opening_unsettled(lang).to_owned(),
        PostingsWhy::OpeningOvertaken => opening_overtaken(lang).to_owned(),
        PostingsWhy::MorePlaces { plan } => more_places(lang, plan),
        PostingsWhy::NoRechoice => no_rechoice(lang).to_owned(),
        PostingsWhy::NoDates => no_dates(lang).to_owned(),
        PostingsWhy::NoPositions => no_positions(lang).to_owned(),
    }
}
