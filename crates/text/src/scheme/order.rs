//! The composite score, statuses, ranks, ties and conditional lines said.

use domain::scheme::{
    BelowLine, By, Condition, ConditionalLine, Fact, FactKind, LeftMarks, LineRule, Method, Prefer, Scheme,
    Scope, Status, Statuses, Step,
};

use super::words::effect_word;
use super::words::{composite, raw_of, unrounded};
use super::{component_word, known, line, ratio, rounded};
use crate::Lang;
use crate::catalogue::catalogue;
use crate::numbers::list as joined;
use crate::states::status as status_word;

catalogue! {
    capped(cap: &str) => "综合成绩最高计 {cap} 分。", "The composite score counts {cap} at most.";
    status_does(status: &str, effect: &str) => "{status}：{effect}。", "{status}: {effect}.";
    line_compared => "成绩达到或者高于合格分数线的为合格，按取舍之后公布的成绩比较。", "A score at or above its pass line passes; the published score, as it is rounded, is compared.";
    below_unranked => "未达合格分数线者只列成绩，不排名次。", "Below a pass line the score is shown without a rank.";
    below_ranked => "未达合格分数线者仍排名次，但不进入名单。", "Below a pass line persons are ranked, but go on no list.";
    left_kept => "退出的人员，从所退出的名单起开放的成绩保留在案，不计入平均分、综合成绩、名次和名单。", "Of whoever leaves, scores that the list which was left or a later one opens stay on record and count in no mean, composite score, rank or list.";
    ranked_rounded => "按公布的成绩由高到低排列名次，成绩相同的名次并列。", "Ranks follow the published score; equal scores share a rank.";
    ranked_unrounded => "按取舍之前的成绩由高到低排列名次。", "Ranks follow the score before its last rounding.";
    dense => "并列之后名次连续，如 1、2、2、3。", "After a shared rank the next number follows: 1, 2, 2, 3.";
    average => "并列者取平均名次，如 1、2.5、2.5、4。", "Those who share a rank have its mean: 1, 2.5, 2.5, 4.";
    ladder_of_list(steps: &str) => "成绩相同的，依次比较{steps}排列名次。", "Equal scores are ranked by {steps}.";
    after_test(steps: &str) => "加试后仍相同的，依次比较{steps}。", "Those whom an extra test leaves equal are compared by {steps}.";
    fact(name: &str, kind: &str, first: &str) => "需要提供的情况：{name}（{kind}，{first}在前）。", "Fact needed: {name} ({kind}; {first} stands first).";
    yes_no => "是或否", "yes or no";
    number => "数值", "a number";
    yes_first => "是者", "yes";
    no_first => "否者", "no";
    more_first => "大者", "the larger";
    less_first => "小者", "the smaller";
    conditional(when: &str, of: &str, line: &str) => "{when}时，{of}须达到{line}。", "{when}, the {of} must reach {line}.";
    when_at_most(ratio: &str) => "实际参加人数与计划数之比不高于 {ratio} ", "Where those who sat are at most {ratio} to the plan";
    when_below(ratio: &str) => "实际参加人数与计划数之比低于 {ratio} ", "Where those who sat are below {ratio} to the plan";
    line_points(line: &str) => " {line} 分", "{line}";
    line_room_mean => "同一考场当日平均分", "the day's mean of the same room";
    line_later => "另行公布的分数线", "a line published later";
}

/// Everything between the composite score and the lists.
pub(super) fn say(said: &mut Vec<String>, lang: Lang, scheme: &Scheme) {
    let total = &scheme.total;
    said.extend(total.cap.map(|cap| capped(lang, &cap.to_string())));
    said.push(rounded(lang, composite(lang), total.round));
    said.extend(total.line.map(|at| line(lang, composite(lang), at)));
    statuses(said, lang, &scheme.statuses);
    let lined = |parts: &[domain::scheme::Component]| parts.iter().any(|part| part.line.is_some());
    let parts = scheme.components.iter().any(|part| lined(&part.parts));
    let lines = total.line.is_some() || lined(&scheme.components) || parts;
    // The mean of a room is compared with the mark as it was given.
    if lines || scheme.conditional.iter().any(|rule| rule.line != LineRule::RoomMean) {
        said.push(line_compared(lang).to_owned());
    }
    if lines || !scheme.conditional.is_empty() {
        said.push(match scheme.rank.below_line {
            BelowLine::NoRank => below_unranked(lang).to_owned(),
            BelowLine::Ranked => below_ranked(lang).to_owned(),
        });
    }
    said.extend(scheme.facts.iter().map(|one| say_fact(lang, one)));
    ranks(said, lang, scheme);
    said.extend((scheme.rank.left_marks == LeftMarks::Kept).then(|| left_kept(lang).to_owned()));
    said.extend(scheme.conditional.iter().map(|rule| say_conditional(lang, scheme, rule)));
}

