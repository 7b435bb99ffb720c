//! Why an act on a posting is refused: one sentence for each code of [`PostingsWhy`].

use domain::reason::PostingsWhy;

use crate::catalogue::catalogue;
use crate::{Lang, dates, states, timetable};

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
    conditions_settled => "资格审查已经结束，资格条件、跟班（借调）和服务期不能再改。", "Screening is over; the conditions, trial work and the service term cannot change any more.";
    already_listed => "已有名单公布，名单所依据的职位计划、单位、名称、试卷类别和规则不能再改。", "A list is public; plan, unit, title, class of papers and scheme, by which it was counted, cannot change any more.";
    position_too_late => "报名已经截止，不能增加职位。请先改动报名截止时间。", "Registration has closed; no position can be added. Move the closing time first.";
    position_stays => "已批准的职位不能去掉。", "A position that was approved cannot be taken out.";
    opening_waits => "已有一份开考确认在等主管部门决定。请等它批准或退回。", "A confirmation of openings waits for the competent department already. Wait until it is approved or returned.";
    adjustment_waits => "已有一项调剂在等主管部门决定。请等它批准或退回。", "An adjustment round waits for the competent department already. Wait until it is confirmed or returned.";
    no_adjustment_rule => "计分规则没有规定成绩产生之后的调剂。", "The scheme has no moves after the marks.";
    adjustment_too_early => "还没有公布名单。名单公布后才能提出调剂。", "No list is public yet. A round can be proposed once one is.";
    adjustment_runs(closes: &str) => "另一次调剂的申请于 {closes} 截止。请届时提出。", "People may choose in another round until {closes}. Propose this one then.";
    nobody_taken => "请至少填写一个职位的调剂人数。", "Say for at least one position how many people it takes.";
    adjustment_in_the_past => "调剂申请的截止时间应当晚于现在。", "The time to choose must end in the future.";
    adjustment_overtaken => "提出之后，职位有变化。请退回，由提出的人重新提出。", "Positions changed since this was proposed. Send it back, so that it is proposed again.";
    nothing_below => "没有未达到开考比例而尚未决定的职位。", "No position is below its opening ratio that was not decided on.";
    opening_unsettled => "开考比例所计的人数还会变化。请等报名截止、资格审查都有结论后再提出。", "How many people the opening ratio counts can still change. Propose it once registration has closed and every application is decided.";
    opening_overtaken => "提出之后，职位或人数有变化。请退回，由提出的人按现在的人数重新提出。", "Positions or their numbers of people changed since this was proposed. Send it back, so that it is proposed again on what is counted now.";
    more_places(plan: u32) => "名额不能多于计划数 {plan}。", "There cannot be more places than are planned: {plan}.";
    position_gone => "所列职位与送审的不一致。请重新打开页面。", "The positions are not those that were sent for approval. Open the page again.";
    nothing_left => "不能取消全部职位。请退回，并写明理由。", "Not every position can be struck. Send it back instead, with the reason.";
    cut_waits => "已批准核减，等待遴选机关接受或者重新起草。", "It was approved with fewer places; the selecting authority has to accept that, or to draft again.";
    no_cut => "没有等待接受的核减。", "Nothing waits that was approved with fewer places.";
    merged_opens => "并入其他职位的，本职位开考人数填 0。", "A position that is merged into another opens no places: write 0.";
    no_rechoice => "计分规则没有规定调剂，或取消的职位没有人，不能设改报时间。", "The scheme lets nobody move between positions, or nobody stands on a cancelled one; no time to choose again can be set.";
    no_dates => "公告还没有报名时间。请先填写报名起止时间。", "The posting has no registration dates yet. Set when registration opens and closes first.";
    no_positions => "公告还没有职位。请先导入职位表。", "The posting has no positions. Import the position table first.";
    day_or_window => "请只填日期，或者只填起止时间；待定的都不填。", "Give either a day, or the times from and until; leave all of them empty where it is to be announced.";
    too_many_stages(limit: u32) => "日程安排最多 {limit} 个环节，请减少。", "A timetable has {limit} stages at most; take some out.";
    no_interview => "日程安排里没有面试环节，不能登记考官组。", "The timetable has no interview, so that no panel can be recorded.";
    more_outside(examiners: u32) => "外单位考官不能多于该组的 {examiners} 人。", "No more examiners can come from outside than the panel has: {examiners}.";
    panel_twice => "同一场面试有两个名称相同的考官组。请改名，或删去一个。", "Two panels of one interview have the same name. Rename one, or take it out.";
    too_many_panels(limit: u32) => "最多登记 {limit} 个考官组。", "At most {limit} panels can be recorded.";
    interview_plan_waits => "已有一版面试工作方案在等主管部门审批。请等它批准或退回后再修改。", "A version of the interview plan waits for the competent department already. Wait until it is approved or sent back.";
    stage_twice(stage: &str) => "“{stage}”出现两次。请删去一个，或给每个写上科目名称。", "“{stage}” stands twice. Take one out, or give each the name of its paper.";
    stage_order(stage: &str, first: &str) => "“{stage}”应当排在“{first}”之后。请改动序号。", "“{stage}” comes after “{first}”. Change its place.";
    stage_before(stage: &str, first: &str) => "“{stage}”的开始时间早于排在它前面的“{first}”。请改动其中一个的时间，或改动序号。", "“{stage}” would begin before “{first}”, which stands before it. Change the time of one of them, or their places.";
    stage_too_early(stage: &str, closes: &str) => "“{stage}”不能早于报名截止（{closes}）。请推迟，或先改动报名截止时间。", "“{stage}” cannot begin before registration closes on {closes}. Move it, or move the closing time first.";
    stage_needed(stage: &str) => "计分规则以“{stage}”环节的结束时间为准，请在日程安排里写明它的起止时间。", "The scheme counts by the end of a stage that has no time yet: “{stage}”. Give it one in the timetable.";
    stage_too_short(stage: &str, closes: &str) => "“{stage}”不能在报名截止（{closes}）之前结束。请延后它的结束时间。", "“{stage}” cannot end before registration closes on {closes}. Let it end later.";
    stage_in_the_past(stage: &str) => "“{stage}”的新时间已经过去。请填写以后的时间，或不改动它。", "The new time of “{stage}” is over already. Give a later one, or leave it as it was.";
    stage_not_begun(stage: &str, opens: &str) => "按日程安排，“{stage}”于 {opens} 开始。请届时办理；须提前的，先修改公告。", "By the timetable “{stage}” begins on {opens}. Come back then; where it must be earlier, change the notice first.";
    stage_over(stage: &str, closes: &str) => "按日程安排，“{stage}”已于 {closes} 结束。", "By the timetable “{stage}” ended on {closes}.";
    stage_elsewhere(stage: &str, closes: &str) => "按日程安排，“{stage}”于 {closes} 结束。请留空，或填写同一时间；须改动的，先修改公告。", "By the timetable “{stage}” ends on {closes}. Leave this empty or give that time; where it must be another, change the notice first.";
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
        PostingsWhy::MergedOpens => merged_opens(lang).to_owned(),
        PostingsWhy::AdjustmentWaits => adjustment_waits(lang).to_owned(),
        PostingsWhy::NoAdjustmentRule => no_adjustment_rule(lang).to_owned(),
        PostingsWhy::AdjustmentTooEarly => adjustment_too_early(lang).to_owned(),
        PostingsWhy::AdjustmentRuns { closes } => adjustment_runs(lang, &dates::moment(lang, closes.0)),
        PostingsWhy::NobodyTaken => nobody_taken(lang).to_owned(),
        PostingsWhy::AdjustmentInThePast => adjustment_in_the_past(lang).to_owned(),
        PostingsWhy::AdjustmentOvertaken => adjustment_overtaken(lang).to_owned(),
        PostingsWhy::NothingBelow => nothing_below(lang).to_owned(),
        PostingsWhy::OpeningUnsettled => opening_unsettled(lang).to_owned(),
        PostingsWhy::OpeningOvertaken => opening_overtaken(lang).to_owned(),
        PostingsWhy::PositionGone => position_gone(lang).to_owned(),
        PostingsWhy::NothingLeft => nothing_left(lang).to_owned(),
        PostingsWhy::CutWaits => cut_waits(lang).to_owned(),
        PostingsWhy::NoCut => no_cut(lang).to_owned(),
        PostingsWhy::MorePlaces { plan } => more_places(lang, plan),
        PostingsWhy::NoRechoice => no_rechoice(lang).to_owned(),
        PostingsWhy::NoInterview => no_interview(lang).to_owned(),
        PostingsWhy::MoreOutside { examiners } => more_outside(lang, examiners),
        PostingsWhy::PanelTwice => panel_twice(lang).to_owned(),
        PostingsWhy::TooManyPanels { limit } => too_many_panels(lang, limit),
        PostingsWhy::InterviewPlanWaits => interview_plan_waits(lang).to_owned(),
        PostingsWhy::DayOrWindow
        | PostingsWhy::TooManyStages { .. }
        | PostingsWhy::StageTwice { .. }
        | PostingsWhy::StageOrder { .. }
        | PostingsWhy::StageBefore { .. }
        | PostingsWhy::StageTooEarly { .. }
        | PostingsWhy::StageTooShort { .. }
        | PostingsWhy::StageNeeded { .. }
        | PostingsWhy::StageInThePast { .. }
        | PostingsWhy::StageNotBegun { .. }
        | PostingsWhy::StageOver { .. }
        | PostingsWhy::StageElsewhere { .. } => of_stage(why, lang),
        PostingsWhy::NoDates => no_dates(lang).to_owned(),
        PostingsWhy::NoPositions => no_positions(lang).to_owned(),
    }
}

