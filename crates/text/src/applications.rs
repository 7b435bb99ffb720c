//! A candidate's own pages: list, form section by section, check, receipt, state in plain words.

use domain::registration::{Relation, Section};

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
    existing_other => "那份报名报的是另一个职位。要改报这个职位，请先撤回原报名。", "It is for another position. To choose this one, withdraw the first.";
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
    this_selection => "这次遴选", "This selection";
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
    section_empty => "未填写", "Empty";
    // sections
    section_person => "身份与联系方式", "Identity and contact";
    section_service => "任职与工作经历", "Post and service";
    section_record => "学历、考核与声明", "Education, appraisals and declaration";
    section_family => "家庭成员与回避", "Family and recusal";
    section_statement => "推荐与承诺", "Recommendation and statement";
    section_of(at: i64, all: i64) => "第 {at} 项，共 {all} 项", "Section {at} of {all}";
    saved_incomplete => "您填的内容已经保存。请按提示更正后再次保存。", "What you typed has been saved. Correct the points below and save again.";
    name => "姓名", "Name";
    name_hint => "与身份证一致", "As on the identity card";
    identity => "身份证号", "Resident identity number";
    identity_hint => "18 位，末位可以是 X。加密保存，审查时只显示首尾几位。", "18 characters, the last may be X. Kept encrypted; screeners see only the first and last few.";
    phone => "联系电话", "Telephone";
    phone_hint => "考试安排有变化时用来联系您", "Used to reach you when arrangements change";
    present_unit => "所在单位", "Present unit";
    present_unit_hint => "写全称", "Its full name";
    post => "现任职务职级", "Present post and rank";
    post_hint => "例如：办公室四级主任科员", "For example: section member, rank four";
    service_years => "公务员工作年限", "Years as a civil servant";
    grassroots_years => "基层工作年限", "Years of grass-roots work";
    years_hint => "满几年写几，不足一年写 0", "Completed years; 0 if less than one";
    derived_title => "由身份证号得出", "From the identity number";
    derived_hint => "由身份证号得出，不能另行填写。号码有误请更正号码。", "It follows from the identity number and is not typed. If it is wrong, correct the number.";
    derived_later => "填写并保存正确的身份证号后显示。", "Shown once a correct identity number has been saved.";
    birth => "出生日期", "Date of birth";
    sex => "性别", "Sex";
    unit_level => "单位层级", "Level of the unit";
    unit_kind => "单位性质", "Kind of the unit";
    level_since => "进入本级机关的日期", "In authorities of this level since";
    joined => "成为公务员（参照管理人员）的日期", "Civil servant, or managed by reference, since";
    joined_hint => "录用、调任或者登记的日期，例如 2018-07-01", "The day of appointment or registration, for example 2018-07-01";
    rank => "现任职级", "Present rank";
    rank_since => "任现职级的日期", "In this rank since";
    leading => "现任领导职务", "Present leading post";
    leading_since => "任现领导职务的日期", "In this leading post since";
    leading_since_hint => "没有领导职务的不填", "Leave empty where there is none";
    day_hint => "年-月-日，例如 2018-07-01", "Year-month-day, for example 2018-07-01";
    grassroots_title => "基层工作经历", "Grass-roots work";
    grassroots_lede => "在县以下机关、乡镇街道、村社区以及基层企事业单位等工作的经历，每段一行。仍在继续的不填结束日期；没有的不填。", "Work in county organs and below, in townships, villages, communities and the like, a row for each spell; leave the end empty where it goes on, and everything where there is none.";
    grassroots_from(n: i64) => "第 {n} 段：开始日期", "Spell {n}: first day";
    grassroots_to(n: i64) => "第 {n} 段：结束日期", "Spell {n}: last day";
    grassroots_row(n: i64) => "第 {n} 段", "Spell {n}";
    add_spell => "再加一段", "Add another spell";
    remove_row(what: &str) => "删除{what}", "Remove {what}";
    remove => "删除", "Remove";
    rows_full => "最多二十行。", "Twenty rows at most.";
    family_title => "家庭主要成员", "Closest family";
    family_lede => "配偶、子女、父母和配偶的父母，每人一行；没有的不填。只供审查回避和管理要求使用。", "Husband or wife, children, parents and parents-in-law, a row for each; leave empty where there is none. Used for questions of recusal only.";
    family_row(n: i64) => "第 {n} 人", "Person {n}";
    family_relation(n: i64) => "第 {n} 人：称谓", "Person {n}: relation";
    family_name(n: i64) => "第 {n} 人：姓名", "Person {n}: name";
    family_work(n: i64) => "第 {n} 人：工作单位及职务", "Person {n}: unit and post";
    family_work_hint => "没有工作单位的写明情况，例如：退休、务农、上学", "Where there is none say why, for example: retired, farmer, at school";
    add_member => "再加一人", "Add another person";
    recusal_title => "回避", "Recusal";
    recusal => "是否与遴选机关或者所报单位的人员有应当回避的亲属关系", "Is anybody of the selecting authority, or of the unit applied to, related to you so that recusal is due?";
    recusal_hint => "夫妻关系、直系血亲、三代以内旁系血亲和近姻亲关系", "Marriage, direct descent, collateral kinship within three generations, close affinity";
    recusal_words => "亲属的姓名、单位、职务和与您的关系", "Name, unit and post of that person, and how you are related";
    relation_spouse => "配偶", "Husband or wife";
    relation_father => "父亲", "Father";
    relation_mother => "母亲", "Mother";
    relation_son => "儿子", "Son";
    relation_daughter => "女儿", "Daughter";
    relation_sibling => "兄弟姐妹", "Brother or sister";
    relation_spouse_father => "配偶的父亲", "Father-in-law";
    relation_spouse_mother => "配偶的母亲", "Mother-in-law";
    relation_other => "其他", "Other";
    education_level => "最高学历", "Highest education";
    degree => "最高学位", "Highest degree";
    study => "专业类", "Class of the field of study";
    study_hint => "按普通高等学校本科专业目录；目录里没有的选最后一项。", "By the catalogue of undergraduate programmes; where it has none, choose the last.";
    politics => "政治面貌", "Political status";
    appraisals_title => "年度考核", "Annual appraisals";
    appraisal_of(year: i32) => "{year} 年度考核等次", "Appraisal of {year}";
    appraisal_year => "年度考核的年份", "Year of the appraisals";
    excluded => "是否有不得参加的情形", "Does a circumstance apply under which nobody may take part?";

    years(n: &str) => "{n} 年", "{n} years";
    education => "学校与专业全称", "School and programme";
    education_hint => "与毕业证书一致，例如：某某大学，经济法学", "As on the certificate, for example: such university, economic law";
    recommended => "所在单位同意推荐我报名", "My unit recommends me for this selection";
    truthful => "以上内容真实、准确；如有不实，自愿承担取消资格等后果", "Everything above is true and exact; I accept disqualification if it is not";
    remark => "备注", "Remark";
    remark_hint => "需要审核员知道的情况，4,000 字以内", "What the screeners should know, at most 4,000 characters";
    agreed => "已确认", "Confirmed";
    not_agreed => "未确认", "Not confirmed";
    nothing_written => "未填写", "Nothing written";
    // check answers
    check_title => "核对填写内容", "Check your answers";
    check_lede => "提交前请逐项核对。提交后、审查前，报名截止前可以取回修改。", "Check every line before you submit. Until it is judged and before the deadline you may take it back to change it.";
    change_what(what: &str) => "修改{what}", "Change {what}";
    submit => "提交报名申请", "Submit the application";
    submit_deadline(when: &str) => "{when}前提交有效，以服务器收到的时间为准。", "Valid if submitted before {when}, by the server's clock.";
    incomplete_title => "还不能提交", "It cannot be submitted yet";
    incomplete_what => "下列各项还没有填完：", "These sections are not complete:";
    // receipt
    receipt_title(code: &str) => "报名申请已提交：{code}", "Application submitted: {code}";
    receipt_number => "您的报名编号", "Your application number";
    receipt_time(when: &str) => "服务器收到时间：{when}", "Received by the server: {when}";
    received_at => "提交时间", "Submitted";
    receipt_keep => "请记下编号。本页可以随时从“我的报名”打开，也可以打印。", "Keep the number. You can open this page from “My applications” at any time, and print it.";
    receipt_again(n: u32) => "第 {n} 次提交", "Submission {n}";
    receipt_round => "提交次数", "Submission";
    receipt_taken_back => "您已取回修改。下面仍是上次提交的内容，重新提交后更新。", "You took it back to change it. This is what you sent last; it is replaced when you submit again.";
    receipt_digest => "回执摘要（SHA-256）", "Digest of the receipt (SHA-256)";
    receipt_digest_proves => "由下载文件的每个字节算出：文件的摘要与此相同，就是服务器收到的内容。", "Computed from every byte of the file below: a file with this digest is what the server received.";
    receipt_download => "下载提交的内容和时间（JSON）", "Download what was sent, with its time (JSON)";
    what_was_sent => "提交的内容", "What was submitted";
    see_receipt => "看提交回执", "See the receipt";
    back_to_application => "回到这份报名", "Back to the application";
    // where it stands
    where_title => "进展", "Where it stands";
    next_title => "下一步", "What comes next";
    stands_submitted => "您的报名申请已提交，等待资格审查。", "Your application has been submitted and waits for screening.";
    next_submitted => "审核员逐份审查，结果在本页显示。不需要再做什么。", "A screener judges each application; the result appears here. You need do nothing.";
    stands_passed => "您通过了资格审查。", "You passed screening.";
    next_passed => "全部报名审查结束后编排准考证号，在本页显示。", "Once every application has been judged, tickets are issued and shown here.";
    next_ticket => "请凭准考证号参加考试。考试安排见公告。", "Take part in the examinations with your ticket number; see the notice for arrangements.";
    stands_refused => "您的报名没有通过资格审查。", "Your application was refused at screening.";
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

/// How a family member is related.
#[must_use]
pub fn relation(relation: Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Spouse => relation_spouse(lang),
        Relation::Father => relation_father(lang),
        Relation::Mother => relation_mother(lang),
        Relation::Son => relation_son(lang),
        Relation::Daughter => relation_daughter(lang),
        Relation::Sibling => relation_sibling(lang),
        Relation::SpouseFather => relation_spouse_father(lang),
        Relation::SpouseMother => relation_spouse_mother(lang),
        Relation::Other => relation_other(lang),
    }
}
