//! What components and lists are called: by the scheme's own name where the language can use it, else by the known word of
//! the key.

use domain::scheme::Effect;

use crate::Lang;
use crate::catalogue::catalogue;

catalogue! {
    written => "笔试", "written test";
    interview => "面试", "interview";
    performance => "业绩评价", "performance evaluation";
    fit => "岗位匹配度", "fit for the position";
    professional => "专业测试", "professional test";
    common_paper => "公共科目", "common paper";
    special_paper => "专业科目", "professional paper";
    composite => "综合成绩", "composite score";
    adjusted => "折算成绩", "adjusted score";
    aptitude => "行测", "aptitude test";
    essay => "申论", "essay";
    police => "公安专业", "police paper";
    unrounded => "取舍之前的成绩", "the score before rounding";
    raw_of(what: &str) => "{what}原始分", "the raw score of the {what}";
    list_written => "笔试人选", "Written test list";
    list_interview => "面试人选", "Interview list";
    list_professional => "专业测试人选", "Professional test list";
    list_inspection => "差额考察人选", "Inspection list";
    list_medical => "体检人选", "Medical examination list";
    list_recheck => "资格复审人选", "List for the second check";
    list_proposed => "拟遴选人选", "Proposed people";
    effect_zero => "按 0 分计", "counts as 0";
    effect_nothing => "不计分，不列名次", "adds nothing, no rank";
    effect_no_total => "不计总成绩", "no composite score";
    effect_left_out => "此项不计，其余按比例", "left out; the others count in proportion";
}

/// What a status does, in words.
pub(crate) fn effect_word(effect: Effect, lang: Lang) -> String {
    match effect {
        Effect::Zero => effect_zero(lang),
        Effect::AddsNothing => effect_nothing(lang),
        Effect::NoTotal => effect_no_total(lang),
        Effect::LeftOut => effect_left_out(lang),
    }
    .to_owned()
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether a name that officers gave can stand in this language's text: English shows no Chinese.
pub(super) fn suits(lang: Lang, name: &str) -> bool {
    lang == Lang::Zh || !name.chars().any(is_chinese)
}

/// What a component is called: the scheme's name where it suits the language, else the known word of its key, else the key
/// itself. `key` may be `part.of` or `total`.
#[must_use]
pub fn component_word(lang: Lang, key: &str, name: Option<&str>) -> String {
    if let Some(name) = name.filter(|name| suits(lang, name)) {
        return name.to_owned();
    }
    let own = key.split('.').next().unwrap_or(key);
    known_component(lang, own).map_or_else(|| own.replace('_', " "), str::to_owned)
}

/// Whether pages have a word for the component of this key although nobody named it.
#[must_use]
pub fn has_component_word(key: &str) -> bool {
    known_component(Lang::Zh, key).is_some()
}

/// Whether pages have a word for the list of this key although nobody named it.
#[must_use]
pub fn has_list_word(key: &str) -> bool {
    known_list(Lang::Zh, key).is_some()
}

fn known_component(lang: Lang, own: &str) -> Option<&'static str> {
    let known = match own {
        "written" => written(lang),
        "interview" => interview(lang),
        "performance" => performance(lang),
        "fit" => fit(lang),
        "professional" => professional(lang),
        "xingce" | "aptitude" => aptitude(lang),
        "shenlun" | "essay" => essay(lang),
        "police" => police(lang),
        "common" | "public" => common_paper(lang),
        "special" => special_paper(lang),
        "adjusted" => adjusted(lang),
        "total" => composite(lang),
        "unrounded" => unrounded(lang),
        _ => return None,
    };
    Some(known)
}

/// What a list is called: the scheme's name where it suits the language, else the known word of its key.
#[must_use]
pub fn list_word(lang: Lang, key: &str, name: Option<&str>) -> String {
    if let Some(name) = name.filter(|name| suits(lang, name)) {
        return name.to_owned();
    }
    known_list(lang, key).map_or_else(|| key.replace('_', " "), str::to_owned)
}

fn known_list(lang: Lang, key: &str) -> Option<&'static str> {
    let known = match key {
        "written" => list_written(lang),
        "interview" => list_interview(lang),
        "professional" | "professional_test" => list_professional(lang),
        "inspection" | "vetting" => list_inspection(lang),
        "medical" => list_medical(lang),
        "recheck" => list_recheck(lang),
        _ if domain::collective::is_proposed(key) => list_proposed(lang),
        _ => return None,
    };
    Some(known)
}

/// The same in the middle of a sentence, where English writes its own words small; a name that officers gave stays as they wrote it.
#[must_use]
pub fn list_inside(lang: Lang, key: &str, name: Option<&str>) -> String {
    let word = list_word(lang, key, name);
    if lang == Lang::Zh || name.is_some_and(|name| suits(lang, name)) {
        return word;
    }
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_begins_small_inside_an_english_sentence_unless_officers_named_it() {
        assert_eq!(list_inside(Lang::En, "inspection", None), "inspection list");
        assert_eq!(list_word(Lang::Zh, "proposed", None), "拟遴选人选");
        assert_eq!(list_inside(Lang::En, "proposed_2", None), "proposed people");
        assert_eq!(list_inside(Lang::En, "inspection", Some("考察人选")), "inspection list");
        assert_eq!(list_inside(Lang::En, "inspection", Some("Vetting Panel List")), "Vetting Panel List");
        assert_eq!(list_inside(Lang::Zh, "inspection", None), "差额考察人选");
    }
}
