//! Public pages: home, posting, position, list.

use domain::view::public::lists::{ListGroup, ListResult, Placed, Unranked};

use crate::catalogue::catalogue;
use crate::numbers::grouped;
use crate::{Lang, lists, states};

catalogue! {
    // home
    lede => "从下级机关择优选拔公务员到上级机关工作。公告、职位、计分规则和名单都在这里公开，每人的每一步计算本人可以查看。", "Civil servants are selected on merit to work in higher authorities. Notices, positions, schemes and lists are public here, and everybody reads every step of the own computation.";
    open_now => "正在报名", "Open for registration";
    to_come => "即将报名", "Registration to come";
    under_way => "进行中", "Under way";
    finished => "已结束", "Over";
    latest_lists => "最近公布的名单", "Latest lists";
    none_open => "目前没有正在报名的遴选。新的公告会在这里公布。", "No selection is open for registration now. New notices appear here.";
    none_lists => "还没有公布的名单。", "No list has been published yet.";
    size(positions: &str, plan: &str) => "{positions} 个职位，计划 {plan} 人", "{positions} positions, {plan} places";
    closes => "报名截止", "Registration closes";
    opens => "报名开始", "Registration opens";
    still(left: &str) => "还有 {left}", "{left} left";
    see_and_register => "看职位并报名", "See positions and register";
    how_to_read => "怎样看懂名单", "How to read a list";
    how_computed => "综合成绩怎样计算", "How the composite score is computed";
    why_not_first => "为什么第一名可能不被遴选", "Why the first may not be chosen";
    how_recompute => "怎样自己重新计算一份名单", "How to recompute a list yourself";
    taking_part => "怎样报名", "How to take part";
    taking_part_steps => "注册帐号，选一个职位，填写并提交报名申请，然后在“我的报名”查看审查结果。", "Create an account, choose one position, fill in and submit the application, then follow the screening under “My applications”.";
    // posting
    registering_now => "报名进行中", "Registration is open";
    registering_between(from: &str, to: &str) => "{from}至 {to}。每人报一个职位。", "From {from} to {to}. One position per person.";
    registering_later => "报名尚未开始", "Registration has not begun";
    registering_over => "报名已结束", "Registration is over";
    screening_now => "资格审查进行中。审查结果在“我的报名”查看。", "Applications are being screened. The result appears under “My applications”.";
    examining_now => "考试与评分进行中。", "Examinations and marking are under way.";
    ranked_now => "成绩已计算，名单签发后在这里公布。", "The ranking is computed; the list appears here once it is signed.";
    correcting_now => "已公布的名单正在更正，更正后的名单在这里公布。", "A published list is under correction; its next version appears here.";
    published_now => "名单已公布。", "The list is published.";
    deadline_note => "以服务器时间为准：截止时刻之前提交的有效。", "The server's clock decides: what is submitted before the deadline counts.";
    rule_title => "怎样确定人选", "How persons are chosen";
    rule_not_only => "遴选机关根据考察等情况集体研究决定，综合成绩不是唯一依据。", "The selecting authority decides collectively after the inspection; the composite score is not the only ground.";
    notice_text => "公告正文", "Text of the notice";
    scheme_named => "计分规则：", "Scheme: ";
    positions_title => "职位", "Positions";
    column_code => "代码", "Code";
    column_position => "职位与条件", "Position and conditions";
    column_plan => "计划", "Plan";
    column_register => "报名", "Register";
    register_here => "报这个职位", "Register";
    positions_found(n: i64, all: &str) => "找到 {n} 个职位，共 {all} 个", "{n} of {all} positions" | "{n} of {all} positions";
    filter_position => "单位、职位或代码", "Unit, position or code";
    no_conditions => "无其他条件", "No further conditions";
    lists_of_posting => "名单", "Lists";
    // position
    position_title(code: &str) => "职位 {code}", "Position {code}";
    authority => "遴选机关", "Selecting authority";
    unit => "单位", "Unit";
    position_name => "职位", "Position";
    plan => "遴选计划数", "Plan";
    persons(n: i64) => "{n} 人", "{n} person" | "{n} persons";
    applied => "已报名人数", "Applications so far";
    conditions => "资格条件", "Conditions";
    note => "备注", "Remarks";
    all_positions => "全部职位", "All positions";
    // list
    interview_list => "面试人选名单", "Interview list";
    review_of_list => "名单上的考生对本人成绩有疑问的，在规定的期限内登录本人的报名页申请复核；其他人对名单有异议的，由此提出。", "Candidates on the list who doubt an own mark sign in and ask for a review on their own page within its term; anybody else who objects to the list does so here.";
    inspection_list => "差额考察人选名单", "Inspection list";
    not_final => "进入考察不等于确定为拟遴选人选。", "Being on the inspection list does not mean being chosen.";
    ticket => "准考证号", "Ticket";
    name => "姓名", "Name";
    composite => "综合成绩", "Composite score";
    rank => "名次", "Rank";
    result => "结果", "Result";
    remarks => "说明", "Remarks";
    filter_ticket => "准考证号", "Ticket number";
    filter_position_of_list => "职位代码或单位", "Position code or unit";
    persons_grouped(n: &str) => "{n} 人", "{n} persons";
    list_for_paper => "打印全表", "All on one page, for paper";
    of_selection => "遴选项目：", "Selection: ";
    sought_by => "按条件列出：", "Lines sought by: ";
    back_to_list => "完整名单", "The whole list";
    not_on_list => "名单上没有符合条件的人。请核对准考证号，或清除条件查看完整名单。", "Nobody on the list matches. Check the ticket number, or clear the filters to see the whole list.";
    list_counts(positions: &str, people: &str, chosen: &str) => "{positions} 个职位，{people} 人，其中 {chosen} 人进入", "{positions} positions, {people} persons, {chosen} of them go on";
    list_found(shown: &str, all: &str) => "按条件找到 {shown} 人，名单共 {all} 人", "{shown} found by these filters; the list holds {all} persons";
    plan_of(n: i64) => "计划 {n} 人", "{n} place" | "{n} places";
    cut_explained => "红线（打印时为双线）以上为进入人选。名次包含本职位全部参加人员；并列者名次相同。", "Those above the red line (double in print) go on to the next step. Ranks count everyone of the position; tied persons share a rank.";
    cut_here => "以上进入", "Cut: those above go on";
    tie_at_cut(n: i64) => "末位同分 {n} 人", "{n} tied at the cut" | "{n} tied at the cut";
    decided_count(n: i64) => "其中 {n} 人的位置依有权机关的决定调整，表中标明，不占他人的名额。", "The place of {n} person was decided by a competent body; it is marked and takes nobody's place." | "The places of {n} persons were decided by a competent body; they are marked and take nobody's place.";
    unranked_explained => "缺考或未达合格分数线者不列名次。", "Absent persons and those below a pass line have no rank.";
    superseded_title => "这一版已被更正", "This version has been superseded";
    superseded_by(version: i64) => "现行的是第 {version} 版。", "Version {version} is in force.";
    go_to_current => "看现行版本", "See the version in force";
    correction_title(previous: i64) => "本版更正了第 {previous} 版", "This version corrects version {previous}";
    earlier_versions => "以前的版本", "Earlier versions";
    version_word(version: i64) => "第 {version} 版", "Version {version}";
    lists_title => "名单与公示", "Published lists";
    lists_lede => "每份名单发布时封存，以后不会改动。", "Every list is sealed at publication and never changed.";
    verify_by => "用程序核验下载的文件", "Check the downloaded file with the program";
    scheme_digest => "计分规则摘要", "Scheme digest";
    rulings_digest => "裁决摘要", "Rulings digest";
    engine => "计算程序版本", "Engine version";
    list_left(day: &str) => "这份名单公开期满，已于{day}下网，网页和下载文件不再提供。", "This list left the web after its term on {day}; page and files are not offered any more.";
    list_left_kept => "名单的人数、摘要和操作记录封印留在这里，已经下载的文件仍可据此核验。", "Its counts, digest and audit seal stay here, so that a file that was downloaded before can still be verified.";
    audit_seal => "操作记录封印（编号和链值）", "Audit seal (number:link)";
    enquiries => "咨询", "Enquiries";
}

