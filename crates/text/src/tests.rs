//! Laws over every sentence of every area.

use crate::AREAS;

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

fn each(mut judge: impl FnMut(&str, &str, &[&str]) -> Option<&'static str>) {
    let mut faults = Vec::new();
    for (area, sentences) in AREAS {
        for (name, zh, en) in *sentences {
            if let Some(fault) = judge(name, zh, en) {
                faults.push(format!("{area}::{name}: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_sentence_says_something() {
    each(|_, zh, en| (zh.trim().is_empty() || en.iter().any(|e| e.trim().is_empty())).then_some("empty"));
}

#[test]
fn english_holds_no_chinese() {
    each(|name, _, en| {
        (!name.ends_with("own_name") && en.iter().any(|e| e.chars().any(is_chinese)))
            .then_some("Chinese in English")
    });
}

#[test]
fn chinese_is_chinese() {
    each(|_, zh, _| (!zh.chars().any(is_chinese)).then_some("no Chinese in Chinese"));
}

#[test]
fn punctuation_between_chinese_words_is_full_width() {
    each(|_, zh, _| {
        let chars: Vec<char> = zh.chars().collect();
        chars
            .windows(2)
            .any(|two| is_chinese(two[0]) && matches!(two[1], ',' | ';' | ':' | '?' | '!' | '(' | '.'))
            .then_some("half-width punctuation")
    });
}

#[test]
fn words_of_the_field_are_the_glossarys() {
    each(|_, _, en| {
        en.iter()
            .any(|e| {
                ["eligibility", "shortlist", "quota", "headcount", "recruit"]
                    .iter()
                    .any(|word| e.to_lowercase().contains(word))
            })
            .then_some("a word that the glossary gives only for recognition")
    });
}

#[test]
fn english_says_declared_of_what_a_candidate_filled_in() {
    each(|_, _, en| {
        en.iter()
            .any(|e| ["what was told", "What was told", "rank four"].iter().any(|words| e.contains(words)))
            .then_some("words that no English reader would use for it")
    });
}

#[test]
fn both_languages_use_the_same_arguments() {
    let arguments = |s: &str| -> Vec<String> {
        let mut found: Vec<String> =
            s.split('{').skip(1).filter_map(|rest| rest.split('}').next().map(str::to_owned)).collect();
        found.sort();
        found.dedup();
        found
    };
    each(|_, zh, en| en.iter().any(|e| arguments(e) != arguments(zh)).then_some("different arguments"));
}
