//! Findings and the values that they rest on, in words.

use domain::eligibility::{Finding, Used};

use super::{day, lists, span};
use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    title => "逐条核对", "Condition by condition";
    machine_note => "系统按填报内容逐条核对，只供参考；是否通过由审核员决定。", "Checked by what the candidate declares, for information only: a screener decides.";
    met => "符合", "Met";
    not_met => "不符合", "Not met";
    cannot_tell => "无法判断", "Cannot tell";
    overall_met => "按填报内容，各项条件都符合。", "As declared, every condition is met.";
    overall_not_met => "按填报内容，有条件不符合。", "As declared, a condition is not met.";
    overall_cannot_tell => "有条件无法由系统判断，请人工核对。", "Some conditions cannot be told by machine; check them by hand.";
    all_of => "下列都须符合", "All of these";
    any_of => "下列符合一项即可", "Any of these";
    used(values: &str) => "依据：{values}", "Because: {values}";
    all_digest => "全部资格条件的摘要", "Digest of all conditions";
    position_digest => "本职位资格条件的摘要", "Digest of the conditions of this position";
    contradiction => "与结论不一致", "Against the verdict";
    contradicts_passed => "审核员的结论是通过，系统核对有条件不符合。结论保持不变，请复核。", "The screener passed this application, while as declared a condition is not met. The verdict stands; look at it again.";
    contradicts_refused => "审核员的结论是不通过，系统核对各项条件都符合。结论保持不变，请复核。", "The screener refused this application, while as declared every condition is met. The verdict stands; look at it again.";
    column => "系统核对", "By machine";
    filter => "系统核对结果", "By machine";
    against => "与结论不一致", "Against the verdict";
    not_run => "尚未核对", "Not checked yet";
    run => "重新核对全部报名", "Check all applications again";
    run_what => "按现行条件重新核对。审核员的结论保持不变，不一致的可以在筛选中列出。", "Checks all by the conditions in force. Screeners' verdicts stand; contradictions can be listed by the filter.";
    last_run(when: &str) => "最近一次核对：{when}", "Last checked: {when}";
    // values
    born(day: &str, years: u32) => "{day}出生，{years} 周岁", "born {day}, aged {years}";
    since(day: &str, span: &str) => "{day}起，满 {span}", "since {day}, {span} complete";
    spells(n: u32, span: &str) => "{n} 段经历，合计满 {span}", "{n} spell, {span} complete" | "{n} spells, {span} complete";
    spells_rest(n: u32, span: &str, days: u32) => "{n} 段经历，合计满 {span}，另余 {days} 天", "{n} spell, {span} complete and {days} days over" | "{n} spells, {span} complete and {days} days over";
    appraisal(year: i32, result: &str) => "{year} 年：{result}", "{year}: {result}";
    not_told => "没有填报", "not told";
    excluded => "本人填报有不得参加的情形", "the candidate declares such a circumstance";
    not_excluded => "本人填报没有", "the candidate declares none";
    in_words => "人工核对：以文字写明，由审核员判断", "for a person to check: put in words";
    years(n: u32) => "{n} 年", "{n} year" | "{n} years";
    months(n: u32) => "{n} 个月", "{n} month" | "{n} months";
}

/// The word for a finding.
#[must_use]
pub fn word(finding: Finding, lang: Lang) -> &'static str {
    match finding {
        Finding::Met => met(lang),
        Finding::NotMet => not_met(lang),
        Finding::CannotTell => cannot_tell(lang),
    }
}

/// What all conditions together came to.
#[must_use]
pub fn overall(finding: Finding, lang: Lang) -> &'static str {
    match finding {
        Finding::Met => overall_met(lang),
        Finding::NotMet => overall_not_met(lang),
        Finding::CannotTell => overall_cannot_tell(lang),
    }
}

/// A value.
#[must_use]
pub fn value(used: &Used, lang: Lang) -> String {
    match used {
        Used::Born { day: on, years } => born(lang, &day(*on, lang), *years),
        Used::Since { day: from, months } => since(lang, &day(*from, lang), &span(*months, lang)),
        Used::Spells { spells: n, months, days: 0 } => spells(lang, *n, &span(*months, lang)),
        Used::Spells { spells: n, months, days } => spells_rest(lang, *n, &span(*months, lang), *days),
        Used::Choice(choice) => lists::choice(*choice, lang).to_owned(),
        Used::Appraisal { year, result } => {
            appraisal(lang, *year, result.map_or_else(|| not_told(lang), |result| lists::appraisal(result, lang)))
        }
        Used::Excluded(true) => excluded(lang).to_owned(),
        Used::Excluded(false) => not_excluded(lang).to_owned(),
        Used::NotTold => not_told(lang).to_owned(),
        Used::InWords => in_words(lang).to_owned(),
    }
}

/// All values of a finding in a row.
#[must_use]
pub fn values(all: &[Used], lang: Lang) -> String {
    let words: Vec<String> = all.iter().map(|used| value(used, lang)).collect();
    words.join(match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}
