//! What surrounds the scores, said: opening ratio and editing before, decision, publicity, adjustment and entries after.

use domain::scheme::{
    Adjustment, Base, Below, Decision, DecisionMode, EditableUntil, Editing, Entries, Examiners, Names,
    Opening, Publicity, Scheme,
};

use super::{known, ratio};
use crate::Lang;
use crate::catalogue::catalogue;
use crate::numbers::list as joined;

catalogue! {
    opening(ratio: &str, base: &str, below: &str) => "开考比例为 {ratio}，按{base}计算；达不到的，{below}。", "The opening ratio is {ratio}, counted by {base}; below it {below}.";
    base_registered => "报名人数", "who registered";
    base_passed => "资格审查合格人数", "who passed the screening";
    base_confirmed => "确认参加人数", "who confirmed";
    below_reduce => "核减计划，减到零的取消职位", "the plan is reduced, down to cancelling the position";
    below_cancel => "取消职位", "the position is cancelled";
    below_open => "经批准仍可开考", "it may open with approval";
    with_approval(ratio: &str) => "经批准，开考比例可以降到 {ratio}。", "With approval the opening ratio may be {ratio}.";
    merged => "达不到开考比例的职位，可以并入同一单位、使用同一类试卷的职位，由报考人员在规定的时间内改报。", "A position below the ratio may be merged into one of the same unit with the same class of papers; its people may go there within the time for it.";
    edited(what: &str, until: &str) => "提交报名后，{what}{until}。", "After submitting, {what} {until}.";
    personal => "个人信息", "personal data";
    position => "报考职位", "the position";
    city => "考试城市", "the test city";
    until_reviewed => "在审查前或审查未通过后可以修改", "can be changed before the review and after a refusal";
    until_ends => "在审查合格前、资格审查环节结束前可以修改", "can be changed until it is passed or the stage of screening ends";
    until_submitted => "不能修改", "cannot be changed";
    collective => "考察后由集体研究确定拟遴选人选，综合成绩不是唯一依据。", "After the inspection the proposed persons are chosen in joint discussion; the composite score is not the only ground.";
    weighted(exam: &str, inspection: &str) => "考察后按考试成绩 {exam}%、考察成绩 {inspection}% 合计，由高到低提出拟遴选人选，由集体研究决定；改变次序的须有理由。合计成绩随拟遴选人选公布。", "After the inspection the examination counts {exam}% and the inspection {inspection}%; the highest come first, and the decision is taken jointly; whoever is passed over has a ground. The result is published with the proposed persons.";
    order_after_veto => "考察后按综合成绩由高到低提出拟遴选人选，考察不合格的除外，由集体研究决定；改变次序的须有理由。", "After the inspection the highest composite scores come first, those found unfit excepted, and the decision is taken jointly; whoever is passed over has a ground.";
    days(days: u8) => "拟遴选人选公示 {days} 个工作日。", "Proposed persons are shown in public for {days} working days.";
    columns(parts: &str) => "公布的名单除综合成绩外列出{parts}。", "Published lists show {parts} beside the composite score.";
    names_masked => "公布的名单列出姓氏，名字以“*”代替。", "Published lists show family names, and a mark for each further letter of a name.";
    names_full => "公布的名单列出姓名。", "Published lists show names.";
    unit_shown => "公布的名单列出现工作单位。", "Published lists show where a person serves today.";
    adjustment => "报考职位被取消的人员，可以在规定的时间内改报其他职位。", "Whoever's position is cancelled may choose another one within the time for it.";
    choices(choices: u8) => "每人可以改报 {choices} 次。", "Choices for each person: {choices}.";
    same_kind => "只能改报计分规则相同的职位。", "Only a position under the same scheme can be chosen.";
    same_paper => "只能改报使用同一类试卷的职位。", "Only a position with the same class of papers can be chosen.";
    unlisted_only => "已进入名单的人员不能调剂。", "Whoever is on a list cannot choose another position.";
    leaves_first => "调剂到其他职位后，不再参加原职位的递补。", "Whoever moves to another position is out of replacement in the first.";
    after_marks => "名单公布后仍缺人的职位，可以在规定的时间内由成绩达到该职位合格分数线的人员申请调剂，每人限报一个职位。", "Positions that still lack people once a list is public may be chosen within the time for it by people whose score reaches the line of the position, one position each.";
    examiners(least: u8) => "面试考官组每组不少于 {least} 人。", "Each panel of an interview has at least this many examiners: {least}.";
    outside(share: &str) => "其中外单位考官不少于 {share}。", "At least {share} of them come from outside the selecting unit.";
    planned => "面试前，面试工作方案须经主管部门批准。", "Before the interviews the competent department approves their plan.";
    alone => "每项成绩由一人录入或计算。", "Each score is entered or computed by one person.";
    entries(count: u8) => "每项成绩由 {count} 人各自独立录入或计算，一致后才生效；由工作人员执行，程序目前不比对。", "Each score is entered or computed independently; persons: {count}. It counts when all agree. Staff see to it: the program does not compare them yet.";
}

