//! The timetable of a posting in words: its stages, their times, and where each stands.

use domain::course::Mark;
use domain::timetable::{Part, Stage, StageKind, Timetable, When};

use crate::catalogue::catalogue;
use crate::numbers::colon;
use crate::{Lang, dates};

catalogue! {
    title => "日程安排", "Timetable";
    // kinds of stages
    registration => "报名", "Registration";
    recommendation => "单位推荐", "Unit's recommendation";
    screening => "资格审查", "Screening";
    opening => "开考确认", "Confirmation of openings";
    rechoice => "改报职位", "Choosing another position";
    tickets => "领取准考证", "Tickets";
    written => "笔试", "Written test";
    written_results => "公布笔试成绩", "Written results";
    review => "成绩复核", "Score review";
    recheck => "资格复审", "Document re-check";
    interview => "面试", "Interview";
    interview_results => "公布面试成绩", "Interview results";
    medical => "体检", "Medical examination";
    inspection => "考察", "Inspection";
    decision => "集体讨论决定", "Collective decision";
    publicity => "公示", "Publicity period";
    transfer => "办理转任", "Transfer";
    probation => "试用", "Probation";
    named(kind: &str, name: &str) => "{kind}（{name}）", "{kind} ({name})";
    // times
    to_be_announced => "待定", "To be announced";
    from_until(opens: &str, closes: &str) => "{opens} 至 {closes}", "{opens} until {closes}";
    // the public page
    stage => "环节", "Stage";
    time => "时间", "When";
    may_change => "日程安排是公告的一部分，改动以新的公告版次公布。时间均为北京时间。", "The timetable is part of the notice; a change comes as a further revision. Times are Beijing time.";
    // the candidate's page
    next_is(stage: &str, when: &str) => "日程安排的下一个环节：{stage}，{when}。", "Next in the timetable: {stage}, {when}.";
    next_open(stage: &str) => "日程安排的下一个环节：{stage}，时间待定，定后在公告页公布。", "Next in the timetable: {stage}, to be announced on the page of the notice.";
    // the desk
    lede => "报名之后的各个环节，按顺序填写。每个环节填一个日期，或者填起止时间，或者都不填，即为待定。报名时间在“公告与时间”中填写，只此一处。", "The stages after registration, in their order. Give each a day, or the times from and until, or nothing where it is to be announced. The registration dates stand with the notice and nowhere else.";
    lede_usual => "下面列出常见的环节，保存之前都不生效。不需要的选“（不设）”。", "The usual stages stand below; none of them counts before it is saved. Choose “(none)” for those that you do not need.";
    lede_further => "公告已经批准：这里的改动写入修改稿，经主管部门批准后生效。", "The notice was approved: what you change goes into the draft of a further revision, and is in force once the department approves it.";
    row(no: usize) => "第 {no} 行", "Row {no}";
    place => "序号", "Place";
    what => "环节", "Stage";
    no_stage => "（不设）", "(none)";
    name => "科目或名称", "Paper or name";
    day => "日期", "Day";
    how => "日期例如 2026-12-20，时间例如 2026-12-20T09:00，均为北京时间。", "A day is written as 2026-12-20, a time as 2026-12-20T09:00; both are Beijing time.";
    opens => "开始时间", "From";
    closes => "结束时间", "Until";
    save => "保存日程安排", "Save the timetable";
    none_yet => "还没有填写日程安排，公告页只写报名时间。", "There is no timetable yet; the public page says the registration dates only.";
    change => "填写或修改日程安排", "Write or change the timetable";
    only_read => "现在不能修改日程安排。", "The timetable cannot be changed now.";
    // where a stage stands
    stands => "进展", "Stands";
    over => "已结束", "Over";
    now => "进行中", "Under way";
    late => "已过时间，尚未完成", "Late: its time is over, and it is not done";
    next => "未开始", "To come";
    blocked => "等待办理", "What waits";
}

/// The word for a kind of stage.
#[must_use]
pub fn kind(kind: StageKind, lang: Lang) -> &'static str {
    match kind {
        StageKind::Recommendation => recommendation(lang),
        StageKind::Screening => screening(lang),
        StageKind::Opening => opening(lang),
        StageKind::Rechoice => rechoice(lang),
        StageKind::Tickets => tickets(lang),
        StageKind::Written => written(lang),
        StageKind::WrittenResults => written_results(lang),
        StageKind::Review => review(lang),
        StageKind::Recheck => recheck(lang),
        StageKind::Interview => interview(lang),
        StageKind::InterviewResults => interview_results(lang),
        StageKind::Medical => medical(lang),
        StageKind::Inspection => inspection(lang),
        StageKind::Decision => decision(lang),
        StageKind::Publicity => publicity(lang),
        StageKind::Transfer => transfer(lang),
        StageKind::Probation => probation(lang),
    }
}

/// The word for where a stage stands.
#[must_use]
pub fn mark(mark: Mark, lang: Lang) -> &'static str {
    match mark {
        Mark::Over => over(lang),
        Mark::Now => now(lang),
        Mark::Late => late(lang),
        Mark::Next => next(lang),
        Mark::Open => to_be_announced(lang),
    }
}

/// The label of a field of the form.
#[must_use]
pub fn part(part: Part, lang: Lang) -> &'static str {
    match part {
        Part::Place => place(lang),
        Part::Kind => what(lang),
        Part::Name => name(lang),
        Part::Day => day(lang),
        Part::Opens => opens(lang),
        Part::Closes => closes(lang),
    }
}

/// What a stage is called, with its paper where it has one.
#[must_use]
pub fn called(stage: &Stage, lang: Lang) -> String {
    let word = kind(stage.kind, lang);
    stage.name.as_ref().map_or_else(|| word.to_owned(), |name| named(lang, word, name.as_str()))
}

/// When a stage is.
#[must_use]
pub fn when(when: When, lang: Lang) -> String {
    match when {
        When::Open => to_be_announced(lang).to_owned(),
        When::On(day) => dates::day(lang, day.date()),
        When::Within(window) => {
            let (opens, closes) = (dates::stamp(lang, window.opens.0), dates::stamp(lang, window.closes.0));
            from_until(lang, &opens, &closes)
        }
    }
}

/// The stage that comes next, in one sentence.
#[must_use]
pub fn what_is_next(stage: &Stage, lang: Lang) -> String {
    let called = called(stage, lang);
    match stage.when {
        When::Open => next_open(lang, &called),
        time => next_is(lang, &called, &when(time, lang)),
    }
}

/// A timetable line by line, as a difference shows it.
#[must_use]
pub fn lines(timetable: &Timetable, lang: Lang) -> Vec<String> {
    let line = |one: &Stage| [called(one, lang), when(one.when, lang)].join(colon(lang));
    timetable.0.iter().map(line).collect()
}
