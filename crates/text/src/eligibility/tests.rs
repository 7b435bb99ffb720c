use domain::eligibility::{Choice, Education, Kind, Leading, Listed, RankAge, UnitLevel};
use domain::study::Study;

use super::*;

fn at() -> Option<Day> {
    Day::from_parts(2025, 10, 15)
}

#[test]
fn a_condition_says_its_numbers_and_the_birthday_it_means() {
    let exception = Some(RankAge { from: Rank::SecondConsultant, years: 43 });
    let age = Condition::AgeAtMost { years: 35, rank: exception };
    assert_eq!(
        condition(&age, at(), Lang::Zh),
        "年龄在 35 周岁以下（1989年10月16日及以后出生），二级调研员以上的在 43 周岁以下"
    );
    let degree = Condition::Listed { of: Listed::Education, one_of: vec![Choice::Education(Education::Undergraduate)] };
    assert_eq!(sentences(&[Rule::One(degree)], None, Lang::Zh), ["大学本科以上学历。"]);
    let law = Condition::Study { one_of: vec![Study::from_word("03").unwrap(), Study::from_word("1204").unwrap()] };
    assert_eq!(condition(&law, None, Lang::Zh), "专业属于法学门类、公共管理类（普通高等学校本科专业目录（2026年））");
}

#[test]
fn a_tree_stands_in_one_sentence() {
    let tree = Rule::Any(vec![
        Rule::One(Condition::Leading { from: Leading::DeputyDivision, years: 0 }),
        Rule::All(vec![
            Rule::One(Condition::Leading { from: Leading::Section, years: 3 }),
            Rule::One(Condition::Listed { of: Listed::UnitLevel, one_of: vec![Choice::UnitLevel(UnitLevel::Township)] }),
        ]),
    ]);
    assert_eq!(
        sentences(std::slice::from_ref(&tree), None, Lang::Zh),
        ["符合下列之一：现任县处级副职以上领导职务；或者（现任乡科级正职以上领导职务，且任职满 3 年，并且现所在单位层级为乡镇（街道））。"]
    );
    assert!(sentences(&[tree], None, Lang::En)[0].starts_with("One of these: present leading post"));
}

#[test]
fn every_kind_and_every_class_has_a_name_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let mut names: Vec<&str> = Study::all().map(|one| study::name(one, lang)).collect();
        assert!(names.iter().all(|name| !name.is_empty()), "{names:?}");
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "no two entries have one name");
        assert!(Kind::all().all(|kind| !form::kind(kind, lang).is_empty()));
    }
}

#[test]
fn spans_are_years_and_months() {
    assert_eq!((span(27, Lang::Zh), span(24, Lang::Zh)), ("2 年 3 个月".to_owned(), "2 年".to_owned()));
    assert_eq!((span(13, Lang::En), span(0, Lang::En)), ("1 year 1 month".to_owned(), "0 months".to_owned()));
}
