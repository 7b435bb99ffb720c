//! The registration form's fields in words: the label of each, and what was told as people read it.
//!
//! Owns the one mapping from form names to words, for candidates and screeners alike. Refuses to check anything: what is no
//! known choice is shown as it was typed.

use domain::eligibility::{
    Appraisal, Day, Degree, Education, Leading, Politics, Rank, Study, UnitKind, UnitLevel,
};
use domain::reason::FieldPath;
use domain::registration::{OTHER_RANK, Relation};

use crate::eligibility::{day, lists as l, study};
use crate::{Lang, applications as t};

/// The label of a field by its form name; `newest` is the year of the first appraisal. Empty for a name that no section has.
#[must_use]
pub fn label(lang: Lang, name: &str, newest: Option<i32>) -> String {
    if let Some(back) = name.strip_prefix("appraisal_").and_then(|back| back.parse::<i32>().ok()) {
        return newest.map_or_else(
            || t::appraisals_title(lang).to_owned(),
            |newest| t::appraisal_of(lang, newest.saturating_sub(back).saturating_add(1)),
        );
    }
    if let Some((n, end)) = name.strip_prefix("grassroots_").and_then(|rest| rest.split_once('_'))
        && let Ok(n) = n.parse()
    {
        return if end == "from" { t::grassroots_from(lang, n) } else { t::grassroots_to(lang, n) };
    }
    if let Some((n, part)) = name.strip_prefix("family_").and_then(|rest| rest.split_once('_'))
        && let Ok(n) = n.parse()
    {
        return match part {
            "relation" => t::family_relation(lang, n),
            "name" => t::family_name(lang, n),
            _ => t::family_work(lang, n),
        };
    }
    plain(lang, name).to_owned()
}

fn plain(lang: Lang, name: &str) -> &'static str {
    match name {
        "name" => t::name(lang),
        "identity" => t::identity(lang),
        "phone" => t::phone(lang),
        "unit" => t::present_unit(lang),
        "unit_level" => t::unit_level(lang),
        "unit_kind" => t::unit_kind(lang),
        "level_since" => t::level_since(lang),
        "joined" => t::joined(lang),
        "post" => t::post(lang),
        "rank" => t::rank(lang),
        "rank_since" => t::rank_since(lang),
        "leading" => t::leading(lang),
        "leading_since" => t::leading_since(lang),
        "service_years" => t::service_years(lang),
        "grassroots_years" => t::grassroots_years(lang),
        "education_level" => t::education_level(lang),
        "degree" => t::degree(lang),
        "study" => t::study(lang),
        "education" => t::education(lang),
        "politics" => t::politics(lang),
        "appraisal_year" => t::appraisal_year(lang),
        "excluded" => t::excluded(lang),
        "recusal" => t::recusal(lang),
        "recusal_words" => t::recusal_words(lang),
        "recommended" => t::recommended(lang),
        "truthful" => t::truthful(lang),
        "remark" => t::remark(lang),
        _ => "",
    }
}

/// What was told in a field, in words.
#[must_use]
pub fn shown(lang: Lang, name: &str, value: &str) -> String {
    let word = match name {
        "unit_level" => UnitLevel::from_word(value).map(|one| l::unit_level(one, lang)),
        "unit_kind" => UnitKind::from_word(value).map(|one| l::unit_kind(one, lang)),
        "rank" if value == OTHER_RANK => Some(l::other_rank(lang)),
        "rank" => Rank::from_word(value).map(|one| l::rank(one, lang)),
        "leading" => Leading::from_word(value).map(|one| l::leading(one, lang)),
        "education_level" => Education::from_word(value).map(|one| l::education(one, lang)),
        "degree" => Degree::from_word(value).map(|one| l::degree(one, lang)),
        "study" => Study::from_word(value).map(|one| study::name(one, lang)),
        "politics" => Politics::from_word(value).map(|one| l::politics(one, lang)),
        "recusal" if value == "yes" => Some(l::yes(lang)),
        "recusal" if value == "no" => Some(l::no(lang)),
        _ if name.starts_with("family_") && name.ends_with("_relation") => {
            Relation::from_word(value).map(|one| t::relation(one, lang))
        }
        "excluded" if value == "yes" => Some(l::yes(lang)),
        "excluded" if value == "no" => Some(l::no(lang)),
        "recommended" | "truthful" => {
            Some(if value == "yes" { t::agreed(lang) } else { t::not_agreed(lang) })
        }
        _ if name.starts_with("appraisal_") => Appraisal::from_word(value).map(|one| l::appraisal(one, lang)),
        _ => None,
    };
    match word {
        Some(word) => word.to_owned(),
        None if is_day(name) => Day::parse(value, &FieldPath::new(name))
            .map_or_else(|_| value.to_owned(), |found| day(found, lang)),
        None if name.ends_with("_years") && !value.is_empty() => t::years(lang, value),
        None => value.to_owned(),
    }
}

fn is_day(name: &str) -> bool {
    name == "joined" || name.ends_with("_since") || name.ends_with("_from") || name.ends_with("_to")
}

/// Whether a field that is empty need not be shown.
#[must_use]
pub fn may_be_left_out(name: &str) -> bool {
    name == "appraisal_year"
        || name == "leading_since"
        || name.starts_with("grassroots_")
        || name.starts_with("family_")
        || name == "recusal_words"
        || name == "service_years"
        || matches!(name, "appraisal_4" | "appraisal_5")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::registration::ApplicationForm;

    #[test]
    fn every_field_has_its_label_in_both_languages() {
        for (name, _) in ApplicationForm::default().fields() {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!label(lang, &name, Some(2025)).is_empty(), "{name}");
            }
        }
        assert_eq!(label(Lang::Zh, "appraisal_2", Some(2025)), "2024 年度考核等次");
        assert_eq!(label(Lang::En, "grassroots_3_to", None), "Spell 3: last day");
        assert_eq!(label(Lang::Zh, "family_2_work", None), "第 2 人：工作单位及职务");
        assert_eq!(shown(Lang::En, "family_12_relation", "spouse_mother"), "Mother-in-law");
        assert_eq!(label(Lang::Zh, "nonsense", None), "");
    }

    #[test]
    fn what_was_told_is_shown_in_words_and_anything_else_as_typed() {
        assert_eq!(shown(Lang::Zh, "joined", "2018-07-01"), "2018年7月1日");
        assert_eq!(shown(Lang::Zh, "joined", "去年"), "去年");
        assert_eq!(shown(Lang::Zh, "rank", "first_staff"), "一级科员");
        assert_eq!(shown(Lang::Zh, "study", "0301"), "法学类");
        assert_eq!(shown(Lang::En, "appraisal_1", "basic"), "Basically competent");
        assert_eq!(shown(Lang::Zh, "unit", "yes"), "yes");
    }
}