/// Statuses that do something else than usual.
fn statuses(said: &mut Vec<String>, lang: Lang, statuses: &Statuses) {
    let usual = Statuses::default();
    for status in Status::ALL.into_iter().filter(|status| statuses.of(*status) != usual.of(*status)) {
        said.push(status_does(lang, status_word(status, lang), &effect_word(statuses.of(status), lang)));
    }
}

fn ranks(said: &mut Vec<String>, lang: Lang, scheme: &Scheme) {
    let rank = &scheme.rank;
    said.push(match rank.by {
        By::Rounded => ranked_rounded(lang).to_owned(),
        By::Unrounded => ranked_unrounded(lang).to_owned(),
    });
    match rank.method {
        Method::Competition => {}
        Method::Dense => said.push(dense(lang).to_owned()),
        Method::Average => said.push(average(lang).to_owned()),
    }
    if rank.scope == Scope::List {
        said.push(ladder_of_list(lang, &steps(lang, scheme, &rank.ladder)));
    }
    if !rank.after_test.is_empty() {
        said.push(after_test(lang, &steps(lang, scheme, &rank.after_test)));
    }
}

/// The steps of a ladder, one after the other.
pub(super) fn steps(lang: Lang, scheme: &Scheme, steps: &[Step]) -> String {
    let steps: Vec<String> = steps.iter().map(|step| say_step(lang, scheme, step)).collect();
    joined(lang, &steps)
}

fn say_step(lang: Lang, scheme: &Scheme, step: &Step) -> String {
    match step {
        Step::Total => composite(lang).to_owned(),
        Step::Unrounded => unrounded(lang).to_owned(),
        Step::Component(key) => known(lang, scheme, key),
        Step::Raw(key) => raw_of(lang, &known(lang, scheme, key)),
        Step::Fact(key) => fact_word(lang, scheme, key.as_str()),
    }
}

/// What a fact is called.
pub(super) fn fact_word(lang: Lang, scheme: &Scheme, key: &str) -> String {
    let fact = scheme.facts.iter().find(|fact| fact.key == *key);
    component_word(lang, key, fact.and_then(|fact| fact.name.as_deref()))
}

fn say_fact(lang: Lang, one: &Fact) -> String {
    let (kind, first) = match (one.kind, one.prefer) {
        (FactKind::YesNo, Prefer::Higher) => (yes_no(lang), yes_first(lang)),
        (FactKind::YesNo, Prefer::Lower) => (yes_no(lang), no_first(lang)),
        (FactKind::Number, Prefer::Higher) => (number(lang), more_first(lang)),
        (FactKind::Number, Prefer::Lower) => (number(lang), less_first(lang)),
    };
    fact(lang, &component_word(lang, one.key.as_str(), one.name.as_deref()), kind, first)
}

fn say_conditional(lang: Lang, scheme: &Scheme, rule: &ConditionalLine) -> String {
    let when = match rule.when {
        Condition::AtMost(r) => when_at_most(lang, &ratio(lang, r)),
        Condition::Below(r) => when_below(lang, &ratio(lang, r)),
    };
    let line = match rule.line {
        LineRule::At(score) => line_points(lang, &score.to_string()),
        LineRule::RoomMean => line_room_mean(lang).to_owned(),
        LineRule::Decided => line_later(lang).to_owned(),
    };
    conditional(lang, &when, &known(lang, scheme, &rule.of), &line)
}
