//! The opening ratio in words: what the rule counts and what it proposes.

use domain::opening::Proposal;
use domain::scheme::{Base, Opening};

use crate::Lang;
use crate::catalogue::catalogue;
use crate::scheme::ratio;

catalogue! {
    title => "开考比例", "Opening ratio";
    lede => "按计分规则核对各职位人数与计划数之比。这里只列出规则的建议，由主管部门决定；核减计划通过变更办理，生效后名单按新计划数计算。", "People per place of each position, by the scheme. This page only says what the rule proposes; the competent department decides. A cut plan takes effect by a further revision of the posting, and lists count from it.";
    no_rule => "计分规则没有规定开考比例。", "The scheme has no opening ratio.";
    all_reached(count: i64) => "有此规定的 {count} 个职位都达到开考比例。", "Every position under the rule reaches its opening ratio: {count}.";
    some_reached(reached: i64, ruled: i64) => "有此规定的 {ruled} 个职位中，{reached} 个达到开考比例；没有达到的列在下面。", "Of the positions under the rule ({ruled}), {reached} reach the ratio; those that do not are listed below.";
    below => "未达到开考比例的职位", "Positions below their opening ratio";
    position => "职位", "Position";
    plan => "计划数", "Places";
    people => "人数", "People";
    asked => "开考比例", "Ratio";
    proposes => "规则的建议", "The rule proposes";
    registered(count: u32) => "报名 {count} 人", "{count} registered";
    passed(count: u32) => "资格审查合格 {count} 人", "{count} passed screening";
    confirmed(count: u32) => "合格且未退出 {count} 人", "{count} passed and did not leave";
    so_far(people: &str) => "目前{people}，还会变化", "{people} so far, not settled yet";
    reached => "无须处理", "Nothing to do";
    keep => "经批准仍可开考", "May open with approval";
    reduce(from: u32, to: u32) => "核减计划：{from} → {to}", "Cut the plan: {from} → {to}";
    cancel => "取消职位", "Cancel the position";
    approvable(proposal: &str, lower: &str) => "{proposal}；已达到 {lower}，经批准可按原计划开考", "{proposal}; {lower} is reached, so that it may open whole with approval";
}

/// How many people the rule counts, and whether that can still change.
#[must_use]
pub fn counted(lang: Lang, base: Base, people: u32, settled: bool) -> String {
    let said = match base {
        Base::Registered => registered(lang, people),
        Base::Passed => passed(lang, people),
        Base::Confirmed => confirmed(lang, people),
    };
    if settled { said } else { so_far(lang, &said) }
}

/// The ratio that the rule asks for.
#[must_use]
pub fn asked_for(lang: Lang, rule: &Opening) -> String {
    ratio(lang, rule.ratio)
}

/// What the rule proposes for a position.
#[must_use]
pub fn proposed(lang: Lang, (rule, may): (&Opening, bool), plan: u32, proposal: Proposal) -> String {
    let said = match proposal {
        Proposal::Reached => reached(lang).to_owned(),
        Proposal::Keep => keep(lang).to_owned(),
        Proposal::Reduce(left) => reduce(lang, plan, left),
        Proposal::Cancel => cancel(lang).to_owned(),
    };
    match rule.with_approval.filter(|_| may) {
        Some(lower) => approvable(lang, &said, &ratio(lang, lower)),
        None => said,
    }
}
