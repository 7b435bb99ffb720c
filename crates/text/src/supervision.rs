//! What supervisors read and sign: panels, the interview's plan, draws, totals and lists.

use domain::supervision::Supervised;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "监督签名", "Signatures of supervisors";
    lede => "监督人员逐项查阅考官组、面试工作方案、抽签、总成绩和名单，在所示摘要下签名。签名不是办理的前提，也不能撤回。", "Supervisors read panels, the interview plan, draws, totals and lists one by one and sign under the digest shown. Nothing waits for such a signature, and none is taken back.";
    nothing => "还没有可以查阅签名的内容。", "There is nothing to read and sign yet.";
    read_on(at: &str) => "纪检监察监督员已于 {at} 查阅并签名。", "Read and signed by a discipline supervisor on {at}.";
    what => "内容", "What";
    by => "办理人", "Whose act it is";
    digest => "摘要", "Digest";
    signed => "监督签名", "Supervisors";
    nobody => "还没有", "None yet";
    sign => "已查阅，签名", "I have read it and sign";
    sign_what(what: &str) => "已查阅，签名：{what}", "I have read it and sign: {what}";
    draw => "抽签", "draw of lots";
    panels => "考官组", "panels of examiners";
    interview_plan => "面试工作方案", "interview plan";
    totals => "总成绩和名次", "totals and ranks";
    list => "名单", "list";
    draw_of(position: &str) => "抽签：职位 {position}", "Draw of lots, position {position}";
    list_of(name: &str, version: u32) => "{name}，第 {version} 版", "{name}, version {version}";
    by_at(who: &str, at: &str) => "{who}（{at}）", "{who} ({at})";
    signed_by(who: &str) => "监督签名：{who}", "Signed by supervisors: {who}";
}

/// What was signed, in a word.
#[must_use]
pub fn what_word(what: Supervised, lang: Lang) -> &'static str {
    match what {
        Supervised::Draw => draw(lang),
        Supervised::Panels => panels(lang),
        Supervised::InterviewPlan => interview_plan(lang),
        Supervised::Totals => totals(lang),
        Supervised::List => list(lang),
    }
}
