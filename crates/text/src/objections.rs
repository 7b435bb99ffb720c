//! Objections, reports, enquiries and requests for information, in words.

use domain::objections::{Effect, ObjectionKind, Terms};
use domain::scheme::PartNames;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "异议、举报、咨询与依申请公开", "Objections, reports, enquiries, requests";
    form_title => "提出异议、举报、咨询或申请公开信息", "Object, report, ask, or request information";
    form_lede => "不必登录，也不必署名。提交后得到一个编号和一个查询码，凭它们可以查看答复。", "No account and no name is needed. You get a number and a code; with both you can read the answer.";
    about(title: &str) => "遴选项目：{title}", "Selection: {title}";
    kind => "事项", "What it is";
    kind_objection => "对拟遴选人选的异议", "Objection to a proposed person";
    kind_report => "举报违纪违规", "Report of a breach of the rules";
    kind_enquiry => "咨询", "Question";
    kind_information => "依申请公开", "Request for information";
    kind_refusal => "对审查结论的异议", "Objection to a refusal in screening";
    kind_review => "成绩复核", "Score review";
    of_component(kind: &str, component: &str) => "{kind}（{component}）", "{kind} ({component})";
    ticket => "涉及人员的准考证号", "Ticket number of the person concerned";
    ticket_hint => "名单上写有；不针对某个人的不填。", "It stands on the list; leave it empty where it is about nobody in particular.";
    words => "内容", "What you want to say";
    words_hint => "写明时间、地点、事情经过和依据，不超过 2000 字。请不要写身份证号。", "Say when, where, what happened and how you know, at most 2,000 characters. Please write no identity numbers.";
    contact => "姓名和联系方式", "Name and how to reach you";
    contact_hint => "可以不填；申请公开信息的须填写。加密保存，只有办理人员看得到。", "May be empty; needed for a request for information. It is kept encrypted, and only those who deal with it read it.";
    send => "提交", "Send";
    closed_here => "现在不在公示期内，不受理对拟遴选人选的异议；举报、咨询和申请公开仍可提交。", "This is not the publicity period, so objections to proposed people are not taken; reports, questions and requests are.";
    received_title => "已收到", "Received";
    received_lede => "请抄下编号和查询码。它们只显示这一次，系统里没有可以找回的副本。", "Write down the number and the code. They are shown this once, and nobody can find the code again for you.";
    number => "编号", "Number";
    secret => "查询码", "Code";
    due(day: &str) => "将在 {day} 前答复。", "It will be answered by {day}.";
    due_unknown => "答复期限按工作日计算；该年的工作日历公布后确定。", "The term is counted in working days; it is fixed once that year's calendar is announced.";
    follow_title => "查看答复", "Read an answer";
    follow_lede => "填写提交时得到的编号和查询码。", "Give the number and the code that you got.";
    follow => "查看", "Read";
    follow_link => "查看已提交事项的答复", "Read the answer to something you sent";
    stands => "办理情况", "How it stands";
    received_at => "收到时间", "Received";
    waits => "正在办理，还没有答复。", "It is being dealt with; nothing was answered yet.";
    answered_at(at: &str) => "{at} 答复", "Answered {at}";
    // the desk
    lede => "收到的异议、举报、咨询和公开申请。等待答复的在前，逾期的标明。", "What people said about this selection. What waits comes first; what is late says so.";
    none => "还没有收到。", "Nothing came in yet.";
    taken_title => "记下来电、来访或来信", "Take down a call, a visit or a letter";
    taken_lede => "打电话、来人或写信提出的，在这里记下，与网上提交的一同办理、按同样的期限答复。记下之后显示编号和查询码，请当场告诉提出人。", "What somebody says by telephone, in person or by letter is taken down here, into the same queue with the same terms. Number and code are shown next, to be told to whoever said it.";
    taken_ticket_hint => "不针对某个人的不填。", "Leave it empty where it is about nobody in particular.";
    taken_words => "内容，照原话记", "What was said, in their words";
    taken_send => "记下", "Take it down";
    taken_done => "已记下", "Taken down";
    taken_tell => "请把编号和查询码告诉提出人，凭它们可以查看答复。离开这一页之后不再显示。", "Tell number and code to whoever said it: with both they read the answer. They are not shown again after this page.";
    due_by => "答复期限", "Answer by";
    late => "已逾期", "Late";
    waiting => "等待答复", "Waits for an answer";
    answered => "已答复", "Answered";
    state => "状态", "State";
    answers => "答复", "Answers";
    answer_title => "答复", "Answer";
    answer_words => "答复内容", "What is answered";
    answer_hint => "提出人凭编号和查询码可以看到。请不要写身份证号和手机号码。", "Whoever wrote reads it with number and code. Write no identity and no mobile numbers.";
    answer_to_question => "提出人凭编号和查询码可以看到。不能答复的，写明理由和依据。请不要写身份证号和手机号码。", "Whoever wrote reads it with number and code. What cannot be answered needs its reason and the rule it rests on. Write no identity and no mobile numbers.";
    effect => "对拟遴选人选的影响", "What it does to the person";
    effect_nothing => "不影响", "Nothing";
    effect_granted => "已更正", "It was set right";
    effect_stands => "维持", "It stands";
    effect_suspended => "暂缓：性质严重，尚待查实", "Suspend: serious, and not proved yet";
    effect_cancelled => "取消：性质严重，已经查实", "Cancel: serious, and proved";
    effect_given => "予以公开", "Given out";
    effect_given_in_part => "部分公开", "Given out in part";
    effect_not_given => "不予公开", "Not given out";
    effect_not_held => "信息不存在", "Not held";
    answer_to_request => "提出人凭编号和查询码可以看到。不予公开或者部分公开的，写明理由和依据；信息不存在的，写明检索的情况。请不要写身份证号和手机号码。", "Whoever wrote reads it with number and code. What is not given out needs its reason and the rule it rests on; where nothing is held, say where it was looked for. Write no identity and no mobile numbers.";
    given_title => "依申请公开的答复情况", "What came of requests for information";
    given_count(count: u32) => "{count} 件", "{count} request" | "{count} requests";
    answer_ticket => "影响哪一个人（准考证号）", "Whom it concerns (ticket number)";
    answer_ticket_hint => "不填则为上面涉及的人。", "Empty for the person named above.";
    answer => "答复", "Answer";
    answer_consequence => "暂缓或取消立即生效；已公示的名单须另行发布新一版。", "Suspending and cancelling take effect at once; a list that is public needs a further version.";
    anonymous => "未署名", "No name given";
    nobody => "不针对某个人", "Nobody in particular";
    back => "回到列表", "Back to the list";
    // what a candidate objects to, on the desk
    application => "报名申请", "Application";
    refused_for => "不通过的理由", "Refused for";
    refused_words => "审核员的说明", "What the officer wrote";
    not_set_right => "原结论或原成绩没有变化。答复只能是维持；要改为已更正，先由审核员撤销不通过的结论，或者由录入员更正成绩。", "Verdict or mark are as they were, so the answer can only be that they stand. To grant it, a screener first undoes the refusal, or a clerk corrects the mark.";
    set_right => "提出之后，不通过的结论已撤销，或者成绩已改动。答复写明更正的结果。", "Since it came in the refusal was undone, or the mark was changed. The answer says so.";
    answer_to_candidate => "提出人在自己的页面上看到答复，并收到消息。请不要写身份证号和手机号码。", "The candidate reads the answer on the own page and gets a message. Write no identity and no mobile numbers.";
    outcome => "答复结论", "Outcome";
    terms_title => "考生提出异议和复核的期限", "Terms of what candidates raise";
    terms_said(kind: &str, within: u32, answer: u32) => "{kind}：{within} 个工作日内提出，{answer} 个工作日内答复。", "{kind}: {within} working days to raise it, {answer} to answer it.";
    terms_longer => "公告公布后，提出的期限只能延长。", "Once the selection is public, the time to raise something can only be made longer.";
    terms_within => "几个工作日内可以提出", "Working days to raise it";
    terms_answer => "几个工作日内答复", "Working days to answer it";
    terms_set => "设定期限", "Set the terms";
    // what a candidate raises
    own_title => "异议与成绩复核", "Objections and score reviews";
    own_lede => "对资格审查不通过有异议的，或者要求复核自己的成绩的，在这里提出。答复会显示在这里。", "Here you object to a refusal in screening, or ask for a review of an own mark. The answer appears here.";
    own_refusal => "对资格审查结论提出异议", "Object to the refusal";
    own_refusal_what => "写明为什么认为符合条件，依据哪些材料。不由作出结论的审核员答复。", "Say why you meet the condition, and by which papers. Whoever refused it does not answer.";
    own_review => "申请成绩复核", "Ask for a score review";
    own_review_what => "复核只查有无漏评、合分和登分是否有误，不重新评阅。每科一次。", "A review looks for what was left unmarked, at adding and at entry; nothing is marked anew. Each paper once.";
    own_paper => "科目", "Paper";
    own_words => "理由", "Your reasons";
    own_until(day: &str) => "可在 {day} 以前（含当日）提出。", "It can be raised until the end of {day}.";
    own_until_unknown => "提出的期限按工作日计算；该年的工作日历还没有公布，现在可以提出。", "The term is counted in working days of a year whose calendar is not announced; it can be raised now.";
    own_due(days: u32) => "提出之后 {days} 个工作日内答复。", "It is answered within {days} working day." | "It is answered within {days} working days.";
    own_send => "提出", "Send";
    public_title => "异议、复核和举报", "Objections, reviews and reports";
    public_refusal(within: u32, answer: u32) => "资格审查不通过的，可自告知次日起 {within} 个工作日内在本人的报名页面提出异议，提出之后 {answer} 个工作日内答复。", "Whoever is refused in screening can object on the own application page within {within} working days after being told; it is answered within {answer} working days.";
    public_review(within: u32, answer: u32) => "对本人成绩有疑问的，可自名单公布次日起 {within} 个工作日内在本人的报名页面申请复核，提出之后 {answer} 个工作日内答复。", "Whoever doubts an own mark can ask for a review on the own application page within {within} working days after the list was published; it is answered within {answer} working days.";
    public_anybody => "任何人都可以提出异议、举报、咨询或者申请公开信息，不需要帐号。", "Anybody can object, report, enquire or request information, without an account.";
    own_nothing => "现在没有可以提出的事项。资格审查不通过之后，或者名单公布之后，在规定的工作日内可以提出。", "There is nothing now that could be raised. It can be for some working days after a refusal in screening, or after a list was published.";
    own_said => "已提出", "What you raised";
}

