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
        ObjectionsWhy::PersonMissing => person_missing(lang),
    };
    words.to_owned()
}