/// How a person came to a place otherwise than by rank.
#[must_use]
pub fn placed_word(lang: Lang, placed: Placed) -> &'static str {
    match placed {
        Placed::MovedUp => crate::steps::moved_up(lang),
        Placed::ByDecision => crate::steps::by_decision(lang),
    }
}

/// What stands below a list whose places were in part decided; nothing where none was.
#[must_use]
pub fn decided_places(lang: Lang, groups: &[ListGroup]) -> Option<String> {
    let rows = groups.iter().flat_map(|group| &group.rows);
    let count = rows.filter(|row| row.placed == Some(Placed::ByDecision)).count();
    (count > 0).then(|| decided_count(lang, i64::try_from(count).unwrap_or(i64::MAX)))
}

/// How many people are on a list.
#[must_use]
pub fn persons_listed(lang: Lang, people: u32) -> String {
    if people == 1 { persons(lang, 1) } else { persons_grouped(lang, &grouped(people.into())) }
}

/// What a list that leads to `stage` says of a person, in one word.
#[must_use]
pub fn result_word(lang: Lang, stage: &str, result: &ListResult, unranked: Option<&Unranked>) -> String {
    match (result, unranked) {
        (ListResult::In, _) => lists::goes_on(lang, stage).to_owned(),
        (ListResult::Reserve(n), _) => states::reserve(lang, i64::from(*n)),
        (ListResult::Open, _) => states::open_question(lang).to_owned(),
        (ListResult::Suspended, _) => crate::decisions::suspended_result(lang).to_owned(),
        (ListResult::Out, Some(Unranked::Status(status))) => states::status(*status, lang).to_owned(),
        (ListResult::Out, Some(Unranked::BelowLine)) => states::below_line(lang).to_owned(),
        (ListResult::Out, Some(Unranked::Left)) => crate::steps::left(lang).to_owned(),
        (ListResult::Out, Some(Unranked::Lacks)) => crate::steps::lacks(lang).to_owned(),
        (ListResult::Out, Some(Unranked::Unscored) | None) => states::not_in(lang).to_owned(),
    }
}