/// The word for a kind.
#[must_use]
pub fn kind_word(kind: ObjectionKind, lang: Lang) -> &'static str {
    match kind {
        ObjectionKind::Objection => kind_objection(lang),
        ObjectionKind::Report => kind_report(lang),
        ObjectionKind::Enquiry => kind_enquiry(lang),
        ObjectionKind::Information => kind_information(lang),
        ObjectionKind::Refusal => kind_refusal(lang),
        ObjectionKind::Review => kind_review(lang),
    }
}

/// Says in which terms a kind may be raised and is answered; `None` for kinds that candidates do not raise.
#[must_use]
pub fn public_terms(kind: ObjectionKind, terms: Terms, lang: Lang) -> Option<String> {
    match kind {
        ObjectionKind::Refusal => Some(public_refusal(lang, terms.within, terms.answer)),
        ObjectionKind::Review => Some(public_review(lang, terms.within, terms.answer)),
        _ => None,
    }
}

/// The word for a kind, with the paper that a review is of.
#[must_use]
pub fn about_what(kind: ObjectionKind, component: Option<&str>, names: &PartNames, lang: Lang) -> String {
    match component {
        Some(component) => {
            let paper = crate::marks::column_word(lang, component, names.part(component));
            of_component(lang, kind_word(kind, lang), &paper)
        }
        None => kind_word(kind, lang).to_owned(),
    }
}

