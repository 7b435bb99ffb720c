//! The self-check of a position, and the hint beside an answer that breaks a condition.

use domain::eligibility::{Finding, Rule};

use crate::Lang;
use crate::catalogue::catalogue;
use crate::eligibility::sentences;

catalogue! {
    title => "资格自测", "Self-check";
    title_of(number: &str) => "资格自测：职位 {number}", "Self-check: position {number}";
    link => "资格自测", "Check whether you qualify";
    link_of(number: &str) => "资格自测：{number}", "Check whether you qualify: {number}";
    lede => "只问这个职位的条件涉及的内容，不问姓名和身份证号，不需要登录。", "It asks only what this position's conditions are about; no name, no identity number, no sign-in.";
    nothing_kept => "您的回答不保存、不记录，离开本页就没有了。", "Your answers are neither stored nor recorded; they are gone when you leave this page.";
    left_open => "不清楚的可以不填，涉及的条件就是“无法判断”。", "Leave open what you do not know: the conditions concerned then read “cannot tell”.";
    spells_lede => "在县以下机关、乡镇街道、村社区以及基层企事业单位等工作的经历；仍在继续的不填结束日期。", "Work in county organs and below, in townships, villages, communities and the like; leave the end empty where it goes on.";
    no_spells => "没有基层工作经历", "No grass-roots work";
    more_spells => "再加一段", "Add another spell";
    show => "查看结果", "Show the result";
    result => "自测结果", "Result";
    overall_met => "按您的回答，这个职位的条件都符合。", "By your answers, every condition of this position is met.";
    overall_not_met => "按您的回答，有条件不符合。", "By your answers, a condition is not met.";
    overall_cannot_tell => "按您的回答，没有不符合的条件，但有的条件还不能判断。", "By your answers no condition is unmet, but some cannot be told.";
    one_by_one => "逐条结果", "Condition by condition";
    no_verdict => "自测不是审查结论，也不影响报名。是否符合由遴选机关审查报名材料后确认。", "The self-check is no verdict and keeps nobody from applying: the selecting authority confirms by the application itself.";
    in_words_too => "职位表用文字写明、没有设定条件覆盖的内容不在自测范围内，由审核员人工核对，请对照职位页。", "Words of the position table that no set condition covers are not part of the self-check: a person checks them; compare the position's page.";
    your_answers => "您的回答", "Your answers";
    to_position => "看职位", "See the position";
    // beside an answer
    warning(rule: &str) => "与本职位的条件不一致：{rule}", "Not what this position asks: {rule}";
    warning_only => "这是提示，不影响保存和提交；是否符合由审核员确认。", "A hint only: you can save and submit; a screener confirms.";
    warning_title => "已保存，有填写内容与本职位的条件不一致", "Saved; an answer is not what this position asks";
    warning_count(n: i64) => "{n} 处填写内容与本职位的条件不一致", "{n} answer is not what this position asks" | "{n} answers are not what this position asks";
    contrary_title => "有填写内容互相矛盾", "Two answers contradict each other";
    contrary_saved => "已保存，有填写内容互相矛盾", "Saved; two answers contradict each other";
    warning_go_on => "填写无误的，可以继续。", "If it is right as it stands, go on.";
}

/// What the self-check came to.
#[must_use]
pub fn overall(finding: Finding, lang: Lang) -> &'static str {
    match finding {
        Finding::Met => overall_met(lang),
        Finding::NotMet => overall_not_met(lang),
        Finding::CannotTell => overall_cannot_tell(lang),
    }
}

/// The hint beside an answer that breaks a rule.
#[must_use]
pub fn hint(rule: &Rule, lang: Lang) -> String {
    warning(lang, &sentences(std::slice::from_ref(rule), None, lang).concat())
}
