//! Conditions in words: each condition as a sentence, each finding with the values that it rests on.
//!
//! Owns the exhaustive matches from the law's lists to words. Refuses to judge, and to translate what officers wrote in
//! words of their own.

pub mod form;
pub mod found;
pub mod lists;
pub mod study;

use domain::eligibility::{Choice, Condition, Day, Listed, Rank, Rule};
use domain::posting::Column;
use domain::study::{Catalogue, Study};

use crate::catalogue::catalogue;
use crate::{Lang, dates, numbers};
use lists as l;

catalogue! {
    title => "资格条件", "Conditions";
    counted_at(day: &str) => "年龄和各项年限计算到{day}；“满几年”按足年足月计算。", "Ages and years are counted up to {day}, in full years and months.";
    group_of(n: i64, positions: &str) => "适用于 {n} 个职位：{positions}", "Of {n} position: {positions}" | "Of {n} positions: {positions}";
    group_also => "除上述条件外，还须：", "Beside the conditions above:";
    group_instead => "不适用上述条件，须：", "In place of the conditions above:";
    group_nothing => "不设其他条件。", "Nothing further is asked.";
    all_positions => "全部职位", "All positions";
    nothing_asked => "没有设定可以核对的条件。", "No conditions have been set that could be checked.";
    excluded_title => "不得参加的情形", "Grounds for exclusion";
    excluded_list => "正在接受审查调查；受处分或者组织处理未满影响期；被诫勉未满影响期；未满最低服务年限；尚在试用期；提拔担任领导职务不满 1 年；被开除中国共产党党籍；被列为失信联合惩戒对象；法律法规规定的其他情形。", "Under investigation; inside the period of a sanction, an organisational measure or an admonition; minimum service not completed; on probation; promoted to a leading post less than one year ago; expelled from the Communist Party; listed for joint punishment for breach of trust; anything else that the law names.";
    // conditions
    age_at_most(years: u8, born: &str) => "年龄在 {years} 周岁以下（{born}及以后出生）", "at most {years} years old (born on or after {born})";
    age_at_most_plain(years: u8) => "年龄在 {years} 周岁以下", "at most {years} years old";
    age_rank(base: &str, rank: &str, years: u8) => "{base}，{rank}以上的在 {years} 周岁以下", "{base}; from {rank} upwards at most {years}";
    age_at_least(years: u8) => "年龄在 {years} 周岁以上", "at least {years} years old";
    service_years(years: u8) => "公务员（含参照公务员法管理人员）工作满 {years} 年", "civil servant, or managed by reference to the Civil Servants Law, for at least {years} years";
    grassroots_years(years: u8) => "基层工作经历累计满 {years} 年", "at least {years} years of grass-roots work in all";
    level_years(years: u8) => "在本级机关工作满 {years} 年", "at least {years} years in authorities of the present level";
    rank_from(rank: &str) => "现任{rank}以上职级", "present rank {rank} or higher";
    rank_between(from: &str, to: &str) => "现任职级在{from}至{to}之间", "present rank from {from} to {to}";
    held_for(base: &str, years: u8) => "{base}，且任职满 {years} 年", "{base}, held for at least {years} years";
    leading_from(level: &str) => "现任{level}以上领导职务", "present leading post: {level} or higher";
    education_from(level: &str) => "{level}以上学历", "education: {level} or higher";
    degree_from(level: &str) => "{level}以上学位", "degree: {level} or higher";
    study_one_of(list: &str, editions: &str) => "专业属于{list}（{editions}）", "field of study: {list} ({editions})";
    appraisal_each(years: u8) => "近 {years} 年年度考核均为称职以上等次", "each of the last {years} annual appraisals competent or better";
    appraisal_none(years: u8) => "近 {years} 年年度考核没有基本称职以下等次", "none of the last {years} annual appraisals basically competent or worse";
    appraisal_excellent(years: u8, times: u8) => "近 {years} 年年度考核至少 {times} 次优秀", "excellent in at least {times} of the last {years} annual appraisals";
    unit_level(list: &str) => "现所在单位层级为{list}", "present unit at the level of: {list}";
    unit_kind(list: &str) => "现所在单位为{list}", "present unit: {list}";
    politics(list: &str) => "政治面貌为{list}", "political status: {list}";
    sex(sex: &str) => "限{sex}", "{sex} only";
    no_exclusion => "没有不得参加的情形", "no ground for exclusion";
    any_of(list: &str) => "符合下列之一：{list}", "one of these: {list}";
    or => "；或者", "; or ";
    and => "，并且", ", and ";
    in_column(column: &str, words: &str) => "{column}：{words}", "{column}: {words}";
    beside_words => "职位表所写的条件", "Conditions as the position table words them";
    by_person => "由审核员人工核对", "Checked by a person";
    by_person_columns(columns: &str) => "下列栏目的文字系统不判断，由审核员人工核对：{columns}。", "No machine judges the words of these columns; a person checks them: {columns}.";
    by_person_what => "职位表里下列文字，系统不判断，由审核员人工核对：", "No machine judges these words of the position table; a person checks them:";
    nothing_yet => "（尚未设定）", "(nothing set yet)";
}

