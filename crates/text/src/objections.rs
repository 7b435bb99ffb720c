//! Objections, reports, enquiries and requests for information, in words.

use domain::objections::{Effect, ObjectionKind};

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
    due_by => "答复期限", "Answer by";
    late => "已逾期", "Late";
    waiting => "等待答复", "Waits for an answer";
    answered => "已答复", "Answered";
    state => "状态", "State";
    answers => "答复", "Answers";
    answer_title => "答复", "Answer";
    answer_words => "答复内容", "What is answered";
    answer_hint => "提出人凭编号和查询码可以看到。请不要写身份证号和手机号码。", "Whoever wrote reads it with number and code. Write no identity and no mobile numbers.";
    effect => "对拟遴选人选的影响", "What it does to the person";
    effect_nothing => "不影响", "Nothing";
    effect_suspended => "暂缓：性质严重，尚待查实", "Suspend: serious, and not proved yet";
    effect_cancelled => "取消：性质严重，已经查实", "Cancel: serious, and proved";
    answer_ticket => "影响哪一个人（准考证号）", "Whom it concerns (ticket number)";
    answer_ticket_hint => "不填则为上面涉及的人。", "Empty for the person named above.";
    answer => "答复", "Answer";
    answer_consequence => "暂缓或取消立即生效；已公示的名单须另行发布新一版。", "Suspending and cancelling take effect at once; a list that is public needs a further version.";
    anonymous => "未署名", "No name given";
    nobody => "不针对某个人", "Nobody in particular";
    back => "回到列表", "Back to the list";
}

/// The word for a kind.
#[must_use]
pub fn kind_word(kind: ObjectionKind, lang: Lang) -> &'static str {
    match kind {
        ObjectionKind::Objection => kind_objection(lang),
        ObjectionKind::Report => kind_report(lang),
        ObjectionKind::Enquiry => kind_enquiry(lang),
        ObjectionKind::Information => kind_information(lang),
    }
}

/// The word for an effect.
#[must_use]
pub fn effect_word(effect: Effect, lang: Lang) -> &'static str {
    match effect {
        Effect::Nothing => effect_nothing(lang),
        Effect::Suspended => effect_suspended(lang),
        Effect::Cancelled => effect_cancelled(lang),
    }
}
