//! A scheme read out: sentences and a formula for pages, made from the typed rules so that they cannot differ from what is
//! computed. Owns the order of the sentences; the words stand in the modules below. Computes nothing.
//!
//! Nothing that a scheme says is silent: whatever differs from the default has its sentence, in both languages
//! (`tests/explain.rs` changes every field of the language and listens).

pub mod choices;
pub(crate) mod components;
pub mod fields;
pub mod form;
pub(crate) mod lists;
pub(crate) mod order;
pub mod problems;
pub(crate) mod procedure;
pub(crate) mod words;

use domain::number::{Mode, Rounding};
use domain::scheme::fields::{SCHEME, Shape};
use domain::scheme::{Combine, Component, Line, PartNames, Ratio, Scheme, Term};

use crate::Lang;
use crate::catalogue::catalogue;
use crate::numbers::list as joined;

pub use procedure::{editing, examined};
pub use words::{component_word, has_component_word, has_list_word, list_inside, list_word};

catalogue! {
    named(name: &str) => "计分规则：{name}。", "Scheme: {name}.";
    percent_of(name: &str, weight: &str) => "{name}（{weight}%）", "{name} ({weight}%)";
    made_of(what: &str, parts: &str) => "{what}由{parts}组成。", "The {what} is made of {parts}.";
    made_in_ratio(what: &str, parts: &str, ratio: &str) => "{what}由{parts}按 {ratio} 加权组成。", "The {what} is made of {parts}, weighted {ratio}.";
    mean_of(what: &str, parts: &str) => "{what}是{parts}的平均。", "The {what} is the mean of {parts}.";
    sum_of(what: &str, parts: &str) => "{what}是{parts}之和。", "The {what} is the sum of {parts}.";
    round_half_up(what: &str, places: u8) => "{what}保留 {places} 位小数，四舍五入。", "The {what} is rounded half up to {places} decimal places.";
    round_half_even(what: &str, places: u8) => "{what}保留 {places} 位小数，四舍六入五成双。", "The {what} is rounded half to even, to {places} decimal places.";
    round_cut(what: &str, places: u8) => "{what}保留 {places} 位小数，其后各位舍去。", "The {what} keeps {places} decimal places; the rest is cut off.";
    line_at(what: &str, line: &str) => "{what}的合格分数线为 {line} 分。", "The pass line of the {what} is {line}.";
    line_decided(what: &str) => "{what}的合格分数线在评分后确定并公布。", "The pass line of the {what} is set and published after marking.";
    formula(parts: &str) => "综合成绩 = {parts}", "composite score = {parts}";
}

/// The formula of the composite score; none where a weight that it needs is missing.
#[must_use]
pub fn formula_of(scheme: &Scheme, lang: Lang) -> Option<String> {
    if scheme.components.is_empty() {
        return None;
    }
    let weighted = |unit: &str| -> Option<String> {
        let one = |part: &Component| Some(format!("{} × {}{unit}", word(lang, part), part.weight?));
        scheme.components.iter().map(one).collect::<Option<Vec<_>>>().map(|parts| parts.join(" + "))
    };
    let plain = || scheme.components.iter().map(|part| word(lang, part)).collect::<Vec<_>>().join(" + ");
    Some(match scheme.combine {
        Combine::Percent => formula(lang, &weighted("%")?),
        Combine::Ratio => {
            let weights: Option<Vec<String>> =
                scheme.components.iter().map(|part| Some(part.weight?.to_string())).collect();
            formula(lang, &format!("({}) ÷ ({})", weighted("")?, weights?.join(" + ")))
        }
        Combine::Mean => formula(lang, &format!("({}) ÷ {}", plain(), scheme.components.len())),
        Combine::Sum => formula(lang, &plain()),
    })
}

/// The whole scheme in sentences, in the order in which it is applied.
#[must_use]
pub fn sentences(scheme: &Scheme, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(scheme.name.as_deref().filter(|name| words::suits(lang, name)).map(|name| named(lang, name)));
    procedure::before(&mut said, lang, scheme);
    for component in &scheme.components {
        components::say(&mut said, component, lang);
    }
    let parts: Vec<(String, Option<String>)> =
        scheme.components.iter().map(|part| weighed(lang, part)).collect();
    said.push(made(lang, words::composite(lang), scheme.combine, &parts));
    for bonus in &scheme.bonus {
        components::say_bonus(&mut said, lang, scheme, bonus);
    }
    order::say(&mut said, lang, scheme);
    for list in &scheme.shortlists {
        lists::say(&mut said, lang, scheme, list);
    }
    procedure::after(&mut said, lang, scheme);
    said
}

