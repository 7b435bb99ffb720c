//! Work that is done after an act, on the administrator's page.

use domain::work::{JobFault, JobKind, JobState};

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "后台工作", "Work behind the pages";
    lede => "操作提交之后由系统自己完成的工作：到点的开关、通知、批量打印。失败的会自动再试，试过多次仍不成的停下来，由管理员处理。", "What the program does by itself after an act: opening and closing at their time, telling people, printing. What fails is tried again; after many tries it is parked, and an administrator decides.";
    by_kind => "按种类", "By kind";
    kind => "工作", "Work";
    next => "最近一次", "Next due";
    nothing => "没有等待的工作。", "Nothing waits.";
    lines => "正在执行、失败和停下的", "Running, failed and parked";
    no_lines => "没有正在执行、失败或者停下的工作。", "Nothing runs, failed or is parked.";
    more => "等待的工作很多，上表只计最先到期的 2,000 件。", "Very much waits: the table counts the 2,000 that are due first.";
    done(count: i64) => "最近一周完成 {count} 件。", "Done within the last week: {count}.";
    state => "状态", "State";
    tries => "次数", "Tries";
    times(n: u32, most: u32) => "{n}（最多 {most}）", "{n} of {most}";
    fault => "上次失败的原因", "Why the last try failed";
    since => "时间", "Time";
    parked_at(when: &str) => "{when}停下", "parked {when}";
    held_until(when: &str) => "最迟{when}交还", "held until {when} at most";
    again_at(when: &str) => "{when}再试", "again {when}";
    due_at(when: &str) => "{when}到期", "due {when}";
    decide => "处理", "Decide";
    one => "处理停下的工作", "A parked job";
    one_lede => "写明原因；原因和操作一起记入操作记录。", "Say why; the reason goes into the audit trail with the act.";
    retry_reason => "为什么再试", "Why it is tried again";
    retry => "重新执行", "Try again";
    retry_says => "马上再试，次数从头计。", "It is due at once, and its tries are counted from the start.";
    give_up_reason => "为什么放弃", "Why it is given up";
    give_up => "放弃", "Give up";
    give_up_says => "不再执行，也不能恢复。定时的检查另有一轮，到点的开关和发布不受影响；没有发出的通知就不发了。", "It is never done, and cannot be taken up again. What comes by the clock is also done by a regular round; people who were not told stay untold.";
    turn_phases => "到点开始、截止报名", "Opening and closing registrations";
    remind_of_drafts => "提醒还没提交的报名人", "Reminding owners of drafts";
    remind_of_files => "提醒审核员有待审的报名", "Reminding screeners of files";
    remind_of_verdicts => "提醒审核员审查将结束", "Reminding screeners before screening ends";
    tell_course => "通知暂停、恢复、终止", "Telling of suspension, resumption or end";
    lapse_calls => "递补通知到期", "Ending calls to move up";
    tell_passed_over => "通知未列为拟遴选人选的人", "Telling those who were passed over";
    tell_cleared => "通知公示期满的人", "Telling those who are cleared";
    print_papers => "批量生成文书", "Printing papers of all";
    make_archive => "制作项目归档文件", "Making the archive of a selection";
    release_lists => "到点发布名单", "Releasing signed lists";
    tell_list => "通知名单上的人", "Telling the people on a list";
    unknown => "其他版本程序的工作", "Work of another version of the program";
    parked => "停下", "parked";
    running => "正在执行", "running";
    failed => "失败，将再试", "failed, tried again";
    waiting => "等待", "waiting";
    refused => "条件不符", "something stood against it";
    denied => "没有权限", "it was not allowed";
    missing => "相关的数据不在", "what it is about is not there";
    stale => "同时有人改动", "something changed meanwhile";
    busy => "数据库忙", "the database was busy";
    no_room => "磁盘已满", "the disk was full";
    unconfirmed => "不能确定是否完成", "whether it was kept is not known";
    internal => "程序出错，见运行日志", "a fault of the program; its log says more";
    tried_again(job: &str, kind: &str) => "停下的工作“{kind}”（{job}）重新执行。", "The parked job “{kind}” ({job}) is tried again.";
    given_up(job: &str, kind: &str) => "停下的工作“{kind}”（{job}）被放弃。", "The parked job “{kind}” ({job}) was given up.";
}

/// Returns what a job does; `None` is one of another version of the program.
#[must_use]
pub fn kind_word(kind: Option<JobKind>, lang: Lang) -> &'static str {
    let Some(kind) = kind else { return unknown(lang) };
    match kind {
        JobKind::TurnPhases => turn_phases(lang),
        JobKind::RemindOfDrafts => remind_of_drafts(lang),
        JobKind::RemindOfFiles => remind_of_files(lang),
        JobKind::RemindOfVerdicts => remind_of_verdicts(lang),
        JobKind::TellCourse => tell_course(lang),
        JobKind::LapseCalls => lapse_calls(lang),
        JobKind::TellPassedOver => tell_passed_over(lang),
        JobKind::TellCleared => tell_cleared(lang),
        JobKind::PrintPapers => print_papers(lang),
        JobKind::MakeArchive => make_archive(lang),
        JobKind::ReleaseLists => release_lists(lang),
        JobKind::TellList => tell_list(lang),
    }
}

/// Returns how a job stands.
#[must_use]
pub fn state_word(state: JobState, lang: Lang) -> &'static str {
    match state {
        JobState::Parked => parked(lang),
        JobState::Running => running(lang),
        JobState::Failed => failed(lang),
        JobState::Waiting => waiting(lang),
    }
}

/// Returns why a try did not go through.
#[must_use]
pub fn fault_word(fault: JobFault, lang: Lang) -> &'static str {
    match fault {
        JobFault::Refused => refused(lang),
        JobFault::Denied => denied(lang),
        JobFault::Missing => missing(lang),
        JobFault::Stale => stale(lang),
        JobFault::Busy => busy(lang),
        JobFault::NoRoom => no_room(lang),
        JobFault::Unconfirmed => unconfirmed(lang),
        JobFault::Internal => internal(lang),
    }
}