/// What comes before the first mark.
pub(super) fn before(said: &mut Vec<String>, lang: Lang, scheme: &Scheme) {
    if let Some(rule) = &scheme.opening {
        say_opening(said, lang, rule);
    }
    said.extend(editing(lang, &scheme.editing));
    said.extend(scheme.examiners.iter().flat_map(|rule| examined(lang, rule)));
    said.extend(scheme.interview_plan.then(|| planned(lang).to_owned()));
    if scheme.entries != Entries::default() {
        said.push(match scheme.entries.independent {
            1 => alone(lang).to_owned(),
            count => entries(lang, count),
        });
    }
}

/// What may be changed after submitting, where that is not as usual.
#[must_use]
pub fn editing(lang: Lang, now: &Editing) -> Vec<String> {
    let usual = Editing::default();
    let all = [
        (personal(lang), now.personal, usual.personal),
        (position(lang), now.position, usual.position),
        (city(lang), now.city, usual.city),
    ];
    let until = |until| match until {
        EditableUntil::ReviewedOrRefused => until_reviewed(lang),
        EditableUntil::ReviewEnds => until_ends(lang),
        EditableUntil::Submitted => until_submitted(lang),
    };
    let changed = all.into_iter().filter(|(_, now, usual)| now != usual);
    changed.map(|(what, now, _)| edited(lang, what, until(now))).collect()
}

/// What every panel of an interview must have.
#[must_use]
pub fn examined(lang: Lang, rule: &Examiners) -> Vec<String> {
    let share = rule.outside.map(|share| outside(lang, &share.to_string()));
    std::iter::once(examiners(lang, rule.least)).chain(share).collect()
}

fn say_opening(said: &mut Vec<String>, lang: Lang, rule: &Opening) {
    let base = match rule.base {
        Base::Registered => base_registered(lang),
        Base::Passed => base_passed(lang),
        Base::Confirmed => base_confirmed(lang),
    };
    let below = match rule.below {
        Below::Reduce => below_reduce(lang),
        Below::Cancel => below_cancel(lang),
        Below::Open => below_open(lang),
    };
    said.push(opening(lang, &ratio(lang, rule.ratio), base, below));
    said.extend(rule.with_approval.map(|lower| with_approval(lang, &ratio(lang, lower))));
    said.extend(rule.merge.then(|| merged(lang).to_owned()));
}

/// What follows the last list.
pub(super) fn after(said: &mut Vec<String>, lang: Lang, scheme: &Scheme) {
    if let Some(rule) = &scheme.adjustment {
        say_adjustment(said, lang, rule);
    }
    let inspected = scheme.shortlists.iter().any(|list| list.to == *"inspection");
    if inspected || scheme.decision != Decision::default() {
        said.push(say_decision(lang, &scheme.decision));
    }
    let Publicity { working_days, columns: shown, names, unit } = &scheme.publicity;
    if *working_days != Publicity::default().working_days {
        said.push(days(lang, *working_days));
    }
    if !shown.is_empty() {
        let parts: Vec<String> = shown.iter().map(|key| known(lang, scheme, key.as_str())).collect();
        said.push(columns(lang, &joined(lang, &parts)));
    }
    match names {
        Names::None => {}
        Names::Masked => said.push(names_masked(lang).to_owned()),
        Names::Full => said.push(names_full(lang).to_owned()),
    }
    if *unit {
        said.push(unit_shown(lang).to_owned());
    }
}

fn say_adjustment(said: &mut Vec<String>, lang: Lang, rule: &Adjustment) {
    said.push(adjustment(lang).to_owned());
    if rule.choices != 1 {
        said.push(choices(lang, rule.choices));
    }
    let all = [
        (rule.moves_after_marks(), after_marks(lang)),
        (rule.same_kind, same_kind(lang)),
        (rule.same_paper, same_paper(lang)),
        (rule.unlisted_only, unlisted_only(lang)),
        (rule.leaves_first, leaves_first(lang)),
    ];
    said.extend(all.into_iter().filter(|(holds, _)| *holds).map(|(_, sentence)| sentence.to_owned()));
}

fn say_decision(lang: Lang, rule: &Decision) -> String {
    let share = |weight: Option<domain::number::Weight>| weight.map(|w| w.to_string()).unwrap_or_default();
    match rule.mode {
        DecisionMode::Collective => collective(lang).to_owned(),
        DecisionMode::Weighted => weighted(lang, &share(rule.exam), &share(rule.inspection)),
        DecisionMode::OrderAfterVeto => order_after_veto(lang).to_owned(),
    }
}