/// The word for what an answer to something of that kind does; a question is answered and does nothing, as requests for information were
/// before their answers said what came of them.
#[must_use]
pub fn outcome_word((kind, effect): (ObjectionKind, Effect), lang: Lang) -> &'static str {
    match effect {
        Effect::Nothing if kind.is_of_candidate() => effect_stands(lang),
        Effect::Nothing if !kind.holds_up() => answered(lang),
        _ => effect_word(effect, lang),
    }
}

/// What whoever said something reads above the words of an answer: the outcome, and what it is one of.
#[must_use]
pub fn outcome_said(of: (ObjectionKind, Effect), lang: Lang) -> String {
    let word = outcome_word(of, lang);
    if of.0.is_of_candidate() || !of.0.holds_up() {
        word.to_owned()
    } else {
        format!("{}{}{word}", effect(lang), crate::numbers::colon(lang))
    }
}

/// The word for an effect.
#[must_use]
pub fn effect_word(effect: Effect, lang: Lang) -> &'static str {
    match effect {
        Effect::Nothing => effect_nothing(lang),
        Effect::Granted => effect_granted(lang),
        Effect::Suspended => effect_suspended(lang),
        Effect::Cancelled => effect_cancelled(lang),
        Effect::Given => effect_given(lang),
        Effect::GivenInPart => effect_given_in_part(lang),
        Effect::NotGiven => effect_not_given(lang),
        Effect::NotHeld => effect_not_held(lang),
    }
}
