//! Screening at the desk: queue, file, verdict, finishing.

pub mod duplicates;

use domain::screening::RefusalGround;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    // queue
    title => "资格审查", "Screening";
    queues => "审查队列", "Queues";
    neighbours => "前后报名", "Files before and after";
    progress => "进度", "Progress";
    judged(done: &str, all: &str) => "已审 {done} / {all}", "{done} of {all} judged";
    waiting => "待审查", "To be judged";
    passed => "通过", "Passed";
    refused => "不通过", "Refused";
    all_states => "全部", "All";
    people(n: &str) => "{n} 人", "{n}";
    find_label => "姓名、单位、职位代码、准考证号或报名编号", "Name, unit, position code, ticket or application number";
    past_lede => "已撤回的和职位已取消的申请不再参加遴选，这里只列编号和职位，材料不再查看。", "What was withdrawn, or stood on a cancelled position, is no longer in the selection: its number and position are listed, and nobody opens it any more.";
    never_sent => "没有提交过", "Never sent";
    queue_table => "报名申请", "Applications";
    column_name => "姓名", "Name";
    column_unit => "所在单位", "Present unit";
    column_position => "职位", "Position";
    column_state => "结论", "State";
    column_submitted => "提交时间", "Submitted";
    empty_waiting => "没有待审查的报名。", "Nothing waits to be judged.";
    empty_other => "没有符合条件的报名。", "No application matches.";
    registration_open(when: &str) => "报名{when}截止。截止前可以先审查已提交的；全部审完要等截止之后。", "Registration closes {when}. What is submitted can be judged already; screening can be finished only afterwards.";
    finish_link => "结束资格审查", "Finish screening";
    keys => "键盘：", "Keys: ";
    key_down => "下一份", "next";
    key_up => "上一份", "previous";
    key_pass => "通过", "pass";
    key_undo => "撤销", "undo";
    key_refuse => "不通过", "refuse";
    // file
    file => "报名档案", "File";
    applied_for => "报考", "Applies for";
    submitted_at(when: &str) => "{when} 提交", "Submitted {when}";
    number => "报名编号", "Application number";
    name => "姓名", "Name";
    identity => "身份证号", "Resident identity number";
    phone => "联系电话", "Telephone";
    asked => "职位要求", "What the position asks";
    told => "填报内容", "Declared data";
    post => "现任职务职级", "Present post and rank";
    service_years => "公务员工作年限", "Years as a civil servant";
    grassroots_years => "基层工作年限", "Years of grass-roots work";
    years(n: u32) => "{n} 年", "{n} year" | "{n} years";
    education => "学历学位与专业", "Education, degree and field of study";
    remark => "备注", "Remark";
    recommendation => "单位推荐", "Recommendation";
    recommended => "本人确认单位同意推荐", "The candidate confirms that the unit recommends";
    previous_file => "上一份", "Previous";
    next_file => "下一份", "Next";
    back_to_queue => "回到队列", "Back to the queue";
    // verdict
    pass_and_next => "通过，看下一份", "Pass and open the next";
    pass_last => "通过", "Pass";
    refuse_open => "不通过…", "Refuse…";
    ground => "理由", "Ground";
    words => "说明", "Words";
    words_hint => "4 至 1,000 字。考生原样看到这段话，请写清哪一项不符合、依据是什么。", "4 to 1,000 characters. The candidate reads exactly this: say which requirement is not met and why.";
    refuse_and_next => "不通过，看下一份", "Refuse and open the next";
    undo_open => "撤销结论…", "Undo the verdict…";
    undo_consequence => "这份报名回到待审查，考生看到的结论随之消失。", "The application waits for a verdict again, and the candidate no longer sees this one.";
    undo_reason => "撤销的原因", "Reason";
    undo_reason_hint => "4 至 1,000 字。记入操作记录，请不要写个人信息。", "4 to 1,000 characters. It enters the audit trail: write no personal particulars.";
    undo => "撤销结论", "Undo";
    just => "刚才的结论", "Your last verdict";
    take_back => "撤销", "Undo";
    take_back_whom(name: &str) => "撤销对{name}的结论", "Undo the verdict on {name}";
    stale_words => "您刚才写的说明：", "What you had written: ";
    history => "审查记录", "Verdicts so far";
    was_passed => "通过", "Passed";
    was_refused(ground: &str) => "不通过：{ground}", "Refused: {ground}";
    was_undone => "撤销结论", "Verdict undone";
    stale_title => "这份报名刚有变动", "This file has just changed";
    stale_by(who: &str, when: &str) => "最近一次结论由{who}于{when}作出。", "The last verdict is of {who}, {when}.";
    stale_what => "您的结论没有保存。下面是现在的状态，请核对后再决定。", "Your verdict was not saved. The present state is shown below; check it and decide again.";
    // reveal
    reveal_open => "看完整号码…", "Show in full…";
    reveal_hint => "查看会记入操作记录，监督员可以看到。显示 10 分钟。", "It is recorded in the audit trail, where the supervisor reads it, and shown for ten minutes.";
    purpose => "用途", "Purpose";
    purpose_compare => "核对证件", "Compare with a document";
    purpose_contact => "联系考生", "Contact the candidate";
    purpose_duplicate => "核查重复报名", "Look into a double application";
    reveal => "查看", "Show";
    revealed_until(when: &str) => "显示至 {when}", "Shown until {when}";
    // finish
    finish_title => "结束资格审查？", "Finish screening?";
    finish_passed(n: u32) => "{n} 人通过，将随机编排准考证号，编排后不再变动。", "{n} person passed and gets a random ticket number, which never changes." | "{n} persons passed and get random ticket numbers, which never change.";
    finish_refused(n: u32) => "{n} 人不通过；此后只有经批准重新进行资格审查，才能改动结论。", "{n} was refused; only screening that is opened again by approval can change the verdict." | "{n} were refused; only screening that is opened again by approval can change the verdicts.";
    finish_phase => "项目进入考试环节，可以导入成绩。", "The selection moves on to examination, and marks can come in.";
    finish_yes => "结束审查并编排准考证号", "Finish and issue tickets";
    moved_title => "开考确认所依据的人数已变", "Openings were confirmed on other numbers";
    moved_line(number: &str, then: u32, now: u32) => "职位 {number}：确认时按 {then} 人，现在 {now} 人。", "Position {number}: confirmed on {then}, now {now}.";
    moved_what => "这些确认仍然有效。计划要改变的，请在结束审查后修改公告中的计划并经批准，修改后的计划优先于确认。", "These confirmations still stand. Where another plan is wanted, change the plan by a further revision of the notice; it then comes before the confirmation.";
    finish_early => "不等异议期满，现在结束审查", "Finish now, before their term is over";
    terms_title => "异议期未满", "A term to object still runs";
    terms_link => "看审查不通过的报名", "See who was refused";
    terms_what => "请等异议期满再结束。现在结束的，记录在案；他们在期内仍可提出异议，异议成立的，须重新进行资格审查。", "Wait until it is over. Finishing now is on record; they can still object in their term, and granting an objection means opening screening again.";
    blocked_title => "还不能结束", "It cannot be finished yet";
    blocked_undecided(n: u32) => "还有 {n} 份报名没有结论：", "{n} application is still undecided:" | "{n} applications are still undecided:";
    blocked_more(n: u32) => "看全部 {n} 份", "See all {n}";
    blocked_open(when: &str) => "报名{when}才截止，截止之后才能结束审查。", "Registration closes {when}; screening can be finished only afterwards.";
    blocked_nobody => "没有人通过资格审查，没有可以编排准考证号的人。审批人可以在项目概览终止遴选。", "Nobody passed, so there is nobody to issue a ticket to. The approver can end the selection from its overview.";
    ended_title => "遴选已终止", "The selection has ended";
    done_title => "资格审查已结束", "Screening is finished";
    done_what(n: u32) => "{n} 人通过，准考证号已编排。", "{n} person passed and has a ticket." | "{n} persons passed and have their tickets.";
    // grounds
    ground_not_civil_servant => "不是公务员或参照公务员法管理人员", "Not a civil servant nor managed by reference to the law";
    ground_service_years => "公务员工作年限或任职年限不足", "Too few years as a civil servant or at the present level";
    ground_grassroots_years => "基层工作年限不足", "Too few years of grass-roots work";
    ground_rank_band => "现任职务职级不在职位要求范围内", "Present post or rank outside the position's band";
    ground_education => "学历学位不符合", "Education or degree below what the position asks";
    ground_major => "专业不符合", "Field of study outside the position's";
    ground_age => "年龄不符合", "Age above the limit";
    ground_appraisal => "年度考核结果不符合", "Annual appraisals not at the level asked";
    ground_sanction => "受处分、调查或处于影响期", "Under sanction or investigation, or inside its period";
    ground_minimum_service => "最低服务年限或试用期未满", "Minimum service or probation not completed";
    ground_recusal => "存在应当回避的关系", "A relation that would require recusal";
    ground_recommendation => "缺少单位推荐意见", "The unit's recommendation is missing";
    ground_particulars => "填报内容不完整或前后不一致", "Particulars incomplete or contradictory";
    ground_other => "其他", "Other";
}

