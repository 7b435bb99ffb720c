use std::collections::HashSet;

use super::*;

fn of(word: &str) -> Study {
    Study::from_word(word).expect("an entry")
}

#[test]
fn every_line_of_both_catalogues_is_an_entry_with_a_parent_of_its_own_catalogue() {
    let count = |catalogue, level| {
        let fits = |one: &Study| one.catalogue() == Some(catalogue) && one.level() == Some(level);
        Study::all().filter(fits).count()
    };
    use Catalogue::{Graduate, Undergraduate};
    // The counts are those that the catalogues print.
    assert_eq!(count(Undergraduate, Level::Discipline), 13);
    assert_eq!(count(Undergraduate, Level::Class), 92);
    assert_eq!(count(Undergraduate, Level::Programme), 883);
    assert_eq!(count(Graduate, Level::Discipline), 14);
    assert_eq!(count(Graduate, Level::FirstLevel), 117);
    assert_eq!(count(Graduate, Level::Professional), 67);
    assert_eq!(Study::all().count(), 988 + 198);
    let words: HashSet<&str> = Study::all().map(Study::word).collect();
    assert_eq!(words.len(), 988 + 198);
    for one in Study::all() {
        assert_eq!(Study::from_word(one.word()), Some(one));
        assert_eq!(one.parent().is_none(), one.level() == Some(Level::Discipline), "{one}");
        assert!(one.parent().is_none_or(|parent| parent.catalogue() == one.catalogue()), "{one}");
    }
    for word in ["1", "0399", "11", "3", "03011", "+301", "g0301", "G03011", ""] {
        assert_eq!(Study::from_word(word), None, "{word}");
    }
}

#[test]
fn a_discipline_takes_its_classes_and_programmes_and_nothing_of_the_other_catalogue() {
    assert!(of("03").takes(of("0301")) && of("03").takes(of("030101K")) && of("0301").takes(of("030101K")));
    assert!(of("14").takes(of("140001TK")), "discipline 14 has no classes");
    assert!(of("0502").takes(of("0502107TK")), "class 0502 ran out of six digits");
    assert!(!of("0301").takes(of("0302")) && !of("030101K").takes(of("0301")));
    assert!(!of("0301").takes(of("G0301")) && of("G03").takes(of("G0351")));
    assert!(
        of("08").took(of("140004TK")) && !of("08").takes(of("140004TK")) && !of("10").took(of("140004TK"))
    );
}

#[test]
fn a_field_is_found_by_code_by_name_by_both_and_by_the_code_that_it_had_before() {
    for (typed, word) in [
        ("030101K", "030101K"),
        ("030101k", "030101K"),
        ("030101", "030101K"),
        ("030101K 法学", "030101K"),
        ("120203", "120203K"),
        ("会计学", "120203K"),
        ("法学类", "0301"),
        ("G0301 法学", "G0301"),
        ("g0351", "G0351"),
        ("083204TK", "140004TK"),
        ("101011", "140007T"),
        ("0000", "0000"),
        ("0000 目录以外的专业", "0000"),
    ] {
        assert_eq!(Study::named(typed), Ok(of(word)), "{typed}");
    }
    assert_eq!(Study::named("法学"), Err(Unnamed::Several(of("030101K"), of("G0301"))));
    for typed in ["", "03", "03 法学", "030101K 经济学", "G0301 法学类", "经济管理", "专业", "999999"]
    {
        assert_eq!(Study::named(typed), Err(Unnamed::Unknown), "{typed}");
    }
    assert_eq!(Study::meant("03"), Ok(of("03")));
}
