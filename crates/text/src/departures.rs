//! Departures in words: why a person left, and the pages on which one is entered and decided.

use domain::departure::{Answer, DepartureKind, DepartureState};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "退出与递补", "Departures and back-fill";
    lede => "通过资格审查后退出的人：成绩和名次保留，从所列名单起不再列入。空出的名额按计分规则递补，接到通知的人在期限内答复。", "People who left after screening keep marks and rank and are on no list from the one named on. Vacant places are filled as the scheme says; whoever is called answers within the term.";
    none => "还没有人退出。", "Nobody has left yet.";
    unknown_title => "空缺待定", "Vacancies are open";
    unknown => "现有成绩还不能计算，空缺算出后显示在这里。", "The marks cannot be computed as they are; vacant places are shown here once they can.";
    vacant(count: i64, list: &str) => "{list}空缺 {count} 个", "{list}, places vacant: {count}";
    round(no: u32) => "第 {no} 轮递补。", "Round {no}.";
    round_of(no: u32, most: u32) => "第 {no} 轮递补，最多 {most} 轮。", "Round {no} of at most {most}.";
    not_allowed => "按计分规则，这份名单不递补；空缺不补。", "The scheme allows no back-fill on this list; the place stays empty.";
    nobody => "没有可以递补的人，或轮次已用完；空缺不补。", "Nobody can be called, or the rounds are used up; the place stays empty.";
    filling_until(until: &str) => "按计分规则，递补到 {until} 截止，答复期限不能晚于这个时间。", "The scheme fills this place until {until}; a term cannot end later.";
    filling_over(until: &str) => "按计分规则，递补已于 {until} 截止；空缺不补。", "The scheme filled places until {until}; the place stays empty.";
    filling_open => "计分规则从该环节开始倒数工作日计算递补截止；这个环节的日期待定，定下之前可以递补。", "The scheme counts working days back from the stage, whose date is to be announced; until it is, the place can be filled.";
    filling_missing(stage: &str) => "计分规则从“{stage}”环节开始倒数工作日计算递补截止，而日程中没有这个环节；请在日程中加上，加上之前可以递补。", "The scheme counts working days back from a stage that the timetable does not have: {stage}. Enter it there; until then the place can be filled.";
    filling_unknown(year: i64) => "算不出递补截止：{year} 年的工作日安排尚未录入，请管理员录入后再通知。", "Nobody can tell until when it can be filled: the working days of {year} are not entered. An administrator enters them first.";
    next(people: &str) => "下一名：{people}。", "Next: {people}.";
    next_withheld => "有分数线尚待划定，下一名是谁在划定并重新计算之后才显示；仍可以发出递补通知。", "A pass line is still to be set; who is next is shown once it is set and the ranking computed again. They can be called all the same.";
    until => "答复期限", "To be answered until";
    until_hint => "北京时间。逾期未答复视为放弃。", "Beijing time. No answer counts as declining.";
    call => "发出递补通知", "Call them";
    enter => "登记退出", "Enter a departure";
    enter_lede => "登记后由审批人批准；批准前不影响任何人。考生本人放弃的，可以自己在网上办理，不需批准。", "An approver decides it; until then it touches nobody. A candidate can withdraw alone on the own page, which nobody has to approve.";
    ticket => "准考证号", "Ticket number";
    list => "从哪份名单起", "From which list on";
    list_hint => "从这份名单起，这个人不再列入。", "The person is on no list from this one on.";
    why => "原因", "Why";
    ground => "否决事由", "Ground of the veto";
    ground_hint => "原因是“考察一票否决”时必选，其他原因不填。", "Choose one where the inspection excludes the person, and none otherwise.";
    no_ground => "不是一票否决", "No veto";
    day => "发生日期", "Day";
    day_hint => "例如 2026-05-01。", "For example 2026-05-01.";
    evidence => "依据", "What it rests on";
    evidence_hint => "例如：本人书面声明、体检结论、考察材料及编号。只有工作组看得到。", "Such as a written statement, a medical finding, papers of the inspection with their number. Only the team reads it.";
    send => "送审批人批准", "Send for approval";
    decide => "办理", "Decide";
    approve => "批准退出", "Approve";
    approve_consequence => "批准后立即生效，这个人会收到消息；成绩和名次保留，名次须重新计算。", "It takes effect at once and the person is told; marks and rank stay, and the ranking has to be computed again.";
    refuse => "不批准", "Refuse";
    refuse_reason => "不批准的理由", "Why it is refused";
    recall_title => "撤销退出", "Taking it back";
    recall => "提请撤销（登记有误）", "Propose to take it back (entered in error)";
    recall_reason => "撤销的理由", "Why it is taken back";
    recall_hint => "由审批人决定。有人已接受递补、尚可答复，或之后的集体决定已把名额给了别人的，不能撤销；考生本人放弃的不能撤销。", "The approver decides. Not once somebody moved up, may still answer a call, or has the place by a later decision, and never a person's own withdrawal.";
    recall_proposed => "提请", "Proposed";
    take_back => "撤销退出", "Take it back";
    take_back_consequence => "批准后此人恢复在名次和名单中的位置，名次须重新计算；这个人会收到消息。", "The person stands again in ranking and lists; the ranking has to be computed again, and the person is told.";
    keep => "不撤销", "Let it stand";
    keep_reason => "不撤销的理由", "Why it stands";
    position => "职位", "Position";
    entered => "登记", "Entered";
    decided => "决定", "Decided";
    called => "通知", "called";
    call_round(no: u32) => "第 {no} 轮", "Round {no}";
    call_waits(until: &str) => "等待答复，期限 {until}", "waits for an answer until {until}";
    record => "登记答复", "Write the answer down";
    answer_label => "答复", "Answer";
    note => "如何得知", "How it was told";
    note_hint => "例如：5月1日10时电话答复，接听人王某。", "Such as: by telephone on 1 May at 10, taken by Wang.";
    // the candidate's own page
    leave => "放弃遴选", "Leave the selection";
    leave_title => "放弃本次遴选？", "Leave this selection?";
    leave_lists => "您不再列入此后的名单；已公布的名单会以更正后的版本说明。", "You will be on none of the lists that follow; a list that is public says so with its next version.";
    leave_marks => "已有的成绩和名次保留，不记为零分。", "Your marks and rank stay; nothing is counted as zero.";
    leave_next => "您的名额可能由后面的人递补，放弃后不能撤回。", "Somebody may move up into your place, so it cannot be taken back.";
    leave_filled(until: &str) => "在 {until} 前放弃的，名额可以由后面的人递补；此后放弃的，名额空缺。请尽早决定。", "Before {until} somebody may move up into your place; after that it stays empty. Please decide early.";
    leave_unfilled(until: &str) => "递补已于 {until} 截止：现在放弃，您的名额不再由别人递补。", "Places were filled until {until}: if you leave now, nobody moves up into yours.";
    leave_final => "放弃后不能撤回。", "It cannot be taken back.";
    leave_yes => "确认放弃", "Leave for good";
    leave_not => "现在不能在这里放弃。", "You cannot leave here now.";
    left_word => "已退出", "Left";
    left_title => "您已退出本次遴选", "You have left this selection";
    left_why(why: &str, day: &str) => "原因：{why}，日期 {day}。成绩和名次保留。", "Why: {why}, {day}. Marks and rank stay.";
    call_title => "递补通知：请答复", "You are called to move up: please answer";
    call_what(list: &str, until: &str) => "{list}出现空缺，由您递补。请在 {until} 前答复；逾期未答复视为放弃。", "A place is vacant: {list}. You are next. Answer by {until}; no answer counts as declining.";
    call_declining => "不接受即退出本次遴选，不能撤回。", "Declining means leaving this selection, and cannot be taken back.";
    accept => "接受", "Accept";
    decline => "不接受", "Decline";
    call_accepted => "您已接受递补。名单以更正后的版本公布。", "You accepted to move up. The list is published in a further version.";
    withdrew => "本人放弃", "withdrew";
    absent => "未到场", "did not come";
    recheck => "资格复审未通过", "document re-check not passed";
    medical => "体检未通过", "medical not passed";
    veto => "考察一票否决", "excluded by the inspection";
    disqualified => "取消资格", "disqualified";
    objection => "异议成立", "objection upheld";
    trial => "跟班（借调）不合格", "trial work not passed";
    probation => "试用不合格", "probation not passed";
    declined => "不接受递补", "declined to move up";
    silent => "逾期未答复递补通知", "did not answer the call in time";
    accepted => "接受递补", "moves up";
    waits => "等待批准", "waits for approval";
    stands => "已生效", "stands";
    refused => "未批准", "refused";
    taken_back => "已撤销", "taken back";
}