/// What a masked value was looked at for; a word that is no purpose stands as it is.
#[must_use]
pub fn purpose_word(purpose: &str, lang: Lang) -> &str {
    match purpose {
        "compare" => purpose_compare(lang),
        "contact" => purpose_contact(lang),
        "duplicate" => purpose_duplicate(lang),
        other => other,
    }
}

/// The words for a ground of the catalogue.
#[must_use]
pub fn ground_word(ground: RefusalGround, lang: Lang) -> &'static str {
    match ground {
        RefusalGround::NotCivilServant => ground_not_civil_servant(lang),
        RefusalGround::ServiceYears => ground_service_years(lang),
        RefusalGround::GrassrootsYears => ground_grassroots_years(lang),
        RefusalGround::RankBand => ground_rank_band(lang),
        RefusalGround::Education => ground_education(lang),
        RefusalGround::Major => ground_major(lang),
        RefusalGround::Age => ground_age(lang),
        RefusalGround::Appraisal => ground_appraisal(lang),
        RefusalGround::Sanction => ground_sanction(lang),
        RefusalGround::MinimumService => ground_minimum_service(lang),
        RefusalGround::Recusal => ground_recusal(lang),
        RefusalGround::Recommendation => ground_recommendation(lang),
        RefusalGround::Particulars => ground_particulars(lang),
        RefusalGround::Other => ground_other(lang),
    }
}
