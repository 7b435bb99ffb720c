//! After the last list: collective decision, publicity period, transfer and closing, in words.

use domain::collective::{DecisionState, Ground};
use domain::publicity::Place;
use domain::transfer::ProbationEnd;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "集体研究决定", "Collective decision";
    lede => "名次只决定谁进入考察，不决定谁被录用。由领导班子集体研究，逐人说明是否拟遴选；排名在前而未被选定的须写明理由。系统不替任何人选择。", "Ranks decide who is inspected and never who gets the position. The leading body discusses and decides; of every person somebody says whether they are proposed, and whoever is passed over has a ground. The program chooses nobody.";
    not_yet => "最后一份名单发布之后，在这里登记集体研究决定。", "Once the last list is published, the collective decision is entered here.";
    rests_on(version: u32) => "依据：已发布的最后一份名单，第 {version} 版", "It rests on the last list as published, version {version}";
    begin => "登记一项决定", "Enter a decision";
    begin_title => "登记集体研究决定", "Enter a collective decision";
    numbered(no: u32) => "第 {no} 项决定", "Decision {no}";
    body => "决定机关（会议）", "Body that decided";
    body_hint => "例如：市委组织部部务会。会在公示中公开。", "For example the meeting of the organisation department. It stands on the public list.";
    minutes => "会议纪要编号", "Number of the minutes";
    minutes_hint => "只有工作人员看得到。", "Only staff read it.";
    on => "决定日期", "Day of the decision";
    save => "保存", "Save";
    edit_head => "修改会议信息", "Change what is said of the meeting";
    entered => "登记", "Entered";
    confirmed => "确认", "Confirmed";
    returned_for => "上次退回的理由", "Why it was sent back last";
    proposed_count => "拟遴选人数", "People proposed";
    state_draft => "登记中", "Being entered";
    state_sent => "等待另一人确认", "Waits for the second person";
    state_confirmed => "已确认", "Confirmed";
    lacks => "送交之前还缺", "Still lacking before it can be sent";
    send => "送交确认", "Send to be confirmed";
    send_title => "送交另一人确认？", "Send it to be confirmed?";
    send_consequence => "送交后不能再改；发布人核对会议纪要后确认，或者写明理由退回。", "It cannot be changed any more; the publisher compares it with the minutes and confirms it, or sends it back with the reason.";
    confirm => "确认决定", "Confirm the decision";
    overtaken => "名单更正后须重新确认", "To be confirmed anew, since the list was corrected";
    confirm_anew => "按更正后的名单重新确认这项决定？", "Confirm this decision anew on the corrected list?";
    confirm_title => "确认这项集体研究决定？", "Confirm this collective decision?";
    confirm_consequence => "请与会议纪要逐人核对。确认后决定生效，不能再改，随后可以签署公示名单。", "Compare it with the minutes, person by person. Once confirmed it stands and cannot be changed; then the list of proposed people can be signed.";
    return_title => "退回", "Send it back";
    return_reason => "退回的理由", "Why it is sent back";
    return_back => "退回登记人", "Send it back";
    // positions
    positions => "职位", "Positions";
    position => "职位", "Position";
    unit => "单位", "Unit";
    plan => "计划数", "Places";
    listed => "进入名单", "On the list";
    proposed => "拟遴选", "Proposed";
    begun => "已登记", "Entered";
    places_left(places: u32) => "还可拟遴选 {places} 人", "Places left: {places}";
    none_listed => "名单上没有人进入。", "Nobody goes on by the last list.";
    previous_position => "上一个职位", "Previous position";
    next_position => "下一个职位", "Next position";
    no_draft => "没有正在登记的决定；以下是已有的结果。", "No decision is being entered; this is how things stand.";
    rank_never_decides => "名次不带入这一步；请按会议决定登记。", "The rank does not count at this step; enter what the meeting decided.";
    order_weighted => "按规则由高到低计算次序，仍由会议决定：越过排在前面的人，须写明理由。", "The rule computes an order from the highest down, and the meeting still decides: whoever is passed over has a ground.";
    order_veto => "按综合成绩排出考察合格者的次序，仍由会议决定：越过排在前面的人，须写明理由。", "The composite order without those found unfit, and the meeting still decides: whoever is passed over has a ground.";
    computed => "按规则计算", "By the rule";
    computed_steps(exam: &str, exam_share: &str, inspection: &str, inspection_share: &str, result: &str) => "考试 {exam} × {exam_share}% + 考察 {inspection} × {inspection_share}% = {result}", "examination {exam} × {exam_share}% + inspection {inspection} × {inspection_share}% = {result}";
    computed_place(place: u32) => "第 {place} 位", "place {place}";
    computed_none => "没有次序", "no place";
    computed_waits => "考察成绩未会签，尚不能计算", "the result of the inspection is not countersigned yet";
    // a person
    ticket => "准考证号", "Ticket number";
    name => "姓名", "Name";
    current_unit => "现工作单位", "Current unit";
    rank => "名次", "Rank";
    is_proposed => "是否拟遴选", "Proposed?";
    yes => "拟遴选", "Proposed";
    no => "未选定", "Not proposed";
    nothing_said => "还没有登记", "Nothing entered yet";
    left_selection => "已退出", "Left";
    ground => "未选定的理由", "Ground for not proposing";
    ground_hint => "排名在前而未选定的，或职位有空额的，必须选择理由。", "Needed where the person ranks before somebody who is proposed, and where a place stays empty.";
    words => "补充说明", "More words";
    words_hint => "选“其他”时必填；加密保存，只有工作人员看得到。", "Needed with “other”; kept encrypted, and only staff read it.";
    save_person(ticket: &str) => "登记 {ticket}", "Enter {ticket}";
    no_ground => "不填", "None";
    ground_inspection => "考察情况", "Findings of the inspection";
    ground_fit => "人岗匹配度", "Fit for the position";
    ground_medical => "体检", "Medical examination";
    ground_conditions => "资格条件", "A condition is not met";
    ground_withdrew => "本人放弃", "Withdrew";
    ground_structure => "班子和队伍结构", "Structure of the team";
    ground_other => "其他", "Other";
    // publicity
    publicity => "公示", "Publicity period";
    publish_title => "签署拟遴选人选公示名单", "Sign the list of proposed people";
    publish_lede => "公示名单写明姓名、现工作单位和职务、拟任职位，不写成绩和名次。签署后立即公开，或者在选定的时间公开，公示期由此开始。", "The list says name, current unit and post, and the position; no marks and no ranks. Once signed it is public at once, or at the instant that was chosen, and the period begins.";
    check_and_sign => "核对并签署公示名单", "Check and sign the list";
    first_day => "公示从哪一天开始", "First day of the period";
    first_hint => "不填为今天；遇节假日顺延到下一个工作日。", "Empty for today; in a holiday it begins on the next working day.";
    last_day => "最后一天", "Last day";
    last_hint => "不填则按工作日历计算；工作日历没有的年份必须填写。", "Empty: counted by the calendar of working days; needed for a year that the calendar does not know.";
    count_again => "重新计算", "Count again";
    period(first: &str, last: &str) => "公示期：{first} 至 {last}", "Publicity period: {first} to {last}";
    period_days(days: u32) => "不少于 {days} 个工作日", "at least {days} working day" | "at least {days} working days";
    sign => "签署并公示", "Sign and make public";
    digest_proves => "签署针对这个摘要。它含公示期，不含发布时间和封印；名单公布后，名单摘要包含发布时间。", "The signature stands under this digest. It holds the publicity period, and neither the instant of publication nor the seal; the digest of the published list holds that instant.";
    sign_title => "签署并公示这份名单？", "Sign and make this list public?";
    sign_waits => "在此之前可以撤回，公众和考生看不到任何变化；决定、异议的答复、人员的退出、公告版次使名单不同，或者项目被暂停，签署自动失效。", "Until then it can be taken back, and neither the public nor a candidate can tell; the signature ends by itself where the decision, an answer to an objection, a departure or the notice changes the list, or the posting is suspended.";
    sign_consequence => "名单立即对所有人公开，姓名随之公开；之后只能用写明理由的新一版更正。", "It is public at once with its names; after that only a further version with its reason corrects it.";
    sign_not_yours => "签署由工作组里的发布人进行，且不能是登记决定的人。", "The publisher of the team signs; it cannot be the person who entered the decision.";
    next_version(version: u32, reason: &str) => "这是第 {version} 版的更正，公示期不变。理由：{reason}", "It corrects version {version}; the period stays. Reason: {reason}";
    decided_by(body: &str, on: &str) => "经 {body} 于 {on} 集体研究决定", "Decided by {body} on {on}";
    open_list => "公示名单", "The public list";
    correct_list => "更正公示名单", "Correct the list";
    waiting(count: u32) => "{count} 件异议或举报还没有答复", "{count} objection or report waits for an answer" | "{count} objections and reports wait for an answer";
    end_publicity => "结束公示", "End the publicity period";
    end_title => "结束这次公示？", "End this publicity period?";
    end_consequence => "表示公示期满，没有影响任用的反映，或者反映已经查清答复。此后可以办理转任。", "It says that the period is over and that nothing stands in the way, or that it was cleared and answered. Transfers can follow.";
    ended_at(at: &str) => "{at} 结束", "Ended {at}";
    passed_over => "名次决定谁进入考察，不决定最后人选；拟遴选人选由集体研究决定。", "Ranks decide who is inspected, not who is chosen; who is proposed was decided collectively.";
    objections_here(last: &str) => "对拟遴选人选有异议的，截至 {last}（含当日）都可以用下面的表单提出，不必登录，也不必署名。", "Whoever objects to somebody proposed can say so until the end of {last} by the form below, without an account and without a name.";
    object => "提出异议、举报或咨询", "Object, report or ask";
    suspended_result => "暂缓", "Suspended";
    column_unit => "现工作单位", "Current unit";
    column_post => "现任职务", "Current post";
    column_weighted => "考试与考察合计", "Examination and inspection";
    list_title => "拟遴选人选公示", "Proposed people";
    list_title_no(no: u32) => "拟遴选人选公示（第 {no} 批）", "Proposed people ({no})";
    // outcome
    outcome => "拟遴选人选的去向", "What became of the proposed people";
    outcome_lede => "公示结束、没有异议的，由主管部门审批转任；有试用期的，期满后登记结果。全部办结后可以办结项目。", "Those who are cleared are transferred by the competent department; where there is a probation its end is entered. When everything is done the selection is closed.";
    nobody => "还没有拟遴选人选。", "Nobody is proposed yet.";
    place => "进展", "Where they stand";
    place_proposed => "拟遴选，未公示", "Proposed, not public yet";
    place_public => "公示中", "In the publicity period";
    place_suspended => "因异议暂缓", "Suspended by an objection";
    place_cancelled => "取消拟遴选", "No longer proposed";
    place_cleared => "公示无异议", "Cleared";
    place_probation => "已转任，试用期", "Transferred, in probation";
    place_appointed => "已转任任职", "Transferred and appointed";
    place_returned => "已返回原单位", "Returned to the old unit";
    transfer => "审批转任", "Approve the transfer";
    transfer_from => "转任日期", "Transferred from";
    probation => "试用期（月）", "Probation (months)";
    probation_hint => "没有试用期的不填；最长 12 个月。", "Empty for none; at most 12 months.";
    transferred(from: &str) => "自 {from} 转任", "Transferred from {from}";
    transferred_probation(months: u32, from: &str) => "自 {from} 转任，试用期 {months} 个月", "Transferred from {from}, {months} month of probation" | "Transferred from {from}, {months} months of probation";
    trial_dates(from: &str, until: &str) => "{from} 至 {until}", "{from} to {until}";
    service_until(months: u32, until: &str) => "{months} 个月，{until} 期满", "{months} month, over on {until}" | "{months} months, over on {until}";
    service_ended(over: &str) => "提前到 {over} 结束", "Ended early; over on {over}";
    service_ended_why => "提前结束的依据", "Why it ended early";
    end_service => "提前结束服务期", "End the service term early";
    end_service_on => "结束日期", "Over on";
    end_service_hint => "在转任日期之后、期满之前。", "After the transfer and before the term is over by itself.";
    end_service_why => "依据", "Reason";
    end_service_why_hint => "写明决定的依据；加密保存，只有工作人员看得到。本人的页面只显示日期。", "What the decision rests on; kept encrypted, and only staff read it. The person’s own page shows the day alone.";
    shorter_why => "比公告规定的短的依据", "Why it is shorter than the notice sets";
    trial_from => "跟班（借调）开始", "First day of trial work or secondment";
    trial_until => "跟班（借调）结束", "Last day of trial work or secondment";
    trial_set(days: u32) => "公告规定 {days} 天；没有跟班（借调）的不填，并写明依据。", "The notice sets {days} day; empty where there was none, with the reason." | "The notice sets {days} days; empty where there was none, with the reason.";
    trial_before => "在今天和转任日期之前。", "Before today and before the transfer.";
    service_set(months: u32) => "公告规定 {months} 个月，不填即为这么多；不能更长，更短的写明依据。", "The notice sets {months} month: empty for that; never longer, and shorter with the reason." | "The notice sets {months} months: empty for that; never longer, and shorter with the reason.";
    shorter_why_hint => "跟班（借调）或者服务期比公告规定的短时必填；加密保存，只有工作人员看得到。", "Needed where trial work or the service term is shorter than the notice sets; kept encrypted, and only staff read it.";
    probation_passed => "试用合格，正式任职", "Passed: appointed";
    not_passed_why => "试用不合格的依据", "Why probation was not passed";
    not_passed_hint => "写考核意见和依据。同时登记退出，主管部门批准后职位空出，可以递补；只有办理人员看得到。", "The evaluation and what it rests on. A departure is entered with it: once the department approves it, the place is vacant and the next can be called. Only those who deal with it read it.";
    probation_returned => "试用不合格，返回原单位", "Not passed: returns to the old unit";
    close => "办结项目", "Close the selection";
    close_title => "办结这个遴选项目？", "Close this selection?";
    close_consequence => "办结后除答复来访来信、提前结束服务期、制作档案外，不能再办理任何事项；公告仍然公开，名单公开到期满为止。", "Nothing more can be done in it but answering what people say, ending a service term early, and making the archive; the notice stays public, and each list until its term ends.";
    close_against => "办结之前还缺", "What stands against closing it";
    closed_what => "遴选已经办结。", "The selection is closed.";
}