/// A condition as a sentence. With the reference day an age also says from which birthday on it is met.
#[must_use]
pub fn condition(condition: &Condition, at: Option<Day>, lang: Lang) -> String {
    match condition {
        Condition::AgeAtMost { years, rank } => {
            let base = at.map_or_else(
                || age_at_most_plain(lang, *years),
                |at| age_at_most(lang, *years, &day(at.earliest_birth(u32::from(*years)), lang)),
            );
            match rank {
                None => base,
                Some(rank) => age_rank(lang, &base, l::rank(rank.from, lang), rank.years),
            }
        }
        Condition::AgeAtLeast { years } => age_at_least(lang, *years),
        Condition::ServiceYears { years } => service_years(lang, *years),
        Condition::GrassrootsYears { years } => grassroots_years(lang, *years),
        Condition::LevelYears { years } => level_years(lang, *years),
        Condition::Rank { from, to, years } => held(ranks(*from, *to, lang), *years, lang),
        Condition::Leading { from, years } => {
            held(leading_from(lang, l::leading(*from, lang)), *years, lang)
        }
        Condition::Listed { of, one_of } => of_list(*of, one_of, lang),
        Condition::Study { one_of } => fields_of_study(one_of, lang),
        Condition::AppraisalEach { years } => appraisal_each(lang, *years),
        Condition::AppraisalNone { years } => appraisal_none(lang, *years),
        Condition::AppraisalExcellent { years, times } => appraisal_excellent(lang, *years, *times),
        Condition::Sex { only } => sex(lang, l::sex(*only, lang)),
        Condition::NoExclusion {} => no_exclusion(lang).to_owned(),
        Condition::InWords { words, of: None } => words.clone(),
        Condition::InWords { words, of: Some(place) } => in_column(lang, column(&place.column, lang), words),
    }
}

/// The fields asked for, and by which editions they are named.
fn fields_of_study(one_of: &[Study], lang: Lang) -> String {
    let named = Catalogue::ALL.into_iter().filter(|of| one_of.iter().any(|one| one.catalogue() == Some(*of)));
    let editions: Vec<&str> = named.map(|of| study::edition(of, lang)).collect();
    study_one_of(lang, &listed(one_of, lang, study::name), &joined(&editions, lang))
}

/// A column of a position table by its title.
#[must_use]
pub fn column(column: &Column, lang: Lang) -> &str {
    match column {
        Column::Conditions => beside_words(lang),
        Column::Kept(title) => title.as_str(),
    }
}

fn of_list(of: Listed, one_of: &[Choice], lang: Lang) -> String {
    let list = listed(one_of, lang, l::choice);
    match of {
        Listed::Education => education_from(lang, &list),
        Listed::Degree => degree_from(lang, &list),
        Listed::UnitLevel => unit_level(lang, &list),
        Listed::UnitKind => unit_kind(lang, &list),
        Listed::Politics => politics(lang, &list),
    }
}

fn ranks(from: Rank, to: Option<Rank>, lang: Lang) -> String {
    match to {
        None => rank_from(lang, l::rank(from, lang)),
        Some(to) => rank_between(lang, l::rank(from, lang), l::rank(to, lang)),
    }
}

fn held(base: String, years: u8, lang: Lang) -> String {
    if years == 0 { base } else { held_for(lang, &base, years) }
}

/// Choices of which one is enough, joined by "or" words.
fn listed<T: Copy>(all: &[T], lang: Lang, word: impl Fn(T, Lang) -> &'static str) -> String {
    let words: Vec<&str> = all.iter().map(|one| word(*one, lang)).collect();
    joined(&words, lang)
}

fn joined(words: &[&str], lang: Lang) -> String {
    words.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

/// A tree in one sentence.
#[must_use]
pub fn rule(rule: &Rule, at: Option<Day>, lang: Lang) -> String {
    let inner = |of: &[Rule], joint: &str| {
        let parts: Vec<String> = of.iter().map(|rule| self::rule(rule, at, lang)).collect();
        if parts.is_empty() { nothing_yet(lang).to_owned() } else { parts.join(joint) }
    };
    match rule {
        Rule::One(one) => condition(one, at, lang),
        Rule::All(of) => match lang {
            Lang::Zh => format!("（{}）", inner(of, and(lang))),
            Lang::En => format!("({})", inner(of, and(lang))),
        },
        Rule::Any(of) => any_of(lang, &inner(of, or(lang))),
    }
}

/// Rules that must all be met, one sentence each.
#[must_use]
pub fn sentences(rules: &[Rule], at: Option<Day>, lang: Lang) -> Vec<String> {
    let end = match lang {
        Lang::Zh => "。",
        Lang::En => ".",
    };
    rules.iter().map(|one| capital(&(rule(one, at, lang).trim_end_matches(end).to_owned() + end))).collect()
}

/// The sentence with a capital letter before it, where its script has any.
fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A day in words.
#[must_use]
pub fn day(day: Day, lang: Lang) -> String {
    dates::short_day(lang, day.date())
}

/// Full months as years and months: `2 年 3 个月` · `2 years 3 months`.
#[must_use]
pub fn span(months: u32, lang: Lang) -> String {
    let (years, rest) = (months / 12, months % 12);
    match (years, rest) {
        (0, _) => found::months(lang, rest),
        (_, 0) => found::years(lang, years),
        _ => format!("{} {}", found::years(lang, years), found::months(lang, rest)),
    }
}

/// The positions of a group of conditions.
#[must_use]
pub fn group(lang: Lang, positions: &[domain::typed::Label]) -> String {
    group_of(lang, i64::try_from(positions.len()).unwrap_or(i64::MAX), &codes(positions, lang))
}

/// Position codes in a row.
#[must_use]
pub fn codes(codes: &[domain::typed::Label], lang: Lang) -> String {
    let words: Vec<&str> = codes.iter().map(domain::typed::Label::as_str).collect();
    numbers::list(lang, &words)
}

#[cfg(test)]
mod tests;