/// What the public reads of a scheme: its sentences without the rules that no code carries out.
#[must_use]
pub fn printed(scheme: &Scheme, lang: Lang) -> Vec<String> {
    sentences(&scheme.carried_out(), lang)
}

/// A clause of a scheme in words: `components.written.round.value` as the labels of its fields and the names of its parts.
#[must_use]
pub fn clause(lang: Lang, names: &PartNames, path: &str) -> String {
    let (mut node, mut listed) = (Some(&SCHEME), None);
    let mut said = Vec::new();
    for own in path.split('.') {
        let field = node.and_then(|node| Some((node, node.get(own)?)));
        let word = match (field, listed.take()) {
            (Some((within, field)), _) => {
                (node, listed) = match field.shape {
                    Shape::Node(inner) => (Some(inner), None),
                    Shape::List(Shape::Node(inner)) => (None, Some(inner)),
                    _ => (None, None),
                };
                fields::words(within.name, own).map(|words| words.label(lang).to_owned())
            }
            // The key of one of a list's parts.
            (None, Some(inner)) => {
                node = Some(inner);
                Some(match inner.name {
                    "shortlist" => list_word(lang, own, names.list(own)),
                    _ => component_word(lang, own, names.part(own)),
                })
            }
            (None, None) => None,
        };
        said.push(word.unwrap_or_else(|| own.to_owned()));
    }
    // The rounding of the composite score is called as the composite score is.
    said.dedup();
    said.join(" · ")
}

/// What a component is called.
fn word(lang: Lang, component: &Component) -> String {
    component_word(lang, component.key.as_str(), component.name.as_deref())
}

fn weighed(lang: Lang, component: &Component) -> (String, Option<String>) {
    (word(lang, component), component.weight.map(|weight| weight.to_string()))
}

/// The word of the component that a key or `part.of` names.
fn known(lang: Lang, scheme: &Scheme, key: &str) -> String {
    fn find<'a>(parts: &'a [Component], key: &str, of: Option<&str>) -> Option<&'a Component> {
        let here = |part: &&Component| part.key.as_str() == key && of.is_none();
        parts.iter().find(here).or_else(|| {
            parts.iter().find_map(|part| {
                let below = of.filter(|of| part.key.as_str() != *of);
                find(&part.parts, key, below)
            })
        })
    }
    let (own, of) = key.split_once('.').map_or((key, None), |(own, of)| (own, Some(of)));
    match find(&scheme.components, own, of) {
        Some(part) => word(lang, part),
        None => component_word(lang, key, None),
    }
}

/// What the terms of a partial composite are called and weigh.
fn terms(lang: Lang, scheme: &Scheme, terms: &[Term]) -> Vec<(String, Option<String>)> {
    let one = |term: &Term| (known(lang, scheme, &term.of), term.weight.map(|weight| weight.to_string()));
    terms.iter().map(one).collect()
}

pub(crate) fn ratio(lang: Lang, ratio: Ratio) -> String {
    match lang {
        Lang::Zh => ratio.to_string().replace(':', "∶"),
        Lang::En => ratio.to_string(),
    }
}

/// How parts make one value; each with its weight where it has one.
fn made(lang: Lang, what: &str, combine: Combine, parts: &[(String, Option<String>)]) -> String {
    let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
    let weight = |(_, weight): &(String, Option<String>)| weight.clone().unwrap_or_default();
    match combine {
        Combine::Percent => {
            let with: Vec<String> =
                parts.iter().map(|part| percent_of(lang, &part.0, &weight(part))).collect();
            made_of(lang, what, &joined(lang, &with))
        }
        Combine::Ratio => {
            let weights: Vec<String> = parts.iter().map(weight).collect();
            let between = if lang == Lang::Zh { "∶" } else { ":" };
            made_in_ratio(lang, what, &joined(lang, &names), &weights.join(between))
        }
        Combine::Mean => mean_of(lang, what, &joined(lang, &names)),
        Combine::Sum => sum_of(lang, what, &joined(lang, &names)),
    }
}

fn rounded(lang: Lang, what: &str, rounding: Rounding) -> String {
    match rounding.mode {
        Mode::HalfUp => round_half_up(lang, what, rounding.places),
        Mode::HalfEven => round_half_even(lang, what, rounding.places),
        Mode::Cut => round_cut(lang, what, rounding.places),
    }
}

fn line(lang: Lang, what: &str, line: Line) -> String {
    match line {
        Line::At(score) => line_at(lang, what, &score.to_string()),
        Line::Decided => line_decided(lang, what),
    }
}

#[cfg(test)]
mod tests;