/// The sentence of what stands against a timetable, or of what it refuses.
fn of_stage(why: PostingsWhy, lang: Lang) -> String {
    let stage = |kind| timetable::kind(kind, lang);
    let moment = |at: domain::calendar::Instant| dates::moment(lang, at.0);
    match why {
        PostingsWhy::TooManyStages { limit } => too_many_stages(lang, limit),
        PostingsWhy::StageTwice { stage: one } => stage_twice(lang, stage(one)),
        PostingsWhy::StageOrder { stage: one, first } => stage_order(lang, stage(one), stage(first)),
        PostingsWhy::StageBefore { stage: one, first } => stage_before(lang, stage(one), stage(first)),
        PostingsWhy::StageTooEarly { stage: one, closes } => {
            stage_too_early(lang, stage(one), &moment(closes))
        }
        PostingsWhy::StageNeeded { stage: one } => stage_needed(lang, stage(one)),
        PostingsWhy::StageTooShort { stage: one, closes } => {
            stage_too_short(lang, stage(one), &moment(closes))
        }
        PostingsWhy::StageInThePast { stage: one } => stage_in_the_past(lang, stage(one)),
        PostingsWhy::StageNotBegun { stage: one, opens } => stage_not_begun(lang, stage(one), &moment(opens)),
        PostingsWhy::StageOver { stage: one, closes } => stage_over(lang, stage(one), &moment(closes)),
        PostingsWhy::StageElsewhere { stage: one, closes } => {
            stage_elsewhere(lang, stage(one), &moment(closes))
        }
        // The others are no stage's.
        _ => day_or_window(lang).to_owned(),
    }
}
