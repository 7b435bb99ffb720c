//! Why an objection, a report, an enquiry or a request is refused: one sentence for each code of [`ObjectionsWhy`].

use domain::reason::ObjectionsWhy;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    closed => "不在公示期内，不受理异议；请从公示名单的页面提出，或者选择举报。", "Objections are taken during the publicity period and from the page of its list; outside of it choose a report.";
    full => "等待答复的事项太多，暂不能在线提交；请打公告里的监督电话。", "So much waits for an answer that nothing more is taken here; telephone the number in the notice.";
    contact_missing => "申请公开信息须写明姓名和联系方式。", "A request for information needs your name and how to reach you.";
    not_on_list => "名单上没有这个准考证号。", "The list has no such ticket number.";
    not_found => "没有这样的编号和查询码。请核对抄写。", "There is no such number with this code. Check what you wrote down.";
    term_over => "已过提出的期限，或者现在没有可以提出的结论或成绩。", "The term for this is over, or there is no verdict or mark now that it could be about.";
    term_length => "期限为 1 至 30 个工作日。", "A term is 1 to 30 working days.";
    term_shorter => "公告公布后，提出的期限只能延长，不能缩短。", "Once the selection is public, the time to raise something can only be made longer.";
    raised_already => "这一结论或这一科成绩已经提出过一次。", "This was raised before: once for a verdict, once for a paper.";
    no_such_mark => "公布的名单上没有您这一科的成绩。", "The public lists show no mark of yours in this component.";
    still_stands => "原结论或原成绩还没有更正，不能这样答复：先撤销不通过的结论，或者更正成绩。", "This cannot be granted yet: first the refusal is undone, or the mark corrected.";
    changed_since => "提出之后原结论已撤销或成绩已改动，不能答复为维持。", "The verdict was undone or the mark changed since it came in, so the answer cannot be that it stands.";
    person_missing => "请写明影响的是哪一个人。", "Say whom it concerns.";
}

/// Returns the sentence of a code.
pub(super) fn sentence(why: &ObjectionsWhy, lang: Lang) -> String {
    let words = match why {
        ObjectionsWhy::Closed => closed(lang),
        ObjectionsWhy::Full => full(lang),
        ObjectionsWhy::ContactMissing => contact_missing(lang),
        ObjectionsWhy::NotOnList => not_on_list(lang),
        ObjectionsWhy::NotFound => not_found(lang),
        ObjectionsWhy::TermOver => term_over(lang),
        ObjectionsWhy::TermLength => term_length(lang),
        ObjectionsWhy::TermShorter => term_shorter(lang),
        ObjectionsWhy::RaisedAlready => raised_already(lang),
        ObjectionsWhy::NoSuchMark => no_such_mark(lang),
        ObjectionsWhy::StillStands => still_stands(lang),
        ObjectionsWhy::ChangedSince => changed_since(lang),
        ObjectionsWhy::PersonMissing => person_missing(lang),
    };
    words.to_owned()
}
