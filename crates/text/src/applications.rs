//! A candidate's own pages: list, form section by section, check, receipt, state in plain words.

use domain::registration::Section;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    // list of own applications
    home_title => "我的报名", "My applications";
    home_lede => "您的报名申请和审查结果都在这里。", "Your applications and their results stand here.";
    none_yet => "您还没有报名。先选一个职位，从那里开始填写。", "You have no application yet. Choose a position and begin there.";
    choose_position => "看公告与职位", "See notices and positions";
    // start
    start_title => "开始报名", "Begin an application";
    start_lede => "填写分五部分，随填随存，可以分几次填完。提交之后才算报名。", "The form has five sections and is saved as you go, so you may fill it in at several sittings. Only a submitted application counts.";
    start => "开始填写", "Begin";
    continue_existing => "继续已有的报名", "Go on with the existing application";
    existing_title => "您在本次遴选中已有一份报名", "You have an application in this selection already";
    existing_here => "每人报一个职位。点下面的按钮，回到那份报名。", "One position per person. The button below leads back to it.";
    extended => "您的延期截止", "Extended for you until";
    extension_number(number: &str) => "如有正当理由需要延期，请向遴选机关说明情况，并报上您的申请编号 {number}。延期须经批准。", "If you have good reason to need more time, tell the selecting authority and give them the number of your application, {number}. An extension must be approved.";
    existing_other => "那份报名报的是另一个职位。要改报这个职位，请先在那里撤回（审查之前可以撤回）。", "It is for another position. To choose this one, withdraw the first; that is possible until it is judged.";
    existing_lapsed => "那份报名的职位已取消。能否改报，请看那份报名。", "Its position is cancelled. Whether you may choose another one stands there.";
    existing_passed => "那份报名已通过资格审查，不能再改报。", "It has passed screening, so another position cannot be chosen any more.";
    see_existing => "看那份报名", "See that application";
    refused_title => "您报这个职位没有通过资格审查", "Your application for this position was refused";
    refused_other => "这个职位不能再报。报名截止前可以改报本次遴选的其他职位。", "It cannot be made again. Before registration closes you may choose another position of the selection.";
    not_open_title => "报名尚未开始", "Registration has not opened";
    not_open_until(when: &str) => "{when}开始报名。", "Registration opens {when}.";
    closed_title => "报名已截止", "Registration is closed";
    closed_at(when: &str) => "报名已于{when}截止，不能再开始、修改或提交。", "Registration closed {when}. Nothing can be begun, changed or submitted any more.";
    closed_ask(authority: &str) => "如有疑问，请向{authority}咨询。", "Questions go to {authority}.";
    before_you_start => "请准备", "Have ready";
    ready_identity => "身份证号和常用电话", "Your resident identity number and a telephone number";
    ready_service => "任现职级、成为公务员和基层工作的起止日期，学历学位和近几年的年度考核结果", "The days on which your rank, your service and your grass-roots work began and ended, your education, and the results of your last annual appraisals";
    ready_recommendation => "单位的推荐意见", "The recommendation of your unit";
    // the target
    this_position => "报考职位", "The position";
    posting => "公告", "Notice";
    position => "职位", "Position";
    position_number => "职位代码", "Position code";
    unit => "遴选单位", "Unit";
    plan => "遴选计划数", "Plan";
    persons(n: u32) => "{n} 人", "{n} person" | "{n} persons";
    conditions => "资格条件", "Conditions";
    no_conditions => "无其他条件", "No further conditions";
    closes => "报名截止", "Registration closes";
    opens => "报名开始", "Registration opens";
    number => "报名编号", "Application number";
    ask => "咨询", "Questions to";
    saved_as_you_go => "每填一页都会保存。换一台电脑登录，仍会回到这里。", "Every page is saved. Sign in on another computer and you are back here.";
    // task list
    tasks_title => "填写报名申请", "Fill in the application";
    not_submitted_title => "尚未提交", "Not submitted yet";
    not_submitted(done: i64, all: i64, when: &str) => "{all} 项中已完成 {done} 项。{when}前提交才算报名。", "{done} of {all} sections complete. It counts only if it is submitted before {when}.";
    never_submitted_title => "没有提交", "Never submitted";
    never_submitted => "这份报名在截止前没有提交，不进入资格审查。", "It was not submitted before the deadline and is not screened.";
    check_and_submit => "核对并提交", "Check and submit";
    check_later => "前面各项完成后可以提交", "Possible once every section is complete";
    check_now => "各项已填完，请核对后提交", "Every section is complete; check and submit";
    go_on_with(section: &str) => "继续：{section}", "Go on: {section}";
    // sections
    section_person => "身份与联系方式", "Identity and contact";
    section_service => "任职与工作经历", "Post and service";
    section_record => "学历、考核与声明", "Education, appraisals and declaration";
    section_family => "家庭成员与回避", "Family and recusal";
    section_statement => "推荐与承诺", "Recommendation and statement";
    section_of(at: i64, all: i64) => "第 {at} 项，共 {all} 项", "Section {at} of {all}";
    saved_incomplete => "您填的内容已经保存。请按提示更正后再次保存。", "What you typed has been saved. Correct the points below and save again.";
    derived_title => "由身份证号得出", "From the identity number";
    derived_hint => "由身份证号得出，不能另行填写。号码有误请更正号码。", "It follows from the identity number and is not typed. If it is wrong, correct the number.";
    derived_later => "填写并保存正确的身份证号后显示。", "Shown once a correct identity number has been saved.";

    nothing_written => "未填写", "Nothing written";
    other_language => "保存并切换到英文", "Save and go on in Chinese";
    none_told => "没有填写", "None";
    // check answers
    check_title => "核对填写内容", "Check your answers";
    check_lede => "提交前请逐项核对。提交后、审查前，报名截止前可以取回修改。", "Check every line before you submit. Until it is judged and before the deadline you may take it back to change it.";
    check_lede_rule(rule: &str) => "提交前请逐项核对。{rule}", "Check every line before you submit. {rule}";
    check_lede_good => "提交前请逐项核对。提交后不能取回修改。", "Check every line before you submit. Once it is sent it cannot be taken back to change it.";
    change_what(what: &str) => "修改{what}", "Change {what}";
    submit => "提交报名申请", "Submit the application";
    submit_deadline(when: &str) => "{when}前提交有效，以服务器收到的时间为准。", "Valid if submitted before {when}, by the server's clock.";
    incomplete_title => "还不能提交", "It cannot be submitted yet";
    incomplete_what => "下列各项还没有填完：", "These sections are not complete:";
    // receipt
    receipt_title_back(code: &str) => "报名申请已取回修改：{code}", "Application taken back to change it: {code}";
    receipt_title_withdrew(code: &str) => "报名申请已撤回：{code}", "Application withdrawn: {code}";
    receipt_title_lapsed(code: &str) => "职位已取消，报名申请不再有效：{code}", "Position cancelled, application no longer valid: {code}";
    receipt_title_merged(code: &str) => "职位已并入另一职位，报名申请不再有效：{code}", "Position merged, application no longer valid: {code}";
    receipt_title(code: &str) => "报名申请已提交：{code}", "Application submitted: {code}";
    receipt_number => "您的报名编号", "Your application number";
    received_at => "提交时间", "Submitted";
    receipt_keep => "请记下编号。本页可以随时从“我的报名”打开，也可以打印。", "Keep the number. You can open this page from “My applications” at any time, and print it.";
    receipt_again(n: u32) => "第 {n} 次提交", "Submission {n}";
    receipt_round => "提交次数", "Submission";
    receipt_taken_back => "您已取回修改。下面仍是上次提交的内容，重新提交后更新。", "You took it back to change it. This is what you sent last; it is replaced when you submit again.";
    receipt_passed => "这份报名已通过资格审查。", "This application has passed screening.";
    receipt_refused => "这份报名没有通过资格审查。", "This application was refused at screening.";
    receipt_withdrew => "这份报名已经撤回。下面是撤回之前提交的内容。", "This application was withdrawn. Below is what had been submitted.";
    receipt_lapsed => "这个职位已经取消。下面是您当时提交的内容。", "The position was cancelled. Below is what had been submitted.";
    receipt_merged => "这个职位已并入另一职位。下面是您当时提交的内容。", "The position was merged into another one. Below is what had been submitted.";
    receipt_digest => "回执摘要（SHA-256）", "Digest of the receipt (SHA-256)";
    receipt_digest_proves => "由下载文件的每个字节算出：文件的摘要与此相同，就是服务器收到的内容。", "Computed from every byte of the file below: a file with this digest is what the server received.";
    receipt_download => "下载提交的内容和时间（JSON）", "Download what was sent, with its time (JSON)";
    what_was_sent => "提交的内容", "What was submitted";
    see_receipt => "看提交回执", "See the receipt";
    back_to_application => "回到这份报名", "Back to the application";
    // where it stands
    where_title => "进展", "Where it stands";
    stands_submitted => "您的报名申请已提交，等待资格审查。", "Your application has been submitted and waits for screening.";
    next_submitted => "审核员逐份审查，结果在本页显示。不需要再做什么。", "A screener judges each application; the result appears here. You need do nothing.";
    stands_passed => "您通过了资格审查。", "You passed screening.";
    next_passed => "全部报名审查结束后编排准考证号，在本页显示。", "Once every application has been judged, tickets are issued and shown here.";
    next_ticket => "请凭准考证号参加考试。考试安排见公告。", "Take part in the examinations with your ticket number; see the notice for arrangements.";
    on_list(list: &str) => "您已列入{list}。", "{list}: you are on it.";
    on_list_reserve(list: &str, seat: &str) => "您在{list}上为{seat}。", "{list}: you are {seat}.";
    on_list_out(list: &str) => "您未列入{list}。", "{list}: you are not on it.";
    on_list_open(list: &str) => "您是否列入{list}，尚待裁决。", "{list}: whether you are on it has to be decided.";
    on_list_next => "下一环节的安排见公告和本页。", "The notice and this page say what comes next.";
    on_list_reserve_next => "有人退出、由您递补的，会向您发送通知，在本页答复。", "If somebody leaves and you move up, you will be told and answer here.";
    on_list_out_next(authority: &str) => "您不再参加后面的环节。有疑问的，请向{authority}咨询。", "You take no part in what follows. If you have questions, ask {authority}.";
    on_list_see => "查看名单", "Open the list";
    correcting_since(day: &str) => "这份名单自{day}起正在更正；更正之前，仍以它为准。", "This list has been under correction since {day}; until that ends it stands.";
    next_ranked => "考试已经结束，名单签发后在公告页公布。", "The examinations are over; the list appears on the page of the notice once it is signed.";
    next_published => "考试已经结束，名单已公布。您的每一步计算见“我的成绩”。", "The examinations are over and the list is public. Every step of yours stands under “My result”.";
    result_ranked(total: &str, rank: &str) => "综合成绩 {total}，所报职位第 {rank} 名。", "Composite score {total}, rank {rank} in your position.";
    result_unranked => "没有名次，原因见“我的成绩”。", "You have no rank; “My result” says why.";
    seat_on(list: &str, seat: &str) => "{list}：{seat}", "{list}: {seat}";
    outcome_public(first: &str, last: &str) => "您已列为拟遴选人选，正在公示：{first}至{last}。", "You are proposed, and the list is public: {first} to {last}.";
    outcome_public_next => "公示期满、没有影响转任的问题的，由遴选机关办理转任。", "Once the period is over and nothing stands in the way, the transfer is arranged.";
    outcome_suspended => "对您的公示收到异议，正在处理，转任暂缓办理。", "An objection to the list concerns you; the transfer is held back until it is answered.";
    outcome_suspended_next => "有结果后您会收到消息。", "You will be told the result.";
    outcome_cancelled => "您不再是本次遴选的拟遴选人选。", "You are no longer proposed in this selection.";
    outcome_cleared => "公示已经结束，您可以办理转任。", "The publicity period has ended, and nothing stands in the way of your transfer.";
    outcome_cleared_next(authority: &str) => "手续由{authority}办理，会与您联系。", "{authority} arranges it and will be in touch.";
    outcome_probation(day: &str, months: u32) => "您自{day}起转任，试用期{months}个月。", "You are transferred from {day} on, with a probation of {months} months.";
    outcome_appointed(day: &str) => "您已于{day}转任。", "You were transferred on {day}.";
    outcome_trial(from: &str, until: &str) => "转任之前的跟班（借调）：{from}至{until}。", "Trial work or secondment before the transfer: {from} to {until}.";
    outcome_service(months: u32, until: &str) => "服务期{months}个月，{until}期满。", "Your service term of {months} month is over on {until}." | "Your service term of {months} months is over on {until}.";
    outcome_service_ended(over: &str) => "服务期经决定提前到{over}结束。", "By decision your service term ends early, and is over on {over}.";
    outcome_returned => "您已离开转任的职位，返回原单位。", "You left the position you were transferred to and returned to your unit.";
    outcome_passed_over => "拟遴选人选已经公示，您不在其中。", "The people who are proposed are public, and you are not among them.";
    outcome_passed_over_next => "综合成绩决定谁进入考察，由谁转任经集体研究决定，名次在前的也可能没有选定。", "The composite score decides who is inspected; who is transferred is decided collectively, so that somebody with a higher rank may not be chosen.";
    outcome_ask(authority: &str) => "有疑问的，请向{authority}咨询。", "If you have questions, ask {authority}.";
    outcome_list => "查看公示名单", "Open the list of proposed people";
    stands_refused => "您的报名没有通过资格审查。", "Your application was refused at screening.";
    next_refused_open => "报名截止前可以改报本次遴选的其他职位。", "Before registration closes you may choose another position of the selection.";
    next_refused(authority: &str) => "对结果有疑问的，请向{authority}咨询，并告知报名编号。", "If you have questions about it, ask {authority} and give the application number.";
    refused_on(when: &str) => "{when}作出", "Decided {when}";
    refusal_ground => "不通过的理由", "Ground of the refusal";
    refusal_words => "审核员的说明", "The screener's words";
    stands_withdrew => "您已撤回这份报名。", "You withdrew this application.";
    next_withdrew_open => "报名截止前可以重新报名。", "You may apply again before registration closes.";
    next_withdrew_closed => "报名已经截止，不能再报名。", "Registration is closed; you cannot apply again.";
    ticket => "准考证号", "Ticket number";
    no_ticket => "尚未编排", "Not issued yet";
    // take back, withdraw
    recall => "取回修改", "Take back to change";
    recall_title => "取回报名申请修改？", "Take the application back?";
    recall_draft => "取回后它变为“尚未提交”，您可以修改各项内容。", "It becomes “not submitted”, and every section can be changed.";
    recall_again(when: &str) => "{when}前没有再次提交的，视为没有报名。", "If it is not submitted again before {when}, it does not count.";
    recall_receipt => "原来的提交时间作废，以再次提交的时间为准。", "The earlier submission lapses; the next one counts.";
    withdraw => "撤回报名", "Withdraw";
    withdraw_title => "撤回这份报名？", "Withdraw this application?";
    withdraw_gone => "这份报名不再审查，也不能恢复。", "It is not judged any more and cannot be restored.";
    withdraw_again(when: &str) => "{when}前可以另报一个职位，需要重新填写。", "Before {when} you may apply for a position anew, filling in the form again.";
    withdraw_yes => "确认撤回", "Withdraw it";
    discard => "放弃填写", "Give this draft up";
    discard_title => "放弃填写这份报名？", "Give this draft up?";
    discard_gone => "它从未提交，机关没有看到过。放弃以后不能恢复。", "It was never submitted, and no authority saw it. Given up, it cannot be restored.";
    discard_yes => "确认放弃", "Give it up";
    recall_yes => "取回修改", "Take it back";
}

/// The title of a section.
#[must_use]
pub fn section(section: Section, lang: Lang) -> &'static str {
    match section {
        Section::Person => section_person(lang),
        Section::Service => section_service(lang),
        Section::Record => section_record(lang),
        Section::Family => section_family(lang),
        Section::Statement => section_statement(lang),
    }
}