/// The word for the state of a decision.
#[must_use]
pub fn state(state: DecisionState, lang: Lang) -> &'static str {
    match state {
        DecisionState::Draft => state_draft(lang),
        DecisionState::Sent => state_sent(lang),
        DecisionState::Confirmed => state_confirmed(lang),
    }
}

/// The word for a ground.
#[must_use]
pub fn ground_word(ground: Ground, lang: Lang) -> &'static str {
    match ground {
        Ground::Inspection => ground_inspection(lang),
        Ground::Fit => ground_fit(lang),
        Ground::Medical => ground_medical(lang),
        Ground::Conditions => ground_conditions(lang),
        Ground::Withdrew => ground_withdrew(lang),
        Ground::Structure => ground_structure(lang),
        Ground::Other => ground_other(lang),
    }
}

/// The word for where a proposed person stands.
#[must_use]
pub fn place_word(place: Place, lang: Lang) -> &'static str {
    match place {
        Place::Proposed => place_proposed(lang),
        Place::Public => place_public(lang),
        Place::Suspended => place_suspended(lang),
        Place::Cancelled => place_cancelled(lang),
        Place::Cleared => place_cleared(lang),
        Place::Probation => place_probation(lang),
        Place::Appointed => place_appointed(lang),
        Place::Returned => place_returned(lang),
    }
}

/// How a probation ended.
#[must_use]
pub fn end_word(end: ProbationEnd, lang: Lang) -> &'static str {
    match end {
        ProbationEnd::Passed => probation_passed(lang),
        ProbationEnd::Returned => probation_returned(lang),
    }
}

/// What the list of a decision's people is called, by its stage; `None` for another stage.
#[must_use]
pub fn stage_title(lang: Lang, stage: &str) -> Option<String> {
    if !domain::collective::is_proposed(stage) {
        return None;
    }
    let no = stage.rsplit_once('_').and_then(|(_, no)| no.parse().ok());
    Some(no.map_or_else(|| list_title(lang).to_owned(), |no| list_title_no(lang, no)))
}
