//! Why a decision and what follows from it is refused: one sentence for each code of [`DecisionsWhy`].

use domain::reason::DecisionsWhy;

use crate::catalogue::catalogue;
use crate::{Lang, dates};

catalogue! {
    waits => "有一项集体研究决定还没有确认，请先办完。", "A collective decision is not confirmed yet; finish that one first.";
    wrong_state => "这项决定现在不能这样办理：状态已变，或者所依据的名单已有新的一版。", "This cannot be done with the decision now: it stands elsewhere by now, or the list that it rests on has a further version.";
    overtaken => "所依据的名单已更正，涉及这项决定的人员或名次有变。须由第二人重新确认，或退回重新登记之后再办。", "The list that the decision rests on was corrected, and people or ranks of it are others by now. The second person confirms it anew or sends it back before anything follows from it.";
    off_list(count: u32) => "{count} 名拟遴选人选已不在更正后的名单上；请退回重新登记。", "{count} proposed person is no longer on the corrected list; send the decision back to be entered anew." | "{count} proposed people are no longer on the corrected list; send the decision back to be entered anew.";
    in_future => "决定日期不能晚于今天。", "The day of the decision cannot lie after today.";
    empty => "还没有登记任何职位。", "Nothing is entered for any position yet.";
    unsaid(count: u32, position: &str) => "职位 {position}：还有 {count} 人没有登记是否拟遴选。", "Position {position}: of {count} person nothing is said yet." | "Position {position}: of {count} people nothing is said yet.";
    too_many(position: &str, places: u32, found: u32) => "职位 {position}：只余 {places} 个名额，登记了 {found} 人。", "Position {position}: {found} proposed for {places} places left.";
    ground_missing(count: u32, position: &str) => "职位 {position}：{count} 人排名在前未选定，或职位有空额，须写明理由。", "Position {position}: {count} person passed over, or not proposed although a place stays empty, has no ground." | "Position {position}: {count} people passed over, or not proposed although a place stays empty, have no ground.";
    result_missing(count: u32, position: &str) => "职位 {position}：{count} 人的考察成绩还没有会签，不能按规则计算次序。", "Position {position}: the quantified inspection of {count} person is not countersigned, so that the order cannot be computed." | "Position {position}: the quantified inspections of {count} people are not countersigned, so that the order cannot be computed.";
    not_inspected(count: u32, position: &str) => "职位 {position}：{count} 人的考察情况还没有会签，不能拟遴选。", "Position {position}: the inspection of {count} person is not countersigned; they cannot be proposed." | "Position {position}: the inspections of {count} people are not countersigned; they cannot be proposed.";
    not_fit(count: u32, position: &str) => "职位 {position}：{count} 人体检未通过或须复检，不能拟遴选。", "Position {position}: {count} person has not passed the medical; they cannot be proposed." | "Position {position}: {count} people have not passed the medical; they cannot be proposed.";
    departure_waits(count: u32, position: &str) => "职位 {position}：{count} 人的否决或退出等待批准，不能拟遴选。", "Position {position}: a veto or departure of {count} person waits for approval; they cannot be proposed." | "Position {position}: vetoes or departures of {count} people wait for approval; they cannot be proposed.";
    words_missing => "选“其他”须写明是什么。", "With “other” say which.";
    already_proposed => "此人已由先前的决定提出。", "An earlier decision proposes this person.";
    left => "此人已退出遴选。", "This person left the selection.";
    nobody_proposed => "这项决定没有提出任何人，没有可公示的名单。", "This decision proposes nobody, so that there is nothing to make public.";
    already_public => "这项决定的人选已经公示。", "The people of this decision are public already.";
    begins_before(today: &str) => "公示不能早于今天（{today}）开始。", "The period cannot begin before today ({today}).";
    last_day_needed(year: &str) => "工作日历里没有 {year} 年，请填写公示的最后一天。", "The calendar does not know {year}; give the last day of the period.";
    too_short(days: u32) => "公示不足 {days} 个工作日。", "That is less than {days} working day." | "That is less than {days} working days.";
    not_over(last: &str) => "公示期到 {last} 结束，还没有满。", "The period runs until {last} and is not over.";
    objections_open(count: u32) => "还有 {count} 件异议或举报没有答复。", "{count} objection or report waits for an answer." | "{count} objections and reports wait for an answer.";
    publicity_open => "公示还没有结束。", "The publicity period was not ended yet.";
    not_proposed => "此人不在拟遴选人选之列。", "This person is not proposed.";
    suspended => "此人因异议暂缓，查清答复后再办。", "An objection suspends this person; clear and answer it first.";
    probation_long => "试用期最长 12 个月。", "Probation is no longer than 12 months.";
    trial_long(days: u32) => "跟班（借调）比公告规定的 {days} 天长。", "Trial work is longer than the {days} day of the notice." | "Trial work is longer than the {days} days of the notice.";
    trial_runs(until: &str) => "跟班（借调）到 {until} 才结束：须在今天和转任日期之前结束。", "Trial work ends on {until}: it has to be over before today and before the transfer.";
    service_long(months: u32) => "服务期比公告规定的 {months} 个月长。", "The service term is longer than the {months} month of the notice." | "The service term is longer than the {months} months of the notice.";
    shorter_than_set => "跟班（借调）或者服务期比公告规定的短，须写明依据。", "Trial work or the service term is shorter than the notice sets; say why.";
    before_decided(decided: &str) => "转任不能早于集体研究决定之日（{decided}）开始。", "A transfer cannot begin before the day on which it was decided ({decided}).";
    no_service_term => "此人没有正在执行的服务期。", "There is no service term that runs for this person.";
    service_ended(on: &str) => "服务期已决定提前到 {on} 结束。", "The service term was ended already; it is over on {on}.";
    service_outside(from: &str, until: &str) => "提前结束的日期须在转任之日（{from}）之后、期满（{until}）之前。", "The day lies after the transfer ({from}) and before the term is over by itself ({until}).";
    already_transferred => "此人已经办理转任，或已不在拟遴选之列。", "The person was transferred already, or is no longer proposed.";
    no_probation => "没有正在进行的试用期。", "There is no probation that runs.";
    probation_runs(until: &str) => "试用期到 {until} 期满，期满之前不能登记试用合格。", "Probation is over on {until}; nobody has passed it before.";
    departures_open(count: u32) => "还有 {count} 项退出等待批准。", "{count} departure waits for its approval." | "{count} departures wait for their approval.";
    round_open => "有一轮调剂在等待确认，或申请时间还没有结束。", "An adjustment round waits for its confirmation, or people still choose in it.";
    calls_open(count: u32) => "还有 {count} 人的递补通知没有答复。答复或者期满之后再办结。", "{count} person who was called to move up has not answered. The selection is closed after the answer or the end of its term." | "{count} people who were called to move up have not answered. The selection is closed after the answers or the end of their terms.";
    up_unlisted(count: u32) => "有 {count} 人已递补，还没有列入公布的名单。请更正名单后再办结。", "{count} person moved up and is on no list that is out. Publish the next version of the list first." | "{count} people moved up and are on no list that is out. Publish the next version of the list first.";
    moved_unlisted(count: u32) => "有 {count} 人已同意调剂，还没有公布他们在新职位上的名单。请更正名单后再办结。", "{count} person was taken into another position, and no list that is out has that person there. Publish the next version of the list first." | "{count} people were taken into another position, and no list that is out has them there. Publish the next version of the list first.";
    choices_open(count: u32) => "还有 {count} 人的调剂申请没有办理。", "The choice of {count} person in an adjustment round waits for its ruling." | "The choices of {count} people in an adjustment round wait for their rulings.";
    correction_open => "有一份名单正在更正，尚未结束。", "A list is under correction, which has not ended.";
    still_running(count: u32) => "还有 {count} 人没有办结。", "{count} person is not settled yet." | "{count} people are not settled yet.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: &DecisionsWhy, lang: Lang) -> String {
    use DecisionsWhy as W;
    match why {
        W::Waits => waits(lang).to_owned(),
        W::WrongState => wrong_state(lang).to_owned(),
        W::Overtaken => overtaken(lang).to_owned(),
        W::OffList { count } => off_list(lang, *count),
        W::InFuture => in_future(lang).to_owned(),
        W::Empty => empty(lang).to_owned(),
        W::Unsaid { position, count } => unsaid(lang, *count, position.as_str()),
        W::TooMany { position, places, found } => too_many(lang, position.as_str(), *places, *found),
        W::GroundMissing { position, count } => ground_missing(lang, *count, position.as_str()),
        W::ResultMissing { position, count } => result_missing(lang, *count, position.as_str()),
        W::NotInspected { position, count } => not_inspected(lang, *count, position.as_str()),
        W::NotFit { position, count } => not_fit(lang, *count, position.as_str()),
        W::DepartureWaits { position, count } => departure_waits(lang, *count, position.as_str()),
        W::WordsMissing => words_missing(lang).to_owned(),
        W::AlreadyProposed => already_proposed(lang).to_owned(),
        W::Left => left(lang).to_owned(),
        W::NobodyProposed => nobody_proposed(lang).to_owned(),
        W::AlreadyPublic => already_public(lang).to_owned(),
        W::BeginsBefore { today } => begins_before(lang, &dates::day(lang, *today)),
        W::LastDayNeeded { year } => last_day_needed(lang, &year.to_string()),
        W::TooShort { days } => too_short(lang, *days),
        W::NotOver { last } => not_over(lang, &dates::day(lang, *last)),
        W::ObjectionsOpen { count } => objections_open(lang, *count),
        W::PublicityOpen => publicity_open(lang).to_owned(),
        W::NotProposed => not_proposed(lang).to_owned(),
        W::Suspended => suspended(lang).to_owned(),
        W::ProbationLong => probation_long(lang).to_owned(),
        W::TrialLong { days } => trial_long(lang, *days),
        W::TrialRuns { until } => trial_runs(lang, &dates::day(lang, *until)),
        W::ServiceLong { months } => service_long(lang, *months),
        W::ShorterThanSet => shorter_than_set(lang).to_owned(),
        W::BeforeDecided { decided } => before_decided(lang, &dates::day(lang, *decided)),
        W::NoServiceTerm => no_service_term(lang).to_owned(),
        W::ServiceEnded { on } => service_ended(lang, &dates::day(lang, *on)),
        W::ServiceOutside { from, until } => {
            service_outside(lang, &dates::day(lang, *from), &dates::day(lang, *until))
        }
        W::AlreadyTransferred => already_transferred(lang).to_owned(),
        W::NoProbation => no_probation(lang).to_owned(),
        W::StillRunning { count } => still_running(lang, *count),
        W::ProbationRuns { until } => probation_runs(lang, &dates::day(lang, *until)),
        W::DeparturesOpen { count } => departures_open(lang, *count),
        W::CorrectionOpen => correction_open(lang).to_owned(),
        W::RoundOpen => round_open(lang).to_owned(),
        W::ChoicesOpen { count } => choices_open(lang, *count),
        W::CallsOpen { count } => calls_open(lang, *count),
        W::UpUnlisted { count } => up_unlisted(lang, *count),
        W::MovedUnlisted { count } => moved_unlisted(lang, *count),
    }
}