/// Why a person left.
#[must_use]
pub fn kind(kind: DepartureKind, lang: Lang) -> &'static str {
    match kind {
        DepartureKind::Withdrew => withdrew(lang),
        DepartureKind::Absent => absent(lang),
        DepartureKind::Recheck => recheck(lang),
        DepartureKind::Medical => medical(lang),
        DepartureKind::Veto => veto(lang),
        DepartureKind::Disqualified => disqualified(lang),
        DepartureKind::Objection => objection(lang),
        DepartureKind::Trial => trial(lang),
        DepartureKind::Probation => probation(lang),
        DepartureKind::Declined => declined(lang),
        DepartureKind::Silent => silent(lang),
    }
}

/// The answer to a call to move up.
#[must_use]
pub fn answer(answer: Answer, lang: Lang) -> &'static str {
    match answer {
        Answer::Accepted => accepted(lang),
        Answer::Declined => declined(lang),
        Answer::Silent => silent(lang),
    }
}

/// How far a departure has come.
#[must_use]
pub fn state(state: DepartureState, lang: Lang) -> &'static str {
    match state {
        DepartureState::Waits => waits(lang),
        DepartureState::Stands => stands(lang),
        DepartureState::Refused => refused(lang),
        DepartureState::TakenBack => taken_back(lang),
    }
}
